"""The source that a text names for a figure: in the sentence, in brackets, or in its footnote."""

import re
from typing import Final

from migkg.model import Passage, Ref
from migkg.reading import Reading, Sentence, slot

_SOURCES = slot("organization", "office", "publication", "document", name="who")
_NAMED: Final = re.compile(
    rf"(?:[Aa]ccording to|[Ss]elon|[Dd]'après|[Ss]egún|[Dd]e acuerdo con|[Dd]e conformidad con)"
    rf"(?: [a-zà-ÿ][\w'’-]*){{0,6}}? ?(?:l'|d')?{_SOURCES}"
    rf"|(?:valued|estimated|reported|compiled|published|"
    rf"projected) by (?:the )?{slot('organization', 'office', name='by')}"
    rf"|{slot('organization', 'publication', name='says')}(?:'s)?(?: "
    rf"\([^)]*\))?(?:,[^,]{{0,60}},)? (?:\w+ly )?"
    rf"(?:estimates?|estimated|reports?|reported|found|projects|indicates?|declar(?:ing|ed)|"
    rf"calcula|estime|"
    rf"was (?:simultaneously )?declaring)\b"
    rf"|\b(?:study|report|survey|étude|estudio) (?:of|by|de|du) (?:the |la |"
    rf"le )?{slot('organization', name='study')}"
    rf"[^.;]{{0,60}}(?:found|shows?|indicat|conclud)"
)
_BRACKETS: Final = re.compile(rf"\((?:[^()]*\s)?{slot('document', 'publication', name='in')}\s?\)")


def sources(
    reading: Reading, sentence: Sentence, masked: str, at: int, end: int
) -> tuple[tuple[Ref, ...], tuple[int, ...]]:
    """Return the sources of a figure, and the orders of the footnotes that name them.

    ``at`` is where the figure stands in the masked text, ``end`` where it ends in the clean text.
    """
    found: list[Ref] = []
    for match in _NAMED.finditer(masked):
        number = next(n for n in match.groupdict().values() if n is not None)
        # What is said behind "according to" or before it in the same sentence.
        if match.start() <= at or match.start() - at < 160:
            found.append(sentence.link(number).entity)
    bracket = _BRACKETS.search(masked, at)
    if bracket and not re.search(r"\(see|voir|véase", bracket[0], re.IGNORECASE):
        found.append(sentence.link(bracket["in"]).entity)
    named, orders = _footnoted(reading, sentence, end)
    return tuple(dict.fromkeys([*found, *named])), orders


def _footnoted(reading: Reading, sentence: Sentence, end: int) -> tuple[list[Ref], tuple[int, ...]]:
    """Return what the first footnote behind a figure cites."""
    mark = next((mark for place, mark in sentence.view.notes if place >= end), None)
    notes: list[Passage] = [
        p for p in reading.passages if p.kind == "footnote" and p.number == mark
    ]
    for note in notes:
        links = reading.links_between(note.begin, note.end)
        for kinds in (("publication",), ("document",)):
            cited = [link.entity for link in links if link.kind in kinds]
            if cited:
                return cited[:1], (note.order,)
    return [], ()
