"""Where the points and whiskers of a picture of intervals stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

LEFT: Final = 150.0  # room for the names
WIDTH: Final = 320.0
LINE: Final = 22.0


@dataclass(frozen=True, slots=True)
class Whisker:
    """One line of the picture, in units of it: a point between two ends."""

    name: str
    y: float
    low: float
    point: float
    high: float
    said: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Points with their 95 % intervals, on a scale from 0 to 1."""

    whiskers: tuple[Whisker, ...]
    ticks: tuple[tuple[float, str], ...]
    width: float
    height: float


def intervals(rows: Sequence[Mapping[str, Any]]) -> Picture:
    """Return the picture of the F1 figures that have an interval."""
    shown = [row for row in rows if row.get("f195") and row.get("f1") is not None]
    whiskers = tuple(
        Whisker(
            row["name"],
            LINE * (place + 0.5),
            _x(row["f195"][0]),
            _x(row["f1"]),
            _x(row["f195"][1]),
            f"{row['name']}: F1 {row['f1']:.3f}, from {row['f195'][0]:.3f} to {row['f195'][1]:.3f}",
        )
        for place, row in enumerate(shown)
    )
    ticks = tuple((_x(share), f"{share:g}") for share in (0, 0.25, 0.5, 0.75, 1))
    return Picture(whiskers, ticks, LEFT + WIDTH + 20, LINE * (len(shown) + 1))


def _x(share: float) -> float:
    """Return where a share stands.

    >>> _x(0), _x(1) - _x(0) == WIDTH
    (150.0, True)
    """
    return LEFT + WIDTH * share
