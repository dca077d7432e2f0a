"""Writes the graphs as files: sorted, so that two stores with one data set write the same bytes."""

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from migkg.errors import UnknownNameError
from migkg.namespaces import BASE, GRAPH, PREFIXES
from migkg.store import Store


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write RDF; one that has no named graphs writes all triples as one graph."""

    rdf: ox.RdfFormat
    has_graphs: bool
    abbreviates: bool = True


FORMATS: Final = {
    "ttl": Format(ox.RdfFormat.TURTLE, has_graphs=False),
    "trig": Format(ox.RdfFormat.TRIG, has_graphs=True),
    "nt": Format(ox.RdfFormat.N_TRIPLES, has_graphs=False, abbreviates=False),
    "nq": Format(ox.RdfFormat.N_QUADS, has_graphs=True, abbreviates=False),
    "rdf": Format(ox.RdfFormat.RDF_XML, has_graphs=False),
    "jsonld": Format(ox.RdfFormat.JSON_LD, has_graphs=True),
}


def format_of(path: Path | None, default: str = "trig") -> str:
    """Return the format that the ending of a file's name asks for.

    >>> format_of(Path("graph.ttl")), format_of(Path("graph.txt"))
    ('ttl', 'trig')
    """
    ending = path.suffix.removeprefix(".").lower() if path else ""
    return ending if ending in FORMATS else default


def export(store: Store, file: IO[bytes], name: str, graph: str | None = None) -> None:
    """Write all graphs, or one, to a file in a format.

    Raises UnknownNameError for a format or graph that is not there.
    """
    if name not in FORMATS:
        raise UnknownNameError("format", name, FORMATS)
    form = FORMATS[name]
    found = lines(store, form.has_graphs, graph)
    if not form.abbreviates:
        file.writelines(found)
        return
    plain = ox.RdfFormat.N_QUADS if form.has_graphs else ox.RdfFormat.N_TRIPLES
    if form.has_graphs:
        # One block a graph, which a sort by subject would cut to pieces.
        found.sort(key=lambda line: line[line.rindex(b" <") :])
    quads = ox.parse(b"".join(found), format=plain)
    given = quads if form.has_graphs else (quad.triple for quad in quads)
    ox.serialize(given, file, form.rdf, prefixes=PREFIXES, base_iri=BASE)


def lines(store: Store, has_graphs: bool, graph: str | None = None) -> list[bytes]:
    """Return the quads, or the triples of all graphs as one, as sorted lines of N-Quads.

    Raises UnknownNameError for a graph that is not there.
    """
    data = store.data
    written: list[bytes | None] = []
    if graph is not None:
        one = _graph(data, graph)
        if has_graphs:
            quads = data.quads_for_pattern(None, None, None, one)
            written = [ox.serialize(quads, format=ox.RdfFormat.N_QUADS)]
        else:
            written = [data.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=one)]
    elif has_graphs:
        written = [data.dump(format=ox.RdfFormat.N_QUADS)]
    else:
        written = [
            data.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=each)
            for each in data.named_graphs()
        ]
    found = {line for part in written if part for line in part.split(b"\n") if line}
    return [line + b"\n" for line in sorted(found)]


def _graph(data: ox.Store, name: str) -> ox.NamedNode:
    """Return the named graph that is meant: by its IRI, or that without its beginning."""
    known = sorted(graph.value for graph in data.named_graphs())
    for iri in (name, BASE + name, GRAPH + name):
        if iri in known:
            return ox.NamedNode(iri)
    raise UnknownNameError("graph", name, (iri.removeprefix(GRAPH) for iri in known))
