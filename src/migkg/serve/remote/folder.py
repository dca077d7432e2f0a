"""A store folder that holds no quads, only the way to where they are."""

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from migkg import store
from migkg.errors import StoreError
from migkg.serve.faults import NoAnswerError
from migkg.serve.federation.process import Gateway
from migkg.serve.federation.services import Service
from migkg.serve.remote.request import Request

_NAME: Final = "remote.json"
# The front stops a query first, so that the client learns of the limit from it.
_PATIENCE: Final = 5.0  # seconds


def is_remote(build: Path) -> bool:
    """Return whether a build is only the way to a store elsewhere."""
    return (build / _NAME).exists()


def gateway_of(build: Path) -> str:
    """Return the socket of the gateway to the store that a build leads to."""
    told: dict[str, Any] = json.loads((build / _NAME).read_text("utf-8"))
    return str(told["gateway"])


@contextmanager
def leading_to(address: str, time_limit: float) -> Iterator[Path]:
    """Give a store folder that leads to the SPARQL endpoint at an address.

    Says on standard error if the endpoint's default graph is not the union of its named graphs.
    Raises StoreError if nobody answers there as a SPARQL endpoint does.
    """
    # A query string says what graphs a query is about where it does not say so itself.
    addresses = (address, address.partition("?")[0])
    services = [Service(each, each) for each in addresses]
    gateway = Gateway(services, time_limit + _PATIENCE, 0)
    top = Path(tempfile.mkdtemp(prefix="migkg-"))
    try:
        socket = gateway.path()
        request = Request(socket)
        try:
            version = _version(request)
            divided = not request.ask("ASK { ?s ?p ?o }") and request.ask(
                "ASK { GRAPH ?g { ?s ?p ?o } }"
            )
        except NoAnswerError as error:
            raise StoreError(f"{address}: no SPARQL endpoint here: {error}") from error
        if divided:
            sys.stderr.write(
                f"{address}: its default graph is empty, not the union of its named graphs; "
                "queries without GRAPH find nothing (an Oxigraph takes ?union-default-graph)\n"
            )
        with store.building(top / "store") as new:
            (new / "data").mkdir()
            (new / "sources").mkdir()
            (new / _NAME).write_text(json.dumps({"gateway": socket}), encoding="utf-8")
            record = {"sha256": version, "store": address}
            (new / "build.json").write_text(json.dumps(record), encoding="utf-8")
        yield top / "store"
    finally:
        gateway.close()
        shutil.rmtree(top, ignore_errors=True)


def _version(request: Request) -> str:
    """Return a name for the state of the store, if it says one; else ``remote``."""
    with request.send("ASK {}", request.RESULTS) as answer:
        answer.read()
        said = answer.header("etag") or answer.header("last-modified")
    return hashlib.sha256(said.encode()).hexdigest() if said else "remote"
