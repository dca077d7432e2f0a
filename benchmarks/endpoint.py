"""Measure the endpoint beside Oxigraph's own server, on one store, in one run.

    python benchmarks/endpoint.py --store store
    python benchmarks/endpoint.py --store store --parts new repeated --seconds 3

Parts: ``new`` small queries, each asked for the first time; ``repeated`` ones; ``rows``, a result
of a million rows; ``runaway`` queries thrown at the server while others ask; ``heal``, processes
killed while others ask. The two servers take turns, round by round, so that whatever else the
machine does meets both.
"""

import argparse
import json
import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from servers import Running, native, ours

HERE = Path(__file__).parent
SMALL = "SELECT ?s { ?s ?p 'MEX' }"
ROWS = 1_000_000
MANY = (
    "SELECT ?s ?p ?o ?n { ?s ?p ?o . VALUES ?n { "
    + " ".join(map(str, range(1000)))
    + f" }} }} LIMIT {ROWS}"
)
RUNAWAYS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i",
    "SELECT (COUNT(*) AS ?n) { ?a (<x:a>|!<x:b>)* ?b . ?c (<x:a>|!<x:b>)* ?d }",
    "SELECT * { ?a ?b ?c FILTER EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?f = ?i && ?c != ?c) } }",
    "SELECT DISTINCT ?a ?e ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (GROUP_CONCAT(STR(?c)) AS ?t) { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 900 + "}",
    "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER REGEX(STR(?c), '(a*)*b') FILTER(?c < ?f && ?a = ?d) }",
)
# wrk calls request() for each request.
_LUA = """
math.randomseed({seed})
local mark, n = math.random(1, 1e9), 0
function request()
  n = n + 1
  local path = {path}
  if {new} then path = path .. "%20%23" .. mark .. "-" .. n end
  return wrk.format("GET", path, {{["Accept"] = "application/sparql-results+json"}})
end
"""


def say(*words: object) -> None:
    """Print at once, for whoever waits."""
    print(*words, flush=True)


def drive(running: Running, clients: int, seconds: float, new: bool) -> dict[str, Any]:
    """Have clients ask small queries; return requests a second, p50 and p99 in ms, failures."""
    if shutil.which("wrk"):
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
            path = json.dumps(running.path + quote(SMALL))
            script.write(_LUA.format(seed=time.time_ns() % 10**9, path=path, new=str(new).lower()))
            script.flush()
            said = _out(
                "wrk", "-t1", f"-c{clients}", f"-d{seconds:g}s", "--latency", "-s", script.name,
                f"http://{running.server}",
            )  # fmt: skip
        failed = sum(
            map(int, re.findall(r"(?:Non-2xx.*|connect|read|write|timeout):? (\d+)", said))
        )
        return {"rate": float(_one(r"Requests/sec:\s+(\S+)", said)),
                "p50": _ms(_one(r"50%\s+(\S+)", said)), "p99": _ms(_one(r"99%\s+(\S+)", said)),
                "failed": failed}  # fmt: skip
    said = _out(
        sys.executable, str(HERE / "load.py"), running.server, running.path, SMALL,
        "--clients", str(clients), "--seconds", str(seconds), *(["--new"] if new else []),
    )  # fmt: skip
    figures = json.loads(said)
    bad = sum(number for status, number in figures["statuses"].items() if status != "200")
    return {**figures, "failed": bad + figures["lost"]}


def _out(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"no figures in: {text}")
    return found[1]


def _ms(text: str) -> float:
    """Return a time of wrk in milliseconds."""
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}[unit]


