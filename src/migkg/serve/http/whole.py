"""Answers for HTTP/1.0, which knows no chunks: whole, with their length, or none.

Such an answer would end with the connection, and one that breaks off would look as if it were whole
(RFC 9112, 8). Nginx asks so, unless told otherwise.
"""

import asyncio
from tempfile import SpooledTemporaryFile
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migkg.serve.http.arrival import Refuse

_IN_MEMORY: Final = 1 << 20  # bytes; the rest of an answer waits in a file
_PIECE: Final = 256 << 10  # bytes


class Whole:
    """Holds answers without a length back until they are there, for who cannot take them else."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app, self._refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on."""
        if scope["http_version"] != "1.0":
            await self._app(scope, receive, send)
            return
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
            start: Message = {}
            whole = False

            async def hold(message: Message) -> None:
                nonlocal whole
                if message["type"] == "http.response.start" and not _measured(scope, message):
                    start.update(message)
                elif start:
                    await asyncio.to_thread(held.write, message.get("body", b""))
                    whole = not message.get("more_body", False)
                else:
                    await send(message)

            await self._app(scope, receive, hold)
            if not start:
                return
            if not whole:
                text = "The answer broke off before it was whole; ask for less, or allow more time."
                await self._refuse(Request(scope), 503, text, {})(scope, receive, send)
                return
            length = (b"content-length", b"%d" % held.tell())
            await send({**start, "headers": [*start["headers"], length]})
            held.seek(0)
            while piece := await asyncio.to_thread(held.read, _PIECE):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body"})


def _measured(scope: Scope, start: Message) -> bool:
    """Tell whether an answer has a length, or no content."""
    names = {name for name, _ in start.get("headers", ())}
    return b"content-length" in names or scope["method"] == "HEAD" or start["status"] in {204, 304}
