"""One reader process, seen from the front."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from migkg.errors import StoreError
from migkg.serve import frames

_READ_AHEAD = 1 << 20  # bytes
_START_SECONDS = 30.0


class Reader:
    """A reader process and the socket to it.

    The socket is ours, not asyncio's pipes: ``asyncio.subprocess.Process.wait`` waits for the
    pipes to drain, and so for ever when a stalled client has paused one.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", build: Path) -> None:
        self.process, self.build = process, build
        self.nice = False
        self.stream: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    @classmethod
    async def start(cls, build: Path, memory: int) -> "Reader":
        """Start a reader and wait until it has opened the build.

        Raises StoreError if it cannot.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", "migkg.serve.worker", str(build), str(memory)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        self = cls(process, build)
        try:
            ours.setblocking(False)
            self.stream, self._writer = await asyncio.open_connection(sock=ours, limit=_READ_AHEAD)
            async with asyncio.timeout(_START_SECONDS):
                kind, payload = await frames.read(self.stream)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            code = await self.stop()
            raise StoreError(f"{build}: a reader did not start (exit code {code})") from error
        except asyncio.CancelledError:
            await self.stop()
            raise
        if kind != frames.READY:
            await self.stop()
            raise StoreError(json.loads(payload)["message"])
        return self

    @property
    def alive(self) -> bool:
        """Return whether the process runs and its socket is open."""
        return self.process.poll() is None and not self.stream.at_eof()

    async def send(self, job: dict[str, object]) -> None:
        """Hand the reader a job; raise ConnectionError if it is gone."""
        self._writer.write(frames.pack(frames.JOB, json.dumps(job).encode()))
        await self._writer.drain()

    def yield_to_others(self) -> None:
        """Let other processes have the processor first, for good."""
        self.nice = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, 15)

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        if hasattr(self, "_writer"):
            # Not wait_closed: nothing that the reader left unsaid matters now.
            self._writer.transport.abort()

    async def stop(self) -> int:
        """End the process and return its exit code, negative for a signal."""
        self.kill()
        return await asyncio.get_running_loop().run_in_executor(None, self.process.wait)
