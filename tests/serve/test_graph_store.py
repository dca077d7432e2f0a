"""The Graph Store HTTP Protocol on a real server: read by all, changed with the token, checked."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.serve.conftest import Server, serving

from migkg import store
from migkg.errors import UsageError
from migkg.namespaces import BASE, GRAPH
from migkg.serve.changes import token, upload
from migkg.serve.faults import NoAnswerError

TOKEN = "5ecret-of-the-tests-0123456789"
FOAF = "http://xmlns.com/foaf/0.1/"
CARD = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix v: <http://www.w3.org/2006/vcard/ns#> .
<{0}> a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn "{1}" ] .
"""
TURTLE = "text/turtle; charset=utf-8"


class Writer:
    """A client with the token."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.client = httpx.Client(
            base_url=server.address, timeout=120, headers={"Authorization": f"Bearer {TOKEN}"}
        )

    def send(self, method: str, path: str, body: str | bytes = b"", media: str = TURTLE,
             **headers: str) -> httpx.Response:  # fmt: skip
        sent = {"Content-Type": media, **headers} if body or method != "DELETE" else headers
        return self.client.request(method, path, content=body, headers=sent)

    def triples(self, path: str) -> set[ox.Triple]:
        answer = self.client.get(path, headers={"Accept": "application/n-triples"})
        answer.raise_for_status()
        return {quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)}

    def log(self) -> list[dict[str, object]]:
        text = (self.folder / "audit.jsonl").read_text("ascii")
        return [json.loads(line) for line in text.splitlines()]


def copied(folder: Path, place: Path) -> Path:
    shutil.copytree(folder, place)
    return place


@pytest.fixture(scope="module")
def writer(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    place = copied(folder, tmp_path_factory.mktemp("writes") / "store")
    secret = place.with_name("token")
    secret.write_text(TOKEN)
    with serving(place, "--workers", "2", "--token-file", str(secret)) as server:
        writer = Writer(server, place)
        yield writer
        writer.client.close()


def names(triples: set[ox.Triple]) -> set[str]:
    """The people of a graph, and their names on cards: what blank nodes held is there too."""
    return {t.object.value for t in triples if t.predicate.value.endswith("#fn")} | {
        t.subject.value for t in triples if t.object == ox.NamedNode(FOAF + "Person")
    }


@pytest.mark.parametrize("direct", [True, False])
def test_the_sequence_of_w3c(writer: Writer, direct: bool) -> None:
    """The cases of W3C's suite for the protocol, by their names there.

    https://www.w3.org/2009/sparql/docs/tests/data-sparql11/http-rdf-update/ - all but those of the
    default graph, which is the union here, and of multipart/form-data.
    """
    kind = "direct" if direct else "indirect"
    iri = f"{GRAPH}{kind}/person/1.x"
    path = f"/graph/{kind}/person/1.x" if direct else f"/graph-store?graph={iri}"
    other = path.replace("1.x", "2")
    me = f"{BASE}{kind}/me"
    send, triples = writer.send, writer.triples

    created = send("PUT", path, CARD.format(me, kind))  # put__initial_state
    assert (created.status_code, created.content) == (201, b"")
    assert created.headers["location"].endswith(f"/graph/{kind}/person/1.x")
    assert names(triples(path)) == {me, kind}  # get_of_put__initial_state
    replaced = send("PUT", path, CARD.format(me, f"{kind} two"))  # put__graph_already_in_store
    assert replaced.status_code == 204
    assert names(triples(path)) == {me, f"{kind} two"}
    mismatched = send("PUT", path, CARD.format(me, "x"), "application/rdf+xml")
    assert mismatched.status_code == 400  # put__mismatched_payload
    assert names(triples(path)) == {me, f"{kind} two"}  # nothing of it came in
    assert send("PUT", other, "").status_code == 201  # put__empty_graph
    assert triples(other) == set()
    assert send("PUT", other, CARD.format(me + "2", kind)).status_code == 204
    assert names(triples(other)) == {me + "2", kind}  # get_of_replacement_for_empty_graph
    assert send("DELETE", other).status_code == 204  # delete__existing_graph
    assert writer.client.get(other).status_code == 404
    assert send("DELETE", other).status_code == 404  # delete__nonexistent_graph
    more = f'<{me}> <{FOAF}name> "Alice" .'
    assert send("POST", path, more).status_code == 204  # post__existing_graph
    assert names(triples(path)) == {me, f"{kind} two"}
    assert any(t.predicate.value == FOAF + "name" for t in triples(path))
    assert send("POST", path, "").status_code == 204  # post__empty_graph_to_existing_graph
    head = writer.client.head(path)  # head_on_an_existing_graph
    assert (head.status_code, head.content) == (200, b"")
    assert writer.client.head(other).status_code == 404  # head_on_a_nonexisting_graph
    new = f'<#it> <{FOAF}name> "{kind}" .'
    made = send("POST", "/graph-store", new)  # post__create_new_graph
    assert made.status_code == 201
    assert len(triples(made.headers["location"])) == 1
    assert send("DELETE", made.headers["location"]).status_code == 204
    assert send("DELETE", path).status_code == 204


def test_what_was_written_is_read_at_once_everywhere(writer: Writer) -> None:
    before = writer.client.get("/health").json()["build"]
    thing = "https://w3id.org/migkg/id/organization/newcomer"
    said = f'<{thing}> <{FOAF}name> "New" . [] <{FOAF}maker> <{thing}> .'

    answer = writer.send("PUT", "/graph-store?graph=urn:x:notes", said)
    rows = writer.server.rows(
        f"SELECT ?n {{ GRAPH <urn:x:notes> {{ <{thing}> <{FOAF}name> ?n }} }}"
    )
    page = writer.client.get("/id/organization/newcomer", headers={"Accept": "text/turtle"})
    skolem = next(t.subject.value for t in writer.triples("/graph-store?graph=urn:x:notes")
                  if t.predicate.value == FOAF + "maker")  # fmt: skip

    assert answer.headers["migkg-build"] not in {"", before}
    assert rows == [{"n": "New"}]
    assert page.status_code == 200
    assert skolem.startswith(BASE + ".well-known/genid/")
    assert writer.client.get("/" + skolem.removeprefix(BASE)).status_code == 200
    assert writer.send("PUT", "/graph-store?graph=urn:x:notes", said).status_code == 204
    assert writer.client.get("/health").json()["build"] == answer.headers["migkg-build"]
    origin = writer.server.rows(
        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?hash { GRAPH <" + GRAPH + "provenance> "
        "{ <urn:x:notes> prov:wasDerivedFrom/<https://schema.org/sha256> ?hash } }"
    )
    assert [len(row["hash"]) for row in origin] == [64]
    assert writer.send("DELETE", "/graph-store?graph=urn:x:notes").status_code == 204


@pytest.mark.parametrize(
    ("path", "body", "media", "status", "says"),
    [
        ("/graph/x", "<a> <b>\n  c .", TURTLE, 400, "line 2, column"),
        ("/graph/x", "<a> <b> <c>", "application/n-triples", 400, "line 1"),
        ("/graph/x", "{", "application/ld+json", 400, "does not parse"),
        ("/graph/x", "<a/>", "application/rdf+xml", 400, "does not parse"),
        ("/graph/x", b"<a> <b> '\xff' .", TURTLE, 400, "not UTF-8 in line 1"),
        ("/graph/x", "<a> <b> << <c> <d> <e> >> .", TURTLE, 400, ""),
        ("/graph/x", "a,b", "text/csv", 415, "text/turtle"),
        ("/graph/x", "", "multipart/form-data", 415, "text/turtle"),
        ("/graph/x", "<a> <b> <c> .", "text/turtle; charset=latin-1", 415, "UTF-8"),
        ("/graph-store?default", "<a:a> <b:b> <c:c> .", TURTLE, 409, "default graph"),
        ("/graph-store?graph=x", "<a:a> <b:b> <c:c> .", TURTLE, 400, "absolute IRI"),
        ("/graph-store?graph=u:x&graph=u:y", "", TURTLE, 400, "one graph"),
        ("/graph-store?graph=u:x&default", "", TURTLE, 400, "one graph"),
        ("/graph-store", "<a:a> <b:b> <c:c> .", TURTLE, 400, "which graph"),
        ("/graph/inferred", "<a:a> <b:b> <c:c> .", TURTLE, 403, "made from the others"),
        ("/graph/service", "", TURTLE, 403, "made from the others"),
    ],
)  # fmt: skip
def test_what_cannot_enter_is_told(
    writer: Writer, path: str, body: str | bytes, media: str, status: int, says: str
) -> None:
    before = writer.client.get("/health").json()["build"]
    answer = writer.send("PUT", path, body, media)

    assert answer.status_code == status, answer.text
    assert says in answer.text
    assert "Traceback" not in answer.text
    assert writer.client.get("/health").json()["build"] == before


def test_entities_of_xml_are_refused(writer: Writer) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'

    assert "entity" in writer.send("PUT", "/graph/x", bomb, "application/rdf+xml").text
    with pytest.raises(NoAnswerError, match="entity"):
        upload.read(bomb.encode("utf-8-sig"), "application/rdf+xml", ox.NamedNode("urn:x"))


def test_a_triple_stands_in_one_graph(writer: Writer) -> None:
    known = f'<{BASE}id/state/mex> <http://purl.org/dc/terms/identifier> "MEX" .'
    answer = writer.send("PUT", "/graph/again", known)

    assert answer.status_code == 409
    assert "graph/authority" in answer.text
    assert "id/state/mex" in answer.text


def test_what_was_derived_gives_way_to_what_is_stated(writer: Writer) -> None:
    one, other = f"{BASE}id/document/report", f"{BASE}id/document/named"
    fact = (
        f"<{BASE}id/fact/00000000000000aa> a <{BASE}ontology#Citation>, <{BASE}ontology#Fact> ; "
        f"<{BASE}ontology#citing> <{one}> ; <{BASE}ontology#cited> <{other}> ; "
        f"<{BASE}ontology#citationKind> <{BASE}concept/citation-kind/cites> ."
    )
    plain = f"<{one}> <http://purl.org/dc/terms/references> <{other}>"
    where = f"SELECT ?g {{ GRAPH ?g {{ {plain} }} }}"

    assert writer.send("PUT", "/graph-store?graph=urn:x:fact", fact).status_code == 201
    derived = writer.server.rows(where)
    assert writer.send("PUT", "/graph-store?graph=urn:x:plain", plain + " .").status_code == 201
    stated = writer.server.rows(where)
    assert writer.send("DELETE", "/graph-store?graph=urn:x:fact").status_code == 204
    assert writer.send("DELETE", "/graph-store?graph=urn:x:plain").status_code == 204

    assert derived == [{"g": GRAPH + "inferred"}]
    assert stated == [{"g": "urn:x:plain"}]
    assert writer.server.rows(where) == []


def test_shapes_guard_our_graphs(writer: Writer) -> None:
    said = (
        f"<{BASE}id/fact/00000000000000bb> a <{BASE}ontology#PartyCount>, <{BASE}ontology#Fact> ; "
        f"<{BASE}ontology#count> 46 ."
    )
    ours = writer.send("PUT", "/graph/document/other", said)
    theirs = writer.send("PUT", "/graph-store?graph=urn:x:draft", said)

    assert ours.status_code == 422
    assert "A fact cites at least one passage" in ours.text
    assert writer.client.get("/graph/document/other").status_code == 404
    assert theirs.status_code == 201  # not a graph of ours
    assert writer.send("DELETE", "/graph-store?graph=urn:x:draft").status_code == 204


def test_a_change_may_have_conditions(writer: Writer) -> None:
    path, said = "/graph/conditions", "<a:a> <b:b> {} ."
    assert writer.send("PUT", path, said.format(1), **{"If-Match": "*"}).status_code == 412
    assert writer.send("PUT", path, said.format(1), **{"If-None-Match": "*"}).status_code == 201
    assert writer.send("PUT", path, said.format(2), **{"If-None-Match": "*"}).status_code == 412
    tag = writer.client.get(path, headers={"Accept": "text/turtle"}).headers["etag"]
    assert writer.send("PUT", path, said.format(3), **{"If-Match": tag}).status_code == 204
    assert writer.send("PUT", path, said.format(4), **{"If-Match": tag}).status_code == 412
    assert writer.send("DELETE", path).status_code == 204


def test_reading_needs_no_token(server: Server) -> None:
    graph = "/graph-store?graph=https://w3id.org/migkg/graph/authority"
    everything = server.client.get("/graph-store?default", headers={"Accept": "text/turtle"})
    one = server.client.get(graph, headers={"Accept": "application/n-triples"})
    direct = server.client.get("/graph/authority", headers={"Accept": "application/n-triples"})

    assert one.headers["content-type"] == "application/n-triples"
    assert sorted(one.text.splitlines()) == sorted(direct.text.splitlines())
    whole = {str(q.triple) for q in ox.parse(everything.content, ox.RdfFormat.TURTLE)}
    count = int(server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])
    assert len(whole) == count
    assert server.client.get("/graph-store").status_code == 400
    assert server.client.get("/graph-store?graph=urn:none").status_code == 404
    assert server.client.get(graph, headers={"Accept": "image/png"}).status_code == 406


def test_closed_without_a_token(server: Server) -> None:
    for method, path in (
        ("PUT", "/graph/x"), ("POST", "/graph-store"), ("DELETE", "/graph/authority"),
        ("POST", "/update"),
    ):  # fmt: skip
        headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
        answer = server.client.request(method, path, content=b"", headers=headers)
        assert answer.status_code == 403
        assert "without a token" in answer.text


def test_only_the_token_opens(writer: Writer) -> None:
    none = httpx.put(writer.server.address + "graph/x", content=b"")
    wrong = httpx.put(
        writer.server.address + "graph/x", content=b"", headers={"Authorization": "Bearer wr0ng"}
    )

    assert (none.status_code, none.headers["www-authenticate"]) == (401, 'Bearer realm="migkg"')
    assert wrong.status_code == 401
    assert "invalid_token" in wrong.headers["www-authenticate"]
    last = writer.log()[-1]
    assert (last["event"], last["status"], last["path"]) == ("refused", 401, "/graph/x")


def test_the_log_has_all_changes_and_never_the_token(writer: Writer) -> None:
    writer.send("PUT", "/graph/logged", "<a:a> <b:b> <c:c>, <d:d> .")
    writer.send("PUT", "/graph/logged", "<a:a> <b:b>")
    writer.send("DELETE", "/graph/logged")
    lines = [line for line in writer.log() if line.get("graph") == GRAPH + "logged"]
    text = (writer.folder / "audit.jsonl").read_text("ascii")

    assert [(line["event"], line["do"], line.get("status")) for line in lines] == [
        ("begun", "put", None), ("ended", "put", 201), ("begun", "put", None),
        ("ended", "put", 400), ("begun", "delete", None), ("ended", "delete", 204),
    ]  # fmt: skip
    assert (lines[1]["before"], lines[1]["after"]) == (0, 2)
    assert all(re.fullmatch(r"[0-9a-f]{12}", str(line["token"])) for line in lines)
    assert TOKEN not in text


def test_a_body_too_large_is_not_read(writer: Writer) -> None:
    url = httpx.URL(writer.server.address)
    head = (
        f"PUT /graph/x HTTP/1.1\r\nHost: {url.host}\r\nContent-Type: text/turtle\r\n"
        f"Authorization: Bearer {TOKEN}\r\nContent-Length: {1 << 40}\r\n\r\n"
    )
    with socket.create_connection((url.host, url.port), timeout=30) as connection:
        connection.sendall(head.encode())
        assert b" 413 " in connection.recv(100)


def test_a_writer_killed_at_any_moment_leaves_the_old_or_the_new(
    folder: Path, tmp_path: Path
) -> None:
    place = copied(folder, tmp_path / "store")
    body = tmp_path / "body"
    body.write_text("<a:a> <b:b> <c:c> .")
    job = {
        "do": "put", "graph": "urn:x:killed", "media": "text/turtle", "store": str(place),
        "body": str(body), "memory": 0, "depth": 100, "time": "2026-01-01T00:00:00+00:00",
    }  # fmt: skip
    old = held(place)
    seen = set()
    for part in (0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.2):
        with_new = ended(place, job, part)
        after = held(place)
        assert after in (old, {*old, ("urn:x:killed", 1)}), part
        seen.add(after == old)
        if with_new:
            break
        with store.building(place) as new:  # the lock is free, and what was left is cleared away
            shutil.copytree(store.current(place), new, dirs_exist_ok=True)
    assert seen >= {True}


DURATION: list[float] = []  # seconds that a writer takes


def ended(place: Path, job: dict[str, object], part: float) -> bool:
    """Kill a writer after a part of the time that one takes; tell whether its change is there."""
    if not DURATION:
        spare = place.with_name("spare")
        shutil.copytree(place, spare)
        begun = time.monotonic()
        started({**job, "store": str(spare)}).wait(120)
        DURATION.append(time.monotonic() - begun)
    process = started(job)
    time.sleep(part * DURATION[0])
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    process.wait(60)
    return ("urn:x:killed", 1) in held(place)


def started(job: dict[str, object]) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "migkg.serve.changes.writer"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdin
    process.stdin.write(json.dumps({**job, "parent": os.getpid()}).encode())
    process.stdin.close()
    return process


def held(place: Path) -> set[tuple[str, int]]:
    """Every stated graph of the build in use, with its size."""
    with store.opened(place) as found:
        return {
            (graph.value, sum(1 for _ in found.data.quads_for_pattern(None, None, None, graph)))
            for graph in found.data.named_graphs()
            if graph.value.removeprefix(GRAPH) not in {"inferred", "service", "provenance"}
        }


@pytest.mark.parametrize("text", ["short", "with space in the middle", "", "ümlaut-0123456789"])
def test_a_token_that_cannot_be_one_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(text)
    with pytest.raises(UsageError):
        token.token(file)


def test_a_token_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n")
    monkeypatch.delenv("MIGKG_TOKEN", raising=False)

    assert token.token(None) == ""
    assert token.token(file) == TOKEN
    monkeypatch.setenv("MIGKG_TOKEN", TOKEN + "x")
    assert token.token(None) == TOKEN + "x"
    with pytest.raises(UsageError, match="cannot read"):
        token.token(tmp_path / "none")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["_:a", "_:b", "<u:x>"]), st.sampled_from(["<u:p>", "<u:q>"]),
            st.sampled_from(["_:a", "_:c", "<u:y>", '"1"', '"a"@en']),
        ),
        max_size=8,
    )
)  # fmt: skip
@settings(deadline=None)
def test_blank_nodes_become_names_that_the_content_decides(
    rows: list[tuple[str, str, str]],
) -> None:
    body = "".join(f"{' '.join(row)} .\n" for row in rows).encode()
    graph = ox.NamedNode("urn:x")
    first = upload.read(body, "application/n-triples", graph)
    again = upload.read(body, "application/n-triples", graph)
    other = upload.read(body, "application/n-triples", ox.NamedNode("urn:y"))
    nodes = {term for quad in first for term in (quad.subject, quad.object)}

    assert first == again
    assert not any(isinstance(term, ox.BlankNode) for term in nodes)
    blank = {label for row in rows for label in row if label.startswith("_:")}
    ours = {t for t in nodes if isinstance(t, ox.NamedNode) and "genid" in t.value}
    theirs = {t for q in other for t in (q.subject, q.object)}
    assert len(ours) == len(blank)
    assert not ours & theirs
