"""Sees every request from its first moment to its last: counts it, writes it down, ends it."""

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from migkg.serve.http import access, visit
from migkg.serve.http.access import AccessLog
from migkg.serve.http.metrics import Metrics
from migkg.serve.http.visit import Visit

_LEFT = 499  # nginx's status for a client that left before there was one


class Observe:
    """Stands before all else."""

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        log: AccessLog | None,
        done: Callable[[Visit], None],
    ) -> None:
        self._app, self._metrics, self._log, self._done = app, metrics, log, done

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note what comes of it."""
        if scope["type"] != "http":
            return
        began = time.perf_counter()
        seen = visit.start(scope)
        path = scope["path"]  # as asked, before a prefix is taken off
        status = sent = 0
        whole = False

        async def send_and_see(message: Message) -> None:
            nonlocal status, sent, whole
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                sent += len(message.get("body", b""))
            await send(message)
            whole = message["type"] == "http.response.body" and not message.get("more_body", False)

        self._metrics.under_way += 1
        try:
            await self._app(scope, receive, send_and_see)
        except Exception:
            status = 500
            raise
        finally:
            self._done(seen)
            self._metrics.under_way -= 1
            if scope["method"] == "HEAD":
                sent = 0
            self._note(scope, seen, path, status or _LEFT, sent, time.perf_counter() - began, whole)

    def again(self, scope: Scope, seen: Visit, sent: int, seconds: float) -> None:
        """Note a request that was answered without coming here."""
        self._note(scope, seen, scope["path"], 200, sent, seconds, True)

    def _note(
        self,
        scope: Scope,
        seen: Visit,
        path: str,
        status: int,
        sent: int,
        seconds: float,
        whole: bool,
    ) -> None:
        counted, method = self._metrics, scope["method"]
        route = getattr(scope.get("route"), "path", "none")
        counted.count(method, route, status, seconds)
        counted.sent += sent
        if seen.fault:
            counted.faults[seen.fault] += 1
        if seen.cached is not None:
            counted.kept[seen.cached] += 1
        if self._log:
            agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
            self._log.write(
                time=access.now(),
                client=seen.address,
                method=method[:20],
                path=path[:1000],
                route=route,
                status=status,
                bytes=sent,
                seconds=round(seconds, 6),
                whole=whole,
                build=seen.build,
                agent=agent[:200].decode("latin-1"),
                **({"kept": seen.cached} if seen.cached is not None else {}),
                **({"fault": seen.fault} if seen.fault else {}),
                **access.told(seen.query),
            )
