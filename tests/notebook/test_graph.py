"""The graph from Python: frames of several libraries, entities, facts with their citations."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
import rdflib

import migkg
from migkg.errors import QuerySyntaxError, StoreError, UnknownNameError, UsageError
from migkg.notebook import Graph, Table
from migkg.show import AmbiguousNameError


@pytest.fixture(scope="module")
def graph(built_store: Path) -> Iterator[Graph]:
    with migkg.open(built_store) as opened:
        yield opened


def test_a_select_is_a_frame_with_typed_columns(graph: Graph) -> None:
    frame = graph.query(
        """
        SELECT ?fact ?value ?period WHERE {
          ?fact a mig:Observation ; mig:value ?value OPTIONAL { ?fact mig:refPeriod ?period }
        } ORDER BY ?fact"""
    )
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == ["fact", "value", "period"]
    assert pd.api.types.is_numeric_dtype(frame["value"])
    assert frame["period"].isna().any()
    assert len(frame) == graph.build["counts"]["Observation"]


def test_columns_come_in_the_order_of_the_query(graph: Graph) -> None:
    assert list(graph.query("SELECT ?z ?a { ?z a ?a } LIMIT 1").columns) == ["z", "a"]


def test_a_shipped_query_is_asked_by_its_name(graph: Graph) -> None:
    claims = graph.query("cq80")
    assert (claims["difference"] == 0).all()
    assert len(claims) == graph.build["counts"]["PartyCount"]


def test_dates_are_dates_and_partial_ones_stay_text(graph: Graph) -> None:
    (row,) = graph.query(
        'SELECT ("2012-06-01"^^xsd:date AS ?day) ("2012-06"^^xsd:gYearMonth AS ?month) {}', "table"
    )
    assert row == (date(2012, 6, 1), "2012-06")


def test_yes_no_and_graphs(graph: Graph) -> None:
    assert graph.query("ASK { ?s a mig:State }") is True
    found = graph.query("CONSTRUCT { ?s a mig:State } WHERE { ?s a mig:State } LIMIT 7")
    assert isinstance(found, rdflib.Graph)
    assert len(found) == 7


@pytest.mark.parametrize(
    ("query", "error", "said"),
    [
        ("SELECT ?x {\n ?x ?y }\n nonsense", QuerySyntaxError, r"error at [23]:"),
        ("no-such-query", UnknownNameError, "no-such-query"),
        ("SELECT ?x { ?x a unknown:Thing }", QuerySyntaxError, "1:"),
    ],
)
def test_a_mistake_is_named(graph: Graph, query: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        graph.query(query)
    assert re.search(said, str(caught.value))


def test_frames_that_there_are_not(graph: Graph) -> None:
    with pytest.raises(UsageError, match="there are: pandas, polars, table"):
        graph.query("SELECT ?s { ?s a mig:State }", "spreadsheet")


def test_an_entity_by_any_of_its_names(graph: Graph) -> None:
    names = ("IOM", "International Organization for Migration", "id/organization/iom", "OIM")
    assert len({graph.entity(name).iri for name in names}) == 1
    assert graph.entity("IOM").label == "International Organization for Migration"
    assert (
        "mig:Organization" in " ".join(graph.entity("IOM").classes) or graph.entity("IOM").classes
    )
    with pytest.raises(UnknownNameError):
        graph.entity("Atlantis")
    with pytest.raises(AmbiguousNameError):
        graph.entity("Congo")


class _Cited(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.marked: list[str] = []
        self.cites = 0
        self._within = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._within = tag
        self.cites += tag == "cite"
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "mark":
            self.marked[-1] += data


def test_facts_are_shown_with_their_citations(graph: Graph) -> None:
    facts = graph.entity("GMG").facts
    parser = _Cited()
    parser.feed(facts._repr_html_())
    cited = [citation for fact in facts for citation in fact.citations]
    assert parser.marked == [one.sentence or one.quote for one in cited]
    assert parser.cites == len(cited) >= len(facts) > 0
    frame = facts.frame()
    assert list(frame["passage"]) == [one.passage for one in cited]
    assert all(fact.words for fact in facts)


def test_a_sentence_is_of_its_passage(graph: Graph) -> None:
    for fact in graph.entity("id/state/mex").facts:
        for citation in fact.citations:
            assert citation.sentence in citation.quote
            held = graph.query(f"ASK {{ <{fact.iri}> prov:wasDerivedFrom <{citation.passage}> }}")
            assert held is True


def test_what_a_notebook_shows_is_escaped() -> None:
    table = Table(("<b>",), (("<script>",), ("javascript:alert(1)",), ("https://x.org/?a&b",)))
    html = table._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert 'href="javascript' not in html
    assert 'href="https://x.org/?a&amp;b"' in html


def test_a_folder_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="migkg build"):
        migkg.open(tmp_path)
