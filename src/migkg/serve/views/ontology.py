"""The page of the ontology: its terms with definition, example, alignments, in three languages."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE, MIG, OWL, RDF, RDFS, SKOS, expand
from migkg.serve.terms import short
from migkg.serve.view import Asked, view

LANGUAGES: Final = {"en": "English", "fr": "français", "es": "español"}

_ONTOLOGY: Final = ox.NamedNode(BASE + "ontology")
_TYPE: Final = ox.NamedNode(RDF + "type")
_ABOVE: Final = (ox.NamedNode(RDFS + "subClassOf"), ox.NamedNode(RDFS + "subPropertyOf"))
_MATCHES: Final = tuple(
    ox.NamedNode(iri)
    for iri in (
        OWL + "equivalentClass",
        OWL + "equivalentProperty",
        SKOS + "exactMatch",
        SKOS + "closeMatch",
        SKOS + "relatedMatch",
    )
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@view("ontology", template="ontology")
def ontology(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    """Return the parts of the page: the head, the tree of classes, classes, properties."""
    language = asked.get("lang", "en") if asked.get("lang") in LANGUAGES else "en"
    terms = _Terms(store, language)
    found = terms.ours()
    classes = [term for term in found if terms.is_class(term)]
    described = {term.value: terms.described(term) for term in found}
    return {
        "iri": iri,
        "language": language,
        "languages": LANGUAGES,
        "title": terms.text(_ONTOLOGY, "dcterms:title"),
        "description": terms.text(_ONTOLOGY, "dcterms:description"),
        "version": terms.text(_ONTOLOGY, "owl:versionInfo"),
        "modified": terms.text(_ONTOLOGY, "dcterms:modified"),
        "history": terms.texts(_ONTOLOGY, "skos:historyNote"),
        "tree": terms.tree(classes),
        "classes": [described[term.value] for term in classes],
        "properties": [described[term.value] for term in found if not terms.is_class(term)],
    }


class _Terms:
    """The terms of ours, in one language."""

    def __init__(self, store: ox.Store, language: str) -> None:
        self._store, self._language = store, language

    def ours(self) -> list[ox.NamedNode]:
        """Return the terms of ours by name, classes and properties alike."""
        kinds = ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty")
        found = {
            quad.subject
            for kind in kinds
            for quad in self._store.quads_for_pattern(None, _TYPE, ox.NamedNode(expand(kind)))
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(MIG)
        }
        return sorted(found, key=lambda term: term.value.lower())

    def is_class(self, term: ox.NamedNode) -> bool:
        """Tell whether a term of ours is a class; classes alone begin with a capital."""
        return term.value.removeprefix(MIG)[:1].isupper()

    def described(self, term: ox.NamedNode) -> dict[str, Any]:
        """Return what the page says of a term."""
        matches = {
            short(predicate.value).partition(":")[2]: self._named(self._objects(term, predicate))
            for predicate in _MATCHES
        }
        above = [iri for predicate in _ABOVE for iri in self._objects(term, predicate)]
        return {
            "iri": term.value,
            "name": term.value.removeprefix(MIG),
            "label": self.text(term, "skos:prefLabel"),
            "definition": self.text(term, "skos:definition"),
            "example": self.text(term, "skos:example"),
            "note": self.text(term, "skos:scopeNote"),
            "above": self._named(above),
            "domain": self._named(self._objects(term, ox.NamedNode(RDFS + "domain"))),
            "range": self._named(self._objects(term, ox.NamedNode(RDFS + "range"))),
            "matches": {
                _CAMEL.sub(" ", name).lower(): found for name, found in matches.items() if found
            },
        }

    def tree(self, classes: Iterable[ox.NamedNode]) -> list[dict[str, Any]]:
        """Return the classes as a tree, each below those of ours that it is a subclass of."""
        known = set(classes)
        below: dict[ox.NamedNode | None, list[ox.NamedNode]] = defaultdict(list)
        for term in sorted(known, key=lambda one: one.value.lower()):
            parents = [iri for iri in self._objects(term, _ABOVE[0]) if iri in known]
            for parent in (*parents,) or (None,):
                below[parent].append(term)

        def branch(term: ox.NamedNode | None, seen: frozenset[ox.NamedNode]) -> list[Any]:
            return [
                {
                    "name": child.value.removeprefix(MIG),
                    "label": self.text(child, "skos:prefLabel"),
                    "below": branch(child, seen | {child}),
                }
                for child in below[term]
                if child not in seen
            ]

        return branch(None, frozenset())

    def text(self, term: ox.NamedNode, name: str) -> str:
        """Return a text about a term in the language, else in English, else in any."""
        texts = [quad.object for quad in self._quads(term, ox.NamedNode(expand(name)))]
        literals = [text for text in texts if isinstance(text, ox.Literal)]
        order = {self._language: 0, "en": 1}
        best = min(
            literals, key=lambda x: (order.get(x.language or "en", 2), x.value), default=None
        )
        return best.value if best else ""

    def texts(self, term: ox.NamedNode, name: str) -> list[str]:
        """Return all texts about a term, sorted, the last first."""
        quads = self._quads(term, ox.NamedNode(expand(name)))
        found = {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}
        return sorted(found, reverse=True)

    def _quads(self, term: ox.NamedNode, predicate: ox.NamedNode) -> Iterable[ox.Quad]:
        return self._store.quads_for_pattern(term, predicate, None, None)

    def _objects(self, term: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        objects = {quad.object for quad in self._quads(term, predicate)}
        named = [iri for iri in objects if isinstance(iri, ox.NamedNode)]
        return sorted(named, key=lambda iri: iri.value)

    def _named(self, iris: Iterable[ox.NamedNode]) -> list[dict[str, str]]:
        return [{"iri": iri.value, "name": short(iri.value)} for iri in iris]
