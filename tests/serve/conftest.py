"""A small store, and a real server process before it on a free port."""

import json
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from migkg import store

HERE = Path(__file__).parent
# So that cross products of the graph are large.
PADDING = 2000


def make_store(folder: Path, version: str = "5eed") -> Path:
    """Make a store of data.trig and some padding."""
    with store.building(folder) as new:
        data = ox.Store(str(new / "data"))
        data.bulk_load(path=str(HERE / "data.trig"), format=ox.RdfFormat.TRIG)
        graph = ox.NamedNode("https://w3id.org/migkg/graph/padding")
        follows = ox.NamedNode("https://example.org/follows")
        things = [ox.NamedNode(f"https://example.org/thing/{number}") for number in range(PADDING)]
        data.bulk_extend(ox.Quad(thing, follows, other, graph) for thing, other in pairwise(things))
        data.flush()
        store.write_source(new, "report.txt", "As at June 2012,\r\n46 États")
        del data
        (new / "build.json").write_text(json.dumps({"sha256": version * 16}), encoding="utf-8")
    return folder


class Server:
    """A running server."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self.process, self.address = process, address
        self.client = httpx.Client(base_url=address, timeout=30)

    def query(self, text: str, accept: str = "application/sparql-results+json") -> httpx.Response:
        return self.client.get("/sparql", params={"query": text}, headers={"Accept": accept})

    def rows(self, text: str) -> list[dict[str, str]]:
        found = self.query(text).raise_for_status().json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]

    def readers(self) -> list[int]:
        """The process ids of the readers, from the parent's children."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]


@contextmanager
def serving(folder: Path | str, *options: str, seconds: float = 30) -> Iterator[Server]:
    """Serve a store folder, or another endpoint, by the command, as a user does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "migkg.cli.main", "serve", "--store", str(folder), "--port", "0",
         *options],
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    try:
        said = ""
        while not (found := re.search(r"(?<= at )http://\S+:\d+/", said)):
            ready, _, _ = select.select([process.stdout], [], [], seconds)
            assert ready, f"not up after {seconds} s: {said}"
            line = process.stdout.readline()
            assert line, f"ended with {process.wait()}: {said}"
            said += line
        server = Server(process, found[0])
        with server.client:
            yield server
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("serve") / "store")


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder, "--workers", "3", "--time-limit", "2") as running:
        yield running
