"""What SERVICE rests on: addresses, their comparison, the clauses of a query."""

import http.client
import re
import socket
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest
from tests.serve.other import other

from migkg.serve.faults import NoAnswerError
from migkg.serve.federation import bound, outward
from migkg.serve.federation.calls import calls, directed
from migkg.serve.federation.outward import RefusedError
from migkg.serve.federation.services import Service, normal, service

WIKIDATA = "https://query.wikidata.org/sparql"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org/sparql",
        "ftp://example.org/sparql",
        "file:///etc/passwd",
        "https:///sparql",
        "https://user:pass@example.org/",
        "https://example.org\\@other.example/",
        "https://example.org/#fragment",
        "https://example.org:99999/",
        "https://exämple.org/",
        "https://example.org/ sparql",
        "https://example.org/\nsparql",
        "https://exa%6Dple.org/",
    ],
)
def test_what_is_no_address_of_an_endpoint(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        normal(text)


def test_mirror_is_told_from_an_address_with_an_equals_sign() -> None:
    assert service("https://a.example/?q=x") == Service(*["https://a.example/?q=x"] * 2)
    assert service("https://a.example/s=http://b.example") == Service(
        "https://a.example/s", "http://b.example/"
    )


@pytest.mark.parametrize(
    ("address", "inward"),
    [
        ("http://127.0.0.1/", True),
        ("http://[::1]:7878/", True),
        ("http://localhost/", True),
        ("http://fuseki:3030/ds", True),
        ("http://localhost./", False),
        ("http://127.1/", False),
        ("http://example.org/", False),
    ],
)
def test_own_network_is_meant_only_where_it_is_named(address: str, inward: bool) -> None:
    assert Service(address, address).inward is inward


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
        "192.168.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:a00:1", "64:ff9b::a00:1", "2002:7f00:1::",
        "2001:db8::1", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_inward_addresses(address: str) -> None:
    assert not outward.outward(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2620:0:861:ed1a::1", "::ffff:8.8.8.8"])
def test_outward_addresses(address: str) -> None:
    assert outward.outward(address)


def resolving_to(*answers: list[str]) -> Callable[..., Any]:
    """A resolver that gives other addresses each time, and the last for ever."""
    left = list(answers)

    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        assert host == "rebinding.example"
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (x, port)) for x in addresses]

    return getaddrinfo


def test_name_is_looked_up_once_and_the_address_found_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that leads outwards when it is judged and inwards when it is called gains nothing."""
    called: list[object] = []

    def create_connection(place: object, *_: object) -> socket.socket:
        called.append(place)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolving_to(["8.8.8.8"], ["127.0.0.1"]))
    monkeypatch.setattr(socket, "create_connection", create_connection)
    there = service("http://rebinding.example/sparql")

    with pytest.raises(RefusedError, match="refused"):
        outward.post(there, {}, b"", {}, 5)
    assert called == [("8.8.8.8", 80)]
    with pytest.raises(RefusedError, match="own network"):
        outward.post(there, {}, b"", {}, 5)
    assert len(called) == 1


def test_one_inward_address_of_several_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving_to(["8.8.8.8", "10.0.0.1"]))

    with pytest.raises(RefusedError, match="own network"):
        outward.places("rebinding.example", 80, inward=False)


def test_redirect_to_a_name_that_leads_inwards_is_not_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with other() as remote:
        local = service(remote.address("/elsewhere"))
        rebinding = service(f"http://rebinding.example:{remote.server_port}/sparql")
        remote.leads_to = rebinding.iri
        real = socket.getaddrinfo

        def getaddrinfo(host: str, *rest: Any, **given: Any) -> Any:
            return real("127.0.0.1" if host == "rebinding.example" else host, *rest, **given)

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        with pytest.raises(RefusedError, match="own network"):
            outward.post(local, {rebinding.iri: rebinding}, b"", {}, 5)
        assert remote.paths == ["/elsewhere"]


def test_certificate_must_be_of_the_name() -> None:
    """An endpoint that speaks no TLS, or not ours, gets nothing of the request."""
    with other() as remote, pytest.raises(RefusedError, match="no safe connection"):
        outward.post(service(remote.address("/x").replace("http:", "https:")), {}, b"", {}, 5)
    assert remote.asked == []


def test_environment_sets_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would look names up by itself."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    with other() as remote:
        sent = outward.post(service(remote.address("/sparql")), {}, b"query=x", {}, 5)
        assert isinstance(sent.response, http.client.HTTPResponse)
        assert sent.read(20)
        sent.abort()


@pytest.mark.parametrize(
    ("query", "iris"),
    [
        ("ASK { SERVICE <http://a/> { ?s ?p ?o } SERVICE SILENT<http://b/>{} }", "http://a/ http://b/"),
        ("PREFIX e: <http://e/> ASK { SERVICE e:x { { ?s ?p 'SERVICE' } } }", "http://e/x"),
        ("prefix : <http://e/> ASK { SERVICE :x {} }", "http://e/x"),
        ("PREFIX e: <http://e/> PREFIX e: <http://f/> ASK { SERVICE e: {} }", "http://f/"),
        ("ASK { SERVICE <http://a/> { SERVICE <http://wikiba.se/ontology#label> {} } }", "http://a/"),
        ("ASK { ?s ?service 'SERVICE <x:y> {' } # SERVICE <x:y> {}", ""),
    ],
)  # fmt: skip
def test_clauses_are_found(query: str, iris: str) -> None:
    assert [call.iri for call in calls(query)] == iris.split()


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE ?s {} }",
        "ASK { SERVICE e:x {} }",
        "PREFIX e: <http://e/> ASK { SERVICE e:a\\-b {} }",
        "ASK { SERVICE <http://\\u0061/> {} }",
        "ASK { SERVICE{} }",
        "ASK { SERVICE",
        "ASK { SERVICE <http://a/>",
        "ASK { SERVICE <http://a/> <http://b/> {} }",
        "ASK { SERVICESILENT <http://a/> {} }",
        "ASK { 1SERVICE <http://a/> {} }",
        "ASK { 1.SERVICE<http://a/> {} }",
        "PREFIX service: <http://a/> ASK { ?s service:x ?o }",
        'ASK { VALUES ?x {"""a"} SERVICE <http://a/> {} }',
        "ASK { SERVICE <http://a/> { SERVICE <http://b/> {} } }",
    ],
)
def test_what_cannot_be_told_is_refused(query: str) -> None:
    with pytest.raises(NoAnswerError) as error:
        calls(query)
    assert error.value.status == 403


