"""The endpoints that queries may call with SERVICE."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_MAPPED = re.compile(r"=(?=https?://)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+")  # the latter stood in square brackets


@dataclass(frozen=True, slots=True)
class Service:
    """An endpoint: its IRI as queries name it, and the address that is called for it."""

    iri: str
    address: str

    @property
    def inward(self) -> bool:
        """Return whether the operator named a place in the own network, which is then meant.

        That is an address in numbers, or a host without a dot: ``localhost``, ``fuseki``. Any
        other name may only lead outwards, whatever it resolves to.
        """
        host = urlsplit(self.address).hostname or ""
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return "." not in host
        return True


def service(text: str) -> Service:
    """Return the endpoint that an option names: ``IRI``, or ``IRI=ADDRESS`` for a mirror of it.

    Raises ValueError if either is no address of the Web.

    >>> service("https://Query.Wikidata.org:443/sparql").iri
    'https://query.wikidata.org/sparql'
    >>> service("https://example.org/sparql=http://localhost:7878/query").address
    'http://localhost:7878/query'
    """
    iri, *address = _MAPPED.split(text, maxsplit=1)
    return Service(normal(iri), normal(address[0] if address else iri))


def normal(iri: str) -> str:
    """Return the one way to write the address of an endpoint, so that two can be compared.

    Raises ValueError if it is no http(s) address, or one that hides where it leads.

    >>> normal("HTTP://Example.org:80")
    'http://example.org/'
    >>> normal("http://good.example@bad.example/sparql")
    Traceback (most recent call last):
    ValueError: 'http://good.example@bad.example/sparql': an address of an endpoint holds no user
    """
    if not iri.isascii() or not iri.isprintable() or any(sign in iri for sign in ' <>"\\^`{|}'):
        raise ValueError(f"{iri!r}: an address of an endpoint is plain ASCII")
    parts = urlsplit(iri)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(f"{iri!r}: no address of an endpoint; it begins with http:// or https://")
    if "@" in parts.netloc:
        raise ValueError(f"{iri!r}: an address of an endpoint holds no user")
    if parts.fragment:
        raise ValueError(f"{iri!r}: an address of an endpoint holds no fragment")
    if not _HOST.fullmatch(parts.hostname):
        raise ValueError(f"{iri!r}: {parts.hostname!r} is no host")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port  # raises ValueError by itself
    where = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{where}{parts.path or '/'}{query}"
