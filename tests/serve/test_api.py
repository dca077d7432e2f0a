"""Searches and named queries over HTTP, as data: a real server before the shipped corpus."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from openapi_spec_validator import validate
from tests.serve.conftest import Server, serving

from migkg import queries
from migkg.namespaces import ID, expand

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


@pytest.fixture(scope="module")
def api(built_store: Path) -> Iterator[Server]:
    with serving(built_store, "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")
def description(api: Server) -> dict[str, Any]:
    found: dict[str, Any] = api.client.get("/api/openapi.json").raise_for_status().json()
    return found


def get(api: Server, path: str, accept: str = "*/*", **asked: Any) -> httpx.Response:
    return api.client.get(path, params=asked or None, headers={"Accept": accept})


def table(response: httpx.Response) -> list[dict[str, str]]:
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.text)))


# ---- search


@pytest.mark.parametrize("kind", ["passage", "entity", "query"])
def test_a_search_answers_as_described(kind: str, api: Server, description: dict[str, Any]) -> None:
    found = get(api, "/api/search", q="remittances", type=kind).raise_for_status().json()
    schema = {"$ref": "#/components/schemas/Found", "components": description["components"]}

    jsonschema.validate(found, schema)
    assert found["total"] > 0
    assert found["hits"]


def test_a_hit_quotes_its_passage(api: Server) -> None:
    (hit, *_) = get(api, "/api/search", q="stranded migrants").json()["hits"]
    asked = f"SELECT ?q {{ <{hit['iri']}> <{expand('nif:isString')}> ?q }}"

    assert api.rows(asked) == [{"q": hit["quote"]}]
    marked = {hit["quote"][begin:end].lower() for begin, end in hit["highlights"]}
    assert marked <= {"stranded", "migrants", "migrant"} != set()
    assert "<mark>" in hit["snippet"]


def test_filters_are_taken(api: Server) -> None:
    asked = {"document": "a-67-254", "kind": "footnote", "from": "2012", "to": "2012-08"}
    found = get(api, "/api/search", q="migration", language="en", **asked).json()

    assert found["total"] == len(found["hits"]) or found["total"] > 20
    assert {hit["document"]["symbol"] for hit in found["hits"]} == {"A/67/254"}
    assert {hit["kind"] for hit in found["hits"]} == {"footnote"}


def test_a_search_as_a_table(api: Server) -> None:
    rows = table(get(api, "/api/search", "text/csv", q="remittances", limit=3))

    assert len(rows) == 3
    assert all("emittance" in row["quote"] for row in rows)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"type": "thing"}, "type: 'thing' is none of passage, entity, query"),
        ({"limit": "0"}, "limit: '0' is no whole number from 1 to 100"),
        ({"offset": "-1"}, "offset: '-1' is no whole number"),
        ({"from": "yesterday"}, "from: 'yesterday' is no date such as"),
        ({"format": "rdf"}, "format: 'rdf' is none of json, csv"),
        ({"q": "x" * 401}, "q: a search has at most 400 characters"),
    ],
)
def test_a_search_that_makes_no_sense(asked: dict[str, str], message: str, api: Server) -> None:
    response = get(api, "/api/search", **{"q": "migration", **asked})

    assert response.status_code == 400
    assert message in response.text


def test_a_search_for_nothing_finds_nothing(api: Server) -> None:
    assert get(api, "/api/search").json()["total"] == 0


def test_suggestions_while_a_search_is_typed(api: Server, description: dict[str, Any]) -> None:
    found = get(api, "/api/suggest", q="united ar").raise_for_status().json()
    schema = {"$ref": "#/components/schemas/Suggestions", "components": description["components"]}

    jsonschema.validate(found, schema)
    assert found["entities"][0]["iri"] == ID + "state/are"
    assert found["entities"][0]["path"] == "id/state/are"
    assert found["passages"]
    asked = get(api, "/api/suggest", q="who spoke for the UAE in 2011").json()["questions"]
    assert asked[0]["path"] == "queries/spoken_for?for=state/are&year=2011"


# ---- named queries


def test_every_query_is_listed_and_described(api: Server, description: dict[str, Any]) -> None:
    listed = get(api, "/api/queries").raise_for_status().json()
    schema = {"$ref": "#/components/schemas/Query", "components": description["components"]}

    assert {one["name"] for one in listed} == {query.name for query in queries.shipped()}
    for one in listed:
        jsonschema.validate(one, schema)
        described = description["paths"][f"/api/queries/{one['name']}"]["get"]
        takes = {field["name"] for field in described["parameters"]}
        assert takes == {*(field["name"] for field in one["parameters"]), "format"}


def test_states_bound_by_a_treaty_as_a_table(api: Server) -> None:
    response = get(api, "/api/queries/bound_by_a_date.csv", instrument="icrmw", by="2012-06")

    assert response.headers["content-disposition"] == 'attachment; filename="bound_by_a_date.csv"'
    rows = table(response)
    assert len(rows) == 46
    assert [row["code"] for row in rows if row["name"] == "Mexico"] == ["MEX"]


@pytest.mark.parametrize("value", ["state/mex", "id/state/mex", ID + "state/mex", "MEX", "méxico"])
def test_a_thing_is_named_by_iri_code_or_name(value: str, api: Server) -> None:
    rows = table(get(api, "/api/queries/spoken_for.csv", **{"for": value}))

    assert {row["name"] for row in rows} == {"Claude Heller"}


@pytest.mark.parametrize(
    ("path", "accept", "media"),
    [
        ("cq18_parties", "*/*", "application/sparql-results+json"),
        ("cq18_parties", "text/html", "application/sparql-results+json"),
        ("cq18_parties", "text/csv", "text/csv; charset=utf-8"),
        ("cq18_parties.tsv", "*/*", "text/tab-separated-values; charset=utf-8"),
        ("cq18_parties.xml", "*/*", "application/sparql-results+xml"),
        ("cq18_parties?format=csv", "application/json", "text/csv; charset=utf-8"),
        ("types", "text/turtle", "text/turtle; charset=utf-8"),
        ("types.nt", "*/*", "application/n-triples"),
    ],
)
def test_the_format_is_the_one_asked_for(path: str, accept: str, media: str, api: Server) -> None:
    response = get(api, f"/api/queries/{path}", accept).raise_for_status()

    assert response.headers["content-type"] == media


def test_an_answer_is_kept_by_its_tag(api: Server) -> None:
    first = get(api, "/api/queries/cq18_parties", instrument="icrmw")
    again = api.client.get("/api/queries/cq18_parties", params={"instrument": "icrmw"},
                           headers={"If-None-Match": first.headers["etag"]})  # fmt: skip
    other = get(api, "/api/queries/cq18_parties", instrument="untoc")

    assert again.status_code == 304
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("cq18", 404, "The nearest: cq18_parties."),
        ("parties_cq18", 404, "There is no query named 'parties_cq18'."),
        ("bound_by_a_date?by=soon", 400, "by: 'soon' is not a date such as"),
        ("bound_by_a_date?state=mex", 400, "no parameter named 'state'; there are: instrument, by"),
        ("bound_by_a_date?instrument=Atlantis", 400, "instrument: 'Atlantis' is not the IRI, code"),
        ("bound_by_a_date?by=2011&by=2012", 400, "by: one value is taken, and 2 are given"),
        ("spoken_for?for=GMG&year=11", 400, "year: '11' is not a year such as 2012"),
        ("cq84_linksets?x=1", 400, "no parameter named 'x'; it takes none"),
        ("cq18_parties.ttl", 406, "nothing that the request accepts"),
    ],
)
def test_what_cannot_be_asked_is_told(path: str, status: int, message: str, api: Server) -> None:
    response = get(api, f"/api/queries/{path}")

    assert response.status_code == status
    assert message in response.text


# ---- the description


def test_the_description_is_openapi(api: Server, description: dict[str, Any]) -> None:
    validate(description)
    assert description["openapi"] == "3.1.0"
    assert description["servers"] == [{"url": api.address.rstrip("/")}]


def test_every_address_below_api_is_described(description: dict[str, Any]) -> None:
    from migkg.serve import routes

    folder = Path(routes.__file__).parent
    found = {
        path
        for file in folder.glob("*.py")
        for path in re.findall(r'Route\("(/api/[^"{]+)"', file.read_text("utf-8"))
    }
    assert found - set(description["paths"]) == set()
    assert {"/sparql", "/health"} <= set(description["paths"])


def test_the_server_keeps_to_its_description(api: Server) -> None:
    """Requests made up from the description get the statuses, media types and shapes it says."""
    some = "search|suggest|queries|openapi.json|queries/(bound_by_a_date|spoken_for|types)"
    options = {
        "checks": ",".join(CHECKS),
        "max-examples": "10",
        "seed": "1",
        "phases": "examples,coverage,fuzzing",
        "include-path-regex": f"^/(api/({some})|health)$",
    }
    done = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "run", f"{api.address}api/openapi.json",
         "--no-color", *(f"--{name}={value}" for name, value in options.items())],
        capture_output=True,
        text=True,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    assert re.findall(r"Tested: (\d+)", done.stdout) == ["8"]
