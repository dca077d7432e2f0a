"""Whether the server lives, whether it should be asked, and what it has counted."""

import asyncio
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from migkg import __version__
from migkg.serve.faults import NoAnswerError
from migkg.serve.http import visit
from migkg.serve.http.metrics import MEDIA, family, process
from migkg.serve.http.networks import within
from migkg.serve.http.proxy import PASSED_ON
from migkg.serve.site import Site

_SECONDS = 3.0  # for a reader to answer, when it is asked whether it does
_NOW = {"cache-control": "no-store"}


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def health(request: Request) -> Response:  # noqa: ARG001 - a route takes one
        """Say that the front lives: readers that are lost it replaces by itself."""
        pool = site.pool
        said = {
            "status": "ok" if pool.alive else "no reader",
            "build": pool.version,
            "readers": pool.alive,
            "idle": pool.idle,
            "long": pool.long,
        }
        return JSONResponse(said, headers=_NOW)

    async def ready(request: Request) -> Response:  # noqa: ARG001
        """Say whether a reader answers from the build in use, and no stop is under way."""
        why = "stopping" if site.stopping else await _unready(site)
        said = {"status": why or "ready", "build": site.pool.version}
        return JSONResponse(said, status_code=503 if why else 200, headers=_NOW)

    async def metrics(request: Request) -> Response:
        """Tell what was counted, to whom it concerns."""
        if not _concerned(site, request):
            raise NoAnswerError("refused", "The metrics are not for this address.")
        return PlainTextResponse("".join(_metrics(site)), headers=_NOW, media_type=MEDIA)

    return [Route("/health", health), Route("/ready", ready), Route("/metrics", metrics)]


async def _unready(site: Site) -> str:
    """Return why the server should not be asked; empty if it should."""
    pool = site.pool
    try:
        with (pool.build / "build.json").open("rb") as record:
            record.read(1)
        async with asyncio.timeout(_SECONDS):
            answer = await pool.ask({"op": "ping"}, _SECONDS)
    except OSError as error:  # TimeoutError too: no reader came free
        if not isinstance(error, TimeoutError):
            return "the build cannot be read"
        return "" if pool.alive else "no reader"
    except NoAnswerError as fault:
        # Readers that are all at work are no reason to send anybody away.
        return "" if fault.kind == "busy" and pool.alive else f"no reader answers: {fault}"
    return "" if answer.version == pool.version else "a new build is being taken over"


def _concerned(site: Site, request: Request) -> bool:
    """Tell whether the metrics are for a client, as far as it is known.

    What somebody unknown has passed on comes from anywhere.
    """
    peer = request.scope.get("migkg.peer", "")
    names = {name for name, _ in request.scope["headers"]}
    if names & PASSED_ON and not within(peer, site.settings.trusted):
        return False
    return within(visit.of(request.scope).address, site.settings.metrics_for)


def _metrics(site: Site) -> Iterator[str]:
    pool = site.pool
    yield family(
        "migkg_build_info", "gauge", "The build in use, and the version of migkg.",
        [({"build": pool.version, "version": __version__}, 1)],
    )  # fmt: skip
    gauges = {
        "migkg_readers": ("Reader processes there are.", pool.alive),
        "migkg_readers_idle": ("Readers that are free.", pool.idle),
        "migkg_queries_running": ("Jobs that readers work at.", pool.alive - pool.idle),
        "migkg_queries_waiting": ("Jobs that wait for a reader.", pool.waiting),
        "migkg_queries_long": ("Queries under way that count as long.", pool.long),
        "migkg_clients": ("Clients with queries under way, this machine left out.",
                          len(site.clients)),
        "migkg_stopping": ("Whether the server has been told to stop.", int(site.stopping)),
    }  # fmt: skip
    for name, (text, value) in gauges.items():
        yield family(name, "gauge", text, [({}, value)])
    yield from site.metrics.families()
    yield from process()
