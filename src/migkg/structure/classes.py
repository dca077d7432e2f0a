"""The class of a document: what its head calls it, else what its text does."""

import re
from collections.abc import Sequence

from migkg.structure import headlike, signs
from migkg.structure.blocks import Block
from migkg.structure.signatures import signature
from migkg.structure.spans import Head

SPEAKING = re.compile(r"\bI\b(?!\.)|\b[Jj]e\b|\b[Jj]['’]|\b[Yy]o\b|\b[Qq]uiero\b|\b[Dd]eseo\b")


def kind_of(head: Head, own: Sequence[Block]) -> str:
    """Return the class of a document: what its head calls it, else what its text does."""
    texts = [block.text for block in own if block.form == "text"]
    first = texts[: headlike.length(own) + 6]
    if any(signs.CALL_TO_ORDER.match(text) for text in first):
        return "VerbatimRecord"
    if any(signs.LETTER_SALUTATION.fullmatch(text) for text in first[:6]) and (
        any(signs.VALEDICTION.search(text) for text in texts) and head.kind in ("", "Letter")
    ):
        return "Letter"
    if head.kind:
        return head.kind
    if _preambled(own):
        return "Resolution"
    if sum(block.mark.kind == "hour" for block in own) >= 3:
        return "Programme"
    if _spoken(head, own, texts):
        return "Statement"
    if _outlined(head, own):
        return "InformationNote"
    return "Document"


def _preambled(own: Sequence[Block]) -> bool:
    """Tell whether a text has a resolution's preamble: an organ, then clauses with commas."""
    for at, block in enumerate(own):
        if signs.ORGAN_LINE.fullmatch(block.text) and block.words <= 12:
            after = [b for b in own[at + 1 : at + 5] if b.form == "text" and b.mark.kind != "note"]
            organ = signs.ORGANS.search(block.text) is not None
            if organ and after and after[0].text.endswith(","):
                return True
    return False


def _spoken(head: Head, own: Sequence[Block], texts: Sequence[str]) -> bool:
    """Tell whether a text was spoken: it greets, gives thanks, is signed or says I and we."""
    if any(signs.ARTICLE.match(text) for text in texts):
        return False
    if any(signs.salutes(text) for text in texts[: len(texts) // 2 + 1]):
        return True
    if any(signs.thanks(text) for text in texts[-4:]) or head.has("speaker"):
        return True
    personal = sum(len(signs.FIRST_PERSON.findall(text)) for text in texts)
    alone = sum(len(SPEAKING.findall(text)) for text in texts)
    words = sum(len(text.split()) for text in texts)
    return (alone >= 1 and signature(own) is not None) or (
        alone >= 1 and personal >= 2 and personal * 400 >= words
    )


def _outlined(head: Head, own: Sequence[Block]) -> bool:
    """Tell whether a page presents an event: its name, then sections such as Objectives."""
    sections = [b for b in own if signs.OPENING_SECTION.fullmatch(b.text)]
    return head.has("event") and len(sections) >= 2
