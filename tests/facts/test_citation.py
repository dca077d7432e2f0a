"""Citations: what is named, how, and what a letter is sent with."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.facts.telling import told

from migkg.facts.instruments.citation import citations
from migkg.model import Document, SourceFile
from migkg.reading import Reading

Read = Callable[..., list[Reading]]
KINDS = {
    "Recalling the Convention on the Rights of the Child,": "recalls",
    "Reaffirming the Convention on the Rights of the Child,": "reaffirms",
    "Taking note of the Convention on the Rights of the Child,": "cites",
    "Recalling its earlier work, and welcoming the Convention on the Rights of the Child,": "cites",
    "Recalling its earlier work; see the Convention on the Rights of the Child.": "cites",
    "Rappelant la Convention relative aux droits de l'enfant,": "recalls",
    "Réaffirmant la Convention relative aux droits de l'enfant,": "reaffirms",
    "Recordando la Convención sobre los Derechos del Niño,": "recalls",
    "Reafirmando la Convención sobre los Derechos del Niño,": "reaffirms",
    "1. States should ratify the Convention on the Rights of the Child.": "cites",
}


@pytest.mark.parametrize("text", KINDS)
def test_the_verb_before_the_name_says_how(text: str, read: Read) -> None:
    found = told(read(text, kind="Report"), citations)

    assert [(one["cited"], one["citationKind"]) for one in found] == [("crc", KINDS[text])]


def test_a_thing_is_cited_once_in_a_sentence(read: Read) -> None:
    text = (
        "Recalling the Convention on the Rights of the Child, and reiterating that States should "
        "ratify the Convention on the Rights of the Child,"
    )

    assert [one["citationKind"] for one in told(read(text, kind="Report"), citations)] == [
        "recalls"
    ]


def test_a_document_does_not_cite_itself(read: Read) -> None:
    reading = read("1. The present report (A/68/190) follows A/67/254.", kind="Report")[0]
    own = replace(reading, document=replace(reading.document, symbol="A/68/190"))

    assert [one["cited"] for one in told([own], citations)] == ["a-67-254"]


def _letter(read: Read, text: str, *others: Document) -> Reading:
    reading = read(text, kind="Report")[0]
    own = replace(reading.document, kind="Letter")
    return replace(reading, document=own, siblings=(others[0], own, *others[1:]))


def _part(slug: str, kind: str, date: str = "") -> Document:
    return Document(slug, kind, 0, 0, SourceFile("file.txt", "", "ab" * 32, "plain"), date=date)


BEFORE = _part("file-01", "Letter", "2010-10-18")
NOTE, PROGRAMME = _part("file-03", "ConceptNote"), _part("file-04", "Programme")
LATER = _part("file-05", "Programme")
LETTERS = {
    "I am pleased to share with you the concept paper and provisional programme of the meeting.": [
        ("file-03", "encloses"), ("file-04", "encloses"),
    ],
    "A concept note will be circulated at a later stage.": [("file-03", "announces")],
    "Le programme sera distribué ultérieurement.": [("file-04", "announces")],
    "Further to my letter of 18 October 2010, I write to you again.": [("file-01", "cites")],
    "The programme of the meeting was rich.": [],
    "Further to my letter of 19 October 2010, I write to you again.": [],
    "I am pleased to share with you the summary of the meeting.": [],
}  # fmt: skip


@pytest.mark.parametrize("text", LETTERS)
def test_a_letter_cites_what_it_is_printed_with(text: str, read: Read) -> None:
    found = told([_letter(read, text, BEFORE, NOTE, PROGRAMME, LATER)], citations)

    assert [(one["cited"], one["citationKind"]) for one in found] == LETTERS[text]


def test_a_document_that_stands_alone_encloses_nothing(read: Read) -> None:
    text = "I am pleased to share with you the concept paper of the meeting."

    assert told(read(text, kind="Letter"), citations) == []
