"""Clean text that knows where in the source each of its characters stands."""

import re
from bisect import bisect_left
from dataclasses import dataclass

# Characters written as another one of the same length, so that one pattern serves both.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00ad": ""}
)
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK_UP = re.compile(
    rf"""
      (?P<note><sup>\s*(?P<number>\d{{1,3}}|[a-z]|\*)\s*</sup>      # footnote reference in mark-up
        |(?P<raised>[{_SUPERSCRIPT}]{{1,3}})
        |(?<=[\w.,;:)\]"”’])\s\^(?P<caret>[a-z])(?!\w)              # "Ratio ^a"
        # Plain text has lost the raising: "Women4", "Discrimination,8", "processes.12 ".
        |(?<=[a-zà-ÿ]{{4}})(?P<glued>\d{{1,2}})(?=[\s,.;:)]|$)
        |(?<=[a-zà-ÿ]{{4}}[,;])(?P<comma>\d{{1,2}})(?=\s|$)
        |(?<=[a-zà-ÿ]{{4}}\.)(?<!para\.)(?<!chap\.)(?<!sect\.)(?<!vols\.)(?<!arts\.)(?P<stop>\d{{1,2}})(?=\s+[A-ZÀ-Þ]|\s*$))
    | </?(?:sup|sub|i|b|em|strong|u|br)\s*/?>                       # other inline tags
    | (?P<emphasis>\*{{1,3}})
    | (?P<hash>(?m:^)\#{{1,6}}[ \t]+)
    | \\(?=[$*_#\[\]])                                              # escaped character
    | (?P<space>\s+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class View:
    """Clean text, and for each of its characters its offset in the source text.

    ``notes`` holds the footnote references that were taken out: where in the clean text each
    stood, and its mark.
    """

    text: str
    offsets: tuple[int, ...]
    notes: tuple[tuple[int, str], ...] = ()

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return the source offsets of a stretch of the clean text, which must not be empty."""
        return self.offsets[begin], self.offsets[end - 1] + 1

    def position(self, offset: int) -> int:
        """Return where in the clean text the character at a source offset, or the next, stands."""
        return bisect_left(self.offsets, offset)

    def slice(self, begin: int, end: int) -> "View":
        """Return a stretch of the view as a view."""
        notes = tuple((at - begin, mark) for at, mark in self.notes if begin <= at <= end)
        return View(self.text[begin:end], self.offsets[begin:end], notes)


def view(source: str, begin: int, end: int) -> View:
    r"""Return the clean view of a stretch of source text.

    White space becomes one space, emphasis marks, inline tags and footnote references go,
    typographic quotes become plain ones, and a hyphen at a line end keeps its word together.

    >>> seen = view("the **High-\nlevel  Dialogue**,¹ of", 0, 34)
    >>> seen.text, seen.span(4, 23), seen.notes
    ('the High-level Dialogue, of', (6, 27), ((24, '1'),))
    """
    chars: list[str] = []
    offsets: list[int] = []
    notes: list[tuple[int, str]] = []
    at = begin
    for found in _MARK_UP.finditer(source, begin, end):
        _copy(source, at, found.start(), chars, offsets)
        at = found.end()
        if found["space"]:
            # "High-\nlevel": the line end behind a hyphen inside a word is no space.
            broken = (
                "\n" in found[0] and len(chars) > 1 and chars[-1] == "-" and chars[-2].isalpha()
            )
            if chars and chars[-1] not in " \t" and not (broken and source[at : at + 1].islower()):
                # A tab parts the cells of a table: no name goes across it.
                chars.append("\t" if "\t" in found[0] else " ")
                offsets.append(found.start())
        elif found["note"]:
            plain = found["glued"] or found["comma"] or found["stop"]
            mark = found["number"] or found["caret"] or plain or _lowered(found["raised"])
            notes.append((len(chars), mark))
        elif found["emphasis"] and _stands_alone(source, found.start(), at):
            _copy(source, found.start(), at, chars, offsets)
    _copy(source, at, end, chars, offsets)
    while chars and chars[-1] in " \t":
        chars.pop()
        offsets.pop()
    return View("".join(chars), tuple(offsets), tuple(notes))


def _copy(source: str, begin: int, end: int, chars: list[str], offsets: list[int]) -> None:
    plain = source[begin:end].translate(_PLAIN)
    if len(plain) == end - begin:
        chars.extend(plain)
        offsets.extend(range(begin, end))
        return
    for at in range(begin, end):  # a character went
        plain = source[at].translate(_PLAIN)
        if plain:
            chars.append(plain)
            offsets.append(at)


def _lowered(raised: str) -> str:
    return "".join(str(_SUPERSCRIPT.index(char)) for char in raised)


def _stands_alone(source: str, begin: int, end: int) -> bool:
    """Tell whether an asterisk is a character of the text (a note's mark), not emphasis."""
    before, after = source[begin - 1 : begin], source[end : end + 1]
    return end - begin == 1 and not before.strip() and not after.strip()
