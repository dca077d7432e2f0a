"""Answers in gzip for who takes it, and 304 for who has the answer already.

The answer in gzip is another representation, so its tag is another: ``"5eed"`` and ``"5eed-gzip"``.
"""

import asyncio
import zlib
from collections import OrderedDict
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Pairs = list[tuple[bytes, bytes]]

_SUFFIX: Final = b'-gzip"'
_LEVEL: Final = 3  # half the time of the usual 6 for answers a tenth larger
_SMALL: Final = 1000  # bytes; below, a packet is a packet
_LARGE: Final = 128 << 10  # bytes; from here on another thread compresses
_KEPT: Final = 16 << 20  # bytes of compressed answers
_KEPT_ONE: Final = 1 << 20
_TEXTUAL: Final = (
    *(b"json", b"xml", b"yaml", b"javascript", b"sparql"),
    *(b"turtle", b"trig", b"n-triples", b"n-quads", b"n3"),
)
# What a 304 repeats of the answer that it stands for (RFC 9110, 15.4.5).
_OF_304: Final = frozenset(
    {b"cache-control", b"content-location", b"date", b"etag", b"expires", b"link", b"vary"}
)


class Encoding:
    """Compresses what a client takes compressed, and spares it what it has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept = _Kept()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on as if nothing were ever compressed."""
        out = _Out(scope, send, self._kept)
        await self._app(scope, receive, out.send)


class _Kept:
    """Compressed answers by address and tag, the least recently used forgotten first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[bytes, ...], bytes] = OrderedDict()
        self._size = 0

    def get(self, key: tuple[bytes, ...]) -> bytes | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: tuple[bytes, ...], content: bytes) -> None:
        if key not in self._kept and len(content) <= _KEPT_ONE:
            self._kept[key] = content
            self._size += len(content)
        while self._size > _KEPT:
            self._size -= len(self._kept.popitem(last=False)[1])


class _Out:
    """One response on its way out."""

    def __init__(self, scope: Scope, send: Send, kept: _Kept) -> None:
        self._scope, self._send, self._kept = scope, send, kept
        self._takes, self._asked = _read(scope)
        self._start: Message = {}
        self._done = False  # the answer stands, whatever else is said
        self._whole = False  # the start waits for the length of the compressed body
        self._gzip: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        if self._done:
            return
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._whole:
            await self._all(message)
        elif self._gzip:
            await self._some(message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        status, headers = message["status"], list(message.get("headers", ()))
        tag = _value(headers, b"etag")
        reading = self._scope["method"] in {"GET", "HEAD"}
        if reading and status in {200, 304} and tag and self._asked:
            plain, packed = tag, tag[:-1] + _SUFFIX
            has = {item.removeprefix(b"W/") for item in self._asked}
            theirs = {plain.removeprefix(b"W/"), *([packed] if self._takes else [])}
            if status == 304 or b"*" in has or has & theirs:
                kept = [pair for pair in headers if pair[0] in _OF_304]
                tagged = self._takes and packed in has and not tag.startswith(b"W/")
                if tagged or (self._takes and b"*" in has and _fits(200, headers)):
                    kept = _with(kept, b"etag", packed)
                await self._send({**message, "status": 304, "headers": kept})
                await self._send({"type": "http.response.body"})
                self._done = True
                return
        if not self._takes or not _fits(status, headers):
            await self._send(message)
            return
        if tag and not tag.startswith(b"W/"):
            headers = _with(headers, b"etag", tag[:-1] + _SUFFIX)
        headers = _with(headers, b"content-encoding", b"gzip")
        self._start = {**message, "headers": headers}
        self._whole = _value(headers, b"content-length") != b""
        if not self._whole:
            await self._stream()

    async def _stream(self) -> None:
        self._whole = False
        headers = [pair for pair in self._start["headers"] if pair[0] != b"content-length"]
        self._gzip = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
        await self._send({**self._start, "headers": headers})

    async def _all(self, message: Message) -> None:
        """Send an answer that is here whole, so that its compressed length is told."""
        body = message.get("body", b"")
        if message.get("more_body", False) or not body:  # or a HEAD that was not given one
            await self._stream()
            await self._some(message)
            return
        self._whole = False
        packed = await self._packed(body)
        headers = _with(self._start["headers"], b"content-length", b"%d" % len(packed))
        await self._send({**self._start, "headers": headers})
        await self._send({**message, "body": packed})

    async def _packed(self, body: bytes) -> bytes:
        headers = self._start["headers"]
        tag = _value(headers, b"etag")
        lasting = tag and b"no-store" not in _value(headers, b"cache-control")
        scope = self._scope
        key = (scope.get("raw_path", b""), scope["query_string"], tag, b"%d" % len(body))
        found = self._kept.get(key) if lasting else None
        if found is None:
            large = len(body) > _LARGE
            found = await asyncio.to_thread(_pack, body) if large else _pack(body)
            if lasting:
                self._kept.put(key, found)
        return found

    async def _some(self, message: Message) -> None:
        """Send a stretch; all of it leaves, so that no client waits for what is there.

        An answer that breaks off gets no trailer: no client can take it for whole.
        """
        assert self._gzip
        more = message.get("more_body", False)
        packed = self._gzip.compress(message.get("body", b""))
        packed += self._gzip.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)
        await self._send({**message, "body": packed})


def _pack(body: bytes) -> bytes:
    gzip = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return gzip.compress(body) + gzip.flush()


def _read(scope: Scope) -> tuple[bool, set[bytes]]:
    """Return whether the client takes gzip, and the tags of what it has; plain tags go on.

    A tag of the answer in gzip, from a client that takes none, is no tag of the answer it gets.
    """
    asked = scope["headers"]
    takes = takes_gzip(",".join(v.decode("latin-1") for n, v in asked if n == b"accept-encoding"))
    tags: set[bytes] = set()
    headers = []
    for name, value in asked:
        if name == b"if-none-match":
            tags.update(item.strip() for item in value.split(b","))
        if name == b"if-match" or (takes and name == b"if-none-match"):
            value = value.replace(_SUFFIX, b'"')
        headers.append((name, value))
    scope["headers"] = headers
    return takes, tags - {b""}


def takes_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding header takes gzip, no less gladly than the plain answer.

    >>> [takes_gzip(text) for text in ("br, gzip", "gzip;q=0, *", "*", "gzip;q=0.2, identity", "")]
    [True, False, True, False, False]
    """
    weights: dict[str, float] = {}
    for item in header.lower().split(","):
        coding, *parameters = (part.strip() for part in item.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                weight = _weight(value.strip())
        weights["gzip" if coding == "x-gzip" else coding] = weight
    gladly = weights.get("gzip", weights.get("*", 0.0))
    return gladly > 0 and gladly >= weights.get("identity", 0.0)


def _weight(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def _fits(status: int, headers: Pairs) -> bool:
    """Tell whether a response gains by being compressed."""
    media = _value(headers, b"content-type").partition(b";")[0].strip().lower()
    length = _value(headers, b"content-length")
    return (
        status not in {204, 206, 304}
        and (media.startswith(b"text/") or any(word in media for word in _TEXTUAL))
        and not _value(headers, b"content-encoding")
        and b"no-transform" not in _value(headers, b"cache-control")
        and (not length or int(length) >= _SMALL)
    )


def _value(headers: Pairs, name: bytes) -> bytes:
    return next((value for key, value in headers if key == name), b"")


def _with(headers: Pairs, name: bytes, value: bytes) -> Pairs:
    return [*(pair for pair in headers if pair[0] != name), (name, value)]
