"""Every format there is, by Accept and by name."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
import rdflib
from lxml import etree
from tests.serve.conftest import Server

from migkg.serve.formats import DATASET, GRAPH, SOLUTIONS
from migkg.serve.negotiate import choose

SELECT = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?label ?none WHERE { <id/state/mex> skos:prefLabel ?label } ORDER BY ?label"""
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <graph/authority> { ?s ?p ?o } }"
LABELS = ["Mexico", "Mexique"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
XML = "application/sparql-results+xml"
SPARQL = "{http://www.w3.org/2005/sparql-results#}"


def labels(media: str, text: str) -> list[str]:
    """The labels of an answer, read by another library than the one that wrote it."""
    if "json" in media:
        return [row["label"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if "xml" in media:
        found = etree.fromstring(text.encode()).iter(SPARQL + "literal")
        return [literal.text or "" for literal in found]
    if media == "text/csv":
        return [row["label"] for row in csv.DictReader(io.StringIO(text))]
    return [line.split("\t")[0].split('"')[1] for line in text.splitlines()[1:]]


@pytest.mark.parametrize("media", [media for media, name in SOLUTIONS.items() if name != "html"])
def test_rows_in_every_format(server: Server, media: str) -> None:
    answer = server.query(SELECT, media)

    assert answer.headers["content-type"].split(";")[0] == media
    assert labels(media, answer.text) == LABELS


@pytest.mark.parametrize("media", ["application/sparql-results+json", "application/xml"])
def test_boolean_in_json_and_xml(server: Server, media: str) -> None:
    text = server.query("ASK { ?s ?p 'nothing says this' }", media).text

    assert "false" in text
    assert "true" not in text


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize("media", [media for media, name in GRAPH.items() if name != "html"])
def test_graph_in_every_format(server: Server, media: str) -> None:
    answer = server.query(CONSTRUCT, media)
    expected = rdflib.Graph().parse(
        data=server.query(CONSTRUCT, "application/n-triples").text, format="nt"
    )

    assert answer.headers["content-type"].split(";")[0] == media
    found = rdflib.Dataset(default_union=True) if media in DATASET else rdflib.Graph()
    names = {"jsonld": "json-ld", "ttl": "turtle", "nq": "nquads", "rdf": "xml"}
    found.parse(data=answer.text, format=names.get(GRAPH[media], GRAPH[media]))
    assert set(found.triples((None, None, None))) == set(expected)
    assert len(expected) > 10


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", XML),
        ("text/tab-separated-values, text/csv", "text/tab-separated-values"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("*/*, application/sparql-results+json;q=0, text/csv;q=0.9", XML),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=2, application/json", "application/json"),
        ("application/sparql-results+json;version=1.2", "application/sparql-results+json"),
        ("text/csv; charset=latin-1; header=absent", "text/csv"),
        ('application/sparql-results+xml;profile="a,b;q=0";q=0.9, text/csv;q=0.8', XML),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
        ("*", "application/sparql-results+json"),
        (",text/csv ,", "text/csv"),
        (BROWSER, "text/html"),
    ],
)  # fmt: skip
def test_accept_is_honoured(server: Server, accept: str, media: str) -> None:
    answer = server.query(SELECT, accept)

    assert answer.headers["content-type"].split(";")[0] == media
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (SELECT, "image/png"),
        (SELECT, "text/csv;q=0"),
        (CONSTRUCT, "text/csv"),
        ("ASK {}", "text/csv"),
        ("ASK {}", "text/tab-separated-values, text/turtle"),
        (SELECT, "no media range"),
        ("CONSTRUCT { <urn:s> <http://purl.org/dc/terms/> 1 } {}", "application/rdf+xml"),
        ("CONSTRUCT { <urn:s> <urn:p:x> '\\u0001' } {}", "application/rdf+xml"),
        ("SELECT ('a\\u0000b' AS ?x) {}", XML),
    ],
)
def test_nothing_is_swapped_for_what_was_asked(server: Server, query: str, accept: str) -> None:
    answer = server.query(query, accept)

    assert answer.status_code == 406
    told = ("application/sparql-results+json", "text/turtle", "other formats can")
    assert any(words in answer.text for words in told), answer.text


def test_name_of_a_format_beats_accept(server: Server) -> None:
    answer = server.client.get(
        "/sparql", params={"query": SELECT, "format": "csv"}, headers={"Accept": "text/html"}
    )

    assert labels("text/csv", answer.text) == LABELS


@pytest.mark.parametrize(
    ("query", "name", "media"),
    [
        (SELECT, "json", "application/sparql-results+json"),
        (SELECT, "XML", XML),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "application/sparql-results json", "application/sparql-results+json"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
        (CONSTRUCT, "turtle", "text/turtle"),
        (CONSTRUCT, "n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json,application/x-json+ld", "application/ld+json"),
    ],
)
def test_names_of_formats_that_clients_use(
    server: Server, query: str, name: str, media: str
) -> None:
    answer = server.client.get("/sparql", params={"query": query, "format": name})

    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize("media", list(SOLUTIONS))
def test_empty_answer_is_whole(server: Server, media: str) -> None:
    answer = server.query("SELECT ?a ?b { ?a <urn:none> ?b }", media)

    assert answer.status_code == 200
    if "json" in media:
        assert answer.json() == {"head": {"vars": ["a", "b"]}, "results": {"bindings": []}}
    elif "xml" in media:
        assert list(etree.fromstring(answer.content).iter(SPARQL + "result")) == []
    elif media != "text/html":
        assert answer.text in {"a,b\r\n", "?a\t?b\n"}


def test_carriage_return_survives_xml(server: Server) -> None:
    text = server.query("SELECT ('a\\r\\nb' AS ?x) {}", XML).content

    assert [literal.text for literal in etree.fromstring(text).iter(SPARQL + "literal")] == [
        "a\r\nb"
    ]


def test_whole_data_set_is_exported(server: Server) -> None:
    quads = list(ox.parse(server.client.get("/export.nq").content, format=ox.RdfFormat.N_QUADS))
    trig = list(ox.parse(server.client.get("/export.trig").content, format=ox.RdfFormat.TRIG))

    assert set(quads) == set(trig)
    assert len(quads) == int(
        server.rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0]["n"]
    )
    assert server.client.get("/export.ttl").status_code == 404


def test_browser_is_offered_a_page() -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    assert choose(accept, SOLUTIONS) == "text/html"
    assert choose(accept, GRAPH) == "text/html"
