"""Many requests that nobody foresaw: none is a 500, none leaves anything behind.

``MIGKG_FUZZ=100000`` has so many sent, ``MIGKG_FUZZ_SEED`` others, ``MIGKG_FUZZ_API``
so many examples for each operation of the interface for programs.
"""

import asyncio
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from tests.serve import fuzz
from tests.serve.conftest import Server, serving

NUMBER = int(os.environ.get("MIGKG_FUZZ", "2000"))
SEED = int(os.environ.get("MIGKG_FUZZ_SEED", "1"))
EXAMPLES = int(os.environ.get("MIGKG_FUZZ_API", "2"))  # for each operation
AT_ONCE = 48
WORKERS = 3
# What a server may say of its own; a 500 or a broken connection is none of these.
OURS = {501, 503, 505}
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


async def send(port: int, data: bytes, patience: float) -> bytes:
    """What comes back: until the end, or until nothing came for a while."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    got = b""
    try:
        writer.write(data)
        while True:
            async with asyncio.timeout(patience):
                part = await reader.read(65536)
            if not part:
                break
            got = (got + part)[: 1 << 20]
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.transport.abort()
    return got


async def storm(port: int, first: int, last: int) -> "tuple[Counter[int], list[int]]":
    """Send the requests of some seeds; return how often each status came, and seeds gone wrong."""
    statuses: Counter[int] = Counter()
    wrong: list[int] = []
    seeds = iter(range(first, last))

    async def client() -> None:
        for number in seeds:
            random = Random(number)
            whole = random.random() < 0.7
            data = fuzz.request(random) if whole else fuzz.broken(random)
            answer = await send(port, data, 30 if whole else 0.25)
            found = STATUS.match(answer)
            status = int(found[1]) if found else 0
            statuses[status] += 1
            unanswered = not found and (whole or answer)
            if unanswered or (status >= 500 and status not in OURS):
                wrong.append(number)

    await asyncio.gather(*(client() for _ in range(AT_ONCE)))
    return statuses, wrong


def held(server: Server) -> dict[str, int]:
    """What the server holds: memory in MB, open files, processes, requests under way."""
    text = server.client.get("/metrics").text
    told = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {
        "memory": int(float(told["process_resident_memory_bytes"])) >> 20,
        "files": int(told["process_open_fds"]),
        "requests": int(told["migkg_http_requests_under_way"]),
        "readers": int(told["migkg_readers"]),
        "clients": int(told["migkg_clients"]),
        "processes": len(family(server.process.pid)),
    }


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for one in found:
        for listed in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in listed.read_text().split()]
    return found


def settled(server: Server, files: int) -> dict[str, int]:
    """What the server holds when it has come to rest."""
    end = time.monotonic() + 30
    while True:
        now = held(server)
        if now["requests"] == 1 and now["readers"] == WORKERS and now["files"] <= files:
            return now
        if time.monotonic() > end:
            return now
        time.sleep(0.2)


def test_storm_of_requests_brings_no_500_and_leaves_nothing(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with serving(folder, "--workers", str(WORKERS), "--time-limit", "0.4") as running:
        port = int(running.address.rstrip("/").rpartition(":")[2])
        first = SEED * 10_000_000
        warm = first + NUMBER // 5
        asyncio.run(storm(port, first, warm))  # until modules and caches are there
        before = settled(running, 1000)
        statuses, wrong = asyncio.run(storm(port, warm, first + NUMBER))
        after = settled(running, before["files"])
        works = running.query("ASK {}")

    _, err = capfd.readouterr()
    if NUMBER > 2000:
        with capfd.disabled():
            sys.stdout.write(f"\n{NUMBER}: {sorted(statuses.items())}\n{before}\n{after}\n")
    assert not wrong, f"seeds {wrong[:10]}"
    assert works.json()["boolean"] is True
    assert "Traceback" not in err, err[:5000]
    assert {200, 400, 404, 405} <= set(statuses)
    assert after["requests"] == 1
    assert after["clients"] == 0
    assert after["readers"] == WORKERS
    assert after["files"] <= before["files"] + 2
    assert after["processes"] <= before["processes"]
    assert after["memory"] <= before["memory"] + 40


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.randoms(use_true_random=False), st.sampled_from(["*/*", "text/html", "text/turtle"]))
def test_any_query_gets_an_answer_or_a_reason(server: Server, random: Random, accept: str) -> None:
    query = fuzz.query(random)
    answer = server.client.post(
        "/sparql",
        content=query.encode("utf-8", "replace"),
        headers={"Content-Type": "application/sparql-query", "Accept": accept},
    )

    assert answer.status_code in {200, 400, 403, 406, 503}, answer.text
    if answer.status_code != 200:
        assert len(answer.text.strip()) > 10
        assert "Traceback" not in answer.text


PATH = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(fuzz.PATHS)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PATH, st.dictionaries(st.sampled_from(fuzz.FIELDS), st.text(max_size=80), max_size=3))
def test_any_address_gets_an_answer_or_a_reason(
    server: Server, path: str, fields: dict[str, str]
) -> None:
    target = fuzz.quote("/" + path.lstrip("/"), safe="/") + "?" + fuzz._encoded([*fields.items()])
    address = httpx.URL(server.address).copy_with(raw_path=target.encode())
    answer = server.client.get(address, headers={"Accept": "text/html"})

    assert answer.status_code < 500 or answer.status_code == 503, answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    location = answer.headers.get("location", "")
    assert not location.startswith("//")


def test_interface_for_programs_keeps_its_word(folder: Path) -> None:
    """Every operation of the schema answers as the schema says, whatever it is asked."""
    schemathesis = pytest.importorskip("schemathesis")
    failures = []
    with serving(folder, "--workers", str(WORKERS), "--time-limit", "1") as running:
        address = running.address + "api/openapi.json"
        if httpx.get(address).status_code == 404:
            pytest.skip("the server has no interface for programs")
        schema = schemathesis.openapi.from_url(address)
        # A parameter is a string that names something; which strings do, no schema says.
        known = schemathesis.checks.CHECKS.get_by_names(["positive_data_acceptance"])
        operations = [found.ok() for found in schema.get_all_operations()]
        for operation in operations:

            @seed(SEED)
            @settings(max_examples=EXAMPLES, deadline=None, database=None,
                      suppress_health_check=list(HealthCheck))  # fmt: skip
            @given(case=operation.as_strategy())
            def ask(case: Any) -> None:
                case.call_and_validate(excluded_checks=known)

            try:
                ask()
            except (Exception, BaseExceptionGroup) as error:
                failures.append(f"{operation.label}: {error}")

    assert operations
    assert not failures, "\n\n".join(failures)
