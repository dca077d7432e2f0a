"""Figures over the years: a point a figure, joined where they are of one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from migkg.serve.pictures.rows import Row, name, number, short, text, ticks, year

WIDTH: Final = 880.0
HEIGHT: Final = 380.0
LEFT, RIGHT, TOP, BOTTOM = 80.0, 20.0, 16.0, 34.0
SERIES: Final = 8  # that are told apart by their mark; the rest share one


@dataclass(frozen=True, slots=True)
class Point:
    """A figure, with the passage that gives it."""

    x: float
    y: float
    series: int
    iri: str  # of the passage
    fact: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Points, the lines between those of one series, axes and the names of the series."""

    points: tuple[Point, ...]
    lines: tuple[tuple[int, str], ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    series: tuple[str, ...]


def drawn(rows: Sequence[Row]) -> Chart | None:
    """Return the chart of rows with period, value, area, origin, destination; None without any."""
    found = [
        (at, value, _series(row), row)
        for row in rows
        if (at := year(text(row["period"]))) is not None
        and (value := number(row["value"])) is not None
    ]
    if not found:
        return None
    counted: dict[str, int] = {}
    for _, _, series, _ in found:
        counted[series] = counted.get(series, 0) + 1
    names = sorted(counted, key=lambda one: (-counted[one], one))
    place = {one: min(n, SERIES - 1) for n, one in enumerate(names)}
    first, last = int(min(at for at, *_ in found)), int(max(at for at, *_ in found)) + 1
    values = [value for _, value, _, _ in found]
    levels = ticks(min(0.0, *values), max(values))
    points = []
    ways: dict[str, list[tuple[float, float]]] = {}
    for at, value, series, row in sorted(found, key=lambda item: (item[0], item[1], item[2])):
        x = LEFT + (WIDTH - LEFT - RIGHT) * (at - first) / (last - first)
        y = _y(value, levels)
        said = f"{series}, {text(row['period'])}: {short(value)} {name(row['unit'])}"
        fact = text(row["fact"]).rpartition("/")[2]
        points.append(
            Point(round(x, 1), round(y, 1), place[series], text(row["passage"]), fact, said)
        )
        ways.setdefault(series, []).append((round(x, 1), round(y, 1)))
    lines = tuple(
        (place[series], " ".join(f"{x:g},{y:g}" for x, y in way))
        for series, way in sorted(ways.items())
        if len({x for x, _ in way}) > 1 and series != "place not given"
    )
    every = max(1, round((last - first) / 10))
    across = tuple(
        (LEFT + (WIDTH - LEFT - RIGHT) * (one + 0.5 - first) / (last - first), str(one))
        for one in range(first, last, every)
    )
    up = tuple((round(_y(level, levels), 1), short(level)) for level in levels)
    told = names[: SERIES - 1] + (["other"] if len(names) > SERIES else names[SERIES - 1 :])
    return Chart(tuple(points), lines, across, up, tuple(told))


def _series(row: Row) -> str:
    origin, destination = name(row.get("origin")), name(row.get("destination"))
    if origin or destination:
        return f"{origin or 'anywhere'} to {destination or 'anywhere'}"
    return name(row.get("area")) or "place not given"


def _y(value: float, levels: Sequence[float]) -> float:
    share = (value - levels[0]) / (levels[-1] - levels[0])
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share
