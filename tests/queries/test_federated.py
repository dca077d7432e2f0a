"""Queries that join the graph with other endpoints, each played by a real one on this machine.

The answers of Wikidata and of metadata.un.org are played by extracts of the same shape. Facts of
metadata.un.org: the areas and the Goals as published in https://github.com/UNStats/LOD4Stats
(commit 0ae578b), the thesaurus' label of remittances as in https://github.com/un-project/un-extractor
(commit cc0f379). Facts of Wikidata's kind: censuses of Mexico and the Philippines of 2020, the
founding days of the ILO (11 April 1919) and of IOM (6 December 1951).
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.conftest import Server, make_store, serving
from tests.serve.other import oxigraph

from migkg import queries
from migkg.namespaces import BASE
from migkg.queries import Query
from migkg.serve.federation.calls import calls
from migkg.serve.federation.services import service

WIKIDATA, UN = "https://query.wikidata.org/sparql", "https://metadata.un.org/sparql"
FEDERATED = queries.shipped("federated")

AT_WIKIDATA = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q96 wdt:P1082 "+126014024"^^xsd:decimal ; wdt:P36 wd:Q1489 .
wd:Q928 wdt:P1082 "+109035343"^^xsd:decimal ; wdt:P36 wd:Q1461 .
wd:Q30 wdt:P1082 "+331449281"^^xsd:decimal ; wdt:P36 wd:Q61 .
wd:Q1489 rdfs:label "Mexico City"@en, "Mexico"@fr .
wd:Q1461 rdfs:label "Manila"@en, "Manille"@fr .
wd:Q61 rdfs:label "Washington, D.C."@en .
wd:Q54129 wdt:P571 "1919-04-11T00:00:00Z"^^xsd:dateTime ; wdt:P856 <https://www.ilo.org/> .
wd:Q472311 wdt:P571 "1951-12-06T00:00:00Z"^^xsd:dateTime .
"""
AT_UN = """
@prefix codes: <http://metadata.un.org/sdg/codes/> .
@prefix area: <http://metadata.un.org/sdg/codes/geoArea/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unbis: <http://metadata.un.org/thesaurus/> .
area:484 skos:inScheme codes:geoAreaCodes ; skos:broader area:013, area:dc ;
  skos:prefLabel "المكسيك"@ar, "Mexico"@en, "México"@es, "Mexique"@fr, "Мексика"@ru, "墨西哥"@zh .
area:608 skos:inScheme codes:geoAreaCodes ; skos:broader area:035, area:dc ;
  skos:prefLabel "الفلبين"@ar, "Philippines"@en, "Филиппины"@ru, "菲律宾"@zh .
area:013 skos:inScheme codes:geoAreaCodes ; skos:prefLabel "Central America"@en .
area:035 skos:inScheme codes:geoAreaCodes ; skos:prefLabel "South-eastern Asia"@en .
area:dc skos:inScheme codes:geoAreaCodes ; skos:prefLabel "Developing country"@en .
sdg:10.c skos:inScheme <http://metadata.un.org/sdg> ; skos:broader sdg:10 ; skos:prefLabel
  "By 2030, reduce to less than 3 per cent the transaction costs of migrant remittances and eliminate remittance corridors with costs higher than 5 per cent"@en .
sdg:C100c01 skos:inScheme <http://metadata.un.org/sdg> ; skos:broader sdg:10.c ; skos:prefLabel
  "Remittance costs as a proportion of the amount remitted"@en,
  "Costo de las remesas en proporción a las sumas remitidas"@es .
unbis:1005471 skos:prefLabel "REMITTANCES"@en .
"""  # noqa: E501


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The options that let both endpoints be called, each at a mirror on this machine."""
    folder = tmp_path_factory.mktemp("others")
    with (
        oxigraph(folder / "wikidata", AT_WIKIDATA, "data.ttl") as wikidata,
        oxigraph(folder / "un", AT_UN, "data.ttl") as un,
    ):
        mirrors = {WIKIDATA: wikidata, UN: un}
        yield [x for iri, to in mirrors.items() for x in ("--service", f"{iri}={to}/query")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = make_store(tmp_path_factory.mktemp("alone") / "store")
    with serving(folder, "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")
def joining(built_store: Path, others: list[str]) -> Iterator[Server]:
    with serving(built_store, "--workers", "2", "--time-limit", "30", *others) as running:
        yield running


@pytest.mark.parametrize("query", FEDERATED, ids=lambda query: query.name)
def test_header_names_the_endpoint_and_the_answer(query: Query) -> None:
    assert query.question.endswith("?")
    assert "federated" in query.tags
    assert {call.iri for call in calls(query.text)} == {query.header["service"]}
    assert service(query.header["service"]).iri in {WIKIDATA, UN}
    names = query.header["answer"].replace(" and ", ", ").split(", ")
    assert len(names) >= query.text.partition("SELECT ")[2].partition(" WHERE")[0].count("?") / 2


def answers(server: Server, name: str) -> list[dict[str, str]]:
    rows = server.rows(queries.find(name).text)
    return [{key: value.removeprefix(BASE) for key, value in row.items()} for row in rows]


def test_people_in_states_bound(joining: Server) -> None:
    rows = answers(joining, "fq01")

    by_state = {row["state"]: row for row in rows}
    assert by_state["id/state/mex"] == {
        "state": "id/state/mex",
        "name": "Mexico",
        "bound": "1999-03-08",
        "population": "126014024",
    }
    assert by_state["id/state/phl"]["population"] == "109035343"
    assert "population" not in by_state["id/state/mar"]
    assert "id/state/usa" not in by_state
    assert len(rows) == len(by_state) > 40


def test_capitals_of_hosts(joining: Server) -> None:
    rows = answers(joining, "fq02")

    assert [(row["meeting"], row["capital"]) for row in rows] == [
        ("id/event/gfmd-2008", "Manila"),
        ("id/event/gfmd-2010", "Mexico City"),
    ]


def test_foundation_of_organizations(joining: Server) -> None:
    rows = {row["organization"]: row for row in answers(joining, "fq03")}

    assert set(rows) == {"id/organization/ilo", "id/organization/iom"}
    assert rows["id/organization/ilo"]["founded"] == "1919-04-11T00:00:00Z"
    assert rows["id/organization/ilo"]["website"] == "https://www.ilo.org/"
    assert "website" not in rows["id/organization/iom"]
    assert int(rows["id/organization/iom"]["passages"]) > 0


def test_themes_in_the_thesaurus(joining: Server) -> None:
    assert answers(joining, "fq04") == [
        {
            "theme": "concept/theme/remittances",
            "concept": "http://metadata.un.org/thesaurus/1005471",
            "english": "REMITTANCES",
        }
    ]


def test_targets_of_themes(joining: Server) -> None:
    rows = answers(joining, "fq05")

    assert {row["theme"] for row in rows} == {
        "concept/theme/remittances",
        "concept/theme/transfer-costs",
    }
    assert {row["target"] for row in rows} == {"http://metadata.un.org/sdg/10.c"}
    assert {row["indicator"] for row in rows} == {
        "Remittance costs as a proportion of the amount remitted"
    }
    assert "id/document/a-67-254" in {row["document"] for row in rows}


def test_parties_by_region(joining: Server) -> None:
    rows = [row for row in answers(joining, "fq06") if row["state"] == "id/state/mex"]

    assert [row["region"] for row in rows] == ["Central America", "Developing country"]
    assert {(row["arabic"], row["russian"], row["chinese"]) for row in rows} == {
        ("المكسيك", "Мексика", "墨西哥")
    }


def test_what_is_known_is_sent_along(joining: Server) -> None:
    """Without it the endpoint would be asked for the capital of everything there is."""
    query = queries.find("fq02").text.replace(
        "?item wdt:P36/rdfs:label ?capital .", "?item wdt:P36/rdfs:label ?capital . ?all ?p ?o ."
    ).replace("?head WHERE", "?head ?all WHERE")  # fmt: skip

    states = {row["state"] for row in joining.rows(query)}
    assert states == {f"{BASE}id/state/mex", f"{BASE}id/state/phl"}


def test_page_and_data_of_such_a_query(joining: Server) -> None:
    name = queries.find("fq04").name
    page = joining.client.get(f"/queries/{name}", headers={"Accept": "text/html"})
    data = joining.client.get(f"/api/queries/{name}.csv")

    assert (page.status_code, data.status_code) == (200, 200)
    assert "REMITTANCES" in page.text
    assert "REMITTANCES" in data.text
    assert data.headers["cache-control"] == "no-store"


def test_page_says_where_no_endpoint_may_be_called(server: Server) -> None:
    name = queries.find("fq04").name
    page = server.client.get(f"/queries/{name}", headers={"Accept": "text/html"})

    assert page.status_code == 403
    assert "SERVICE is refused" in page.text
    assert server.client.get(f"/api/queries/{name}.csv").status_code == 403


def command(store: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "migkg.cli.main", "query", "--store", str(store), *options],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_command_calls_what_it_is_allowed(built_store: Path, others: list[str]) -> None:
    ended = command(built_store, "fq04", "--format", "csv", *others)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "REMITTANCES" in ended.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "the query has a SERVICE; allow its endpoint with: --service IRI"),
        (["--service", WIKIDATA], f"does not call <{UN}>"),
        (["--service", f"{UN}=http://127.0.0.1:9/"], "connection refused"),
        (["--service", "metadata.un.org"], "no address of an endpoint"),
    ],
)
def test_command_tells_in_a_line_why_it_does_not(
    built_store: Path, options: list[str], said: str
) -> None:
    ended = command(built_store, "fq04", *options)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
