"""Runs a step over batches, in this process or in several, and yields results in order."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver
from typing import Protocol, TypeVar

from migkg.build.steps import begin_worker
from migkg.errors import StoreError

_In = TypeVar("_In")
_Out = TypeVar("_Out")
BATCHES_A_WORKER = 4  # so that no worker waits long for the last one
LARGEST = 1_000_000  # bytes or characters of a batch, so that progress shows and a stop is heard


class Pool(Protocol):
    """Runs a step over batches."""

    def __call__(
        self, step: Callable[..., _Out], batches: Sequence[tuple[object, ...]]
    ) -> Iterator[_Out]:
        """Yield the result of each batch, in their order; a batch is the step's arguments."""


def default_jobs() -> int:
    """Return how many processes may run on this machine at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def pool(jobs: int) -> Iterator[Pool]:
    """Give something that runs steps in so many processes; one means this process.

    Processes come from a server that holds no thread and no open store of ours.
    """
    if jobs <= 1:
        yield _here
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["migkg.build.steps"])
    # Workers inherit the mask: only this process hears that a user wants to stop.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=begin_worker) as executor:

        def elsewhere(
            step: Callable[..., _Out], batches: Sequence[tuple[object, ...]]
        ) -> Iterator[_Out]:
            futures = [executor.submit(step, *batch) for batch in batches]
            try:
                for future in futures:
                    yield future.result()
            except BrokenProcessPool as error:
                raise StoreError("a worker process was killed; is there enough memory?") from error
            finally:
                for future in futures:
                    future.cancel()

        yield elsewhere


def _here(step: Callable[..., _Out], batches: Sequence[tuple[object, ...]]) -> Iterator[_Out]:
    return (step(*batch) for batch in batches)


def batched(items: Iterable[_In], size: Callable[[_In], int], jobs: int) -> list[tuple[_In, ...]]:
    """Return the items in their order, in batches of about the same size.

    >>> batched("aaaabb", lambda _: 1, jobs=1)
    [('a', 'a'), ('a', 'a'), ('b', 'b')]
    """
    every = list(items)
    sizes = [max(size(item), 1) for item in every]
    share = min(sum(sizes) / (jobs * BATCHES_A_WORKER), LARGEST)
    batches: list[list[_In]] = []
    filled = share
    for item, weight in zip(every, sizes, strict=True):
        if filled + weight / 2 > share:
            batches.append([])
            filled = 0
        batches[-1].append(item)
        filled += weight
    return [tuple(batch) for batch in batches]
