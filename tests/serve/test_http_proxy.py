"""Behind a proxy, under any path and any base."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urljoin, urlsplit

import httpx
import pyoxigraph as ox
import pytest
from tests.serve.conftest import HERE, Server, serving

from migkg import store

HTML = {"Accept": "text/html"}
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}
START = ["/", "/sparql", "/graph", "/ontology", "/id/instrument/icrmw", "/id/organization/iom"]


class Proxy:
    """A proxy that puts a server under a path, as nginx does with proxy_pass."""

    def __init__(self, server: str, prefix: str, strip: bool, told: bool) -> None:
        behind = urlsplit(server).netloc

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if not self.path.startswith(prefix + "/"):
                    self.send_error(421)
                    return
                there = HTTPConnection(behind, timeout=30)
                path = self.path.removeprefix(prefix) if strip else self.path
                headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
                headers |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
                headers |= {"X-Forwarded-Host": "data.example.org"}
                headers |= {"X-Forwarded-Prefix": prefix} if told else {}
                length = int(self.headers.get("content-length", 0))
                there.request(self.command, path, self.rfile.read(length) or None, headers)
                answer = there.getresponse()
                body = answer.read()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)
                there.close()

            do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}{prefix}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def told(folder: Path) -> Iterator[Server]:
    with serving(
        folder, "--workers", "2", "--trusted-proxies", "127.0.0.0/8", "--metrics-for", "none"
    ) as running:
        yield running


@pytest.fixture(scope="module")
def rooted(folder: Path) -> Iterator[Server]:
    with serving(folder, "--workers", "2", "--root-path", "/data/kg/") as running:
        yield running


@pytest.fixture(params=["told, stripped", "told, whole", "rooted, stripped", "rooted, whole"])
def proxy(request: pytest.FixtureRequest, told: Server, rooted: Server) -> Iterator[Proxy]:
    how, what = request.param.split(", ")
    server = told if how == "told" else rooted
    found = Proxy(server.address, "/data/kg", what == "stripped", how == "told")
    yield found
    found.close()


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "action"} and value and not value.startswith("#"):
                self.found.append(value)


def test_every_link_stays_below_the_proxys_path(proxy: Proxy) -> None:
    seen: set[str] = set()
    for start in START:
        page = f"{proxy.address}{start}"
        answer = httpx.get(page, headers=HTML, timeout=30)
        assert answer.status_code == 200, start
        for link in Links(answer.text).found:
            address = urljoin(page, link)
            if urlsplit(address).netloc == urlsplit(proxy.address).netloc:
                assert address.startswith(proxy.address + "/"), (page, link)
                seen.add(address.partition("#")[0])
    files = [address for address in seen if "/static/" in address]
    assert files
    for address in files:
        assert httpx.get(address).status_code == 200, address


def test_data_and_redirects_hold_behind_the_proxy(proxy: Proxy) -> None:
    asked = httpx.get(proxy.address + "/sparql", params={"query": "ASK {}"})
    assert asked.json()["boolean"] is True
    posted = httpx.post(proxy.address + "/sparql", data={"query": "ASK {}"})
    assert posted.json()["boolean"] is True
    followed = httpx.get(proxy.address + "/sparql/?query=ASK%7B%7D", follow_redirects=True)
    assert followed.json()["boolean"] is True
    assert str(followed.url).startswith(proxy.address)
    turtle = httpx.get(proxy.address + "/id/instrument/icrmw.ttl")
    assert "<https://w3id.org/migkg/id/instrument/icrmw>" in turtle.text
    lost = httpx.get(proxy.address + "/nothing", headers=HTML)
    assert lost.status_code == 404
    assert urljoin(f"{proxy.address}/nothing", Links(lost.text).found[0]).startswith(proxy.address)


def test_page_shows_the_address_that_the_client_used(told: Server) -> None:
    proxy = Proxy(told.address, "/data/kg", strip=True, told=True)
    try:
        page = httpx.get(proxy.address + "/", headers=HTML).text
    finally:
        proxy.close()

    assert "127.0.0.1" not in page


def test_description_for_programs_names_the_address_that_the_client_used(told: Server) -> None:
    proxy = Proxy(told.address, "/data/kg", strip=True, told=True)
    try:
        answer = httpx.get(proxy.address + "/api/openapi.json")
    finally:
        proxy.close()

    (there,) = answer.json()["servers"]
    assert there["url"].rstrip("/") == "https://data.example.org/data/kg"


@pytest.mark.parametrize("prefix", ["/graph", "/id"])
def test_prefix_may_look_like_a_path_of_ours(told: Server, prefix: str) -> None:
    proxy = Proxy(told.address, prefix, strip=True, told=True)
    try:
        answer = httpx.get(proxy.address + "/graph/authority.ttl")
    finally:
        proxy.close()

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Prefix": "//evil.example"},
        {"X-Forwarded-Prefix": '/"><script>'},
        {"X-Forwarded-Host": "evil.example/path"},
        {"X-Forwarded-Host": "[::"},
        {"X-Forwarded-Proto": "javascript"},
        {"X-Forwarded-For": "nobody, <script>"},
    ],
)
def test_even_a_trusted_proxy_passes_no_nonsense_on(told: Server, headers: dict[str, str]) -> None:
    for path in ("/", "/health/", "/api/openapi.json"):
        answer = told.client.get(path, headers={**headers, **HTML})

        assert answer.status_code < 500
        assert "evil" not in answer.text + answer.headers.get("location", "")
        assert "javascript:" not in answer.text


def test_nobody_else_is_believed(server: Server) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", **HTML}
    answer = server.client.get("/", headers=headers)

    assert "evil" not in answer.text
    moved = server.client.get("/health/", headers=headers)
    assert "evil" not in moved.headers["location"]


BASE = "https://data.example.org/kg/"
ASKS = """
import json, sys
from pathlib import Path
from tests.serve.conftest import serving
folder, = sys.argv[1:]
with serving(Path(folder), "--workers", "2", "--root-path", "/kg") as running:
    get = running.client.get
    for path in ("/id/instrument/icrmw", "/kg/id/instrument/icrmw"):
        page = get(path, headers={"Accept": "text/html"})
        turtle = get(path + ".ttl")
        print(json.dumps([path, page.status_code, page.text, turtle.text]))
"""


def test_server_of_a_graph_with_another_base(tmp_path: Path) -> None:
    with store.building(tmp_path / "store") as new:
        data = ox.Store(str(new / "data"))
        text = (HERE / "data.trig").read_text().replace("https://w3id.org/migkg/", BASE)
        data.bulk_load(input=text.encode(), format=ox.RdfFormat.TRIG)
        data.flush()
        del data
        (new / "sources").mkdir()
        (new / "build.json").write_text(json.dumps({"sha256": "0" * 64}))
    found = subprocess.run(
        [sys.executable, "-c", ASKS, str(tmp_path / "store")],
        env={**os.environ, "MIGKG_BASE": BASE},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert found.returncode == 0, found.stderr
    told = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(told) == 2
    for path, status, page, turtle in told:
        assert status == 200, path
        assert f"<{BASE}id/instrument/icrmw>" in turtle
        assert BASE + "id/instrument/icrmw" in page
        assert not re.search(r'href="(?:https://data\.example\.org/kg)?/id', page)
