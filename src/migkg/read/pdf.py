"""PDF files: the lines of each page as laid out, without running heads and page numbers.

Needs the extra ``migkg[pdf]``. Each page's text is followed by its footnotes, as on the page; what
a page break cuts in two stays cut.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from migkg.errors import UnreadableFileError
from migkg.read.content import Content, join_pages, raised, tidy

# Shares of the font size.
_COLUMN_GAP = 1.6  # a wider gap between two words of a line parts two cells
_SMALLER = 0.8  # a character so much smaller than its line's others may be raised
_RAISED = 0.15  # ... if it stands so much above the line
_PARAGRAPH_GAP = 1.35  # a larger step from line to line, in steps usual on the page, parts blocks
_EDGE_LINES = 3  # lines at the top and the bottom of a page that may be running heads or feet

_PAGE_NUMBER = re.compile(
    r"(?:[Pp]age\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*(?:/|of|de|sur)\s*\d{1,3})?|[ivxl]{1,6}"
)
# What stands before the text of an item or a numbered paragraph, however wide the gap.
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|[-–—•·*o]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|<sup>.</sup>")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str  # cells apart by tabs
    y: float  # height of the line's foot above the bottom of the page, in points
    size: float  # of its letters, in points


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    left: float
    right: float
    bottom: float
    size: float


def read(data: bytes, path: str) -> Content:
    """Return the text of a PDF, page by page.

    Raises ``UnreadableFileError`` if the extra is not installed, the file is damaged or locked, or
    its pages are pictures without text.
    """
    try:
        import pypdfium2
    except ImportError as error:
        reason = "is a PDF, for which an extra is needed: pip install 'migkg[pdf]'"
        raise UnreadableFileError(path, reason) from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(path, f"is no PDF that can be read: {error}") from error
    try:
        pages = [list(_lines(document, number)) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(path, f"has a damaged page: {error}") from error
    finally:
        document.close()
    if not any(pages):
        raise UnreadableFileError(path, "holds pictures of pages, no text; run OCR on it first")
    texts = [tidy(_page_text(lines)) for lines in without_running_lines(pages)]
    known = _words(texts)
    return join_pages(_mend(text, known) for text in texts)


def _lines(document: Any, number: int) -> Iterator[_Line]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        line: list[_Char] = []
        for char in _chars(text_page):
            if char.text in "\r\n":
                yield from _line(line)
                line = []
            else:
                line.append(char)
        yield from _line(line)
    finally:
        text_page.close()
        page.close()


def _chars(text_page: Any) -> Iterator[_Char]:
    import ctypes

    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, at)
        # PDFium marks a hyphen at a line's end so; what is no character comes as 0.
        broken = code in (0x02, 0xFFFE)
        text = "-" if broken else chr(code) if 0 < code < 0x110000 else ""
        if not text or 0xD800 <= code < 0xE000:
            continue
        raw.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
        size = raw.FPDFText_GetFontSize(text_page, at)
        yield _Char(text, left.value, right.value, bottom.value, size)
        if broken:  # PDFium goes on without ending the line
            yield _Char("\n", right.value, right.value, bottom.value, size)


def _line(chars: Sequence[_Char]) -> Iterator[_Line]:
    """Yield the line that the characters make, if they make one."""
    solid = [char for char in chars if not char.text.isspace()]
    if not solid:
        return
    size = median(char.size for char in solid) or 1.0
    foot = median(char.bottom for char in solid)
    parts: list[str] = []
    mark = ""  # raised characters that wait for their end
    end: float | None = None  # right edge of the last character
    for char in chars:
        small = char.size < _SMALLER * size and char.bottom > foot + _RAISED * size
        if small and char.text.isalnum():
            # PDFium may put a space where the letters rise, though there is no gap.
            if parts and parts[-1] == " " and end is not None and char.left - end < 0.3 * size:
                parts.pop()
            mark += char.text
            end = char.right
            continue
        if mark:
            parts.append(raised(mark))
            mark = ""
        if char.text.isspace():
            parts.append(" ")
            continue
        if end is not None and char.left - end > _COLUMN_GAP * size:
            parts.append("\t")
        parts.append(char.text)
        end = char.right
    parts.append(raised(mark))
    if _MARK.fullmatch(parts[0]):  # a note's mark before its text
        parts.insert(1, " ")
    cells = [" ".join(cell.split()) for cell in "".join(parts).split("\t")]
    yield _Line("\t".join(cells), foot, size)


def without_running_lines(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Return the pages without page numbers and without lines that return page after page.

    A line that returns at the top of pages stays where it stands first, as it may be the only
    place that gives the document's symbol.
    """
    edges = [_edges(page) for page in pages]
    counts = Counter(
        key
        for number, (page, (top, bottom)) in enumerate(zip(pages, edges, strict=True))
        for at in (*top, *bottom)
        for key in _patterns(page[at], number)
    )
    needed = max(2, (len(pages) + 2) // 3)
    seen: set[tuple[str, int]] = set()
    kept: list[list[_Line]] = []
    for number, (page, (top, bottom)) in enumerate(zip(pages, edges, strict=True)):
        dropped = set()
        for edge in (top, bottom):
            for at in edge:
                keys = _patterns(page[at], number)
                if _PAGE_NUMBER.fullmatch(page[at].text) and len(page) > 1:
                    dropped.add(at)
                elif any(counts[key] >= needed for key in keys):
                    if edge is bottom or keys & seen:
                        dropped.add(at)
                    seen |= keys
                else:  # the page's own text begins
                    break
        kept.append([line for at, line in enumerate(page) if at not in dropped])
    return kept


def _edges(page: Sequence[_Line]) -> tuple[list[int], list[int]]:
    """Return which lines stand at the top and which at the bottom of a page, outermost first."""
    by_height = sorted(range(len(page)), key=lambda at: (-page[at].y, at))
    top = by_height[:_EDGE_LINES]
    return top, [at for at in by_height[: -_EDGE_LINES - 1 : -1] if at not in top]


def _patterns(line: _Line, page: int) -> set[tuple[str, int]]:
    """Return what two running lines have in common: height, and words in any order.

    Numbers either stay or are counted from the page's own, as page numbers are. Heads and feet
    of left and right pages swap sides, so the order of their words does not count.
    """
    texts = [line.text, re.sub(r"\d{1,6}", lambda found: f"#{int(found[0]) - page}", line.text)]
    # A chapter's title with the page number: only the number goes on from page to page.
    if found := re.search(r"^(\d{1,4})\s|\s(\d{1,4})$", line.text):
        texts.append(f"#{int(found[1] or found[2]) - page}")
    return {(" ".join(sorted(text.split())), round(line.y)) for text in texts}


def _page_text(lines: Sequence[_Line]) -> str:
    """Return the page's lines, blocks apart by an empty line."""
    lines = _plain_rows(lines)
    steps = [
        above.y - below.y
        for above, below in pairwise(lines)
        if 0 < above.y - below.y < 4 * above.size
    ]
    usual = median(steps) if steps else 0.0
    text = ""
    for at, line in enumerate(lines):
        if at:
            above = lines[at - 1]
            step = above.y - line.y
            apart = step > _PARAGRAPH_GAP * usual or step < -line.size
            apart = apart or abs(above.size - line.size) > 0.12 * max(above.size, line.size)
            text += "\n\n" if apart and not ("\t" in above.text and "\t" in line.text) else "\n"
        text += line.text
    return text


def _plain_rows(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines with tabs only where they part the cells of a table.

    A number or bullet before its text is no cell, and one gap in a line alone is no table.
    """
    found = []
    for line in lines:
        first, tab, rest = line.text.partition("\t")
        found.append(
            replace(line, text=f"{first} {rest}") if tab and _ITEM.fullmatch(first) else line
        )
    rows = ["\t" in line.text for line in found]
    return [
        line
        if line.text.count("\t") > 1 or any(rows[max(at - 1, 0) : at] + rows[at + 1 : at + 2])
        else replace(line, text=line.text.replace("\t", " "))
        for at, line in enumerate(found)
    ]


def _words(texts: Sequence[str]) -> Counter[str]:
    """Return how often each word, hyphenated ones whole, stands in the middle of a line."""
    return Counter(
        word.lower()
        for text in texts
        for word in re.findall(r"(?<!-\n)\b[^\W\d_]+(?:-[^\W\d_]+)*\b(?!-\n)", text)
    )


def _mend(text: str, known: Counter[str]) -> str:
    r"""Return a text whose words that a line end broke are whole, where the document tells how.

    The hyphen stays if the word stands elsewhere with it, or nowhere without it.

    >>> _mend("a co-\noperation, High-\nlevel", Counter(["cooperation", "high-level"]))
    'a cooperation\n, High-\nlevel'
    """

    def mended(found: re.Match[str]) -> str:
        with_hyphen = f"{found[1]}-{found[2]}".lower()
        without = found[1] + found[2]
        if known[without.lower()] > known[with_hyphen]:
            return without + "\n"
        return found[0]

    return re.sub(r"\n (?=\S)", "\n", _BROKEN_WORD.sub(mended, text))
