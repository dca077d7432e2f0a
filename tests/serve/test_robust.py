"""What must not take the server down, nor make it say what is not so."""

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.serve.conftest import PADDING, Server, serving

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"
PATH = "PREFIX x: <https://example.org/> SELECT (COUNT(*) AS ?n) { ?a (x:follows|^x:follows)+ ?b . ?c (x:follows|^x:follows)+ ?d }"  # noqa: E501
PLAN = "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 900 + "}"
EXISTS = "SELECT * { ?a ?b ?c FILTER EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?f = ?i && ?c != ?c) } }"
DISTINCT = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?e ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }"
REGEX = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "FILTER REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '(x*)*~$') }"
)
GROUPS = "SELECT ?i (GROUP_CONCAT(STR(?c)) AS ?t) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?i"
LISTS = "SELECT * { ?s ?p " + "(" * 400 + " 1 " + ")" * 400 + " }"
SMALL = "SELECT ?s { ?s ?p 'MEX' }"


def healed(server: Server, readers: int = 3, seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.client.get("/health").json()["idle"] == readers:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    "query", [PRODUCT, SORTED, PATH, PLAN], ids=["product", "sort", "path", "plan"]
)
def test_runaway_query_ends_while_others_are_answered(server: Server, query: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        runaway = pool.submit(lambda: httpx.get(
            server.address + "sparql", params={"query": query}, timeout=30
        ))  # fmt: skip
        slowest = 0.0
        while not runaway.done():
            asked = time.monotonic()
            # A new query each time, so that no kept answer comes.
            assert len(server.rows(f"{SMALL} # {asked}")) == 1
            slowest = max(slowest, time.monotonic() - asked)
        answer = runaway.result()

    assert answer.status_code == 503, answer.text[:200]
    assert "longer than 2 seconds" in answer.text
    assert 1.5 < time.monotonic() - began < 4
    assert slowest < 1.5
    assert healed(server)


@pytest.mark.parametrize(
    "query",
    [EXISTS, DISTINCT, REGEX, GROUPS, LISTS],
    ids=["exists", "distinct", "regex", "groups", "lists"],
)
def test_other_runaways_end_with_a_reason_too(server: Server, query: str) -> None:
    answer = server.query(query)

    assert answer.status_code == 503, answer.text[:200]
    assert "longer than 2 seconds" in answer.text or "more memory" in answer.text
    assert healed(server)


def test_runaways_give_back_what_they_took(server: Server) -> None:
    """Eight at once, each of another kind; then nobody works and nobody holds memory."""
    kinds = [PRODUCT, SORTED, PATH, PLAN, EXISTS, DISTINCT, GROUPS, LISTS]
    with ThreadPoolExecutor(len(kinds)) as pool:
        statuses = [answer.status_code for answer in pool.map(server.query, kinds)]

    assert set(statuses) == {503}
    assert healed(server, seconds=20)
    page = os.sysconf("SC_PAGE_SIZE")
    for pid in server.readers():
        assert int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page < 300e6
    used = processor(server)
    time.sleep(0.5)
    assert processor(server) - used < 0.2


def processor(server: Server) -> float:
    """The processor time that the readers have used, in seconds."""
    fields = [
        Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        for pid in server.readers()
    ]
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def test_list_of_values_as_long_as_a_request_may_be_is_answered(server: Server) -> None:
    values = " ".join(map(str, range(140_000)))
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?v {{ {values} }} }}"
    answer = server.client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})

    assert answer.text == "n\r\n140000\r\n"


def test_request_beyond_its_size_is_refused(server: Server) -> None:
    query = "ASK { VALUES ?v { " + "1 " * 600_000 + "} }"
    answer = server.client.post("/sparql", data={"query": query})

    assert answer.status_code == 413
    assert "at most" in answer.text


def test_client_may_ask_for_less_time_but_not_for_more(server: Server) -> None:
    for asked, given in (("0.4", "0.4"), ("60", "2")):
        answer = server.client.get("/sparql", params={"query": PRODUCT, "timeout": asked})

        assert answer.status_code == 503
        assert f"longer than {given} seconds" in answer.text


