"""The parts of the page of an entity, whatever its kind."""

from collections.abc import Mapping
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE
from migkg.serve.entities import glance, groups, mentions, names, neighbours, programme
from migkg.serve.terms import Labels
from migkg.serve.view import kind
from migkg.serve.words.facts import Teller
from migkg.serve.words.text import plain

# What a kind of thing is called on its page.
KINDS: Final = {
    "person": "Person",
    "office": "Office",
    "organization": "Organization",
    "state": "State",
    "area": "Area",
    "instrument": "Instrument",
    "event": "Event",
    "initiative": "Initiative",
    "publication": "Publication",
    "concept": "Concept",
}
_SPEAK: Final = frozenset({"person", "office", "organization", "state"})


def parts(
    store: ox.Store,
    iri: str,
    asked: Mapping[str, str],
    titles: dict[str, str] | None = None,
    order: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return the parts of the page: all of it, or of ``group`` or ``named`` one page.

    ``titles`` are what this kind of page calls some groups of facts, ``order`` those that come
    first.
    """
    term, labels = ox.NamedNode(iri), Labels(store)
    teller = Teller(store, labels)
    group, page = asked.get("group", ""), _number(asked.get("page", ""))
    head = {
        "iri": iri,
        "path": iri.removeprefix(BASE),
        "kind": kind(iri),
        "kind_name": KINDS.get(kind(iri), ""),
        "label": plain(labels.of(term)),
        "types": names.types(store, term, labels),
        "sparql": groups.query(iri),
    }
    if group in groups.BY_KEY:
        told = groups.one(store, teller, iri, group, page, titles or {})
        return {**head, "template": "group", "group": told}
    if group == "named":
        named = mentions.documents(store, teller, iri, page, mentions.PAGE)
        return {**head, "template": "named", "named": named}
    near = neighbours.strongest(store, labels, iri)
    return {
        **head,
        **names.names(store, term),
        "identifiers": names.identifiers(store, term, kind(iri)),
        "links": names.links(store, term, labels),
        "glance": glance.glance(store, labels, term),
        "classes": glance.classes(store, labels, term),
        "groups": groups.shown(store, teller, iri, titles or {}, order),
        "named": mentions.documents(store, teller, iri, 1, mentions.SHOWN),
        "tenures": glance.tenures(store, labels, term),
        "statements": programme.statements_by(store, labels, term) if kind(iri) in _SPEAK else None,
        "near": near,
        "picture": neighbours.picture(near),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1
