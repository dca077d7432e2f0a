"""The routes of the server, and what every response carries."""

import hashlib
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migkg import store
from migkg.errors import StoreError
from migkg.queries import Query
from migkg.serve import pages
from migkg.serve.answers import Answers
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import HTML
from migkg.serve.linked import Linked
from migkg.serve.negotiate import choose
from migkg.serve.pool import Pool
from migkg.serve.settings import Settings
from migkg.serve.sparql import Endpoint, retry

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def application(pool: Pool, settings: Settings, examples: tuple[Query, ...]) -> ASGIApp:
    """Return the application that answers from a pool of readers."""
    site = _Site(pool, settings, examples)
    linked, endpoint = site.linked, Endpoint(site.answers, site.pages, settings)

    async def sparql(request: Request) -> Response:
        return await endpoint(request)

    routed = Starlette(
        routes=[
            Route("/", site.home),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/health", site.health),
            Route("/static/{name}", site.static),
            Route("/graph", linked.graphs),
            Route("/export.{ending}", linked.export),
            Route("/ontology", linked.resource),
            Route("/ontology.{ending}", linked.resource),
            Route("/source/{path:path}", site.source),
            *(
                Route(f"/{space}/{{rest:path}}", linked.resource)
                for space in ("id", "concept", "graph", "ontology")
            ),
        ],
        exception_handlers={NoAnswerError: site.fault, HTTPException: site.mistake},
    )
    return _Headers(routed, pool)  # outermost, so that no response goes without


class _Site:
    """The pages that are about no single thing, and errors."""

    def __init__(self, pool: Pool, settings: Settings, examples: tuple[Query, ...]) -> None:
        self._pool = pool
        self.answers = Answers(pool, settings)
        self.pages = pages.Pages(
            build=lambda: pool.version, examples=examples, time_limit=settings.time_limit
        )
        self.linked = Linked(self.answers, self.pages)
        self._static = pages.static()

    async def home(self, request: Request) -> Response:
        held: Any = await self.answers.value(request, {"op": "inventory"})
        return HTMLResponse(self.pages.fill("home", "/", held=held, host=str(request.base_url)))

    async def health(self, request: Request) -> Response:  # noqa: ARG002 - a route takes one
        alive = self._pool.alive
        said = {
            "status": "ok" if alive else "no reader",
            "build": self._pool.version,
            "readers": alive,
            "idle": self._pool.idle,
            "long": self._pool.long,
        }
        headers = {"cache-control": "no-store"}
        return JSONResponse(said, status_code=200 if alive else 503, headers=headers)

    async def source(self, request: Request) -> Response:
        """Return the source text that offsets count in."""
        path = request.path_params["path"]
        try:
            text = store.read_source(self._pool.build, path)
        except (StoreError, ValueError) as error:
            raise NoAnswerError("not-found", f"There is no source text named {path}.") from error
        return Response(text.encode(), media_type="text/plain")

    async def static(self, request: Request) -> Response:
        found = self._static.get(request.path_params["name"])
        if found is None:
            raise NoAnswerError("not-found", "No such file.")
        tag = f'"{hashlib.sha256(found[1]).hexdigest()[:16]}"'
        headers = {"etag": tag, "cache-control": "max-age=3600"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(found[1], media_type=found[0], headers=headers)

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
            page = self.pages.fill("error", request.url.path, status=status, message=message)
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
                message["headers"] = [*message.get("headers", ()), *self._always, build]
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
