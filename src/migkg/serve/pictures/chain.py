"""A chain of steps as a diagram: what leads to what, column by column."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from migkg.serve.pictures.rows import Row, name, text

COLUMN: Final = 232.0
BOX: Final = 180.0
LINE: Final = 15.0
GAP: Final = 24.0
_LETTERS: Final = 23  # of a line in a box
_MOST: Final = 6  # lines


@dataclass(frozen=True, slots=True)
class Box:
    """A thing in the chain."""

    x: float
    y: float
    height: float
    iri: str
    label: str
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Boxes, and the ways from one to another."""

    boxes: tuple[Box, ...]
    ways: tuple[str, ...]
    width: float
    height: float


def drawn(rows: Sequence[Row]) -> Chain | None:
    """Return the diagram of rows with step, from and to; None without any.

    A thing stands one column behind the last of those that lead to it; what leads back to what
    went before is drawn all the same.
    """
    edges = list(dict.fromkeys((text(row["from"]), text(row["to"])) for row in rows))
    if not edges:
        return None
    names = {text(row[end]): name(row[end]) for row in rows for end in ("from", "to")}
    column = dict.fromkeys(names, 0)
    for _ in names:  # as often as the longest way is long; a circle ends there
        for begin, end in edges:
            if begin != end and column[end] <= column[begin] < len(names) - 1:
                column[end] = column[begin] + 1
    boxes: dict[str, Box] = {}
    filled: dict[int, float] = {}
    for iri in sorted(names, key=lambda one: (column[one], one)):
        lines = textwrap.wrap(names[iri], _LETTERS) or [iri]
        if len(lines) > _MOST:
            lines = [*lines[: _MOST - 1], lines[_MOST - 1][: _LETTERS - 1] + "…"]
        y = filled.get(column[iri], 10.0)
        height = LINE * len(lines) + 18
        filled[column[iri]] = y + height + GAP
        boxes[iri] = Box(
            10 + COLUMN * column[iri], y, height, iri, names[iri],
            tuple((y + 20 + LINE * n, line) for n, line in enumerate(lines)),
        )  # fmt: skip
    ways = tuple(_way(boxes[begin], boxes[end]) for begin, end in edges if begin != end)
    width = 20 + COLUMN * max(column.values()) + BOX
    return Chain(tuple(boxes.values()), ways, width, max(filled.values()))


def _way(begin: Box, end: Box) -> str:
    x1, y1 = begin.x + BOX, begin.y + begin.height / 2
    x2, y2 = end.x - 4, end.y + end.height / 2
    bend = (x1 + x2) / 2
    return f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"
