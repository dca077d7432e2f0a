"""The short way for requests that come again, byte for byte, and for queries of known clients.

Most requests to an endpoint differ in their query alone, or in nothing. The connection answers them
itself: a request whose bytes are known with the answer that went out before, a new query by a
reader with the headers that the last answer of its kind had. All else, and all that turns out to
be more than that, goes the long way through the application; so does whatever may not be kept.
"""

import asyncio
import re
from dataclasses import replace
from typing import Any, ClassVar, Final

from migkg.serve import protocol
from migkg.serve.answer import Answer
from migkg.serve.answers import HANDED, Handed, key_of_text, text_of
from migkg.serve.faults import NoAnswerError
from migkg.serve.http.connection import Guard
from migkg.serve.http.visit import Visit
from migkg.serve.known import MOST, PATH, RAW, Kept, Known, Way
from migkg.serve.sparql import accepted_formats, job_of

_LINE: Final = re.compile(rb"GET /sparql\?([!$-~]+) HTTP/1\.1")
_UNCODED: Final = 1000  # bytes; a shorter answer is not compressed, whatever a client takes
# Headers that make a request one of its own: believed or not by who sends it, about a part of the
# answer, or about the connection.
_OWN: Final = re.compile(
    rb"\n(?:connection:(?! *keep-alive\r)|(?:x-)?forwarded|via:|authorization|range|if-|expect"
    rb"|upgrade|content-|transfer-|prefer)"
)


