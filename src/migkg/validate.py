"""Checks graphs against the shapes, as they will be stored.

One document graph at a time, with the ontology and the authority files as context::

    context = Context.of(shipped_context().nquads, lines_with_the_types_of_other_documents)
    report = check_quads(nquads, context)
    report.require("document/a-67-254")     # raises NotConformingError

A context is its bytes: a worker process that is sent one with each task reads it once.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from migkg.errors import CheckError, MissingFileError, UnreadableFileError
from migkg.namespaces import BASE, DEFAULT_BASE
from migkg.resources import folder
from migkg.shacl.context import Context, Triple, as_stored, triples_of
from migkg.shacl.engines import engine as engine_named
from migkg.shacl.report import Report, Result
from migkg.shacl.shapes import Shapes

__all__ = [
    "Context",
    "Report",
    "Result",
    "Shapes",
    "check_files",
    "check_quads",
    "shipped_context",
]

DEFAULT_ENGINE = "pyshacl"

_NQUADS = ox.RdfFormat.N_QUADS

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}


def check_quads(
    nquads: bytes | Iterable[str],
    context: Context,
    *,
    shapes: Shapes | None = None,
    engine: str = DEFAULT_ENGINE,
) -> Report:
    """Return the report on a graph, given as N-Quads or N-Triples: bytes, or lines.

    The graph and what the context says of its nodes are taken together. A node that only the
    context describes is no concern of this report. Raises UnreadableFileError where the quads do
    not parse, UsageError for an engine that is not there.
    """
    data = nquads if isinstance(nquads, bytes) else "\n".join(nquads).encode()
    try:
        triples = as_stored(data)
    except SyntaxError as error:
        raise UnreadableFileError("the graph", f"not N-Quads: {error}") from error
    return _check(triples, context, shapes or Shapes.load(), engine, alone=False)


def check_files(
    files: Sequence[Path],
    shapes: Path | None = None,
    *,
    context: Context | None = None,
    engine: str = DEFAULT_ENGINE,
) -> Report:
    """Return the report on RDF files, checked together as one graph.

    What a file describes, with its type, is described there in full: the shipped ontology and
    authority files (or ``context``) only tell what it refers to. Raises MissingFileError and
    UnreadableFileError.
    """
    chosen = Shapes.load(shapes)
    known = shipped_context() if context is None else context
    return _check(triples_of(_loaded(files)), known, chosen, engine, alone=True)


@cache
def shipped_context() -> Context:
    """Return the context that the shipped ontology, concepts and authority files form."""
    return Context(_loaded(sorted(folder("ontology").rglob("*.ttl"))).dump(format=_NQUADS) or b"")


def _check(
    triples: Sequence[Triple], context: Context, shapes: Shapes, name: str, *, alone: bool
) -> Report:
    check = engine_named(name)
    for triple in triples:
        if isinstance(triple[2], ox.Triple):
            raise CheckError(f"RDF 1.2, which the shapes cannot check: {triple[0]} {triple[1]} ...")
    around, only_there = context.around(triples, shapes.beyond, alone)
    found = check(list(dict.fromkeys([*triples, *around])), shapes)
    return Report.of(result for result in found if result.focus_node not in only_there)


def _loaded(files: Iterable[Path]) -> ox.Store:
    """Return a store of RDF files; a blank node of one file is none of another."""
    store = ox.Store()
    for file in files:
        if not file.is_file():
            raise MissingFileError(str(file))
        form = _FORMATS.get(file.suffix.lower())
        if form is None:
            known = " ".join(sorted(_FORMATS))
            raise UnreadableFileError(str(file), f"no RDF by its name; there are: {known}")
        try:
            text = file.read_text(encoding="utf-8-sig").replace(DEFAULT_BASE, BASE)
            store.load(text.encode(), format=form, base_iri=file.resolve().as_uri())
        except (OSError, UnicodeDecodeError, SyntaxError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise UnreadableFileError(str(file), f"cannot be read as RDF: {reason}") from error
    return store
