"""What every response carries: what browsers must not do, what scripts may read, which build."""

from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migkg.serve.http import visit

# The one sheet that the editor writes into the page itself: the grips of its table's columns.
_GRIPS: Final = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
_POLICY: Final = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {_GRIPS}; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_VARY: Final = ("Accept", "Accept-Encoding")
_ALWAYS: Final = (
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"Allow, Content-Location, ETag, Link, Location, Migkg-Build, Retry-After",
    ),
    (b"content-security-policy", _POLICY.encode()),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_OF_PAGES: Final = (
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"x-frame-options", b"DENY"),
)


class Headers:
    """Adds them; what a response says itself stands, as a page may set a policy of its own."""

    def __init__(self, app: ASGIApp, build: Callable[[], str]) -> None:
        self._app, self._build = app, build

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass all on, with more headers."""

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._added(scope, list(message.get("headers", ())))
            await send(message)

        await self._app(scope, receive, send_with)

    def _added(self, scope: Scope, own: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        names = {name for name, _ in own}
        page = any(name == b"content-type" and b"html" in value for name, value in own)
        usual = (*_ALWAYS, *_OF_PAGES) if page else _ALWAYS
        own += [pair for pair in usual if pair[0] not in names]
        if b"migkg-build" not in names:
            seen = visit.of(scope)
            seen.build = seen.build or self._build()
            own.append((b"migkg-build", seen.build.encode("ascii", "replace")))
        return with_vary(own)


def with_vary(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers with one Vary that names what every answer depends on.

    >>> with_vary([(b"vary", b"Origin")])
    [(b'vary', b'Accept, Accept-Encoding, Origin')]
    """
    own = [
        item.strip()
        for name, value in headers
        if name == b"vary"
        for item in value.decode("latin-1").split(",")
    ]
    usual = {item.lower() for item in _VARY}
    if "*" in own:
        names = ["*"]
    else:
        names = [*_VARY, *(item for item in own if item and item.lower() not in usual)]
    kept = [pair for pair in headers if pair[0] != b"vary"]
    return [*kept, (b"vary", ", ".join(dict.fromkeys(names)).encode("latin-1"))]