class Connection(Guard):
    """A connection that knows the short way; stands before its parser in the order of classes."""

    known: ClassVar[Known]
    # of uvicorn's protocols
    flow: Any
    scope: Any
    server_state: Any
    timeout_keep_alive: Any
    timeout_keep_alive_task: Any
    timeout_keep_alive_handler: Any
    _unset_keepalive_if_required: Any

    _asking: Answer | None = None
    _seen: Visit
    _raw = b""
    _behind = b""  # what came while a reader was asked
    _last = False  # the connection ends with this answer

    def data_received(self, data: bytes) -> None:
        """Answer a request that is known or a query; hand on all else."""
        if self._asking:
            self._behind += data
            if len(self._behind) > MOST:
                self.transport.pause_reading()
            return
        free = (
            not self._asked()
            and not self._came
            and not self.refused
            and not self.flow.write_paused
            and not self.transport.is_closing()
        )
        if free and len(data) <= self.census.limits.head:
            kept = self.known.find(data)
            if kept:
                self._answer(kept.head, kept.body)
                seen = replace(kept.seen, address=self.address, cached=True, place="")
                self.known.observe.again(kept.scope, seen, len(kept.body), 0.0)
                return
            if data.startswith(PATH) and self._ask(data):
                return
        self._long_way(data, free)

    def _long_way(self, data: bytes, free: bool) -> None:
        """Hand on what came; note the bytes if they are one request and nothing else."""
        super().data_received(data)
        alone = (
            free
            and data.startswith(b"GET ")
            and data.partition(b"\r\n")[0].endswith(b" HTTP/1.1")  # before it, connections end
            and data.endswith(b"\r\n\r\n")
            and data.count(b"\n") == data.count(b"\r\n")
            and data.count(b"\r\n\r\n") == 1
            and self._asked()
            and not self.cycle.more_body
            and not _OWN.search(data.lower())
        )
        if alone:
            self.scope[RAW] = data

    def _ask(self, data: bytes) -> bool:
        """Have a reader answer a query; return whether that is possible the short way."""
        line, _, rest = data.partition(b"\r\n")
        way = self.known.way(rest)
        whole = _LINE.fullmatch(line)
        if way is None or whole is None:
            return False
        site = self.known.site
        seen = Visit(self.address)
        try:
            asked = protocol.read("GET", whole[1], "", b"")
            accepted = accepted_formats(asked.format, way.accept) if asked.format else way.accepted
            job = text_of(job_of(asked, accepted, site.settings))
            if site.settings.services and "service" in asked.query.lower():
                return False
            seen.build, seen.query = site.pool.version, asked.query
            key = key_of_text(seen.build, job)
            if self._again(data, key, way, seen):
                return True
            if not site.clients.at_once(seen):
                return False
            limit = site.settings.time_limit
            answer = site.pool.submit(job, min(asked.timeout or limit, limit))
        except NoAnswerError:
            site.clients.leave(seen)
            return False
        self._unset_keepalive_if_required()
        self._begun, self._came = None, 0
        self._asking, self._raw, self._seen = answer, data, seen
        answer.tell(lambda: self._answered(answer, key, way, seen))
        return True

    def _again(self, data: bytes, key: str, way: Way, seen: Visit) -> bool:
        """Send the answer that another request had; return whether there is one."""
        media, body = self.known.site.answers.kept(key)
        head = way.heads.get(media)
        if head is None or len(body) >= (_UNCODED if way.coded else MOST):
            return False
        head %= {b"tag": key.encode(), b"length": len(body)}
        self._answer(head, body)
        seen.cached = True
        self.known.keep(data, Kept(head, body, way.scope, seen))
        self.known.observe.again(way.scope, seen, len(body), 0.0)
        return True

    def _answered(self, answer: Answer, key: str, way: Way, seen: Visit) -> None:
        """Send an answer, or hand it on if it is a long one, or none."""
        if not answer.ready or self._asking is not answer:
            return
        answer.tell(None)
        self._asking = None
        raw, behind = self._raw, self._behind
        self._raw = self._behind = b""
        known, site = self.known, self.known.site
        body = answer.content() if answer.whole else b""
        head = way.heads.get(answer.head.get("media", ""))
        seconds = self.loop.time() - answer.asked
        short = (
            answer.whole
            and head is not None
            and answer.head.keys() == {"media", "volatile", "page"}
            and not answer.head["volatile"]
            and answer.version == seen.build == site.pool.version
            and len(body) < (_UNCODED if way.coded else MOST)
        )
        if short and head is not None:
            head %= {b"tag": key.encode(), b"length": len(body)}
            self._answer(head, body)
            seen.cached = False
            site.clients.leave(seen)
            site.answers.keep(key, answer.head["media"], body)
            known.keep(raw, Kept(head, body, way.scope, seen))
            known.observe.again(way.scope, seen, len(body), seconds)
        else:
            handed = Handed(answer, key, seen.place)
            super().data_received(raw)
            if self._asked():
                self.scope[HANDED] = handed
                self.scope[RAW] = raw
                self.cycle.keep_alive = self.cycle.keep_alive and not self._last
            else:
                answer.drop()
                site.clients.leave(seen)
        if behind:
            self.transport.resume_reading()
            self.data_received(behind)

    def _answer(self, head: bytes, body: bytes) -> None:
        state = self.server_state
        state.total_requests += 1
        lines = [b"HTTP/1.1 200 OK\r\n"]
        for name, value in state.default_headers:  # the date, as uvicorn keeps it
            lines += (name, b": ", value, b"\r\n")
        self.transport.write(b"".join((*lines, head, body)))
        if self._last:
            self.transport.close()
            return
        self._begun, self._came = None, 0
        self._unset_keepalive_if_required()
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def _asked(self) -> bool:
        return self._asking is not None or super()._asked()

    def shutdown(self) -> None:
        """End the connection, once its answer is whole; uvicorn calls this."""
        if self._asking:
            self._last = True
        else:
            super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give up what was asked."""
        answer, self._asking = self._asking, None
        if answer:
            answer.tell(None)
            answer.drop()
            self.known.site.clients.leave(self._seen)
        super().connection_lost(exc)


def quick(parser: type[asyncio.Protocol], known: Known) -> type[asyncio.Protocol]:
    """Return a class of connections that know the short way."""
    return type("QuickConnection", (Connection, parser), {"known": known})
