"""The same server before a real Oxigraph, and before stores that fail."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from tests.serve.conftest import HERE, Server, serving
from tests.serve.other import Other, other, oxigraph

SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
LABELS = SKOS + "SELECT ?label { <id/state/mex> skos:prefLabel ?label } ORDER BY ?label"
CONSTRUCT = SKOS + "CONSTRUCT WHERE { <id/state/mex> skos:prefLabel ?label }"
GRAPH = "https://w3id.org/migkg/graph/"


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = (HERE / "data.trig").read_text(encoding="utf-8")
    with oxigraph(tmp_path_factory.mktemp("oxigraph"), data) as address:
        yield address


@pytest.fixture(scope="module")
def front(behind: str) -> Iterator[Server]:
    address = f"{behind}/query?union-default-graph"
    with serving(address, "--workers", "2", "--time-limit", "5") as running:
        yield running


def serve(address: str, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "migkg.cli.main", "serve", "--store", address, "--port", "0",
         *options],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )  # fmt: skip


def test_rows_in_every_format(front: Server) -> None:
    expected = ["Mexico", "Mexique"]

    assert [row["label"] for row in front.rows(LABELS)] == expected
    text = front.query(LABELS, "text/csv").text
    assert [row["label"] for row in csv.DictReader(io.StringIO(text))] == expected
    assert '"Mexique"@fr' in front.query(LABELS, "text/tab-separated-values").text
    assert "<literal" in front.query(LABELS, "application/sparql-results+xml").text
    assert "Mexique" in front.query(LABELS, "text/html").text


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("media", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/trig", "trig"),
        ("application/n-quads", "nquads"),
    ],
)
def test_graph_in_every_format(front: Server, media: str, name: str) -> None:
    found = rdflib.Dataset(default_union=True)
    found.parse(data=front.query(CONSTRUCT, media).text, format=name)

    assert {str(label) for label in found.objects()} == {"Mexico", "Mexique"}


def test_boolean_and_data_set(front: Server) -> None:
    assert front.query("ASK { <id/state/mex> ?p ?o }").json()["boolean"] is True
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    whole, inferred = (
        int(answer.json()["results"]["bindings"][0]["n"]["value"])
        for answer in (
            front.client.get("/sparql", params={"query": count}),
            front.client.get(
                "/sparql", params={"query": count, "default-graph-uri": GRAPH + "inferred"}
            ),
        )
    )
    assert (inferred, whole > 20) == (1, True)
    named = "SELECT (COUNT(*) AS ?n) FROM <graph/inferred> { ?s ?p ?o }"
    assert front.rows(named) == [{"n": "1"}]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * {\n ?s ?p ", 400, "error at line 2"),
        ("SELECT * { ?s skos:prefLabel ?o }", 400, "PREFIX skos:"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE is refused"),
        # Some stores would read the file.
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400, "no graph <file:///etc/passwd>"),
        (
            "PREFIX f: <file:///etc/> SELECT * FROM NAMED f:passwd { GRAPH ?g { ?s ?p ?o } }",
            400,
            "no graph <file:///etc/passwd>",
        ),
    ],
)
def test_mistake_is_told(front: Server, query: str, status: int, said: str) -> None:
    answer = front.query(query)

    assert (answer.status_code, said in answer.text) == (status, True), answer.text


def test_nothing_is_swapped_or_changed(front: Server) -> None:
    assert front.query("ASK {}", "text/csv").status_code == 406
    update = front.client.post("/sparql", data={"update": "CLEAR ALL"})
    assert update.status_code == 403


def test_pages_and_data_of_a_thing(front: Server) -> None:
    page = front.client.get("/id/state/mex", headers={"Accept": "text/html"})
    data = front.client.get("/id/state/mex.ttl")

    assert page.status_code == 200, page.text
    assert "Mexique" in page.text
    graph = rdflib.Graph().parse(data=data.text, format="turtle")
    assert {str(x) for x in graph.objects()} >= {"Mexico", "Mexique", "MEX"}
    assert front.client.get("/id/state/none").status_code == 404
    assert front.client.get("/", headers={"Accept": "text/html"}).status_code == 200
    for path in ("/graph", "/dataset", "/queries", "/sparql"):
        assert front.client.get(path, headers={"Accept": "text/html"}).status_code == 200
    assert front.client.get("/search", params={"q": "x"}).status_code == 404


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
def test_whole_data_set_is_exported(front: Server) -> None:
    found = rdflib.Dataset()
    found.parse(data=front.client.get("/export.nq").text, format="nquads")
    there = front.rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0]["n"]

    assert len(list(found.quads())) == int(there)


def test_answer_that_may_change_is_not_kept(front: Server) -> None:
    for answer in (front.query(LABELS), front.client.get("/id/state/mex")):
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["migkg-build"] == "remote"


def test_divided_default_graph_is_told_at_the_start(behind: str, tmp_path: Path) -> None:
    with (tmp_path / "said").open("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "migkg.cli.main", "serve", "--port", "0", "--store",
             f"{behind}/query"],
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            assert "serving" in process.stdout.readline()
        finally:
            process.terminate()
            process.communicate(timeout=30)
        said.seek(0)
        assert "its default graph is empty, not the union" in said.read()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/html", "answers with text/html, which was not asked"),
        ("/error", "out of order here"),
        ("/elsewhere", "redirects to http://127.0.0.1:9/, which is not on the list"),
    ],
)
def test_what_is_no_endpoint_is_told_at_the_start(path: str, said: str) -> None:
    with other() as remote:
        remote.leads_to = "http://127.0.0.1:9/"
        ended = serve(remote.address(path))

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert f"{remote.address(path)}: no SPARQL endpoint here" in ended.stderr
    assert said in ended.stderr


def test_store_elsewhere_is_not_written_to(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("0123456789abcdef")
    ended = serve("http://127.0.0.1:9/query", "--token-file", str(secret))

    assert ended.returncode == 2
    assert "only read here" in ended.stderr


def test_nobody_there_is_told_at_the_start() -> None:
    ended = serve("http://127.0.0.1:9/query")

    assert ended.returncode == 2
    assert "connection refused" in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.fixture(scope="module")
def turning() -> Iterator[Other]:
    with other() as running:
        yield running


@pytest.fixture(scope="module")
def failing(turning: Other) -> Iterator[Server]:
    with serving(turning.address("/turning"), "--workers", "2", "--time-limit", "2") as running:
        yield running


@pytest.mark.parametrize(
    ("way", "status", "said"),
    [
        ("/error", 502, "The store gives no answer: out of order here"),
        ("/html", 502, "answers with text/html"),
        ("/cut", 502, "broke off"),
        ("/garbled", 502, "garbled"),
        ("/busy", 503, "come back later"),
        ("/slow", 503, "longer than 2 seconds"),
        ("/bad", 400, "no such function"),
    ],
)
def test_store_that_fails_is_told(
    failing: Server, turning: Other, way: str, status: int, said: str
) -> None:
    turning.turned = way
    answer = failing.query("SELECT ?s { ?s ?p ?o }")

    assert (answer.status_code, said in answer.text) == (status, True), answer.text


def test_store_that_leaves_is_told_on_pages_too() -> None:
    with other() as remote, serving(remote.address("/sparql"), "--workers", "2") as running:
        assert running.rows("SELECT ?s { ?s ?p ?o }") == [{"s": "urn:found"}]
        remote.shutdown()
        remote.server_close()
        gone = running.query("SELECT ?s { ?s ?p ?o }")
        page = running.client.get("/id/state/mex", headers={"Accept": "text/html"})

    for answer in (gone, page):
        assert answer.status_code == 502
        assert "cannot be reached" in answer.text


def test_answer_is_the_same_as_before_a_store_of_our_own(front: Server, server: Server) -> None:
    query = SKOS + "SELECT ?s ?label { ?s skos:prefLabel ?label } ORDER BY ?s ?label"

    assert json.loads(front.query(query).content) == json.loads(server.query(query).content)
