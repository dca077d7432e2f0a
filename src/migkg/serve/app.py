"""The server as one application: its routes, its errors, and what every response carries."""

from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migkg.queries import Query
from migkg.serve import routes
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import HTML
from migkg.serve.negotiate import choose
from migkg.serve.pool import Pool
from migkg.serve.settings import Settings
from migkg.serve.site import Site
from migkg.serve.sparql import retry

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def application(pool: Pool, settings: Settings, examples: tuple[Query, ...]) -> ASGIApp:
    """Return the application that answers from a pool of readers."""
    site = Site(pool, settings, examples)
    refusals = _Refusals(site)
    routed = Starlette(
        routes=routes.of(site),
        exception_handlers={NoAnswerError: refusals.fault, HTTPException: refusals.mistake},
    )
    return _Headers(routed, pool)  # outermost, so that no response goes without


class _Refusals:
    """Errors, as a page or a line of text."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def fault(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, NoAnswerError)
        return self._refusal(request, error.status, error.message, retry(error))

    async def mistake(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        message = {
            404: "There is no page here.",
            405: f"This address does not take {request.method}.",
        }.get(error.status_code, error.detail)
        return self._refusal(request, error.status_code, message, dict(error.headers or {}))

    def _refusal(
        self, request: Request, status: int, message: str, headers: dict[str, str]
    ) -> Response:
        headers = {"cache-control": "no-store", **headers}
        if choose(request.headers.get("accept", ""), ["text/plain", HTML]) == HTML:
            page = self._site.pages.fill("error", request.url.path, status=status, message=message)
            return HTMLResponse(page, status, headers)
        return PlainTextResponse(message + "\n", status, headers)


class _Headers:
    """Adds to every response what browsers and caches must know; answers OPTIONS."""

    def __init__(self, app: ASGIApp, pool: Pool) -> None:
        self._app, self._pool = app, pool
        self._always = [
            (b"access-control-allow-origin", b"*"),
            (
                b"access-control-expose-headers",
                b"ETag, Link, Content-Location, Migkg-Build, Retry-After",
            ),
            (b"content-security-policy", _POLICY.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"vary", b"Accept"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                build = (b"migkg-build", self._pool.version.encode("ascii"))
                own = [*message.get("headers", ())]
                names = {name for name, _ in own}  # a page may set a policy of its own
                always = [pair for pair in self._always if pair[0] not in names]
                message["headers"] = [*own, *always, build]
            await send(message)

        if scope["method"] == "OPTIONS":
            methods = "GET, HEAD, OPTIONS" + (", POST" if scope["path"] == "/sparql" else "")
            headers = {
                "allow": methods,
                "access-control-allow-methods": methods,
                "access-control-allow-headers": "Accept, Content-Type, If-None-Match",
                "access-control-max-age": "86400",
            }
            await Response(status_code=204, headers=headers)(scope, receive, send_with)
            return
        await self._app(scope, receive, send_with)
