"""How much of what the graph holds."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import ID, MIG
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


def _rows(store: ox.Store, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query in which all is bound."""
    found: Any = store.query(query, use_default_graph_as_union=True)
    rows = (tuple(row) for row in found)
    return [row for row in rows if None not in row]
