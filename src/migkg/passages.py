"""Splits a document into passages: leaf units that never overlap, with their offsets.

Rules that hold everywhere: a passage has no white space and no mark-up around it; it begins at
its number, letter or footnote mark where one is printed (a bullet is mark-up and stays outside);
a row of a table keeps the empty cells it begins with. What nobody reads as text (rules, image
marks, page numbers) lies in no passage.
"""

from collections.abc import Sequence

from migkg.language import LANGUAGES, language_of
from migkg.model import Document, Language, Passage
from migkg.structure.blocks import blocks
from migkg.structure.ties import units

_TELLING = 8  # words that it takes to tell a language


def passages(document: Document, parts: Sequence[Document] = ()) -> tuple[Passage, ...]:
    """Return the passages of a document in the order of its text.

    ``parts`` are the documents inside it, whose text is theirs and not its own.
    """
    source = document.source
    found: list[Passage] = []
    for begin, end in _own(document, parts):
        offset = len(found)
        own = units(blocks(source, begin, end), document.kind)
        for at, unit in enumerate(own, start=1 + offset):
            block = unit.block
            text = source.text[block.begin : block.end]
            found.append(
                Passage(
                    document=document.slug,
                    order=at,
                    begin=block.begin,
                    end=block.end,
                    text=text,
                    kind=unit.kind,
                    section=unit.section,
                    number=unit.number,
                    heading=unit.heading,
                    page=source.page(block.begin),
                    language=_language(block.text, document.language or "en"),
                    continues=None if unit.continues is None else unit.continues + 1 + offset,
                    part_of=None if unit.part_of is None else unit.part_of + 1 + offset,
                )
            )
    return tuple(found)


def _language(text: str, default: str) -> str:
    """Return the language of a passage; a name or a date is in that of the document."""
    if len(text.split()) < _TELLING:
        return default
    known: Language = next((name for name in LANGUAGES if name == default), "en")
    return language_of(text, default=known)


def _own(document: Document, parts: Sequence[Document]) -> list[tuple[int, int]]:
    """Return the stretches of a document that lie in none of its parts."""
    inside = sorted((p.begin, p.end) for p in parts if p.part_of == document.slug)
    stretches: list[tuple[int, int]] = []
    at = document.begin
    for begin, end in inside:
        stretches.append((at, begin))
        at = max(at, end)
    stretches.append((at, document.end))
    return [(low, high) for low, high in stretches if document.source.text[low:high].strip()]
