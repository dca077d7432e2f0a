"""The two servers that are measured, started on one store and stopped again."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from migkg import store

_UP_SECONDS = 60.0


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    name: str
    process: "subprocess.Popen[str]"
    port: int
    path: str  # of its endpoint

    @property
    def server(self) -> str:
        """Return its host and port."""
        return f"127.0.0.1:{self.port}"

    def children(self) -> dict[int, str]:
        """Return the numbers of its processes, with the name that each gave itself."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        found = {}
        for pid in listed.split():
            try:
                found[int(pid)] = Path(f"/proc/{pid}/comm").read_text().strip()
            except OSError:
                continue  # gone in the meantime
        return found

    def readers(self) -> list[int]:
        """Return the numbers of its readers."""
        return [pid for pid, name in self.children().items() if name == "migkg-reader"]


@contextmanager
def ours(folder: Path, *options: str) -> Iterator[Running]:
    """Serve a store with migkg."""
    command = [sys.executable, "-m", "migkg.cli.main", "serve", "--store", str(folder)]
    process = subprocess.Popen(
        [*command, "--port", "0", *options], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://[^:]+:(\d+)/", line)
        if not found:
            raise SystemExit(f"migkg serve did not start: {line}")
        running = Running("migkg", process, int(found[1]), "/sparql?query=")
        _wait(running)
        yield running
    finally:
        _stop(process)


@contextmanager
def native(folder: Path) -> Iterator[Running]:
    """Serve the same database with Oxigraph's own server."""
    binary = Path(sys.executable).with_name("oxigraph")
    name = str(binary) if binary.exists() else shutil.which("oxigraph")
    if not name:
        raise SystemExit("oxigraph is not installed: pip install oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    place = str(store.current(folder) / "data")
    process = subprocess.Popen(
        [name, "serve-read-only", "--location", place, "--bind", f"127.0.0.1:{port}",
         "--union-default-graph"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        running = Running("oxigraph", process, port, "/query?query=")
        _wait(running)
        yield running
    finally:
        _stop(process)


def _wait(running: Running) -> None:
    until = time.monotonic() + _UP_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"http://{running.server}{running.path}ASK%7B%7D").read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
