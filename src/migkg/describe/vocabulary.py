"""The terms that describe data sets and endpoints, and the names of what is described."""

import hashlib
from typing import Final

import pyoxigraph as ox

from migkg import namespaces as ns
from migkg.iris import slug

VOID: Final = "http://rdfs.org/ns/void#"
VOID_EXT: Final = "http://ldf.fi/void-ext#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
FORMATS: Final = "http://www.w3.org/ns/formats/"

PREFIXES: Final = {**ns.PREFIXES, "void": VOID, "void-ext": VOID_EXT, "sd": SD, "dcat": DCAT}

GRAPH: Final = ox.NamedNode(ns.GRAPH + "service")
DATASET: Final = ox.NamedNode(ns.ID + "dataset/migkg")
PREFIX_SET: Final = ox.NamedNode(ns.ID + "query/prefixes")
ENDPOINT: Final = ox.NamedNode(ns.BASE + "sparql")

TYPE: Final = ox.NamedNode(ns.RDF + "type")


def node(name: str) -> ox.NamedNode:
    """Return the term that a prefixed name stands for.

    >>> node("void:triples").value
    'http://rdfs.org/ns/void#triples'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def short(iri: str) -> str:
    """Return an IRI as a slug: prefix and local name where there is a prefix, else with a hash.

    >>> short("http://purl.org/dc/terms/isPartOf")
    'dcterms-ispartof'
    >>> short("https://example.org/terms/Ship")
    'ship-0892fa7b'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return slug(f"{prefix} {local}")
    last = slug(iri.rstrip("/#").replace("#", "/").rpartition("/")[2])
    return f"{last}-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"
