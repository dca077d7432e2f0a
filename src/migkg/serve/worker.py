"""A reader process: one job at a time from its socket, answered from a build nobody writes to.

Forked by the nursery where the system can do that, else started by the front as ``python -m
migkg.serve.worker BUILD MEMORY``, its socket as standard input. Whatever a query does here - never
end, fill the memory, overflow the stack - ends with this process, and another takes its place.
"""

import ctypes
import json
import os
import resource
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from migkg.errors import StoreError
from migkg.serve import frames, operation, view
from migkg.serve.faults import NoAnswerError
from migkg.serve.remote.folder import is_remote
from migkg.serve.remote.store import Build
from migkg.serve.rows import Rows
from migkg.store import Store

_STACK = 512 << 20  # bytes; the parser and the evaluator recurse as deep as the query nests
_NICE = 2  # the front, which answers everybody, goes before
_PIECE = 64 << 10  # bytes of an answer in one frame
_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


class _Answer:
    """An answer on its way, cut into frames; a short one goes in a single write."""

    def __init__(self, peer: socket.socket, most_rows: int, most_bytes: int) -> None:
        self._peer = peer
        self._most_rows, self._most_bytes = most_rows, most_bytes
        self._before = b""  # the head, until the first stretch goes out
        self._held, self._size = bytearray(), 0
        self._rows: Rows | None = None

    def head(self, **said: Any) -> None:
        self._before = frames.pack(frames.HEAD, json.dumps(said).encode())
        self._rows = Rows(said["media"]) if self._most_rows else None

    def write(self, data: bytes, /) -> int:
        self._held += data
        if len(self._held) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self, behind: bytes = b"") -> None:
        """Send what there is, and the frame behind it."""
        sent = self._before
        if self._held:
            self._check()
            sent += frames.pack(frames.DATA, bytes(self._held))
            self._held.clear()
        self._before = b""
        self._peer.sendall(sent + behind)

    def _check(self) -> None:
        """Raise NoAnswerError if the answer has grown past a limit."""
        self._size += len(self._held)
        if self._most_bytes and self._size > self._most_bytes:
            raise NoAnswerError(
                "too-long",
                f"The answer is longer than {self._most_bytes:,} bytes, the most that is given: "
                "ask for less, or in parts with LIMIT and OFFSET.",
            )
        if self._rows and self._rows.count(self._held) > self._most_rows:
            raise NoAnswerError(
                "too-long",
                f"The answer has more than {self._most_rows:,} rows, the most that are given: "
                "ask for less, or in parts with LIMIT and OFFSET.",
            )

    def end(self) -> None:
        self.flush(frames.pack(frames.END))

    def fail(self, fault: NoAnswerError) -> None:
        said = {"kind": fault.kind, "message": fault.message, "details": fault.details}
        self._peer.sendall(frames.pack(frames.FAIL, json.dumps(said).encode()))


def control(option: int, value: int | bytes) -> None:
    """Ask the kernel to treat this process in some way, where it is Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value)


def follow(parent: int, name: bytes) -> None:
    """Take a name for process lists, and end when the parent does; end now if it has ended."""
    control(_PR_SET_NAME, name)
    control(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the front is asked to stop, and stops us


def confine(memory: int) -> None:
    """Give up what a reader does not need: network, core dumps, the processor before others."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.nice(_NICE)
    if sys.platform == "linux":
        # A network of its own, with nobody in it; where the system forbids that, SERVICE is
        # still refused by name.
        own_user = 0 if os.geteuid() == 0 else _CLONE_NEWUSER
        ctypes.CDLL(None).unshare(own_user | _CLONE_NEWNET)


def _work(peer: socket.socket, build: Path, most_rows: int, most_bytes: int) -> None:
    try:
        store = Build(build) if is_remote(build) else Store(build)
    except (StoreError, RuntimeError) as error:  # the latter from a damaged database
        text = f"{build}: cannot read the store: {error}"
        said = {"kind": "failed", "message": text, "details": {}}
        peer.sendall(frames.pack(frames.FAIL, json.dumps(said).encode()))
        return
    prepare()
    opened = operation.Opened(store.data, build)
    with store, suppress(BrokenPipeError, ConnectionResetError):
        peer.sendall(frames.pack(frames.READY))
        while frame := frames.receive(peer):
            answer = _Answer(peer, most_rows, most_bytes)
            try:
                operation.answer(opened, json.loads(frame[1]), answer)
                answer.end()
            except NoAnswerError as fault:
                answer.fail(fault)
            except MemoryError:
                answer.fail(
                    NoAnswerError("memory", "The query needs more memory than one may have.")
                )
            except (OSError, RuntimeError, ValueError) as error:
                if isinstance(error, ConnectionError):
                    raise
                answer.fail(NoAnswerError("failed", f"The query failed: {error}"))


def prepare() -> None:
    """Import all that a reader may need."""
    operation.discover()
    view.discover()


def run(peer: socket.socket, build: Path, memory: int, rows: int, size: int) -> None:
    """Serve the socket until the other side closes it; ``memory`` and ``size`` are bytes."""
    peer.sendall(frames.pack(frames.BORN, str(os.getpid()).encode()))
    confine(memory)
    threading.stack_size(_STACK)
    thread = threading.Thread(target=_work, args=(peer, build, rows, size))
    thread.start()
    thread.join()


def main() -> None:
    """Serve the socket that is standard input."""
    follow(os.getppid(), b"migkg-reader")
    memory, rows, size = (int(text) for text in sys.argv[2:5])
    run(socket.socket(fileno=os.dup(0)), Path(sys.argv[1]), memory, rows, size)


if __name__ == "__main__":
    main()
