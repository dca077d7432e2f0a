"""How much of what the graph holds."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import GRAPH, ID, MIG, RDF
from migkg.serve.terms import Labels

_TYPE: Final = ox.NamedNode(RDF + "type")
_PASSAGE_OF: Final = ox.NamedNode(MIG + "passageOf")

_SOURCE: Final = ox.NamedNode(MIG + "sourceFile")

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
    kinds: dict[str, set[str]] = {}
    facts: dict[str, set[str]] = {}
    passages_by: dict[str, int] = {}
    for quad in store.quads_for_pattern(None, _TYPE, None, None):
        subject, kind = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(kind, ox.NamedNode):
            continue
        if not subject.value.startswith(ID):
            continue
        name = subject.value[len(ID) :].partition("/")[0]
        kinds.setdefault(name, set()).add(subject.value)
        if name == "fact" and kind.value.startswith(MIG) and kind.value != MIG + "Fact":
            facts.setdefault(kind.value, set()).add(subject.value)
    for quad in store.quads_for_pattern(None, _PASSAGE_OF, None, None):
        if isinstance(quad.object, ox.NamedNode):
            passages_by[quad.object.value] = passages_by.get(quad.object.value, 0) + 1
    graphs = sorted(
        (graph.value, sum(1 for _ in store.quads_for_pattern(None, None, None, graph)))
        for graph in store.named_graphs()
        if isinstance(graph, ox.NamedNode)
    )
    # Documents that are only named, or stand for the work behind copies, have no source.
    read = {
        quad.subject.value
        for quad in store.quads_for_pattern(None, _SOURCE, None, None)
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith(ID + "document/")
    }
    counts = {name: len(members) for name, members in kinds.items()}
    return {
        "quads": len(store),
        "documents": len(read),
        "passages": counts.get("passage", 0),
        "mentions": counts.get("mention", 0),
        "facts": counts.get("fact", 0),
        "entities": {name: counts[kind] for kind, name in _ENTITIES.items() if kind in counts},
        "fact_classes": [
            {"iri": iri, "label": labels.of(ox.NamedNode(iri)), "count": len(members)}
            for iri, members in sorted(facts.items(), key=lambda item: (-len(item[1]), item[0]))
        ],
        "document_list": [
            {"iri": iri, "label": labels.of(ox.NamedNode(iri)), "passages": passages_by.get(iri, 0)}
            for iri in sorted(read)
        ],
        "graphs": [
            {"iri": iri, "label": iri.removeprefix(GRAPH), "quads": quads} for iri, quads in graphs
        ],
    }
