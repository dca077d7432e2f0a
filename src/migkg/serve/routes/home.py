"""The first page, and the list of named graphs."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from migkg.serve.site import Site


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def home(request: Request) -> Response:
        held = await site.answers.value(request, {"op": "inventory"})
        return HTMLResponse(site.pages.fill("home", "/", held=held, host=str(request.base_url)))

    async def graphs(request: Request) -> Response:
        held = await site.answers.value(request, {"op": "inventory"})
        return HTMLResponse(site.pages.fill("graphs", request.url.path, held=held))

    return [Route("/", home), Route("/graph", graphs)]
