"""Other servers, for the tests: endpoints that behave well, badly, and a real Oxigraph."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs

import httpx

RESULTS = "application/sparql-results+json"


def results(*values: str) -> bytes:
    """One column of IRIs as a SPARQL endpoint gives it."""
    rows = [{"s": {"type": "uri", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": rows}}).encode()


class Other(ThreadingHTTPServer):
    """An endpoint whose every path behaves in its own way, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.asked: list[tuple[str, dict[str, str], str]] = []
        self.leads_to = ""  # where /elsewhere redirects to
        self.turned = ""  # how /turning behaves
        self.released = Event()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


class _Call(BaseHTTPRequestHandler):
    server: Other
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        query = parse_qs(body).get("query", [""])[0]
        self.server.asked.append((self.path, dict(self.headers), query))
        ways: dict[str, Callable[[], None]] = {
            "/slow": lambda: (self.server.released.wait(60), self.give(results("urn:late")))[1],
            "/drip": self.drip,
            "/huge": lambda: self.give(results("urn:" + "x" * (40 << 20))),
            "/cut": self.cut,
            "/html": lambda: self.give(b"<p>Hello</p>", media="text/html"),
            "/garbled": lambda: self.give(results("urn:found")[:-9] + b"!!!!!!!!!"),
            "/busy": lambda: self.give(b"come back later", 503, "text/plain"),
            "/bad": lambda: self.give(b"no such function", 400, "text/plain"),
            "/error": lambda: self.give(b"out of  order\nhere", 500, "text/plain"),
            "/elsewhere": lambda: self.redirect(self.server.leads_to),
            "/loop": lambda: self.redirect("/loop"),
        }
        path = self.server.turned if self.path == "/turning" else self.path
        usual = b'{"head":{},"boolean":true}' if query.startswith("ASK") else results("urn:found")
        ways.get(path, lambda: self.give(usual))()

    def give(self, content: bytes, status: int = 200, media: str = RESULTS) -> None:
        self.send_response(status)
        self.send_header("content-type", media)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(content)

    def redirect(self, place: str) -> None:
        self.send_response(307)
        self.send_header("location", place)
        self.send_header("content-length", "0")
        self.end_headers()

    def cut(self) -> None:
        content = results("urn:found", "urn:lost")
        self.send_response(200)
        self.send_header("content-type", RESULTS)
        self.send_header("content-length", str(len(content) + 10))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def drip(self) -> None:
        """Send a header a second, for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        with suppress(ConnectionError):
            while not self.server.released.wait(0.2):
                self.wfile.write(b"x: y\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so there
        pass


@contextmanager
def other() -> Iterator[Other]:
    """Run such an endpoint."""
    running = Other()
    thread = Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.released.set()
        running.shutdown()
        running.server_close()
        thread.join()


@contextmanager
def oxigraph(folder: Path, data: str, name: str = "data.trig") -> Iterator[str]:
    """Run a real Oxigraph that holds some data; give its address without a path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(data, encoding="utf-8")
    binary = str(Path(sys.executable).with_name("oxigraph"))
    store = str(folder / "store")
    subprocess.run(
        [binary, "load", "--location", store, "--file", str(folder / name)],
        check=True,
        capture_output=True,
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [binary, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        ends = time.monotonic() + 60
        while True:
            try:
                httpx.get(f"{address}/query", params={"query": "ASK {}"}).raise_for_status()
                break
            except httpx.HTTPError:
                assert process.poll() is None
                assert time.monotonic() < ends
                time.sleep(0.05)
        yield address
    finally:
        process.kill()
        process.wait()
