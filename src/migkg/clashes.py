"""Finds what makes a graph inconsistent: disjoint classes of one thing, wrong datatypes of values.

A reasoner only says that a graph is inconsistent. Here the classes of each thing are worked out
the simple way (stated types, superclasses, domains and ranges), which finds the usual mistakes
and names them. It finds less than a reasoner does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal
from rdflib.term import Node

from migkg.namespaces import MIG

__all__ = ["Clash", "clashes"]

# Datatypes whose values all lie within another's; those that our data may use.
_WITHIN: Mapping[Node, frozenset[Node]] = {
    XSD.decimal: frozenset({XSD.decimal, XSD.integer, XSD.nonNegativeInteger}),
    XSD.integer: frozenset({XSD.integer, XSD.nonNegativeInteger}),
    # A value below zero shows only when it is read; that one is left to the reasoner.
    XSD.nonNegativeInteger: frozenset({XSD.nonNegativeInteger, XSD.integer}),
}


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """A thing, two disjoint classes (or datatypes) it is given, and for each of them why."""

    thing: str
    one: str
    other: str
    because: str


def clashes(ontology: Graph, data: Graph) -> list[Clash]:
    """Return the clashes of data with an ontology's disjoint classes and datatypes, sorted."""
    disjoint = set(ontology.subject_objects(OWL.disjointWith))
    above = {term: _closure(ontology, term) for term in set(ontology.subjects(RDF.type))}
    kinds: dict[Node, dict[Node, str]] = {}
    for thing, kind, why in _memberships(ontology, data):
        for upper in above.get(kind, {kind}):
            kinds.setdefault(thing, {}).setdefault(upper, why)
    found = [
        Clash(str(thing), str(one), str(other), f"{why[one]}; {why[other]}")
        for thing, why in kinds.items()
        for one, other in disjoint
        if one in why and other in why
    ]
    ours = {clash.thing for clash in found if clash.one.startswith(MIG)}
    # What our own classes show already need not be said again in another vocabulary's.
    found = [clash for clash in found if clash.one.startswith(MIG) or clash.thing not in ours]
    return sorted([*found, *_wrong_values(ontology, data)])


def _wrong_values(ontology: Graph, data: Graph) -> Iterator[Clash]:
    """Yield a clash for each value that is not of its property's datatype."""
    for term in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        for range_ in set(ontology.objects(term, RDFS.range)) - {RDFS.Literal}:
            for thing, value in data.subject_objects(term):
                if isinstance(value, Literal):
                    kind = RDF.langString if value.language else value.datatype or XSD.string
                    if kind not in _WITHIN.get(range_, {range_}):
                        yield Clash(str(thing), str(range_), str(kind), f"<{term}> {value.n3()}")


def _memberships(ontology: Graph, data: Graph) -> Iterator[tuple[Node, Node, str]]:
    """Yield a thing, a class it belongs to, and why, in the order of the statements."""
    domains = _of_properties(ontology, RDFS.domain)
    ranges = _of_properties(ontology, RDFS.range)
    for subject, predicate, object_ in sorted(data, key=_written):
        if predicate == RDF.type:
            yield subject, object_, f"stated a <{object_}>"
            continue
        for kind in domains.get(predicate, ()):
            yield subject, kind, f"has <{predicate}>"
        if not isinstance(object_, Literal):
            for kind in ranges.get(predicate, ()):
                yield object_, kind, f"<{predicate}> of <{subject}>"


def _of_properties(ontology: Graph, predicate: Node) -> dict[Node, list[Node]]:
    """Return the classes that a property, or one it lies below, gives to what it joins."""
    return {
        term: sorted(
            {
                kind
                for upper in _closure(ontology, term)
                for kind in ontology.objects(upper, predicate)
            },
            key=str,
        )
        for term in set(ontology.subjects(RDF.type, OWL.ObjectProperty))
        | set(ontology.subjects(RDF.type, OWL.DatatypeProperty))
    }


def _closure(ontology: Graph, term: Node) -> set[Node]:
    reached, pending = {term}, [term]
    while pending:
        at = pending.pop()
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass):
            for upper in ontology.objects(at, predicate):
                if upper not in reached:
                    reached.add(upper)
                    pending.append(upper)
        for upper in ontology.subjects(OWL.equivalentClass, at):
            if upper not in reached:
                reached.add(upper)
                pending.append(upper)
    return reached


def _written(triple: tuple[Node, Node, Node]) -> tuple[str, ...]:
    return tuple(str(term) for term in triple)
