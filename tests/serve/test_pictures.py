"""Pictures: every mark is of a row of the answer, and the table below says the same."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.serve.conftest import Server, serving

import migkg.serve.pictures as pictures
from migkg.serve.pictures import chain, figures, matrix, timeline, worldmap
from migkg.serve.pictures.rows import columns, ticks, year

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store) as running:
        yield running


def page(server: Server, address: str) -> html.HtmlElement:
    answered = server.client.get(address, headers=HTML, timeout=60).raise_for_status()
    assert len(answered.content) < 150_000
    return html.fromstring(answered.text)


def rows(server: Server, name: str, **values: str) -> list[dict[str, str]]:
    said = server.client.get(f"/api/queries/{name}.csv", params=values, timeout=60)
    return list(csv.DictReader(io.StringIO(said.raise_for_status().text)))


def local(iri: str) -> str:
    return iri.removeprefix("https://w3id.org/migkg/")


def test_every_event_and_document_has_its_mark(server: Server) -> None:
    shown = page(server, "/look/timeline")
    marks = [link.rpartition("../")[2] for link in shown.xpath("//svg//a/@href")]
    there = rows(server, "timeline")
    assert sorted(marks) == sorted(local(row["thing"]) for row in there)
    assert len(shown.xpath("//tbody/tr")) == len(there) > 20


def test_years_bound_the_timeline(server: Server) -> None:
    shown = page(server, "/look/timeline?from=2011&to=2011")
    begins = shown.xpath("//tbody/tr/td[1]/time/@datetime")
    assert begins
    assert {begin[:4] for begin in begins} == {"2011"}


def test_every_state_of_the_answer_is_on_the_map(server: Server) -> None:
    there = rows(server, "states_bound")
    shown = page(server, "/look/map?query=states_bound")
    marked = {
        link.rpartition("../")[2] for link in shown.xpath('//svg[contains(@class,"map")]//a/@href')
    }
    assert marked == {local(row["state"]) for row in there}
    assert any(code in worldmap._world()["points"] for code in
               (iri.rpartition("/")[2] for iri in marked))  # fmt: skip


def test_any_answer_with_states_and_numbers_can_be_mapped(server: Server) -> None:
    shown = page(server, "/look/map?query=cq31_states_named")
    assert shown.xpath('//svg[contains(@class,"map")]//a')
    refused = server.client.get("/look/map?query=timeline", headers=HTML)
    assert refused.status_code == 400
    assert "no column of States" in refused.text
    assert server.client.get("/look/map?query=nonsense").status_code == 404


def test_the_chain_links_each_step_of_the_answer(server: Server) -> None:
    there = rows(server, "cq52_mandate_chain")
    shown = page(server, "/look/mandates")
    boxes = {
        link.rpartition("../")[2]
        for link in shown.xpath('//svg[contains(@class,"chain")]//a/@href')
    }
    assert boxes == {local(row[end]) for row in there for end in ("from", "to")}
    assert len(shown.xpath('//path[@class="way"]')) == len(
        {(row["from"], row["to"]) for row in there}
    )


def test_every_point_leads_to_its_sentence(server: Server) -> None:
    there = rows(server, "figures", indicator="remittances-received", unit="us-dollars")
    shown = page(server, "/look/figures?indicator=remittances-received&unit=us-dollars")
    points = sorted(
        link.rpartition("../")[2]
        for link in shown.xpath('//svg[contains(@class,"chart")]//a/@href')
    )
    assert points == sorted(
        f"{local(row['passage'])}?fact={row['fact'].rpartition('/')[2]}" for row in there
    )
    for row in there[:3]:
        opened = server.client.get(f"/{local(row['passage'])}", headers=HTML, follow_redirects=True)
        assert opened.status_code == 200


def test_the_matrix_holds_each_date(server: Server) -> None:
    there = rows(server, "ratifications")
    shown = page(server, "/look/treaties")
    dates = [cell for cell in shown.xpath("//tbody/tr/td/text()") if cell.strip()]
    assert sorted(dates) == sorted(row["first"] for row in there)
    african = page(server, "/look/treaties?within=area/m49-002")
    assert 0 < len(african.xpath("//tbody/tr")) < len(shown.xpath("//tbody/tr"))


def test_every_state_has_a_place_on_the_map(server: Server) -> None:
    world = json.loads((Path(pictures.__file__).parent / "world.json").read_text("utf-8"))
    states = server.rows("SELECT ?s { ?s a <https://w3id.org/migkg/ontology#State> }")
    codes = {row["s"].rpartition("/")[2] for row in states}
    assert codes - world["shapes"].keys() - world["points"].keys() == set()


def cell(value: str, label: str = "") -> dict:
    return {"type": "iri", "value": value, "label": label or value}


def test_a_circle_of_steps_ends() -> None:
    steps = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "c")]
    found = chain.drawn(
        [{"step": cell("1"), "from": cell(begin), "to": cell(end)} for begin, end in steps]
    )
    assert found is not None
    assert len(found.boxes) == 3


def test_nothing_gives_no_picture() -> None:
    assert timeline.drawn([]) is None
    assert chain.drawn([]) is None
    assert figures.drawn([]) is None
    assert matrix.drawn([]).rows == ()
    assert columns([], []) is None


# As documents print figures: no finer than a thousandth.
@given(st.lists(st.integers(-(10**15), 10**15).map(lambda n: n / 1000), min_size=2, max_size=40))
def test_ticks_hold_all_values(values: list[float]) -> None:
    found = ticks(min(values), max(values))
    assert found[0] <= min(values)
    assert max(values) <= found[-1]
    assert len(found) <= 12
    assert all(a < b for a, b in pairwise(found))


@given(st.lists(st.integers(0, 500).map(float), max_size=200))
def test_classes_cover_each_value_once(values: list[float]) -> None:
    found = worldmap.classes(values)
    assert len(found) <= worldmap.CLASSES
    assert all(a[1] < b[0] for a, b in pairwise(found))
    for value in values:
        assert sum(low <= value <= high for low, high in found) == 1


@given(st.dates())
def test_days_stand_in_their_order(day: object) -> None:
    at = year(str(day))
    assert at is not None
    assert int(str(day)[:4]) <= at < int(str(day)[:4]) + 1


@given(st.text(max_size=20))
def test_what_is_no_date_has_no_place(text: str) -> None:
    found = year(text)
    assert found is None or isinstance(found, float)
