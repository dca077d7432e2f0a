"""The parts of the page about the data set: how much there is, ways to it, how it was made."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.describe.graph import DESCRIPTION, RIGHTS, TITLE
from migkg.describe.vocabulary import DATASET, node
from migkg.serve.describe.held import Held
from migkg.serve.terms import Labels

_CLASSES_SHOWN: Final = 60


def parts(held: Held) -> dict[str, Any]:
    """Return the parts of the page."""
    labels = Labels(held.store)
    said: dict[tuple[Any, Any], list[Any]] = {}
    for triple in [*held.said, *held.linksets()]:
        said.setdefault((triple.subject, triple.predicate), []).append(triple.object)

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
    links = [_linkset(subject, said, labels) for subject in _linksets(said)]
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
        "graphs": len(said.get((DATASET, node("void:subset")), ())) - len(links),
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


def _linksets(said: dict[tuple[Any, Any], list[Any]]) -> list[Any]:
    kind, dataset = node("rdf:type"), node("void:Linkset")
    return [
        subject
        for (subject, predicate), values in said.items()
        if predicate == kind and dataset in values
    ]


def _linkset(
    subject: Any, said: dict[tuple[Any, Any], list[Any]], labels: Labels
) -> dict[str, Any]:
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
