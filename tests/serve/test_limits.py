"""What one client may take, and how it is told."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.serve.conftest import Server, serving

from migkg.serve.faults import NoAnswerError
from migkg.serve.http.clients import Clients
from migkg.serve.http.networks import household, networks, plain, within
from migkg.serve.http.visit import Visit

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BUSY, OTHER = {"X-Forwarded-For": "203.0.113.5"}, {"X-Forwarded-For": "203.0.113.6"}


@pytest.fixture(scope="module")
def limited(folder: Path) -> Iterator[Server]:
    with serving(
        folder, "--workers", "6", "--time-limit", "2", "--queries-per-client", "2",
        "--trusted-proxies", "127.0.0.1", "--body-size", "5000",
    ) as running:  # fmt: skip
        yield running


def test_greedy_client_is_told_to_wait_and_others_notice_nothing(limited: Server) -> None:
    def ask(number: int) -> httpx.Response:
        query = f"{PRODUCT} # {number}"
        return httpx.get(
            limited.address + "sparql", params={"query": query}, headers=BUSY, timeout=60
        )

    kept = {"query": "ASK { ?kept ?by ?now }"}
    assert limited.client.get("/sparql", params=kept, headers=OTHER).status_code == 200
    with ThreadPoolExecutor(14) as pool:
        asked = [pool.submit(ask, number) for number in range(14)]
        end = time.monotonic() + 10
        while not any(one.done() for one in asked):  # two run, eight wait, the others are refused
            assert time.monotonic() < end
            time.sleep(0.01)
        other = limited.client.get("/sparql", params={"query": "ASK { ?a ?b 1 }"}, headers=OTHER)
        again = limited.client.get("/sparql", params=kept, headers=BUSY)
        answers = [one.result() for one in asked]

    assert other.status_code == 200
    assert again.status_code == 200  # a kept answer takes no place
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 4
    for answer in refused:
        assert int(answer.headers["retry-after"]) > 0
        assert "2 queries of 203.0.113.5 under way" in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert {answer.status_code for answer in answers} == {429, 503}  # the others ran out of time
    fresh = limited.client.get("/sparql", params={"query": "ASK { ?a ?b 2 }"}, headers=BUSY)
    assert fresh.status_code == 200  # its places are free again


def test_address_that_nobody_vouches_for_is_not_believed(folder: Path) -> None:
    with serving(folder, "--workers", "2", "--queries-per-client", "1") as running:
        answers = [running.client.get("/sparql?query=ASK%20%7B%7D", headers=BUSY) for _ in range(5)]

        assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_large_body_is_told_how_large_it_may_be(limited: Server, kind: str) -> None:
    answer = limited.client.post(
        "/sparql", content=b"query=" + b"#" * 6000, headers={"Content-Type": kind}
    )

    assert answer.status_code == 413
    assert "5000 bytes" in answer.text
    assert limited.client.get("/health").status_code == 200


def test_places_are_given_in_order_and_given_back() -> None:
    async def scene() -> None:
        clients = Clients(1, 5)
        first, second, third = (Visit("2001:db8::1"), Visit("2001:db8::2"), Visit("2001:db8::3"))
        await clients.enter(first)
        await clients.enter(first)  # it has a place already
        waiting = [asyncio.create_task(clients.enter(visit)) for visit in (second, third)]
        await asyncio.sleep(0)
        await clients.enter(Visit("2001:db8:0:1::1"))  # of another network
        assert not waiting[0].done()
        clients.leave(first)
        await waiting[0]
        assert not waiting[1].done()
        waiting[1].cancel()
        await asyncio.gather(waiting[1], return_exceptions=True)
        clients.leave(second)
        clients.leave(second)
        assert len(clients) == 1

    asyncio.run(scene())


def test_who_waits_too_long_is_refused() -> None:
    async def scene() -> None:
        clients = Clients(1, 0.01)
        await clients.enter(Visit("192.0.2.1"))
        with pytest.raises(NoAnswerError) as refusal:
            await clients.enter(Visit("192.0.2.1"))
        assert refusal.value.status == 429
        await clients.enter(Visit("127.0.0.1"))
        await clients.enter(Visit("127.0.0.1"))

    asyncio.run(scene())


@pytest.mark.parametrize("text", ["127.0.0.1/40", "example.org", "", "10.0.0.0/8,,"])
def test_wrong_network_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"^.*$"):
        networks(text)


def test_networks_of_both_families() -> None:
    assert within("10.2.3.4", networks("any"))
    assert within("::1", networks("any"))
    assert not within("10.2.3.4", networks("none"))
    assert plain("fe80::1%eth0") == "fe80::1"
    assert household(plain("::ffff:192.0.2.1")) == "192.0.2.1"
