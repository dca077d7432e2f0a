"""The list of documents."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migkg.serve.site import Site

_FIELDS = ("kind", "year", "language", "sort", "page")


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def documents(request: Request) -> Response:
        given = request.query_params
        asked = {name: given[name][:80] for name in _FIELDS if given.get(name)}
        return await site.page(request, {"op": "documents", "asked": asked}, "documents")

    return [Route("/documents", documents)]
