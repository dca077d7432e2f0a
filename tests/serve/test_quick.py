"""The short way gives what the long way gives, byte for byte, and no request is lost on it."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

import pytest
from tests.serve.conftest import Server

JSON = "application/sparql-results+json"
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class Peer:
    """A connection that sends what it is given and reads whole answers."""

    def __init__(self, server: Server) -> None:
        parts = urlsplit(server.address)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=30)
        self.stream = self.socket.makefile("rb")

    def send(self, *requests: bytes) -> None:
        self.socket.sendall(b"".join(requests))

    def read(self, head: bool = False) -> tuple[int, dict[str, str], bytes]:
        status = int(self.stream.readline().split()[1])
        headers = {}
        while line := self.stream.readline().strip():
            name, _, value = line.decode("latin-1").partition(": ")
            headers[name.lower()] = value
        body = b""
        if head or status == 304:
            return status, headers, body
        if "content-length" in headers:
            body = self.stream.read(int(headers["content-length"]))
        else:
            while size := int(self.stream.readline(), 16):
                body += self.stream.read(size)
                self.stream.readline()
            self.stream.readline()
        return status, headers, body


@contextmanager
def peer(server: Server) -> Iterator[Peer]:
    one = Peer(server)
    try:
        yield one
    finally:
        one.stream.close()
        one.socket.close()


def request(query: str, accept: str = JSON, *more: str, method: str = "GET") -> bytes:
    lines = [f"{method} /sparql?query={quote(query)} HTTP/1.1", "Host: test", f"Accept: {accept}"]
    return "\r\n".join([*lines, *more, "", ""]).encode()


def mark() -> str:
    return f"# {time.monotonic_ns()}"


@pytest.mark.parametrize("coding", ["", "Accept-Encoding: gzip"])
@pytest.mark.parametrize("accept", [JSON, "text/csv", "text/turtle, text/csv;q=0.5", "*/*"])
@pytest.mark.parametrize("query", [
    "SELECT ?s { ?s ?p 'MEX' }",
    "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 40",
    "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 300",
    "ASK { ?s ?p 'MEX' }",
    "CONSTRUCT WHERE { ?s ?p 'MEX' }",
    "SELECT * { ?s ?p }",
    "ASK { FILTER(NOW() > 0) }",
    "SELECT (1/0 AS ?n) {}",
    "",
])  # fmt: skip
def test_short_way_answers_as_the_long_way_does(
    server: Server, query: str, accept: str, coding: str
) -> None:
    more = [coding] if coding else []
    with peer(server) as one:

        def ask(text: str, *headers: str) -> tuple[int, dict[str, str], bytes]:
            one.send(request(text, accept, *more, *headers))
            status, told, body = one.read()
            told.pop("date")
            return status, told, body

        ask(f"ASK {{}} {mark()}")  # so that this kind of client is known
        ask(f"SELECT (2 AS ?n) {{}} {mark()}")
        asked = f"{query} {mark()}" if query else ""
        short = ask(asked)
        again = ask(asked)
        long = ask(asked, "Prefer: nothing")

    assert short == again == long
    assert short[0] in {200, 400, 406}


def test_known_request_has_the_same_answer_again(server: Server) -> None:
    asked = request(f"SELECT ?s {{ ?s ?p 'MEX' }} {mark()}")
    with peer(server) as one, peer(server) as two:
        answers = []
        for connection in (one, one, two, one):
            connection.send(asked)
            status, headers, body = connection.read()
            answers.append((status, {**headers, "date": ""}, body))

    assert answers.count(answers[0]) == 4
    assert json.loads(answers[0][2])["results"]["bindings"]


def test_tag_of_the_short_way_is_good_for_the_long(server: Server) -> None:
    asked = f"SELECT ?s {{ ?s ?p 'MEX' }} {mark()}"
    with peer(server) as one:
        for _ in range(3):
            one.send(request(asked))
            _, headers, _ = one.read()
        one.send(request(asked, JSON, f"If-None-Match: {headers['etag']}"))

        assert one.read()[0] == 304


def test_head_has_no_body(server: Server) -> None:
    asked = f"SELECT ?s {{ ?s ?p 'MEX' }} {mark()}"
    with peer(server) as one:
        one.send(request(asked))
        _, wanted, _ = one.read()
        one.send(request(asked, method="HEAD"), request(asked))
        status, headers, _ = one.read(head=True)

        assert (status, headers["etag"]) == (200, wanted["etag"])
        assert one.read()[0] == 200


def test_answer_that_changes_is_made_each_time(server: Server) -> None:
    asked = request("SELECT (STRUUID() AS ?u) {}")
    with peer(server) as one:
        seen = set()
        for _ in range(4):
            one.send(asked)
            seen.add(one.read()[2])

    assert len(seen) == 4


def test_requests_in_one_packet_are_answered_in_order(server: Server) -> None:
    with peer(server) as one:
        for _ in range(3):
            several = [f"SELECT ({number} AS ?n) {{}} {mark()}" for number in range(6)]
            one.send(*(request(query) for query in several))
            for number in range(6):
                status, _, body = one.read()
                found = json.loads(body)["results"]["bindings"]
                assert (status, found[0]["n"]["value"]) == (200, str(number))


def test_requests_behind_a_query_under_way_are_answered_after_it(server: Server) -> None:
    numbers = " ".join(map(str, range(100)))
    slow = f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . VALUES ?d {{ {numbers} }} }}"
    with peer(server) as one:
        one.send(request(f"ASK {{}} {mark()}"))
        one.read()
        one.send(request(f"{slow} {mark()}"))
        time.sleep(0.02)
        second = request(f"SELECT (7 AS ?n) {{}} {mark()}")
        one.send(second[:30])
        time.sleep(0.02)
        one.send(second[30:])
        found = [json.loads(one.read()[2])["results"]["bindings"][0]["n"]["value"] for _ in "12"]

    assert int(found[0]) > 1000
    assert found[1] == "7"


def test_request_that_comes_in_pieces_is_answered(server: Server) -> None:
    asked = request(f"SELECT ?s {{ ?s ?p 'MEX' }} {mark()}")
    with peer(server) as one:
        one.send(asked)
        wanted = one.read()[2]
        for size in (1, 20, len(asked) - 1):
            one.send(asked[:size])
            time.sleep(0.02)
            one.send(asked[size:])
            assert one.read()[2] == wanted


def test_body_of_a_get_is_not_taken_for_a_request(server: Server) -> None:
    asked = f"SELECT ?s {{ ?s ?p 'MEX' }} {mark()}"
    with peer(server) as one:
        for _ in range(2):
            one.send(request(asked, JSON, "Content-Length: 5"), b"hello", request(asked))
            assert [one.read()[0], one.read()[0]] == [200, 200]


def test_connection_is_closed_when_asked_to(server: Server) -> None:
    asked = f"SELECT ?s {{ ?s ?p 'MEX' }} {mark()}"
    for _ in range(3):
        with peer(server) as one:
            one.send(request(asked, JSON, "Connection: close"))
            assert one.read()[0] == 200
            assert one.stream.read() == b""


def test_runaway_of_a_known_client_ends_like_any_other(server: Server) -> None:
    with peer(server) as one:
        one.send(request(f"ASK {{}} {mark()}"))
        one.read()
        one.send(request(f"{PRODUCT} {mark()}"))
        status, headers, body = one.read()
        assert (status, headers["cache-control"]) == (503, "no-store")
        assert b"longer than 2 seconds" in body
        one.send(request(f"ASK {{}} {mark()}"))
        assert one.read()[0] == 200


def test_long_answer_of_a_known_client_is_whole(server: Server) -> None:
    query = """PREFIX x: <https://example.org/>
    SELECT ?a ?c { ?a x:follows ?b . { SELECT ?c { ?c x:follows ?d } LIMIT 5 } }"""
    with peer(server) as one:
        one.send(request(f"ASK {{}} {mark()}"))
        one.read()
        for _ in range(2):
            one.send(request(f"{query} {mark()}"))
            status, _, body = one.read()
            assert status == 200
            assert len(json.loads(body)["results"]["bindings"]) == 5 * 1999


def test_known_client_that_leaves_frees_its_reader(server: Server) -> None:
    idle = server.client.get("/health").json()["readers"]
    for _ in range(4):
        with peer(server) as one:
            one.send(request(f"ASK {{}} {mark()}"))
            one.read()
            one.send(request(f"{PRODUCT} {mark()}"))
            time.sleep(0.05)
    end = time.monotonic() + 10
    while server.client.get("/health").json()["idle"] < min(idle, 3):
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=2"])
def test_format_in_the_address_is_enough(server: Server, accept: str) -> None:
    for _ in range(3):
        with peer(server) as one:
            asked = request(f"SELECT (1 AS ?x) {{}} {mark()}", accept)
            one.send(asked.replace(b" HTTP/1.1", b"&format=csv HTTP/1.1"))
            assert one.read()[::2] == (200, b"x\r\n1\r\n")


def test_several_accept_headers_are_one_list(server: Server) -> None:
    again = mark()
    for asked in (again, again, again, mark(), mark()):
        with peer(server) as one:
            more = "Accept: text/csv;q=0.5, text/tab-separated-values"
            one.send(request(f"SELECT (1 AS ?x) {{}} {asked}", "image/png", more))
            assert one.read()[::2] == (200, b"?x\n1\n")


@pytest.mark.parametrize("host", ["Host: test\r\n", ""])
def test_old_client_is_answered_to_the_end_of_its_connection(server: Server, host: str) -> None:
    target = request(f"SELECT ?s {{ ?s ?p 'MEX' }} {mark()}").split()[1].decode()
    for _ in range(3):
        with peer(server) as one:
            one.send(f"GET {target} HTTP/1.0\r\n{host}\r\n".encode())
            assert one.read()[0] == 200
            assert one.stream.read() == b""


def test_what_an_old_client_may_leave_out_a_new_one_may_not(server: Server) -> None:
    for version, expected in [("1.0", 200), ("1.1", 400), ("1.0", 200), ("1.1", 400)]:
        with peer(server) as one:
            one.send(f"GET /sparql?query=ASK%7B%7D HTTP/{version}\r\n\r\n".encode())
            assert one.read()[0] == expected


def test_long_request_of_a_known_client_is_refused_too(server: Server) -> None:
    with peer(server) as one:
        one.send(request(f"ASK {{}} {mark()}"))
        one.read()
        one.send(request(f"ASK {{}} # {'x' * 66_000}"))
        assert one.read()[0] == 414
