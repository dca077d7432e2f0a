"""The SPARQL endpoint."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migkg.serve.describe import negotiation
from migkg.serve.site import Site
from migkg.serve.sparql import Endpoint


def routes(site: Site) -> list[Route]:
    """Return the routes."""
    endpoint = Endpoint(site.answers, site.pages, site.settings, site.gateway)

    async def sparql(request: Request) -> Response:
        if negotiation.wants_description(request):
            return await negotiation.service(site, request)
        return await endpoint(request)

    return [Route("/sparql", sparql, methods=["GET", "POST"])]
