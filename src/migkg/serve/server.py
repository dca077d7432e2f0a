"""Runs the server: binds the address, starts the readers, serves until it is told to stop."""

import asyncio
import fcntl
import json
import logging
import resource
import signal
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import IO, Any

import uvicorn
from starlette.types import ASGIApp

from migkg import queries, store
from migkg.errors import StoreError, UsageError
from migkg.serve.app import application
from migkg.serve.http.access import AccessLog
from migkg.serve.http.connection import Census, Limits, guarded, parser
from migkg.serve.known import Known, Recorder
from migkg.serve.notify import notify
from migkg.serve.pool import Pool
from migkg.serve.quick import quick
from migkg.serve.settings import Settings
from migkg.serve.site import Site

_LOOK = 1.0  # seconds between two looks for a new build
_TICK = 0.05  # seconds between two looks for a second signal
# What uvicorn says of an answer that we break off, so that no client takes a part for the whole.
_BROKEN = "without completing response"


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address; port 0 means any free one.

    Raises UsageError if the address cannot be had.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise UsageError(f"{host}: no such host") from error
    listening = socket.socket(family, kind, proto)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(1024)
    except OSError as error:
        listening.close()
        raise UsageError(
            f"{host}:{port}: {(error.strerror or str(error)).lower()}; "
            "choose another address with --host and --port"
        ) from error
    listening.setblocking(False)
    return listening


def address(listening: socket.socket) -> str:
    """Return the address of a listening socket as a person types it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(
    listening: socket.socket,
    folder: Path,
    settings: Settings,
    ready: Callable[[], None],
    log: AccessLog | None = None,
) -> None:
    """Serve the build in use of a store folder until SIGINT or SIGTERM; call ``ready`` when up.

    SIGHUP has a new build taken over at once. The first signal to stop lets what is under way end,
    the second does not. Raises StoreError if there is no build or it cannot be read.
    """
    _make_room(settings)
    logging.getLogger("uvicorn.error").addFilter(lambda told: _BROKEN not in told.getMessage())
    _run()(_serve(listening, folder, settings, ready, log))


async def _serve(
    listening: socket.socket,
    folder: Path,
    settings: Settings,
    ready: Callable[[], None],
    log: AccessLog | None,
) -> None:
    build, version, reading = _hold(folder)
    pool = Pool(build, version, settings)
    site = Site(pool, settings, queries.shipped())
    look = asyncio.Event()
    tasks = [asyncio.create_task(_watch(folder, pool, reading, look))]
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, look.set)
    try:
        await pool.start()
        census = Census(_limits(settings), site.metrics)
        tasks.append(asyncio.create_task(census.watch()))
        app = application(site, log)
        known = Known(site, app)
        config = _config(Recorder(app, known), known, census, settings)
        server = _Server(config, ready, site, census)
        # Uvicorn raises the signal that stopped it once more; by then we are closing already.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        await server.serve(sockets=[listening])
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await pool.close()


def _run() -> Callable[[Coroutine[Any, Any, None]], None]:
    """Return what runs the server: uvloop's loop, which takes less time, or asyncio's own."""
    try:
        found: Callable[[Coroutine[Any, Any, None]], None] = import_module("uvloop").run
    except ImportError:
        return asyncio.run
    return found


def _config(app: ASGIApp, known: Known, census: Census, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=quick(guarded(parser(), census), known),
        ws="none",
        lifespan="off",
        log_level="error",  # what is no request is the client's mistake, and counted
        access_log=False,
        server_header=False,
        proxy_headers=False,  # ours know of prefixes, and believe nobody unasked
        timeout_keep_alive=settings.idle_seconds,
        h11_max_incomplete_event_size=settings.head,
    )


def _limits(settings: Settings) -> Limits:
    return Limits(
        head=settings.head,
        head_seconds=settings.head_seconds,
        stall_seconds=settings.stall_seconds,
        unread=8 * settings.body,
        most=settings.connections,
        each=settings.connections_per_client,
        trusted=settings.trusted,
    )


def _make_room(settings: Settings) -> None:
    """Ask the system for as many open files as connections and readers need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = settings.connections + 4 * settings.workers + 256
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


async def _watch(folder: Path, pool: Pool, reading: IO[str], look: asyncio.Event) -> None:
    """Take over each new build of the store; the readers of the former finish what they do.

    The lock of the build in use is held as long as it is: readers may come and go.
    """
    try:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK):
                    await look.wait()
            look.clear()
            with suppress(StoreError):
                if store.current(folder) != pool.build:
                    build, version, held = _hold(folder)
                    pool.renew(build, version)
                    reading.close()
                    reading = held
    finally:
        reading.close()


def _hold(folder: Path) -> tuple[Path, str, IO[str]]:
    """Return the build in use, its version, and the lock that keeps it from being cleared away.

    Raises StoreError if there is none or it cannot be read.
    """
    while True:
        build = store.current(folder)
        try:
            reading = (build / "reading").open()
            fcntl.flock(reading, fcntl.LOCK_SH)
            record = json.loads((build / "build.json").read_text(encoding="utf-8"))
            version = str(record["sha256"])[:16]
        except (OSError, ValueError, KeyError) as error:
            if store.current(folder) == build:
                raise StoreError(f"{build}: cannot read the store: {error}") from error
        else:
            if store.current(folder) == build:
                return build, version, reading
            reading.close()


class _Server(uvicorn.Server):
    """Uvicorn's server, which stops as a balancer before it expects."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], site: Site, census: Census
    ) -> None:
        super().__init__(config)
        self._ready, self._site, self._census = ready, site, census

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self._ready()
        notify("READY=1")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Stop: at the first signal with patience, at the second without."""
        if self._site.stopping:
            self.should_exit = self.force_exit = True
            return
        self._site.stopping = True
        notify("STOPPING=1")
        # A signal interrupts anything, the loop among it.
        self._loop.call_soon_threadsafe(
            self._loop.call_later, self._site.settings.drain_seconds, self._stop
        )

    def _stop(self) -> None:
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what is under way end, then cut it off: no client takes a part for the whole."""
        cutting = asyncio.create_task(self._cut())
        await super().shutdown(sockets)
        cutting.cancel()

    async def _cut(self) -> None:
        clock = self._loop.time
        until = clock() + self._site.settings.stop_seconds
        while clock() < until and not self.force_exit:
            await asyncio.sleep(_TICK)
        for connection in list(self._census.open):
            connection.transport.abort()
