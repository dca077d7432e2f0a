"""Who signs a text, and what else stands at its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from migkg.reading import view
from migkg.structure import dates, headlike, signs
from migkg.structure.blocks import Block
from migkg.structure.spans import Span


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a name signs a text, and what stands below it."""

    name: tuple[int, int]
    post: tuple[int, int] | None = None  # in the same block
    below: Block | None = None


def signature(own: Sequence[Block]) -> Signature | None:
    """Return the name that signs a text: below a letter's close, or at the very end."""
    texts = [b for b in own if b.form == "text" and b.mark.kind != "note"]
    for at, block in enumerate(texts):
        if not signs.VALEDICTION.search(block.text):
            continue
        if signed := _name(block) if signs.SIGNED.search(block.text) else None:
            return replace(signed, below=texts[at + 1] if at + 1 < len(texts) else None)
        for next_at in range(at + 1, min(at + 4, len(texts))):
            if signed := _name(texts[next_at]):
                return replace(signed, below=next(iter(texts[next_at + 1 :]), None))
    for back in range(1, min(6, len(texts))):
        block, before = texts[-back], texts[-back - 1]
        if block.level or block.whole or not (before.ended or signs.PICTURE.fullmatch(before.text)):
            continue
        if signed := _name(block):
            return replace(signed, below=texts[-back + 1] if back > 1 else None)
    return None


def _name(block: Block) -> Signature | None:
    """Return the name in a block's first line, with the post in the lines below it."""
    if not block.rows or block.words > 20:
        return None
    mark = signs.SIGNED.match(block.rows[0])
    row = block.rows[0][mark.end() :] if mark else block.rows[0]
    if not signs.person(row):
        return None
    low, high = block.parts[0]
    post = (block.parts[1][0], block.end) if len(block.parts) > 1 else None
    return Signature((high - len(row) if mark else low, high), post)


def closing(text: str, own: Sequence[Block], kind: str, *, named: bool) -> list[Span]:
    """Return the spans of what stands at the end: signature, post, addressee, date."""
    spans: list[Span] = []
    signed = signature(own) if kind in ("Letter", "Statement", "Note") else None
    if signed is not None:
        below = signed.below
        spans.append(("signature", *signed.name))
        if kind == "Statement" and not named:
            spans.append(("speaker", *signed.name))
        if signed.post is not None:
            spans.append(("position", *signed.post))
        if below is not None and kind == "Letter":
            row = below.rows[0] if below.rows else below.text
            if signs.ADDRESSEE.search(below.text) or signs.HONORIFIC.match(row):
                spans.append(("addressee", below.begin, below.end))
            elif signs.POSITION.match(row) and below.words <= 20:
                spans.append(("position", below.begin, below.end))
        elif below is not None and below.words <= 12 and not dates.only(below.text):
            post = signs.POSITION.match(below.text)
            spans.append(("position" if post else "affiliation", below.begin, below.end))
    size = headlike.length(own)
    for block in [b for b in own[size:] if b.form == "text" and b.mark.kind != "note"][-3:]:
        if block.words > 14 or block.ended:
            continue
        if signs.dated(block.text) or signs.MEETING_CLOSE.match(block.text):
            seen = view(text, block.begin, block.end)
            if found := dates.find(seen.text):
                spans.append(("date", *seen.span(found[1], found[2])))
    return spans
