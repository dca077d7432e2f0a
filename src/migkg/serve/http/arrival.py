"""The first look at a request: is it one, whose is it, which of our paths does it mean."""

import re
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from migkg.serve.http import proxy, visit
from migkg.serve.http.networks import Network, plain

Refuse = Callable[[Request, int, str, dict[str, str]], Response]

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_ABSOLUTE: Final = re.compile(rb"https?://([^/?]*)(/[^?]*)?", re.IGNORECASE)
# Headers that are lists: several of one name are one (RFC 9110, 5.3).
_LISTS: Final = frozenset(
    {b"accept", b"accept-encoding", b"accept-language", b"if-match", b"if-none-match"}
)
_CLOSE: Final = {"connection": "close"}  # what follows on the connection cannot be trusted


class Arrival:
    """Refuses what is no sound request; gives the others the client, host and path they mean."""

    def __init__(
        self,
        app: ASGIApp,
        refuse: Refuse,
        trusted: tuple[Network, ...],
        root: str,
        taken: frozenset[str],
    ) -> None:
        self._app, self._refuse = app, refuse
        self._trusted, self._root, self._taken = trusted, root, taken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a sound request on."""
        _whole_address(scope)
        _joined(scope)
        wrong = _wrong(scope)
        scope["migkg.peer"] = scope["client"][0] if scope.get("client") else ""
        told = proxy.heed(scope, self._trusted)
        visit.of(scope).address = plain(scope["client"][0]) if scope.get("client") else ""
        self._below(scope, told)
        if not wrong:
            await self._app(scope, receive, send)
            return
        status, text = wrong
        response = self._refuse(Request(scope), status, text, {} if status == 404 else _CLOSE)
        await response(scope, receive, send)

    def _below(self, scope: Scope, told: str) -> None:
        """Take the proxy's prefix off the path, if the proxy has not done so itself."""
        prefix = told or self._root
        if not prefix:
            return
        path = proxy.within_prefix(scope["path"], prefix)
        # A prefix that looks like a path of ours: a proxy that tells it has taken it off.
        if path is not None and not (told and prefix.split("/")[1] in self._taken):
            scope["path"] = path
        scope["app_root_path"] = prefix  # Starlette's name for what comes before all our paths


def _whole_address(scope: Scope) -> None:
    """Bring a request for ``http://host/path`` into the usual form, as RFC 9112 (3.2.2) wants."""
    found = _ABSOLUTE.match(scope.get("raw_path", b""))
    if found and not scope["path"].startswith("/"):
        name, path = found[1].rpartition(b"@")[2], scope["path"].split("://", 1)[1]
        scope["path"] = "/" + path.partition("/")[2]
        scope["raw_path"] = found[2] or b"/"
        kept = [pair for pair in scope["headers"] if pair[0] != b"host"]
        scope["headers"] = [(b"host", name), *kept]


def _joined(scope: Scope) -> None:
    """Make one header of several that are one list."""
    names = [name for name, _ in scope["headers"] if name in _LISTS]
    for several in {name for name in names if names.count(name) > 1}:
        values = [value for name, value in scope["headers"] if name == several]
        kept = [pair for pair in scope["headers"] if pair[0] != several]
        scope["headers"] = [*kept, (several, b", ".join(values))]


def _wrong(scope: Scope) -> tuple[int, str] | None:
    """Return why a request gets no answer: a status and a text; None if it may get one."""
    hosts, lengths, codings = [], set(), 0
    for name, value in scope["headers"]:
        if name == b"host":
            hosts.append(value.decode("latin-1"))
        elif name == b"content-length":
            lengths.add(value)
        elif name == b"transfer-encoding":
            codings += 1
    if not scope["http_version"].startswith("1"):
        return 505, "This server speaks HTTP/1.1."
    if codings and lengths:
        return 400, "A request has a Content-Length or a Transfer-Encoding, never both."
    if len(lengths) > 1:
        return 400, "The request has several lengths."
    if len(hosts) > 1 or (not hosts and scope["http_version"] != "1.0"):
        return 400, "A request has one Host header."
    if hosts and hosts[0] and not proxy.host(hosts[0]):
        return 400, "The Host header is none."
    try:
        scope["query_string"].decode("ascii")
    except UnicodeDecodeError:
        return 400, "The address holds characters that are not percent-encoded."
    if not scope["path"].startswith("/") and scope["path"] != "*":
        return 400, "The address does not begin with a slash."
    if _CONTROL.search(scope["path"]):
        return 404, "No address here holds a control character."
    return None
