"""The formats that the server writes: media types, short names, file endings."""

from typing import Final

import pyoxigraph as ox

HTML: Final = "text/html"

# In the server's order of preference; what a reader calls each by its short name.
SOLUTIONS: Final = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    HTML: "html",
}
# CSV and TSV are defined for the rows of a SELECT alone.
BOOLEAN: Final = {media: name for media, name in SOLUTIONS.items() if name not in {"csv", "tsv"}}
GRAPH: Final = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    HTML: "html",
}
DATASET: Final = {media: name for media, name in GRAPH.items() if name in {"trig", "nq"}}

# What the engine calls a format of graphs, by short name.
RDF: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

# The answer to ?format=... and to a file ending: short name to media type.
BY_NAME: Final = {
    "html": HTML,
    **{name: media for media, name in reversed(SOLUTIONS.items())},
    **{name: media for media, name in GRAPH.items()},
}
# Further names in ?format=, as clients send them: SPARQLWrapper, YASGUI, other endpoints.
ALSO: Final = {
    "turtle": "ttl",
    "n3": "ttl",  # Turtle is the part of N3 that RDF needs
    "ntriples": "nt",
    "n-triples": "nt",
    "nquads": "nq",
    "n-quads": "nq",
    "rdf+xml": "rdf",
    "json-ld": "jsonld",
}
# What two names mean where the answer is a graph.
OF_GRAPHS: Final = {"json": "application/ld+json", "xml": "application/rdf+xml"}
ENDINGS: Final = tuple(name for name in GRAPH.values() if name != "html")


def content_type(media: str) -> str:
    """Return a media type as a header states it, with the charset where text needs one.

    >>> content_type("text/csv"), content_type("application/n-quads")
    ('text/csv; charset=utf-8', 'application/n-quads')
    """
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
