"""What is known beside a document's graph: the ontology, the concepts, the authority files.

Checking a fact takes the types of the entities and the schemes of the concepts it names. A context
holds them all; :meth:`Context.around` picks what one graph refers to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import pyoxigraph as ox

from migkg.namespaces import RDF, RDFS

Triple: TypeAlias = tuple[Any, ox.NamedNode, Any]  # terms as pyoxigraph has them

_TYPE = ox.NamedNode(RDF + "type")
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")


def as_stored(nquads: bytes) -> list[Triple]:
    """Return the triples of N-Quads or N-Triples as the store would give them back.

    Raises SyntaxError where the bytes are no N-Quads.
    """
    store = ox.Store()
    store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)
    return triples_of(store)


def triples_of(quads: Iterable[ox.Quad]) -> list[Triple]:
    """Return the triples of quads, without graph names, each once."""
    return list(dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in quads))


@dataclass(frozen=True)
class Context:
    """Quads known beforehand; made once, cheap to send to another process."""

    nquads: bytes = b""

    @classmethod
    def of(cls, *parts: bytes | Iterable[str]) -> "Context":
        """Return the context that N-Quads form, given as bytes or as lines."""
        return cls(
            b"\n".join(
                part if isinstance(part, bytes) else "\n".join(sorted(part)).encode()
                for part in parts
            )
        )

    def around(
        self, triples: Iterable[Triple], beyond: frozenset[str], alone: bool = False
    ) -> tuple[list[Triple], frozenset[str]]:
        """Return the triples that a graph has to be read with, and the nodes known only from here.

        Of a node the graph refers to, that is what the properties ``beyond`` say, and of classes
        what they are subclasses of; of a node the graph itself speaks about, it is all. With
        ``alone``, a node that has a type in the graph is taken as described there in full.
        """
        subjects: set[Any] = set()
        typed: set[Any] = set()
        named: set[Any] = set()
        for subject, predicate, value in triples:
            subjects.add(subject)
            if predicate == _TYPE:
                typed.add(subject)
            elif isinstance(value, ox.NamedNode):
                named.add(value)
        known, subclasses = _known(self.nquads)
        found = list(subclasses)
        for node in subjects - typed if alone else subjects:
            for triple in triples_of(known.quads_for_pattern(node, None, None)):
                found.append(triple)
                if isinstance(triple[2], ox.NamedNode):
                    named.add(triple[2])
        only_here: set[str] = set()
        for node in named - subjects:
            said = triples_of(known.quads_for_pattern(node, None, None))
            found += [triple for triple in said if triple[1].value in beyond]
            if said:
                only_here.add(node.value)
        return found, frozenset(only_here)


@lru_cache(maxsize=4)
def _known(nquads: bytes) -> tuple[ox.Store, list[Triple]]:
    """Return a store of quads, and the triples that say what a class is a subclass of.

    Kept by content: a context that reaches a worker process with each task is read there once.
    """
    store = ox.Store()
    store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)
    return store, triples_of(store.quads_for_pattern(None, _SUBCLASS, None))
