"""Progress on a terminal, and how long each stage took."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from tqdm import tqdm

_T = TypeVar("_T")


class Progress:
    """Shows a bar on standard error if that is a terminal, and keeps the seconds of each stage."""

    def __init__(self, shown: bool = True) -> None:
        self.seconds: dict[str, float] = {}
        self._hidden = not (shown and sys.stderr.isatty())

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage; its name is what the bar shows."""
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - start
            self.seconds[name] = round(self.seconds.get(name, 0.0) + spent, 3)

    def over(self, items: Iterable[_T], name: str, total: int) -> Iterator[_T]:
        """Yield the items, measured as a stage, with a bar of so many steps."""
        with self.stage(name):
            yield from tqdm(
                items, desc=name, total=total, disable=self._hidden, leave=False, unit="batch"
            )

    def summary(self) -> str:
        """Return the seconds of all stages, in one line."""
        parts = [f"{name} {spent:.1f}" for name, spent in self.seconds.items()]
        return f"{', '.join(parts)}; {sum(self.seconds.values()):.1f} s together"
