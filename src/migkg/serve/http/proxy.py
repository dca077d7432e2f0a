"""Who asks and under which address, when a proxy stands between.

A proxy that is trusted tells the client's address (``X-Forwarded-For``), the scheme and host that
the client used (``X-Forwarded-Proto``, ``X-Forwarded-Host``) and the path it has put the server
under (``X-Forwarded-Prefix``). What anybody else tells is passed over.
"""

import re
from collections.abc import Iterable, MutableMapping
from typing import Any, Final

from migkg.serve.http.networks import Network, plain, within

PREFIX: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
_HOST: Final = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
# Their presence says that somebody passed the request on.
PASSED_ON: Final = frozenset({b"forwarded", b"via", b"x-forwarded-for", b"x-real-ip"})


def host(text: str) -> bool:
    """Tell whether a Host header is one.

    >>> [host(text) for text in ("data.example.org:8000", "[::1]", "[::", "a b", "x:99999")]
    [True, True, False, False, False]
    """
    if not _HOST.fullmatch(text):
        return False
    name, colon, port = text.rpartition(":") if not text.endswith("]") else (text, "", "")
    if colon and not 0 < int(port) < 65536:
        return False
    return not text.startswith("[") or bool(plain(name if colon else text))


def heed(scope: MutableMapping[str, Any], trusted: Iterable[Network]) -> str:
    """Set client, scheme and host of a request as a trusted proxy tells; return its prefix."""
    client = scope.get("client")
    if client is None or not within(client[0], trusted):
        return ""
    told: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        if name.startswith(b"x-forwarded-"):
            before = told.get(name)
            text = value.decode("latin-1")
            told[name] = text if before is None else f"{before},{text}"
    if address := _client(told.get(b"x-forwarded-for", ""), trusted):
        scope["client"] = (address, 0)
    scheme = _first(told.get(b"x-forwarded-proto", "")).lower()
    if scheme in {"http", "https"}:
        scope["scheme"] = scheme
    name = _first(told.get(b"x-forwarded-host", ""))
    if host(name):
        kept = [pair for pair in scope["headers"] if pair[0] != b"host"]
        scope["headers"] = [(b"host", name.encode("ascii")), *kept]
    prefix = _first(told.get(b"x-forwarded-prefix", "")).rstrip("/")
    return prefix if PREFIX.fullmatch(prefix) else ""


def _client(text: str, trusted: Iterable[Network]) -> str:
    """Return the last address of a list that no trusted proxy has; what stands before is hearsay.

    >>> from migkg.serve.http.networks import networks
    >>> _client("1.2.3.4, 192.0.2.7, 10.0.0.2", networks("10.0.0.0/8"))
    '192.0.2.7'
    """
    address = ""
    for part in reversed(text.split(",")):
        found = plain(part)
        if not found:
            return address
        address = found
        if not within(found, trusted):
            break
    return address


def _first(text: str) -> str:
    return text.partition(",")[0].strip()


def within_prefix(path: str, prefix: str) -> str | None:
    """Return a path as it is below a prefix; None if it is not below it.

    >>> within_prefix("/kg/id/x", "/kg"), within_prefix("/kg", "/kg"), within_prefix("/kgb", "/kg")
    ('/id/x', '/', None)
    """
    if path == prefix:
        return "/"
    return path[len(prefix) :] if prefix and path.startswith(prefix + "/") else None
