"""Precision, recall and F1 with 95 % intervals.

Precision and recall are shares, with Wilson's interval. F1 is none: its interval is that of a
bootstrap over the paragraphs of the gold set, with a fixed seed.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_Z: Final = 1.959963984540054  # two-sided 95 %
SAMPLES: Final = 1000
SEED: Final = 2011


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, how many the system said too much, and how many it missed."""

    right: int = 0
    spurious: int = 0
    missing: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.right + other.right,
            self.spurious + other.spurious,
            self.missing + other.missing,
        )

    @property
    def precision(self) -> float | None:
        """Return the share of what the system said that is right; None if it said nothing."""
        said = self.right + self.spurious
        return self.right / said if said else None

    @property
    def recall(self) -> float | None:
        """Return the share of what there is that the system said; None if there is nothing."""
        there = self.right + self.missing
        return self.right / there if there else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean; None if nothing is there and nothing was said.

        >>> Counts(right=1, spurious=1, missing=1).f1
        0.5
        """
        every = 2 * self.right + self.spurious + self.missing
        return 2 * self.right / every if every else None


def wilson(right: int, number: int) -> tuple[float, float] | None:
    """Return Wilson's 95 % interval of a share, or None of nothing.

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not number:
        return None
    share, square = right / number, _Z * _Z
    centre = share + square / (2 * number)
    spread = _Z * math.sqrt(share * (1 - share) / number + square / (4 * number * number))
    whole = 1 + square / number
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)


def bootstrap(units: Sequence[Counts]) -> tuple[float, float] | None:
    """Return the 95 % interval of F1 over units drawn again and again, or None of nothing.

    The same units give the same interval.
    """
    if not any(unit.right or unit.spurious or unit.missing for unit in units):
        return None
    draw = random.Random(SEED)  # noqa: S311 (no secret)
    found = []
    for _ in range(SAMPLES):
        right = wrong = 0
        for _ in range(len(units)):
            unit = units[int(draw.random() * len(units))]
            right += unit.right
            wrong += unit.spurious + unit.missing
        if right or wrong:
            found.append(2 * right / (2 * right + wrong))
    found.sort()
    if not found:
        return None
    return found[int(0.025 * len(found))], found[min(int(0.975 * len(found)), len(found) - 1)]
