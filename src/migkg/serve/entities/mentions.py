"""What documents name a thing, how often, and the first passages that do."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import DCTERMS, GRAPH, ID, MIG
from migkg.serve.words.facts import Teller

SHOWN = 5  # documents on the page itself
PAGE = 25  # documents on a page of them alone
PASSAGES = 2  # of one document
MOST = 5_000  # passages counted

_MENTIONS: Final = MIG + "mentions"
_SUBJECT: Final = DCTERMS + "subject"
_DOCUMENTS: Final = GRAPH + "document/"


def documents(store: ox.Store, teller: Teller, iri: str, page: int, size: int) -> dict[str, Any]:
    """Return a page of the documents that name a thing, those that name it most often first.

    A passage lies in the graph of its document, so that no look-up is needed to count.
    """
    predicate = _SUBJECT if "/concept/theme/" in iri else _MENTIONS
    rows: Any = store.query(
        "SELECT ?graph (COUNT(*) AS ?n) { { SELECT ?graph ?passage { GRAPH ?graph "
        f"{{ ?passage <{predicate}> <{iri}> }} }} LIMIT {MOST} }} }} GROUP BY ?graph"
    )
    found = sorted(
        ((-int(row[1].value), row[0].value) for row in rows if row[0].value.startswith(_DOCUMENTS)),
    )
    pages = max(1, -(-len(found) // size))
    page = min(max(page, 1), pages)
    return {
        "total": len(found),
        "more": sum(int(number) for number, _ in found) <= -MOST,
        "passages": -sum(number for number, _ in found),
        "page": page,
        "pages": pages,
        "documents": [
            {
                "iri": f"{ID}document/{graph.removeprefix(_DOCUMENTS)}",
                **teller.document(f"{ID}document/{graph.removeprefix(_DOCUMENTS)}"),
                "count": -number,
                "passages": _first(store, teller, iri, predicate, graph),
            }
            for number, graph in found[(page - 1) * size : page * size]
        ],
    }


def _first(
    store: ox.Store, teller: Teller, iri: str, predicate: str, graph: str
) -> list[dict[str, Any]]:
    quads = store.quads_for_pattern(
        None, ox.NamedNode(predicate), ox.NamedNode(iri), ox.NamedNode(graph)
    )
    passages = sorted(
        (
            (int(number), quad.subject.value)
            for quad in quads
            if isinstance(quad.subject, ox.NamedNode)
            and (number := quad.subject.value.rpartition("/")[2]).isdecimal()
        ),
    )
    return [teller.cited(passage, (), (iri,)) for _, passage in passages[:PASSAGES]]
