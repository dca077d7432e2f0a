"""Each shape rejects its counterexample, and no other shape does."""

from pathlib import Path

import pytest
from rdflib import RDF
from rdflib.namespace import SH

from migkg.namespaces import SHAPE
from migkg.shacl.shapes import TARGETS, Shapes
from migkg.validate import check_files

HERE = Path(__file__).parent
SHAPES = Shapes.load()
CONDITIONS = {SH.nodeKind, SH.pattern, SH["or"], SH["and"], SH["class"], SH.datatype}


def with_conditions_of_their_own() -> list[str]:
    """Node shapes that check the focus node itself, not only its properties."""
    graph = SHAPES.graph
    targeted = {s for p in TARGETS for s in graph.subjects(p)}
    nodes = targeted & set(graph.subjects(RDF.type, SH.NodeShape))
    return [str(node) for node in nodes if CONDITIONS & set(graph.predicates(node))]


NAMES = sorted(
    shape.removeprefix(SHAPE)
    for shape in [*map(str, SHAPES.property_shapes), *with_conditions_of_their_own()]
)


@pytest.mark.parametrize("name", NAMES)
def test_shape_alone_rejects_its_counterexample(name: str) -> None:
    """A shape that never fires checks nothing."""
    report = check_files([HERE / "counterexamples" / f"{name}.ttl"])

    assert {result.shape.removeprefix(SHAPE) for result in report.results} == {name}


def test_each_counterexample_has_a_shape() -> None:
    assert sorted(path.stem for path in HERE.glob("counterexamples/*")) == NAMES


def test_severity_decides_whether_a_counterexample_keeps_a_graph_out() -> None:
    broken = check_files([HERE / "counterexamples" / "Fact-wasDerivedFrom.ttl"])
    doubtful = check_files([HERE / "counterexamples" / "PartyCount-asOf.ttl"])

    assert (broken.conforms(), broken.conforms(strict=True)) == (False, False)
    assert (doubtful.conforms(), doubtful.conforms(strict=True)) == (True, False)
