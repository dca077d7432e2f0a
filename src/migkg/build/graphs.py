"""The graphs that come from files of ours: ontology, concepts, authority, links, treaty status."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from migkg.errors import OntologyError
from migkg.model import Ref
from migkg.namespaces import BASE, DEFAULT_BASE
from migkg.provenance import Input
from migkg.resources import folder

# Each folder below ``ontology`` that is a graph of its own; other files are part of the ontology.
_OF_FOLDER: Final = {
    "authority": Ref("graph/authority"),
    "links": Ref("graph/links"),
    "treaty-status": Ref("graph/treaty-status"),
}


def files() -> Iterator[tuple[Ref, Path]]:
    """Yield each Turtle file of the ontology folder with the graph it belongs to, sorted."""
    top = folder("ontology")
    for path in sorted(top.rglob("*.ttl")):
        inner = path.relative_to(top)
        name = inner.parts[0] if len(inner.parts) > 1 else inner.stem
        yield _OF_FOLDER.get(name, Ref("graph/ontology")), path


def named(path: Path) -> Input:
    """Return a file of ours as an input: its path below the top, and its hash."""
    top = folder("ontology").parent
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Input(path.relative_to(top).as_posix(), sha256)


def in_folder(name: str, pattern: str) -> tuple[Input, ...]:
    """Return the files of a shipped folder that match a pattern."""
    return tuple(named(path) for path in sorted(folder(name).rglob(pattern)))


def lines_of(graph: Ref, path: Path) -> set[str]:
    """Return the quads of a Turtle file, as lines.

    Raises OntologyError if it is no Turtle or holds a blank node.
    """
    text = path.read_text("utf-8").replace(DEFAULT_BASE, BASE)
    try:
        triples = [
            ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(BASE + graph))
            for quad in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=BASE)
        ]
    except SyntaxError as error:
        raise OntologyError(f"{path}: {error}") from error
    for triple in triples:
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            raise OntologyError(f"{path}: a blank node; give it an IRI: {triple}")
    return set(serialized(triples))


def serialized(quads: Sequence[ox.Quad]) -> list[str]:
    """Return quads as lines of N-Quads, sorted, without line ends."""
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    return sorted(written.decode().split("\n"))[1:] if written else []


def of_ours() -> tuple[set[str], dict[Ref, Sequence[Input]]]:
    """Return the quads of all these graphs, and the files each was made from."""
    found: set[str] = set()
    made_from: dict[Ref, list[Input]] = {}
    for graph, path in files():
        found |= lines_of(graph, path)
        made_from.setdefault(graph, []).append(named(path))
    return found, dict(made_from)
