"""What the server may spend on one request, and on all."""

import os
from dataclasses import dataclass, field

from migkg.serve.federation.services import Service
from migkg.serve.http.networks import Network, networks


def _processors() -> int:
    return max(2, os.cpu_count() or 1)


def _workers() -> int:
    return 4 * _processors()


def _memory() -> int:
    """Return 4 GiB, or less where so many long queries as may run at once would not have it."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(3 << 29, min(4 << 30, there // (2 * _processors() + 1)))


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a server; sizes in bytes, times in seconds."""

    time_limit: float = 10.0  # for one query; a client may ask for less, never for more
    workers: int = field(default_factory=_workers)
    long_after: float = 0.2  # of a processor; a query that takes more is long: it yields to others
    queue: int = 256  # requests that may wait for a worker
    queue_seconds: float = 5.0
    memory: int = field(default_factory=_memory)  # of one worker: its address space, stack included
    rows: int = 10_000_000  # of a result; 0 for as many as there are
    result: int = 2 << 30  # of an answer; 0 for as long as it is
    depth: int = 1000  # brackets inside brackets in one query
    body: int = 1 << 20  # of a request
    body_seconds: float = 10.0
    hold: int = 64 << 10  # of an answer, held back so that a query that fails is no 200
    ahead: int = 4 << 20  # of an answer, taken from the worker before the client has read it
    stall_seconds: float = 30.0  # how long a client may leave an answer unread
    cache: int = 64 << 20  # all answers kept
    cache_answer: int = 1 << 20  # the largest answer kept
    rows_shown: int = 1000  # of a result, on a page
    services: tuple[Service, ...] = ()  # endpoints that queries may call with SERVICE
    service_answer: int = 32 << 20  # of an answer of theirs
    per_client: int = 8  # queries that one client may have under way; 0 for any number
    connections: int = 1000
    connections_per_client: int = 128
    head: int = 64 << 10  # of a request's first line and headers; queries stand in addresses too
    head_seconds: float = 10.0
    idle_seconds: int = 75  # between two requests; a proxy's usual 60 must be the shorter
    drain_seconds: float = 0.0  # from the order to stop until connections are refused
    stop_seconds: float = 30.0  # for what is under way then
    token: str = field(default="", repr=False)  # who has it may write; empty: nobody
    upload: int = 64 << 20  # of a graph
    write_seconds: float = 120.0  # for one change, its arrival included
    tracker: str = ""  # address of the form where reports of facts go; empty: nowhere
    root: str = ""  # path that a proxy has put the server under
    trusted: tuple[Network, ...] = ()  # proxies that are believed
    metrics_for: tuple[Network, ...] = networks("127.0.0.0/8,::1")

    @property
    def long_queries(self) -> int:
        """Return how many long queries may run at once, so that short ones find a worker."""
        return max(1, self.workers // 2)
