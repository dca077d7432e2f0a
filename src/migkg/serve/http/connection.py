"""What a connection may take: time for a header, room for it, its share of all connections.

Uvicorn ends idle connections and leaves the rest to the application, which only ever sees requests
whose header is there. :func:`guarded` adds what comes before, to either of its parsers.
"""

import asyncio
import fcntl
import re
import struct
import sys
import termios
from collections import Counter
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from migkg.serve.http.metrics import Metrics
from migkg.serve.http.networks import HERE, Network, household, plain, within

LOOK: Final = 0.5  # seconds between two looks at the connections
_LINGER: Final = 2.0  # seconds that a client has to read why it is refused
_LINGERING: Final = 64  # at once; beyond, they are cut
_NO_PATH: Final = re.compile(rb"\A(https?://[^/?#]+)(?=[?#]|\Z)", re.IGNORECASE)
_END: Final = re.compile(rb"\n\r?\n")  # of a header
_REASONS: Final = {
    400: "Bad Request",
    408: "Request Timeout",
    414: "URI Too Long",
    431: "Request Header Fields Too Large",
    501: "Not Implemented",
    503: "Service Unavailable",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What connections may take; sizes in bytes, times in seconds."""

    head: int  # of a request: its first line and its headers
    head_seconds: float
    stall_seconds: float  # without a byte read by the client
    unread: int  # of a body that came after the answer
    most: int  # connections
    each: int  # of them, for one address
    trusted: tuple[Network, ...] = ()  # addresses that may have all


class Census:
    """The connections there are."""

    def __init__(self, limits: Limits, metrics: Metrics) -> None:
        self.limits, self.metrics = limits, metrics
        self.open: dict[Guard, None] = {}  # in the order of their coming
        self._each: Counter[str] = Counter()

    def enter(self, connection: "Guard") -> str:
        """Count a connection; return why it cannot stay, if so."""
        address = connection.address
        self.open[connection] = None
        self._each[household(address)] += 1
        free = not address or address in HERE or within(address, self.limits.trusted)
        if not free and self._each[household(address)] > self.limits.each:
            return "address"
        if len(self.open) > self.limits.most:
            others = (other for other in self.open if other is not connection)
            idle = next((other for other in others if other.idle), None)
            if idle is None:
                return "all"
            self.metrics.refused["idle"] += 1
            idle.transport.abort()  # who asks nothing makes room
        return ""

    def leave(self, connection: "Guard") -> None:
        """Forget a connection that has ended."""
        if connection in self.open:
            del self.open[connection]
            name = household(connection.address)
            self._each[name] -= 1
            if not self._each[name]:
                del self._each[name]

    @property
    def lingering(self) -> int:
        """Return how many connections are open only so that a refusal can be read."""
        return sum(connection.refused for connection in self.open)

    async def watch(self) -> None:
        """Cut connections that overdraw their time, for ever."""
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(LOOK)
            now = clock()
            for connection in list(self.open):
                connection.look(now)


class Guard(asyncio.Protocol):
    """A parser's better half: stands before it in the order of classes."""

    census: ClassVar[Census]
    # of uvicorn's protocols
    transport: Any
    cycle: Any
    client: Any
    url: bytes
    loop: asyncio.AbstractEventLoop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let a connection in, if there is room."""
        super().connection_made(transport)
        self.address = plain(self.client[0]) if self.client else ""
        self.refused = False
        self._begun: float | None = self.loop.time()  # of a header that is not there yet
        self._came = 0  # bytes since the last request that is whole
        self._line = False  # the first line is there
        self._left: tuple[int, float] = (0, 0.0)  # bytes the client has to read, since when
        self._until = 0.0
        reason = self.census.enter(self)
        if reason == "address":
            text = "There are too many connections from your address; close some."
            self._refuse(503, text, reason)
        elif reason:
            self._refuse(503, "There are too many connections; try again in a minute.", reason)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self.census.leave(self)
        super().connection_lost(exc)

    @property
    def idle(self) -> bool:
        """Return whether nothing is asked and nothing begun."""
        return not self._asked() and not self._came and not self.refused

    def data_received(self, data: bytes) -> None:
        """Hand bytes to the parser, and see whether they make a request."""
        if self.refused:
            return
        if self._overlong(data):
            self._too_large()
            return
        super().data_received(data)
        if self.refused:
            return
        if self._asked():
            self._begun, self._came, self._line = None, 0, False
            return
        if self._begun is None:
            self._begun = self.loop.time()
        self._came += len(data)
        self._line = self._line or b"\n" in data
        limits = self.census.limits
        if self.cycle is not None and self.cycle.more_body:
            if self._came > limits.unread:  # a body that nobody wants
                self.census.metrics.refused["unread"] += 1
                self.transport.abort()
        elif self._came > limits.head:
            self._too_large()

    def look(self, now: float) -> None:
        """End the connection if it has overdrawn its time."""
        limits = self.census.limits
        if self.refused:
            if now > self._until:
                self.transport.abort()
        elif self._begun is not None and not self._asked():
            if now - self._begun <= limits.head_seconds:
                return
            if self._came and not (self.cycle is not None and self.cycle.more_body):
                self._refuse(408, "The request's header did not arrive in time.", "slow-header")
            else:
                self.census.metrics.refused["silent"] += 1
                self.transport.close()
        left = self._unsent()
        if not left or left != self._left[0]:
            self._left = (left, now)
        elif now - self._left[1] > limits.stall_seconds:
            self.census.metrics.refused["stalled"] += 1
            self.transport.abort()

    def on_headers_complete(self) -> None:
        """Mend what uvicorn cannot read: ``http://host`` without a path; httptools calls this."""
        self.url = _NO_PATH.sub(rb"\1/", self.url)
        super().on_headers_complete()  # type: ignore[misc]

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with a request that the parser gave up; uvicorn calls this."""
        error = sys.exc_info()[1]
        status = getattr(error, "error_status_hint", 400)
        if status == 431:
            self._too_large()
        elif type(error).__name__ == "HttpParserInvalidMethodError":
            self._refuse(501, "This server knows no such method.", "no-request")
        elif status == 501:
            self._refuse(501, "The body has a Transfer-Encoding other than chunked.", "no-request")
        elif type(error).__name__ == "HttpParserCallbackError":
            self._refuse(400, "The address cannot be read.", "no-request")
        else:
            self._refuse(400, f"This is no HTTP request: {error or msg}", "no-request")

    def shutdown(self) -> None:
        """End the connection, once its answer is whole; uvicorn calls this."""
        if self.refused:
            self.transport.abort()
        else:
            super().shutdown()  # type: ignore[misc]

    def _asked(self) -> bool:
        """Return whether a request is under way."""
        return self.cycle is not None and not self.cycle.response_complete

    def _overlong(self, data: bytes) -> bool:
        """Return whether a header is too large; the parser takes any that comes in one piece."""
        room = self.census.limits.head - self._came
        if len(data) <= room or self._asked():
            return False
        if self.cycle is not None and self.cycle.more_body:
            return False
        self._line = self._line or b"\n" in data[:room]
        return not _END.search(data, 0, room + 4)

    def _unsent(self) -> int:
        """Return how many bytes the client has not taken yet."""
        waiting: int = self.transport.get_write_buffer_size()
        if not waiting:
            return 0
        try:
            # What the kernel holds goes down even while our buffer waits for a large gap in it.
            held = fcntl.ioctl(self.transport.get_extra_info("socket"), termios.TIOCOUTQ, b"\0" * 4)
        except (OSError, ValueError, TypeError):
            return waiting
        return waiting + int(struct.unpack("i", held)[0])

    def _too_large(self) -> None:
        most = self.census.limits.head
        if self._line:
            text = f"The request's header is larger than {most} bytes."
            self._refuse(431, text, "large-header")
        else:
            text = f"The address is longer than {most} bytes; POST takes longer queries."
            self._refuse(414, text, "large-header")

    def _refuse(self, status: int, text: str, reason: str) -> None:
        """Say why and hear no more; close when the client has had time to read it.

        To close at once, with bytes unread, would make the system throw the answer away.
        """
        self.census.metrics.refused[reason] += 1
        self.refused = True
        self._until = self.loop.time() + _LINGER
        if self._asked():
            self.cycle.disconnected = True  # the application need not go on
            self.cycle.message_event.set()
        if self.census.lingering > _LINGERING or (self._asked() and self.cycle.response_started):
            self.transport.abort()
            return
        body = (text + "\n").encode()
        lines = [
            f"HTTP/1.1 {status} {_REASONS[status]}",
            "content-type: text/plain; charset=utf-8",
            f"content-length: {len(body)}",
            *(["retry-after: 30"] if status == 503 else []),
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            "connection: close",
        ]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + body)
        if self.transport.can_write_eof():
            self.transport.write_eof()


def guarded(parser: type[asyncio.Protocol], census: Census) -> type[asyncio.Protocol]:
    """Return one of uvicorn's protocols with a guard before it."""
    return type("Connection", (Guard, parser), {"census": census})


def parser() -> type[asyncio.Protocol]:
    """Return the fastest parser there is."""
    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
    except ImportError:
        from uvicorn.protocols.http.h11_impl import H11Protocol

        return H11Protocol
    return HttpToolsProtocol
