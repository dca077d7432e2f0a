"""Tells in words what the graph says of one entity: each fact with document, paragraph, quote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from migkg.answers import short
from migkg.errors import UnknownNameError, UsageError
from migkg.namespaces import BASE, MIG, PREFIXES, expand
from migkg.store import Store

_NAMES: Final = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
_OTHER_NAMES: Final = ("dcterms:title", "dcterms:identifier", "foaf:name")
# Not told: they repeat the quote, or say what every fact says.
_SILENT: Final = frozenset(
    expand(name) for name in ("rdf:type", "prov:wasDerivedFrom", "sentence", "provisionText")
)
_LONGEST: Final = 400  # characters of a quote
_LINK: Final = ox.NamedNode(expand("itsrdf:taIdentRef"))
_BEGIN: Final = ox.NamedNode(expand("nif:beginIndex"))
_HERE = BASE + "id/"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands."""

    document: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words."""

    kind: str
    said: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


class AmbiguousNameError(UsageError):
    """Several things carry the label."""


def find(store: Store, name: str) -> ox.NamedNode:
    """Return the entity that is meant by an IRI (full, prefixed, relative) or by a label.

    Raises UnknownNameError if nothing is, AmbiguousNameError if several things are.
    """
    for iri in _iris(name):
        node = ox.NamedNode(iri)
        if next(store.data.quads_for_pattern(node, None, None), None) is not None:
            return node
    found = sorted(_labelled(store, name))
    if not found:
        raise UnknownNameError("entity", name)
    if len(found) > 1:
        listed = ", ".join(short(iri) for iri in found)
        raise AmbiguousNameError(f"{name!r} may be any of: {listed}")
    return ox.NamedNode(found[0])


def _iris(name: str) -> Iterator[str]:
    if re.search(r'[\s<>"{}|^`\\]', name):
        return
    if "://" in name:
        yield name
        return
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        yield PREFIXES[prefix] + local
    yield BASE + name
    yield BASE + "id/" + name


def _labelled(store: Store, name: str) -> set[str]:
    wanted = " ".join(name.casefold().split())
    for names in (_NAMES, _OTHER_NAMES):
        found = {
            quad.subject.value
            for each in names
            for quad in store.data.quads_for_pattern(None, ox.NamedNode(expand(each)), None)
            if isinstance(quad.object, ox.Literal)
            and isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value.startswith(BASE)
            and quad.object.value.casefold() == wanted
        }
        if found:
            return found
    return set()


def describe(store: Store, entity: ox.NamedNode) -> tuple[str, tuple[str, ...]]:
    """Return an entity's name and its classes."""
    kinds = {
        short(quad.object.value)
        for quad in store.data.quads_for_pattern(entity, ox.NamedNode(expand("rdf:type")), None)
        if isinstance(quad.object, ox.NamedNode)
    }
    return label(store, entity), tuple(sorted(kinds))


def label(store: Store, node: ox.NamedNode) -> str:
    """Return what people call a thing: English first, else any name, else its IRI."""
    for each in ("skos:prefLabel", *_OTHER_NAMES):
        names = sorted(
            (quad.object.language != "en", quad.object.value)
            for quad in store.data.quads_for_pattern(node, ox.NamedNode(expand(each)), None)
            if isinstance(quad.object, ox.Literal)
        )
        if names:
            return " ".join(names[0][1].split())
    return short(node.value)


def facts(store: Store, entity: ox.NamedNode) -> list[Told]:
    """Return every fact that names the entity, in words, by class and then by document."""
    derived = ox.NamedNode(expand("prov:wasDerivedFrom"))
    subjects = {
        quad.subject
        for quad in store.data.quads_for_pattern(None, None, entity)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_HERE + "fact/")
    }
    if entity.value.startswith(_HERE + "fact/"):
        subjects.add(entity)
    found = []
    for fact in subjects:
        quads = list(store.data.quads_for_pattern(fact, None, None))
        said = sorted({
            (words(quad.predicate.value), _value(store, quad.object))
            for quad in quads
            if quad.predicate.value not in _SILENT
        })  # fmt: skip
        kinds = {
            quad.object.value.removeprefix(MIG)
            for quad in quads
            if quad.predicate.value == expand("rdf:type") and isinstance(quad.object, ox.NamedNode)
        } - {"Fact"}
        sources = [
            _source(store, quad.object, entity)
            for quad in sorted(quads, key=lambda one: _order(one.object))
            if quad.predicate == derived and isinstance(quad.object, ox.NamedNode)
        ]
        kind = words(min((k for k in kinds if ":" not in k), default="fact"))
        found.append(Told(kind, tuple(said), tuple(dict.fromkeys(sources))))
    return sorted(found, key=lambda told: (told.kind, told.sources, told.said).__repr__())


def _order(passage: object) -> int:
    number = str(getattr(passage, "value", "")).rpartition("/")[2]
    return int(number) if number.isdigit() else 0


def words(iri: str) -> str:
    """Return a term of ours as words.

    >>> words(MIG + "positionTitle"), words("PartyCount"), words(expand("org:member"))
    ('position title', 'party count', 'member')
    """
    local = re.split(r"[#/]", iri)[-1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


def _value(store: Store, value: object) -> str:
    if isinstance(value, ox.NamedNode):
        return label(store, value)
    return " ".join(value.value.split()) if isinstance(value, ox.Literal) else str(value)


def _source(store: Store, passage: ox.NamedNode, entity: ox.NamedNode) -> Source:
    def one(name: str) -> str:
        quads = store.data.quads_for_pattern(passage, ox.NamedNode(expand(name)), None)
        return min((_plain(quad.object) for quad in quads), default="")

    document = one("passageOf")
    title = label(store, ox.NamedNode(document)) if document else short(passage.value)
    symbols = store.data.quads_for_pattern(
        ox.NamedNode(document or passage.value), ox.NamedNode(expand("dcterms:identifier")), None
    )
    symbol = min((_plain(quad.object) for quad in symbols), default="")
    number, kind = one("paragraphNumber"), one("passageKind").rpartition("/")[2]
    name = kind.replace("-", " ") or "passage"
    place = f"{name} {number}" if number else f"{name} (passage {one('order')})"
    text, begin = one("nif:isString"), int(one("nif:beginIndex") or 0)
    return Source(symbol or title, place, _quote(text, _place(store, passage, entity) - begin))


def _place(store: Store, passage: ox.NamedNode, entity: ox.NamedNode) -> int:
    """Return where in the source text the passage first mentions the entity, or 0."""
    return min(
        (
            int(begin.object.value)
            for mention in store.data.quads_for_pattern(
                None, ox.NamedNode(expand("nif:referenceContext")), passage
            )
            if next(store.data.quads_for_pattern(mention.subject, _LINK, entity), None)
            for begin in store.data.quads_for_pattern(mention.subject, _BEGIN, None)
            if isinstance(begin.object, ox.Literal)
        ),
        default=0,
    )


def _quote(text: str, at: int) -> str:
    """Return a text on one line; of a long one, what stands around an offset.

    >>> len(_quote("word " * 1000, 2500)) <= _LONGEST + 2
    True
    """
    if len(text) <= _LONGEST:
        return " ".join(text.split())
    begin = max(0, min(at - _LONGEST // 2, len(text) - _LONGEST))
    cut = text[begin : begin + _LONGEST]
    if begin:
        cut = "…" + cut[cut.find(" ") :].lstrip()
    if begin + _LONGEST < len(text):
        cut = cut[: cut.rfind(" ")].rstrip() + "…"
    return " ".join(cut.split())


def _plain(value: object) -> str:
    return str(getattr(value, "value", ""))
