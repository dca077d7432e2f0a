"""Runs the server: binds the address, starts the readers, serves until it is told to stop."""

import asyncio
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from migkg import queries, store
from migkg.errors import UsageError
from migkg.serve.app import application
from migkg.serve.pool import Pool
from migkg.serve.settings import Settings


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
    opened = store.opened(folder)  # kept open, so that no later build clears it away
    pool = Pool(opened.build, settings)
    try:
        await pool.start()
        examples = queries.shipped("competency")
        server = _Server(
            uvicorn.Config(
                application(pool, opened.record["sha256"][:16], settings, examples),
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
        await pool.close()
        opened.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()
