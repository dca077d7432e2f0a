"""Changes as the front sees them: who may, one at a time, written down, answered when visible."""

import asyncio
import hashlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

from migkg.serve.changes import token
from migkg.serve.changes.audit import Audit, now
from migkg.serve.faults import NoAnswerError
from migkg.serve.site import Site

_REALM: Final = 'Bearer realm="migkg"'
_WAITING: Final = 16  # changes that may wait for their turn
_LOOK: Final = 0.02  # seconds between two looks whether the readers' build is the new one
_TAKEN_OVER: Final = 30.0  # seconds until it must be


class Changes:
    """Takes changes for one server."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._folder = site.pool.build.parents[1]
        self._audit = Audit(self._folder)
        self._under_way: set[asyncio.Task[Any]] = set()

    def authorize(self, request: Request) -> str:
        """Return what the token of a request is called; raise HTTPException if it may not write."""
        secret = self._site.settings.token
        if not secret:
            raise HTTPException(
                403, "This server takes no changes: it was started without a token."
            )
        given = token.sent(request.headers.get("authorization", ""))
        if not given:
            raise HTTPException(
                401, "A change needs a token: Authorization: Bearer ...",
                {"www-authenticate": _REALM},
            )  # fmt: skip
        if not token.same(given, secret):
            self._audit.refused(**_asked(request), token=token.fingerprint(given), status=401)
            raise HTTPException(
                401, "The token is not this server's.",
                {"www-authenticate": f'{_REALM}, error="invalid_token"'},
            )  # fmt: skip
        return token.fingerprint(given)

    async def body(self, request: Request) -> bytes:
        """Return a request's body; raise NoAnswerError if it is too large, too slow, encoded."""
        settings = self._site.settings
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise NoAnswerError("media-type", "The body must come without a Content-Encoding.")
        length = request.headers.get("content-length", "")
        too_large = NoAnswerError("too-large", f"A graph has at most {settings.upload:,} bytes.")
        if length.isdecimal() and int(length) > settings.upload:
            raise too_large
        body = bytearray()
        try:
            async with asyncio.timeout(settings.write_seconds):
                async for part in request.stream():
                    body += part
                    if len(body) > settings.upload:
                        raise too_large
        except TimeoutError as error:
            raise NoAnswerError("slow-body", "The body did not arrive in time.") from error
        return bytes(body)

    async def make(
        self, request: Request, who: str, job: Mapping[str, Any], body: bytes
    ) -> dict[str, Any]:
        """Carry out a change and return what came of it, once every new answer shows it.

        Raises NoAnswerError if it is not made. A client that leaves does not stop it.
        """
        if self._waiting >= _WAITING:
            raise NoAnswerError("busy", "Too many changes wait already; try again later.")
        task = asyncio.create_task(self._make(_asked(request), who, job, body))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def _make(
        self, asked: Mapping[str, Any], who: str, job: Mapping[str, Any], body: bytes
    ) -> dict[str, Any]:
        self._waiting += 1
        try:
            async with self._turn:
                return await self._one(asked, who, job, body)
        finally:
            self._waiting -= 1

    async def _one(
        self, asked: Mapping[str, Any], who: str, job: Mapping[str, Any], body: bytes
    ) -> dict[str, Any]:
        about = {
            **asked,
            "token": who,
            "do": job["do"],
            "graph": job.get("graph", ""),
            "bytes": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        self._audit.write("begun", **about)
        try:
            said = await self._written(job, body)
        except NoAnswerError as fault:
            self._audit.write("ended", **about, status=fault.status, fault=fault.kind)
            raise
        if said["build"]:
            await self._taken_over(said["build"])
        counts = {name: said[name] for name in ("created", "before", "after")}
        version = self._site.pool.version
        status = 201 if said["created"] else 204
        self._audit.write("ended", **about, status=status, **counts, version=version)
        return said

    async def _written(self, job: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        """Have a process of its own make the change; end it if it takes too long."""
        settings = self._site.settings
        with tempfile.TemporaryDirectory(prefix="migkg-") as place:
            file = Path(place) / "body"
            file.write_bytes(body)
            told = {
                **job,
                "store": str(self._folder.resolve()),
                "body": str(file),
                "memory": settings.memory,
                "depth": settings.depth,
                "parent": os.getpid(),
                "time": now(),
            }
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-P", "-m", "migkg.serve.changes.writer",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                env={name: value for name, value in os.environ.items() if name != token.VARIABLE},
                start_new_session=True,
            )  # fmt: skip
            try:
                async with asyncio.timeout(settings.write_seconds):
                    heard, _ = await process.communicate(json.dumps(told).encode())
            except TimeoutError as error:
                raise NoAnswerError(
                    "time",
                    f"The change took longer than {settings.write_seconds:g} seconds and was "
                    "stopped; nothing is changed.",
                ) from error
            finally:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        try:
            said: dict[str, Any] = json.loads(heard)
        except ValueError as error:
            raise NoAnswerError(
                "lost", f"The change was lost (exit code {process.returncode}); try again."
            ) from error
        if "fault" in said:
            raise NoAnswerError(said["fault"], said["message"])
        return said

    async def _taken_over(self, build: str) -> None:
        """Return when the readers answer from a build, or from a later one."""
        if signal.getsignal(signal.SIGHUP) not in {signal.SIG_DFL, signal.SIG_IGN}:
            signal.raise_signal(signal.SIGHUP)  # has the server look at once
        with suppress(TimeoutError):
            async with asyncio.timeout(_TAKEN_OVER):
                while int(self._site.pool.build.name) < int(build):
                    await asyncio.sleep(_LOOK)


def _asked(request: Request) -> dict[str, Any]:
    return {
        "address": request.client.host if request.client else "",
        "method": request.method,
        "path": request.scope["path"][:500],
    }
