"""Our IRIs answer, in every format."""

import pyoxigraph as ox
import pytest
from tests.serve.conftest import Server

from migkg.serve.formats import BY_NAME, ENDINGS, GRAPH

BASE = "https://w3id.org/migkg/"
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


def triples(text: bytes, ending: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=FORMATS[ending])}


@pytest.mark.parametrize("ending", ENDINGS)
def test_thing_answers_in_every_format(server: Server, ending: str) -> None:
    by_ending = server.client.get(f"/id/state/mex.{ending}")
    by_accept = server.client.get("/id/state/mex", headers={"Accept": BY_NAME[ending]})
    expected = ox.Triple(
        ox.NamedNode(BASE + "id/state/mex"), LABEL, ox.Literal("Mexico", language="en")
    )

    assert by_ending.headers["content-type"].split(";")[0] == BY_NAME[ending]
    assert by_accept.headers["content-location"] == f"mex.{ending}"
    assert expected in triples(by_ending.content, ending)
    assert by_ending.content == by_accept.content


@pytest.mark.parametrize(
    "path",
    [
        "id/state/mex",
        "id/document/report",
        "id/passage/report/1",
        "id/mention/report/44-55",
        "id/fact/0123456789abcdef",
        "concept/role/chair",
        "graph/authority",
        "graph/document/report",
        "ontology",
    ],
)
def test_every_kind_of_iri_answers(server: Server, path: str) -> None:
    page = server.client.get("/" + path, headers={"Accept": "text/html"})
    data = server.client.get("/" + path, headers={"Accept": "text/turtle"})

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert f">{BASE}{path}<" in page.text
    assert triples(data.content, "ttl")
    for name, media in ((name, media) for media, name in GRAPH.items() if name != "html"):
        assert f'.{name}>; rel="alternate"; type="{media}"' in page.headers["link"]


def test_document_keeps_its_named_graphs_in_quads(server: Server) -> None:
    text = server.client.get("/id/instrument/icrmw.nq").content
    graphs = {quad.graph_name.value for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)}

    assert graphs == {BASE + "graph/authority", BASE + "graph/document/report"}


def test_named_graph_holds_what_the_store_holds(server: Server) -> None:
    found = server.client.get("/graph/document/report.nq").content
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{BASE}graph/document/report> {{ ?s ?p ?o }} }}"

    assert triples(found, "nq") == triples(
        server.query(query, "application/n-triples").content, "nt"
    )


@pytest.mark.parametrize("path", ["id/state/nope", "id/", "concept/role/x.ttl", "graph/none", "x"])
def test_what_is_not_there_is_not_found(server: Server, path: str) -> None:
    assert server.client.get("/" + path).status_code == 404


def test_format_that_is_not_there_is_told(server: Server) -> None:
    answer = server.client.get("/id/state/mex", headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert "text/turtle" in answer.text


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/id/state/MEX", "/id/state/mex"),
        ("/id/Organization/IOM.ttl", "/id/organization/iom.ttl"),
        ("/ontology/1.0.0", "/ontology"),
    ],
)
def test_what_is_elsewhere_leads_there(server: Server, path: str, target: str) -> None:
    answer = server.client.get(path)
    followed = server.client.get(path, follow_redirects=True)

    assert answer.status_code == 301
    assert not answer.headers["location"].startswith(("/", "http"))  # holds behind a proxy's path
    assert (followed.status_code, followed.url.path) == (200, target)


def test_description_leaves_out_mentions(server: Server) -> None:
    text = server.client.get("/id/instrument/icrmw.nt").text

    assert "id/fact/0123456789abcdef" in text
    assert "id/mention/" not in text


def test_source_text_is_served_untouched(server: Server) -> None:
    answer = server.client.get("/source/report.txt")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == "As at June 2012,\r\n46 États"
    for path in ("none.txt", "../build.json", "..%2Fbuild.json", "%2Fetc%2Fpasswd", "a%00b"):
        assert server.client.get("/source/" + path).status_code == 404
