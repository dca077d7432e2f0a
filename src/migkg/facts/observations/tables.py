"""The tables of a document as grids: heads with their paths, rows with inherited cells, numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from migkg.facts.observations.numerals import number_at
from migkg.model import Passage
from migkg.reading import Reading, view

_NUMBERED: Final = re.compile(
    r"(?:table|tableau|cuadro|tabla)\s+(?P<number>[A-Z]?[.-]?\d+(?:\.\d+)*|[IVXL]+)\b[.:]?\s*",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?")
_NUMBER: Final = re.compile(
    r"(?P<open>\()?(?P<less><\s?)?(?P<sign>[-−–+])?(?:US\s?\$|"
    r"[$€£])?\s?(?P<figures>\d[\d ,.]*)\s?%?(?P<close>\))?"
    r"(?:\s?[a-z*])?"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its clean text and the footnote marks in it."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, and the order of its passage."""

    cells: tuple[Cell, ...]
    order: int


@dataclass(frozen=True)
class Table:
    """A table as printed, its rows as long as the longest."""

    number: str  # as printed; empty if none is
    title: str
    position: int  # from 1, in the document
    caption: tuple[int, ...]  # orders
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    language: str
    notes: tuple[str, ...] = ()  # footnote marks of the caption

    @cached_property
    def width(self) -> int:
        """Return the number of columns."""
        return max(len(row.cells) for row in (*self.head, *self.rows))

    @cached_property
    def stub(self) -> int:
        """Return how many columns name the row: all up to the last one that is no number."""
        last = 0
        for column in range(self.width):
            cells = [row.cells[column].text for row in self.rows if row.cells[column].text]
            words = sum(
                number(cell, self.language) is None and not is_blank(cell) for cell in cells
            )
            years = sum(bool(_YEAR.fullmatch(cell)) for cell in cells)
            if words * 2 > len(cells) or (cells and column == last and years * 2 > len(cells)):
                last = column + 1
        return max(last, 1)

    def path(self, column: int) -> tuple[Cell, ...]:
        """Return the heads above a column, from the top, as printed.

        A head reaches over the empty cells to its right, but not past where the head above it ends.
        """
        path: list[Cell] = []
        low = 0
        for row in self.head:
            at = column
            while at > low and not row.cells[at].text:
                at -= 1
            # An empty cell over the rows' own names is nobody's head.
            if row.cells[at].text and (at == column or at >= self.stub):
                path.append(row.cells[at])
                low = max(low, at)
        return tuple(path)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Return the cells that name each row, empty ones filled from above."""
        found: list[tuple[str, ...]] = []
        above: tuple[str, ...] = ()
        for row in self.rows:
            own = [cell.text for cell in row.cells[: self.stub]]
            first = next((n for n, text in enumerate(own) if text), len(own))
            if above and 0 < first < len(own):
                own[:first] = above[:first]
            filled = tuple(own)
            found.append(filled)
            # A total closes its group: the next rows inherit nothing from it.
            above = () if is_total(filled) else filled
        return tuple(found)


def is_blank(text: str) -> bool:
    """Tell whether a cell says that there is no figure.

    >>> [is_blank(text) for text in ("..", "—", "n.a.", "0")]
    [True, True, True, False]
    """
    return bool(
        re.fullmatch(
            r"\s*(?:\.{2,3}|…|[-–—]+|n\.?\s?[ad]\.?|s\.?\s?[od]\.?|x)?\s*", text, re.IGNORECASE
        )
    )


def is_total(names: Sequence[str]) -> bool:
    """Tell whether a row is named as a total.

    >>> is_total(("Total 2007", "", "")), is_total(("Grand total",)), is_total(("Totalled",))
    (True, True, False)
    """
    text = " ".join(name for name in names if name)
    return bool(
        re.match(
            r"(?:sub-?|grand |overall )?total\b|ensemble\b|world total\b|all (?:countries|"
            r"regions)\b",
            text,
            re.I,
        )
    )


def number(text: str, language: str) -> tuple[Decimal, str] | None:
    """Return the number a cell holds, parentheses being a minus, and its qualifier; None if none.

    >>> number("(0.1)", "en"), number("1 234,5", "fr"), number("< 0.1", "en"), number("III", "en")
    ((Decimal('-0.1'), ''), (Decimal('1234.5'), ''), (Decimal('0.1'), 'less-than'), None)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    figures = found["figures"].strip()
    read = number_at(figures, 0, language)
    if read is None or read[1] != len(figures):
        # Figures of another custom than the document's language: "1,234" in French.
        read = number_at(figures, 0, "es" if language == "en" else "en")
        if read is None or read[1] != len(figures):
            return None
    minus = found["open"] or found["sign"] in ("-", "−", "–")
    return (-read[0] if minus else read[0]), ("less-than" if found["less"] else "")


