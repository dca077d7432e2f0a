"""Finds the one thing that a value of a parameter names: by IRI, path, code or name."""

import re
import sqlite3
from typing import Final

import pyoxigraph as ox

from migkg.namespaces import BASE, ID
from migkg.parameters import Parameter, ParameterError
from migkg.search.names import candidates
from migkg.search.questions import path_of

_SURE: Final = 97.0  # the score of a name that is the same but for case and accents
_LIKELY: Final = 40.0  # of one that is worth proposing
_PATH: Final = re.compile(r"(?:id/|concept/)?[a-z][\w-]*/[\w./-]+")
_PROPOSED: Final = 5


def thing(connection: sqlite3.Connection, parameter: Parameter, text: str) -> ox.NamedNode:
    """Return the thing of a parameter's classes that a text names.

    Raises ParameterError, with the candidates, if there is none or more than one.
    """
    text = " ".join(text.split())
    for iri in _iris(text):
        found = connection.execute("SELECT id FROM entity WHERE iri = ?", [iri]).fetchone()
        if found and _is_one(connection, found[0], parameter.of):
            return ox.NamedNode(iri)
        if found:
            raise ParameterError(f"{parameter.name}: {text} is no {' or '.join(parameter.of)}")
    near = candidates(connection, text, parameter.of, limit=_PROPOSED)
    sure = [one for one in near if one.score >= _SURE]
    if len(sure) == 1:
        return ox.NamedNode(sure[0].iri)
    near = sure or [one for one in near if one.score >= _LIKELY]
    proposed = tuple((path_of(one.iri), one.label) for one in near)
    said = "; ".join(f"{path} ({label})" for path, label in proposed)
    what = f"{parameter.name}: {text[:80]!r}"
    if sure:
        raise ParameterError(f"{what} may mean several things: {said}", proposed)
    hint = f"; the nearest: {said}" if said else ""
    raise ParameterError(f"{what} is not {parameter.takes}{hint}", proposed)


def unchecked(parameter: Parameter, text: str) -> ox.NamedNode:
    """Return the thing of an IRI or a path, where there is no index of names to look it up in.

    Raises ParameterError if the text is neither.
    """
    for iri in _iris(text.strip()):
        try:
            return ox.NamedNode(iri)
        except ValueError:
            break
    raise ParameterError(f"{parameter.name}: {text[:80]!r} is no IRI; names are not known here")


def _iris(text: str) -> list[str]:
    """Return the IRIs that a text may stand for as it is or as a path of ours."""
    if text.startswith(("http://", "https://")):
        return [text]
    if not _PATH.fullmatch(text):
        return []
    return [BASE + text] if text.startswith(("id/", "concept/")) else [ID + text]


def _is_one(connection: sqlite3.Connection, entity: int, of: tuple[str, ...]) -> bool:
    marks = ",".join("?" * len(of))
    wanted = [name.casefold() for name in of]
    row = connection.execute(
        f"SELECT 1 FROM entity WHERE id = ? AND (kind IN ({marks}) OR EXISTS "  # noqa: S608 - marks
        f"(SELECT 1 FROM entity_class WHERE entity = entity.id AND lower(class) IN ({marks})))",
        [entity, *wanted, *wanted],
    ).fetchone()
    return row is not None


def choices(connection: sqlite3.Connection, of: tuple[str, ...], most: int) -> list[dict[str, str]]:
    """Return the things of some classes by name, those that passages name most; at most so many."""
    marks = ",".join("?" * len(of))
    wanted = [name.casefold() for name in of]
    rows = connection.execute(
        f"SELECT iri, label FROM entity WHERE kind IN ({marks}) OR id IN "  # noqa: S608 - marks
        f"(SELECT entity FROM entity_class WHERE lower(class) IN ({marks})) ORDER BY id LIMIT ?",
        [*wanted, *wanted, most],
    )
    found = [{"value": path_of(iri), "label": label} for iri, label in rows]
    return sorted(found, key=lambda one: (one["label"].casefold(), one["value"]))
