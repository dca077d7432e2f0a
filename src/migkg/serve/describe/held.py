"""What the store says of itself, for all the documents that repeat it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from migkg.describe import graph, partitions
from migkg.describe.vocabulary import DATASET, GRAPH, TYPE, node
from migkg.namespaces import GRAPH as GRAPHS
from migkg.namespaces import ID

MOST_GRAPHS: Final = 1000  # that a document lists; graphs of documents come last

_TRIPLES: Final = node("void:triples")


@dataclass
class Held:
    """One build, as its own description has it; ``at`` is the address of the server."""

    store: ox.Store
    build: Path
    at: str

    def here(self, path: str) -> ox.NamedNode:
        """Return the address of a path of this server."""
        return ox.NamedNode(self.at + path)

    @cached_property
    def said(self) -> list[ox.Triple]:
        """Return what graph ``service`` says; counted now where a build has no such graph."""
        found = [quad.triple for quad in self.store.quads_for_pattern(None, None, None, GRAPH)]
        if not found:
            found = [*graph.of_dataset(self.store), *partitions.counted(self.store)]
        return found

    @property
    def is_described(self) -> bool:
        """Tell whether the build has a description of its own."""
        return next(self.store.quads_for_pattern(DATASET, None, None, GRAPH), None) is not None

    @cached_property
    def record(self) -> dict[str, Any]:
        """Return what ``build.json`` says."""
        found: dict[str, Any] = json.loads((self.build / "build.json").read_text("utf-8"))
        return found

    def of_dataset(self) -> Iterator[ox.Triple]:
        """Yield what is said of the data set itself, not of its parts."""
        parts = {node("void:classPartition"), node("void:propertyPartition")}
        parts |= {node("void:subset"), node("sd:namedGraph")}
        for triple in self.said:
            if triple.subject == DATASET and triple.predicate not in parts:
                yield triple

    def graphs(self) -> list[tuple[ox.NamedNode, ox.Literal]]:
        """Return named graphs with the number of their triples, at most :data:`MOST_GRAPHS`."""
        sizes = {
            triple.subject: triple.object
            for triple in self.said
            if triple.predicate == _TRIPLES and str(triple.subject).startswith(f"<{GRAPHS}")
        }
        found: list[Any] = sorted(
            sizes.items(), key=lambda item: ("/graph/document/" in str(item[0]), str(item[0]))
        )
        return found[:MOST_GRAPHS]

    def linksets(self) -> Iterator[ox.Triple]:
        """Yield the links to other data sets, and these, as the registry has them."""
        registry = ox.NamedNode(GRAPHS + "links")
        for kind in (node("void:Linkset"), node("void:Dataset")):
            for quad in self.store.quads_for_pattern(None, TYPE, kind, registry):
                for said in self.store.quads_for_pattern(quad.subject, None, None, registry):
                    if said.predicate != _TRIPLES:
                        yield said.triple
        for linkset, count in self._links():
            yield ox.Triple(linkset, _TRIPLES, count)

    def _links(self) -> list[tuple[Any, Any]]:
        """Return how many links each linkset holds: stated by its mappings, and there."""
        rows: Any = self.store.query(
            f"""
            PREFIX mig: <{node("mig:x").value[:-1]}>
            SELECT ?linkset (COUNT(DISTINCT ?mapping) AS ?n) {{
              ?linkset a <{node("void:Linkset").value}>
              OPTIONAL {{
                ?mapping <{node("dcterms:isPartOf").value}> ?linkset ; mig:mappingSubject ?subject ;
                  mig:mappingPredicate ?predicate ; mig:mappingObject ?object .
                ?subject ?predicate ?object
              }}
            }} GROUP BY ?linkset""",
            use_default_graph_as_union=True,
        )
        return sorted(((row[0], row[1]) for row in rows), key=str)

    def is_example(self, triple: ox.Triple) -> bool:
        """Tell whether a triple is of the shipped queries, not of what the build holds."""
        return str(triple.subject).startswith((f"<{ID}query/", f"<{ID}prefix/"))
