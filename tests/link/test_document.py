"""What holds of the links of any document."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from migkg.documents import split
from migkg.link.authority import load_authority
from migkg.link.document import link_document
from migkg.model import Link, Passage, SourceFile
from migkg.passages import passages

_WORDS = """The the of and Mr. Ms. M. Committee Council General Assembly Ministry Labour Convention
    resolution resolutions 63/225 (2000) 1325 A/67/254 Add.1 IOM (IOM) GFMD 2013 High-level
    Dialogue Round table 1 Mexico Guinea South Georgia Peter Sutherland Ban Ki-moon , . ; : ( ) "
    session sixty-fifth first on Migration Development de la du México Conseil l' **bold** *it*
    Women4 Rights,8 Global Forum Protocol Nos. 97 143 ILO Special Rapporteur Governing Body"""
_BREAKS = ["\n", "\n\n", "  ", "\t", "é", "’s", "\u00ad"]
_PIECES = st.sampled_from([*re.split(r"\s+", _WORDS), *_BREAKS])
_TEXTS = st.lists(_PIECES, max_size=60).map(" ".join) | st.text(max_size=120)


def linked(text: str, language: str) -> list[tuple[tuple[Passage, ...], tuple[Link, ...]]]:
    source = SourceFile("notes/any.txt", text, "0" * 64, "plain", language=language)
    documents = split(source)
    found = []
    for document in documents:
        inside = [other for other in documents if other.part_of == document.slug]
        parts = passages(document, inside)
        found.append((parts, link_document(document, parts, load_authority())))
    return found


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(["en", "fr", "es"]))
def test_mentions_lie_apart_inside_a_passage_and_are_what_the_text_says(
    text: str, language: str
) -> None:
    for parts, links in linked(text, language):
        by_order = {part.order: part for part in parts}
        for one, other in pairwise(links):
            assert one.end <= other.begin
        for link in links:
            passage = by_order[link.mention.passage]
            assert passage.begin <= link.begin < link.end <= passage.end
            assert link.mention.anchor == text[link.begin : link.end]
            assert link.mention.anchor == link.mention.anchor.strip()
            assert 0 < link.confidence <= 1
            assert link.entity.startswith("id/")


@settings(max_examples=40, deadline=None)
@given(_TEXTS)
def test_the_same_text_gives_the_same_links(text: str) -> None:
    assert linked(text, "en") == linked(text, "en")
