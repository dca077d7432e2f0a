"""What the graph says about one IRI: as quads, and as the parts of a page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE, DCTERMS, GRAPH, ID, ITSRDF, MIG, NIF, OWL, PROV, RDF, RDFS, SKOS
from migkg.serve.terms import Labels, Term, short

__all__ = ["Term", "description", "exists", "page"]

ONTOLOGY: Final = BASE + "ontology"

_NUMBERS: Final = re.compile(r"([0-9]{1,18})")

FACTS_SHOWN = 100
VALUES_SHOWN = 100  # of one property
TRIPLES_SHOWN = 500  # of one named graph

_VERSION = ox.NamedNode(OWL + "versionIRI")
_TYPE = ox.NamedNode(RDF + "type")
_FACT = ox.NamedNode(MIG + "Fact")  # every fact is one; the subclass says which
_MENTIONS = ox.NamedNode(MIG + "mentions")
_IDENT = ox.NamedNode(ITSRDF + "taIdentRef")
_DERIVED = ox.NamedNode(PROV + "wasDerivedFrom")
_PASSAGE_OF = ox.NamedNode(MIG + "passageOf")
_NUMBER = ox.NamedNode(MIG + "paragraphNumber")
_PAGE = ox.NamedNode(MIG + "page")
_QUOTE = ox.NamedNode(NIF + "isString")
_ORDER = ox.NamedNode(MIG + "order")
_DEFINITIONS = tuple(
    ox.NamedNode(iri)
    for iri in (SKOS + "definition", DCTERMS + "description", RDFS + "comment", SKOS + "scopeNote")
)


def exists(store: ox.Store, iri: str) -> bool:
    """Return whether the graph says something about an IRI, or has a named graph of that name."""
    try:
        term = ox.NamedNode(iri)
    except ValueError:
        return False
    if next(store.quads_for_pattern(term, None, None, None), None) is not None:
        return True
    return iri.startswith(GRAPH) and store.contains_named_graph(term)


def moved(store: ox.Store, iri: str) -> str:
    """Return where to look for what is not there; empty if nowhere.

    That is its IRI in lower case, or the ontology that it is a version of.
    """
    lower = BASE + iri.removeprefix(BASE).lower()
    if lower != iri and exists(store, lower):
        return lower
    try:
        versions = store.quads_for_pattern(None, _VERSION, ox.NamedNode(iri), None)
    except ValueError:
        return ""
    subjects = (quad.subject for quad in versions)
    return next((term.value for term in subjects if isinstance(term, ox.NamedNode)), "")


def description(store: ox.Store, iri: str) -> list[ox.Quad]:
    """Return the description of an IRI, sorted, its own quads first.

    A named graph: all it holds. The ontology: all its terms. Any other: every quad it is the
    subject of, and every quad it is the object of, but for the mentions of it in the texts.
    """
    term = ox.NamedNode(iri)
    if iri.startswith(GRAPH) and store.contains_named_graph(term):
        quads: Iterable[ox.Quad] = store.quads_for_pattern(None, None, None, term)
    elif iri == ONTOLOGY:
        quads = _ontology(store)
    else:
        quads = {
            *store.quads_for_pattern(term, None, None, None),
            *(
                quad
                for quad in store.quads_for_pattern(None, None, term, None)
                if quad.predicate not in {_MENTIONS, _IDENT}
            ),
        }
    return sorted(quads, key=lambda quad: (quad.subject != term, str(quad)))


def _ontology(store: ox.Store) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(GRAPH + "ontology")
    for quad in store.quads_for_pattern(None, None, None, graph):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ONTOLOGY):
            yield quad


def page(store: ox.Store, iri: str) -> dict[str, Any]:
    """Return the parts of the page about an IRI."""
    return _Page(store, ox.NamedNode(iri)).parts()


class _Page:
    def __init__(self, store: ox.Store, term: ox.NamedNode) -> None:
        self.store, self.term, self.labels = store, term, Labels(store)

    def parts(self) -> dict[str, Any]:
        term = self.term
        own = set(self.store.quads_for_pattern(term, None, None, None))
        facts = self._facts()
        quote = self._first(term, _QUOTE)
        graph = term.value.startswith(GRAPH) and self.store.contains_named_graph(term)
        return {
            "iri": term.value,
            "label": self._passage_name(term) if quote else self.labels.of(term),
            "definition": self._definition(),
            "quote": quote,
            "types": [self._named(kind) for kind in self._types(term)],
            "rows": self._rows((quad.predicate, quad.object) for quad in own),
            "facts": [self._fact(fact) for fact in facts[:FACTS_SHOWN]],
            "facts_total": len(facts),
            "passages": self._cited(term) if term.value.startswith(ID + "fact/") else [],
            "reading": self._reading(),
            "incoming": self._incoming(),
            "terms": self._terms() if term.value == ONTOLOGY else [],
            "graph": self._graph() if graph else None,
            "graphs": [self._named(graph) for graph in _graphs_of(own)],
        }

    def _named(self, term: ox.NamedNode) -> dict[str, str]:
        return {"iri": term.value, "label": self.labels.of(term)}

    def _types(self, term: ox.NamedNode) -> list[ox.NamedNode]:
        return _sorted(
            quad.object
            for quad in self.store.quads_for_pattern(term, _TYPE, None, None)
            if isinstance(quad.object, ox.NamedNode) and quad.object != _FACT
        )

    def _first(self, term: ox.NamedNode, predicate: ox.NamedNode) -> str:
        values = [
            quad.object.value
            for quad in self.store.quads_for_pattern(term, predicate, None, None)
            if isinstance(quad.object, ox.Literal)
        ]
        return min(values, default="")

    def _definition(self) -> str:
        for predicate in _DEFINITIONS:
            found = [
                quad.object
                for quad in self.store.quads_for_pattern(self.term, predicate, None, None)
                if isinstance(quad.object, ox.Literal)
            ]
            if found:
                return min(found, key=lambda x: ((x.language or "") != "en", x.value)).value
        return ""

    def _rows(self, pairs: Iterable[tuple[ox.NamedNode, Any]]) -> list[dict[str, Any]]:
        grouped: dict[ox.NamedNode, list[Any]] = defaultdict(list)
        for predicate, value in pairs:
            grouped[predicate].append(value)
        return [
            {
                "p": self._named(predicate),
                "values": [self.labels.cell(value) for value in values[:VALUES_SHOWN]],
                "total": len(values),
            }
            for predicate, found in sorted(grouped.items(), key=lambda item: _weight(item[0]))
            for values in [_sorted(set(found))]
        ]

    def _facts(self) -> list[ox.NamedNode]:
        """Return the facts that name the thing; of a document, those read from it."""
        quads = [*self.store.quads_for_pattern(None, None, self.term, None)]
        slug = self.term.value.removeprefix(ID + "document/")
        if slug != self.term.value:
            graph = ox.NamedNode(f"{GRAPH}document/{slug}")
            quads += self.store.quads_for_pattern(None, _DERIVED, None, graph)
        found = {
            quad.subject
            for quad in quads
            if isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value.startswith(ID + "fact/")
        }
        return _sorted(found)

    def _fact(self, fact: ox.NamedNode) -> dict[str, Any]:
        quads = set(self.store.quads_for_pattern(fact, None, None, None))
        return {
            "iri": fact.value,
            "types": [self._named(kind) for kind in self._types(fact)],
            "rows": self._rows(
                (quad.predicate, quad.object)
                for quad in quads
                if quad.predicate not in {_TYPE, _DERIVED}
            ),
            "passages": self._cited(fact),
        }

    def _cited(self, fact: ox.NamedNode) -> list[dict[str, str]]:
        passages = _sorted(
            {
                quad.object
                for quad in self.store.quads_for_pattern(fact, _DERIVED, None, None)
                if isinstance(quad.object, ox.NamedNode)
            }
        )
        return [self._passage(passage) for passage in passages]

    def _passage(self, passage: ox.NamedNode) -> dict[str, str]:
        document = next(
            (
                quad.object
                for quad in self.store.quads_for_pattern(passage, _PASSAGE_OF, None, None)
                if isinstance(quad.object, ox.NamedNode)
            ),
            passage,
        )
        return {
            "iri": passage.value,
            "document": document.value,
            "label": self.labels.of(document),
            "number": self._first(passage, _NUMBER),
            "page": self._first(passage, _PAGE),
            "quote": self._first(passage, _QUOTE),
        }

    def _passage_name(self, passage: ox.NamedNode) -> str:
        said = self._passage(passage)
        if said["number"]:
            return f"{said['label']}, paragraph {said['number']}"
        order = self._first(passage, _ORDER)
        return f"{said['label']}, passage {order}" if order else said["label"]

    def _reading(self) -> dict[str, Any]:
        """Return the first passages of a document, in the order of the text."""
        found = [
            (int(self._first(quad.subject, _ORDER) or 0), quad.subject)
            for quad in self.store.quads_for_pattern(None, _PASSAGE_OF, self.term, None)
            if isinstance(quad.subject, ox.NamedNode)
        ]
        found.sort(key=lambda item: (item[0], item[1].value))
        shown = [self._passage(passage) for _, passage in found[:VALUES_SHOWN]]
        return {"passages": shown, "total": len(found)}

    def _incoming(self) -> list[dict[str, Any]]:
        grouped: dict[ox.NamedNode, list[Any]] = defaultdict(list)
        for quad in self.store.quads_for_pattern(None, None, self.term, None):
            subject = quad.subject
            fact = isinstance(subject, ox.NamedNode) and subject.value.startswith(ID + "fact/")
            if not fact and quad.predicate not in {_PASSAGE_OF, _IDENT}:
                grouped[quad.predicate].append(subject)
        rows = []
        for predicate, found in sorted(grouped.items(), key=lambda item: item[0].value):
            subjects = _sorted(set(found))
            rows.append(
                {
                    "p": self._named(predicate),
                    "values": [self._pointer(subject) for subject in subjects[:20]],
                    "total": len(subjects),
                }
            )
        return rows

    def _pointer(self, subject: Any) -> dict[str, Any] | None:
        shown = self.labels.cell(subject)
        if shown and isinstance(subject, ox.NamedNode) and self._first(subject, _QUOTE):
            shown["label"] = self._passage_name(subject)
        return shown

    def _terms(self) -> list[dict[str, Any]]:
        """Return the terms of the ontology, each with the anchor it stands at on the page."""
        subjects = {
            quad.subject
            for quad in _ontology(self.store)
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(MIG)
        }
        return [
            {
                "iri": term.value,
                "anchor": term.value.removeprefix(MIG),
                "types": [self._named(kind) for kind in self._types(term)],
                "rows": self._rows(
                    (quad.predicate, quad.object)
                    for quad in self.store.quads_for_pattern(term, None, None, None)
                    if quad.predicate != _TYPE
                ),
            }
            for term in _sorted(subjects)
        ]

    def _graph(self) -> dict[str, Any]:
        total, shown = 0, []
        for quad in self.store.quads_for_pattern(None, None, None, self.term):
            total += 1
            if total <= TRIPLES_SHOWN:
                shown.append([self.labels.cell(term) for term in quad.triple])
        return {"total": total, "rows": shown}


def _graphs_of(quads: Iterable[ox.Quad]) -> list[ox.NamedNode]:
    return _sorted({quad.graph_name for quad in quads if isinstance(quad.graph_name, ox.NamedNode)})


def _sorted(terms: Iterable[Any]) -> list[Any]:
    """Return terms in the order of their text, the numbers in it as numbers."""
    return sorted(terms, key=lambda term: [_piece(text) for text in _NUMBERS.split(str(term))])


def _piece(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() and text.isascii() else (-1, text)


def _weight(predicate: ox.NamedNode) -> tuple[int, str]:
    """Return where a property stands on a page: names first, then ours, then the rest."""
    name = short(predicate.value)
    for place, prefix in enumerate(("skos:", "dcterms:", "mig:", "org:", "schema:")):
        if name.startswith(prefix):
            return place, name
    return 9, name
