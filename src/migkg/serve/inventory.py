"""How much of what the graph holds."""

from typing import Any, Final

import pyoxigraph as ox

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
SELECT ?document (COUNT(DISTINCT ?passage) AS ?count) WHERE {{
  ?document <{MIG}sourceFile> ?file FILTER(STRSTARTS(STR(?document), "{ID}document/"))
  OPTIONAL {{ ?passage <{MIG}passageOf> ?document }}
}} GROUP BY ?document ORDER BY ?document"""
_GRAPHS: Final = """
SELECT ?graph (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?graph ORDER BY ?graph"""

# What a kind of entity is called on a page.
_ENTITIES: Final = {
    "person": "people",
    "office": "offices",
    "organization": "organizations",
    "state": "States",
    "area": "areas and regions",
    "instrument": "instruments",
    "event": "events",
    "initiative": "initiatives",
    "publication": "publications",
}


def take(store: ox.Store) -> dict[str, Any]:
    """Return the counts of a store: quads, things by kind, facts by class, quads by graph."""
    labels = Labels(store)
    kinds = dict(_counts(store, _KINDS))
    graphs = _counts(store, _GRAPHS)
    documents = _counts(store, _DOCUMENTS)
    return {
        "quads": sum(count for _, count in graphs),
        "documents": len(documents),
        "passages": kinds.get("passage", 0),
        "mentions": kinds.get("mention", 0),
        "facts": kinds.get("fact", 0),
        "entities": {name: kinds[kind] for kind, name in _ENTITIES.items() if kind in kinds},
        "fact_classes": [
            {"iri": iri, "label": labels.of(ox.NamedNode(iri)), "count": count}
            for iri, count in _counts(store, _FACTS)
        ],
        "document_list": [
            {"iri": iri, "label": labels.of(ox.NamedNode(iri)), "passages": count}
            for iri, count in documents
        ],
        "graphs": [
            {"iri": iri, "label": iri.removeprefix(GRAPH), "quads": count} for iri, count in graphs
        ],
    }


def _counts(store: ox.Store, query: str) -> list[tuple[str, int]]:
    """Return the rows of a query: a name or IRI, and a number."""
    found: Any = store.query(query, use_default_graph_as_union=True)
    return [(row[0].value, int(row[1].value)) for row in found if row[0] is not None]
