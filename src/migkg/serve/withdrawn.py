"""IRIs of ours that no longer name anything, and where to look for what has moved.

An IRI is withdrawn when the graph says of it that it is deprecated (``owl:deprecated``) and gives
it no class any more: what is deprecated but still described keeps its page.
"""

import re
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from migkg.describe.vocabulary import TYPE, node
from migkg.namespaces import BASE
from migkg.serve import resources

_DEPRECATED: Final = node("owl:deprecated")
_YES: Final = ox.Literal("true", datatype=node("xsd:boolean"))
_SUCCESSOR: Final = node("dcterms:isReplacedBy")
_WHY: Final = (node("skos:historyNote"), node("skos:changeNote"), node("skos:scopeNote"))
_SLASHES: Final = re.compile(r"/+")


def is_withdrawn(store: ox.Store, iri: str) -> bool:
    """Tell whether an IRI was withdrawn."""
    try:
        term = ox.NamedNode(iri)
    except ValueError:
        return False
    said = next(store.quads_for_pattern(term, _DEPRECATED, _YES, None), None)
    return said is not None and next(store.quads_for_pattern(term, TYPE, None, None), None) is None


def told(store: ox.Store, iri: str) -> dict[str, str]:
    """Return why an IRI was withdrawn and what takes its place; empty where it is not said."""
    term = ox.NamedNode(iri)
    why = [
        quad.object
        for predicate in _WHY
        for quad in store.quads_for_pattern(term, predicate, None, None)
        if isinstance(quad.object, ox.Literal)
    ]
    best = min(why, key=lambda note: (note.language != "en", note.value), default=None)
    successors = sorted(
        quad.object.value
        for quad in store.quads_for_pattern(term, _SUCCESSOR, None, None)
        if isinstance(quad.object, ox.NamedNode)
    )
    return {"why": best.value if best else "", "successor": successors[0] if successors else ""}


def elsewhere(store: ox.Store, iri: str) -> str:
    """Return the IRI that is meant by one that is not there; empty if there is none.

    A slash at the end, two in a row, characters that are percent-encoded for no reason, upper
    case, a version of the ontology.
    """
    local = unquote(iri.removeprefix(BASE))
    mended = BASE + _SLASHES.sub("/", local).rstrip("/")
    for guess in (mended, iri):
        if guess != iri and resources.exists(store, guess):
            return guess
        if found := resources.moved(store, guess):
            return found
    return ""
