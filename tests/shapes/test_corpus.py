"""The graphs of the shipped corpus conform, and both engines say so, and what is wrong if not."""

from collections.abc import Mapping

import pyoxigraph as ox
import pytest

from migkg import store
from migkg.build import build
from migkg.namespaces import GRAPH, ID, RDF
from migkg.validate import Context, check_quads, shipped_context

pytest.importorskip("shacl")

TYPE = ox.NamedNode(RDF + "type")
KINDS = "document person organization office instrument event initiative publication state area"
DESCRIBED = tuple(f"<{ID}{kind}/" for kind in KINDS.split())


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Return the lines of each document graph of the shipped corpus."""
    folder = tmp_path_factory.mktemp("corpus") / "store"
    build([], folder, jobs=1)
    with store.opened(folder) as opened:
        names = [name.value for name in opened.data.named_graphs()]
        return {
            name.removeprefix(GRAPH): sorted(
                f"{quad} ."
                for quad in opened.data.quads_for_pattern(None, None, None, ox.NamedNode(name))
            )
            for name in sorted(names)
            if name.startswith(GRAPH + "document/")
        }


@pytest.fixture(scope="module")
def context(documents: Mapping[str, list[str]]) -> Context:
    """Return what the build knows beside a graph; each triple stands in one graph only."""
    told = [
        line
        for lines in documents.values()
        for line in lines
        if line.startswith(DESCRIBED) and (not line.startswith(DESCRIBED[0]) or f" {TYPE} " in line)
    ]
    return Context.of(shipped_context().nquads, told)


def test_the_graphs_conform(documents: Mapping[str, list[str]], context: Context) -> None:
    reports = {name: check_quads(lines, context) for name, lines in documents.items()}

    assert len(reports) > 5
    assert {name: report.violations for name, report in reports.items() if report.violations} == {}


@pytest.mark.parametrize("step", [None, 7])
def test_engines_agree_on_the_graphs_and_on_damaged_ones(
    documents: Mapping[str, list[str]], context: Context, step: int | None
) -> None:
    """Damaged is a graph from which each so many-th line is taken out."""
    found = 0
    for lines in documents.values():
        kept = [line for at, line in enumerate(lines) if step is None or at % step]
        reference, fast = (check_quads(kept, context, engine=e) for e in ("pyshacl", "fast"))
        found += len(reference.violations)
        assert fast == reference

    assert (found > 100) == (step is not None)