def compare(mine: Running, other: Running, args: argparse.Namespace, new: bool) -> None:
    """Let both servers answer the same small queries, in turns."""
    for clients in args.clients:
        rounds: dict[str, list[dict[str, Any]]] = {mine.name: [], other.name: []}
        for _ in range(args.rounds):
            for running in (other, mine):
                rounds[running.name].append(drive(running, clients, args.seconds, new))
        middle = {
            name: {key: statistics.median(one[key] for one in several) for key in several[0]
                   if key in {"rate", "p50", "p99"}}
            for name, several in rounds.items()
        }  # fmt: skip
        failed = sum(one["failed"] for one in rounds[mine.name])
        for name, figures in middle.items():
            rates = ", ".join(f"{one['rate']:,.0f}" for one in rounds[name])
            say(f"  {clients} clients, {name}: {figures['rate']:,.0f} a second ({rates}), "
                f"p50 {figures['p50']:.2f} ms, p99 {figures['p99']:.2f} ms")  # fmt: skip
        rate = middle[mine.name]["rate"] / middle[other.name]["rate"]
        tail = middle[mine.name]["p99"] / middle[other.name]["p99"]
        say(f"  {clients} clients: {rate:.2f} of its requests a second, p99 {tail:.1f} times its, "
            f"{failed} of ours failed")  # fmt: skip


def rows(mine: Running) -> None:
    """Read a million rows, and see when the first comes and what memory it takes."""
    before, most = _memory(mine), (0.0, 0.0)
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", mine.port)) as peer:
        request = f"GET {mine.path}{quote(MANY)} HTTP/1.1\r\nHost: x\r\n"
        peer.sendall((request + "Accept: text/csv\r\nConnection: close\r\n\r\n").encode())
        reads = size = lines = 0
        first_byte, end = 0.0, b""
        while part := peer.recv(1 << 20):
            first_byte = first_byte or time.perf_counter() - began
            size += len(part)
            lines += part.count(b"\r\n")
            end = (end + part)[-5:]
            reads += 1
            if reads % 50 == 0:
                now = _memory(mine)
                most = (max(most[0], now[0]), max(most[1], now[1]))
    seconds = time.perf_counter() - began
    whole = "whole" if end == b"0\r\n\r\n" else "CUT OFF"
    say(f"  {ROWS:,} rows asked for, {size / 1e6:.0f} MB in {seconds:.1f} s, {whole}, "
        f"first byte after {1000 * first_byte:.0f} ms")  # fmt: skip
    say(f"  memory of the front {before[0]:.0f} MB before, at most {most[0]:.0f} MB meanwhile; "
        f"of the largest reader {before[1]:.0f} MB, {most[1]:.0f} MB")  # fmt: skip


def _memory(running: Running) -> tuple[float, float]:
    """Return the resident memory of the front and of the largest reader, in MB."""
    page = os.sysconf("SC_PAGE_SIZE") / 1e6

    def resident(pid: int) -> float:
        try:
            return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page
        except OSError:
            return 0.0

    return resident(running.process.pid), max(map(resident, running.readers()), default=0.0)


def runaway(mine: Running, seconds: float) -> None:
    """Throw runaway queries at the server for a while, eight at a time, and ask small ones."""
    until = time.monotonic() + seconds
    told: dict[str, int] = {}
    slowest = 0.0
    lock = threading.Lock()

    def throw(number: int) -> None:
        nonlocal slowest
        asked = 0
        while time.monotonic() < until:
            query = f"{RUNAWAYS[(number + asked) % len(RUNAWAYS)]} #{number}-{asked}"
            asked += 1
            began = time.monotonic()
            answer = _ask(mine, query)
            with lock:
                told[answer] = told.get(answer, 0) + 1
                slowest = max(slowest, time.monotonic() - began)

    throwers = [threading.Thread(target=throw, args=(number,)) for number in range(8)]
    for thrower in throwers:
        thrower.start()
    said = _out(
        sys.executable, str(HERE / "load.py"), mine.server, mine.path, SMALL,
        "--clients", "4", "--seconds", str(seconds), "--new",
    )  # fmt: skip
    for thrower in throwers:
        thrower.join()
    others = json.loads(said)
    say(f"  others: {others['requests']:,} requests, p50 {others['p50']:.1f} ms, "
        f"p99 {others['p99']:.1f} ms, longest {others['max']:.0f} ms, "
        f"answers {others['statuses']}, lost {others['lost']}")  # fmt: skip
    say(f"  runaways, the longest {slowest:.1f} s:")
    for answer, number in sorted(told.items(), key=lambda pair: -pair[1]):
        say(f"    {number:5} {answer}")
    time.sleep(1)
    before = _processor(mine)
    time.sleep(1)
    say(f"  a second later: {len(mine.readers())} readers, which use "
        f"{100 * (_processor(mine) - before):.0f} % of a processor, "
        f"the largest has {_memory(mine)[1]:.0f} MB")  # fmt: skip


