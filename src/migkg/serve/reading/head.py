"""What a document is: title, symbol, date, kind, who issued it, its versions and its parts."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import ID, MIG
from migkg.serve.reading import look
from migkg.serve.terms import Labels
from migkg.serve.words import values

LANGUAGES: Final = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "it": "Italian", "pt": "Portuguese", "ru": "Russian", "zh": "Chinese",
}  # fmt: skip
PARTS: Final = 200  # shown of a dossier

# Properties of a document whose values are things, and what a page calls them.
_THINGS: Final = {
    "dcterms:creator": "Signed by",
    "mig:speaker": "Speaker",
    "mig:onBehalfOf": "On behalf of",
    "mig:deliveredAt": "Delivered at",
    "dcterms:publisher": "Issued by",
    "mig:textOf": "Text of",
    "dcterms:isVersionOf": "Version of",
}


def of(store: ox.Store, iri: str) -> dict[str, Any]:
    """Return what a page says of a document before its text."""
    labels = Labels(store)
    languages = look.values(store, iri, "dcterms:language")
    kinds = kinds_of(store, iri)
    return {
        "iri": iri,
        "label": title(store, iri) or labels.of(ox.NamedNode(iri)),
        "types": [_named(labels, MIG + kind) for kind in kinds],
        "symbol": look.value(store, iri, "dcterms:identifier"),
        "date": values.date(look.value(store, iri, "dcterms:date")),
        "issued": values.date(look.value(store, iri, "dcterms:issued")),
        "languages": [LANGUAGES.get(language, language) for language in languages],
        "language": languages[0] if len(languages) == 1 else "",
        "status": look.slug(look.value(store, iri, "mig:versionStatus")),
        "things": [
            {"label": label, "things": things}
            for name, label in _THINGS.items()
            if (things := [_named(labels, thing) for thing in look.values(store, iri, name)])
        ],
        "source": look.value(store, iri, "mig:sourceFile"),
        "sha256": look.value(store, iri, "mig:sha256"),
        "links": [
            link
            for name in ("dcterms:source", "rdfs:seeAlso")
            for link in look.values(store, iri, name)
        ],
        "subjects": [_named(labels, theme) for theme in look.values(store, iri, "dcterms:subject")],
        "versions": _versions(store, labels, iri),
        "whole": [_named(labels, up) for up in _wholes(store, iri)],
        "parts": parts(store, iri),
    }  # fmt: skip


def title(store: ox.Store, iri: str) -> str:
    """Return the title of a document as printed, on one line."""
    return " ".join(look.value(store, iri, "dcterms:title").split())


def kinds_of(store: ox.Store, iri: str) -> list[str]:
    """Return the local names of the classes of a document, the general one only alone."""
    found = [
        kind.removeprefix(MIG)
        for kind in look.values(store, iri, "rdf:type")
        if kind.startswith(MIG)
    ]
    return [kind for kind in found if kind not in {"Document", "Instrument"}] or found


def parts(store: ox.Store, iri: str, depth: int = 2) -> list[dict[str, Any]]:
    """Return the parts of a document in the order of its file, and theirs."""
    labels = Labels(store)
    return [
        {
            "iri": part,
            "label": title(store, part) or look.slug(part),
            "kind": ", ".join(labels.of(look.node(kind)) for kind in kinds_of(store, part)),
            "speakers": [
                labels.of(ox.NamedNode(one)) for one in look.values(store, part, "mig:speaker")
            ],
            "language": "".join(look.values(store, part, "dcterms:language")[:1]),
            "parts": parts(store, part, depth - 1) if depth > 1 else [],
        }
        for part in sorted(
            look.values(store, iri, "dcterms:hasPart")[:PARTS],
            key=lambda part: not part.startswith(iri),  # copies that another file prints, last
        )
    ]


def _wholes(store: ox.Store, iri: str) -> list[str]:
    """Return the documents that print this one, the file that it was read from first."""
    wholes = look.values(store, iri, "dcterms:isPartOf")
    return sorted(wholes, key=lambda whole: not iri.startswith(whole))


def _versions(store: ox.Store, labels: Labels, iri: str) -> list[dict[str, str]]:
    """Return the other documents that are versions of one work with this one, or of this work."""
    works = [iri, *look.values(store, iri, "dcterms:isVersionOf")]
    found = {
        version
        for work in works
        for version in look.subjects(store, "dcterms:isVersionOf", work)
        if version != iri
    }
    shown = []
    for version in sorted(found):
        up = look.value(store, version, "dcterms:isPartOf")
        named = _named(labels, version)
        named["of"] = labels.of(ox.NamedNode(up)) if up else ""
        named["status"] = look.slug(look.value(store, version, "mig:versionStatus"))
        shown.append(named)
    return shown


def _named(labels: Labels, iri: str) -> dict[str, str]:
    return {"iri": iri, "label": labels.of(ox.NamedNode(iri))}


def is_document(store: ox.Store, iri: str) -> bool:
    """Return whether a thing is a document, and not a table or structure read from one."""
    return iri.startswith(ID + "document/") and MIG + "Document" in look.values(
        store, iri, "rdf:type"
    )
