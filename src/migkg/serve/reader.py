"""Reader processes, seen from the front: the nursery that they come from, and each one."""

import asyncio
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol, cast

from migkg.errors import StoreError
from migkg.serve import frames
from migkg.serve.settings import Settings

_START_SECONDS = 30.0
_PR_SET_CHILD_SUBREAPER = 36
_FORKS: Final = sys.platform == "linux"  # elsewhere no process is given its grandchildren


class NurseryLostError(Exception):
    """The nursery died before it had forked the reader asked for."""


class Listener(Protocol):
    """Whoever awaits an answer of a reader."""

    def frame(self, kind: bytes, payload: bytes) -> None:
        """Take a frame."""

    def lost(self) -> None:
        """Learn that the reader has died in the middle of its work."""


class Nursery:
    """The process that readers are forked from; started anew when it is lost."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._asked: socket.socket | None = None

    @property
    def pid(self) -> int | None:
        """Return the number of its process, if it has one."""
        return self._process.pid if self._process else None

    def keep(self) -> None:
        """Start the nursery unless it is there."""
        if not _FORKS or (self._process and self._process.poll() is None):
            return
        self.close()
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
        self._asked, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._asked.setblocking(False)
        with theirs:
            self._process = _started("migkg.serve.nursery", [], theirs)

    def close(self) -> None:
        """End the nursery; readers that it has forked live on."""
        if self._asked:
            self._asked.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._asked = self._process = None

    def hatch(self, theirs: socket.socket, build: Path) -> "subprocess.Popen[bytes] | None":
        """Have a reader at the other end of a socket; return its process if that is ours.

        Raises NurseryLostError.
        """
        limits = self._settings
        if not _FORKS:
            numbers = (limits.memory, limits.rows, limits.result)
            arguments = [str(build), *map(str, numbers)]
            return _started("migkg.serve.worker", arguments, theirs)
        self.keep()
        said = {
            "build": str(build),
            "memory": limits.memory,
            "rows": limits.rows,
            "size": limits.result,
        }
        assert self._asked
        try:
            socket.send_fds(self._asked, [json.dumps(said).encode()], [theirs.fileno()])
        except OSError as error:
            raise NurseryLostError from error
        return None


def _started(
    module: str, arguments: list[str], standard_input: socket.socket
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=standard_input.fileno(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


class Reader(asyncio.Protocol):
    """A reader process and the socket to it.

    The socket is ours, not asyncio's pipes: ``asyncio.subprocess.Process.wait`` waits for the
    pipes to drain, and so for ever when a stalled client has paused one.
    """

    def __init__(self, build: Path) -> None:
        self.build = build
        self.pid = 0  # until it is born
        self.alive = True
        self.nice = False
        self.listener: Listener | None = None
        self.transport: asyncio.Transport
        self._started: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._splitter = frames.Splitter()
        self._popen: subprocess.Popen[bytes] | None = None
        self._code: int | None = None

    @classmethod
    async def start(cls, nursery: Nursery, build: Path) -> "Reader":
        """Start a reader and wait until it has opened the build.

        Raises StoreError if it cannot, NurseryLostError if it was never born.
        """
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        self = cls(build)
        try:
            with theirs:
                self._popen = nursery.hatch(theirs, build)
            ours.setblocking(False)
            await loop.create_unix_connection(lambda: self, sock=ours)
        except BaseException:
            ours.close()
            raise
        try:
            async with asyncio.timeout(_START_SECONDS):
                await self._started
        except (ConnectionError, TimeoutError) as error:
            code = await self.stop()
            if not self.pid and code is None:
                raise NurseryLostError from error
            raise StoreError(f"{build}: a reader did not start (exit code {code})") from error
        except BaseException:
            await self.stop()
            raise
        return self

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        # Other loops than asyncio's have classes of their own.
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Hand the frames to whoever listens."""
        for kind, payload in self._splitter.feed(data):
            if self.listener:
                self.listener.frame(kind, payload)
            elif kind == frames.BORN:
                self.pid = int(payload)
            elif not self._started.done():
                if kind == frames.READY:
                    self._started.set_result(None)
                else:
                    self._started.set_exception(StoreError(json.loads(payload)["message"]))

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002
        """Tell whoever listens that nothing more will come."""
        self.alive = False
        if not self._started.done():
            self._started.set_exception(ConnectionError())
        if self.listener:
            self.listener.lost()

    def send(self, listener: Listener, job: bytes) -> None:
        """Hand the reader a job, a frame; its answer comes to the listener."""
        self.listener = listener
        self.transport.write(job)
        if not self.alive:
            listener.lost()

    def used(self) -> float:
        """Return the processor time that the process has used, in seconds."""
        try:
            # The clock of another process, as clock_getcpuclockid(3) makes its number.
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return 0.0

    def yield_to_others(self) -> None:
        """Let other processes have the processor first, for good."""
        self.nice = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 15)

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self.listener = None
        if self._code is None and self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        elif self._popen and self._code is None:
            self._popen.kill()
        if hasattr(self, "transport"):
            self.transport.abort()  # nothing that the reader left unsaid matters now

    async def stop(self) -> int | None:
        """End the process and return its exit code, negative for a signal, if it had a process."""
        self.kill()
        if self._code is None and (self.pid or self._popen):
            self._code = await asyncio.get_running_loop().run_in_executor(None, self._wait)
        return self._code

    def _wait(self) -> int:
        if self._popen:
            return self._popen.wait()
        try:
            return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        except ChildProcessError:  # it died in the instant before it became our child
            return -signal.SIGKILL
