"""The marks of a mark-up language in a text: what they do to it, and where they are hidden.

Readers of PDF and HTML leave signs of Markdown and some tags in the source text. Offsets count
them, so nothing is taken out: each sign becomes a span that is hidden, each stretch that it
formats a span with the element to show it by.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

HIDDEN: Final = "hidden"
BREAK: Final = "br"

_RUN: Final = re.compile(r"(?<![\\*])\*{1,3}(?!\*)|(?<![\\_])_{1,3}(?!_)")
_ESCAPE: Final = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|<>~$&-])")
_TAG: Final = re.compile(r"<(/?)(sup|sub|i|b|u|em|strong|br) ?(/?)>")
# A reference to a note: raised figures, a letter behind a caret, an asterisk behind a word.
_NOTE: Final = re.compile(
    r"<sup>([0-9]{1,3}|[a-z]|\*{1,3})</sup>|([⁰¹²³⁴-⁹]{1,3})|(?<=\s)\^([a-z])\b"
    r"|(?<=[\w.,;)])(\*{1,3})(?=\s|$)"
)
_LOWERED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text and the element that shows it; ``hidden`` and ``br`` are no elements."""

    begin: int
    end: int
    element: str


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a note, by the sign that the note begins with."""

    begin: int
    end: int
    number: str


def spans(text: str) -> list[Span]:
    """Return what the marks in a text do.

    >>> spans("**By**: a")
    [Span(begin=0, end=2, element='hidden'), Span(begin=2, end=4, element='b'), \
Span(begin=4, end=6, element='hidden')]
    >>> spans("2 * 3, snake_case_name, agenda*")
    []
    """
    found = [*_emphasis(text), *_tags(text)]
    found += [Span(*escape.span(), HIDDEN) for escape in _ESCAPE.finditer(text)]
    return sorted(found, key=lambda span: (span.begin, -span.end))


def notes(text: str) -> list[Note]:
    """Return the references to notes in a text; an asterisk of emphasis is none.

    >>> [note.number for note in notes("in 2011.⁵ The Code,<sup>12</sup> item 22* Ratio ^a")]
    ['5', '12', '*', 'a']
    >>> notes("See *Trends* (1998)")
    []
    """
    used = {span.begin for span in _emphasis(text) if span.element == HIDDEN}
    return [
        Note(*found.span(), next(filter(None, found.groups())).translate(_LOWERED))
        for found in _NOTE.finditer(text)
        if found.start() not in used
    ]


@dataclass(slots=True)
class _Run:
    """A run of asterisks or underscores, not all of which may be used up yet."""

    sign: str
    begin: int
    end: int
    opens: bool
    closes: bool


def _emphasis(text: str) -> Iterator[Span]:
    """Yield what signs of emphasis do: the inner ones of an opening run pair first."""
    waiting: list[_Run] = []
    for found in _RUN.finditer(text):
        run = _run(text, found)
        while run.closes and run.begin < run.end:
            partner = next((other for other in reversed(waiting) if other.sign == run.sign), None)
            if partner is None:
                break
            del waiting[waiting.index(partner) + 1 :]
            size = 2 if min(partner.end - partner.begin, run.end - run.begin) > 1 else 1
            yield Span(partner.end - size, partner.end, HIDDEN)
            yield Span(partner.end, run.begin, "b" if size == 2 else "i")
            yield Span(run.begin, run.begin + size, HIDDEN)
            partner.end -= size
            run.begin += size
            if partner.begin == partner.end:
                waiting.pop()
        if run.begin < run.end:
            if run.opens:
                waiting.append(run)
            elif run.closes and run.end - run.begin > 1:
                yield Span(run.begin, run.end, HIDDEN)
    # Two asterisks at a word with no partner are emphasis that the page cut.
    for run in waiting:
        if run.end - run.begin > 1:
            yield Span(run.begin, run.end, HIDDEN)


def _run(text: str, found: re.Match[str]) -> _Run:
    begin, end = found.span()
    before, after = text[begin - 1 : begin] if begin else "", text[end : end + 1]
    opens = bool(after.strip()) and (_is_word(after) or not _is_word(before))
    closes = bool(before.strip()) and (_is_word(before) or not _is_word(after))
    if found[0][0] == "_":
        opens, closes = opens and not _is_word(before), closes and not _is_word(after)
    return _Run(found[0][0], begin, end, opens, closes)


def _is_word(sign: str) -> bool:
    return sign.isalnum()


def _tags(text: str) -> Iterator[Span]:
    """Yield what tags do; one without a partner does nothing, but is no text either."""
    waiting: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        yield Span(*tag.span(), BREAK if tag[2] == "br" else HIDDEN)
        if not tag[1]:
            waiting.append(tag)
            continue
        partner = next((other for other in reversed(waiting) if other[2] == tag[2]), None)
        if partner:
            del waiting[waiting.index(partner) :]
            if partner.end() < tag.start():
                yield Span(partner.end(), tag.start(), tag[2])
