"""Texts as pages show them: without the marks of a mark-up language, white space tidied.

Only for the eye: what the graph states keeps every character, and offsets count in that.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import pairwise
from typing import Final, TypedDict


class Piece(TypedDict):
    """A stretch of a text, marked or not."""

    text: str
    mark: bool


_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# White space, signs that Markdown escapes, its headings, the tags that readers of PDF leave.
_REPLACED: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (re.compile(r"<sup>([0-9]+)</sup>"), lambda found: found[1].translate(_RAISED)),
    (re.compile(r"\s*<br ?/?>\s*"), lambda _: "\n"),
    (re.compile(r"</?(?:sup|sub|b|i|em|strong|u)>"), lambda _: ""),
    (re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|<>~$&-])"), lambda _: ""),
    (re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+"), lambda _: ""),
    (re.compile(r"\A\s+|\s+\Z"), lambda _: ""),
    (re.compile(r" *\t[\t ]*"), lambda _: " · "),
    # A break that is meant: a blank line, or two blanks at the end of a line.
    (re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*|[^\S\n]{2,}\n[^\S\n]*"), lambda _: "\n"),
    (re.compile(r"[^\S\n]*\n[^\S\n]*"), lambda _: " "),
    (re.compile(r"[^\S\n]{2,}"), lambda _: " "),
)
_BLANKS: Final = re.compile(r"[^\S\n]{2,}|[^\S\n]+(?=\n)|(?<=\n)[^\S\n]+")
_RUN: Final = re.compile(r"(?<!\\)([*_])\1*")


def plain(text: str) -> str:
    """Return a text without marks of emphasis, headings and notes, its white space tidied.

    >>> plain("**H.E. Mr. Ban Ki-moon**  *Secretary-General* (TBC)<sup>7</sup>")
    'H.E. Mr. Ban Ki-moon Secretary-General (TBC)⁷'
    >>> plain("10:20 **Panel one: *The Contribution***")
    '10:20 Panel one: The Contribution'
    >>> plain("* A/67/150, snake_case and 5 * 3 * 2 stay")
    '* A/67/150, snake_case and 5 * 3 * 2 stay'
    """
    return "".join(piece["text"] for piece in marked(text, ()))


def marked(
    text: str, spans: Iterable[tuple[int, int]], within: tuple[int, int] | None = None
) -> list[Piece]:
    """Return a text as ``plain`` does, in pieces: those in the spans are marked.

    Of a long one, what stands ``within`` two places.

    >>> marked("One. *Two* is it.", [(5, 17)])
    [{'text': 'One. ', 'mark': False}, {'text': 'Two is it.', 'mark': True}]
    """
    spans = tuple(spans)
    inside = [False] * (len(text) + 1)
    for begin, end in spans:
        inside[begin:end] = [True] * len(inside[begin:end])
    pieces: list[Piece] = []
    first, last = within or (0, len(text))
    edges = {at for span in (*spans, (first, last)) for at in span}
    for begin, shown in _shown(text, edges):
        if not first <= begin < last:
            continue
        mark = inside[begin]
        if pieces and pieces[-1]["mark"] == mark:
            pieces[-1]["text"] += shown
        else:
            pieces.append(Piece(text=shown, mark=mark))
    return _tidied(pieces)


def _tidied(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without the blanks that stand together once the marks are gone."""
    kept: list[Piece] = []
    before = "\n"
    for piece in pieces:
        text = _BLANKS.sub(" ", piece["text"])
        if before.isspace():
            text = text.lstrip()
        if text:
            before = text[-1]
            kept.append(Piece(text=text, mark=piece["mark"]))
    while kept and not kept[-1]["text"].rstrip():
        kept.pop()
    if kept:
        kept[-1]["text"] = kept[-1]["text"].rstrip()
    return kept


def _shown(text: str, edges: Set[int]) -> Iterator[tuple[int, str]]:
    """Yield what is shown of a text, each with the place where it stands, parted at the edges."""
    changes: dict[int, tuple[int, str]] = {}
    taken = bytearray(len(text))
    for begin, end in _emphasis(text):
        changes[begin] = (end, "")
        taken[begin:end] = b"1" * (end - begin)
    for pattern, replacement in _REPLACED:
        for found in pattern.finditer(text):
            begin, end = found.span()
            if begin < end and not any(taken[begin:end]):
                changes[begin] = (end, replacement(found))
                taken[begin:end] = b"1" * (end - begin)
    at = 0
    changes[len(text)] = (len(text), "")
    for begin, (end, instead) in sorted(changes.items()):
        cuts = [at, *sorted(edge for edge in edges if at < edge < begin), begin]
        yield from ((first, text[first:last]) for first, last in pairwise(cuts) if first < last)
        if instead:
            yield begin, instead
        at = end


def _emphasis(text: str) -> Iterator[tuple[int, int]]:
    """Yield where signs of emphasis stand: pairs, and lone double ones beside a word."""
    waiting: list[re.Match[str]] = []
    for run in _RUN.finditer(text):
        begin, end = run.span()
        before, after = text[begin - 1 : begin], text[end : end + 1]
        opens, closes = bool(after.strip()), bool(before.strip())
        if run[1] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        while closes and begin < end:  # one run may close several
            partner = _partner(waiting, run[1], end - begin)
            if partner is None:
                break
            waiting = waiting[: waiting.index(partner)]
            yield partner.span()
            yield begin, begin + len(partner[0])
            begin += len(partner[0])
        if begin == end:
            continue
        if (opens or closes) and run[1] == "*" and end - begin in {2, 3}:
            yield begin, end
        elif opens and begin == run.start():
            waiting.append(run)


def _partner(waiting: list[re.Match[str]], sign: str, most: int) -> re.Match[str] | None:
    """Return the last run of a sign that is still open and no longer than what may close it."""
    runs = (run for run in reversed(waiting) if run[1] == sign)
    return next((run for run in runs if len(run[0]) <= most), None)
