"""One-to-one matching of what was expected with what was found."""

from collections.abc import Callable, Mapping
from typing import TypeVar

_Left = TypeVar("_Left")
_Right = TypeVar("_Right")


def match(
    left: list[_Left],
    right: list[_Right],
    fits: Callable[[_Left, _Right], bool],
    before: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """Return as many pairs of fitting positions as there can be, by position on the left.

    ``before`` are pairs to start from: what is paired stays paired, if need be with another.

    >>> match([1, 2], [2, 1], lambda a, b: a <= b)
    {0: 1, 1: 0}
    """
    edges = [[at for at, other in enumerate(right) if fits(one, other)] for one in left]
    holder = {taken: one for one, taken in (before or {}).items()}

    def place(one: int, seen: set[int]) -> bool:
        for at in edges[one]:
            if at not in seen:
                seen.add(at)
                if at not in holder or place(holder[at], seen):
                    holder[at] = one
                    return True
        return False

    for one in range(len(left)):
        if one not in holder.values():
            place(one, set())
    return dict(sorted((one, at) for at, one in holder.items()))