def test_rest_of_the_query_stays_as_it_is() -> None:
    query = f"SELECT * {{ SERVICE SILENT <{WIKIDATA}> {{ ?s ?p 'é' }} }} # end"
    found = directed(query, [WIKIDATA], lambda n: f"http://here/{n}", lambda _: " VALUES ")

    assert found == query.replace(WIKIDATA, "http://here/0").replace("> { ?s", "> { VALUES  ?s")


STORE = ox.Store()
for number in range(3):
    STORE.add(ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), ox.Literal(number)))
BOTH = "VALUES (?a ?b) { (<urn:0> 0) (<urn:1> 1) (<urn:2> 2) }"


def known(query: str) -> str:
    """The values that go along, their rows in order, numbers as one writes them."""
    [call] = calls(query)
    text = bound.values(query, call, STORE.query)
    text = re.sub(r'"(\d+)"\^\^<[^>]*#integer>', r"\1", text)
    rows = sorted(re.findall(r"\([^?)]*\)", text))
    return " ".join([text.partition("{")[0].strip(), "{", *rows, "}"]) if text else ""


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("SELECT * { ?a <urn:p> ?b SERVICE <x:y> { ?a ?x ?b } }", BOTH),
        (
            "SELECT * { ?a <urn:p> ?b SERVICE <x:y> { ?a ?x ?y } }",
            "VALUES (?a) { (<urn:0>) (<urn:1>) (<urn:2>) }",
        ),
        (
            "CONSTRUCT { ?a ?b ?c } WHERE { ?a <urn:p> 1 . SERVICE <x:y> { ?a ?x ?c } }",
            "VALUES (?a) { (<urn:1>) }",
        ),
        (
            "PREFIX : <urn:> ASK { ?a :p 2 # it's\n OPTIONAL { SERVICE <x:y> { ?a ?x ?c } } }",
            "VALUES (?a) { (<urn:2>) }",
        ),
        (
            "ASK { { ?a <urn:p> 0 } UNION { ?a <urn:p> 2 } SERVICE <x:y> { ?a ?b ?c } }",
            "VALUES (?a) { (<urn:0>) (<urn:2>) }",
        ),
        ("ASK { ?a <urn:none> ?b SERVICE <x:y> { ?a ?b ?c } }", "VALUES (?a ?b) { }"),
        # What the clause binds or computes by itself, or does not have, is not given to it.
        ("ASK { ?a <urn:p> ?b SERVICE <x:y> { ?x ?y ?z FILTER(?a > ?b) } }", ""),
        ("ASK { ?a <urn:p> ?b SERVICE <x:y> { ?x ?y ?z BIND(?x AS ?a) ?a ?y ?z } }", ""),
        ("ASK { ?a <urn:p> ?b SERVICE <x:y> { SELECT ?a { ?a ?b ?c } } }", ""),
        # Nor what the patterns before it do not bind alike in every row, or only with the rest.
        ("ASK { ?a <urn:p> 1 OPTIONAL { ?a <urn:q> ?b } SERVICE <x:y> { ?x ?y ?b } }", ""),
        ("ASK { ?a <urn:p> ?b FILTER(?c = ?b) SERVICE <x:y> { ?a ?y ?c } }", ""),
        ("ASK { { ?a <urn:p> ?b } UNION { SERVICE <x:y> { ?a ?b ?c } } }", ""),
        ("ASK { ?a <urn:p> ?b MINUS { SERVICE <x:y> { ?a ?b ?c } } }", ""),
        ("ASK { ?a <urn:p> ?b OPTIONAL { ?b ?x ?y SERVICE <x:y> { ?a ?b ?c } } }", ""),
        ("ASK { SERVICE <x:y> { ?a ?b ?c } ?a <urn:p> ?b }", ""),
    ],
)
def test_values_that_go_along(query: str, values: str) -> None:
    assert known(query) == values


def test_too_many_values_do_not_go_along() -> None:
    numbers = " ".join(str(number) for number in range(bound.MOST + 1))
    query = f"ASK {{ VALUES ?a {{ {numbers} }} SERVICE <x:y> {{ ?s ?p ?a }} }}"

    assert known(query) == ""
    assert known(query.replace("{ 0 1 ", "{ 1 ")) != ""
