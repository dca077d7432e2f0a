"""Writes the graphs as files: sorted, so that two stores with one data set write the same bytes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from migkg import sssom, turtle
from migkg.errors import UnknownNameError
from migkg.namespaces import BASE, GRAPH, PREFIXES
from migkg.store import Store


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write RDF; one that has no named graphs writes all triples as one graph."""

    rdf: ox.RdfFormat
    has_graphs: bool


_NAMESPACE: Final = re.compile(rb' xmlns:\w+="[^"]*"')
_NAMESPACES: Final = re.compile(rb'(?: xmlns:\w+="[^"]*")+')


FORMATS: Final = {
    "ttl": Format(ox.RdfFormat.TURTLE, has_graphs=False),
    "trig": Format(ox.RdfFormat.TRIG, has_graphs=True),
    "nt": Format(ox.RdfFormat.N_TRIPLES, has_graphs=False),
    "nq": Format(ox.RdfFormat.N_QUADS, has_graphs=True),
    "rdf": Format(ox.RdfFormat.RDF_XML, has_graphs=False),
    "jsonld": Format(ox.RdfFormat.JSON_LD, has_graphs=True),
}


SSSOM: Final = "sssom"  # the table of mappings, not of graphs


def format_of(path: Path | None, default: str = "trig") -> str:
    """Return the format that the ending of a file's name asks for.

    >>> format_of(Path("graph.ttl")), format_of(Path("graph.txt")), format_of(Path("x.sssom.tsv"))
    ('ttl', 'trig', 'sssom')
    """
    if path and path.name.lower().endswith(".sssom.tsv"):
        return SSSOM
    ending = path.suffix.removeprefix(".").lower() if path else ""
    return ending if ending in FORMATS else default


def export(store: Store, file: IO[bytes], name: str, graph: str | None = None) -> None:
    """Write all graphs, or one, to a file in a format.

    Format ``sssom`` is the table of all mappings to other data sets, whatever the graph.
    Raises UnknownNameError for a format or graph that is not there.
    """
    if name == SSSOM:
        file.writelines(line.encode() for line in sssom.lines(store.data))
        return
    if name not in FORMATS:
        raise UnknownNameError("format", name, (*FORMATS, SSSOM))
    form = FORMATS[name]
    found = lines(store, form.has_graphs, graph)
    if name in {"nt", "nq"}:
        file.writelines(found)
    elif name in {"ttl", "trig"}:
        _write_turtle(file, found, form.has_graphs)
    else:
        _write_by_oxigraph(file, found, form)


def _write_turtle(file: IO[bytes], found: Iterable[bytes], has_graphs: bool) -> None:
    file.write(turtle.head().encode())
    said = (line.decode().removesuffix("\n") for line in found)
    if not has_graphs:
        file.writelines(block.encode() for block in turtle.blocks(said))
        return
    # A stable sort: within a graph the lines stay sorted.
    quads = sorted((line.removesuffix(" .").rpartition(" ")[::2] for line in said), key=_graph_name)
    for graph, group in groupby(quads, key=_graph_name):
        file.write(f"\n{turtle.term(graph)} {{\n".encode())
        inside = (triple + " ." for triple, _ in group)
        file.writelines(block.encode() for block in turtle.blocks(inside, indent="    "))
        file.write(b"}\n")


def _graph_name(quad: tuple[str, str]) -> str:
    return quad[1]


def _write_by_oxigraph(file: IO[bytes], found: Iterable[bytes], form: Format) -> None:
    plain = ox.RdfFormat.N_QUADS if form.has_graphs else ox.RdfFormat.N_TRIPLES
    quads = ox.parse(b"".join(found), format=plain)
    given = quads if form.has_graphs else (quad.triple for quad in quads)
    written = ox.serialize(given, format=form.rdf, prefixes=PREFIXES, base_iri=BASE)
    assert written is not None
    # Namespaces come in any order; sorted, one data set is always written as the same bytes.
    file.write(
        _NAMESPACES.sub(lambda run: b"".join(sorted(_NAMESPACE.findall(run[0]))), written, 1)
    )


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
