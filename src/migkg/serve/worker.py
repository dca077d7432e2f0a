"""A reader process: one job at a time from its socket, answered from a build nobody writes to.

Started by the front as ``python -m migkg.serve.worker BUILD MEMORY``, its socket as standard
input. Whatever a query does here - never end, fill the memory, overflow the stack - ends with this
process, and the front starts another.
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
from migkg.store import Store

_STACK = 512 << 20  # bytes; the parser and the evaluator recurse as deep as the query nests
_NICE = 5  # the front, which answers everybody, goes before
_PIECE = 64 << 10  # bytes of an answer in one frame
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


class _Answer:
    """An answer on its way, cut into frames."""

    def __init__(self, peer: socket.socket) -> None:
        self._peer, self._held = peer, bytearray()

    def head(self, **said: Any) -> None:
        self._peer.sendall(frames.pack(frames.HEAD, json.dumps(said).encode()))

    def write(self, data: bytes, /) -> int:
        self._held += data
        if len(self._held) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._held:
            self._peer.sendall(frames.pack(frames.DATA, bytes(self._held)))
            self._held.clear()

    def end(self) -> None:
        self.flush()
        self._peer.sendall(frames.pack(frames.END))

    def fail(self, fault: NoAnswerError) -> None:
        said = {"kind": fault.kind, "message": fault.message, "details": fault.details}
        self._peer.sendall(frames.pack(frames.FAIL, json.dumps(said).encode()))


def _confine(memory: int) -> None:
    """Give up what a reader does not need: network, core dumps, life after its parent."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    os.nice(_NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the front is asked to stop, and stops us
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # A network of its own, with nobody in it; where the system forbids that, SERVICE is
        # still refused by name.
        own_user = 0 if os.geteuid() == 0 else _CLONE_NEWUSER
        libc.unshare(own_user | _CLONE_NEWNET)


def _work(peer: socket.socket, build: Path) -> None:
    try:
        store = Store(build)
    except (StoreError, RuntimeError) as error:  # the latter from a damaged database
        text = f"{build}: cannot read the store: {error}"
        said = {"kind": "failed", "message": text, "details": {}}
        peer.sendall(frames.pack(frames.FAIL, json.dumps(said).encode()))
        return
    operation.discover()
    view.discover()
    opened = operation.Opened(store.data, build)
    with store, suppress(BrokenPipeError, ConnectionResetError):
        peer.sendall(frames.pack(frames.READY))
        while frame := frames.receive(peer):
            answer = _Answer(peer)
            try:
                operation.answer(opened, json.loads(frame[1]), answer)
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
            else:
                answer.end()


def main() -> None:
    """Serve the socket until the other side closes it."""
    build, memory = Path(sys.argv[1]), int(sys.argv[2])
    _confine(memory)
    peer = socket.socket(fileno=os.dup(0))
    threading.stack_size(_STACK)
    thread = threading.Thread(target=_work, args=(peer, build))
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
