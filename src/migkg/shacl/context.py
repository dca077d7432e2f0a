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

    Literals come in the store's canonical form, graph names are left out, and each triple comes
    once. Raises SyntaxError where the bytes are no N-Quads.
    """
    store = ox.Store()
    store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)
    return list(dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in store))


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
        by_subject, subclasses = _index(self.nquads)
        found = list(subclasses)
        for node in subjects - typed if alone else subjects:
            for triple in by_subject.get(node, ()):
                found.append(triple)
                if isinstance(triple[2], ox.NamedNode):
                    named.add(triple[2])
        only_here = {node for node in named - subjects if node in by_subject}
        for node in only_here:
            found += [triple for triple in by_subject[node] if triple[1].value in beyond]
        return found, frozenset(str(node.value) for node in only_here)


@lru_cache(maxsize=4)
def _index(nquads: bytes) -> tuple[dict[Any, list[Triple]], list[Triple]]:
    """Return triples by subject, and those that say what a class is a subclass of.

    Kept by content: a context that reaches a worker process with each task is read there once.
    """
    found: dict[Any, list[Triple]] = {}
    for triple in as_stored(nquads):
        found.setdefault(triple[0], []).append(triple)
    subclasses = [t for triples in found.values() for t in triples if t[1] == _SUBCLASS]
    return found, subclasses
