"""The pages of entities that need nothing of their own: people, bodies, offices, areas, themes."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import CONCEPT, RDF, SKOS
from migkg.serve import resources
from migkg.serve.entities import page
from migkg.serve.view import Asked, view
from migkg.serve.view import kind as kind_of

_ORDERS: Final = {
    "person": ("posts", "took-part", "said", "in-office", "relations"),
    "organization": ("member-of", "members", "people", "took-part", "said", "asked"),
    "office": ("people", "took-part", "said", "asked"),
    "area": ("figures", "concerns", "asked"),
    "initiative": ("relations", "concerns", "figures"),
    "publication": ("cited", "relations", "source-of"),
    "concept": ("concerns", "measured", "said", "asked"),
}
_TITLES: Final = {
    "office": {"people": "Who held it, as documents say", "said": "What it said and asked"},
    "person": {"said": "Said, asked and decided", "asked": "What was asked of them"},
    "concept": {"said": "Said and asked", "asked": "What was asked of them"},
}


@view("person", "organization", "office", "area", "initiative", "publication", template="entity")
def _entity(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    kind = kind_of(iri)
    return page.parts(store, iri, asked, _TITLES.get(kind), _ORDERS.get(kind, ()))


@view("concept", template="entity")
def _concept(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    scheme = ox.NamedNode(SKOS + "ConceptScheme")
    kind = ox.NamedNode(RDF + "type")
    if next(store.quads_for_pattern(ox.NamedNode(iri), kind, scheme, None), None):
        return {**resources.page(store, iri), "template": "resource"}
    theme = iri.startswith(CONCEPT + "theme/")
    order = ("concerns", "figures") if theme else _ORDERS["concept"]
    titles = _TITLES["concept"] if not theme else {"concerns": "What was said and asked on it"}
    return page.parts(store, iri, asked, titles, order)