def test_too_many_long_queries_make_room_for_others(server: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        statuses = pool.map(lambda number: server.query(f"{PRODUCT} # {number}"), range(4))
        time.sleep(0.9)  # three readers, one of them for long queries
        asked = time.monotonic()
        assert len(server.rows(SMALL + " # room")) == 1
        assert time.monotonic() - asked < 1
        told = sorted(answer.text.split(";")[0] for answer in statuses)

    assert any("Too many long queries" in text for text in told)
    assert any("longer than" in text for text in told)
    assert healed(server)


@pytest.mark.parametrize("depth", [5_000, 100_000])
def test_nested_parentheses_kill_nothing(server: Server, depth: int) -> None:
    query = "SELECT * { FILTER" + "(" * depth + "1" + ")" * depth + " }"
    answer = server.client.post("/sparql", data={"query": query})

    assert answer.status_code == 400
    assert "brackets deep" in answer.text


def test_nesting_below_the_limit_is_answered(server: Server) -> None:
    query = "ASK { FILTER" + "(" * 900 + "1" + ")" * 900 + " }"

    assert server.client.post("/sparql", data={"query": query}).json()["boolean"] is True


def test_negations_need_no_brackets_to_nest(server: Server) -> None:
    """A megabyte of ``!`` recurses as deep; it ends in an answer or an honest refusal."""
    answer = server.client.post("/sparql", data={"query": "ASK { FILTER(" + "!" * 200_000 + "1) }"})

    assert answer.status_code in {200, 400, 503}
    assert server.query("ASK {}").json()["boolean"] is True


def test_service_is_refused(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inner:
        inner.settimeout(0.3)
        port = inner.getsockname()[1]
        answer = server.query(
            f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{?s ?p ?o}} }}"
        )

        assert answer.status_code == 403
        assert "SERVICE is refused" in answer.text
        with pytest.raises(TimeoutError):
            inner.accept()


def test_killed_reader_is_replaced(server: Server) -> None:
    assert healed(server)
    before = server.readers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)

    assert len(server.rows(SMALL + " # killed")) == 1
    assert healed(server)
    assert not set(before) & set(server.readers())


def test_query_of_a_killed_reader_is_asked_again(server: Server) -> None:
    assert healed(server)
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(server.query, query)
        until = time.monotonic() + 5
        while server.client.get("/health").json()["idle"] == 3 and time.monotonic() < until:
            pass
        for pid in server.readers():
            os.kill(pid, signal.SIGKILL)
        found = answer.result()

    assert found.status_code == 200, found.text
    total = int(server.rows("SELECT (COUNT(*) AS ?n) { ?a ?b ?c }")[0]["n"])
    assert int(found.json()["results"]["bindings"][0]["n"]["value"]) == total**2
    assert healed(server)


def test_long_answer_is_whole(server: Server) -> None:
    """A hundred times what is held back."""
    query = """PREFIX x: <https://example.org/>
    SELECT ?a ?c { ?a x:follows ?b . { SELECT ?c { ?c x:follows ?d } LIMIT 60 } }"""
    answer = server.query(query, "text/csv")

    assert len(answer.content) > 6_000_000
    assert len(answer.text.splitlines()) == 1 + 60 * (PADDING - 1)


def test_cut_answer_is_no_whole_one(server: Server) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(httpx.RemoteProtocolError):
        server.query(query)
    assert healed(server)


def test_client_that_leaves_frees_its_reader(server: Server) -> None:
    assert healed(server)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(server.address + "sparql", params={"query": PRODUCT}, timeout=0.3)

    assert healed(server, seconds=1)


def test_client_that_stops_reading_holds_no_reader(server: Server) -> None:
    query = """PREFIX x: <https://example.org/>
    SELECT ?a ?c { ?a x:follows ?b . { SELECT ?c { ?c x:follows ?d } LIMIT 30 } }"""
    with server.client.stream("GET", "/sparql", params={"query": query}) as answer:
        assert answer.status_code == 200
        assert healed(server)
        answer.read()
    assert answer.json()["results"]["bindings"]


def test_limits_of_a_server_are_told(folder: Path) -> None:
    with serving(folder, "--workers", "1", "--rows", "100", "--answer-size", "20000") as server:
        assert server.query("SELECT ?p { ?s ?p ?o } LIMIT 100", "text/csv").status_code == 200
        rows = server.query("SELECT ?p { ?s ?p ?o } LIMIT 101", "text/csv")
        size = server.query("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1000", "application/n-triples")

    assert (rows.status_code, size.status_code) == (400, 400)
    assert "more than 100 rows" in rows.text
    assert "longer than 20,000 bytes" in size.text
