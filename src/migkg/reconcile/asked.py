"""What a client of the reconciliation service asks: batches of queries, and of values to add."""

import json
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from migkg.errors import MigkgError

MOST_QUERIES: Final = 100  # in one batch
MOST_IDS: Final = 500  # that are extended at once
MOST_PROPERTIES: Final = 20
MOST_CANDIDATES: Final = 25
_TEXT: Final = 400  # characters of a name

Parts: TypeAlias = dict[str, Any]


class AskedError(MigkgError, ValueError):
    """A request to the reconciliation service that is not understood."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


class TooMuchError(AskedError):
    """A batch that holds more than is answered at once."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a property of the thing should be; any of the values."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """One name to find a thing for."""

    text: str
    types: tuple[str, ...] = ()
    strict: str = "any"  # any, all or should
    limit: int = 5
    conditions: tuple[Condition, ...] = ()


def queries(text: str) -> dict[str, Query]:
    """Return the queries of a batch by their keys.

    Raises AskedError for what is no batch, TooMuchError for too large a one.

    >>> queries('{"q0": {"query": "OIM", "type": "Organization", "limit": 3}}')["q0"].types
    ('Organization',)
    """
    batch = _object(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise TooMuchError(f"A batch holds at most {MOST_QUERIES} queries, not {len(batch)}.")
    return {key: _query(key, value) for key, value in batch.items()}


def _query(key: str, said: Any) -> Query:
    if isinstance(said, str):
        said = {"query": said}
    if not isinstance(said, dict):
        raise AskedError(f"Query {key[:40]!r} is no object.")
    text = said.get("query", "")
    limit = said.get("limit", 5)
    strict = said.get("type_strict", "any")
    if not isinstance(text, str):
        raise AskedError(f"Query {key[:40]!r}: query is no text.")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise AskedError(f"Query {key[:40]!r}: limit is a number from 1.")
    if strict not in ("any", "all", "should"):
        raise AskedError(f"Query {key[:40]!r}: type_strict is any, all or should.")
    conditions = said.get("properties") or []
    if not isinstance(conditions, list) or len(conditions) > MOST_PROPERTIES:
        raise AskedError(f"Query {key[:40]!r}: properties are a list of {MOST_PROPERTIES} at most.")
    if not text.strip() and not conditions:
        raise AskedError(f"Query {key[:40]!r} holds neither a name nor properties.")
    return Query(
        text[:_TEXT].strip(),
        tuple(_types(key, said.get("type"))),
        strict,
        int(min(limit, MOST_CANDIDATES)),
        tuple(_condition(key, one) for one in conditions),
    )


def _types(key: str, said: Any) -> list[str]:
    every = said if isinstance(said, list) else [said] if said else []
    found = [one.get("id") if isinstance(one, dict) else one for one in every]
    if not all(isinstance(one, str) for one in found):
        raise AskedError(f"Query {key[:40]!r}: type is the name of a type, or several.")
    return [one.rpartition("#")[2] for one in found[:10] if one]


def _condition(key: str, said: Any) -> Condition:
    if not isinstance(said, dict) or not isinstance(said.get("pid"), str) or "v" not in said:
        raise AskedError(f"Query {key[:40]!r}: a property is an object with pid and v.")
    values = said["v"] if isinstance(said["v"], list) else [said["v"]]
    return Condition(said["pid"], tuple(text for one in values[:20] if (text := _value(one))))


def _value(said: Any) -> str:
    if isinstance(said, dict):
        said = said.get("id") or said.get("name") or ""
    if isinstance(said, bool):
        return str(said).lower()
    if isinstance(said, float) and said.is_integer():
        said = int(said)
    return str(said)[:_TEXT].strip() if isinstance(said, str | int | float) else ""


def extension(text: str) -> tuple[list[str], list[str]]:
    """Return the things and the properties of a request for values.

    Raises AskedError for what is no such request, TooMuchError for too large a one.

    >>> extension('{"ids": ["id/state/mex"], "properties": [{"id": "iso3"}]}')
    (['id/state/mex'], ['iso3'])
    """
    said = _object(text, "extend")
    ids, properties = said.get("ids"), said.get("properties")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise AskedError("extend: ids is a list of identifiers.")
    if not isinstance(properties, list) or not all(
        isinstance(one, dict) and isinstance(one.get("id"), str) for one in properties
    ):
        raise AskedError("extend: properties is a list of objects with id.")
    if len(ids) > MOST_IDS or len(properties) > MOST_PROPERTIES:
        raise TooMuchError(f"At most {MOST_IDS} things and {MOST_PROPERTIES} properties at once.")
    return list(dict.fromkeys(ids)), list(dict.fromkeys(one["id"] for one in properties))


def _object(text: str, name: str) -> Parts:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AskedError(f"{name} is not JSON.") from error
    if not isinstance(said, dict):
        raise AskedError(f"{name} is not a JSON object.")
    return said
