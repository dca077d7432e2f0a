"""The page about quality shows what was measured, and only that."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.conftest import Server, serving

from migkg import queries, store
from migkg.namespaces import expand
from migkg.serve.quality.chart import LEFT, WIDTH, intervals


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store) as running:
        yield running


@pytest.fixture(scope="module")
def measured(server: Server) -> dict:
    """The figures, once they have been measured."""
    for _ in range(240):
        said = server.client.get("/quality.json", timeout=60)
        if said.status_code != 503:
            break
        time.sleep(0.5)
    return said.raise_for_status().json()


def test_the_page_shows_the_measured_figures(server: Server, measured: dict) -> None:
    page = server.client.get("/quality", timeout=60).text
    rows = [row for row in measured["evaluation"]["figures"] if row["name"] == "all"]
    assert len(rows) == 4
    for row in rows:
        assert f"{row['f1']:.3f}" in page
        assert f"{row['precision']:.3f}" in page
    assert measured["build"]["sha256"] in page
    assert len(page.encode()) < 150_000


def test_every_check_was_made_and_found_nothing(measured: dict) -> None:
    assert [check["name"] for check in measured["checks"]] == [
        query.name for query in queries.shipped("quality")
    ]
    assert {check["name"]: check["total"] for check in measured["checks"] if check["total"]} == {}
    assert all(check["total"] is not None for check in measured["checks"])


def test_coverage_counts_every_passage_once(measured: dict, built_store: Path) -> None:
    table = measured["coverage"]["passages"]
    counted = Counter()
    for row in table["rows"]:
        named = dict(zip(table["names"], row, strict=True))
        counted["passages"] += int(named["passages"]["value"])
        counted["naming"] += int(named["naming"]["value"])
        counted["stating"] += int(named["stating"]["value"])
    with store.opened(built_store) as opened:
        quads = opened.data.quads_for_pattern

        def subjects(predicate: str) -> set:
            return {
                quad.subject for quad in quads(None, store.ox.NamedNode(expand(predicate)), None)
            }

        def objects(predicate: str) -> set:
            return {
                quad.object for quad in quads(None, store.ox.NamedNode(expand(predicate)), None)
            }

        passages = subjects("mig:passageOf")
        assert counted["passages"] == len(passages)
        assert counted["naming"] == len(passages & subjects("mig:mentions"))
        assert counted["stating"] == len(passages & objects("prov:wasDerivedFrom"))


def test_contradictions_show_both_quotes(server: Server, measured: dict) -> None:
    page = server.client.get("/quality", timeout=60).text
    pairs = sum(check["total"] for check in measured["contradictions"])
    assert pairs > 0
    assert page.count('<figure class="quote">') == 2 * pairs


def test_what_was_measured_is_kept_beside_the_build(measured: dict, built_store: Path) -> None:
    kept = json.loads((store.current(built_store) / "quality.json").read_text("utf-8"))
    assert kept == {name: value for name, value in measured.items() if name != "build"}


def test_whiskers_stand_where_the_figures_are() -> None:
    picture = intervals(
        [
            {"name": "all", "f1": 0.5, "f195": [0.0, 1.0]},
            {"name": "without", "f1": 0.5, "f195": None},
        ]
    )
    (one,) = picture.whiskers
    assert (one.low, one.point, one.high) == (LEFT, LEFT + WIDTH / 2, LEFT + WIDTH)
