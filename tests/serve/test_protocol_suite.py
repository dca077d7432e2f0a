"""The cases of the W3C's test suite for the SPARQL 1.1 Protocol, by their names there.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ (the queries; the cases of
updates ask that one be refused, which tests/serve/test_protocol.py holds).
"""

from urllib.parse import urlencode

import httpx
import pytest
from tests.serve.conftest import Server

DATA1, DATA2 = (f"https://w3id.org/migkg/graph/{name}" for name in ("inferred", "ontology"))
ASK = "ASK {}"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"

# Says of each of the two graphs by which way it can be seen.
SEEN = f"""
SELECT ?graph ?way WHERE {{
  {{ {{ SELECT DISTINCT ("1" AS ?graph) ("default" AS ?way) {{ ?s <ontology#memberOf> ?o }} }} }}
  UNION {{ SELECT DISTINCT ("2" AS ?graph) ("default" AS ?way) {{ ?s a <http://www.w3.org/2002/07/owl#Class> }} }}
  UNION {{ SELECT DISTINCT ("1" AS ?graph) ("named" AS ?way) {{ GRAPH <{DATA1}> {{ ?s ?p ?o }} }} }}
  UNION {{ SELECT DISTINCT ("2" AS ?graph) ("named" AS ?way) {{ GRAPH <{DATA2}> {{ ?s ?p ?o }} }} }}
}}"""  # noqa: E501


def send(
    server: Server,
    method: str,
    fields: list[tuple[str, str]],
    content: str = "",
    media: str = "",
    accept: str = "application/sparql-results+json",
) -> httpx.Response:
    return server.client.request(
        method,
        "/sparql?" + urlencode(fields),
        content=content.encode(),
        headers={"Accept": accept, **({"Content-Type": media} if media else {})},
    )


def test_query_get(server: Server) -> None:
    assert send(server, "GET", [("query", ASK)]).json()["boolean"] is True


def test_query_post_form(server: Server) -> None:
    answer = send(server, "POST", [], urlencode({"query": ASK}), FORM)

    assert answer.json()["boolean"] is True


def test_query_post_direct(server: Server) -> None:
    assert send(server, "POST", [], ASK, QUERY).json()["boolean"] is True


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("default", "named", "seen"),
    [
        ([DATA1], [], {"1 default"}),  # query_dataset_default_graph
        ([DATA1, DATA2], [], {"1 default", "2 default"}),  # query_dataset_default_graphs
        ([], [DATA1, DATA2], {"1 named", "2 named"}),  # query_dataset_named_graphs
        ([DATA1], [DATA1, DATA2], {"1 default", "1 named", "2 named"}),  # query_dataset_full
    ],
)
def test_query_dataset(
    server: Server, way: str, default: list[str], named: list[str], seen: set[str]
) -> None:
    graphs = [("default-graph-uri", iri) for iri in default]
    graphs += [("named-graph-uri", iri) for iri in named]
    if way == "get":
        answer = send(server, "GET", [("query", SEEN), *graphs])
    elif way == "form":
        answer = send(server, "POST", [], urlencode([("query", SEEN), *graphs]), FORM)
    else:
        answer = send(server, "POST", graphs, SEEN, QUERY)

    rows = answer.raise_for_status().json()["results"]["bindings"]
    assert {f"{row['graph']['value']} {row['way']['value']}" for row in rows} == seen


def test_query_multiple_dataset(server: Server) -> None:
    """The data set of the request takes the place of the one that the query names."""
    query = SEEN.replace("WHERE", f"FROM <{DATA2}> WHERE", 1)

    rows = send(server, "GET", [("query", query), ("default-graph-uri", DATA1)]).json()
    assert [row["graph"]["value"] for row in rows["results"]["bindings"]] == ["1"]


@pytest.mark.parametrize(
    ("query", "types"),
    [
        (
            "SELECT (1 AS ?value) {}",
            (
                "application/sparql-results+xml application/sparql-results+json "
                "text/tab-separated-values text/csv"
            ),
        ),
        ("ASK {}", "application/sparql-results+xml application/sparql-results+json"),
        (
            "DESCRIBE <https://w3id.org/migkg/id/state/mex>",
            "application/rdf+xml application/n-triples text/turtle application/ld+json",
        ),
        (
            "CONSTRUCT { <urn:s> <urn:p:x> 1 } WHERE {}",
            "application/rdf+xml application/n-triples text/turtle application/ld+json",
        ),
    ],
)
def test_query_content_type(server: Server, query: str, types: str) -> None:
    for media in types.split():
        answer = send(server, "GET", [("query", query)], accept=media)
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == media
    answer = send(server, "GET", [("query", query)], accept=", ".join(types.split()))
    assert answer.headers["content-type"].split(";")[0] in types.split()


@pytest.mark.parametrize(
    ("method", "fields", "content", "media"),
    [
        pytest.param("PUT", [("query", ASK)], "", "", id="bad_query_method"),
        pytest.param("PUT", [], "query=ASK%20%7B%7D", FORM, id="bad_query_method_form"),
        pytest.param("GET", [("query", ASK), ("query", ASK)], "", "", id="bad_multiple_queries"),
        pytest.param("POST", [], ASK, "text/plain", id="bad_query_wrong_media_type"),
        pytest.param("POST", [], "query=ASK%20%7B%7D", "", id="bad_query_missing_form_type"),
        pytest.param("POST", [], ASK, "", id="bad_query_missing_direct_type"),
        pytest.param("POST", [], "ASK {}", f"{QUERY}; charset=UTF-16", id="bad_query_non_utf8"),
        pytest.param("GET", [("query", "ASK ;{}")], "", "", id="bad_query_syntax"),
    ],
)
def test_bad_query(
    server: Server, method: str, fields: list[tuple[str, str]], content: str, media: str
) -> None:
    assert 400 <= send(server, method, fields, content, media).status_code < 500
