"""Where a passage says what was asked for, and the part of it that says most."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, TypeAlias

from migkg.search.asked import Asked, Piece
from migkg.search.words import forms, spans

Range: TypeAlias = tuple[int, int]  # of characters, from the first up to behind the last

_SNIPPET: Final = 300  # characters


def ranges(text: str, asked: Asked) -> list[Range]:
    """Return where a text says what was asked for; no two ranges overlap.

    >>> from migkg.search.asked import understand
    >>> ranges("Les États, l'Organisation", understand("etat organisation"))
    [(4, 9), (13, 25)]
    """
    there = list(spans(text))
    found: list[Range] = []
    for piece in asked.telling:
        found += _of_piece(there, piece)
    return _merged(found)


def _of_piece(there: Sequence[tuple[int, int, str]], piece: Piece) -> list[Range]:
    size = len(piece.words)
    any_of = set(piece.words[:1] if piece.exact or size > 1 else forms(piece.words[0]))
    found = []
    for place in range(len(there) - size + 1):
        part = there[place : place + size]
        if size == 1:
            word = part[0][2]
            hit = word in any_of or (piece.beginning and word.startswith(piece.words[0]))
        else:
            hit = all(
                word == wanted
                for (_, _, word), wanted in zip(part[:-1], piece.words[:-1], strict=True)
            ) and (
                part[-1][2] == piece.words[-1]
                or (piece.beginning and part[-1][2].startswith(piece.words[-1]))
            )
        if hit:
            found.append((part[0][0], part[-1][1]))
    return found


def _merged(found: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for begin, end in sorted(found):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def snippet(text: str, found: Sequence[Range], size: int = _SNIPPET) -> Range:
    """Return the stretch of a text, whole words of it, that holds most of what was found.

    >>> snippet("one two three four five", [(14, 18)], size=10)
    (14, 18)
    """
    if len(text) <= size:
        return 0, len(text)
    best, most = (found[0][0] if found else 0), 0
    for begin, _ in found:
        distinct = {text[b:e].casefold() for b, e in found if begin <= b and e <= begin + size}
        if len(distinct) > most:
            best, most = begin, len(distinct)
    last = max((e for b, e in found if best <= b and e <= best + size), default=best)
    begin = max(0, min(best, best - (size - (last - best)) // 2))
    end = min(len(text), begin + size)
    begin = max(0, end - size)
    if begin > 0 and not text[begin - 1].isspace():
        space = _space(text, begin, min(best, end))
        begin = best if space < 0 else space
    if end < len(text) and not text[end].isspace():
        space = max(text.rfind(" ", last, end), text.rfind("\n", last, end))
        end = max(last, end if space < 0 else space)
    return begin, end


def _space(text: str, begin: int, end: int) -> int:
    """Return the place behind the first white space of a stretch, or -1."""
    return next((place + 1 for place in range(begin, end) if text[place].isspace()), -1)


def marked(text: str, found: Iterable[Range], begin: int = 0, end: int | None = None) -> str:
    """Return a stretch of a text as HTML, what was found in ``mark`` elements.

    >>> marked("a < b & c", [(4, 5)])
    'a &lt; <mark>b</mark> &amp; c'
    """
    end = len(text) if end is None else end
    parts, place = [], begin
    for first, last in found:
        if first < begin or last > end:
            continue
        parts += [escape(text[place:first]), f"<mark>{escape(text[first:last])}</mark>"]
        place = last
    return "".join([*parts, escape(text[place:end])])
