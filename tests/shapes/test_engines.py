"""The fast engine gives pySHACL's verdicts."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg.namespaces import BASE, XSD
from migkg.validate import check_files, check_quads, shipped_context

pytest.importorskip("shacl")

HERE = Path(__file__).parent
EXAMPLES = sorted(HERE.glob("examples/*.ttl"))
COUNTEREXAMPLES = sorted(HERE.glob("counterexamples/*.ttl"))


@pytest.mark.parametrize("path", [*EXAMPLES, *COUNTEREXAMPLES], ids=lambda path: path.stem)
def test_engines_agree_on_file(path: Path) -> None:
    assert check_files([path], engine="fast") == check_files([path], engine="pyshacl")


def literal(text: str, datatype: str = "string", language: str | None = None) -> ox.Literal:
    if language:
        return ox.Literal(text, language=language)
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


ODD_VALUES = (
    None,
    literal(""),
    literal("x "),
    literal("x", language="en"),
    literal("x", language="en-us"),
    literal("7", "integer"),
    literal("-1", "integer"),
    literal("1.5", "decimal"),
    literal("2011", "gYear"),
    literal("2011-05", "gYearMonth"),
    literal("2011-05-19", "date"),
    literal("2011-05-19T10:00:00", "dateTime"),
    literal("31 May", "date"),
    literal("x", "integer"),
    literal("true", "boolean"),
    ox.NamedNode(BASE + "id/state/mex"),
    ox.NamedNode(BASE + "id/nobody"),
    ox.NamedNode(BASE + "concept/role/chair"),
)


def mutants(path: Path) -> bytes:
    """Return an example with a copy of each node for each property and odd value.

    In one copy the value takes the place of the property's own, in one it stands beside them.
    """
    quads = list(ox.parse(path=path))
    found = list(quads)
    for node in sorted({quad.subject for quad in quads}, key=str):
        own = [quad for quad in quads if quad.subject == node]
        for at, predicate in enumerate(sorted({quad.predicate for quad in own}, key=str)):
            for number, value in enumerate(ODD_VALUES):
                for keeps in (True, False):
                    digits = f"{at:02}{number:02}{int(keeps)}"
                    name = node.value[:-5] if "/id/fact/" in node.value else node.value
                    copy = ox.NamedNode(name + digits)
                    found += [
                        ox.Quad(copy, quad.predicate, quad.object)
                        for quad in own
                        if keeps or quad.predicate != predicate
                    ]
                    if value is not None:
                        found.append(ox.Quad(copy, predicate, value))
    written = ox.serialize(found, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    return written


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_engines_agree_on_mutants(path: Path) -> None:
    data = mutants(path)
    reference, fast = (
        check_quads(data, shipped_context(), engine=name) for name in ("pyshacl", "fast")
    )
    # Where an end is no number, pySHACL does not find the beginning before it wrong as well.
    ends = {r.focus_node for r in reference.violations if r.shape.endswith("-endIndex")}
    extra = set(fast.results) - set(reference.results)

    assert len(reference.results) > 20
    assert set(reference.results) <= set(fast.results)
    assert {
        result
        for result in extra
        if not (result.shape.endswith("-beginIndex") and result.focus_node in ends)
    } == set()
