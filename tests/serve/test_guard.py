"""What a query's words say, with words in every place where they say nothing."""

import time

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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
        "SELECT * { ?s <http://a/\\u00e9#> ?o SERVICE <http://a/> {} }",
        "SELECT * { ?s <http://a/\\U0001F600'#> ?o SERVICE <http://a/> {} }",
        "SELECT * { ?s a:b\\#c ?o SERVICE <http://a/> {} }",
        "SELECT * { ?s :b\\'c ?o SERVICE <http://a/> {} }",
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
        "SELECT * { ?s <http://a/\\u00e9#SERVICE> ?o }",
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


PIECES = (
    "?s", "?p", "$o", "<http://a/>", "<http://a/#b>", "<http://a/\\u00e9#>", "'it\\'s'", '"it\'s"',
    '""', '"""\\""""', "'#'", "a:b", "a:b\\#c", "a:b.c", "a:", ":x", ":", "_:b", "[]", "()", "1",
    "1.", "1e0", "true", "'x'@en-us", "'1'^^a:b", "é:x", "?é", "#\n", "# '\r", ".", ";", ",", " ",
    "\n", "'" * 3 + "it's\n" + "'" * 3,
)  # fmt: skip
NOBODY = ox.Store()


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from(["", " ", ".", "\n"]))
@example(["?s", " ", "?p", " ", "<http://a/\\u00e9#>"], " ")
def test_what_the_engine_would_call_is_seen(pieces: list[str], before: str) -> None:
    """Whatever stands before it; the engine is the judge, and nobody is at this port."""
    prefixes = "PREFIX a: <http://a/> PREFIX : <http://b/> PREFIX é: <http://c/> "
    query = f"{prefixes}SELECT * {{ {''.join(pieces)}{before}SERVICE <http://127.0.0.1:9/> {{}} }}"
    called = False
    try:
        list(NOBODY.query(query))
    except (SyntaxError, ValueError):
        return
    except OSError as error:
        called = "port 9" in str(error)

    assert scan(query).service or not called
