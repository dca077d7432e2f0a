"""The parts of the page about the data set: how much there is, ways to it, how it was made."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.describe.graph import DESCRIPTION, RIGHTS, TITLE
from migkg.describe.vocabulary import DATASET, GRAPH, node
from migkg.serve.describe.held import Held
from migkg.serve.terms import Labels

_CLASSES_SHOWN: Final = 60


def parts(held: Held) -> dict[str, Any]:
    """Return the parts of the page."""
    labels = Labels(held.store)
    said = _Said(held)

    def number(subject: Any, name: str) -> int:
        return int(_first(said.get((subject, node(name)))) or 0)

    classes = [
        {
            "iri": kind.value,
            "label": labels.of(kind),
            "entities": number(part, "void:entities"),
            "properties": len(said.get((part, node("void:propertyPartition")), ())),
        }
        for part in said.get((DATASET, node("void:classPartition")), ())
        for kind in said.get((part, node("void:class")), ())
    ]
    classes.sort(key=lambda one: (-one["entities"], one["label"], one["iri"]))
    links = [_linkset(subject, said, labels) for subject in said.linksets()]
    record = held.record
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "rights": RIGHTS,
        "iri": DATASET.value,
        "totals": {
            name: number(DATASET, f"void:{name}")
            for name in ("triples", "entities", "classes", "properties")
        },
        "graphs": said.count(DATASET, node("sd:namedGraph")),
        "classes": classes[:_CLASSES_SHOWN],
        "classes_total": len(classes),
        "linksets": sorted(links, key=lambda one: (-one["triples"], one["label"])),
        "examples": [
            {"iri": term.value, "label": labels.of(term)}
            for term in sorted(said.get((DATASET, node("void:exampleResource")), ()), key=str)
        ],
        "vocabularies": sorted(
            term.value for term in said.get((DATASET, node("void:vocabulary")), ())
        ),
        "made": str(record.get("made", "")),
        "migkg": str(record.get("version", "")),
        "changes": len(record.get("changes", ())),
        "at": held.at,
    }


class _Said:
    """What is said of the data set: looked up, since it says something of each of the graphs."""

    def __init__(self, held: Held) -> None:
        self._store = held.store if held.is_described else None
        self._known: dict[tuple[Any, Any], list[Any]] = {}
        for triple in [*([] if self._store else held.said), *held.linksets()]:
            self._known.setdefault((triple.subject, triple.predicate), []).append(triple.object)

    def get(self, about: tuple[Any, Any], default: Any = None) -> Any:
        """Return the values of a property of a thing, or the default if there is none."""
        found = list(self._known.get(about, ()))
        if self._store:
            found += [quad.object for quad in self._store.quads_for_pattern(*about, None, GRAPH)]
        return found or default

    def count(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> int:
        """Return the number of values of a property of a thing."""
        if not self._store:
            return len(self._known.get((subject, predicate), ()))
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {GRAPH} {{ {subject} {predicate} ?value }} }}"
        rows: Any = self._store.query(query)
        return int(next(rows)[0].value)

    def linksets(self) -> list[Any]:
        """Return the sets of links to other data sets."""
        kind, dataset = node("rdf:type"), node("void:Linkset")
        return [
            subject
            for (subject, predicate), values in self._known.items()
            if predicate == kind and dataset in values
        ]


def _linkset(subject: Any, said: _Said, labels: Labels) -> dict[str, Any]:
    def named(name: str) -> dict[str, str]:
        for term in said.get((subject, node(name)), ()):
            if isinstance(term, ox.NamedNode):
                return {"iri": term.value, "label": labels.of(term)}
        return {"iri": "", "label": ""}

    return {
        "iri": subject.value,
        "label": labels.of(subject),
        "triples": int(_first(said.get((subject, node("void:triples")))) or 0),
        "target": named("void:objectsTarget"),
        "predicate": named("void:linkPredicate"),
    }


def _first(values: list[Any] | None) -> str:
    return values[0].value if values else ""
