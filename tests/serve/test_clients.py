"""The clients that people use, each asking a running server as its documentation says."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pandas as pd
import pytest
import rdflib
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from tests.serve.conftest import Server

PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX mig: <https://w3id.org/migkg/ontology#>
"""
SELECT = PREFIXES + "SELECT ?state ?label { ?state a mig:State ; skos:prefLabel ?label }"
CONSTRUCT = PREFIXES + "CONSTRUCT WHERE { ?state a mig:State ; skos:prefLabel ?label }"
MEXICO = rdflib.URIRef("https://w3id.org/migkg/id/state/mex")
GRAPH = rdflib.URIRef("https://w3id.org/migkg/graph/authority")
LABELS = {"Mexico", "Mexique"}


def wrapper(server: Server, query: str, form: str) -> SPARQLWrapper:
    asking = SPARQLWrapper(server.address + "sparql", returnFormat=form)
    asking.setQuery(query)
    return asking


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_json(server: Server, method: str) -> None:
    asking = wrapper(server, SELECT, JSON)
    asking.setMethod(method)

    found = asking.queryAndConvert()
    assert {row["label"]["value"] for row in found["results"]["bindings"]} == LABELS


def test_sparqlwrapper_posts_directly(server: Server) -> None:
    asking = wrapper(server, SELECT, JSON)
    asking.setMethod(POST)
    asking.setRequestMethod("postdirectly")

    found = asking.queryAndConvert()
    assert {row["label"]["value"] for row in found["results"]["bindings"]} == LABELS


def test_sparqlwrapper_reads_xml(server: Server) -> None:
    document = wrapper(server, SELECT, XML).queryAndConvert()

    assert {node.firstChild.data for node in document.getElementsByTagName("literal")} == LABELS


@pytest.mark.parametrize(("form", "delimiter"), [(CSV, ","), (TSV, "\t")])
def test_sparqlwrapper_reads_tables(server: Server, form: str, delimiter: str) -> None:
    text = wrapper(server, SELECT, form).queryAndConvert().decode()

    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    assert {row[1].removesuffix("@en").removesuffix("@fr").strip('"') for row in rows[1:]} == LABELS


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", [XML, RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_reads_graphs(server: Server, form: str) -> None:
    found = wrapper(server, CONSTRUCT, form).queryAndConvert()

    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found)
    assert {str(label) for label in graph.objects(MEXICO, SKOS.prefLabel)} == LABELS


def test_sparqlwrapper_asks_and_narrows(server: Server) -> None:
    asking = wrapper(server, "ASK { ?s ?p ?o }", JSON)
    assert asking.queryAndConvert()["boolean"] is True

    asking.addDefaultGraph("https://w3id.org/migkg/graph/none")
    assert asking.queryAndConvert()["boolean"] is False


def test_sparqlwrapper_is_told_what_is_wrong(server: Server) -> None:
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        wrapper(server, "SELECT * { ?s ?p ", JSON).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_sparqlstore_of_rdflib(server: Server, method: str) -> None:
    store = SPARQLStore(server.address + "sparql", method=method)
    graph = rdflib.Graph(store)

    assert {str(row.label) for row in graph.query(SELECT)} == LABELS
    assert {str(label) for label in graph.objects(MEXICO, SKOS.prefLabel)} == LABELS
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    made = graph.query(CONSTRUCT).graph
    assert made is not None
    assert len(made) == 3


def test_sparqlstore_of_rdflib_reads_a_named_graph(server: Server) -> None:
    address = server.address + "sparql"
    here, there = (
        rdflib.Graph(SPARQLStore(address, context_aware=True), identifier=name)
        for name in (GRAPH, rdflib.URIRef("https://w3id.org/migkg/graph/inferred"))
    )

    assert {str(label) for label in here.objects(MEXICO, SKOS.prefLabel)} == LABELS
    assert list(there.objects(MEXICO, SKOS.prefLabel)) == []


def test_rdflib_asks_the_endpoint_from_a_graph_of_its_own(server: Server) -> None:
    query = f"""{PREFIXES} SELECT ?label {{
      SERVICE <{server.address}sparql> {{ ?s a mig:State ; skos:prefLabel ?label }} }}"""

    assert {str(row.label) for row in rdflib.Graph().query(query)} == LABELS


def test_rdflib_parses_a_thing(server: Server) -> None:
    graph = rdflib.Graph().parse(server.address + "id/state/mex")

    assert {str(label) for label in graph.objects(MEXICO, SKOS.prefLabel)} == LABELS


def test_pandas_reads_csv(server: Server) -> None:
    request = server.client.build_request(
        "GET", "/sparql", params={"query": SELECT, "format": "csv"}
    )
    frame = pd.read_csv(str(request.url))

    assert list(frame.columns) == ["state", "label"]
    assert set(frame["label"]) == LABELS


def test_pandas_keeps_rows_of_one_empty_column(server: Server) -> None:
    query = 'SELECT ?x { VALUES ?x { "a" UNDEF "b,c" <http://a/b,c> } }'
    request = server.client.build_request(
        "GET", "/sparql", params={"query": query, "format": "csv"}
    )
    frame = pd.read_csv(str(request.url), keep_default_na=False)

    assert sorted(frame["x"]) == ["", "a", "b,c", "http://a/b,c"]


def curl(*arguments: str) -> str:
    ended = subprocess.run(
        ["curl", "--silent", "--show-error", "--fail", *arguments],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return ended.stdout


def test_curl_asks(server: Server, tmp_path: Path) -> None:
    address = server.address + "sparql"
    (tmp_path / "query.rq").write_text(SELECT, encoding="utf-8")
    as_csv = ("--header", "Accept: text/csv")

    answers = [
        curl("--get", *as_csv, "--data-urlencode", f"query={SELECT}", address),
        curl(*as_csv, "--data-urlencode", f"query@{tmp_path}/query.rq", address),
        curl(*as_csv, "--header", "Content-Type: application/sparql-query", "--data-binary",
             f"@{tmp_path}/query.rq", address),
    ]  # fmt: skip
    assert {row["label"] for row in csv.DictReader(io.StringIO(answers[0]))} == LABELS
    assert len(set(answers)) == 1
    plain = curl("--get", "--data-urlencode", f"query={SELECT}", address)
    assert len(json.loads(plain)["results"]["bindings"]) == 2


def test_curl_follows_an_iri_to_its_data(server: Server) -> None:
    text = curl("--location", "--header", "Accept: text/turtle", server.address + "id/state/MEX")
    graph = rdflib.Graph().parse(data=text, format="turtle")

    assert {str(label) for label in graph.objects(MEXICO, SKOS.prefLabel)} == LABELS
