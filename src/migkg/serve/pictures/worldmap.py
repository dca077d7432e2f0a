"""A map of States shaded by a number each."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from migkg.serve.pictures.rows import Row, name, number, short, text

CLASSES: Final = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A State on the map: an outline or, where it is small, a point."""

    path: str
    x: float
    y: float
    shade: int  # 0 where there is no number, else 1 to CLASSES
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The States, the rest of the land, and what the shades mean."""

    width: float
    height: float
    land: str
    shapes: tuple[Shape, ...]
    legend: tuple[tuple[int, str], ...]


@cache
def _world() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((Path(__file__).parent / "world.json").read_text("utf-8"))
    return found


def drawn(rows: Sequence[Row], state: str, figure: str) -> WorldMap:
    """Return the map of an answer with a column of States and one of numbers, added up a State."""
    world = _world()
    values: dict[str, float] = {}
    links: dict[str, tuple[str, str]] = {}
    for row in rows:
        iri, value = text(row[state]), number(row[figure])
        if "/id/state/" in iri and value is not None:
            code = iri.rpartition("/")[2]
            values[code] = values.get(code, 0.0) + value
            links[code] = (iri, name(row[state]))
    bounds = classes(list(values.values()))
    shapes = []
    for code, path in world["shapes"].items():
        shapes.append(_shape(code, path, (0.0, 0.0), values, links, bounds))
    for code, (x, y) in world["points"].items():
        shapes.append(_shape(code, "", (x, y), values, links, bounds))
    # Those with a number last: they stand above the others, and are in one order for a keyboard.
    shapes.sort(key=lambda one: (one.shade > 0, one.label, one.path))
    legend = tuple(
        (place, short(low) if low == high else f"{short(low)} to {short(high)}")
        for place, (low, high) in enumerate(bounds, 1)
    )
    return WorldMap(world["width"], world["height"], world["land"], tuple(shapes), legend)


def _shape(
    code: str,
    path: str,
    place: tuple[float, float],
    values: Mapping[str, float],
    links: Mapping[str, tuple[str, str]],
    bounds: Sequence[tuple[float, float]],
) -> Shape:
    if code not in values:
        return Shape(path, *place, 0, "", "")
    value = values[code]
    shade = next(n for n, (_, high) in enumerate(bounds, 1) if value <= high)
    iri, label = links[code]
    return Shape(path, *place, shade, iri, f"{label}: {short(value)}")


def classes(values: Sequence[float]) -> list[tuple[float, float]]:
    """Return up to five classes of about as many values each: the least and the most of each.

    Equal values are never in two classes.

    >>> classes([1, 1, 1, 2, 3, 9])
    [(1, 1), (2, 2), (3, 3), (9, 9)]
    >>> classes([])
    []
    """
    different = sorted(set(values))
    if len(different) <= CLASSES:
        return [(value, value) for value in different]
    ordered = sorted(values)
    uppers = sorted({ordered[-(-len(ordered) * n // CLASSES) - 1] for n in range(1, CLASSES + 1)})
    found = []
    low = different[0]
    for upper in uppers:
        found.append((low, upper))
        low = next((value for value in different if value > upper), upper)
    return found
