"""The answer to a query as rows of Python values, and as a frame of the library that is there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import pyoxigraph as ox

from migkg.errors import UsageError
from migkg.namespaces import XSD

FRAMES: Final = ("pandas", "polars", "table")
_SHOWN: Final = 60  # rows of a table that a notebook shows

# Partial dates (gYear, gYearMonth) stay text: a day that nobody printed would be an invention.
_VALUES: Final[dict[str, Callable[[str], object]]] = {
    XSD + "integer": int,
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": lambda text: text in {"true", "1"},
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}


@dataclass(frozen=True)
class Table:
    """Named columns and rows of plain Python values; ``None`` where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def column(self, name: str) -> list[Any]:
        """Return the values of a column."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def frame(self, kind: str = "") -> Any:
        """Return the table as a frame: of pandas, of polars, or itself.

        Without a kind: of the first of them that is installed. Raises UsageError for a kind that
        there is not, or that is not installed.
        """
        kind = kind or next((name for name in FRAMES[:-1] if find_spec(name)), "table")
        if kind == "table":
            return self
        if kind not in FRAMES:
            raise UsageError(f"no frame called {kind!r}; there are: {', '.join(FRAMES)}")
        try:
            library = import_module(kind)
        except ModuleNotFoundError as error:
            raise UsageError(f"{kind} is not installed: pip install {kind}") from error
        # Decimals are objects to a frame, and slow; its columns of figures are floats.
        columns = {name: [_figure(value) for value in self.column(name)] for name in self.columns}
        if kind == "polars":
            return library.DataFrame(columns, strict=False)
        frame = library.DataFrame(columns, columns=list(self.columns))
        return frame.convert_dtypes()  # integers stay integers where some are missing

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{_html(value)}</td>" for value in row) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = len(self.rows) - _SHOWN
        rest = f"<p>… and {more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def value(term: object) -> Any:
    """Return a term as a plain Python value; a literal that its datatype does not fit as text.

    >>> value(ox.Literal("2012-06-01", datatype=ox.NamedNode(XSD + "date")))
    datetime.date(2012, 6, 1)
    >>> value(ox.Literal("2012-06", datatype=ox.NamedNode(XSD + "gYearMonth")))
    '2012-06'
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        try:
            return _VALUES.get(term.datatype.value, str)(term.value)
        except (ValueError, ArithmeticError):
            return term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def of(columns: Sequence[str], rows: Iterator[Sequence[object]]) -> Table:
    """Return a table of terms."""
    return Table(tuple(columns), tuple(tuple(value(term) for term in row) for row in rows))


def _figure(found: object) -> object:
    return float(found) if isinstance(found, Decimal) else found


def _html(found: object) -> str:
    if found is None:
        return ""
    text = escape(str(found))
    safe = str(found).startswith(("https://", "http://"))
    return f'<a href="{text}">{text}</a>' if safe else text
