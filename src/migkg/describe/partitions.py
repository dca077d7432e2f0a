"""How much of what: the data set divided by class and property (VoID), counted by the engine.

The form is that of SIB's generator of VoID: a class partition holds property partitions, and each
of these says of which classes and datatypes the values are.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph as ox

from migkg.describe.vocabulary import DATASET, TYPE, node, short
from migkg.namespaces import ID, MIG

_CLASSES: Final = "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class"
_PROPERTIES: Final = """
SELECT ?property (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
{ ?s ?property ?o } GROUP BY ?property"""
_OF_CLASSES: Final = """
SELECT ?class ?property (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects)
{ ?s a ?class ; ?property ?o } GROUP BY ?class ?property"""
_TOTALS: Final = """
SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties)
  (COUNT(DISTINCT ?o) AS ?objects)
{ ?s ?p ?o }"""
_GRAPHS: Final = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_LINKSETS: Final = f"SELECT ?linkset ?class {{ ?linkset <{MIG}linkedClass> ?class }}"

_CLASS: Final = (node("void:classPartition"), node("void:class"))
_DATATYPE: Final = (node("void-ext:datatypePartition"), node("void-ext:datatype"))
_TRIPLES: Final = node("void:triples")
_SUBJECTS: Final = node("void:distinctSubjects")
_OBJECTS: Final = node("void:distinctObjects")


class Names:
    """Names for partitions; two that would be alike are told apart, in the order they come."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def of(self, parent: str, iri: str) -> str:
        """Return the name of the partition of a parent by a class, property or datatype."""
        if (parent, iri) not in self._known:
            plain = name = f"{parent}/{short(iri)}"
            number = 2
            while name in self._taken:
                name, number = f"{plain}-{number}", number + 1
            self._taken.add(name)
            self._known[parent, iri] = name
        return self._known[parent, iri]


def counted(data: ox.Store) -> Iterator[ox.Triple]:
    """Yield the description of what a store holds; graph ``service`` must not be in it."""
    names = Names()
    classes = {row[0] for row in _rows(data, _CLASSES)}

    def partition(*path: ox.NamedNode) -> ox.NamedNode:
        name = ID + "partition"
        for step in path:
            name = names.of(name, step.value)
        return ox.NamedNode(name)

    total, subjects, properties, objects = _rows(data, _TOTALS)[0]
    yield from _said(DATASET, ("triples", total), ("distinctSubjects", subjects))
    yield from _said(DATASET, ("entities", subjects), ("distinctObjects", objects))
    yield from _said(DATASET, ("classes", number(len(classes))), ("properties", properties))
    for graph, count in _rows(data, _GRAPHS):
        yield from of_graph(graph, count)
    for kind, count in _rows(data, _CLASSES):
        part = partition(kind)
        yield ox.Triple(DATASET, node("void:classPartition"), part)
        yield ox.Triple(part, node("void:class"), kind)
        yield ox.Triple(part, node("void:entities"), count)
    for step, count, subjects, objects in _rows(data, _PROPERTIES):
        part = ox.NamedNode(names.of(ID + "partition/property", step.value))
        yield ox.Triple(DATASET, node("void:propertyPartition"), part)
        yield ox.Triple(part, node("void:property"), step)
        yield from _counts(part, count, subjects, objects)
    for kind, step, count, subjects, objects in _rows(data, _OF_CLASSES):
        part = partition(kind, step)
        yield ox.Triple(partition(kind), node("void:propertyPartition"), part)
        yield ox.Triple(part, node("void:property"), step)
        yield from _counts(part, count, subjects, objects)
    for (kind, step, value, literal), many in sorted(_values(data).items(), key=str):
        part = partition(kind, step, value)
        way, says = _DATATYPE if literal else _CLASS
        yield ox.Triple(partition(kind, step), way, part)
        yield ox.Triple(part, says, value)
        yield ox.Triple(part, _TRIPLES, number(many))
    for linkset, kind in _rows(data, _LINKSETS):
        yield ox.Triple(DATASET, node("void:subset"), linkset)
        if kind in classes:
            yield ox.Triple(linkset, node("void:subjectsTarget"), partition(kind))


def of_graph(graph: ox.NamedNode, count: ox.Literal) -> Iterator[ox.Triple]:
    """Yield what is said of a named graph: that it is one, and how many triples it holds."""
    yield ox.Triple(DATASET, node("sd:namedGraph"), graph)
    yield ox.Triple(DATASET, node("void:subset"), graph)
    yield ox.Triple(graph, TYPE, node("sd:NamedGraph"))
    yield ox.Triple(graph, node("sd:name"), graph)
    yield ox.Triple(graph, _TRIPLES, count)


def _values(data: ox.Store) -> Counter[tuple[Any, Any, Any, bool]]:
    """Return the number of triples by class, property, and class or datatype of the value.

    Counted here: joining every value with its classes takes the engine three times as long. Things
    are told apart by which classes they have together, of which there are few.
    """
    kinds: dict[Any, set[Any]] = {}
    for quad in data.quads_for_pattern(None, TYPE, None, None):
        kinds.setdefault(quad.subject, set()).add(quad.object)
    numbers: dict[frozenset[Any], int] = {}
    of = {thing: numbers.setdefault(frozenset(said), len(numbers)) for thing, said in kinds.items()}
    del kinds
    together: Counter[tuple[int, Any, Any]] = Counter()
    for quad in data:
        subject = of.get(quad.subject)
        if subject is None:
            continue
        value = quad.object
        if isinstance(value, ox.Literal):
            together[subject, quad.predicate, value.datatype] += 1
        elif (other := of.get(value)) is not None:
            together[subject, quad.predicate, other] += 1
    classes = list(numbers)
    found: Counter[tuple[Any, Any, Any, bool]] = Counter()
    for (subject, step, told), many in together.items():
        literal = not isinstance(told, int)
        for kind in classes[subject]:
            for inner in [told] if literal else classes[told]:
                if not isinstance(kind, ox.BlankNode) and not isinstance(inner, ox.BlankNode):
                    found[kind, step, inner, literal] += many
    return found


def _counts(part: ox.NamedNode, count: Any, subjects: Any, objects: Any) -> Iterator[ox.Triple]:
    yield ox.Triple(part, _TRIPLES, count)
    yield ox.Triple(part, _SUBJECTS, subjects)
    yield ox.Triple(part, _OBJECTS, objects)


def _said(subject: ox.NamedNode, *counts: tuple[str, Any]) -> Iterator[ox.Triple]:
    for name, count in counts:
        yield ox.Triple(subject, node(f"void:{name}"), count)


def number(value: int) -> ox.Literal:
    """Return a count as a literal."""
    return ox.Literal(str(value), datatype=node("xsd:integer"))


def _rows(data: ox.Store, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query, sorted: what is counted has no order of its own."""
    found: Any = data.query(query, use_default_graph_as_union=True)
    rows = (tuple(row) for row in found)
    # A blank node has no name that stays, and cannot be the class of a partition.
    return sorted(
        (row for row in rows if not any(isinstance(term, ox.BlankNode) for term in row)), key=str
    )
