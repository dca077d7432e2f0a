"""Paragraphs, sentences and slots."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.model import Document, Link, Mention, Passage, Ref, SourceFile
from migkg.reading import Reading, paragraphs, sentence_spans, slot


@pytest.mark.parametrize(
    "sentences",
    [
        ["It met at 3 p.m. Mr. Deiss spoke (see para. 4).", "Why?", "No. 97 applies."],
        ["M. Ban a parlé.", "Mme Diop aussi."],
        ["El Sr. Heller habló.", "¿Por qué?", "No se sabe."],
        ["See A/65/944.", "In 2011, it met."],
        ["It held that the U.S. Government pays."],
        ['He said "Go."', "They went."],
    ],
)
def test_a_sentence_ends_where_the_next_begins(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[begin:end] for begin, end in sentence_spans(text)] == sentences


@given(st.text(alphabet='aA .!?"()1M', max_size=80))
def test_sentences_lie_apart_and_leave_out_only_white_space(text: str) -> None:
    at, rest = 0, ""
    for begin, end in sentence_spans(text):
        assert at <= begin < end <= len(text)
        rest += text[at:begin]
        at = end
    assert not (rest + text[at:]).strip()


SOURCE = "The IOM met in\n\n[foot]\n\nNew York. It left."


def reading() -> Reading:
    source = SourceFile("notes/x.txt", SOURCE, "0" * 64, "plain")
    document = Document("x", "Note", 0, len(SOURCE), source)
    cut = SOURCE.index("[foot]")
    more = SOURCE.index("New York")
    parts = (
        Passage("x", 1, 0, 14, SOURCE[:14], number="1"),
        Passage("x", 2, cut, cut + 6, SOURCE[cut : cut + 6], "footnote", number="4"),
        Passage("x", 3, more, len(SOURCE), SOURCE[more:], continues=1),
    )
    mention = Mention(4, 7, "IOM", "organization", "IOM", "name", 1)
    return Reading(document, parts, (Link(mention, Ref("id/organization/iom"), 1.0),))


def test_a_paragraph_is_read_across_a_page_break() -> None:
    found = paragraphs(SOURCE, reading().passages)
    assert [part.view.text for part in found] == ["The IOM met in New York. It left.", "[foot]"]
    assert found[0].covering(0, 33) == (1, 3)
    assert found[0].covering(0, 3) == (1,)


def test_a_sentence_has_its_links_and_passages() -> None:
    first, second, _ = reading().sentences
    assert first.passages == (1, 3)
    assert first.masked == "The ⟦organization 0⟧ met in New York."
    assert first.unmask(first.masked) == first.text
    assert first.link(0).entity == "id/organization/iom"
    assert second.links == ()
    assert SOURCE[first.begin : first.end].startswith("The IOM")


def test_a_slot_matches_its_kinds_only() -> None:
    masked = "by ⟦person 3⟧ of ⟦state 4⟧"
    assert re.search(slot("person", name="who"), masked)["who"] == "3"  # type: ignore[index]
    assert re.findall(slot(), masked) == ["⟦person 3⟧", "⟦state 4⟧"]
    assert re.search(slot("event"), masked) is None
