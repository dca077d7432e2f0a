"""Whether the server works."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migkg.serve.site import Site


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def health(request: Request) -> Response:  # noqa: ARG001 - a route takes one
        pool = site.pool
        alive = pool.alive
        said = {
            "status": "ok" if alive else "no reader",
            "build": pool.version,
            "readers": alive,
            "idle": pool.idle,
            "long": pool.long,
        }
        headers = {"cache-control": "no-store"}
        return JSONResponse(said, status_code=200 if alive else 503, headers=headers)

    return [Route("/health", health)]
