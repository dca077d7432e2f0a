"""Measures a build: ``python -m migkg.serve.quality.measure BUILD`` prints what it found as JSON.

A process of its own, at the lowest priority: a check of millions of quads takes its time, and
nobody who asks the server a question waits for it.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from migkg import evaluate, queries
from migkg.errors import MigkgError
from migkg.evaluate import report
from migkg.queries import Query
from migkg.serve.terms import Labels
from migkg.store import Store, ask

PART: Final = "report"  # of the gold set: the half that nobody looked at while writing rules
QUERY_SECONDS: Final = 60.0
QUERY_BYTES: Final = 4 << 30  # of memory
ROWS: Final = 100  # of one answer, kept for the page
_PR_SET_PDEATHSIG: Final = 1
_CONTRADICTIONS: Final = ("cq59", "cq60")


def measure(build: Path) -> dict[str, Any]:
    """Return the figures of the page about quality: evaluation, checks, coverage, contradictions.

    A query that does not end within a minute and the memory it is given has ``rows`` of None.
    """
    return {
        "evaluation": _evaluation(),
        "checks": [_asked(build, query) for query in queries.shipped("quality")],
        "coverage": {query.name: _asked(build, query) for query in queries.shipped("coverage")},
        "contradictions": [_asked(build, queries.find(name)) for name in _CONTRADICTIONS],
    }


def _evaluation() -> dict[str, Any]:
    """Return the figures against the gold set that is shipped; they are of the software."""
    try:
        found: dict[str, Any] = json.loads(report.as_json(evaluate.evaluate([], PART, ())))
    except MigkgError as error:
        return {"fault": str(error)}
    return found


def _asked(build: Path, query: Query) -> dict[str, Any]:
    found = _within(QUERY_SECONDS, lambda: _answer(build, query))
    about = {"name": query.name, "question": query.question, "note": query.header.get("note", "")}
    return {**about, "names": [], "rows": None, "total": None, **(found or {})}


def _answer(build: Path, query: Query) -> dict[str, Any]:
    with Store(build) as store:
        found: Any = ask(store.data, query.text)
        labels = Labels(store.data)
        names = [variable.value for variable in found.variables]
        rows = [[labels.cell(row[name]) for name in names] for row in islice(found, ROWS)]
        return {"names": names, "rows": rows, "total": len(rows) + _count(found)}


def _count(rest: Iterator[ox.QuerySolution]) -> int:
    return sum(1 for _ in rest)


def _within(seconds: float, work: Callable[[], Any]) -> Any:
    """Return what the work returns, or None if it takes too long or dies.

    In a child, which alone can be stopped; nothing of the store is open when it is forked.
    """
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(theirs, work), daemon=True)
    child.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(seconds) else None
    except EOFError:
        return None
    finally:
        child.kill()
        child.join()


def _send(pipe: Connection, work: Callable[[], Any]) -> None:
    _die_with_parent()
    resource.setrlimit(resource.RLIMIT_AS, (QUERY_BYTES, QUERY_BYTES))
    try:
        pipe.send(work())
    except (MigkgError, RuntimeError, OSError, MemoryError) as error:
        sys.stderr.write(f"migkg: {error}\n")


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Print what the build at the path in the first argument is worth."""
    _die_with_parent()
    os.nice(19)
    if sys.platform == "linux":  # only what nobody else wants of a processor
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    json.dump(measure(Path(sys.argv[1])), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