def _ask(running: Running, query: str) -> str:
    """Return how a query is answered, in a few words."""
    address = f"http://{running.server}{running.path}{quote(query)}"
    request = urllib.request.Request(address, headers={"Accept": "text/csv"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()
            return f"{answer.status}"
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read(200).decode().strip()}"
    except OSError as error:
        return type(error).__name__
    except Exception as error:
        return f"200, cut off ({type(error).__name__})"


def _processor(running: Running) -> float:
    """Return the processor time of all readers, in seconds."""
    ticks = 0
    for pid in running.readers():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def heal(mine: Running) -> None:
    """Kill processes while clients ask; see how soon all are there again, and what is lost."""
    time.sleep(1)  # until the readers of the part before are gone
    workers = int(_health(mine)["readers"])

    def nursery() -> list[int]:
        return [pid for pid, name in mine.children().items() if name == "migkg-nursery"]

    kills: dict[str, Callable[[], list[int]]] = {
        "a reader": lambda: mine.readers()[:1],
        "all readers": mine.readers,
        "the nursery": nursery,
        "the nursery and all readers": lambda: [*nursery(), *mine.readers()],
    }
    for name, chosen in kills.items():
        with subprocess.Popen(
            [sys.executable, str(HERE / "load.py"), mine.server, mine.path, SMALL, "--new",
             "--clients", "4", "--seconds", "4"],
            stdout=subprocess.PIPE, text=True,
        ) as asking:  # fmt: skip
            time.sleep(1.5)
            gone = chosen()
            began = time.perf_counter()
            for pid in gone:
                os.kill(pid, signal.SIGKILL)
            while (
                set(gone) & mine.children().keys()
                or len(mine.readers()) < workers
                or not nursery()
                or _health(mine)["readers"] < workers
            ):
                time.sleep(0.005)
            seconds = time.perf_counter() - began
            figures = json.loads(asking.communicate()[0])
        say(f"  killed {name}: all there after {1000 * seconds:.0f} ms; {figures['requests']:,} "
            f"requests meanwhile, answers {figures['statuses']}, lost {figures['lost']}, "
            f"longest {figures['max']:.0f} ms")  # fmt: skip


def _health(running: Running) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://{running.server}/health") as answer:
        return dict(json.load(answer))


def machine() -> None:
    """Say what is measured, and on what."""
    with Path("/proc/cpuinfo").open() as lines:
        model = next((line.partition(":")[2].strip() for line in lines if "model name" in line), "")
    parts = ("pyoxigraph", "oxigraph", "uvicorn", "httptools", "uvloop")
    versions = []
    for part in parts:
        try:
            versions.append(f"{part} {version(part)}")
        except ImportError:
            versions.append(f"no {part}")
    driver = "wrk" if shutil.which("wrk") else "load.py"
    say(f"{os.cpu_count()} processors ({model}), Python {platform.python_version()}, "
        f"{', '.join(versions)}; load from {driver}")  # fmt: skip


def main() -> None:
    """Read the arguments, start the servers, measure part by part."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parts = ("new", "repeated", "rows", "runaway", "heal")
    parser.add_argument("--store", type=Path, default=Path("store"), help="a built store")
    parser.add_argument("--parts", nargs="+", choices=parts, default=parts, metavar="PART")
    parser.add_argument("--clients", nargs="+", type=int, default=[16, 64])
    parser.add_argument("--seconds", type=float, default=5.0, help="of one round (5)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--runaway-seconds", type=float, default=60.0)
    args = parser.parse_args()
    machine()
    with native(args.store) as other, ours(args.store) as mine:
        for part in args.parts:
            load = os.getloadavg()[0]
            say(f"{part} (load of the machine before: {load:.1f})")
            if part in {"new", "repeated"}:
                compare(mine, other, args, new=part == "new")
            elif part == "rows":
                rows(mine)
            elif part == "runaway":
                runaway(mine, args.runaway_seconds)
            else:
                heal(mine)


if __name__ == "__main__":
    main()
