"""What the short way knows: answers as they went out, and how each kind of client is answered."""

import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migkg.serve.answers import HANDED
from migkg.serve.faults import NoAnswerError
from migkg.serve.http import visit
from migkg.serve.http.observe import Observe
from migkg.serve.http.visit import Visit
from migkg.serve.site import Site
from migkg.serve.sparql import accepted_formats

RAW: Final = "migkg.raw"  # in a scope: the bytes of a request that may come again
PATH: Final = b"GET /sparql?"
MOST: Final = 64 << 10  # bytes of an answer that is kept here
_WAYS: Final = 1000
_EACH: Final = 2 << 10  # bytes that an answer takes beside its own
_TOLD: Final = ("method", "path", "route", "headers")  # what is noted of a request
_CODED: Final = re.compile(rb"\naccept-encoding:")
# Headers that depend on nothing but the build, the format and the request's own headers.
_SAME: Final = re.compile(
    rb"access-control-.*|cache-control|content-security-policy|content-type|cross-origin-.*|date"
    rb"|migkg-build|permissions-policy|referrer-policy|vary|x-content-type-options|x-frame-options"
)


@dataclass(slots=True)
class Kept:
    """An answer as it went out."""

    head: bytes  # status line and headers, the date left out
    body: bytes
    scope: Scope
    seen: Visit


@dataclass(slots=True)
class Way:
    """How one kind of client is answered."""

    accepted: dict[str, str | None]
    accept: str
    coded: bool  # long answers are compressed
    scope: Scope
    heads: dict[str, bytes]  # by media type, with places for tag and length


class Known:
    """What all connections know."""

    def __init__(self, site: Site, observe: Observe) -> None:
        self.site, self.observe = site, observe
        self._version = ""
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()
        self._size = 0
        self._ways: dict[bytes, Way] = {}

    def find(self, raw: bytes) -> Kept | None:
        """Return the answer to a request that came before, if it still holds."""
        if self._version != self.site.pool.version:
            self._kept.clear()
            self._ways.clear()
            self._version, self._size = self.site.pool.version, 0
        kept = self._kept.get(raw)
        if kept:
            self._kept.move_to_end(raw)
        return kept

    def keep(self, raw: bytes, kept: Kept) -> None:
        """Keep an answer."""
        if raw in self._kept or kept.seen.build != self._version or len(kept.body) > MOST:
            return
        self._kept[raw] = kept
        self._size += _EACH + len(raw) + len(kept.head) + len(kept.body)
        while self._size > self.site.settings.cache // 2:
            old, gone = self._kept.popitem(last=False)
            self._size -= _EACH + len(old) + len(gone.head) + len(gone.body)

    def way(self, rest: bytes) -> Way | None:
        """Return how the sender of these headers is answered."""
        return self._ways.get(rest)

    def learn(self, raw: bytes, scope: Scope, headers: list[tuple[bytes, bytes]]) -> None:
        """Learn how an answer of the endpoint looks to the sender of a request."""
        line, _, rest = raw.partition(b"\r\n")
        values = dict(headers)
        media = values.get(b"content-type", b"").partition(b";")[0].decode("latin-1")
        if not line.startswith(PATH) or values.get(b"cache-control") != b"no-cache":
            return
        if media == "text/html" or b"content-encoding" in values:
            return
        # An answer that the former build still gave says so; it must not be how new ones look.
        build = values.get(b"migkg-build", b"").decode("latin-1")
        if not build == self._version == self.site.pool.version:
            return
        lines = []
        for name, value in headers:
            if name == b"etag":
                lines.append(b'etag: "%(tag)b"')
            elif name == b"content-length":
                lines.append(b"content-length: %(length)d")
            elif _SAME.fullmatch(name):
                lines.append((name + b": " + value).replace(b"%", b"%%"))
            else:
                return
        if rest not in self._ways:
            if len(self._ways) >= _WAYS:
                self._ways.clear()
            asked = dict(scope["headers"])
            accept = asked.get(b"accept", b"").decode("latin-1")
            try:
                accepted = accepted_formats("", accept)
            except NoAnswerError:
                return  # it names its format in the address, and accepts none of ours
            coded = bool(_CODED.search(b"\n" + rest.lower()))
            told = {name: scope.get(name) for name in _TOLD}
            self._ways[rest] = Way(accepted, accept, coded, told, {})
        self._ways[rest].heads[media] = b"\r\n".join((*lines, b"", b""))


class Recorder:
    """Stands before the application and notes the answers that the short way may give."""

    def __init__(self, app: ASGIApp, known: Known) -> None:
        self._app, self._known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and keep its answer if it may be kept."""
        raw = scope.get(RAW)
        if raw is None:
            await self._app(scope, receive, send)
            return
        start: Message = {}

        async def send_and_keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                await send(message)
                return
            await send(message)
            if start and not message.get("more_body", False):
                self._keep(raw, scope, start, message.get("body", b""))
            start.clear()

        try:
            await self._app(scope, receive, send_and_keep)
        finally:
            handed = scope.pop(HANDED, None)
            if handed:  # and nobody took it
                handed.answer.drop()
                self._known.site.clients.leave(Visit(place=handed.place))

    def _keep(self, raw: bytes, scope: Scope, start: Message, body: bytes) -> None:
        headers = start["headers"]
        values = dict(headers)
        if (
            start["status"] != 200
            or b"etag" not in values
            or values.get(b"cache-control") == b"no-store"
            or values.get(b"content-length") != b"%d" % len(body)
        ):
            return
        lines = [name + b": " + value for name, value in headers]
        head = b"\r\n".join((*lines, b"", b""))
        told = {name: scope.get(name) for name in _TOLD}
        self._known.keep(raw, Kept(head, body, told, visit.of(scope)))
        self._known.learn(raw, scope, headers)
