"""From a reader's answer to an HTTP response: held back until it is sure, kept when it is small."""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import content_type
from migkg.serve.pool import Answer, Pool
from migkg.serve.settings import Settings


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
            await self._answer.drop()

    async def _send(self, scope: Scope, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body"})
            return
        try:
            async for piece in self._answer.pieces():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except NoAnswerError:
            return
        await send({"type": "http.response.body"})


class Answers:
    """Answers jobs for the routes."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool, self._settings = pool, settings
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
        key = _key(self._pool.version, job)
        tag = f'"{key}"'
        headers = {"etag": tag, "cache-control": "no-cache"}
        if _matches(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        kept = self._cache.get(key)
        if kept is None:
            answer = await self._ask(request, job, seconds)
            media = answer.head["media"]
            if answer.head["volatile"]:
                headers = {"cache-control": "no-store"}
            if not answer.whole:
                return Stream(answer, {**headers, "content-type": content_type(media)})
            content = answer.content()
            if media == "text/html":
                content = render(json.loads(content)).encode()
            if not answer.head["volatile"] and len(content) <= self._settings.cache_answer:
                self._cache.put(key, media, content)
        else:
            media, content = kept
        return Response(content, headers={**headers, "content-type": content_type(media)})

    async def value(self, request: Request, job: dict[str, object]) -> Any:
        """Return the answer to a job that is JSON."""
        key = _key(self._pool.version, job)
        kept = self._cache.get(key)
        if kept is None:
            answer = await self._ask(request, job, None)
            kept = (answer.head["media"], answer.content())
            self._cache.put(key, *kept)
        return json.loads(kept[1])

    async def _ask(
        self,
        request: Request,
        job: dict[str, object],
        seconds: float | None,
    ) -> Answer:
        """Return an answer, or give it up when the client leaves."""
        limit = min(seconds or self._settings.time_limit, self._settings.time_limit)
        asking = asyncio.create_task(self._pool.ask(job, limit))
        left = asyncio.create_task(_left(request.receive))
        try:
            await asyncio.wait({asking, left}, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return await asking
            raise NoAnswerError("lost", "The client left.")
        finally:
            left.cancel()
            asking.cancel()
            await asyncio.gather(left, asking, return_exceptions=True)


async def _left(receive: Receive) -> None:
    """Return when the client has left; the request's body has been read before."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _key(build: str, job: dict[str, object]) -> str:
    text = json.dumps([build, job], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _matches(header: str, tag: str) -> bool:
    tags = [item.strip().removeprefix("W/") for item in header.split(",")]
    return tag in tags
