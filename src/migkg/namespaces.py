"""Prefixes, and the one place that knows the base IRI."""

import os
from typing import Final

DEFAULT_BASE: Final = "https://w3id.org/migkg/"

# The base is a setting of the environment, so that a copy of the graph can live
# under another address; every worker process of one build sees the same value.
BASE: Final = os.environ.get("MIGKG_BASE", DEFAULT_BASE)

MIG: Final = BASE + "ontology#"
ID: Final = BASE + "id/"
CONCEPT: Final = BASE + "concept/"
GRAPH: Final = BASE + "graph/"
SHAPE: Final = BASE + "shape/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF: Final = "http://www.w3.org/2005/11/its/rdf#"
SCHEMA: Final = "https://schema.org/"
ELI: Final = "http://data.europa.eu/eli/ontology#"
QB: Final = "http://purl.org/linked-data/cube#"
TIME: Final = "http://www.w3.org/2006/time#"
UNDO: Final = "https://w3id.org/un/ontology/undo/"
SH: Final = "http://www.w3.org/ns/shacl#"

PREFIXES: Final[dict[str, str]] = {
    "mig": MIG,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "nif": NIF,
    "itsrdf": ITSRDF,
    "schema": SCHEMA,
    "eli": ELI,
    "qb": QB,
    "time": TIME,
    "undo": UNDO,
    "sh": SH,
}


def expand(name: str) -> str:
    """Return the full IRI of a prefixed name; a bare local name is one of ours.

    >>> expand("dcterms:title")
    'http://purl.org/dc/terms/title'
    >>> expand("inEvent").removeprefix(BASE)
    'ontology#inEvent'
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon else MIG + name
