"""Terms as pages show them: what they are, and a name that a person reads."""

from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from migkg.namespaces import BASE, DCTERMS, FOAF, NIF, PREFIXES, RDFS, SCHEMA, SKOS, XSD

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_NAMES: Final = tuple(
    ox.NamedNode(iri)
    for iri in (
        SKOS + "prefLabel",
        DCTERMS + "title",
        RDFS + "label",
        SCHEMA + "name",
        FOAF + "name",
        NIF + "anchorOf",
        DCTERMS + "identifier",
    )
)


def cell(term: Term | None) -> dict[str, Any] | None:
    """Return a term as the parts that a page shows, or None for an unbound variable."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return {"type": "iri", "value": term.value, "label": short(term.value)}
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        plain = datatype in {XSD + "string", PREFIXES["rdf"] + "langString"}
        return {
            "type": "literal",
            "value": term.value,
            "language": term.language or "",
            "datatype": "" if plain else short(datatype),
        }
    return {"type": "other", "value": str(term)}


def short(iri: str) -> str:
    """Return an IRI the short way: by a known prefix, or relative to the base.

    >>> short("http://www.w3.org/2001/XMLSchema#date")
    'xsd:date'
    >>> short("https://example.org/x")
    'https://example.org/x'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return iri.removeprefix(BASE)


class Labels:
    """Names of things in one store, each looked up once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}

    def of(self, term: ox.NamedNode) -> str:
        """Return a thing's name: in English if it has one, else in any language, else its IRI."""
        if term.value not in self._known:
            self._known[term.value] = self._find(term) or short(term.value)
        return self._known[term.value]

    def cell(self, term: Term | None) -> dict[str, Any] | None:
        """Return a term as the parts that a page shows, an IRI with its name."""
        shown = cell(term)
        if shown and isinstance(term, ox.NamedNode):
            shown["label"] = self.of(term)
        return shown

    def _find(self, term: ox.NamedNode) -> str:
        for predicate in _NAMES:
            found = [
                quad.object
                for quad in self._store.quads_for_pattern(term, predicate, None, None)
                if isinstance(quad.object, ox.Literal)
            ]
            if found:
                best = min(found, key=lambda x: (_rank(x.language), x.language or "", x.value))
                return best.value
        return ""


def _rank(language: str | None) -> int:
    return {"en": 0, None: 1, "fr": 2, "es": 3}.get(language, 4)
