"""What a thing is called, how it is identified, where else it is described."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE, DCTERMS, MIG, RDF, RDFS, SCHEMA, SKOS
from migkg.serve.terms import Labels

LANGUAGES: Final = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ar": "Arabic",
    "zh": "Chinese",
    "ru": "Russian",
}

_PREF, _ALT = ox.NamedNode(SKOS + "prefLabel"), ox.NamedNode(SKOS + "altLabel")
_STATUS, _UNREVIEWED = ox.NamedNode(MIG + "status"), ox.NamedNode(MIG + "Unreviewed")
_NOTES: Final = (
    ("definition", SKOS + "definition"),
    ("description", DCTERMS + "description"),
    ("scope note", SKOS + "scopeNote"),
    ("note", SKOS + "note"),
)
_IDENTIFIERS: Final = (DCTERMS + "identifier", SCHEMA + "identifier", SKOS + "notation")
_LINKS: Final = {
    SKOS + "exactMatch": "the same",
    SKOS + "closeMatch": "nearly the same",
    SKOS + "broadMatch": "broader",
    SKOS + "narrowMatch": "narrower",
    SKOS + "relatedMatch": "related",
    RDFS + "seeAlso": "see also",
}
_SPACE: Final = ox.NamedNode("http://rdfs.org/ns/void#uriSpace")
# Hosts that no data set of the graph describes.
_HOSTS: Final = {
    "treaties.un.org": "United Nations Treaty Collection",
    "undocs.org": "United Nations documents by symbol",
}


def names(store: ox.Store, term: ox.NamedNode) -> dict[str, Any]:
    """Return the names of a thing by language, other names, notes, and whether it is unreviewed."""
    preferred = _texts(store, term, _PREF)
    other = _texts(store, term, _ALT)
    return {
        "names": [
            {"code": code, "language": LANGUAGES.get(code, code), "text": text}
            for code, texts in preferred.items()
            for text in texts
        ],
        "others": [
            {"code": code, "language": LANGUAGES.get(code, code), "texts": texts}
            for code, texts in other.items()
        ],
        "notes": [
            {"name": name, "text": text, "code": code}
            for name, iri in _NOTES
            for code, texts in list(_texts(store, term, ox.NamedNode(iri)).items())[:1]
            for text in texts[:1]
        ],
        "unreviewed": _unreviewed(store, term),
    }


def identifiers(store: ox.Store, term: ox.NamedNode, kind: str) -> list[dict[str, str]]:
    """Return the codes of a thing, each with what it is a code of."""
    called = {
        "state": ("ISO 3166 alpha-3", "ISO 3166 alpha-2", "M49"),
        "area": ("Code", "ISO 3166 alpha-2", "M49"),
        "instrument": ("Symbol or number", "Identifier", "Notation"),
    }.get(kind, ("Identifier", "Identifier", "Notation"))
    return [
        {"name": name, "value": text}
        for name, iri in zip(called, _IDENTIFIERS, strict=True)
        for texts in _texts(store, term, ox.NamedNode(iri)).values()
        for text in texts
    ]


def links(store: ox.Store, term: ox.NamedNode, labels: Labels) -> list[dict[str, str]]:
    """Return where else a thing is described: the data set's name, and how exactly it matches."""
    spaces = sorted(
        (
            (quad.object.value, labels.of(quad.subject))
            for quad in store.quads_for_pattern(None, _SPACE, None, None)
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
        ),
        key=lambda pair: -len(pair[0]),
    )
    found = []
    for predicate, how in _LINKS.items():
        for quad in store.quads_for_pattern(term, ox.NamedNode(predicate), None, None):
            if isinstance(quad.object, ox.NamedNode):
                iri = quad.object.value
                own = labels.of(quad.object) if iri.startswith(BASE) else ""
                space, name = _dataset(iri, spaces)
                code = "" if own else _code(iri, space)
                found.append({"iri": iri, "dataset": own or name, "how": how, "code": code})
    unique = {link["iri"]: link for link in reversed(found)}
    return sorted(
        unique.values(), key=lambda link: (link["how"] != "the same", link["dataset"], link["iri"])
    )


def types(store: ox.Store, term: ox.NamedNode, labels: Labels) -> list[dict[str, str]]:
    """Return the classes of a thing that are ours, the narrowest first."""
    found = [
        quad.object
        for quad in store.quads_for_pattern(term, ox.NamedNode(RDF + "type"), None, None)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(MIG)
    ]
    wide = {MIG + name for name in ("Organization", "Instrument", "Event", "Document", "Fact")}
    if any(node.value not in wide for node in found):
        found = [node for node in found if node.value not in wide]
    return [{"iri": node.value, "label": labels.of(node)} for node in sorted(set(found), key=str)]


def _dataset(iri: str, spaces: list[tuple[str, str]]) -> tuple[str, str]:
    """Return the space that an address lies in, and the name of the data set; else of its host."""
    for space, name in spaces:
        if iri.startswith(space):
            return space, name
    host = iri.partition("://")[2].partition("/")[0]
    return "", _HOSTS.get(host, host)


def _code(iri: str, space: str) -> str:
    """Return what tells a thing in its data set, if it is short enough to be read.

    >>> _code("http://www.wikidata.org/entity/Q96", "http://www.wikidata.org/entity/")
    'Q96'
    """
    code = iri.removeprefix(space).strip("/") if space else ""
    return code if len(code) <= 24 and "?" not in code else ""


def _texts(store: ox.Store, term: ox.NamedNode, predicate: ox.NamedNode) -> dict[str, list[str]]:
    """Return the texts of a property by language, English first."""
    found: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(term, predicate, None, None):
        if isinstance(quad.object, ox.Literal):
            found.setdefault(quad.object.language or "", set()).add(quad.object.value)
    order = {code: place for place, code in enumerate(("en", "", "fr", "es"))}
    return {
        code: sorted(found[code], key=lambda text: (len(text), text))
        for code in sorted(found, key=lambda code: (order.get(code, 9), code))
    }


def _unreviewed(store: ox.Store, term: ox.NamedNode) -> bool:
    return next(store.quads_for_pattern(term, _STATUS, _UNREVIEWED, None), None) is not None
