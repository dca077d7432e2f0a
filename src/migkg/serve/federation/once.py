"""SERVICE for one query, asked on the command line."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from migkg.errors import UsageError
from migkg.serve import guard
from migkg.serve.faults import NoAnswerError
from migkg.serve.federation import bound, calls
from migkg.serve.federation.process import Gateway
from migkg.serve.federation.relay import Relay
from migkg.serve.federation.services import Service

_SECONDS: Final = 300.0
_ANSWER: Final = 256 << 20  # bytes


@contextmanager
def directed(
    query: str, services: Sequence[Service], ask: Callable[[str], object]
) -> Iterator[str]:
    """Give a query whose SERVICE clauses call the endpoints named, and no others.

    ``ask`` answers a query on the graph at hand. Raises UsageError for an endpoint that is not
    named, or does not answer.
    """
    if not guard.scan(query).service:
        yield query
        return
    if not services:
        raise UsageError("the query has a SERVICE; allow its endpoint with: --service IRI")
    gateway = Gateway(services, _SECONDS, _ANSWER)
    try:
        relay = Relay(gateway.path())
        yield calls.directed(
            query,
            [service.iri for service in services],
            relay.addresses(),
            lambda call: bound.values(query, call, ask),
        )
    except NoAnswerError as error:
        raise UsageError(str(error)) from error
    except (OSError, RuntimeError) as error:
        raise UsageError(calls.failure(str(error))) from error
    finally:
        gateway.close()
