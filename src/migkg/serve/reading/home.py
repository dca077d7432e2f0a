"""What the first page shows of the graph: counts, one fact with its quote, things much named."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import GRAPH, ID, ITSRDF, MIG
from migkg.serve import inventory, view
from migkg.serve.operation import Opened
from migkg.serve.reading import catalogue, find, look
from migkg.serve.terms import Labels
from migkg.serve.words.facts import Teller
from migkg.serve.words.text import plain

# Classes of facts, in the order in which one is looked for to stand as the example.
_EXAMPLES: Final = ("PartyCount", "Provision", "Participation", "Adoption", "Observation")
_TRIED: Final = 60  # facts of one class
_SHORTEST, _LONGEST = 60, 320  # characters of a sentence that makes a good example

_LOOKED_AT: Final = 40  # documents whose mentions are counted for what is much named
_FEATURED: Final = {"person": 4, "organization": 5, "state": 5, "instrument": 3, "event": 3}

_ENTITIES: Final = (
    "Person", "Office", "Organization", "State", "Area", "Instrument", "Event", "Initiative",
    "Publication",
)  # fmt: skip


def of(opened: Opened) -> dict[str, Any]:
    """Return the parts of the first page; nothing here walks all of a large graph."""
    store, labels = opened.store, Labels(opened.store)
    newest = catalogue.opened(opened).execute(
        "SELECT iri FROM document WHERE date != '' ORDER BY date DESC, iri DESC LIMIT ?",
        [_LOOKED_AT],
    )
    return {
        **_counts(store, opened.build, labels),
        "example": _example(store, labels),
        "featured": _featured(store, labels, [iri for (iri,) in newest]),
    }


def _counts(store: ox.Store, build: Path, labels: Labels) -> dict[str, Any]:
    """Return the counts that the build has made; counted now where it has made none."""
    found = _record(build).get("counts", {})
    if not {"documents", "passages", "mentions", "facts", "quads"} <= set(found):
        held = inventory.take(store)
        found = {name: held[name] for name in ("documents", "passages", "mentions", "facts")}
        found["quads"] = held["quads"]
        found |= {look.local(one["iri"]): one["count"] for one in held["fact_classes"]}
    facts = {
        name: count
        for name, count in found.items()
        if name[:1].isupper() and isinstance(count, int)
    }
    entities = {
        kind: look.count(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a mig:{kind} }}")
        for kind in _ENTITIES
    }
    shown = {name: found[name] for name in ("documents", "passages", "mentions", "facts")}
    return {
        "counts": {**shown, "entities": sum(entities.values()), "statements": found["quads"]},
        "facts": [
            {"iri": MIG + name, "label": labels.of(look.node(name)), "count": count}
            for name, count in sorted(facts.items(), key=lambda item: (-item[1], item[0]))
        ],
        "entities": [
            {
                "iri": MIG + kind,
                "kind": kind.lower(),
                "label": find.KINDS[kind.lower()],
                "count": count,
            }
            for kind, count in entities.items()
            if count
        ],
    }


def _record(build: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((build / "build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _example(store: ox.Store, labels: Labels) -> dict[str, Any] | None:
    """Return a fact whose sentence stands in a numbered paragraph and is neither short nor long.

    The first class that has one decides; in it, the first fact by IRI of those looked at.
    """
    teller = Teller(store, labels)
    for kind in _EXAMPLES:
        query = f"""SELECT ?fact {{
            ?fact a mig:{kind} ; prov:wasDerivedFrom ?p . ?p mig:paragraphNumber ?number
        }} LIMIT {_TRIED}"""
        for iri in sorted({iri for (iri,) in look.rows(store, query)}):
            told = teller.tell(iri)
            first = told["passages"][0] if told["passages"] else {"pieces": []}
            marked = sum(len(piece["text"]) for piece in first["pieces"] if piece["mark"])
            if _SHORTEST <= marked <= _LONGEST and first["number"]:
                return told
    return None


def _featured(store: ox.Store, labels: Labels, documents: Sequence[str]) -> list[dict[str, Any]]:
    """Return what some documents name most, some of each kind."""
    named: Counter[str] = Counter()
    for document in documents:
        graph = f"{GRAPH}document/{look.slug(document)}"
        counted = f"""SELECT ?e (COUNT(*) AS ?n) {{
            GRAPH <{graph}> {{ ?m <{ITSRDF}taIdentRef> ?e }} }} GROUP BY ?e"""
        for entity, count in look.rows(store, counted):
            if entity.startswith(ID):
                named[entity] += int(count)
    found = []
    for kind, most in _FEATURED.items():
        ranked = sorted(((-count, iri) for iri, count in named.items() if view.kind(iri) == kind))
        found += [
            {"iri": iri, "kind": kind, "label": plain(labels.of(ox.NamedNode(iri)))}
            for _, iri in ranked[:most]
        ]
    return found
