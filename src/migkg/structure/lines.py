"""The lines of a source text, and which of them nobody reads as text."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from migkg.model import SourceFile

_LINE = re.compile(r"[^\n\r\f]+|[\n\r\f]")
_STARS = re.compile(r"[\s\\*•]+")
_IMAGE = re.compile(r"\[image:[^\]\n]*\]|!\[[^\]\n]*\]\([^)\n]*\)")
_JOB = re.compile(r"\*?\d{2}-\d{5}\*?(?:\s*\([A-Z]\))?|\*\d{6,8}\*|\*\d{2}-?\d{5}\w?\*")
_FOLIO = re.compile(
    rf"(?:(?:{_JOB.pattern})(?:\s+\d{{1,3}}(?:/\d{{1,3}})?)?"  # job number, page
    rf"|\d{{1,3}}(?:/\d{{1,3}})?\s+(?:{_JOB.pattern})"
    r"|[Pp]age\s+\d{1,3}(?:\s+(?:of|de|sur)\s+\d{1,3})?"
    r"|[-–—]\s*\d{1,3}\s*[-–—]"
    r"|Please recycle.*|/\.\.\.)"
)
_PAGE_NUMBER = re.compile(r"\d{1,3}(?:/\d{1,3})?")
_SYMBOL_LINE = re.compile(
    r"(?:A|E|S|ST|CMW|CCPR|CERD|CEDAW|CRC|HRI|TD|ILC)/[\w./()\-]+(?:\s+\d{1,3})?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; ``kind`` is text, blank, rule, stars (asterisks) or furniture."""

    begin: int
    end: int
    raw: str
    kind: str
    page: int | None = None

    @property
    def clean(self) -> str:
        """Return the line without white space around it."""
        return self.raw.strip()


def lines(source: SourceFile, begin: int, end: int) -> list[Line]:
    """Return the lines of a stretch of text, in order.

    An image mark in front of text is furniture of its own. A page number or a running head is
    furniture only at the edge of a page that the source knows.
    """
    found: list[Line] = []
    for part in _LINE.finditer(source.text, begin, end):
        raw, at = part[0], part.start()
        if raw in "\n\r\f":
            continue
        for low, high in _pieces(source, at, part.end()):
            text = source.text[low:high]
            found.append(Line(low, high, text, _kind(text), source.page(low)))
    return _edges(_blanks(source, found))


def _blanks(source: SourceFile, found: list[Line]) -> list[Line]:
    """Put an empty line where the text has one, so that gaps can be counted."""
    filled: list[Line] = []
    for line in found:
        if filled:
            between = source.text[filled[-1].end : line.begin].replace("\r\n", "\n")
            ends = between.count("\n") + between.count("\r") + 2 * between.count("\f")
            if ends > 1 and "blank" not in (filled[-1].kind, line.kind):
                filled += [Line(line.begin, line.begin, "", "blank", line.page)] * (ends - 1)
        filled.append(line)
    return filled


def _pieces(source: SourceFile, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a line in one piece; image marks and page beginnings inside it cut it."""
    cuts = {begin, end}
    for found in _IMAGE.finditer(source.text, begin, end):
        cuts |= {found.start(), found.end()}
    cuts |= {at for at in source.pages if begin < at < end}
    ordered = sorted(cuts)
    yield from itertools.pairwise(ordered)


def _kind(text: str) -> str:
    clean = text.strip()
    if not clean:
        return "blank"
    if _IMAGE.fullmatch(clean) or _FOLIO.fullmatch(clean):
        return "furniture"
    if _STARS.fullmatch(clean) and clean.count("*") > 1:
        return "stars"
    if clean != "." and not re.search(r"[^\W_]", clean):
        return "rule"
    return "text"


def _edges(found: list[Line]) -> list[Line]:
    """Mark page numbers and running heads at the edges of pages."""
    if all(line.page is None for line in found):
        return found
    pages: dict[int | None, list[int]] = {}
    for at, line in enumerate(found):
        if line.kind != "blank":
            pages.setdefault(line.page, []).append(at)
    furniture = set()
    for page, members in pages.items():
        for edge in (*members[:3], *members[-2:]):
            clean = found[edge].clean
            running = page != found[0].page and _SYMBOL_LINE.fullmatch(clean)
            if running or _PAGE_NUMBER.fullmatch(clean):
                furniture.add(edge)
    return [
        Line(line.begin, line.end, line.raw, "furniture", line.page) if at in furniture else line
        for at, line in enumerate(found)
    ]
