"""Loads the authority files: the entities known beforehand, with their labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from migkg import namespaces as ns
from migkg.errors import OntologyError
from migkg.link.labels import LabelIndex
from migkg.link.similar import Similar
from migkg.model import Datatype, Entity, Iri, Label, Literal, Property, Ref, Value
from migkg.resources import folder

_ROLES = {
    ns.SKOS + "prefLabel": "pref",
    ns.SKOS + "altLabel": "alt",
    ns.SKOS + "hiddenLabel": "hidden",
}
_TYPE = ns.RDF + "type"
# Types by which an entity of another vocabulary is known.
_OUTSIDE_TYPES = {ns.SCHEMA + "EventSeries": "schema:EventSeries"}


@dataclass(frozen=True)
class Authority:
    """The known entities, by IRI and by label."""

    entities: Mapping[Ref, Entity] = field(repr=False)

    @cached_property
    def labels(self) -> LabelIndex:
        """Return the index of all labels, hidden ones among them."""
        return LabelIndex(self.entities.values())

    @cached_property
    def similar(self) -> Similar:
        """Return the long labels, ready to be compared with names that none of them is."""
        return Similar(self.entities)

    @cached_property
    def people(self) -> tuple[Entity, ...]:
        """Return the known people."""
        return tuple(entity for ref, entity in self.entities.items() if ref.kind == "person")

    @cached_property
    def members(self) -> Mapping[Ref, tuple[Entity, ...]]:
        """Return the dated meetings of each series, in the order of their dates."""
        found: dict[Ref, list[Entity]] = {}
        for entity in self.entities.values():
            for series in entity.values("inSeries"):
                found.setdefault(Ref(str(series)), []).append(entity)
        return {
            series: tuple(sorted(meetings, key=lambda m: (year(m), m.ref)))
            for series, meetings in sorted(found.items())
        }


def year(entity: Entity) -> str:
    """Return the year of an event or instrument, or an empty string."""
    for name in ("schema:startDate", "dcterms:date"):
        for value in entity.values(name):
            if isinstance(value, Literal):
                return value.lexical[:4]
    return ""


@lru_cache(maxsize=4)
def load_authority(path: Path | None = None) -> Authority:
    """Return the entities of all authority files below a folder (the shipped one, unless told).

    Raises OntologyError with file and line for Turtle that does not parse.
    """
    root = path or folder("ontology") / "authority"
    triples: dict[Ref, list[tuple[str, ox.NamedNode | ox.Literal]]] = {}
    for file in sorted(root.glob("*.ttl")):
        try:
            quads = list(ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise OntologyError(f"{file}: {error}") from error
        for quad in quads:
            subject = _own(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
            if subject is not None and isinstance(quad.object, ox.NamedNode | ox.Literal):
                triples.setdefault(subject, []).append((quad.predicate.value, quad.object))
    entities = {ref: _entity(ref, said) for ref, said in sorted(triples.items()) if ref.kind}
    return Authority(entities)


def _own(iri: str) -> Ref | None:
    # Authority files are written with the default base, whatever base this copy is built under.
    for base in (ns.DEFAULT_BASE, ns.BASE):
        if iri.startswith(base):
            return Ref(iri.removeprefix(base))
    return None


def _entity(ref: Ref, said: list[tuple[str, ox.NamedNode | ox.Literal]]) -> Entity:
    types: set[str] = set()
    labels: set[Label] = set()
    properties: set[tuple[str, Value]] = set()
    for predicate, value in said:
        if predicate == _TYPE:
            own = _own(value.value)
            if own is not None:
                types.add(own.removeprefix("ontology#"))
            elif value.value in _OUTSIDE_TYPES:
                types.add(_OUTSIDE_TYPES[value.value])
        elif predicate in _ROLES and isinstance(value, ox.Literal):
            labels.add(Label(value.value, value.language or "", _ROLES[predicate]))  # type: ignore[arg-type]
        else:
            properties.add((_prefixed(predicate), _value(value)))
    return Entity(
        ref,
        tuple(sorted(types)),
        tuple(sorted(labels, key=lambda label: (label.role, label.language, label.text))),
        tuple(sorted(properties, key=_property_key)),
    )


def _property_key(said: Property) -> tuple[str, str]:
    return said[0], str(said[1])


def _prefixed(iri: str) -> str:
    own = _own(iri)
    if own is not None and own.startswith("ontology#"):
        return own.removeprefix("ontology#")
    for prefix, namespace in ns.PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _value(value: ox.NamedNode | ox.Literal) -> Value:
    if isinstance(value, ox.NamedNode):
        return _own(value.value) or Iri(value.value)
    local = value.datatype.value.removeprefix(ns.XSD)
    datatype: Datatype = local if local in _DATATYPES else "string"  # type: ignore[assignment]
    return Literal(value.value, datatype, value.language or "")


_DATATYPES = frozenset({"integer", "decimal", "boolean", "date", "dateTime", "gYear", "gYearMonth"})
