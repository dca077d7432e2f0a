"""Which methods an address takes, as its routes say; answers OPTIONS and refuses the others."""

from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from migkg.serve.http.arrival import Refuse

# RFC 9110 (9.3) and RFC 5789; a method beyond these is not one we know of: 501, not 405.
_KNOWN: Final = frozenset(
    {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY"}
)
_ORDER: Final = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
# What a script of another site may send: our answers are for everybody.
_HEADERS: Final = (
    "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match, Prefer, "
    "Range, Slug"
)


class Methods:
    """Hands on what a route takes."""

    def __init__(self, app: ASGIApp, refuse: Refuse, routes: Iterable[BaseRoute]) -> None:
        self._app, self._refuse = app, refuse
        self._routes = tuple(routes)
        self._all = _ordered(
            {name for route in self._routes if isinstance(route, Route) for name in _of(route)}
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS, and what no route takes; hand on the rest."""
        method = scope["method"]
        if method in {"GET", "HEAD"}:  # nearly all, and what takes neither is found in its route
            await self._app(scope, receive, send)
            return
        taken = self._all if scope["path"] == "*" else _ordered(self.taken(scope))
        if method == "OPTIONS" and taken:
            response = Response(status_code=204, headers=_welcome(taken))
        elif method not in _KNOWN:
            response = self._refuse(
                Request(scope), 501, f"This server knows no method {method}.", {}
            )
        elif taken and method not in taken:
            response = refusal(self._refuse, scope, taken)
        else:
            await self._app(scope, receive, send)
            return
        await response(scope, receive, send)

    def taken(self, scope: Scope) -> set[str]:
        """Return the methods that an address takes; none if there is no such address."""
        return {
            name
            for route in self._routes
            if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE
            for name in _of(route)
        }


def refusal(refuse: Refuse, scope: Scope, taken: Iterable[str]) -> Response:
    """Return the answer to a method that an address does not take."""
    allowed = ", ".join(_ordered({*taken, "OPTIONS"}))
    return refuse(
        Request(scope),
        405,
        f"This address does not take {scope['method']}. It takes: {allowed}.",
        {"allow": allowed},
    )


def _welcome(taken: Iterable[str]) -> dict[str, str]:
    allowed = ", ".join(taken)
    return {
        "allow": allowed,
        "access-control-allow-methods": allowed,
        "access-control-allow-headers": _HEADERS,
        "access-control-max-age": "86400",
    }


def _of(route: Route) -> set[str]:
    return {*(route.methods or ()), "OPTIONS"}


def _ordered(methods: Iterable[str]) -> tuple[str, ...]:
    names = set(methods)
    return (*(name for name in _ORDER if name in names), *sorted(names.difference(_ORDER)))
