"""The server as one application: its routes, its errors, and what stands around them."""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp

from migkg.serve import routes
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import HTML
from migkg.serve.http import visit
from migkg.serve.http.access import AccessLog
from migkg.serve.http.arrival import Arrival
from migkg.serve.http.encoding import Encoding
from migkg.serve.http.headers import Headers
from migkg.serve.http.methods import Methods, refusal
from migkg.serve.http.observe import Observe
from migkg.serve.http.whole import Whole
from migkg.serve.negotiate import choose
from migkg.serve.pages import root
from migkg.serve.site import Site
from migkg.serve.sparql import retry


def application(site: Site, log: AccessLog | None = None) -> Observe:
    """Return the application that answers for a site."""
    found = routes.of(site)
    refusals = _Refusals(site, found)
    routed = Starlette(
        routes=found,
        exception_handlers={
            NoAnswerError: refusals.fault,
            HTTPException: refusals.mistake,
            ClientDisconnect: refusals.left,
            Exception: refusals.failure,
        },
    )
    routed.router.redirect_slashes = False  # its redirects know of no proxy
    refusals.methods = Methods(routed, refusals.refuse, found)
    app: ASGIApp = Whole(Encoding(refusals.methods), refusals.refuse)
    firsts = {route.path.split("/")[1] for route in found if isinstance(route, Route)}
    settings = site.settings
    app = Arrival(app, refusals.refuse, settings.trusted, settings.root, frozenset(firsts))
    app = Headers(app, lambda: site.pool.version)
    return Observe(app, site.metrics, log, site.clients.leave)


class _Refusals:
    """Errors, as a page or a line of text."""

    methods: Methods

    def __init__(self, site: Site, found: list[BaseRoute]) -> None:
        self._site, self._routes = site, found

    async def fault(self, request: Request, error: Exception) -> Response:
        """Answer for a request that gets none."""
        assert isinstance(error, NoAnswerError)
        visit.of(request.scope).fault = error.kind
        near = {path: label for path, label in error.details.items() if "/" in path}
        return self.refuse(request, error.status, error.message, retry(error), near)

    async def mistake(self, request: Request, error: Exception) -> Response:
        """Answer for an address or a method that there is not."""
        assert isinstance(error, HTTPException)
        if error.status_code == 405:
            return refusal(self.refuse, request.scope, self.methods.taken(request.scope))
        if error.status_code == 404:
            return self._elsewhere(request) or self.refuse(
                request, 404, "There is no page here.", {}
            )
        return self.refuse(request, error.status_code, error.detail, dict(error.headers or {}))

    async def left(self, request: Request, error: Exception) -> Response:  # noqa: ARG002
        """Answer nobody: the client left in the middle of its request."""
        visit.of(request.scope).fault = "left"
        return self.refuse(request, 400, "The request is not whole.", {"connection": "close"})

    async def failure(self, request: Request, error: Exception) -> Response:  # noqa: ARG002
        """Answer for a mistake of ours; the log has the rest."""
        visit.of(request.scope).fault = "failed"
        # The error goes on to uvicorn, which closes the connection.
        headers = {"connection": "close"}
        return self.refuse(request, 500, "The server made a mistake; it is in its log.", headers)

    def _elsewhere(self, request: Request) -> Response | None:
        """Lead to the address that differs only in a slash at its end, if there is one."""
        path = request.scope["path"]
        other = path.rstrip("/") if path.endswith("/") else path + "/"
        if len(other) < 2 or other.startswith("//"):
            return None
        asked = {**request.scope, "path": other}
        if all(route.matches(asked)[0] is Match.NONE for route in self._routes):
            return None
        query = request.scope["query_string"].decode("ascii")
        way = root(path) + other[1:] + (f"?{query}" if query else "")
        return RedirectResponse(way, status_code=308)

    def refuse(
        self,
        request: Request,
        status: int,
        message: str,
        headers: dict[str, str],
        near: Mapping[str, str] = MappingProxyType({}),
    ) -> Response:
        """Return a refusal that says why; ``near`` are names by the paths they stand at."""
        headers = {"cache-control": "no-store", **headers}
        if choose(request.headers.get("accept", ""), ["text/plain", HTML]) == HTML:
            path = request.scope["path"]
            page = self._site.pages.fill(
                "error", path, status=status, message=message, near=near, sought=_words(path)
            )
            return HTMLResponse(page, status, headers)
        return PlainTextResponse(message + "\n", status, headers)


def _words(path: str) -> str:
    """Return the words of the last name in a path, to search for.

    >>> _words("/id/person/peter-sutherlan")
    'peter sutherlan'
    """
    name = path.rstrip("/").rpartition("/")[2].partition(".")[0]
    return name.replace("-", " ").replace("_", " ").strip()[:80]
