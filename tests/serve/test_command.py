"""The command ``migkg serve``, run as a user runs it."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.serve.conftest import Server, make_store, serving

COMMAND = [sys.executable, "-m", "migkg.cli.main", "serve"]


def refusal(*options: str) -> str:
    """The one line that a command ends with, and exit code 2."""
    ended = subprocess.run([*COMMAND, *options], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2, ended.stderr
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    return ended.stderr


def test_taken_port_is_one_line(server: Server, folder: Path) -> None:
    port = server.address.rstrip("/").rpartition(":")[2]

    assert f"127.0.0.1:{port}: address already in use" in refusal(
        "--store", str(folder), "--port", port
    )


@pytest.mark.parametrize(
    "options",
    [
        ("--port", "http"),
        ("--port", "70000"),
        ("--workers", "0"),
        ("--time-limit", "-1"),
        ("--queries-per-client", "-1"),
        ("--body-size", "12"),
        ("--connections", "0"),
        ("--drain-seconds", "soon"),
        ("--trusted-proxies", "10.0.0.0/99"),
        ("--metrics-for", "everybody"),
        ("--root-path", "migration"),
    ],
    ids="".join,
)
def test_wrong_option_is_one_line(folder: Path, options: tuple[str, ...]) -> None:
    assert options[1] in refusal("--store", str(folder), *options)


def test_unknown_host_is_one_line(folder: Path) -> None:
    assert "no such host" in refusal("--store", str(folder), "--host", "nowhere.invalid")


def test_broken_store_is_one_line(tmp_path: Path) -> None:
    folder = make_store(tmp_path / "store")
    (data,) = folder.glob("builds/*/data")
    (data / "CURRENT").write_text("nonsense\n")

    assert "cannot read the store" in refusal("--store", str(folder), "--port", "0")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_told_and_leaves_nobody_behind(folder: Path, number: int) -> None:
    with serving(folder, "--workers", "2") as running:
        readers = running.readers()
        assert readers
        running.process.send_signal(number)

        assert running.process.wait(10) == 0
    assert not [pid for pid in readers if Path(f"/proc/{pid}").exists()]


def test_readers_end_with_a_killed_server(folder: Path) -> None:
    with serving(folder, "--workers", "2") as running:
        readers = running.readers()
        running.process.kill()
        running.process.wait()
        until = time.monotonic() + 5
        while any(alive(pid) for pid in readers) and time.monotonic() < until:
            time.sleep(0.02)

    assert not [pid for pid in readers if alive(pid)]


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has waited for yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    port = int(server.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port), timeout=2)


def test_empty_folder_is_built_first(tmp_path: Path) -> None:
    with serving(tmp_path / "store", seconds=110) as running:
        documents = running.rows(
            "PREFIX mig: <https://w3id.org/migkg/ontology#> "
            "SELECT DISTINCT ?d { ?p mig:passageOf ?d }"
        )

    assert len(documents) >= 5


def test_new_build_is_taken_over(tmp_path: Path) -> None:
    folder = make_store(tmp_path / "store")
    with serving(folder, "--workers", "2") as running:
        before = running.query("ASK {}").headers
        make_store(folder, version="b1d5")
        until = time.monotonic() + 10
        while (after := running.query("ASK {}")).headers["migkg-build"] == before["migkg-build"]:
            assert after.status_code == 200
            assert time.monotonic() < until
            time.sleep(0.05)

        assert after.headers["etag"] != before["etag"]
        assert len(running.rows("SELECT ?s { ?s ?p 'MEX' }")) == 1
        assert "<code>b1d5" in running.client.get("/", headers={"Accept": "text/html"}).text
