"""What the server may spend on one request, and on all."""

import os
from dataclasses import dataclass, field


def _processors() -> int:
    return max(2, os.cpu_count() or 1)


def _workers() -> int:
    return 4 * _processors()


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a server; sizes in bytes, times in seconds."""

    time_limit: float = 10.0  # for one query; a client may ask for less, never for more
    workers: int = field(default_factory=_workers)
    long_after: float = 0.3  # a query that runs longer counts as long: it yields to others
    queue: int = 256  # requests that may wait for a worker
    queue_seconds: float = 5.0
    memory: int = 4 << 30  # address space of one worker, its stack of 512 MB included
    depth: int = 1000  # brackets inside brackets in one query
    body: int = 1 << 20  # of a request
    body_seconds: float = 10.0
    hold: int = 64 << 10  # of an answer, held back so that a query that fails is no 200
    ahead: int = 4 << 20  # of an answer, taken from the worker before the client has read it
    stall_seconds: float = 30.0  # how long a client may leave an answer unread
    cache: int = 64 << 20  # all answers kept
    cache_answer: int = 1 << 20  # the largest answer kept
    rows_shown: int = 1000  # of a result, on a page

    @property
    def long_queries(self) -> int:
        """Return how many long queries may run at once, so that short ones find a worker."""
        return max(1, self.workers // 2)
