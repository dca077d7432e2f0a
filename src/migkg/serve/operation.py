"""What a reader can be asked to do: each operation is a function that registers itself by name.

An operation runs in a reader process. It may take its time: past the limit the process ends.
"""

import json
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final, Protocol, TypeAlias, cast

import pyoxigraph as ox

from migkg.serve.remote.store import Changing, RemoteStore

Job: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """A build that a reader has opened."""

    store: ox.Store
    build: Path  # its folder: data, sources, build.json


class Out(Protocol):
    """Where an answer goes: its head first, then its bytes."""

    def head(self, **said: Any) -> None:
        """Say what the answer will be: media, volatile, and page if a template takes it."""

    def write(self, data: bytes, /) -> int:
        """Hand on a stretch of the answer."""


Operation: TypeAlias = Callable[[Opened, Job, Out], None]

_OPERATIONS: Final[dict[str, Operation]] = {}


def operation(name: str) -> Callable[[Operation], Operation]:
    """Register an operation under the name that jobs call it by."""

    def register(function: Operation) -> Operation:
        if name in _OPERATIONS:
            raise ValueError(f"two operations are called {name!r}")
        _OPERATIONS[name] = function
        return function

    return register


def discover() -> None:
    """Import all modules of operations, so that each registers its own."""
    package = import_module("migkg.serve.operations")
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        import_module(found.name)


def answer(opened: Opened, job: Job, out: Out) -> None:
    """Carry out a job; raise NoAnswerError where it has no answer."""
    if isinstance(opened.store, RemoteStore):
        out = Changing(out)
    _OPERATIONS[job["op"]](opened, job, out)


def parts(value: object, out: Out) -> None:
    """Answer with the parts of a page, or of anything that the front makes of JSON."""
    out.head(media="text/html", volatile=False, page=True)
    write_json(value, out)


def write_json(value: object, out: Out) -> None:
    """Write a value as JSON; the head has been said."""
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def file_of(out: Out) -> IO[bytes]:
    """Return where an answer goes as what serializers ask for; they only write to it."""
    return cast("IO[bytes]", out)
