"""The description of the interface: for programs in OpenAPI, for people as a page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from migkg.serve import openapi
from migkg.serve.routes.queries import named
from migkg.serve.site import Site


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def description(request: Request) -> Response:
        said = openapi.described(str(request.base_url), named().values())
        return JSONResponse(said, headers={"cache-control": "max-age=300"})

    async def page(request: Request) -> Response:
        said = openapi.described(str(request.base_url), named().values())
        return site.plain(
            request,
            "api",
            groups=_groups(said),
            questions={f"/api/queries/{name}" for name in named()},
            host=str(request.base_url),
            tags=said["tags"],
        )

    return [Route("/api/openapi.json", description), Route("/api", page)]


def _groups(said: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the operations by tag, each with its method and path."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, item in said["paths"].items():
        for method, one in item.items():
            shown = {"method": method.upper(), "path": path, "parameters": [], **one}
            groups.setdefault(one["tags"][0], []).append(shown)
    return groups
