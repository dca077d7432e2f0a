"""Looks things up in a store: values of a property, answers to a query."""

from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import DCTERMS, MIG, NIF, PROV, expand

PREFIXES: Final = (
    f"PREFIX mig: <{MIG}> PREFIX nif: <{NIF}> PREFIX prov: <{PROV}> PREFIX dcterms: <{DCTERMS}>\n"
)


def values(store: ox.Store, iri: str, name: str) -> list[str]:
    """Return the values of a property of a thing, sorted; ``name`` is a prefixed name."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), node(name), None, None)
    return sorted({text_of(quad.object) for quad in quads})


def value(store: ox.Store, iri: str, name: str) -> str:
    """Return the first of the values of a property, or nothing."""
    return next(iter(values(store, iri, name)), "")


def subjects(store: ox.Store, name: str, iri: str) -> Iterator[str]:
    """Yield what has a thing as value of a property; the same thing once for each graph."""
    for quad in store.quads_for_pattern(None, node(name), ox.NamedNode(iri), None):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def rows(store: ox.Store, query: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query over all graphs, an unbound variable as an empty text."""
    found: Any = store.query(PREFIXES + query, use_default_graph_as_union=True)
    for row in found:
        yield tuple("" if term is None else term.value for term in row)


def count(store: ox.Store, query: str) -> int:
    """Return the number that a query counts."""
    return int(next(rows(store, query))[0])


def node(name: str) -> ox.NamedNode:
    """Return the node of a prefixed name."""
    return ox.NamedNode(expand(name))


def slug(iri: str) -> str:
    """Return the last name of an IRI.

    >>> slug("https://example.org/concept/role/chair")
    'chair'
    """
    return iri.rpartition("/")[2]


def local(iri: str) -> str:
    """Return the local name of a term of ours.

    >>> local(MIG + "Fact")
    'Fact'
    """
    return iri.removeprefix(MIG)


def text_of(term: object) -> str:
    """Return a value as text."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
