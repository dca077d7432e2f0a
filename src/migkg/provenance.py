"""Says what each named graph was made from and with which version of what, never when or where.

Each file that went in, of the corpus or of migkg itself, is an entity named by its SHA-256; each
graph was derived from files or from other graphs, by a software agent with a version.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from migkg import __version__
from migkg.model import Document, Literal, Property, Ref
from migkg.quads import file, lines, software, types

GRAPH: Final = Ref("graph/provenance")


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A file that a graph was made from."""

    path: str  # relative to the corpus, or to the folder that holds ontology, shapes and queries
    sha256: str

    @property
    def ref(self) -> Ref:
        """Return the file's IRI, which its content alone decides."""
        return file(self.sha256)


def of_graph(graph: Ref, derived_from: Iterable[Ref]) -> Iterator[str]:
    """Yield the quads that say what a named graph was made from."""
    properties: list[Property] = [
        *types("prov:Entity"),
        ("prov:wasAttributedTo", software()),
        *(("prov:wasDerivedFrom", source) for source in derived_from),
    ]
    yield from lines(GRAPH, graph, properties)


def of_input(given: Input) -> Iterator[str]:
    """Yield the quads that describe a file."""
    properties: list[Property] = [
        *types("prov:Entity"),
        ("rdfs:label", Literal(given.path)),
        ("schema:sha256", Literal(given.sha256)),
    ]
    yield from lines(GRAPH, given.ref, properties)


def of_agents(steps: Iterable[str]) -> Iterator[str]:
    """Yield the quads that describe this version of migkg and those of its steps that act."""
    version: Property = ("schema:softwareVersion", Literal(__version__))
    name: Property = ("foaf:name", Literal(f"migkg {__version__}"))
    yield from lines(GRAPH, software(), [*types("prov:SoftwareAgent"), version, name])
    for step in steps:
        properties: list[Property] = [
            *types("prov:SoftwareAgent"),
            version,
            ("foaf:name", Literal(f"migkg {__version__}: {step}")),
            ("prov:actedOnBehalfOf", software()),
        ]
        yield from lines(GRAPH, software(step), properties)


def described(
    documents: Sequence[Document],
    copies: Iterable[Input],
    folders: dict[Ref, Sequence[Input]],
    rules: Sequence[Input],
    shapes: Sequence[Input],
    steps: Iterable[str],
) -> set[str]:
    """Return the lines of the graph ``provenance``.

    ``folders`` holds the files of each graph that is read from files of ours; document graphs
    were derived from their source file and the graph ``authority``, checked by ``shapes``; graph
    ``inferred`` from all of them by ``rules``.
    """
    found = set(of_agents(steps))
    authority = Ref("graph/authority")
    inputs = {*copies, *rules, *shapes}
    for document in documents:
        source = Input(document.source.path, document.source.sha256)
        inputs.add(source)
        basis = [source.ref, authority, *(shape.ref for shape in shapes)]
        found.update(of_graph(document.graph, basis))
    for graph, files in folders.items():
        inputs.update(files)
        found.update(of_graph(graph, [file.ref for file in files]))
    graphs = [*(document.graph for document in documents), *folders]
    inferred = [*graphs, *(rule.ref for rule in rules)]
    found.update(of_graph(Ref("graph/inferred"), inferred))
    for given in inputs:
        found.update(of_input(given))
    return found
