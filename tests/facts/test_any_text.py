"""No text, and no place of links in it, is too much for the fact extractors."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from migkg.facts.events.event_occurrence import event_occurrences
from migkg.facts.instruments.adoption import adoptions
from migkg.facts.instruments.citation import citations
from migkg.facts.instruments.party_count import party_counts
from migkg.iris import thing
from migkg.model import Document, Fact, Link, Mention, Passage, SourceFile
from migkg.reading import Reading

KINDS = ("event", "instrument", "organization", "state", "office", "person", "document")
WORDS = st.sampled_from(
    [
        "the",
        "a",
        "in",
        "on",
        "by",
        "of",
        "and",
        "at",
        "its",
        "which",
        "was",
        "adopted",
        "held",
        "organized",
        "convened",
        "workshop",
        "meeting",
        "States",
        "parties",
        "to",
        "ratified",
        "42",
        "2011",
        "May",
        "19",
        "de",
        "la",
        "en",
        "par",
        "adoptée",
        "celebrada",
        "will",
        "be",
        "could",
        ",",
        ".",
        ";",
        "(",
        ")",
        "resolution",
        "In",
        "pursuant",
        "Alternatively",
        "last",
        "month",
        "Recalling",
        "this",
        "debate",
    ]
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw a document of one to three paragraphs, some of whose words are mentions."""
    text, passages, links = "", [], []
    for order in range(1, draw(st.integers(1, 3)) + 1):
        begin = len(text)
        for word in draw(st.lists(WORDS, min_size=1, max_size=25)):
            kind = draw(st.sampled_from((*KINDS, "", "", "")))
            at = len(text)
            text += word if not kind else f"Name{at}"
            if kind:
                anchor = text[at:]
                mention = Mention(at, len(text), anchor, kind, anchor, "names", order)
                links.append(Link(mention, thing(kind, draw(st.sampled_from("abc"))), 1.0))
            text += " "
        passages.append(Passage("any", order, begin, len(text) - 1, text[begin : len(text) - 1]))
        text += "\n\n"
    source = SourceFile("any.txt", text, "ab" * 32, "plain")
    document = Document(
        "any", draw(st.sampled_from(("Report", "Letter", "Resolution", "Statement"))), 0, len(text),
        source, date=draw(st.sampled_from(("", "2011", "2011-05-19"))),
        symbol=draw(st.sampled_from(("", "A/RES/65/170"))),
    )  # fmt: skip
    reading = Reading(document, tuple(passages), tuple(links))
    return replace(reading, siblings=(document,) if draw(st.booleans()) else ())


@settings(deadline=None)
@given(readings())
def test_facts_cite_passages_that_exist(reading: Reading) -> None:
    for extract in (adoptions, citations, event_occurrences, party_counts):
        for said in extract(reading):
            if isinstance(said, Fact):
                assert said.passages
                assert set(said.passages) <= reading.by_order.keys()
                assert len(set(said.properties)) == len(said.properties)
