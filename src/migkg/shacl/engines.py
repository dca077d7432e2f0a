"""The engines that check triples against shapes, behind one function each.

pySHACL is the reference. ``shacl``, an optional package, is many times faster; a test holds it to
the verdicts of pySHACL. They part in one thing: where two values cannot be compared, such as a year
and a number, ``sh:lessThan`` is broken, as the standard has it, for ``shacl`` alone. Our shapes
reject such a pair also by the type of the values, so that no verdict on a graph differs.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, TypeAlias

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from migkg.errors import CheckError, UnknownNameError, UsageError
from migkg.namespaces import XSD
from migkg.shacl.context import Triple
from migkg.shacl.report import Result
from migkg.shacl.shapes import Shapes

Engine: TypeAlias = Callable[[Sequence[Triple], Shapes], Iterator[Result]]

_STRING = XSD + "string"


def engine(name: str) -> Engine:
    """Return the engine of that name: ``pyshacl`` or ``fast``.

    Raises UnknownNameError, and UsageError if the package of the engine is not installed.
    """
    engines: dict[str, Engine] = {"pyshacl": by_pyshacl, "fast": by_fast}
    if name not in engines:
        raise UnknownNameError("engine", name, sorted(engines))
    if name == "fast":
        _fast_package()
    return engines[name]


def by_pyshacl(triples: Sequence[Triple], shapes: Shapes) -> Iterator[Result]:
    """Yield what pySHACL finds.

    Raises CheckError if it cannot apply the shapes to the data.
    """
    try:
        with _quiet():
            _, report, _ = pyshacl.validate(
                graph_of(triples), shacl_graph=shapes.flat, inplace=True, inference="none"
            )
    except ReportableRuntimeError as error:
        # Such as a blank node where a number is compared; our graphs have none.
        raise CheckError(f"the shapes cannot be applied: {' '.join(str(error).split())}") from error
    for node in report.objects(None, SH.result):
        value = report.value(node, SH.value)
        yield _result(
            shapes,
            str(report.value(node, SH.sourceShape)),
            _name(ox_term(report.value(node, SH.focusNode))),
            "" if value is None else str(ox_term(value)),
        )


def by_fast(triples: Sequence[Triple], shapes: Shapes) -> Iterator[Result]:
    """Yield what the package ``shacl`` finds."""
    quads = [ox.Quad(*triple) for triple in triples]
    text = ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    report = _compiled(shapes).validate_text(text.decode(), "ntriples")
    for found in report.results:
        yield _result(
            shapes,
            found.source_shape.strip("<>"),
            found.focus_node[1:-1] if found.focus_node.startswith("<") else found.focus_node,
            _plain(found.value) if found.value else "",
        )


def _result(shapes: Shapes, shape: str, focus_node: str, value: str) -> Result:
    severity, path, message = shapes.by_iri.get(shape, ("Violation", "", ""))
    return Result(severity, focus_node, path, value, message, shape)


class _Graph(rdflib.Graph):
    """A graph that parses a query once, not once for each focus node it is asked about."""

    def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
        if isinstance(query_object, str):
            namespaces = {prefix: str(iri) for prefix, iri in self.namespaces()}
            query_object = _parsed(query_object, tuple(sorted(namespaces.items())))
        return super().query(query_object, *args, **options)


@lru_cache(maxsize=256)
def _parsed(query: str, namespaces: tuple[tuple[str, str], ...]) -> Query:
    return prepareQuery(query, initNs=dict(namespaces))


def graph_of(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return triples of pyoxigraph as an rdflib graph."""
    graph = _Graph(bind_namespaces="none")
    seen: dict[Any, rdflib.term.Node] = {}
    add = graph.store.add
    for triple in triples:
        terms = []
        for term in triple:
            known = seen.get(term)
            if known is None:
                known = seen[term] = rdflib_term(term)
            terms.append(known)
        add(tuple(terms), graph)  # type: ignore[arg-type]
    return graph


def rdflib_term(term: Any) -> rdflib.term.Node:
    """Return a term of pyoxigraph as one of rdflib."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == _STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)


def ox_term(term: Any) -> Any:
    """Return a term of rdflib as one of pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    datatype = None if term.datatype is None else ox.NamedNode(str(term.datatype))
    return ox.Literal(str(term), datatype=datatype)


def _name(term: Any) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _plain(term: str) -> str:
    """Return an N-Triples term as pyoxigraph writes it."""
    quad = next(iter(ox.parse(f"<x:s> <x:p> {term} .", format=ox.RdfFormat.N_TRIPLES)))
    return str(quad.object)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging literals that are not what they claim: the shapes report them."""
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _fast_package() -> Any:
    try:
        return import_module("shacl")
    except ImportError as error:
        raise UsageError(
            "the engine 'fast' needs the package shacl: pip install 'migkg[fast]'"
        ) from error


@cache
def _compiled(shapes: Shapes) -> Any:
    return _fast_package().Shapes.from_text(shapes.turtle, "ntriples")
