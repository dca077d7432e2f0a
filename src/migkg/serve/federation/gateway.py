"""The one process that calls other servers: it passes the readers' requests on, if allowed.

Started by the front as ``python -m migkg.serve.federation.gateway``, with what it needs to know as
a line of JSON on standard input; it ends when that is closed. It listens on a socket in the file
system, which readers reach from networks of their own. ``POST /N`` calls the Nth address.
"""

import json
import os
import select
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingMixIn, UnixStreamServer
from time import monotonic
from typing import Final, TypeAlias
from urllib.parse import urlencode

from migkg import __version__
from migkg.serve.federation import outward
from migkg.serve.federation.outward import RefusedError, Sent
from migkg.serve.federation.services import Service, normal

_AGENT: Final = f"migkg/{__version__} (https://w3id.org/migkg/)"
_TEXT: Final = "text/plain; charset=utf-8"
_FORM: Final = "application/x-www-form-urlencoded"
_PIECE: Final = 64 << 10  # bytes
_KEPT: Final = 64 << 20  # bytes of answers
_KEPT_NUMBER: Final = 256
_BODY: Final = 16 << 20  # bytes of a request
_REASON: Final = 500  # bytes of what the other server says is wrong


_Key: TypeAlias = tuple[str, str, bytes]  # which service, for which query, asked what


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    media: str
    content: bytes


class _Kept:
    """What endpoints answered to the queries of the last moments, the oldest forgotten first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: _Key) -> _Answer | None:
        with self._lock:
            return self._answers.get(key)

    def put(self, key: _Key, answer: _Answer) -> None:
        with self._lock:
            self._answers[key] = answer
            self._size += len(answer.content)
            while self._size > _KEPT or len(self._answers) > _KEPT_NUMBER:
                _, old = self._answers.popitem(last=False)
                self._size -= len(old.content)


class _Gateway(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, path: str, services: list[Service], seconds: float, most: int) -> None:
        super().__init__(path, _Call)
        self.services, self.seconds, self.most = services, seconds, most
        self.kept = _Kept()
        self.allowed = {
            name: item for item in services for name in (normal(item.iri), item.address)
        }


class _Call(BaseHTTPRequestHandler):
    server: _Gateway
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_POST(self) -> None:
        self.close_connection = True
        number, _, asker = self.path[1:].partition("/")
        try:
            service = self.server.services[int(number)]
            size = int(self.headers.get("content-length") or 0)
        except (ValueError, IndexError):
            self._give(_Answer(404, _TEXT, b"no such service"))
            return
        if size > _BODY:
            self._give(_Answer(413, _TEXT, b"the request is too large"))
            return
        body = self.rfile.read(size)
        media = self.headers.get("content-type", "")
        if media.startswith("application/sparql-query"):
            # The form is what every endpoint takes.
            body, media = urlencode({"query": body}).encode(), _FORM
        headers = {
            "Accept": self.headers.get("accept", "*/*"),
            "Accept-Encoding": "identity",
            "Connection": "close",
            "Content-Type": media,
            "User-Agent": _AGENT,
        }
        if not self.server.most:
            self._as_it_comes(service, body, headers)
            return
        # The engine may ask the same again for each row that it joins: one query, one answer.
        key = (number, asker, body)
        answer = self.server.kept.get(key)
        if answer is None:
            answer = self._whole(service, body, headers)
            self.server.kept.put(key, answer)
        self._give(answer)

    def _whole(self, service: Service, body: bytes, headers: dict[str, str]) -> _Answer:
        """Return an endpoint's answer when it has all arrived, or why there is none."""
        content = bytearray()
        try:
            with self._sent(service, body, headers) as sent:
                if sent.response.status != 200:
                    return _refusal(sent)
                while part := sent.read(_PIECE):
                    content += part
                    if len(content) > self.server.most:
                        raise RefusedError(f"the answer is longer than {self.server.most} bytes")
                media = sent.response.getheader("content-type") or ""
        except RefusedError as error:
            return _Answer(502, _TEXT, str(error).encode())
        return _Answer(200, media, bytes(content))

    def _as_it_comes(self, service: Service, body: bytes, headers: dict[str, str]) -> None:
        """Pass a store's answer on at once; where it breaks off, without the last chunk."""
        begun = False
        try:
            with self._sent(service, body, headers) as sent:
                if sent.response.status != 200:
                    self._give(_refusal(sent))
                    return
                self._begin(sent)
                begun = True
                while part := sent.read(_PIECE):
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
                self.wfile.write(b"0\r\n\r\n")
        except RefusedError as error:
            if not begun:
                self._give(_Answer(502, _TEXT, str(error).encode()))
        except OSError:
            pass  # the reader has gone

    @contextmanager
    def _sent(self, service: Service, body: bytes, headers: dict[str, str]) -> Iterator[Sent]:
        """Send a request; end it when the reader has gone, or the time is over."""
        ends = monotonic() + self.server.seconds
        sent = outward.post(service, self.server.allowed, body, headers, self.server.seconds)
        threading.Thread(target=self._watch, args=(sent, ends), daemon=True).start()
        try:
            yield sent
        finally:
            sent.abort()

    def _watch(self, sent: Sent, ends: float) -> None:
        with suppress(OSError, ValueError):
            select.select([self.connection], [], [], max(0.0, ends - monotonic()))
        sent.abort()

    def _begin(self, sent: Sent) -> None:
        self.send_response(200)
        self.send_header("content-type", sent.response.getheader("content-type") or "")
        for name in ("etag", "last-modified"):
            if value := sent.response.getheader(name):
                self.send_header(name, value)
        self.send_header("transfer-encoding", "chunked")
        self.send_header("connection", "close")
        self.end_headers()

    def _give(self, answer: _Answer) -> None:
        with suppress(OSError):
            self.send_response(answer.status)
            self.send_header("content-type", answer.media)
            self.send_header("content-length", str(len(answer.content)))
            self.send_header("connection", "close")
            self.end_headers()
            self.wfile.write(answer.content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so there
        pass


def _refusal(sent: Sent) -> _Answer:
    """Return what an endpoint says against a request, shortened."""
    said = sent.read(4 * _REASON).strip()[:_REASON] or sent.response.reason.encode()
    status = sent.response.status
    return _Answer(status if status >= 400 else 502, _TEXT, said)


def main() -> None:
    """Serve until standard input is closed."""
    told = json.loads(sys.stdin.readline())
    services = [Service(item["iri"], item["address"]) for item in told["services"]]
    gateway = _Gateway(told["socket"], services, told["seconds"], told["most"])
    threading.Thread(target=gateway.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
