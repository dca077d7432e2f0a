"""The SPARQL 1.1 Protocol, asked of a running server."""

import gzip

import pytest
from tests.serve.conftest import Server

ASK = "ASK {}"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
BOTH = "SELECT (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
GRAPH = "https://w3id.org/migkg/graph/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def count(server: Server, query: str, **fields: str | list[str]) -> int:
    answer = server.client.get("/sparql", params={"query": query, **fields}).raise_for_status()
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_get_form_and_direct_post_answer_alike(server: Server) -> None:
    direct = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    answers = [
        server.client.get("/sparql", params={"query": ASK}),
        server.client.post("/sparql", data={"query": ASK}),
        server.client.post("/sparql", content=ASK, headers=direct),
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert [answer.json()["boolean"] for answer in answers] == [True] * 3


def test_default_graph_is_the_union_of_named_graphs(server: Server) -> None:
    query = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX mig: <https://w3id.org/migkg/ontology#>
    SELECT ?label WHERE {
      ?fact mig:instrument ?instrument . ?instrument skos:prefLabel ?label .
    }"""

    assert server.rows(query) == [{"label": "Convention on migrant workers"}]


def test_request_names_its_data_set(server: Server) -> None:
    inferred, report = GRAPH + "inferred", GRAPH + "document/report"

    assert count(server, COUNT, **{"default-graph-uri": inferred}) == 1
    assert count(server, COUNT, **{"named-graph-uri": inferred}) == 0
    assert count(server, BOTH, **{"named-graph-uri": inferred}) == 1
    assert count(server, BOTH, **{"default-graph-uri": inferred, "named-graph-uri": inferred}) == 2
    both = count(server, COUNT, **{"default-graph-uri": [inferred, report]})
    assert both == 1 + count(server, COUNT, **{"default-graph-uri": report})


def test_request_data_set_replaces_that_of_the_query(server: Server) -> None:
    query = COUNT.replace("WHERE", f"FROM <{GRAPH}authority> WHERE")

    assert count(server, query) > 1
    assert count(server, query, **{"default-graph-uri": GRAPH + "inferred"}) == 1


def test_from_named_alone_leaves_the_default_graph_empty(server: Server) -> None:
    query = BOTH.replace("WHERE", f"FROM NAMED <{GRAPH}inferred> WHERE")

    assert count(server, query) == 1


def test_relative_iris_count_from_the_base(server: Server) -> None:
    assert server.query("ASK { <id/state/mex> ?p ?o }").json()["boolean"] is True


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("?timeout=5", 400, "exactly one query; there is none"),
        ("?query=", 400, "does not parse"),
        ("?query=ASK{}&query=ASK{}", 400, "exactly one query; there are 2"),
        ("?query=SELECT%20*%20%7B%0A%3Fs%20%3Fp%20", 400, "error at line 2, column"),
        ("?query=%FF", 400, "UTF-8"),
        ("?query=ASK{}&default-graph-uri=no%20iri", 400, "absolute IRI"),
        ("?query=ASK{}&default-graph-uri=", 400, "absolute IRI"),
        ("?query=ASK{}&named-graph-uri=graph/authority", 400, "absolute IRI"),
        ("?query=ASK{}&timeout=soon", 400, "timeout"),
        ("?query=ASK{}&version=3", 400, "there are: 1.0, 1.1, 1.2, 1.2-basic"),
        ("?query=ASK{}&format=xlsx", 400, "xlsx"),
        ("?update=CLEAR%20ALL", 403, "read-only"),
        ("?query=DROP%20ALL", 400, "does not parse"),
    ],
)
def test_mistake_is_told(server: Server, address: str, status: int, said: str) -> None:
    answer = server.client.get("/sparql" + address)

    assert (answer.status_code, said in answer.text) == (status, True), answer.text
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("content", "media", "status"),
    [
        (b"query=ASK{}", "", 415),
        (b"query=ASK{}", "text/plain", 415),
        (b"query=ASK{}", "application/x-www-form-urlencoded; charset=latin-1", 415),
        (b"query=ASK{}&query=ASK{}", "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"ASK {\xff}", "application/sparql-query", 400),
        (b"CLEAR ALL", "application/sparql-update", 403),
        (b"update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
        (b"a" * ((1 << 20) + 1), "application/sparql-query", 413),
    ],
)
def test_body_is_judged(server: Server, content: bytes, media: str, status: int) -> None:
    headers = {"Content-Type": media} if media else {}

    assert server.client.post("/sparql", content=content, headers=headers).status_code == status


def test_body_comes_as_it_is(server: Server) -> None:
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    answer = server.client.post("/sparql", content=gzip.compress(ASK.encode()), headers=headers)

    assert (answer.status_code, "Content-Encoding" in answer.text) == (415, True)


def test_query_in_address_and_body_are_two(server: Server) -> None:
    answer = server.client.post("/sparql?query=ASK{}", content=b"query=ASK{}", headers=FORM)

    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_told_which_there_are(server: Server, method: str) -> None:
    answer = server.client.request(method, "/sparql")

    assert answer.status_code == 405
    assert {"GET", "HEAD", "POST"} <= {name.strip() for name in answer.headers["allow"].split(",")}


def test_version_of_the_language_may_be_named(server: Server) -> None:
    for version in ("1.1", "1.2", "1.2-basic"):
        answer = server.client.get("/sparql", params={"query": ASK, "version": version})
        assert answer.json()["boolean"] is True
    announced = "application/sparql-query;version=1.2"
    direct = server.client.post(
        "/sparql", content='VERSION "1.2" ASK {}', headers={"Content-Type": announced}
    )
    assert direct.json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        (
            "SELECT * {\n  ?s a mig:State }",
            (
                "The prefix mig: at line 2, column 8 is not declared; begin the query with "
                "PREFIX mig: <https://w3id.org/migkg/ontology#>."
            ),
        ),
        (
            "PREFIX mig: <https://w3id.org/migkg/ontology#> ASK { ?s a mig:State ; wdt:P31 ?o }",
            (
                "The prefix wdt: at line 1, column 71 is not declared; begin the query with "
                "PREFIX wdt: <http://www.wikidata.org/prop/direct/>."
            ),
        ),
        ("ASK { ?s nobody:knows ?o }", "The prefix nobody: at line 1, column 10 is not declared."),
        ("ASK { ?s :p ?o }", "The prefix : at line 1, column 10 is not declared."),
    ],
)
def test_prefix_that_is_missing_is_offered(server: Server, query: str, hint: str) -> None:
    answer = server.query(query)

    assert answer.status_code == 400
    assert answer.text.strip().endswith(hint), answer.text


@pytest.mark.parametrize(
    "query", ["SELECT * { ?s ?p 'mig:x' ", "PREFIX a: <http://a/> SELECT * { ?s a:b <mig:c> "]
)
def test_prefix_is_not_missed_where_there_is_none(server: Server, query: str) -> None:
    assert "not declared" not in server.query(query).text


@pytest.mark.parametrize("form", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:9/", "urn:x-none"])
def test_graph_that_is_not_there_is_empty_and_not_fetched(
    server: Server, form: str, graph: str
) -> None:
    query = BOTH.replace("WHERE", f"{form} <{graph}> WHERE")

    assert count(server, query) == 0
    assert count(server, BOTH, **{"default-graph-uri": graph, "named-graph-uri": graph}) == 0


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <file:///etc/passwd>",
        "LOAD <http://127.0.0.1:9/>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
    ],
)
def test_update_changes_nothing(server: Server, update: str) -> None:
    before = count(server, BOTH)
    direct = {"Content-Type": "application/sparql-update"}
    answers = [
        server.client.post("/sparql", data={"update": update}),
        server.client.post("/sparql", content=update, headers=direct),
        server.client.get("/sparql", params={"update": update}),
        server.query(update),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 400]
    assert count(server, BOTH) == before


def test_head_is_get_without_body(server: Server) -> None:
    get, head = (
        server.client.request(method, "/sparql", params={"query": COUNT})
        for method in ("GET", "HEAD")
    )

    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == get.headers[name]


def test_other_origins_may_ask(server: Server) -> None:
    preflight = server.client.options("/sparql")

    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert server.query(ASK).headers["access-control-allow-origin"] == "*"


def test_answer_is_known_again_by_its_tag(server: Server) -> None:
    tag = server.query(COUNT, "*/*").headers["etag"]
    other = server.query(COUNT, "text/csv").headers["etag"]
    params = {"query": COUNT}

    again = server.client.get("/sparql", params=params, headers={"If-None-Match": f'"x", {tag}'})
    changed = server.client.get("/sparql", params=params, headers={"If-None-Match": other})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert changed.status_code == 200


def test_volatile_answer_is_never_kept(server: Server) -> None:
    first, second = (server.query("SELECT (UUID() AS ?id) {}") for _ in range(2))

    assert "etag" not in first.headers
    assert first.content != second.content
