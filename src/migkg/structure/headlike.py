"""Which blocks could stand in the head of a document, and how far a head goes."""

import re
from collections.abc import Sequence

from migkg.structure import genres, signs
from migkg.structure.blocks import Block

_MAX_TITLE = 60  # words
_MAX_HEAD = 40  # blocks: no head is longer, whatever its lines look like
_BY = re.compile(r"(?:by|par|por|delivered\s+by|prononcée?\s+par|pronunciad[oa]\s+por)\s+", re.I)


def length(blocks: Sequence[Block]) -> int:
    """Return how many of a document's first blocks are its head."""
    for at, block in enumerate(blocks):
        if at >= _MAX_HEAD:
            return at
        if block.form in ("rule", "stars", "furniture"):
            continue
        if not headlike(block):
            return at
        titled = any(genres.type_of(b.text) or b.level or b.words > 2 for b in blocks[:at])
        if titled and signs.OPENING_SECTION.fullmatch(block.text):
            return at
        if block.mark.kind == "section" and not genres.type_of(block.text):
            return at
        if signs.ANNEX.fullmatch(block.text) and at:
            return at
    return len(blocks)


def headlike(block: Block) -> bool:
    """Tell whether a block could stand in a head: a short line that is no sentence or item."""
    if block.form != "text" or block.mark.kind in ("bullet", "letter", "note", "hour", "count"):
        return False
    text = block.text
    if block.mark.kind == "number" and not (block.level or block.whole):
        return False
    if signs.salutes(text) or signs.thanks(text) or signs.VALEDICTION.search(text):
        return False
    if signs.CALL_TO_ORDER.match(text):
        return False
    if signs.ORGAN_LINE.fullmatch(text) or (text.endswith((":", ";", "?")) and not block.level):
        return False
    if signs.DISTRIBUTION.search(text) or genres.type_of(text) == "Letter":
        return block.words <= 80
    if block.words > _MAX_TITLE or (text[:1].islower() and not _BY.match(text)):
        return False
    if text.endswith(",") and not (block.whole or block.level):
        return False
    if text.startswith("[") and text.endswith("]"):
        return True
    return not block.ended or bool(block.level) or _abbreviated(text)


def _abbreviated(text: str) -> bool:
    return bool(re.search(r"(?:\b[A-Z]\.|p\.m\.|a\.m\.|No\.|Distr\.)$", text))
