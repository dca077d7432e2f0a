"""Requests to other servers, each to an address that was looked at before."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

from migkg.serve.federation.services import Service, normal

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 3
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits


class RefusedError(Exception):
    """A request that is not made, or whose answer is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request under way."""

    connection: http.client.HTTPConnection
    response: http.client.HTTPResponse

    def read(self, most: int) -> bytes:
        """Return the next bytes of the answer, empty at its end.

        Raises RefusedError where it breaks off.
        """
        try:
            part = self.response.read(most)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise RefusedError("the answer broke off") from error
        if not part and self.response.length:
            raise RefusedError("the answer broke off")
        return part

    def abort(self) -> None:
        """End the request, also from another thread."""
        with suppress(OSError, AttributeError):
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        self.connection.close()


def post(
    first: Service,
    allowed: Mapping[str, Service],
    body: bytes,
    headers: Mapping[str, str],
    seconds: float,
) -> Sent:
    """Send a request to an endpoint, and again where it redirects to another that is allowed.

    Raises RefusedError if it may not or cannot be made.
    """
    target, address = first, first.address
    ends = monotonic() + seconds
    for _ in range(_MOST_REDIRECTS + 1):
        sent = _post(address, target.inward, body, headers, ends - monotonic())
        if sent.response.status not in _REDIRECTS:
            return sent
        place = urljoin(address, sent.response.getheader("location") or "")
        sent.abort()
        try:
            found = allowed.get(normal(place))
        except ValueError:
            found = None
        if found is None:
            raise RefusedError(f"it redirects to {place[:200]}, which is not on the list")
        target, address = found, found.address
    raise RefusedError("it redirects again and again")


def _post(
    address: str, inward: bool, body: bytes, headers: Mapping[str, str], seconds: float
) -> Sent:
    if seconds <= 0:
        raise RefusedError("it did not answer in time")
    parts = urlsplit(address)
    connection = _Pinned(parts, inward, seconds)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # A peer that sends its head drop by drop would never run into the limit of one read.
    timer = threading.Timer(seconds, lambda: _shut(connection))
    timer.daemon = True
    timer.start()
    try:
        connection.request("POST", path, body, dict(headers))
        response = connection.getresponse()
    except TimeoutError as error:
        connection.close()
        raise RefusedError("it did not answer in time") from error
    except ssl.SSLError as error:
        connection.close()
        raise RefusedError(f"no safe connection: {error.reason or error}") from error
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        if isinstance(error, socket.gaierror):
            raise RefusedError("there is no such host") from error
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise RefusedError(f"it cannot be reached: {str(reason).lower()}") from error
    except BaseException:
        connection.close()
        raise
    finally:
        timer.cancel()
    return Sent(connection, response)


def _shut(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was judged, whatever the name resolves to afterwards."""

    def __init__(self, parts: SplitResult, inward: bool, seconds: float) -> None:
        assert parts.hostname is not None
        self._safe = parts.scheme == "https"
        port = parts.port or (443 if self._safe else 80)
        super().__init__(parts.hostname, port, timeout=seconds)
        self._inward = inward

    def connect(self) -> None:
        failed: OSError | None = None
        for place in places(self.host, self.port, self._inward):
            try:
                self.sock = socket.create_connection(place, self.timeout)
            except OSError as error:
                failed = error
            else:
                break
        else:
            raise failed or OSError("no address")
        if self._safe:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def places(host: str, port: int, inward: bool) -> list[tuple[str, int]]:
    """Return the addresses of a host, looked up once.

    Raises RefusedError if one is inward and the host was not meant to be.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [(str(item[4][0]), port) for item in found]
    if not inward:
        for address, _ in addresses:
            if not outward(address):
                raise RefusedError("its name leads into this server's own network")
    return addresses


def outward(address: str) -> bool:
    """Return whether an IP address is one of the public Internet, also inside an IPv6 address.

    >>> [outward(x) for x in ("8.8.8.8", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1")]
    [True, False, False, False]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return outward(str(inner))
    return ip.is_global and not ip.is_multicast
