"""SERVICE, asked of a running server that may call some endpoints."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.serve.conftest import Server, serving
from tests.serve.other import Other, other

NAME = "https://endpoint.example/"
MIG = "PREFIX mig: <https://w3id.org/migkg/ontology#> "


@pytest.fixture(scope="module")
def remote() -> Iterator[Other]:
    with other() as running:
        yield running


@pytest.fixture(scope="module")
def forbidden() -> Iterator[Other]:
    with other() as running:
        yield running


@pytest.fixture(scope="module")
def asking(folder: Path, remote: Other) -> Iterator[Server]:
    """A server that may call each way of the other, under a name of its own."""
    options = ["--workers", "2", "--time-limit", "6"]
    for way in ("sparql", "slow", "drip", "huge", "cut", "html", "error", "elsewhere", "loop"):
        options += ["--service", f"{NAME}{way}={remote.address('/' + way)}"]
    # No address in numbers for us, and so a name, but resolvers take it for 127.0.0.1.
    options += ["--service", f"http://127.1:{remote.server_port}/inward"]
    with serving(folder, *options) as running:
        yield running


def service(way: str, pattern: str = "?s ?p ?o") -> str:
    return f"SELECT ?s WHERE {{ SERVICE <{NAME}{way}> {{ {pattern} }} }}"


def test_endpoint_on_the_list_is_called(asking: Server, remote: Other) -> None:
    remote.asked.clear()

    assert asking.rows(service("sparql")) == [{"s": "urn:found"}]
    [(path, headers, query)] = remote.asked
    assert path == "/sparql"
    assert query.endswith("SELECT * WHERE { ?s ?p ?o . }")
    assert headers["User-Agent"].startswith("migkg/")
    assert headers["Host"] == f"127.0.0.1:{remote.server_port}"


@pytest.mark.parametrize(
    "query",
    [
        f"PREFIX there: <{NAME}> SELECT ?s {{ SERVICE there:sparql {{ ?s ?p ?o }} }}",
        f"SELECT ?s {{ service # there\n silent\t<{NAME}sparql>{{ ?s ?p ?o }} }}",
        "SELECT ?s { SERVICE <HTTPS://Endpoint.EXAMPLE:443/sparql> { ?s ?p ?o } }",
        f"SELECT ?s {{ {{ OPTIONAL {{ SERVICE <{NAME}sparql> {{ ?s ?p ?o }} }} }} }}",
    ],
)
def test_ways_to_write_it(asking: Server, query: str) -> None:
    assert asking.rows(query) == [{"s": "urn:found"}]


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize(
    "endpoint",
    [
        "<https://endpoint.example/other>",
        "<http://endpoint.example/sparql>",
        "<https://endpoint.example:444/sparql>",
        "<https://endpoint.example./sparql>",
        "<https://endpoint.example/sparql?x=y>",
        "<https://endpoint.example/sparql#x>",
        "<https://endpoint.example/./sparql>",
        "<https://endpoint.example%2f/sparql>",
        "<https://user@endpoint.example/sparql>",
        "<https://endpoint.example@127.0.0.1/sparql>",
        "<https://endpoint.example:x/sparql>",
        "<http://127.0.0.1/>",
        "<http://2130706433/>",
        "<http://0177.0.0.1/>",
        "<http://0x7f.1/>",
        "<http://[::1]/>",
        "<http://[::ffff:127.0.0.1]/>",
        "<http://169.254.169.254/latest/meta-data>",
        "<http://wikiba.se/ontology#label>",
        "<file:///etc/passwd>",
        "<sparql>",
        "wikibase:label",
        "?endpoint",
        "$endpoint",
    ],
)
def test_any_other_is_refused_also_silently(
    asking: Server, remote: Other, endpoint: str, silent: str
) -> None:
    remote.asked.clear()
    prefix = "PREFIX wikibase: <http://wikiba.se/ontology#> "
    query = f"{prefix} SELECT * {{ SERVICE {silent}{endpoint} {{ ?s ?p ?o }} }}"
    answer = asking.query(query)

    assert answer.status_code == 403, answer.text
    assert remote.asked == []


def test_address_behind_a_name_is_no_name_itself(asking: Server, remote: Other) -> None:
    query = f"SELECT * {{ SERVICE <{remote.address('/sparql')}> {{ ?s ?p ?o }} }}"
    answer = asking.query(query)

    assert answer.status_code == 403
    assert f"There are: {NAME}sparql, " in answer.text


def test_variable_endpoint_is_refused_though_it_is_bound(asking: Server) -> None:
    query = f"SELECT * {{ VALUES ?e {{ <{NAME}sparql> }} SERVICE ?e {{ ?s ?p ?o }} }}"

    assert asking.query(query).status_code == 403


def test_redirect_is_followed_to_the_list_alone(
    asking: Server, remote: Other, forbidden: Other
) -> None:
    remote.asked.clear()
    remote.leads_to = f"{NAME}sparql"
    assert asking.rows(service("elsewhere")) == [{"s": "urn:found"}]
    assert remote.paths == ["/elsewhere", "/sparql"]

    for place in (
        forbidden.address("/sparql"),
        f"//127.0.0.1:{forbidden.server_port}/sparql",
        "file:///etc/passwd",
        "/none",
    ):
        remote.leads_to = place
        answer = asking.query(service("elsewhere"))
        assert answer.status_code == 502
        assert "redirects to" in answer.text, answer.text
    assert forbidden.asked == []

    assert "again and again" in asking.query(service("loop")).text


def test_name_that_resolves_inwards_is_not_called(asking: Server, remote: Other) -> None:
    remote.asked.clear()
    address = f"http://127.1:{remote.server_port}/inward"
    answer = asking.query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")

    assert answer.status_code == 502
    assert "leads into this server's own network" in answer.text
    assert remote.asked == []


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("error", "A SERVICE did not answer: out of order here"),
        ("html", "text/html"),
        ("cut", "A SERVICE did not answer: the answer broke off"),
        ("huge", "A SERVICE did not answer: the answer is longer than 33554432 bytes"),
    ],
)
def test_bad_answer_is_told_and_never_half_taken(asking: Server, way: str, said: str) -> None:
    answer = asking.query(service(way))

    assert answer.status_code == 502, answer.text
    assert said in answer.text
    assert "127.0.0.1" not in answer.text
    assert asking.query(service(way).replace("SERVICE", "SERVICE SILENT")).status_code == 200


@pytest.mark.parametrize("way", ["slow", "drip"])
def test_slow_endpoint_runs_into_the_time_limit(asking: Server, way: str) -> None:
    answer = asking.client.get("/sparql", params={"query": service(way), "timeout": "1"})

    assert answer.status_code == 503
    assert "longer than 1 seconds" in answer.text


def test_answer_of_others_is_not_kept(asking: Server, remote: Other) -> None:
    remote.asked.clear()
    first, second = (asking.query(service("sparql")) for _ in range(2))

    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"
    assert first.content == second.content
    assert len(remote.asked) == 2


def test_what_is_known_is_sent_along(asking: Server, remote: Other) -> None:
    remote.asked.clear()
    query = f"""{MIG} SELECT ?s {{ GRAPH ?g {{ ?s a mig:State }}
      SERVICE <{NAME}sparql> {{ ?s <urn:label> ?label }} }}"""

    assert asking.rows(query) == []  # the other answers with something else all the same
    assert remote.asked[0][2].endswith(
        "SELECT * WHERE { VALUES ( ?s ) { ( <https://w3id.org/migkg/id/state/mex> )  } "
        "?s <urn:label> ?label . }"
    )


def test_same_request_of_one_query_is_made_once(asking: Server, remote: Other) -> None:
    """The engine makes it for every row to its left."""
    remote.asked.clear()
    query = f"""SELECT ?s ?o {{ GRAPH ?g {{ ?s <https://example.org/follows> ?o }}
      OPTIONAL {{ SERVICE <{NAME}sparql> {{ ?s ?p ?x }} }} }} LIMIT 50"""

    assert len(asking.rows(query)) == 50
    assert len(remote.asked) == 1


def test_mistake_is_told_where_the_client_wrote_it(asking: Server) -> None:
    query = f"PREFIX there: <{NAME}> SELECT ?s {{ SERVICE there:sparql {{ ?s ?p }} }}"
    with pytest.raises(SyntaxError, match=r"error at 1:\d+") as error:
        ox.Store().query(query)
    answer = asking.query(query)

    assert answer.status_code == 400
    assert f"line 1, column {str(error.value).split(':')[1]}:" in answer.text


def test_gateway_that_dies_is_replaced(asking: Server) -> None:
    assert asking.rows(service("sparql"))
    for pid in asking.readers():  # all children of the front
        line = Path(f"/proc/{pid}/cmdline")
        if line.exists() and b"federation.gateway" in line.read_bytes():
            os.kill(pid, signal.SIGKILL)
    for _ in range(3):
        if asking.query(service("sparql")).status_code == 200:
            break

    assert asking.rows(service("sparql")) == [{"s": "urn:found"}]


def test_nobody_is_called_without_a_list(server: Server) -> None:
    answer = server.query(service("sparql"))

    assert answer.status_code == 403
    assert "this endpoint calls no other" in answer.text
