"""A timeline: events above a line of years, documents below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from migkg.serve.pictures.rows import Row, name, text, year

WIDTH: Final = 960.0
LEFT: Final = 20.0
STEP: Final = 9.0  # between two marks above each other
HIGHEST: Final = 26  # marks above each other; more would leave the picture
_COLUMN: Final = 9.0  # marks nearer than this stand above each other


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing on the line."""

    x: float
    y: float
    kind: str
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The marks, and the years below them."""

    marks: tuple[Mark, ...]
    years: tuple[tuple[float, int], ...]
    line: float  # where the line of years stands
    height: float
    hidden: int  # marks that did not fit


def drawn(rows: Sequence[Row]) -> Timeline | None:
    """Return the timeline of rows with kind, begin, thing and name; None without a date."""
    dated = [(at, row) for row in rows if (at := year(text(row["begin"]))) is not None]
    if not dated:
        return None
    first = int(min(at for at, _ in dated))
    last = int(max(at for at, _ in dated)) + 1
    scale = (WIDTH - 2 * LEFT) / (last - first)
    taken: dict[tuple[str, int], int] = {}
    placed, hidden = [], 0
    for at, row in sorted(dated, key=lambda item: (item[0], text(item[1]["thing"]))):
        kind = text(row["kind"])
        column = int((at - first) * scale / _COLUMN)
        level = taken.get((kind, column), 0)
        taken[kind, column] = level + 1
        if level >= HIGHEST:
            hidden += 1
            continue
        x = LEFT + (column + 0.5) * _COLUMN
        said = f"{name(row['name']) or name(row['thing'])}, {text(row['begin'])}"
        placed.append((x, level, kind, text(row["thing"]), said))
    heights = {
        kind: max((level for _, level, one, _, _ in placed if one == kind), default=0) + 1
        for kind in ("event", "document")
    }
    line = heights["event"] * STEP + 14
    marks = tuple(
        Mark(x, line - 14 - level * STEP if kind == "event" else line + 30 + level * STEP,
             kind, iri, said)
        for x, level, kind, iri, said in placed
    )  # fmt: skip
    every = max(1, round((last - first) / 12))
    years = tuple((LEFT + (one - first) * scale, one) for one in range(first, last, every))
    return Timeline(marks, years, line, line + 40 + heights["document"] * STEP, hidden)
