"""HTTP around the routes: methods, encodings, tags, headers."""

import gzip
import json
import socket
import zlib
from urllib.parse import quote, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.conftest import Server

from migkg.serve.http.encoding import takes_gzip
from migkg.serve.http.headers import with_vary

ROUTES = ["/", "/sparql", "/sparql?query=ASK%20%7B%7D", "/health", "/ready", "/graph", "/ontology",
          "/static/style.css", "/source/report.txt", "/export.nq", "/id/instrument/icrmw",
          "/id/instrument/icrmw.ttl", "/id/state/nobody", "/nothing"]  # fmt: skip
ALL = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 40"
LONG = "SELECT * { ?s ?p ?o } LIMIT 1900"
GZIP = {"Accept-Encoding": "gzip"}
PLAIN = {"Accept-Encoding": "identity"}
HTML = {"Accept": "text/html"}
OF_ONE_ANSWER = {"date", "transfer-encoding"}  # the latter of a body alone


def raw(
    server: Server, path: str, headers: dict[str, str], **params: str
) -> tuple[httpx.Headers, bytes]:
    """An answer's headers, and its body as sent."""
    with server.client.stream("GET", path, headers=headers, params=params or None) as answer:
        return answer.headers, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("encoding", [GZIP, PLAIN], ids=["gzip", "plain"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"], ids=["any", "html"])
def test_head_says_what_get_says(
    server: Server, path: str, encoding: dict[str, str], accept: str
) -> None:
    headers = {**encoding, "Accept": accept}
    # Twice, so that no kept answer makes a difference.
    get = [server.client.get(path, headers=headers) for _ in range(2)][1]
    head = server.client.head(path, headers=headers)

    assert head.status_code == get.status_code
    assert head.content == b""
    assert {k: v for k, v in head.headers.items() if k not in OF_ONE_ANSWER} == {
        k: v for k, v in get.headers.items() if k not in OF_ONE_ANSWER
    }


@pytest.mark.parametrize("query", [ALL, LONG], ids=["whole", "streamed"])
def test_answer_in_gzip_is_the_same_with_a_tag_of_its_own(server: Server, query: str) -> None:
    plain, text = raw(server, "/sparql", PLAIN, query=query)
    packed, content = raw(server, "/sparql", GZIP, query=query)

    assert "content-encoding" not in plain
    assert packed["content-encoding"] == "gzip"
    assert len(text) > 1000
    assert gzip.decompress(content) == text
    assert len(content) < len(text) / 3
    assert plain["etag"] != packed["etag"]
    assert all("Accept-Encoding" in headers["vary"] for headers in (plain, packed))


def test_small_answers_are_not_compressed(server: Server) -> None:
    headers, body = raw(server, "/sparql", GZIP, query="ASK {}")

    assert "content-encoding" not in headers
    assert json.loads(body)["boolean"] is True


@pytest.mark.parametrize(
    "refused",
    ["gzip;q=0", "identity", "*;q=0", "br", "gzip;q=0, *;q=1", "gzip;q=0.3, identity;q=0.9"],
)
def test_who_refuses_gzip_gets_none(server: Server, refused: str) -> None:
    headers, _ = raw(server, "/sparql", {"Accept-Encoding": refused}, query=ALL)

    assert "content-encoding" not in headers


@given(
    st.lists(st.sampled_from(["gzip", "x-gzip", "br", "identity", "*", "", "zstd"]), max_size=4),
    st.lists(st.sampled_from(["", ";q=0", ";q=1", ";q=0.5", "; q = 0.000", ";q=x", ";a=b"])),
)
def test_gzip_is_never_forced_on_anybody(codings: list[str], weights: list[str]) -> None:
    header = ", ".join(map("".join, zip(codings, weights, strict=False)))

    if takes_gzip(header):
        assert "gzip" in header or "*" in header
    if "gzip;q=0" in header.replace(" ", "") and header.count("gzip") == 1:
        assert not takes_gzip(header) or "q=0.5" in header


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_any_accept_encoding_is_read(header: str) -> None:
    assert takes_gzip(header) in {True, False}


@given(st.lists(st.sampled_from([b"Accept", b"Origin", b"accept-encoding, Cookie", b"*", b""])))
def test_there_is_one_vary(own: list[bytes]) -> None:
    (vary,) = (v for k, v in with_vary([(b"vary", value) for value in own]) if k == b"vary")

    assert vary == b"*" or {b"Accept", b"Accept-Encoding"} <= set(vary.split(b", "))
    assert b"Origin" not in own or vary == b"*" or b"Origin" in vary


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other",W/{} , "more"', "*"])
@pytest.mark.parametrize("encoding", [GZIP, PLAIN], ids=["gzip", "plain"])
@pytest.mark.parametrize(
    "path", ["/static/style.css", "/id/instrument/icrmw", "/source/report.txt", "/sparql"]
)
def test_who_has_the_answer_is_spared_it(
    server: Server, path: str, encoding: dict[str, str], form: str
) -> None:
    params = {"query": ALL} if path == "/sparql" else {}
    first = server.client.get(path, params=params, headers=encoding)
    tag = first.headers["etag"]
    for method in ("GET", "HEAD"):
        again = server.client.request(
            method, path, params=params, headers={**encoding, "If-None-Match": form.format(tag)}
        )
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == first.headers["vary"]
        assert "content-encoding" not in again.headers
    other = server.client.get(path, params=params, headers={**encoding, "If-None-Match": '"x"'})
    assert other.content == first.content


def test_tag_of_the_answer_in_gzip_is_not_that_of_the_plain_one(server: Server) -> None:
    tag = raw(server, "/sparql", GZIP, query=ALL)[0]["etag"]
    asked = {"Accept-Encoding": "gzip;q=0", "If-None-Match": tag}
    again = server.client.get("/sparql", params={"query": ALL}, headers=asked)

    assert (again.status_code, "content-encoding" in again.headers) == (200, False)
    assert again.headers["etag"] != tag


@pytest.mark.parametrize("encoding", [GZIP, PLAIN], ids=["gzip", "plain"])
def test_old_client_gets_a_long_answer_with_its_length_and_no_chunks(
    server: Server, encoding: dict[str, str]
) -> None:
    query = "PREFIX x: <https://example.org/> SELECT ?a ?c { ?a x:follows ?b . ?c x:follows <z> }"
    for asked in (LONG, query):
        answer = old(server, asked, encoding)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        assert b"transfer-encoding" not in head.lower()
        assert b"content-length: %d\r\n" % len(body) in head + b"\r\n"
        text = gzip.decompress(body) if b"content-encoding: gzip" in head else body
        assert "bindings" in json.loads(text)["results"]


def test_old_client_gets_no_part_of_an_answer_for_the_whole(server: Server) -> None:
    answer = old(server, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", PLAIN)

    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"broke off" in answer


def old(server: Server, query: str, headers: dict[str, str]) -> bytes:
    """All that a client of HTTP/1.0 gets, as sent."""
    parts = urlsplit(server.address)
    lines = [f"GET /sparql?query={quote(query)} HTTP/1.0", *map(": ".join, headers.items()), "", ""]
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as client:
        client.sendall("\r\n".join(lines).encode())
        return b"".join(iter(lambda: client.recv(65536), b""))


def test_star_spares_nobody_an_error(server: Server) -> None:
    answer = server.client.get("/id/state/nobody", headers={"If-None-Match": "*"})

    assert answer.status_code == 404


def test_star_on_a_long_answer_frees_its_reader(server: Server) -> None:
    query = "PREFIX x: <https://example.org/> SELECT * { ?a x:follows ?b . ?c x:follows ?d }"
    answer = server.client.get("/sparql", params={"query": query}, headers={"If-None-Match": "*"})

    assert answer.status_code == 304
    assert len(server.rows("SELECT ?s { ?s ?p 'MEX' } # after the star")) == 1


def test_broken_answer_is_broken_in_gzip_too(server: Server) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    unpack = zlib.decompressobj(31)
    kept: list[bytes] = []
    with server.client.stream("GET", "/sparql", params={"query": query}, headers=GZIP) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        with pytest.raises(httpx.RemoteProtocolError):
            kept.extend(unpack.decompress(piece) for piece in answer.iter_raw())

    assert len(b"".join(kept)) > 64 << 10  # what came can be read
    assert not unpack.eof  # and is not taken for all


def test_first_stretch_leaves_before_the_last_is_made(server: Server) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # ends with the time, not by itself
    with server.client.stream("GET", "/sparql", params={"query": query}, headers=GZIP) as answer:
        first = next(answer.iter_raw())

    assert zlib.decompressobj(31).decompress(first).startswith(b'{"head":')


METHODS = [
    ("/sparql", "GET, HEAD, OPTIONS, POST"),
    ("/health", "GET, HEAD, OPTIONS"),
    ("/static/style.css", "GET, HEAD, OPTIONS"),
]


@pytest.mark.parametrize(("path", "allowed"), METHODS)
def test_options_tells_what_an_address_takes(server: Server, path: str, allowed: str) -> None:
    answer = server.client.options(
        path,
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type",
        },
    )

    assert answer.status_code == 204
    assert answer.headers["allow"] == allowed
    assert answer.headers["access-control-allow-methods"] == allowed
    assert answer.headers["access-control-allow-origin"] == "*"
    named = answer.headers["access-control-allow-headers"].lower()
    assert {"authorization", "content-type"} <= set(named.split(", "))


@pytest.mark.parametrize(("path", "allowed"), METHODS)
@pytest.mark.parametrize("method", ["PATCH", "TRACE", "DELETE", "PUT"])
def test_other_methods_are_told_which_there_are(
    server: Server, path: str, allowed: str, method: str
) -> None:
    answer = server.client.request(method, path)

    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    assert method in answer.text


def test_unknown_method_is_not_implemented(server: Server) -> None:
    assert server.client.request("BREW", "/sparql").status_code == 501


@pytest.mark.parametrize("method", ["OPTIONS", "PATCH", "DELETE"])
def test_unknown_address_takes_nothing(server: Server, method: str) -> None:
    answer = server.client.request(method, "/nothing")

    assert answer.status_code == 404
    assert "allow" not in answer.headers


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_carries_what_browsers_and_caches_need(server: Server, path: str) -> None:
    answer = server.client.get(path, headers=HTML)
    headers = answer.headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["vary"] == "Accept, Accept-Encoding"
    assert headers["migkg-build"] == "5eed5eed5eed5eed"
    assert "server" not in headers
    if "html" in headers["content-type"]:
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "there"),
    [("/health/", "/health"), ("/sparql/?query=ASK%20%7B%7D", "/sparql?query=ASK%20%7B%7D")],
)
def test_slash_too_many_leads_on(server: Server, path: str, there: str) -> None:
    moved = server.client.get(path)

    assert moved.status_code == 308
    assert moved.headers["location"].startswith("../")  # so that it holds behind any proxy
    followed = server.client.get(path, follow_redirects=True)
    assert followed.status_code == 200
    assert followed.url.raw_path.decode() == there


@pytest.mark.parametrize("path", ["//evil.example/health/", "///", "/%2F%2Fevil.example/sparql/"])
def test_no_address_leads_to_another_server(server: Server, path: str) -> None:
    answer = server.client.get(httpx.URL(server.address).copy_with(raw_path=path.encode()))

    assert answer.status_code == 404
    assert "location" not in answer.headers
