"""What a change must keep: the rules of the graph, and its shapes."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Final

import pyoxigraph as ox

from migkg.errors import CheckError
from migkg.namespaces import BASE, GRAPH, RDFS
from migkg.serve.faults import NoAnswerError
from migkg.validate import Context, check_quads

# Made by the build from the other graphs, and by every change anew.
DERIVED: Final = frozenset(
    ox.NamedNode(GRAPH + name) for name in ("inferred", "provenance", "service")
)
_SUBCLASS: Final = ox.NamedNode(RDFS + "subClassOf")
_SHOWN: Final = 5  # faults that a message spells out


def allowed(graph: ox.NamedNode) -> None:
    """Raise NoAnswerError if a graph is none to be changed."""
    if graph in DERIVED:
        raise NoAnswerError(
            "refused",
            f"Graph {graph.value} is made from the others: change what it follows from.",
        )


def once(data: ox.Store, added: Iterable[ox.Quad]) -> None:
    """Raise NoAnswerError if an added triple stands in another graph already.

    One triple stands in one graph: the union of all graphs would count it twice. What had only
    been derived gives way to what is stated.
    """
    clashes, derived = [], []
    for quad in added:
        for other in data.quads_for_pattern(quad.subject, quad.predicate, quad.object, None):
            if other.graph_name in DERIVED:
                derived.append(other)
            elif other.graph_name != quad.graph_name:
                clashes.append(other)
    if clashes:
        shown = "; ".join(sorted(map(_shown, clashes))[:_SHOWN])
        raise NoAnswerError(
            "conflict",
            f"{_many(len(clashes), 'triple stands', 'triples stand')} in another graph already, "
            f"and one triple stands in one graph: leave them out. {shown}",
        )
    for quad in derived:
        data.remove(quad)


def sound(added: Iterable[ox.Quad]) -> None:
    """Raise NoAnswerError if an added quad is none that the graph may hold."""
    for quad in added:
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise NoAnswerError(
                "bad-request", "Nothing stands in the default graph here: name a graph."
            )
        allowed(quad.graph_name)
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise NoAnswerError("bad-request", "No blank nodes stand here: give IRIs.")
        if isinstance(quad.object, ox.Triple):
            raise NoAnswerError("bad-request", "Triples about triples (RDF 1.2) are not taken.")


def conforming(data: ox.Store, graph: ox.NamedNode) -> None:
    """Raise NoAnswerError, with the report in words, if a graph of ours breaks the shapes."""
    if not graph.value.startswith(GRAPH):
        return  # of somebody else's making and meaning
    quads = list(data.quads_for_pattern(None, None, None, graph))
    engine = "fast" if find_spec("shacl") else "pyshacl"
    lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    try:
        report = check_quads(lines, Context.of(_around(data, quads)), engine=engine)
    except CheckError as error:
        raise NoAnswerError("not-conforming", f"The graph cannot be checked: {error}") from error
    faults = report.violations
    if faults:
        shown = "\n".join(f"- {fault}" for fault in faults[:_SHOWN])
        more = f"\nand {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise NoAnswerError(
            "not-conforming",
            f"{_many(len(faults), 'violation', 'violations')} of the shapes:\n{shown}{more}",
        )


def _around(data: ox.Store, quads: Sequence[ox.Quad]) -> bytes:
    """Return what other graphs say of the nodes of a graph, and of those that these are tied to."""
    own = {quad.graph_name for quad in quads} | DERIVED
    found: dict[ox.Quad, None] = dict.fromkeys(data.quads_for_pattern(None, _SUBCLASS, None, None))
    subjects = {quad.subject for quad in quads}
    values = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}

    def known(node: Any) -> list[ox.Quad]:
        about = data.quads_for_pattern(node, None, None, None)
        return [quad for quad in about if quad.graph_name not in own]

    for node in subjects:
        said = known(node)
        found.update(dict.fromkeys(said))
        values |= {quad.object for quad in said if isinstance(quad.object, ox.NamedNode)}
    for node in values - subjects:
        found.update(dict.fromkeys(known(node)))
    return ox.serialize(found, format=ox.RdfFormat.N_QUADS) or b""


def difference(
    before: ox.Store, after: ox.Store
) -> Mapping[Any, tuple[list[ox.Quad], list[ox.Quad]]]:
    """Return what was added to and removed from each graph that is not what it was.

    Graphs are compared as they are written first, which is many times faster than quad by quad.
    """
    names: dict[Any, None] = dict.fromkeys([*before.named_graphs(), *after.named_graphs()])
    changed = {}
    for graph in [*names, ox.DefaultGraph()]:
        one, other = _lines(before, graph), _lines(after, graph)
        created = before.contains_named_graph(graph) != after.contains_named_graph(graph)
        if one != other or (created and isinstance(graph, ox.NamedNode)):
            old = set(before.quads_for_pattern(None, None, None, graph))
            new = set(after.quads_for_pattern(None, None, None, graph))
            changed[graph] = (list(new - old), list(old - new))
    return changed


def _lines(store: ox.Store, graph: Any) -> bytes:
    return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""


def _shown(quad: ox.Quad) -> str:
    return f"{quad.triple} (graph {quad.graph_name})".replace(BASE, "")


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
