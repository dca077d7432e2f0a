"""The answer to a named query as rows by name, and dates and numbers as places on an axis."""

import calendar
import math
import re
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

Cell: TypeAlias = dict[str, Any] | None
Row: TypeAlias = dict[str, Cell]

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def by_name(result: dict[str, Any]) -> list[Row]:
    """Return the rows of an answer by the names of its columns."""
    return [dict(zip(result["names"], row, strict=True)) for row in result["rows"]]


def text(cell: Cell) -> str:
    """Return what a cell holds, or nothing."""
    return str(cell["value"]) if cell else ""


def name(cell: Cell) -> str:
    """Return what a person calls what a cell holds."""
    return str((cell.get("label") or cell["value"]) if cell else "")


def year(date: str) -> float | None:
    """Return where a date stands on an axis of years; a year or month alone in its middle.

    >>> year("2012"), year("2012-01-01"), year("1990/2010"), year("soon")
    (2012.5, 2012.0, 2000.5, None)
    """
    begin, slash, end = date.partition("/")
    if slash and end not in {"", ".."}:
        first, last = year(begin), year(end)
        return None if first is None or last is None else (first + last) / 2
    found = _DATE.match(begin)
    if not found:
        return None
    number = int(found[1])
    days = 366 if calendar.isleap(number) else 365
    if not found[2]:
        return number + 0.5
    month = min(max(int(found[2]), 1), 12)
    before = sum(calendar.monthrange(number, one)[1] for one in range(1, month))
    if found[3]:
        return number + (before + int(found[3]) - 1) / days
    return number + (before + calendar.monthrange(number, month)[1] / 2) / days


def ticks(least: float, most: float, number: int = 5) -> list[float]:
    """Return round values from at most ``least`` to at least ``most``, some ``number`` of them.

    >>> ticks(0, 372e9)
    [0.0, 100000000000.0, 200000000000.0, 300000000000.0, 400000000000.0]
    >>> ticks(3, 3)
    [3.0, 4.0]
    """
    span = most - least
    if span <= 0:
        return [float(least), float(least) + 1]
    rough = span / number
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first, last = math.floor(least / step), math.ceil(most / step)
    return [round(place * step, 10) for place in range(first, last + 1)]


def short(value: float) -> str:
    """Return a number as an axis shows it.

    >>> short(372e9), short(214.2e6), short(1500), short(12.5), short(-20e9)
    ('372 bn', '214.2 m', '1,500', '12.5', '-20 bn')
    """
    for size, word in ((1e12, " tn"), (1e9, " bn"), (1e6, " m")):
        if abs(value) >= size:
            return f"{value / size:.4g}{word}"
    return f"{value:,.6g}"


def number(cell: Cell) -> float | None:
    """Return the number that a cell holds, if it holds one."""
    try:
        value = float(text(cell))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def columns(names: Sequence[str], rows: Sequence[Row]) -> tuple[str, str] | None:
    """Return the first column of States and the last of numbers, if an answer has both."""
    state = next((n for n in names if any("/id/state/" in text(row[n]) for row in rows)), None)
    figure = next(
        (
            n
            for n in reversed(names)
            if n != state and any(number(row[n]) is not None for row in rows)
        ),
        None,
    )
    return (state, figure) if state and figure else None
