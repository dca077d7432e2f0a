"""From a reader's answer to an HTTP response: held back until it is sure, kept when it is small."""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from migkg.serve.answer import Answer
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import content_type
from migkg.serve.http import visit
from migkg.serve.http.clients import Clients
from migkg.serve.pool import Pool
from migkg.serve.settings import Settings

HANDED = "migkg.handed"  # in a scope: a Handed
_SOON = 0.02  # seconds


class Cache:
    """Whole answers by key, the least recently used forgotten first."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()

    def get(self, key: str) -> tuple[str, bytes] | None:
        """Return the media type and content kept under a key."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: str, media: str, content: bytes) -> None:
        """Keep an answer."""
        if key not in self._kept:
            self._kept[key] = (media, content)
            self._size += len(content)
        while self._size > self._most:
            _, (_, forgotten) = self._kept.popitem(last=False)
            self._size -= len(forgotten)

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self._size = 0


class Stream(Response):
    """An answer too long to hold back; where it breaks off, so does the connection."""

    def __init__(self, answer: Answer, headers: dict[str, str]) -> None:
        super().__init__(headers=headers)
        del self.headers["content-length"]
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; without its last chunk if it is not whole, so that no client errs."""
        left = asyncio.create_task(_left(receive))
        sending = asyncio.create_task(self._send(scope, send))
        try:
            await asyncio.wait({left, sending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (left, sending):
                task.cancel()
            await asyncio.gather(left, sending, return_exceptions=True)
            self._answer.drop()

    async def _send(self, scope: Scope, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body"})
            return
        try:
            async for piece in self._answer.pieces():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except NoAnswerError as fault:
            visit.of(scope).fault = fault.kind
            return
        await send({"type": "http.response.body"})


class Answers:
    """Answers jobs for the routes."""

    def __init__(self, pool: Pool, settings: Settings, clients: Clients) -> None:
        self._pool, self._settings, self._clients = pool, settings, clients
        self._cache = Cache(settings.cache)

    async def respond(
        self,
        request: Request,
        job: dict[str, object],
        render: Callable[[Any], str],
        seconds: float | None = None,
    ) -> Response:
        """Return the response to a job; ``render`` makes a page of an answer meant for one.

        Raises NoAnswerError if the job has no answer.
        """
        seen = visit.of(request.scope)
        seen.build = self._pool.version
        seen.query = str(job.get("query", ""))
        key = key_of(seen.build, job)
        tag = f'"{key}"'
        headers = {"etag": tag, "cache-control": "no-cache"}
        if _matches(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        kept = self._cache.get(key)
        seen.cached = kept is not None
        if kept is None:
            answer = await self._ask(request, job, seconds)
            if answer.version != seen.build:  # another build was taken over in the meantime
                seen.build = answer.version
                key = key_of(seen.build, job)
                headers["etag"] = f'"{key}"'
            media = answer.head["media"]
            if answer.head["volatile"]:
                headers = {"cache-control": "no-store"}
            if not answer.whole:
                return Stream(answer, {**headers, "content-type": content_type(media)})
            content = answer.content()
            if media == "text/html":
                content = render(json.loads(content)).encode()
            # A page also names the build of the moment.
            lasting = not answer.head["volatile"] and answer.version == self._pool.version
            if lasting and len(content) <= self._settings.cache_answer:
                self._cache.put(key, media, content)
        else:
            media, content = kept
        return Response(content, headers={**headers, "content-type": content_type(media)})

    def kept(self, key: str) -> tuple[str, bytes]:
        """Return the media type and content of an answer that is kept, both empty if none is."""
        return self._cache.get(key) or ("", b"")

    def keep(self, key: str, media: str, content: bytes) -> None:
        """Keep an answer that goes out another way."""
        if len(content) <= self._settings.cache_answer:
            self._cache.put(key, media, content)

    async def value(self, request: Request, job: dict[str, object]) -> Any:
        """Return the answer to a job that is JSON."""
        seen = visit.of(request.scope)
        seen.build = self._pool.version
        kept = self._cache.get(key_of(seen.build, job))
        seen.cached = kept is not None
        if kept is None:
            answer = await self._ask(request, job, None)
            seen.build = answer.version
            kept = (answer.head["media"], answer.content())
            if not answer.head["volatile"]:
                self._cache.put(key_of(seen.build, job), *kept)
        return json.loads(kept[1])

    async def _ask(
        self,
        request: Request,
        job: dict[str, object],
        seconds: float | None,
    ) -> Answer:
        """Return an answer, or give it up when the client leaves."""
        seen = visit.of(request.scope)
        limit = min(seconds or self._settings.time_limit, self._settings.time_limit)
        handed: Handed | None = request.scope.pop(HANDED, None)
        if handed and handed.key != key_of(seen.build, job):
            handed.answer.drop()
            handed = None
        if handed:
            seen.place = handed.place
        else:
            await self._clients.enter(seen)
        try:
            answer = handed.answer if handed else self._pool.submit(job, limit)
            watch = _Watch(request.receive, answer)
            try:
                await answer.opened()
            finally:
                watch.end()
        except NoAnswerError as fault:
            seen.fault = fault.kind
            raise
        return answer


@dataclass(frozen=True, slots=True)
class Handed:
    """An answer that was asked for before the request came here."""

    answer: Answer
    key: str
    place: str  # among those of its client, as in its Visit


class _Watch:
    """Gives an answer up when its client leaves; most answers are there before it even looks."""

    def __init__(self, receive: Receive, answer: Answer) -> None:
        self._receive, self._answer = receive, answer
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_SOON, self._begin)

    def _begin(self) -> None:
        self._task = asyncio.create_task(self._look())

    async def _look(self) -> None:
        await _left(self._receive)
        self._answer.drop()

    def end(self) -> None:
        """Watch no longer."""
        self._timer.cancel()
        if self._task:
            self._task.cancel()


async def _left(receive: Receive) -> None:
    """Return when the client has left; the request's body has been read before."""
    while (await receive())["type"] != "http.disconnect":
        pass


def key_of(build: str, job: dict[str, object]) -> str:
    """Return the name of the answer of a build to a job."""
    return key_of_text(build, text_of(job))


def text_of(job: dict[str, object]) -> bytes:
    """Return a job as JSON, the same for the same job."""
    return json.dumps(job, sort_keys=True).encode()


def key_of_text(build: str, job: bytes) -> str:
    """Return the name of the answer of a build to a job, given as :func:`text_of` writes it."""
    return hashlib.sha256(build.encode() + b" " + job).hexdigest()[:32]


def _matches(header: str, tag: str) -> bool:
    tags = [item.strip().removeprefix("W/") for item in header.split(",")]
    return tag in tags
