"""Loads the ontology, its concept schemes and the authority files into rdflib graphs.

The Turtle files are written with the default base; with another base set, every IRI of ours is
read under that one.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal
from rdflib.plugins.parsers.notation3 import BadSyntax

from migkg import resources
from migkg.errors import MissingFileError, OntologyError, UnreadableFileError
from migkg.namespaces import BASE, DEFAULT_BASE, MIG, PREFIXES

__all__ = [
    "load_authority",
    "load_concepts",
    "load_ontology",
    "load_turtle",
    "superclasses",
]


def load_ontology(folder: Path | None = None) -> Graph:
    """Return our terms, their alignments, the outside terms they use, and the concept schemes.

    ``folder`` is the ontology's folder, the shipped one if none is given.

    Raises OntologyError for Turtle that does not parse, MissingFileError without such a folder.
    """
    folder = _folder(folder)
    return load_turtle([*_turtle(folder), *_turtle(folder / "concepts")])


def load_concepts(folder: Path | None = None) -> Graph:
    """Return the concept schemes alone, ``concepts/*.ttl`` of the ontology's folder.

    Raises as :func:`load_ontology`.
    """
    return load_turtle(_turtle(_folder(folder) / "concepts"))


def load_authority(folder: Path | None = None) -> Graph:
    """Return the known entities, ``authority/*.ttl`` of the ontology's folder.

    Raises as :func:`load_ontology`.
    """
    return load_turtle(_turtle(_folder(folder) / "authority"))


def load_turtle(paths: Iterable[Path], base: str = BASE) -> Graph:
    """Return the triples of Turtle files, in one graph, our IRIs moved to ``base``.

    Raises OntologyError, naming file and line, for Turtle that does not parse; MissingFileError
    and UnreadableFileError for what is no text file.
    """
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for path in paths:
        _parse(graph, path, base)
    return graph


def superclasses(graph: Graph) -> Mapping[str, frozenset[str]]:
    """Return, for the local name of each of our classes, those of itself and all its superclasses.

    Classes of other vocabularies are left out.

    >>> names = superclasses(load_ontology())
    >>> sorted(names["Resolution"])
    ['Document', 'Instrument', 'Resolution']
    """
    parents: dict[str, set[str]] = {
        _local(term): set() for term in graph.subjects(RDF.type, OWL.Class) if _is_ours(term)
    }
    for child, parent in graph.subject_objects(RDFS.subClassOf):
        if _is_ours(child) and _is_ours(parent):
            parents.setdefault(_local(child), set()).add(_local(parent))
    return {name: _reachable(name, parents) for name in sorted(parents)}


def _reachable(name: str, parents: Mapping[str, set[str]]) -> frozenset[str]:
    reached, pending = {name}, [name]
    while pending:
        new = parents.get(pending.pop(), set()) - reached
        reached |= new
        pending += new
    return frozenset(reached)


def _is_ours(term: object) -> bool:
    return str(term).startswith(MIG)


def _local(term: object) -> str:
    return str(term).removeprefix(MIG)


def _folder(folder: Path | None) -> Path:
    return resources.folder("ontology") if folder is None else folder


def _turtle(folder: Path) -> list[Path]:
    """Return the Turtle files directly in a folder, by name."""
    if not folder.is_dir():
        raise MissingFileError(str(folder))
    return sorted(folder.glob("*.ttl"))


def _parse(graph: Graph, path: Path, base: str) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise MissingFileError(str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(str(path), "not a text file in UTF-8") from error
    if base != DEFAULT_BASE:
        text = text.replace(DEFAULT_BASE, base)
    found = Graph()
    try:
        with _quiet_literals():
            found.parse(data=text, format="turtle", publicID=base)
    except BadSyntax as error:
        # The parser counts lines from 0 and quotes the file behind its reason.
        reason = str(error).partition("Bad syntax (")[2].partition(") at ^ in:")[0]
        raise OntologyError(f"{path}:{error.lines + 1}: {' '.join(reason.split())}") from error
    except (IndexError, ValueError) as error:
        # The parser runs off the end of what it reads, and no longer knows the line.
        raise OntologyError(f"{path}:{text.count(chr(10)) + 1}: the Turtle ends early") from error
    for literal in found.objects():
        if isinstance(literal, Literal) and literal.ill_typed:
            line = text[: max(text.find(f'"{literal}"'), 0)].count("\n") + 1
            raise OntologyError(f"{path}:{line}: no value of its datatype: {literal.n3()}")
    graph += found


@contextmanager
def _quiet_literals() -> Iterator[None]:
    """Keep rdflib from logging a traceback for each bad literal: the caller names them itself."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
