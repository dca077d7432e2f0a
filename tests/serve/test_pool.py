"""Readers are killed, starved and overfed; the pool answers or says why not, and is whole again."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.serve.conftest import PADDING, serving

from migkg import store
from migkg.errors import StoreError
from migkg.serve.answer import Answer
from migkg.serve.faults import NoAnswerError
from migkg.serve.pool import Pool
from migkg.serve.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="readers are forked on Linux alone")

CSV = {"solutions": "text/csv", "boolean": "application/json", "graph": None}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LONG = """PREFIX x: <https://example.org/>
SELECT ?a ?c { ?a x:follows ?b . { SELECT ?c { ?c x:follows ?d } LIMIT 60 } }"""


def job(query: str, accept: dict[str, str | None] = CSV) -> dict[str, object]:
    return {"op": "query", "query": query, "default": [], "named": [], "accept": accept,
            "rows": 10, "depth": 1000}  # fmt: skip


def pooled(folder: Path, work: Callable[[Pool], Awaitable[None]], **limits: Any) -> None:
    """Have a pool of real readers do something."""

    async def run() -> None:
        pool = Pool(store.current(folder), "5eed", Settings(**{"workers": 2, **limits}))
        try:
            await pool.start()
            await until(lambda: pool.idle == pool.settings.workers)
            await work(pool)
        finally:
            await pool.close()

    asyncio.run(run())


async def until(state: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not state():
        assert time.monotonic() < end, "it never came to that"
        await asyncio.sleep(0.01)


def children(name: str) -> list[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [
        int(pid)
        for pid in listed
        if Path(f"/proc/{pid}/comm").read_text().strip() == name and alive(int(pid))
    ]


async def drained(answer: Answer) -> int:
    """Take an answer, and return how long it was before it broke off."""
    size = 0
    with suppress(NoAnswerError):
        async for piece in answer.pieces():
            size += len(piece)
    return size


async def text(pool: Pool, query: str, seconds: float = 30) -> str:
    answer = await pool.ask(job(query), seconds)
    return b"".join([piece async for piece in answer.pieces()]).decode()


def test_more_askers_than_readers_are_all_answered(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        found = await asyncio.gather(
            *(text(pool, f"SELECT ({number} AS ?n) {{}}") for number in range(50))
        )
        assert found == [f"n\r\n{number}\r\n" for number in range(50)]

    pooled(folder, work)


def test_who_finds_the_queue_full_is_told(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = [pool.submit(job(f"{ENDLESS} #{number}"), 10) for number in range(3)]
        with pytest.raises(NoAnswerError, match="wait already") as refused:
            pool.submit(job("ASK {}"), 10)
        assert refused.value.status == 503
        for answer in asked:
            answer.drop()
        await until(lambda: pool.idle == 2)

    pooled(folder, work, queue=1)


def test_who_waits_too_long_is_told(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = [pool.submit(job(f"{ENDLESS} #{number}"), 10) for number in range(2)]
        with pytest.raises(NoAnswerError, match="All readers are busy"):
            await pool.ask(job("ASK {}"), 10)
        for answer in asked:
            answer.drop()

    pooled(folder, work, queue_seconds=0.1, long_after=60)


@pytest.mark.parametrize("media", ["text/csv", "text/tab-separated-values",
                                   "application/sparql-results+json",
                                   "application/sparql-results+xml"])  # fmt: skip
def test_rows_beyond_the_limit_are_refused(folder: Path, media: str) -> None:
    async def work(pool: Pool) -> None:
        accept = {**CSV, "solutions": media}
        answer = await pool.ask(job("SELECT * { ?s ?p ?o } LIMIT 10", accept), 30)
        assert answer.whole
        with pytest.raises(NoAnswerError, match="more than 10 rows") as refused:
            await pool.ask(job("SELECT * { ?s ?p ?o } LIMIT 11", accept), 30)
        assert refused.value.status == 400

    pooled(folder, work, rows=10)


def test_triples_are_no_rows(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        accept = {**CSV, "graph": "application/n-triples"}
        answer = await pool.ask(job("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 50", accept), 30)
        assert answer.content().count(b"\n") > 10

    pooled(folder, work, rows=10)


def test_bytes_beyond_the_limit_are_refused(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        assert len(await text(pool, "SELECT (STR(1) AS ?n) {}")) < 1000
        with pytest.raises(NoAnswerError, match="longer than 1,000 bytes"):
            await text(pool, "SELECT * { ?s ?p ?o } LIMIT 100")

    pooled(folder, work, result=1000)


def test_answer_that_grows_past_a_limit_breaks_off(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        answer = await pool.ask(job(LONG), 30)
        assert 100_000 < await drained(answer) <= 1_000_000
        with pytest.raises(NoAnswerError, match="longer than 1,000,000 bytes"):
            await anext(answer.pieces())
        await until(lambda: pool.idle == 2)

    pooled(folder, work, result=1_000_000)


def doubled(times: int) -> str:
    """Return patterns that bind ?z to a string of 16 characters, doubled so many times."""
    steps = [f"BIND(CONCAT(?z{step}, ?z{step}) AS ?z{step + 1})" for step in range(times)]
    return " ".join(['BIND("0123456789abcdef" AS ?z0)', *steps, f"BIND(?z{times} AS ?z)"])


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT (STRLEN(?z) AS ?n) {{ {doubled(28)} }}",
        f"SELECT (STRLEN(GROUP_CONCAT(CONCAT(?z, STR(?s)))) AS ?n) {{ {doubled(16)} ?s ?p ?o }}",
        "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
    ],
    ids=["string", "concat", "sort"],
)
def test_query_beyond_its_memory_is_told(folder: Path, query: str) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(NoAnswerError) as refused:
            await pool.ask(job(query), 120)
        assert refused.value.kind == "memory", refused.value
        await until(lambda: pool.idle == 2)
        assert await text(pool, "SELECT (1 AS ?n) {}")

    pooled(folder, work, memory=3 << 29)


def test_killed_nursery_takes_no_reader_along(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        before = children("migkg-reader")
        (nursery,) = children("migkg-nursery")
        os.kill(nursery, signal.SIGKILL)
        assert await text(pool, "SELECT (1 AS ?n) {}")
        await until(lambda: children("migkg-nursery") not in ([], [nursery]))
        assert children("migkg-reader") == before

    pooled(folder, work)


def test_all_processes_killed_at_once_come_again(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        before = [*children("migkg-nursery"), *children("migkg-reader")]
        assert len(before) == 3
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        assert await text(pool, "SELECT (1 AS ?n) {}")
        await until(lambda: pool.idle == 2)
        after = [*children("migkg-nursery"), *children("migkg-reader")]
        assert len(after) == 3
        assert not set(before) & set(after)

    pooled(folder, work)


def test_nursery_killed_again_and_again_is_no_end(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        for _ in range(5):
            for pid in [*children("migkg-nursery"), *children("migkg-reader")]:
                os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.03)
        assert await text(pool, "SELECT (1 AS ?n) {}")
        await until(lambda: pool.idle == 2)

    pooled(folder, work)


def test_answer_under_way_survives_its_reader(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        whole = await text(pool, LONG)
        assert len(whole.splitlines()) == 1 + 60 * (PADDING - 1)
        answer = await pool.ask(job(LONG), 30)
        assert not answer.whole
        assert answer.reader
        os.kill(answer.reader.pid, signal.SIGKILL)
        pieces = [piece async for piece in answer.pieces()]
        assert b"".join(pieces).decode() == whole
        await until(lambda: pool.idle == 2)

    pooled(folder, work, ahead=200_000)


def test_answer_that_is_another_the_second_time_breaks_off(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        answer = await pool.ask(job(LONG.replace("?a ?c", "?a ?c (STRUUID() AS ?u)")), 30)
        assert answer.reader
        os.kill(answer.reader.pid, signal.SIGKILL)
        with pytest.raises(NoAnswerError, match="says otherwise"):
            async for _ in answer.pieces():
                pass

    pooled(folder, work, ahead=200_000)


def test_reader_that_dies_of_its_query_is_no_reason_to_ask_again(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        answer = pool.submit(job(ENDLESS), 10)
        await until(lambda: answer.reader is not None)
        assert answer.reader
        os.kill(answer.reader.pid, signal.SIGSEGV)
        with pytest.raises(NoAnswerError) as refused:
            await answer.opened()
        assert refused.value.kind == "too-deep"
        await until(lambda: pool.idle == 2)

    pooled(folder, work)


def test_client_that_leaves_an_answer_unread_frees_its_reader(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        answer = await pool.ask(job(LONG), 30)
        await until(lambda: pool.idle == 2)  # though nobody has read a byte
        with pytest.raises(NoAnswerError, match="unread"):
            async for _ in answer.pieces():
                pass

    pooled(folder, work, ahead=200_000, stall_seconds=0.3)


def test_time_that_the_client_takes_is_not_the_querys(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        answer = await pool.ask(job(LONG.replace("60", "10")), 2.0)
        assert await anext(answer.pieces())
        await asyncio.sleep(2.5)
        assert await drained(answer) > 1_000_000
        assert answer.fault is None

    pooled(folder, work, ahead=100_000)


def test_dropped_answers_free_their_readers(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        for _ in range(3):
            asked = [pool.submit(job(ENDLESS), 30) for _ in range(4)]
            await asyncio.sleep(0.05)
            for answer in asked:
                answer.drop()
            assert pool.waiting == 0
        await until(lambda: pool.idle == 2)
        assert pool.long == 0

    pooled(folder, work)


def test_long_query_has_its_place_taken(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        answer = pool.submit(job(ENDLESS), 30)
        await until(lambda: pool.long == 1)
        await until(lambda: pool.idle == 2)  # besides the one at work
        assert pool.alive == 3
        answer.drop()
        await until(lambda: pool.alive == 2 and pool.long == 0)

    pooled(folder, work)


def test_no_process_is_left_behind(folder: Path) -> None:
    before = set(children("migkg-reader"))

    async def work(pool: Pool) -> None:
        for pid in children("migkg-reader"):
            os.kill(pid, signal.SIGKILL)
        assert await text(pool, "SELECT (1 AS ?n) {}")

    pooled(folder, work)

    assert set(children("migkg-reader")) <= before
    assert children("migkg-nursery") == []


def test_store_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "reading").touch()

    async def start() -> None:
        pool = Pool(tmp_path, "5eed", Settings(workers=1))
        try:
            await pool.start()
        finally:
            await pool.close()

    with pytest.raises(StoreError, match="cannot read the store"):
        asyncio.run(start())


def test_killed_front_leaves_nobody(folder: Path) -> None:
    with serving(folder, "--workers", "2") as server:
        pids = server.readers()
        assert len(pids) >= 2
        server.process.kill()
        end = time.monotonic() + 20
        while any(alive(pid) for pid in pids):
            assert time.monotonic() < end
            time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return False
    return state != "Z"
