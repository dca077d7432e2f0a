"""What a reader returns, and the tools that readers share."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Control characters but tab and line feed, surrogates, soft hyphens, zero-width marks.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\xad\u200b\u2060\ufeff\ufffe]")
_SPACES = re.compile(r"[^\S\n\t\xa0\u202f]+|[\xa0\u202f]")


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, and where in it each page begins (code points; empty if not known)."""

    text: str
    pages: tuple[int, ...] = ()


def tidy(text: str) -> str:
    r"""Return text in NFC with plain spaces, LF line ends and at most one empty line in a row.

    >>> tidy("one \r\n\r\n\r\n  two\xa0three\x00 ")
    'one\n\n  two three'
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SPACES.sub(lambda found: " " * len(found[0]), _UNPRINTABLE.sub("", text))
    text = re.sub(r" +$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").rstrip()


def join_pages(pages: Iterable[str]) -> Content:
    r"""Return the pages' texts joined by an empty line, and where each begins.

    A page without text begins where the text before it ends.

    >>> join_pages(["one", "", "two"])
    Content(text='one\n\ntwo', pages=(0, 3, 5))
    """
    text, begins = "", []
    for page in pages:
        if text and page:
            text += "\n\n"
        begins.append(len(text))
        text += page
    return Content(text, tuple(begins))


def raised(mark: str) -> str:
    """Return a raised string as plain text: digits as superscripts, a note's letter as mark-up.

    Anything else that is raised, such as the ending of an ordinal, is text like the rest.

    >>> raised("12"), raised("a"), raised("st"), raised(" ")
    ('¹²', '<sup>a</sup>', 'st', ' ')
    """
    bare = mark.strip()
    if bare.isascii() and bare.isdigit() and len(bare) <= 3:
        return bare.translate(_SUPERSCRIPTS)
    if len(bare) == 1 and ((bare.isascii() and bare.isalpha()) or bare == "*"):
        return f"<sup>{bare}</sup>"
    return mark


class Blocks:
    """Collects a document's text: words into lines, lines into blocks, blocks a blank line apart.

    White space in what is added counts as one space. Page ends are remembered where they fall.
    """

    def __init__(self) -> None:
        self._blocks: list[tuple[str, bool]] = []  # text, and whether it follows closely
        self._lines: list[str] = []
        self._words: list[str] = []
        self._prefix = ""
        self._tight = False
        self._breaks: list[tuple[int, int]] = []  # block, and characters of it before the page end

    def add(self, text: str) -> None:
        """Add running text to the line."""
        self._words.append(text)

    def prefix(self, text: str) -> None:
        """Put a number or a bullet before the next line that has text."""
        self._prefix = f"{self._prefix}{text} " if text else self._prefix

    def clear_prefix(self) -> None:
        """Forget a number that no text came for."""
        self._prefix = ""

    def line(self) -> None:
        """End the line, if it has text."""
        indent = len(self._prefix) - len(self._prefix.lstrip(" "))
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            lead = " ".join([*self._prefix.split(), text])
            self._lines.append(" " * indent + lead)
            self._prefix = ""

    def block(self, *, tight: bool = False) -> None:
        """End the block, if it has text; ``tight`` says that no blank line is before it."""
        self.line()
        if self._lines:
            self._blocks.append(("\n".join(self._lines), tight))
            self._lines.clear()

    def lone_prefix(self) -> None:
        """End the block; a number that waits in vain for its text becomes a line of its own."""
        if self._prefix.strip() and not "".join(self._words).strip():
            self._words, self._prefix = [self._prefix], ""
        self.block()

    def verbatim(self, text: str) -> None:
        """Add a block whose line ends and spaces stay."""
        self.block()
        if text.strip():
            self._blocks.append((text.strip("\n"), False))

    def page_end(self) -> None:
        """Remember that a page ends here."""
        before = "\n".join([*self._lines, " ".join("".join(self._words).split())])
        self._breaks.append((len(self._blocks), len(before)))

    def cell(self, inner: "Blocks") -> str:
        """Return what another collector holds as one line; pages that end in it end here."""
        for _ in inner._breaks:
            self.page_end()
        return " ".join(inner.content().text.split())

    def content(self) -> Content:
        """Return all blocks as one text."""
        self.lone_prefix()
        text, begins = "", []
        for block, tight in self._blocks:
            if text:
                text += "\n" if tight else "\n\n"
            begins.append(len(text))
            text += tidy(block)
        if not self._breaks:
            return Content(text)
        pages = [0]
        for block_number, inside in self._breaks:
            at = begins[block_number] if block_number < len(begins) else len(text)
            pages.append(max(pages[-1], min(at + inside, len(text))))
        return Content(text, tuple(pages))


class Table:
    """Collects a table's cells; a cell that spans several leaves the others empty."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._waiting: dict[int, int] = {}  # column, and rows that a cell above still covers

    def row(self, cells: Iterable[tuple[str, int, int]]) -> None:
        """Add a row of cells: text, columns and rows that each spans."""
        found: list[str] = []

        def covered() -> bool:
            left = self._waiting.get(len(found), 0)
            if left:
                self._waiting[len(found)] = left - 1
                found.append("")
            return bool(left)

        for text, columns, rows in cells:
            while covered():
                pass
            for column in range(min(max(columns, 1), 100)):
                if rows > 1:
                    self._waiting[len(found)] = min(rows, 10_000) - 1
                found.append("" if column else " ".join(text.split()))
        while covered():
            pass
        self.rows.append(found)

    def text(self) -> str:
        r"""Return the rows, a line each, cells apart by tabs; rows without text are left out.

        >>> table = Table()
        >>> table.row([("Year", 1, 2), ("Number", 2, 1)])
        >>> table.row([("men", 1, 1), ("women", 1, 1)])
        >>> table.text()
        'Year\tNumber\t\n\tmen\twomen'
        """
        return "\n".join("\t".join(row) for row in self.rows if any(row))
