"""How much of what the graph holds."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.describe.vocabulary import GRAPH as SERVICE
from migkg.describe.vocabulary import node
from migkg.namespaces import GRAPH, ID, MIG
from migkg.serve.terms import Labels

# Counted by the engine, not here: a large graph has millions of quads.
_KINDS: Final = f"""
SELECT ?kind (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
  ?thing a ?class FILTER(STRSTARTS(STR(?thing), "{ID}"))
  BIND(STRBEFORE(SUBSTR(STR(?thing), {len(ID) + 1}), "/") AS ?kind)
}} GROUP BY ?kind"""
_FACTS: Final = f"""
SELECT ?class (COUNT(DISTINCT ?fact) AS ?count) WHERE {{
  ?fact a ?class FILTER(STRSTARTS(STR(?fact), "{ID}fact/"))
  FILTER(STRSTARTS(STR(?class), "{MIG}") && ?class != <{MIG}Fact>)
}} GROUP BY ?class ORDER BY DESC(?count) ?class"""
# Documents that are only named, or stand for the work behind copies, have no source.
_DOCUMENTS: Final = f"""
SELECT (COUNT(DISTINCT ?document) AS ?count) WHERE {{
  ?document <{MIG}sourceFile> ?file FILTER(STRSTARTS(STR(?document), "{ID}document/"))
}}"""
_GRAPHS: Final = """
SELECT ?graph (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?graph ORDER BY ?graph"""

MOST_GRAPHS: Final = 1000  # that a page lists; graphs of documents come last


def take(store: ox.Store) -> dict[str, Any]:
    """Return the counts of a store: quads, documents, passages, mentions, facts, these by class."""
    labels = Labels(store)
    kinds = {row[0].value: int(row[1].value) for row in _rows(store, _KINDS)}
    return {
        "quads": len(store),
        "documents": int(_rows(store, _DOCUMENTS)[0][0].value),
        "passages": kinds.get("passage", 0),
        "mentions": kinds.get("mention", 0),
        "facts": kinds.get("fact", 0),
        "fact_classes": [
            {"iri": kind.value, "label": labels.of(kind), "count": int(count.value)}
            for kind, count in _rows(store, _FACTS)
        ],
    }


def graphs(store: ox.Store) -> dict[str, Any]:
    """Return the named graphs with their sizes: those of documents last, the first 1,000.

    The store's own description has the sizes of all graphs but itself; a store without one is
    counted.
    """
    sizes = {
        quad.subject: quad.object.value
        for quad in store.quads_for_pattern(None, node("void:triples"), None, SERVICE)
        if isinstance(quad.object, ox.Literal)
    }
    names = [graph for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    if SERVICE in names and all(graph in sizes for graph in names if graph != SERVICE):
        sizes[SERVICE] = str(sum(1 for _ in store.quads_for_pattern(None, None, None, SERVICE)))
    else:
        sizes = {row[0]: row[1].value for row in _rows(store, _GRAPHS)}
    names.sort(key=lambda graph: (graph.value.startswith(GRAPH + "document/"), graph.value))
    return {
        "quads": sum(int(sizes.get(graph, "0")) for graph in names),
        "total": len(names),
        "graphs": [
            {
                "iri": graph.value,
                "label": graph.value.removeprefix(GRAPH),
                "quads": int(sizes.get(graph, "0")),
            }
            for graph in names[:MOST_GRAPHS]
        ],
    }


def _rows(store: ox.Store, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query in which all is bound."""
    found: Any = store.query(query, use_default_graph_as_union=True)
    rows = (tuple(row) for row in found)
    return [row for row in rows if None not in row]