def decimals(text: str) -> int:
    """Return how many decimal places a cell prints.

    >>> decimals("(0.1)"), decimals("43"), decimals("12,25"), decimals("1,234")
    (1, 0, 2, 0)
    """
    found = re.search(r"[.,](\d+)\D*$", text)
    return 0 if found is None or len(found[1]) == 3 else len(found[1])


def tables(reading: Reading) -> Iterator[Table]:
    """Yield the tables of a document that have heads, in its order."""
    passages = reading.passages
    position = at = 0
    while at < len(passages):
        if passages[at].kind not in ("table-header", "table-row"):
            at += 1
            continue
        end = at
        while end < len(passages) and passages[end].kind in ("table-header", "table-row"):
            end += 1
        position += 1
        captions = _captions(passages, at)
        table = _table(reading, passages[at:end], captions, position)
        if table is not None:
            yield table
        at = end


def _captions(passages: Sequence[Passage], at: int) -> list[Passage]:
    """Return the caption above a table; notes may stand between."""
    found: list[Passage] = []
    back = at - 1
    while back >= 0 and passages[back].kind in ("caption", "footnote") and at - back < 5:
        if passages[back].kind == "caption":
            found.insert(0, passages[back])
        back -= 1
    if (
        not found
        and at
        and passages[at - 1].kind == "heading"
        and _NUMBERED.match(passages[at - 1].text)
    ):
        found = [passages[at - 1]]
    return found


def _table(
    reading: Reading, passages: Sequence[Passage], captions: Sequence[Passage], position: int
) -> Table | None:
    source = reading.document.source.text
    lines = [(passage, list(_cells(source, passage))) for passage in passages]
    width = max(len(cells) for _, cells in lines)
    if width < 2:
        return None
    rows = [
        Row((*cells, *[Cell("")] * (width - len(cells))), passage.order) for passage, cells in lines
    ]
    cut = next((n for n, passage in enumerate(passages) if passage.kind == "table-row"), len(rows))
    if not cut:
        # No head was told apart: rows without any figure above the first one with figures.
        language = passages[0].language
        while cut < len(rows) and not any(
            number(cell.text, language) and not _YEAR.fullmatch(cell.text)
            for cell in rows[cut].cells[1:]
        ):
            cut += 1
    if not cut or cut == len(rows):
        return None
    seen = [view(source, caption.begin, caption.end) for caption in captions]
    title = " ".join(part.text for part in seen)
    numbered = _NUMBERED.match(title)
    return Table(
        number=numbered["number"] if numbered else "",
        title=title[numbered.end() :] if numbered else title,
        position=position,
        caption=tuple(caption.order for caption in captions),
        head=tuple(rows[:cut]),
        rows=tuple(rows[cut:]),
        language=passages[0].language,
        notes=tuple(mark for part in seen for _, mark in part.notes),
    )


def _cells(source: str, passage: Passage) -> Iterator[Cell]:
    begin = passage.begin
    text = source[begin : passage.end]
    mark = "\t" if "\t" in text or "|" not in text else "|"
    inner = text.strip("| ") if mark == "|" else text
    at = begin + text.find(inner) if inner else begin
    for piece in inner.split(mark):
        seen = view(source, at, at + len(piece))
        yield Cell(seen.text.strip(), tuple(mark for _, mark in seen.notes))
        at += len(piece) + 1
