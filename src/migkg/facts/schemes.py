"""The labels of the concept schemes, as tables from words to concepts."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from migkg import namespaces as ns
from migkg.errors import OntologyError
from migkg.resources import folder

_LABELS: Final = frozenset(ns.SKOS + role for role in ("prefLabel", "altLabel", "hiddenLabel"))
_BROADER: Final = ns.SKOS + "broader"


@lru_cache(maxsize=64)
def forms(scheme: str, language: str) -> Mapping[str, str]:
    """Return the concept, by its slug, that each label of a scheme stands for in one language.

    Labels are in lower case. One that two concepts share stands for the first in the alphabet.

    Raises OntologyError if there is no such scheme, or its Turtle does not parse.

    >>> forms("act", "fr")["prie instamment"], forms("quantifier", "en")["a number of"]
    ('urges', 'several')
    """
    found: dict[str, str] = {}
    for slug, predicate, value in _triples(scheme):
        if predicate in _LABELS and isinstance(value, ox.Literal) and value.language == language:
            form = value.value.lower().replace("’", "'")
            found[form] = min(slug, found.get(form, slug))
    return MappingProxyType(found)


@lru_cache(maxsize=16)
def broader(scheme: str) -> Mapping[str, frozenset[str]]:
    """Return, for each concept of a scheme, all that are broader, however far.

    Raises as :func:`forms`.

    >>> sorted(broader("theme")["transfer-costs"])
    ['international-migration', 'migration-and-development', 'remittances']
    """
    above: dict[str, set[str]] = {}
    for slug, predicate, value in _triples(scheme):
        above.setdefault(slug, set())
        if predicate == _BROADER and isinstance(value, ox.NamedNode):
            above[slug].add(value.value.rpartition("/")[2])
    found = {}
    for slug in sorted(above):
        reached: set[str] = set()
        pending = set(above[slug])
        while pending:
            reached |= pending
            pending = {up for one in pending for up in above.get(one, ())} - reached
        found[slug] = frozenset(reached)
    return MappingProxyType(found)


@lru_cache(maxsize=32)
def _triples(scheme: str) -> tuple[tuple[str, str, ox.NamedNode | ox.Literal], ...]:
    file = folder("ontology") / "concepts" / f"{scheme}.ttl"
    # The files are written with the default base, whatever base this copy is built under.
    own = f"{ns.DEFAULT_BASE}concept/{scheme}/"
    try:
        quads = list(ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE))
    except (SyntaxError, OSError) as error:
        raise OntologyError(f"{file}: {error}") from error
    return tuple(
        (quad.subject.value.removeprefix(own), quad.predicate.value, quad.object)
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith(own)
        and isinstance(quad.object, ox.NamedNode | ox.Literal)
    )
