"""What is noted of one request while it goes through the server."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Final

_KEY: Final = "migkg.visit"


@dataclass(slots=True)
class Visit:
    """One request: who asks, and what became of it."""

    address: str = ""  # of the client, as far as it is known; empty if it is not
    build: str = ""  # that the answer comes from
    query: str = ""
    fault: str = ""  # kind of NoAnswerError
    cached: bool | None = None  # None: no reader was needed
    place: str = ""  # the client's, among those that may ask at once, that this request holds


def start(scope: MutableMapping[str, Any]) -> Visit:
    """Return the notes of a request that begins."""
    client = scope.get("client")
    visit = Visit(client[0] if client else "")
    scope[_KEY] = visit
    return visit


def of(scope: MutableMapping[str, Any]) -> Visit:
    """Return the notes of a request under way."""
    found = scope.get(_KEY)
    return found if isinstance(found, Visit) else start(scope)
