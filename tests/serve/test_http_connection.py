"""Connections: what a client may do to one, and that others never notice."""

import asyncio
import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from migkg.serve import server as served
from migkg.serve.http.arrival import Arrival
from migkg.serve.http.connection import Census, Limits, guarded, parser
from migkg.serve.http.metrics import Metrics

LIMITS = Limits(head=8000, head_seconds=1.0, stall_seconds=1.0, unread=1 << 20, most=1000, each=128)
OK = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
PARSERS = sorted({H11Protocol, parser()}, key=str)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the length of the body, or with more than anybody reads."""
    request = Request(scope, receive)
    if scope["path"] == "/much":
        response = Response(b"x" * (64 << 20))
    elif scope["path"] == "/never":
        await asyncio.sleep(60)
        response = Response()
    elif scope["path"] == "/unread":
        response = PlainTextResponse("unread")
    else:
        try:
            length = len(await request.body())
        except Exception:  # the client is gone
            return
        response = PlainTextResponse(f"{scope['method']} {scope['path']} {length}\n")
    await response(scope, receive, send)


def refuse(request: Request, status: int, message: str, headers: dict[str, str]) -> Response:
    return PlainTextResponse(message, status, headers)


@dataclass
class Running:
    port: int
    census: Census
    errors: list[str]

    def connect(self, source: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 20, (source, 0))

    def say(self, data: bytes) -> bytes:
        """What comes back until the server closes."""
        with self.connect() as client:
            client.sendall(data)
            return rest(client)

    def works(self) -> bool:
        return b" 200 " in self.say(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))


def rest(client: socket.socket) -> bytes:
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while part := client.recv(65536):
            got += part
    return got


def until(client: socket.socket, end: bytes) -> bytes:
    """What comes until a text that ends it."""
    got = b""
    while not got.endswith(end) and (part := client.recv(65536)):
        got += part
    return got


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    assert found, answer[:200]
    return int(found[1])


@contextlib.contextmanager
def running(kind: type[asyncio.Protocol], limits: Limits) -> Iterator[Running]:
    started: list[Running] = []
    stopping = threading.Event()
    errors: list[str] = []

    async def main() -> None:
        asyncio.get_running_loop().set_exception_handler(
            lambda _, context: errors.append(str(context))
        )
        census = Census(limits, Metrics())
        watching = asyncio.create_task(census.watch())
        listening = served.bind("127.0.0.1", 0)
        config = uvicorn.Config(
            Arrival(app, refuse, (), "", frozenset()),
            http=guarded(kind, census),
            ws="none",
            lifespan="off",
            log_level="error",
            access_log=False,
            proxy_headers=False,
            timeout_keep_alive=1,
            timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=limits.head,
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([listening]))
        while not server.started:
            await asyncio.sleep(0.01)
        started.append(Running(listening.getsockname()[1], census, errors))
        while not stopping.is_set():
            await asyncio.sleep(0.02)
        server.should_exit = True
        for connection in list(census.open):
            connection.transport.abort()
        await serving
        watching.cancel()

    thread = threading.Thread(target=asyncio.run, args=(main(),))
    thread.start()
    try:
        while not started:
            time.sleep(0.01)
        yield started[0]
    finally:
        stopping.set()
        thread.join(20)
    assert not errors


@pytest.fixture(scope="module", params=PARSERS, ids=lambda kind: kind.__name__)
def server(request: pytest.FixtureRequest) -> Iterator[Running]:
    with running(request.param, LIMITS) as found:
        yield found


@pytest.fixture(params=PARSERS, ids=lambda kind: kind.__name__)
def kind(request: pytest.FixtureRequest) -> type[asyncio.Protocol]:
    return request.param


def test_hundred_idle_connections_hold_up_nobody_and_are_ended(server: Running) -> None:
    with contextlib.ExitStack() as stack:
        idle = [stack.enter_context(server.connect()) for _ in range(100)]
        assert server.works()
        assert [rest(client) for client in idle] == [b""] * 100
    assert server.works()


def test_header_that_drips_is_cut(server: Running) -> None:
    with server.connect() as client:
        client.settimeout(0.2)
        got, began = b"", time.monotonic()
        for byte in b"GET / HTTP/1.1\r\nX-Slow: " + b"a" * 500:
            try:
                client.send(bytes([byte]))
                got += client.recv(1000)
                break
            except TimeoutError:
                assert time.monotonic() - began < 30
        assert server.works()
    assert status(got) == 408
    assert b"did not arrive in time" in got


def test_second_header_that_drips_is_cut_too(server: Running) -> None:
    with server.connect() as client:
        client.sendall(OK)
        assert status(until(client, b"GET / 0\n")) == 200
        client.sendall(b"GET / HTTP/1.1\r\nHo")
        assert status(rest(client)) == 408


def test_body_may_take_longer_than_a_header(server: Running) -> None:
    with server.connect() as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n")
        for byte in b"12345678":
            time.sleep(0.2)
            client.send(bytes([byte]))
        assert status(until(client, b"POST / 8\n")) == 200


def test_idle_connection_is_kept_for_the_next_request(server: Running) -> None:
    with server.connect() as client:
        for _ in range(3):
            client.sendall(OK)
            assert status(until(client, b"GET / 0\n")) == 200
            time.sleep(0.3)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000, 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Y: z\r\n" * 10_000, 431),
        (b"GET /" + b"a" * 100_000, 414),
    ],
    ids=["long header", "many headers", "long address"],
)
def test_huge_header_is_refused_in_clear_text(server: Running, head: bytes, expected: int) -> None:
    with server.connect() as client:
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            for begin in range(0, len(head), 4000):
                client.sendall(head[begin : begin + 4000])
                time.sleep(0.002)
        answer = rest(client)

    assert status(answer) == expected
    assert b"larger than 8000 bytes" in answer or b"longer than 8000 bytes" in answer
    assert server.works()


@pytest.mark.parametrize("size", [9_000, 70_000, 200_000])
@pytest.mark.parametrize(
    ("head", "expected"), [(b"GET / HTTP/1.1\r\nHost: x\r\nX: %b\r\n\r\n", 431),
                           (b"GET /%b HTTP/1.1\r\nHost: x\r\n\r\n", 414)],
    ids=["header", "address"],
)  # fmt: skip
def test_huge_header_in_one_piece_is_refused_no_less(
    server: Running, head: bytes, expected: int, size: int
) -> None:
    with server.connect() as client:
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            client.sendall(head % (b"a" * size))
        answer = rest(client)

    assert status(answer) == expected
    assert server.works()


def test_large_body_behind_a_small_header_is_no_large_header(server: Running) -> None:
    with server.connect() as client:
        head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n"
        client.sendall(head + b"a" * 50_000)
        assert b"POST / 50000\n" in until(client, b"50000\n")


WRONG = {
    "nonsense": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "evil host": b"GET / HTTP/1.1\r\nHost: a/@b\r\n\r\n",
    "broken host": b"GET / HTTP/1.1\r\nHost: [::\r\n\r\n",
    "length twice": b"POST / HTTP/1.1\r\nHost: x\r\n"
    b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length and chunks": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "negative length": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "no number": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n",
    "bad chunk": b"POST / HTTP/1.1\r\nHost: x\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n\r\n",
    "space in header": b"GET / HTTP/1.1\r\nHost: x\r\nX Y: z\r\n\r\n",
    "folded header": b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    "NUL in path": b"GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n",
    "version": b"GET / HTTP/9.7\r\nHost: x\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG.keys())
def test_what_is_no_request_ends_the_connection(server: Running, data: bytes) -> None:
    # A second request rides along: whoever took the first for shorter would answer it.
    answer = server.say(data + b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n")

    assert status(answer) in {400, 501, 505}
    assert b"smuggled" not in answer
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in answer.lower()
    assert server.works()


def test_unknown_coding_is_refused(server: Running) -> None:
    answer = server.say(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nabc")

    assert status(answer) in {400, 501}


def test_pipelined_requests_are_answered_in_order(server: Running) -> None:
    asked = [b"GET /%d HTTP/1.1\r\nHost: x\r\n\r\n" % number for number in range(9)]
    last = b"GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = server.say(b"".join(asked) + last)

    order = [*map(int, re.findall(rb"GET /(\d) 0", answer))]
    assert order == list(range(9))
    assert b"GET /last 0" in answer


def test_old_and_unusual_requests_are_answered(server: Running) -> None:
    assert b"GET / 0" in server.say(b"GET / HTTP/1.0\r\n\r\n")
    close = b"Connection: close\r\n\r\n"
    absolute = server.say(b"GET http://data.example.org:81/a HTTP/1.1\r\nHost: x\r\n" + close)
    assert b"GET /a 0" in absolute
    bare = server.say(b"GET http://data.example.org HTTP/1.1\r\nHost: x\r\n" + close)
    assert b"GET / 0" in bare
    chunked = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    assert b"POST / 5" in server.say(chunked + close + b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")


def test_body_cut_short_is_no_body(server: Running) -> None:
    with server.connect() as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        client.shutdown(socket.SHUT_WR)
        assert b"200" not in rest(client)
    assert server.works()


def test_body_that_nobody_wants_is_not_taken_for_ever(server: Running) -> None:
    with server.connect() as client:
        client.sendall(b"POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n")
        assert status(until(client, b"unread")) == 200
        sent = 0
        with contextlib.suppress(OSError):
            while sent < 100 << 20:
                sent += client.send(b"x" * 65536)
    assert sent < 50 << 20
    assert server.works()


def test_client_that_reads_nothing_is_cut(server: Running) -> None:
    with server.connect() as client:
        client.sendall(OK.replace(b"/ ", b"/much ", 1))
        end = time.monotonic() + 20
        while not server.census.metrics.refused["stalled"] and time.monotonic() < end:
            time.sleep(0.1)
        assert len(rest(client)) < 64 << 20
    server.census.metrics.refused["stalled"] = 0
    assert server.works()


def test_client_that_reads_slowly_is_not_cut(server: Running) -> None:
    with server.connect() as client:
        client.sendall(OK.replace(b"/ ", b"/much ", 1))
        got = 0
        for _ in range(10):
            got += len(client.recv(1 << 20))
            time.sleep(0.3)
        got += len(rest_until(client, (64 << 20) - got))
    assert got >= 64 << 20


def rest_until(client: socket.socket, size: int) -> bytes:
    got = bytearray()
    while len(got) < size and (part := client.recv(1 << 20)):
        got += part
    return bytes(got)


def test_too_many_connections_of_one_address(kind: type[asyncio.Protocol]) -> None:
    limits = replace(LIMITS, each=3, head_seconds=10.0)
    with running(kind, limits) as found, contextlib.ExitStack() as stack:
        other = "127.0.0.2"
        mine = [stack.enter_context(found.connect(other)) for _ in range(3)]
        with found.connect(other) as refused:
            answer = rest(refused)
        assert status(answer) == 503
        assert b"from your address" in answer
        assert b"retry-after" in answer
        assert found.works()  # another address
        mine[0].close()
        end = time.monotonic() + 10
        while time.monotonic() < end:
            with found.connect(other) as again:
                again.sendall(OK)
                if status(until(again, b"\n")) == 200:
                    break
            time.sleep(0.05)
        else:
            pytest.fail("the place was not given back")


def test_idle_connections_make_room_for_new_ones(kind: type[asyncio.Protocol]) -> None:
    limits = replace(LIMITS, most=5, head_seconds=20.0)
    with running(kind, limits) as found, contextlib.ExitStack() as stack:
        idle = [stack.enter_context(found.connect()) for _ in range(5)]
        assert found.works()
        assert rest(idle[0]) == b""  # the oldest made room


def test_no_room_is_told_when_all_are_at_work(kind: type[asyncio.Protocol]) -> None:
    with running(kind, replace(LIMITS, most=3)) as found, contextlib.ExitStack() as stack:
        for _ in range(3):
            busy = stack.enter_context(found.connect())
            busy.sendall(OK.replace(b"/ ", b"/never ", 1))
        end = time.monotonic() + 10
        while sum(not connection.idle for connection in list(found.census.open)) < 3:
            assert time.monotonic() < end
            time.sleep(0.01)
        with found.connect() as client:
            answer = rest(client)
        assert status(answer) == 503
        assert b"too many connections" in answer
