"""Reads the graph in a request's body, whole, before anything is changed."""

import hashlib
import re
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE
from migkg.serve.faults import NoAnswerError

GENID: Final = BASE + ".well-known/genid/"

ACCEPTED: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
# A kilobyte of entities that name each other grows to gigabytes.
_ENTITY: Final = re.compile(r"<!ENTITY\b")
_PLACE: Final = re.compile(r"\s*at line (\d+)(?: column (\d+))?:?|\s*\(line \d+\)$")


def read(body: bytes, media: str, graph: ox.NamedNode) -> list[ox.Quad]:
    """Return the quads of a body, in a graph whose IRI is also the base of relative ones.

    A blank node becomes an IRI, as RDF 1.1 (3.5) has it, that the graph's name, the body and the
    place in it decide. Raises NoAnswerError for what does not parse, with line and column.
    """
    text = _text(body)
    if media == "application/rdf+xml" and _ENTITY.search(text):
        raise NoAnswerError("bad-request", "RDF/XML with entity declarations is not taken.")
    try:
        given = list(ox.parse(text, format=ACCEPTED[media], base_iri=graph.value))
    except SyntaxError as error:
        raise NoAnswerError("bad-request", _complaint(error)) from error
    except ValueError as error:
        raise NoAnswerError("bad-request", f"The graph does not parse: {error}") from error
    named = _Names(hashlib.sha256(graph.value.encode() + b"\n" + body).hexdigest()[:16])
    quads = []
    for quad in given:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise NoAnswerError("bad-request", "The body names graphs; it should hold just one.")
        if isinstance(quad.object, ox.Triple):
            raise NoAnswerError("bad-request", "Triples about triples (RDF 1.2) are not taken.")
        quads.append(ox.Quad(named.of(quad.subject), quad.predicate, named.of(quad.object), graph))
    return quads


class _Names:
    """IRIs for blank nodes, in the order they come."""

    def __init__(self, beginning: str) -> None:
        self._beginning = beginning
        self._known: dict[ox.BlankNode, ox.NamedNode] = {}

    def of(self, term: Any) -> Any:
        if not isinstance(term, ox.BlankNode):
            return term
        if term not in self._known:
            number = len(self._known) + 1
            self._known[term] = ox.NamedNode(f"{GENID}{self._beginning}-{number}")
        return self._known[term]


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise NoAnswerError("bad-request", f"The body is not UTF-8 in line {line}.") from error


def _complaint(error: SyntaxError) -> str:
    r"""Return what the parser says, with the place once.

    >>> _complaint(SyntaxError("Parser error at line 2 column 7: d is no subject (line 2)"))
    'The graph does not parse: line 2, column 7: d is no subject'
    """
    said = str(error).removeprefix("Parser error")
    place = ""
    if found := _PLACE.search(said):
        place = f"line {found[1]}" + (f", column {found[2]}" if found[2] else "")
    elif error.lineno:
        place = f"line {error.lineno}, column {error.offset}"
    reason = " ".join(_PLACE.sub("", said).split()).lstrip(": ")
    return "The graph does not parse: " + ": ".join(filter(None, [place, reason]))
