"""The readers: who is free, who waits, who ran too long, who died."""

import asyncio
import json
import signal
from collections import deque
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from migkg.errors import StoreError
from migkg.serve import frames
from migkg.serve.faults import NoAnswerError
from migkg.serve.reader import Reader
from migkg.serve.settings import Settings

_T = TypeVar("_T")

_LOOK_AFTER = 0.2  # seconds between two looks at the idle readers
_AT_ONCE = 0.1  # seconds
_AGAIN = 1.0  # seconds until a reader that did not start is tried again


class Pool:
    """A fixed number of readers of one build; a reader that is lost is replaced."""

    def __init__(self, build: Path, version: str, settings: Settings) -> None:
        self.build, self.version, self.settings = build, version, settings
        self.long = 0  # long queries under way
        self._idle: deque[Reader] = deque()
        self._waiting: deque[asyncio.Future[Reader]] = deque()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._busy: set[Reader] = set()
        self._starting = 0
        self._closed = False

    async def start(self) -> None:
        """Start all readers; raise StoreError if the first cannot open the build."""
        self._give(await Reader.start(self.build, self.settings.memory))
        for _ in range(self.settings.workers - 1):
            self._replace()
        self._keep(self._look_after())

    async def close(self) -> None:
        """Stop all readers."""
        self._closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        readers = [*self._idle, *self._busy]
        await asyncio.gather(*(reader.stop() for reader in readers))

    @property
    def alive(self) -> int:
        """Return how many readers there are."""
        return len(self._idle) + len(self._busy)

    @property
    def idle(self) -> int:
        """Return how many readers are free."""
        return len(self._idle)

    def renew(self, build: Path, version: str) -> None:
        """Have all readers read another build; those at work finish first."""
        self.build, self.version = build, version
        while self._idle:
            self._retire(self._idle.popleft())

    async def ask(self, job: dict[str, object], seconds: float) -> "Answer":
        """Return the answer to a job, once it is whole or too long to be held back.

        Raises NoAnswerError if it fails before.
        """
        clock = asyncio.get_running_loop().time
        again = 1
        while True:
            reader = await self._take()
            begun = clock()
            answer = Answer(self, reader, seconds)
            try:
                await answer.open(job)
            except NoAnswerError as fault:
                # Killed from outside: not the query's doing, so it may have another reader. One
                # that died at once was dead before, as all idle ones may be.
                if fault.details.get("signal") != "SIGKILL" or again > self.settings.workers:
                    raise
                again += 1 if clock() - begun < _AT_ONCE else self.settings.workers
            else:
                return answer

    async def _take(self) -> Reader:
        while self._idle:
            reader = self._idle.popleft()
            if reader.alive and reader.build == self.build:
                self._busy.add(reader)
                return reader
            self._retire(reader)
        if len(self._waiting) >= self.settings.queue:
            raise NoAnswerError(
                "busy", "Too many requests wait already; try again in a few seconds."
            )
        place: asyncio.Future[Reader] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout(self.settings.queue_seconds):
                return await place
        except (TimeoutError, asyncio.CancelledError) as error:
            with suppress(ValueError):
                self._waiting.remove(place)
            if place.done() and not place.cancelled():  # given one in the same instant
                self.give_back(place.result())
            if isinstance(error, asyncio.CancelledError):
                raise
            raise NoAnswerError(
                "busy", "All readers are busy; try again in a few seconds."
            ) from error

    def give_back(self, reader: Reader) -> None:
        """Take a reader back after a whole answer."""
        self._busy.discard(reader)
        if reader.nice or reader.build != self.build:
            self._retire(reader)
        else:
            self._give(reader)

    async def lose(self, reader: Reader) -> int:
        """Stop a reader in the middle of its work and start another; return its exit code."""
        return await asyncio.shield(self._retire(reader))

    def _give(self, reader: Reader) -> None:
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                self._busy.add(reader)
                place.set_result(reader)
                return
        self._idle.append(reader)

    def _retire(self, reader: Reader) -> "asyncio.Task[int]":
        """Stop a reader and start another, whether or not anybody waits for it."""
        self._busy.discard(reader)
        reader.kill()
        self._replace()
        return self._keep(reader.stop())

    def _replace(self) -> None:
        if not self._closed:
            self._keep(self._start_one())

    async def _start_one(self) -> None:
        while not self._closed:
            try:
                reader = await Reader.start(self.build, self.settings.memory)
            except StoreError:
                await asyncio.sleep(_AGAIN)
                continue
            if reader.build == self.build:
                self._give(reader)
                return
            await reader.stop()

    async def _look_after(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_AFTER)
            for reader in [reader for reader in self._idle if not reader.alive]:
                self._idle.remove(reader)
                self._retire(reader)

    def _keep(self, work: Coroutine[Any, Any, _T]) -> "asyncio.Task[_T]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


