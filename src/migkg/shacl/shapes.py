"""Loads the shapes and prepares them for the engines."""

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from migkg.errors import MissingFileError, UnreadableFileError
from migkg.namespaces import BASE, DEFAULT_BASE
from migkg.resources import folder
from migkg.shacl.report import prefixed

TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)

# Where a shape is used by reference, as a condition on other nodes, it has to stay whole.
_BY_NODE = (SH.node, SH["not"], SH.qualifiedValueShape)
_BY_LIST = (SH["and"], SH["or"], SH.xone)


@dataclass(frozen=True, eq=False)
class Shapes:
    """The shapes of a folder."""

    graph: Graph = field(repr=False)

    @classmethod
    def load(cls, path: Path | None = None) -> "Shapes":
        """Return the shapes of a folder or file, by default those that are shipped.

        Raises MissingFileError or UnreadableFileError.
        """
        return _load(path or folder("shapes"))

    @cached_property
    def turtle(self) -> str:
        """Return the shapes as one text for an engine that parses them itself."""
        return self.graph.serialize(format="nt")

    @cached_property
    def flat(self) -> Graph:
        """Return equivalent shapes that pySHACL checks in bulk.

        pySHACL runs a property shape that hangs on a node shape once for each focus node, at five
        times the price of a property shape with targets of its own, which it runs once for all.
        SHACL lets a property shape declare targets; so each one takes over those of its node shape.
        """
        flat = Graph()
        for triple in self.graph:
            flat.add(triple)
        for node, parts in self._targeted().items():
            targets = [(p, o) for p in TARGETS for o in self.graph.objects(node, p)]
            for part in parts:
                for predicate, value in targets:
                    flat.add((part, predicate, value))
                flat.remove((node, SH.property, part))
        return flat

    def _targeted(self) -> dict[Node, list[Node]]:
        """Return the node shapes that have targets and serve nothing else, with their parts."""
        referred = {o for p in _BY_NODE for o in self.graph.objects(None, p)}
        for predicate in _BY_LIST:
            for members in self.graph.objects(None, predicate):
                referred.update(self.graph.items(members))
        nodes = {s for p in TARGETS for s in self.graph.subjects(p)} - referred
        nodes -= set(self.graph.subjects(SH.deactivated))
        return {node: list(self.graph.objects(node, SH.property)) for node in nodes}

    @cached_property
    def beyond(self) -> frozenset[str]:
        """Return the properties, as IRIs, that the shapes read of a node that is only a value.

        What a document graph refers to must be known by these: the type of an entity, the scheme
        of a concept.
        """
        direct = {part for parts in self._targeted().values() for part in parts}
        found = {RDF.type}
        for shape, path in self.graph.subject_objects(SH.path):
            if isinstance(path, URIRef):
                # The path of a condition that is applied to values.
                found |= set() if shape in direct else {path}
            elif (path, RDF.first, None) in self.graph:
                found.update(step for step in self.graph.items(path) if isinstance(step, URIRef))
        return frozenset(str(predicate) for predicate in found)

    @cached_property
    def property_shapes(self) -> tuple[URIRef, ...]:
        """Return the property shapes that node shapes hold, sorted."""
        return tuple(sorted({URIRef(str(s)) for s in self.graph.objects(None, SH.property)}))

    @cached_property
    def by_iri(self) -> dict[str, tuple[str, str, str]]:
        """Return severity, path and message of each shape, by its IRI."""
        shapes = {*self.graph.subjects(RDF.type, SH.NodeShape)}
        shapes |= {*self.graph.subjects(RDF.type, SH.PropertyShape)}
        return {str(shape): self._said(shape) for shape in shapes}

    def _said(self, shape: Node) -> tuple[str, str, str]:
        severity = self.graph.value(shape, SH.severity) or SH.Violation
        path = self.graph.value(shape, SH.path)
        message = self.graph.value(shape, SH.message) or self.graph.value(shape, SH.description)
        local = str(severity).removeprefix(str(SH))
        return local, "" if path is None else self._path(path), str(message or "")

    def _path(self, path: Node) -> str:
        """Return a path in SPARQL's syntax, which reads the same whichever engine reports it."""
        if isinstance(path, URIRef):
            return prefixed(str(path))
        choice = self.graph.value(path, SH.alternativePath)
        if choice is not None:
            return "|".join(self._path(step) for step in self.graph.items(choice))
        inverse = self.graph.value(path, SH.inversePath)
        if inverse is not None:
            return "^" + self._path(inverse)
        return "/".join(self._path(step) for step in self.graph.items(path))


@cache
def _load(path: Path) -> Shapes:
    if not path.exists():
        raise MissingFileError(str(path))
    files = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
    graph = Graph()
    for file in files:
        try:
            text = file.read_text(encoding="utf-8").replace(DEFAULT_BASE, BASE)
            graph.parse(data=text, format="turtle")
        except (OSError, UnicodeDecodeError, SyntaxError) as error:
            reason = " ".join(str(error).split())
            raise UnreadableFileError(str(file), f"not Turtle: {reason}") from error
    if not any(graph.subjects(RDF.type, SH.NodeShape)):
        raise UnreadableFileError(str(path), "holds no shapes")
    return Shapes(graph)
