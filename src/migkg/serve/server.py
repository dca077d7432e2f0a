"""Runs the server: binds the address, starts the readers, serves until it is told to stop."""

import asyncio
import fcntl
import json
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import uvicorn

from migkg import queries, store
from migkg.errors import StoreError, UsageError
from migkg.serve.app import application
from migkg.serve.pool import Pool
from migkg.serve.settings import Settings

_LOOK = 1.0  # seconds between two looks for a new build


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
    listening: socket.socket, folder: Path, settings: Settings, ready: Callable[[], None]
) -> None:
    """Serve the build in use of a store folder until SIGINT or SIGTERM; call ``ready`` when up.

    Raises StoreError if there is no build or it cannot be read.
    """
    asyncio.run(_serve(listening, folder, settings, ready))


async def _serve(
    listening: socket.socket, folder: Path, settings: Settings, ready: Callable[[], None]
) -> None:
    build, version, reading = _hold(folder)
    pool = Pool(build, version, settings)
    watching = asyncio.create_task(_watch(folder, pool))
    try:
        await pool.start()
        examples = queries.shipped("competency")
        server = _Server(
            uvicorn.Config(
                application(pool, settings, examples),
                lifespan="off",
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=5,
            ),
            ready,
        )
        # Uvicorn raises the signal that stopped it once more; by then we are closing already.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        await server.serve(sockets=[listening])
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await pool.close()
        reading.close()


async def _watch(folder: Path, pool: Pool) -> None:
    """Take over each new build of the store; the readers of the former finish what they do."""
    while True:
        await asyncio.sleep(_LOOK)
        with suppress(StoreError):
            if store.current(folder) != pool.build:
                build, version, reading = _hold(folder)
                pool.renew(build, version)
                await asyncio.sleep(_LOOK)  # until readers hold the build themselves
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
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()
