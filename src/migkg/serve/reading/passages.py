"""The passages of a document: which there are, and what the graph says of some of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from migkg.namespaces import DCTERMS, ID, MIG, NIF
from migkg.serve.reading import look

_UNKNOWN: Final = "paragraph"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as the graph states it; ``begin`` counts code points of the source text."""

    iri: str
    document: str
    order: int
    text: str
    begin: int
    kind: str
    number: str = ""
    section: str = ""
    heading: str = ""
    page: str = ""
    language: str = ""
    continues: str = ""
    part_of: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The order of a document's passages, by their IRIs; headings, numbers and notes by order."""

    orders: dict[str, int]
    headings: dict[int, str] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    notes: frozenset[int] = frozenset()

    def sorted(self) -> list[int]:
        """Return the orders of all passages."""
        return sorted(self.orders.values())

    def note(self, number: str, after: int) -> int | None:
        """Return the note of a number: the next one after a passage, else the last before it."""
        found = sorted(order for order in self.notes if self.numbers.get(order) == number)
        return next((order for order in found if order > after), found[-1] if found else None)


def outline(store: ox.Store, document: str) -> Outline:
    """Return the outline of a document; three queries, whatever its length.

    A filter, not VALUES: the engine would begin with all headings of the graph.
    """
    inside = f"?p mig:passageOf <{document}>"
    orders = {
        iri: int(order)
        for iri, order in look.rows(
            store, f"SELECT DISTINCT ?p ?order {{ {inside} ; mig:order ?order }}"
        )
    }
    kinds = look.rows(
        store,
        f"""SELECT DISTINCT ?p ?kind ?text {{
            {inside} ; mig:passageKind ?kind ; nif:isString ?text
            FILTER(?kind IN (<{kind_iri("heading")}>, <{kind_iri("footnote")}>)) }}""",
    )
    headings: dict[int, str] = {}
    notes = set()
    for iri, kind, text in kinds:
        if iri in orders and look.slug(kind) == "heading":
            headings[orders[iri]] = text
        elif iri in orders:
            notes.add(orders[iri])
    numbers = {
        orders[iri]: number
        for iri, number in look.rows(
            store, f"SELECT DISTINCT ?p ?number {{ {inside} ; mig:paragraphNumber ?number }}"
        )
        if iri in orders
    }
    return Outline(orders, dict(sorted(headings.items())), numbers, frozenset(notes))


def kind_iri(slug: str) -> str:
    """Return the concept of a kind of passage."""
    return MIG.removesuffix("ontology#") + f"concept/passage-kind/{slug}"


_FIELDS: Final = {
    MIG + "paragraphNumber": "number",
    MIG + "heading": "heading",
    MIG + "page": "page",
    DCTERMS + "language": "language",
    MIG + "continues": "continues",
    MIG + "partOfPassage": "part_of",
    MIG + "passageOf": "document",
    NIF + "isString": "text",
}


def read(store: ox.Store, iri: str) -> Passage:
    """Return a passage."""
    said: dict[str, str] = {}
    order = begin = 0
    kind, section = _UNKNOWN, ""
    subjects = set()
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
        predicate, term = quad.predicate.value, quad.object
        text = term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
        if predicate in _FIELDS:
            said[_FIELDS[predicate]] = text
        elif predicate == MIG + "order":
            order = int(text)
        elif predicate == NIF + "beginIndex":
            begin = int(text)
        elif predicate == MIG + "passageKind":
            kind = look.slug(text)
        elif predicate == MIG + "section":
            section = look.slug(text)
        elif predicate == DCTERMS + "subject":
            subjects.add(text)
    said = {"document": "", "text": "", **said}
    return Passage(
        iri=iri, order=order, begin=begin, kind=kind, section=section,
        subjects=tuple(sorted(subjects)), **said,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A mention in a passage, at code points of the passage's own text."""

    iri: str
    begin: int
    end: int
    entity: str
    confidence: str = ""


def mentions(store: ox.Store, passage: Passage) -> list[Named]:
    """Return the mentions in a passage, in the order of the text; those outside it left out."""
    found = []
    for iri in set(look.subjects(store, "nif:referenceContext", passage.iri)):
        named = mention(store, iri, passage)
        if named and 0 <= named.begin < named.end <= len(passage.text):
            found.append(named)
    return sorted(found, key=lambda named: (named.begin, named.end, named.iri))


def mention(store: ox.Store, iri: str, passage: Passage) -> Named | None:
    """Return a mention, or None where it says not what it names or where it stands."""
    entity = look.value(store, iri, "itsrdf:taIdentRef")
    begin = look.value(store, iri, "nif:beginIndex")
    end = look.value(store, iri, "nif:endIndex")
    if not entity or not begin or not end:
        return None
    confidence = look.value(store, iri, "itsrdf:taConfidence")
    return Named(iri, int(begin) - passage.begin, int(end) - passage.begin, entity, confidence)


def document_of(mention_or_passage: str) -> str:
    """Return the slug of the document in the IRI of a passage or mention.

    >>> document_of(ID + "passage/a-67-254/56")
    'a-67-254'
    """
    return mention_or_passage.removeprefix(ID).split("/")[1]


def in_order(outline: Outline, orders: Iterable[int]) -> list[str]:
    """Return the IRIs of passages at some places of a document."""
    by_order = {order: iri for iri, order in outline.orders.items()}
    return [by_order[order] for order in orders if order in by_order]
