"""SPARQL Update on a real server: with the token alone, and never past the rules of the graph."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.serve.conftest import Server, serving

from migkg.namespaces import GRAPH

TOKEN = "5ecret-of-the-tests-0123456789"


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    place = tmp_path_factory.mktemp("updates") / "store"
    shutil.copytree(folder, place)
    secret = place.with_name("token")
    secret.write_text(TOKEN)
    with serving(place, "--workers", "2", "--token-file", str(secret)) as running:
        yield running


def update(server: Server, text: str, direct: bool = True) -> httpx.Response:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    if direct:
        headers["Content-Type"] = "application/sparql-update; charset=utf-8"
        return server.client.post("/update", content=text, headers=headers, timeout=120)
    return server.client.post("/update", data={"update": text}, headers=headers, timeout=120)


@pytest.mark.parametrize("direct", [True, False])
def test_an_update_is_seen_by_the_next_query(server: Server, direct: bool) -> None:
    graph = f"urn:x:{direct}"
    insert = f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:{direct}> <urn:p> 1, 2 }} }}"
    change = f"WITH <{graph}> DELETE {{ ?s ?p 1 }} INSERT {{ ?s ?p 3 }} WHERE {{ ?s ?p 1 }}"
    ask = f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?o"

    assert update(server, insert, direct).status_code == 204
    assert server.rows(ask) == [{"o": "1"}, {"o": "2"}]
    assert update(server, change, direct).status_code == 204
    assert server.rows(ask) == [{"o": "2"}, {"o": "3"}]
    assert update(server, f"DROP GRAPH <{graph}>", direct).status_code == 204
    assert server.rows(ask) == []


def test_an_update_that_changes_nothing_makes_no_build(server: Server) -> None:
    before = server.client.get("/health").json()["build"]

    assert update(server, "DELETE DATA { GRAPH <urn:none> { <a:a> <b:b> <c:c> } }").is_success
    assert server.client.get("/health").json()["build"] == before


SERVICE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
DERIVED = f"<{GRAPH}inferred>"
CITES = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
CASES = {
    "INSERT DATA {": (400, "does not parse"),
    "INSERT DATA { <a:a> <b:b> <c:c> }": (400, "default graph"),
    "INSERT DATA { GRAPH <u:x> { [] <b:b> <c:c> } }": (400, "blank nodes"),
    "LOAD <file:///etc/passwd> INTO GRAPH <u:x>": (403, "LOAD is refused"),
    "loAd<http://127.0.0.1:9/>": (403, "LOAD is refused"),
    f"INSERT {{ GRAPH <u:x> {{ ?s ?p ?o }} }} WHERE {{ {SERVICE} }}": (403, "SERVICE is refused"),
    f"INSERT DATA {{ GRAPH {DERIVED} {{ <a:a> <b:b> <c:c> }} }}": (403, "made from the others"),
    f"WITH <{GRAPH}x> INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{GRAPH}authority> {{ ?s ?p ?o }} }}": (
        409,
        "in another graph already",
    ),
    f"WITH <{GRAPH}document/report> DELETE {{ ?fact ?p ?o }} "
    f"WHERE {{ ?fact ?p ?o FILTER(?p = {CITES}) }}": (422, "of the shapes"),
    "INSERT DATA { GRAPH <u:x> { <a:a> <b:b> " + "(" * 2000 + ")" * 2000 + " } }": (400, "nests"),
}


@pytest.mark.parametrize("text", CASES)
def test_what_an_update_may_not_do(server: Server, text: str) -> None:
    status, says = CASES[text]
    before = server.client.get("/health").json()["build"]
    answer = update(server, text)

    assert answer.status_code == status, answer.text
    assert says in answer.text
    assert server.client.get("/health").json()["build"] == before


def test_the_word_load_may_stand_where_it_is_no_keyword(server: Server) -> None:
    said = "INSERT DATA { GRAPH <urn:x:load> { <urn:load> <urn:p> 'LOAD <x>' } } # LOAD"

    assert update(server, said).status_code == 204
    assert update(server, "DROP GRAPH <urn:x:load>").status_code == 204


def test_what_is_no_update_is_told(server: Server) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    post = server.client.post

    assert post("/update", content="ASK {}", headers=headers).status_code == 415
    assert post("/update", data={"query": "ASK {}"}, headers=headers).status_code == 400
    direct = {**headers, "Content-Type": "application/sparql-update"}
    for name in ("using-graph-uri", "using-named-graph-uri"):
        answer = post("/update", params={name: "u:x"}, content="CLEAR ALL", headers=direct)
        assert (answer.status_code, "USING" in answer.text) == (400, True)
    assert post("/update", content=b"\xff", headers=direct).status_code == 400
    assert server.client.get("/update").status_code == 405
    assert server.client.post("/update", content="CLEAR ALL").status_code == 401


def test_the_query_endpoint_takes_no_update_even_with_the_token(server: Server) -> None:
    answer = server.client.post(
        "/sparql", data={"update": "CLEAR ALL"}, headers={"Authorization": f"Bearer {TOKEN}"}
    )
    assert answer.status_code == 403


def test_a_server_that_takes_changes_says_so(server: Server) -> None:
    said = server.client.get("/sparql", headers={"Accept": "application/n-triples"}).text

    assert f"<{server.address}update#service>" in said
    assert "SPARQL11Update" in said
    assert "http://www.w3.org/ns/formats/Turtle" in said
    assert TOKEN not in said
    for path in ("/graph/x", "/graph-store", "/update"):
        allowed = server.client.options(path).headers["allow"]
        assert "POST" in allowed
        assert server.client.patch(path).status_code == 405
