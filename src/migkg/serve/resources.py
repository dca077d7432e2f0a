"""What the graph says about one IRI: as quads, and as the parts of a page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import (
    BASE,
    DCTERMS,
    GRAPH,
    ID,
    ITSRDF,
    MIG,
    NIF,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
)
from migkg.serve.terms import Labels, Term, short
from migkg.serve.words.facts import Teller
from migkg.serve.words.said import sentence_for
from migkg.serve.words.table import heading
from migkg.serve.words.text import plain

__all__ = ["Term", "description", "exists", "page"]

ONTOLOGY: Final = BASE + "ontology"

_NUMBERS: Final = re.compile(r"([0-9]{1,18})")

FACTS_SHOWN = 25
VALUES_SHOWN = 100  # of one property
TRIPLES_SHOWN = 300  # of one named graph
SCANNED = 2000  # quads that point to a thing

_VERSION = ox.NamedNode(OWL + "versionIRI")
_TYPE = ox.NamedNode(RDF + "type")
_FACT = ox.NamedNode(MIG + "Fact")  # every fact is one; the subclass says which
_MENTIONS = ox.NamedNode(MIG + "mentions")
_IDENT = ox.NamedNode(ITSRDF + "taIdentRef")
_PASSAGE_OF = ox.NamedNode(MIG + "passageOf")
_QUOTE = ox.NamedNode(NIF + "isString")
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
        self.teller = Teller(store, self.labels)

    def parts(self) -> dict[str, Any]:
        term = self.term
        own = set(self.store.quads_for_pattern(term, None, None, None))
        facts, incoming, more = self._incoming()
        quote = self._first(term, _QUOTE)
        graph = term.value.startswith(GRAPH) and self.store.contains_named_graph(term)
        return {
            "iri": term.value,
            "path": term.value.removeprefix(BASE),
            "label": self._passage_name(term) if quote else self._name(term),
            "definition": self._definition(),
            "quote": quote,
            "types": [self._named(kind) for kind in self._types(term)],
            "said": self._said(),
            "rows": self._rows((quad.predicate, quad.object) for quad in own),
            "facts": [self.teller.tell(fact.value) for fact in facts[:FACTS_SHOWN]],
            "facts_total": len(facts),
            "more": more,
            "reading": self._reading(),
            "incoming": incoming,
            "terms": self._terms() if term.value == ONTOLOGY else [],
            "graph": self._graph() if graph else None,
            "graphs": [self._named(graph) for graph in _graphs_of(own)],
        }

    def _name(self, term: ox.NamedNode) -> str:
        """Return the name of a thing; of one without, that of its class."""
        name = plain(self.labels.of(term))
        if name != short(term.value) or not term.value.startswith(ID):
            return name
        if f"{ID}query/" in term.value and (question := self._definition()):
            return question
        kinds = [self.labels.of(kind) for kind in self._types(term)]
        return f"{kinds[0][:1].upper()}{kinds[0][1:]}" if kinds else name

    def _said(self) -> dict[str, Any] | None:
        """Return what a fact, or another statement with words of its own, says."""
        kinds = [kind.value.removeprefix(MIG) for kind in self._types(self.term)]
        return self.teller.tell(self.term.value) if sentence_for(kinds) else None

    def _named(self, term: ox.NamedNode) -> dict[str, str]:
        return {"iri": term.value, "label": _words(term.value, self.labels.of(term))}

    def _types(self, term: ox.NamedNode) -> list[ox.NamedNode]:
        return _sorted(
            {
                quad.object
                for quad in self.store.quads_for_pattern(term, _TYPE, None, None)
                if isinstance(quad.object, ox.NamedNode) and quad.object != _FACT
            }
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
                "values": [self._pointer(value) for value in values[:VALUES_SHOWN]],
                "total": len(values),
            }
            for predicate, found in sorted(grouped.items(), key=lambda item: _weight(item[0]))
            for values in [_sorted(set(found))]
        ]

    def _passage_name(self, passage: ox.NamedNode) -> str:
        said = self.teller.passage(passage.value)
        if said["number"]:
            return f"{said['label']}, paragraph {said['number']}"
        return f"{said['label']}, passage {said['order']}" if said["order"] else said["label"]

    def _reading(self) -> dict[str, Any]:
        """Return the first passages of a document, in the order of the text."""
        quads = self.store.quads_for_pattern(None, _PASSAGE_OF, self.term, None)
        found = _sorted({quad.subject for quad, _ in zip(quads, range(SCANNED), strict=False)})
        shown = [self.teller.cited(passage.value, (), ()) for passage in found[:VALUES_SHOWN]]
        return {"passages": shown, "total": len(found)}

    def _incoming(self) -> tuple[list[ox.NamedNode], list[dict[str, Any]], bool]:
        """Return the facts that name the thing, what else points to it, and whether there is more.

        Of a thing that half the graph points to, only the first quads are looked at.
        """
        facts: set[ox.NamedNode] = set()
        grouped: dict[ox.NamedNode, list[Any]] = defaultdict(list)
        quads = self.store.quads_for_pattern(None, None, self.term, None)
        for quad, _ in zip(quads, range(SCANNED), strict=False):
            subject = quad.subject
            if isinstance(subject, ox.NamedNode) and subject.value.startswith(ID + "fact/"):
                facts.add(subject)
            elif quad.predicate not in {_PASSAGE_OF, _IDENT}:
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
        return _sorted(facts), rows, next(quads, None) is not None

    def _pointer(self, subject: Any) -> dict[str, Any] | None:
        """Return a value as a page shows it: a passage by its place, a statement by its words."""
        shown = self.labels.cell(subject)
        if not shown or not isinstance(subject, ox.NamedNode):
            return shown
        if self._first(subject, _QUOTE):
            shown["label"] = self._passage_name(subject)
        elif subject.value.startswith(ID) and shown["label"] == short(subject.value):
            words = "".join(part["text"] for part in self.teller.brief(subject.value)["parts"])
            kinds = [kind.value.removeprefix(MIG) for kind in self._types(subject)]
            shown["label"] = words if sentence_for(kinds) else shown["label"]
        elif not subject.value.startswith(BASE):
            shown["label"] = _words(subject.value, shown["label"])
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
        """Return how many triples a named graph holds, and the first of them."""
        counted: Any = self.store.query(
            f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{self.term.value}> {{ ?s ?p ?o }} }}"
        )
        ((number,),) = counted
        quads = self.store.quads_for_pattern(None, None, None, self.term)
        shown = [
            [self.labels.cell(term) for term in quad.triple]
            for quad, _ in zip(quads, range(TRIPLES_SHOWN), strict=False)
        ]
        return {"total": int(number.value), "rows": shown}


def _words(iri: str, label: str) -> str:
    """Return the name of a term of another vocabulary in words, where the graph has none.

    >>> _words("http://purl.org/dc/terms/isPartOf", "dcterms:isPartOf")
    'is part of'
    >>> _words("http://rdfs.org/ns/void#Dataset", "http://rdfs.org/ns/void#Dataset")
    'dataset'
    """
    prefix, colon, local = label.partition(":")
    if colon and prefix in PREFIXES:
        return heading(local)
    return heading(iri.rpartition("#")[2]) if label == iri and "#" in iri else label


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
