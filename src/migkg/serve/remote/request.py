"""Requests of the SPARQL Protocol to the store behind the gateway."""

import http.client
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, cast
from urllib.parse import urlencode

import pyoxigraph as ox

from migkg.serve.faults import NoAnswerError
from migkg.serve.federation import relay

_RESULTS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
# How a status of the store is told on. Any other is a fault of its, not of the client's.
_KINDS: Final = {400: "bad-request", 503: "busy"}


class _Connection(http.client.HTTPConnection):
    def __init__(self, gateway: str) -> None:
        super().__init__("localhost")
        self._gateway = gateway

    def connect(self) -> None:
        self.sock = relay.connected(self._gateway)


class Body(io.RawIOBase):
    """The answer to a request as a file that is read once."""

    def __init__(self, connection: _Connection, response: http.client.HTTPResponse) -> None:
        super().__init__()
        self._connection, self._response = connection, response

    @property
    def media(self) -> str:
        """Return the media type."""
        return self.header("content-type").partition(";")[0].strip().lower()

    def header(self, name: str) -> str:
        """Return a header, or nothing."""
        return self._response.getheader(name) or ""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes; raise NoAnswerError where the answer breaks off."""
        try:
            part = self._response.read(len(buffer))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswerError("upstream", "The store's answer broke off.") from error
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Let go of the connection, whether or not all was read."""
        if not self.closed:
            self._response.close()
            self._connection.close()
        super().close()


class Request:
    """Asks the store behind a gateway, at one of the addresses that this knows."""

    RESULTS: Final = tuple(_RESULTS)[:2]
    GRAPHS: Final = tuple(_GRAPHS)

    def __init__(self, gateway: str, number: int = 0) -> None:
        self._gateway, self._number = gateway, number

    def send(
        self, query: str, accept: Iterable[str], fields: Iterable[tuple[str, str]] = ()
    ) -> Body:
        """Return the answer to a query, still to be read.

        Raises NoAnswerError if the store gives none.
        """
        connection = _Connection(self._gateway)
        headers = {
            "Accept": ", ".join(f"{media};q={1 - n / 10:g}" for n, media in enumerate(accept)),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode([("query", query), *fields])
        try:
            connection.request("POST", f"/{self._number}", body, headers)
            response = connection.getresponse()
            if response.status != 200:
                said = response.read().decode("utf-8", "replace")
                raise _fault(response.status, said)
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            raise NoAnswerError("upstream", "The store cannot be reached.") from error
        except BaseException:
            connection.close()
            raise
        return Body(connection, response)

    def results(
        self, query: str, fields: Iterable[tuple[str, str]] = ()
    ) -> ox.QuerySolutions | ox.QueryBoolean:
        """Return what a SELECT or an ASK finds, read as it arrives."""
        body = self.send(query, self.RESULTS, fields)
        kind = _RESULTS.get(body.media)
        if kind is None:
            raise _other(body)
        try:
            return ox.parse_query_results(cast("IO[bytes]", body), format=kind)
        except (SyntaxError, ValueError) as error:
            raise _garbled(error) from error

    def triples(self, query: str, fields: Iterable[tuple[str, str]] = ()) -> Iterator[ox.Triple]:
        """Yield what a CONSTRUCT or a DESCRIBE finds, as it arrives."""
        body = self.send(query, self.GRAPHS, fields)
        kind = _GRAPHS.get(body.media)
        if kind is None:
            raise _other(body)
        with reading():
            for quad in ox.parse(cast("IO[bytes]", body), format=kind):
                yield quad.triple

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK."""
        return bool(self.results(query))


@contextmanager
def reading() -> Iterator[None]:
    """Turn what a parser says of the store's answer into NoAnswerError."""
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise _garbled(error) from error


def _fault(status: int, said: str) -> NoAnswerError:
    text = " ".join(said.split()) or f"status {status}"
    return NoAnswerError(_KINDS.get(status, "upstream"), f"The store gives no answer: {text}")


def _other(body: Body) -> NoAnswerError:
    media = body.media or "nothing it names"
    body.close()
    return NoAnswerError("upstream", f"The store answers with {media[:100]}, which was not asked.")


def _garbled(error: Exception) -> NoAnswerError:
    return NoAnswerError("upstream", f"The store's answer is garbled: {error!s:.200}")