class Answer:
    """An answer that a reader is writing.

    Its reader is free as soon as it has written all, however slowly a client takes it.
    """

    def __init__(self, pool: Pool, reader: Reader, seconds: float) -> None:
        self.head: dict[str, Any] = {}
        self.whole = False  # every byte is here
        self._pool, self._reader, self._seconds = pool, reader, seconds
        self._pieces: deque[bytes] = deque()
        self._size = 0
        self._fault: NoAnswerError | None = None
        self._changed = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._long = False
        self._started = False  # the client may have been told 200
        self._reading: asyncio.Task[None] | None = None

    async def open(self, job: dict[str, object]) -> None:
        """Hand over the job; return when the answer is whole or too long to be held back."""
        self._reading = asyncio.create_task(self._read(job))
        try:
            while not (self.whole or self._fault or self._enough()):
                await self._changed.wait()
                self._changed.clear()
        except asyncio.CancelledError:
            await self.drop()
            raise
        if self._fault:
            raise self._fault
        self._started = True

    def content(self) -> bytes:
        """Return the answer, if it is whole."""
        return b"".join(self._pieces)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the answer, stretch by stretch; raise NoAnswerError where it breaks off."""
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._size -= len(piece)
                self._room.set()
                yield piece
            if self._fault:
                raise self._fault
            if self.whole:
                return
            await self._changed.wait()
            self._changed.clear()

    async def drop(self) -> None:
        """Give the answer up: its reader is stopped if it is still at it."""
        if self._reading and not self._reading.done():
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading

    async def _read(self, job: dict[str, object]) -> None:
        pool = self._pool
        timer = asyncio.get_running_loop().call_later(pool.settings.long_after, self._grow_long)
        freed = False
        try:
            freed = await self._frames(job)
        except TimeoutError:
            self._fault = self._fault or NoAnswerError(
                "time", f"The query ran longer than {self._seconds:g} seconds and was stopped."
            )
        except (asyncio.IncompleteReadError, ConnectionError):
            freed = True
            self._fault = self._fault or _obituary(await pool.lose(self._reader))
        finally:
            timer.cancel()
            pool.long -= self._long
            self._changed.set()
            if not freed:
                await pool.lose(self._reader)

    async def _frames(self, job: dict[str, object]) -> bool:
        """Read frames until the last, then give the reader back; return True."""
        clock = asyncio.get_running_loop().time
        left = self._seconds
        await self._reader.send(job)
        while True:
            begun = clock()
            async with asyncio.timeout(left):
                kind, payload = await frames.read(self._reader.stream)
            left -= clock() - begun
            if kind == frames.HEAD:
                self.head = json.loads(payload)
            elif kind == frames.DATA:
                self._pieces.append(payload)
                self._size += len(payload)
                self._changed.set()
                await self._make_room()
            else:
                if kind == frames.END:
                    self.whole = True
                else:
                    said = json.loads(payload)
                    self._fault = NoAnswerError(said["kind"], said["message"], **said["details"])
                self._pool.give_back(self._reader)
                return True

    def _enough(self) -> bool:
        """Return whether the answer may begin to go out; a page is made of the whole answer."""
        return self._size >= self._pool.settings.hold and not self.head.get("page", False)

    async def _make_room(self) -> None:
        """Wait until the client has taken some; that time is not the query's."""
        if self._started and self._size > self._pool.settings.ahead:
            self._room.clear()
            async with asyncio.timeout(self._pool.settings.stall_seconds):
                await self._room.wait()

    def _grow_long(self) -> None:
        """Count the query as long; if there are too many already, it ends here."""
        if self._pool.long >= self._pool.settings.long_queries and not self._started:
            self._fault = NoAnswerError(
                "busy", "Too many long queries are running; try again in a few seconds."
            )
            if self._reading:
                self._reading.cancel()
            return
        self._long = True
        self._pool.long += 1
        self._reader.yield_to_others()


def _obituary(code: int) -> NoAnswerError:
    """Return why a reader died, as the client is told."""
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    if name == "SIGABRT":
        return NoAnswerError(
            "memory", "The query needs more memory than one may have.", signal=name
        )
    if name == "SIGSEGV":
        return NoAnswerError("too-deep", "The query nests too deep to be read.", signal=name)
    return NoAnswerError(
        "lost", f"The reader of the query was lost ({name}); try again.", signal=name
    )
