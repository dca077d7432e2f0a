"""The readers: who is free, who waits, who ran too long, who died."""

import asyncio
import json
import signal
from collections import deque
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, TypeVar

from migkg.errors import StoreError
from migkg.serve import frames
from migkg.serve.answer import Answer
from migkg.serve.faults import NoAnswerError
from migkg.serve.reader import Nursery, NurseryLostError, Reader
from migkg.serve.settings import Settings

_T = TypeVar("_T")

_LOOK = 0.05  # seconds between two looks at what takes long
_AT_ONCE = 0.1  # seconds
_AGAIN = 1.0  # seconds until a reader that did not start is tried again


class Pool:
    """A number of readers of one build, and those at long queries; who is lost is replaced."""

    def __init__(self, build: Path, version: str, settings: Settings) -> None:
        self.build, self.version, self.settings = build, version, settings
        self.versions = {build: version}
        self.long = 0  # long queries under way
        self._nursery = Nursery(settings)
        self._idle: deque[Reader] = deque()
        self._waiting: deque[Answer] = deque()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._busy: dict[Reader, Answer] = {}
        self._closed = False

    async def start(self) -> None:
        """Start all readers; raise StoreError if the first cannot open the build."""
        self._nursery.keep()
        self._give(await self._born())
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
        self._nursery.close()
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

    @property
    def waiting(self) -> int:
        """Return how many jobs wait for a reader."""
        return len(self._waiting)

    def renew(self, build: Path, version: str) -> None:
        """Have all readers read another build; those at work finish first."""
        self.build, self.version = build, version
        self.versions[build] = version
        while self._idle:
            self._retire(self._idle.popleft())

    def submit(self, job: Mapping[str, object] | bytes, seconds: float) -> Answer:
        """Return the answer to come to a job, at most so many seconds after it has a reader.

        The job may be given as its JSON. Raises NoAnswerError if too many wait already.
        """
        text = job if isinstance(job, bytes) else json.dumps(job).encode()
        answer = Answer(self, frames.pack(frames.JOB, text), seconds)
        if not self._idle and len(self._waiting) >= self.settings.queue:
            raise NoAnswerError(
                "busy", "Too many requests wait already; try again in a few seconds."
            )
        self._waiting.append(answer)
        self._serve()
        return answer

    async def ask(self, job: Mapping[str, object], seconds: float) -> Answer:
        """Return the answer to a job, once it is whole or too long to be held back.

        Raises NoAnswerError if it fails before.
        """
        answer = self.submit(job, seconds)
        await answer.opened()
        return answer

    def forget(self, answer: Answer) -> None:
        """Let an answer wait no longer."""
        if answer in self._waiting:
            self._waiting.remove(answer)

    def give_back(self, reader: Reader, answer: Answer) -> None:
        """Take a reader back after a whole answer."""
        self._leave(reader, answer)
        if reader.nice or reader.build != self.build:
            self._retire(reader)
        else:
            self._give(reader)

    def retire(self, reader: Reader, answer: Answer) -> None:
        """Stop a reader in the middle of its work and start another."""
        self._leave(reader, answer)
        self._retire(reader)

    def lengthen(self, answer: Answer, reader: Reader) -> bool:
        """Count an answer as long, if there may be one more; return whether.

        Its reader steps back behind the others, which another joins in its stead.
        """
        if self.long >= self.settings.long_queries:
            return False
        answer.long = True
        self.long += 1
        reader.yield_to_others()
        self._replace()
        return True

    def lose(self, reader: Reader, answer: Answer) -> None:
        """Replace a reader that died at work; have its job done by another, or say why not."""
        self._leave(reader, answer)
        self._keep(self._bury(self._retire(reader), answer))

    async def _bury(self, retired: "asyncio.Task[int | None]", answer: Answer) -> None:
        fault = _obituary(await asyncio.shield(retired))
        # Killed from outside: not the query's doing, so it may have another reader. One that died
        # at once was dead before, as all idle ones may be.
        if fault.details["signal"] == "SIGKILL" and not answer.fault:
            soon = asyncio.get_running_loop().time() - answer.since < _AT_ONCE
            answer.tries += 1 if soon else self.settings.workers
            if answer.tries < 2 * self.settings.workers:
                answer.again()
                self._waiting.appendleft(answer)
                self._serve()
                return
        answer.fail(fault)

    def _leave(self, reader: Reader, answer: Answer) -> None:
        """Note that a reader is at an answer no longer."""
        self._busy.pop(reader, None)
        reader.listener = None
        self.long -= answer.long
        answer.long = False

    def _give(self, reader: Reader) -> None:
        self._idle.append(reader)
        self._serve()

    def _serve(self) -> None:
        """Bring together those who wait and the readers that are free."""
        while self._waiting and self._idle:
            reader = self._idle.pop()  # the last one back: its memory is at hand
            if not reader.alive or reader.build != self.build:
                self._retire(reader)
                continue
            answer = self._waiting.popleft()
            self._busy[reader] = answer
            answer.begin(reader)

    def _retire(self, reader: Reader) -> "asyncio.Task[int | None]":
        """Stop a reader and start another, whether or not anybody waits for it."""
        reader.kill()
        if not reader.nice:  # else there is another already
            self._replace()
        return self._keep(reader.stop())

    def _replace(self) -> None:
        if not self._closed:
            self._keep(self._start_one())

    async def _born(self) -> Reader:
        """Return a new reader; raise StoreError if it cannot open the build."""
        for _ in range(3):
            try:
                return await Reader.start(self._nursery, self.build)
            except NurseryLostError:
                self._nursery.keep()
        raise StoreError(f"{self.build}: no process for a reader could be started")

    async def _start_one(self) -> None:
        while not self._closed:
            try:
                reader = await self._born()
            except StoreError:
                await asyncio.sleep(_AGAIN)
                continue
            if reader.build == self.build:
                self._give(reader)
                return
            await reader.stop()

    async def _look_after(self) -> None:
        """End what takes too long, and replace the dead, again and again."""
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(_LOOK)
            self._nursery.keep()
            now = clock()
            for answer in list(self._busy.values()):
                answer.look(now)
            while self._waiting and now - self._waiting[0].since > self.settings.queue_seconds:
                answer = self._waiting.popleft()
                answer.fail(
                    NoAnswerError("busy", "All readers are busy; try again in a few seconds.")
                )
            for reader in [reader for reader in self._idle if not reader.alive]:
                self._idle.remove(reader)
                self._retire(reader)

    def _keep(self, work: Coroutine[Any, Any, _T]) -> "asyncio.Task[_T]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _obituary(code: int | None) -> NoAnswerError:
    """Return why a reader died, as the client is told."""
    name = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
    if name == "SIGABRT":
        return NoAnswerError(
            "memory", "The query needs more memory than one may have.", signal=name
        )
    if name == "SIGSEGV":
        return NoAnswerError("too-deep", "The query nests too deep to be read.", signal=name)
    return NoAnswerError(
        "lost", f"The reader of the query was lost ({name}); try again.", signal=name
    )
