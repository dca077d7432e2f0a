"""What a query's words say, with words in every place where they say nothing."""

import time

import pytest

from migkg.serve.guard import scan


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://a/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE ?s {} }",
        "SELECT * { ?s ?p 1.SeRvIcE<http://a/>{} }",
        "SELECT * { ?s ?p '''it's''' SERVICE<http://a/>{} }",
        "SELECT * { ?s ?p 'a\\'' SERVICE<http://a/>{} }",
        "# no '\nSELECT * { SERVICE :x {} }",
        "SELECT * { FILTER(?a<1 && ?b>2) SERVICE ?s {} }",
        "SELECT * { ?s <http://a/#b> ?o SERVICE ?s {} }",
        "SELECT * { ?s ?p 'x'@en SERVICE ?s {} }",
        "SELECT * { SERVICE:x {} }",
        "SELECT * { SERVICESILENT:x {} }",
        "SELECT * { ?s ?p 1SERVICE <http://a/> {} }",
        "SELECT * { ?s ?p trueSERVICE:x {} }",
        "SELECT * { ?s ?p 1.SERVICE:x {} }",
        'SELECT * { VALUES ?x {"""a"} SERVICE <http://a/> {} }',
    ],
)
def test_service_is_seen(query: str) -> None:
    assert scan(query).service


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service $SERVICE {}",
        "SELECT * { ?s :service a:service }",
        "SELECT * { ?s ex:a.service ex:a\\-service , ex:a%20service }",
        "SELECT * { <http://a/SERVICE> <SERVICE> _:service }",
        "SELECT * { ?s ?p 'SERVICE', \"SERVICE\", '''\nSERVICE ' ''' }",
        'SELECT * { ?s ?p """SERVICE "" \\"""" }',
        "SELECT * {} # SERVICE",
        "SELECT * { ?s ?p 'x'@service-service }",
        "SELECT * { ?services ?p ?o . ?s ?my_service ?o }",
    ],
)
def test_service_is_not_imagined(query: str) -> None:
    assert not scan(query).service


def test_data_set_volatility_and_depth_are_seen() -> None:
    words = scan("SELECT (now() AS ?t) FROM <g> { { [ :p ( 1 ) ] :q '((((' } }")

    assert (words.dataset, words.volatile, words.depth) == (True, True, 4)
    assert scan("ASKFROM<g>{}").dataset
    assert scan("ASK FROM:g {}").ambiguous
    assert not scan("SELECT ?from { ?s :from 'NOW()' }").dataset


@pytest.mark.parametrize(
    "piece", ['"', "'''", '"\\', "<", "\\", "'''\\'", "a:", "?", "@a-", "[", "a.", "a-:", '"""\\']
)
def test_time_grows_with_length_alone(piece: str) -> None:
    """A megabyte of the worst must not be read again and again."""
    began = time.perf_counter()
    scan(piece * (200_000 // len(piece)))

    assert time.perf_counter() - began < 3
