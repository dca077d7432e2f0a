"""An answer that a reader is writing, from the job handed over to the last byte taken."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from migkg.serve import frames
from migkg.serve.faults import NoAnswerError

if TYPE_CHECKING:
    from migkg.serve.pool import Pool
    from migkg.serve.reader import Reader

_WAITS = 4  # times as long on the clock as on the processor


class _Again:
    """What has gone out already of an answer that is made a second time."""

    def __init__(self, left: int, wanted: bytes) -> None:
        self.left, self.wanted = left, wanted
        self.print = sha256()


class Answer:
    """An answer on its way.

    Its reader is free as soon as it has written all, however slowly a client takes it.
    """

    def __init__(self, pool: "Pool", job: bytes, seconds: float) -> None:
        self.job, self.seconds = job, seconds
        self.head: dict[str, Any] = {}
        self.version = pool.version  # of the build that it comes from
        self.whole = False  # every byte is here
        self.fault: NoAnswerError | None = None
        self.started = False  # the client may have been told 200
        self.long = False
        self.tries = 0
        self.reader: Reader | None = None
        self._pool = pool
        self._clock = asyncio.get_running_loop().time
        self.asked = self.since = self._clock()  # since: given to a reader
        self._until = 0.0
        self._used: float | None = None  # processor time of the reader at the first look
        self._paused = 0.0  # since when the client has more than enough unread
        self._pieces: deque[bytes] = deque()
        self._size = 0
        self._came = 0  # bytes, gone out or not
        self._print = sha256()  # of them
        self._again: _Again | None = None
        self._changed: asyncio.Future[None] | None = None
        self._told: Callable[[], None] | None = None

    # What the pool and the reader do.

    def begin(self, reader: "Reader") -> None:
        """Have a reader do the job."""
        self.reader = reader
        self.version = self._pool.versions[reader.build]
        self.since = self._clock()
        self._until = self.since + self.seconds
        self._paused = 0.0
        reader.send(self, self.job)

    def again(self) -> None:
        """Be ready for another reader; of what has gone out, see that it says the same."""
        self.since, self._used = self._clock(), None
        if self.started:
            self._again = _Again(self._came, self._print.digest())
            return
        self.head = {}
        self._pieces.clear()
        self._size = self._came = 0
        self._print = sha256()

    def frame(self, kind: bytes, payload: bytes) -> None:
        """Take a frame."""
        if kind == frames.DATA:
            if self._again:
                payload = self._checked(self._again, payload)
                if not payload:
                    return
            self._came += len(payload)
            self._print.update(payload)
            self._pieces.append(payload)
            self._size += len(payload)
            if self.started and self._size > self._pool.settings.ahead:
                self._pause()
            if self.started or self.ready:
                self._wake()
        elif kind == frames.HEAD:
            self.head = json.loads(payload)
        else:
            reader, self.reader = self.reader, None
            if self._again and kind == frames.END:
                self.fault = _otherwise()
            elif kind == frames.END:
                self.whole = True
            else:
                said = json.loads(payload)
                self.fault = NoAnswerError(said["kind"], said["message"], **said["details"])
            assert reader
            self._pool.give_back(reader, self)
            self._wake()

    def _checked(self, again: "_Again", payload: bytes) -> bytes:
        """Return what a second reader says behind what the first has said."""
        said, rest = payload[: again.left], payload[again.left :]
        again.left -= len(said)
        again.print.update(said)
        if not again.left:
            self._again = None
            if again.print.digest() != again.wanted:
                self.fail(_otherwise())
                return b""
        return rest

    def lost(self) -> None:
        """Learn that the reader has died."""
        reader, self.reader = self.reader, None
        if reader:
            self._pool.lose(reader, self)

    def fail(self, fault: NoAnswerError) -> None:
        """End without an answer, or break off."""
        self.fault = self.fault or fault
        reader, self.reader = self.reader, None
        if reader:
            self._pool.retire(reader, self)
        self._wake()

    def look(self, now: float) -> None:
        """End the answer if its time is over; count it as long if it is."""
        limits = self._pool.settings
        if self._paused:
            if now - self._paused > limits.stall_seconds:
                self.fail(NoAnswerError("time", "The client left the answer unread."))
        elif now > self._until:
            self.fail(
                NoAnswerError(
                    "time", f"The query ran longer than {self.seconds:g} seconds and was stopped."
                )
            )
        elif not self.long and self._takes_long(now):
            assert self.reader
            if not self._pool.lengthen(self, self.reader) and not self.started:
                self.fail(
                    NoAnswerError(
                        "busy", "Too many long queries are running; try again in a few seconds."
                    )
                )

    def _takes_long(self, now: float) -> bool:
        """Tell whether the reader has worked long; one that waits for the processor has not."""
        assert self.reader
        used = self.reader.used()
        if self._used is None:
            self._used = used
        most = self._pool.settings.long_after
        return used - self._used > most or now - self.since > _WAITS * most

    # What whoever asked does.

    async def opened(self) -> None:
        """Return when the answer is whole or too long to be held back.

        Raises NoAnswerError if it fails before.
        """
        try:
            while not self.ready:
                await self._change()
        except asyncio.CancelledError:
            self.drop()
            raise
        if self.fault:
            raise self.fault
        self.started = True

    def content(self) -> bytes:
        """Return the answer, if it is whole."""
        return b"".join(self._pieces)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the answer, stretch by stretch; raise NoAnswerError where it breaks off."""
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._size -= len(piece)
                self._resume()
                yield piece
            if self.fault:
                raise self.fault
            if self.whole:
                return
            await self._change()

    def drop(self) -> None:
        """Give the answer up: its reader is stopped if it is still at it."""
        if not self.whole:
            self._pool.forget(self)
            self.fail(NoAnswerError("lost", "The client left."))

    @property
    def ready(self) -> bool:
        """Tell whether the answer is whole, or none, or too long to be held back.

        A page is made of the whole answer.
        """
        if self.whole or self.fault:
            return True
        return self._size >= self._pool.settings.hold and not self.head.get("page", False)

    def tell(self, told: Callable[[], None] | None) -> None:
        """Have something called whenever the answer has grown, and now if it is ready."""
        self._told = told
        if told and self.ready:
            told()

    async def _change(self) -> None:
        self._changed = asyncio.get_running_loop().create_future()
        await self._changed

    def _wake(self) -> None:
        if self._told:
            self._told()
        if self._changed and not self._changed.done():
            self._changed.set_result(None)

    def _pause(self) -> None:
        """Take no more until the client has taken some; that time is not the query's."""
        if not self._paused and self.reader:
            self._paused = self._clock()
            self.reader.transport.pause_reading()

    def _resume(self) -> None:
        if self._paused and self._size <= self._pool.settings.ahead // 2:
            self._until += self._clock() - self._paused
            self._paused = 0.0
            if self.reader:
                self.reader.transport.resume_reading()


def _otherwise() -> NoAnswerError:
    return NoAnswerError("lost", "The reader of the query was lost, and the next says otherwise.")
