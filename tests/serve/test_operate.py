"""Operating the server: is it well, what did it do, how does it stop, how does it take over."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from threading import Event

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.conftest import Server, make_store, serving

from migkg import store
from migkg.serve.http import access
from migkg.serve.http.access import AccessLog
from migkg.serve.http.metrics import family

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def soon(what: object, seconds: float = 10) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def test_health_and_readiness_of_a_server_that_works(server: Server) -> None:
    assert server.client.get("/health").json()["status"] == "ok"
    ready = server.client.get("/ready")

    assert ready.status_code == 200
    assert ready.json() == {"status": "ready", "build": "5eed5eed5eed5eed"}
    assert ready.headers["cache-control"] == "no-store"


def test_server_whose_build_cannot_be_read_is_not_ready(tmp_path: Path) -> None:
    folder = make_store(tmp_path / "store")
    with serving(folder, "--workers", "1") as running:
        assert running.client.get("/ready").status_code == 200
        (record,) = folder.glob("builds/*/build.json")
        record.rename(record.with_suffix(".gone"))

        answer = running.client.get("/ready")
        assert answer.status_code == 503
        assert "cannot be read" in answer.json()["status"]
        assert running.client.get("/health").status_code == 200


SAMPLE = re.compile(
    r'([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[0-9.e+-]+|\+Inf|NaN)'
)


def metrics(text: str) -> dict[str, float]:
    """The values of the text format; fails where a line is none."""
    found: dict[str, float] = {}
    typed: set[str] = set()
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            name = line.split()[2]
            assert name not in typed, f"{name} has two types"
            typed.add(name)
        elif not line.startswith("# HELP "):
            match = SAMPLE.fullmatch(line)
            assert match, line
            key = line.rpartition(" ")[0]
            assert key not in found, f"{key} comes twice"
            base = re.sub(r"_(bucket|sum|count)$", "", match[1])
            assert match[1] in typed or base in typed, line
            found[key] = float(match[3])
    return found


def test_metrics_count_what_happens(folder: Path) -> None:
    with serving(folder, "--workers", "2", "--time-limit", "0.5") as running:
        ask = {"query": "ASK {}"}
        for _ in range(3):
            running.client.get("/sparql", params=ask)
        running.client.get("/sparql", params={"query": "SELEC"})
        running.client.get("/sparql", params={"query": PRODUCT})
        running.client.get("/id/instrument/" + "x" * 50)
        running.client.get("/id/instrument/" + "y" * 50)
        running.client.request("BREW", "/sparql")
        answer = running.client.get("/metrics")
        found = metrics(answer.text)

    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    requests = "migkg_http_requests_total"
    assert found[requests + '{method="GET",route="/sparql",status="200"}'] == 3
    assert found[requests + '{method="GET",route="/sparql",status="400"}'] == 1
    assert found[requests + '{method="GET",route="/sparql",status="503"}'] == 1
    assert found[requests + '{method="GET",route="/id/{rest:path}",status="404"}'] == 2
    assert found['migkg_faults_total{kind="time"}'] == 1
    assert found['migkg_faults_total{kind="syntax"}'] == 1
    assert found['migkg_answers_total{kept="true"}'] == 2
    assert found['migkg_http_request_seconds_count{route="/sparql"}'] == 5
    assert found['migkg_http_request_seconds_bucket{route="/sparql",le="+Inf"}'] == 5
    assert found["migkg_http_requests_under_way"] == 1  # this one
    assert found["process_resident_memory_bytes"] > 1e7
    assert found["process_open_fds"] > 5
    assert found['migkg_build_info{build="5eed5eed5eed5eed",version="0.1.0"}'] == 1


@given(st.text(), st.floats(allow_nan=False))
def test_any_label_makes_a_sound_line(text: str, value: float) -> None:
    told = family("some_metric", "gauge", "Some.", [({"label": text}, value)])

    assert told.count("\n") == 3
    line = told.split("\n")[2]
    inner = line[len('some_metric{label="') : line.rindex('"}')]
    unescaped = re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), inner)
    assert unescaped == text


def test_metrics_are_not_for_everybody(folder: Path) -> None:
    with serving(folder, "--workers", "1") as running:
        assert running.client.get("/metrics").status_code == 200
        passed_on = running.client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"})
        assert passed_on.status_code == 403
    with serving(
        folder, "--workers", "1", "--trusted-proxies", "127.0.0.1", "--metrics-for", "10.0.0.0/8"
    ) as running:
        for address, status in (("10.1.2.3", 200), ("203.0.113.5", 403), ("x", 403)):
            answer = running.client.get("/metrics", headers={"X-Forwarded-For": address})
            assert answer.status_code == status


@pytest.fixture(scope="module")
def logged(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    path = tmp_path_factory.mktemp("log") / "access.jsonl"
    with serving(folder, "--workers", "2", "--access-log", str(path)) as running:
        yield running, path


def lines(path: Path) -> list[dict[str, object]]:
    text = path.read_text(encoding="ascii")
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_tells_of_a_request(logged: tuple[Server, Path]) -> None:
    server, path = logged
    query = "SELECT * { ?s ?p 'told' } # " + "x" * 300
    server.client.get(
        "/sparql",
        params={"query": query},
        headers={"Authorization": "Bearer s3cret", "User-Agent": "someone/1.0"},
    )
    assert soon(lambda: "told" in path.read_text())
    (line,) = (line for line in lines(path) if "told" in str(line.get("query")))

    assert line["query"] == query[:200]
    assert len(str(line["query_sha256"])) == 16
    assert (line["method"], line["path"], line["route"]) == ("GET", "/sparql", "/sparql")
    assert (line["status"], line["client"], line["kept"]) == (200, "127.0.0.1", False)
    assert line["build"] == "5eed5eed5eed5eed"
    assert line["agent"] == "someone/1.0"
    assert int(str(line["bytes"])) > 20
    assert float(str(line["seconds"])) > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(line["time"]))
    assert "s3cret" not in path.read_text()


def test_refusal_is_told_with_its_kind(logged: tuple[Server, Path]) -> None:
    server, path = logged
    server.client.get("/sparql", params={"query": "SELEC refused"})
    assert soon(lambda: "SELEC refused" in path.read_text())
    (line,) = (line for line in lines(path) if line.get("query") == "SELEC refused")

    assert (line["status"], line["fault"]) == (400, "syntax")


def test_nothing_a_client_sends_begins_a_line(logged: tuple[Server, Path]) -> None:
    server, path = logged
    before = len(lines(path)) if path.read_text() else 0
    evil = 'ASK {}\n{"status":200}\r\n\x1b[31m\u2028\x00'
    server.client.get("/sparql", params={"query": evil})
    server.client.get("/a%0d%0a%7b%7d%1b%5b31m")
    assert soon(lambda: "/a" in path.read_text())

    found = lines(path)
    assert len(found) == before + 2
    assert found[-1]["path"] == "/a\r\n{}\x1b[31m"
    assert not set(path.read_text()) & set("\r\x1b\x00")


def test_log_that_is_moved_away_is_begun_anew(logged: tuple[Server, Path]) -> None:
    server, path = logged
    server.client.get("/health?before")
    assert soon(lambda: path.exists() and "/health" in path.read_text())
    path.rename(path.with_suffix(".1"))
    server.client.get("/ready?after")

    assert soon(lambda: path.exists() and "/ready" in path.read_text())
    assert "/ready" not in path.with_suffix(".1").read_text().splitlines()[-1]


def test_log_to_standard_output(folder: Path) -> None:
    with serving(folder, "--workers", "1", "--access-log", "-") as running:
        running.client.get("/health")
        assert running.process.stdout
        line = json.loads(running.process.stdout.readline())

    assert line["path"] == "/health"


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans()))
def test_any_record_is_one_line_of_ascii(record: dict[str, object]) -> None:
    line = access.line(record)

    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert json.loads(line) == record


def test_log_that_cannot_be_written_is_one_line(folder: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "migkg.cli.main", "serve", "--store", str(folder), "--port", "0",
         "--access-log", str(tmp_path / "no" / "such" / "folder")],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "access log" in ended.stderr


def test_log_drops_lines_rather_than_wait(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    log = AccessLog(str(pipe))
    for number in range(30_000):  # nobody reads: the pipe fills, then the queue
        log.write(number=number, text="x" * 100)
    got = b""
    os.set_blocking(reading, False)

    def told() -> bool:
        nonlocal got
        try:
            got += os.read(reading, 1 << 20)
        except BlockingIOError:
            log.write(number=-1)
        return b'"dropped":' in got

    assert soon(told)
    os.close(reading)


def busy(running: Server, query: str) -> bool:
    return running.client.get("/health").json()["idle"] == 0


def test_what_is_under_way_is_ended_before_the_server(folder: Path) -> None:
    with serving(folder, "--workers", "1", "--time-limit", "20") as running:
        # A second or so; and a connection that waits for its next request.
        query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } # graceful"
        with ThreadPoolExecutor(1) as pool, httpx.Client(base_url=running.address) as idle:
            assert idle.get("/ready").status_code == 200
            answer = pool.submit(running.query, query)
            soon(lambda: answer.done() or busy(running, query))
            running.process.send_signal(signal.SIGTERM)
            assert answer.result(60).status_code == 200

        assert running.process.wait(30) == 0


def test_stop_has_an_end_and_no_part_is_taken_for_the_whole(folder: Path) -> None:
    with serving(
        folder, "--workers", "1", "--time-limit", "60", "--stop-seconds", "0.5"
    ) as running, ThreadPoolExecutor(1) as pool:  # fmt: skip
        answer = pool.submit(httpx.get, running.address + "sparql", params={"query": PRODUCT},
                             timeout=60)  # fmt: skip
        assert soon(lambda: busy(running, PRODUCT))
        running.process.send_signal(signal.SIGTERM)

        assert running.process.wait(20) == 0
        with pytest.raises(httpx.TransportError):
            answer.result(30)


def test_second_signal_stops_at_once(folder: Path) -> None:
    with serving(
        folder, "--workers", "1", "--time-limit", "60", "--stop-seconds", "60"
    ) as running, ThreadPoolExecutor(1) as pool:  # fmt: skip
        asked = pool.submit(httpx.get, running.address + "sparql", params={"query": PRODUCT},
                            timeout=60)  # fmt: skip
        assert soon(lambda: busy(running, PRODUCT))
        readers = running.readers()
        running.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert running.process.poll() is None
        running.process.send_signal(signal.SIGTERM)

        assert running.process.wait(20) == 0
        # The connection broke off, or the client was still told why there is no answer.
        ended = asked.exception(30)
        assert isinstance(ended, httpx.TransportError) or asked.result().status_code >= 500
    assert soon(lambda: not [pid for pid in readers if Path(f"/proc/{pid}").exists()])


def test_draining_server_answers_and_is_not_ready(folder: Path) -> None:
    with serving(folder, "--workers", "1", "--drain-seconds", "1.5") as running:
        assert running.client.get("/ready").status_code == 200
        running.process.send_signal(signal.SIGTERM)
        assert soon(lambda: running.client.get("/ready").status_code == 503)
        assert running.client.get("/ready").json()["status"] == "stopping"
        assert running.query("ASK {}").status_code == 200
        with httpx.Client(base_url=running.address) as new:  # new connections too
            assert new.get("/health").status_code == 200

        assert running.process.wait(30) == 0


def test_systemd_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(path))
        listening.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(path))
        with serving(folder, "--workers", "1"):
            assert listening.recv(100) == b"READY=1"
        assert listening.recv(100) == b"STOPPING=1"


X = "https://example.org/"
NUMBER = f"SELECT ?n {{ <{X}build> <{X}number> ?n }}"
MANY = f"SELECT ?a ?n {{ <{X}build> <{X}number> ?n . ?a <{X}follows> ?b }}"


def numbered(folder: Path, number: int) -> str:
    """Make a build that knows its number; return its version."""
    version = f"b{number:03}" * 16
    with store.building(folder) as new:
        data = ox.Store(str(new / "data"))
        build, graph = ox.NamedNode(X + "build"), ox.NamedNode(X + "graph")
        data.add(ox.Quad(build, ox.NamedNode(X + "number"), ox.Literal(number), graph))
        things = [ox.NamedNode(f"{X}thing/{thing}") for thing in range(5000)]
        follows = ox.NamedNode(X + "follows")
        data.bulk_extend(ox.Quad(one, follows, two, graph) for one, two in pairwise(things))
        data.flush()
        del data
        (new / "build.json").write_text(json.dumps({"sha256": version}))
    return version[:16]


def hammer(address: str, query: str, changing: bool, over: Event) -> dict[str, tuple[str, bytes]]:
    """Ask until it is over; return build and content by tag. Every answer must be whole."""
    found: dict[str, tuple[str, bytes]] = {}
    done = 0
    with httpx.Client(base_url=address, timeout=60, headers={"Accept": "text/csv"}) as client:
        while not over.is_set():
            done += 1
            asked = f"{query} # {done}" if changing else query  # never kept, or kept
            answer = client.get("/sparql", params={"query": asked})
            assert answer.status_code == 200, answer.text
            build, rows = answer.headers["migkg-build"], answer.text.split("\r\n")[1:-1]
            assert len(rows) == (1 if query == NUMBER else 4999)
            assert {int(row.rpartition(",")[2]) for row in rows} == {int(build[1:4])}
            came = (build, answer.content)
            assert found.setdefault(answer.headers["etag"], came) == came
    return found


def test_builds_are_taken_over_without_a_dropped_or_mixed_answer(tmp_path: Path) -> None:
    folder, over = tmp_path / "store", Event()
    versions = [numbered(folder, 0)]
    kinds = [(NUMBER, True), (NUMBER, False), (MANY, True), (MANY, False)]
    with serving(folder, "--workers", "3") as running, ThreadPoolExecutor(4) as pool:
        working = [pool.submit(hammer, running.address, *kind, over) for kind in kinds]
        try:
            for number in range(1, 11):
                versions.append(numbered(folder, number))
                running.process.send_signal(signal.SIGHUP)
                assert soon(
                    lambda: running.query("ASK {}").headers["migkg-build"] == versions[-1], 60
                )
        finally:
            over.set()
        found = [one.result(60) for one in working]
        assert running.client.get("/ready").status_code == 200

    for answers in found:
        assert len({build for build, _ in answers.values()}) > 3  # it did see them change
    left = [path for path in (folder / "builds").iterdir() if path.name.isdigit()]
    assert len(left) <= 3  # no former build is held for ever
