"""What the server says of itself: service, data set, catalogue, history, example queries."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migkg.serve.describe import negotiation
from migkg.serve.site import Site

# The well-known address of VoID, and one that is easier to remember; the others as they are.
_DOCUMENTS = {
    "/.well-known/void": "void",
    "/void": "void",
    "/dcat": "dcat",
    "/provenance": "provenance",
    "/examples": "examples",
}


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def document(request: Request) -> Response:
        path = request.scope["path"]
        ending = request.path_params.get("ending", "")
        what = _DOCUMENTS[path.removesuffix(f".{ending}") if ending else path]
        return await negotiation.answer(site, request, what, ending)

    async def dataset(request: Request) -> Response:
        """Return the page about the data set."""
        job: dict[str, object] = {"op": "dataset", "at": str(request.base_url)}
        return await site.page(request, job, "dataset")

    documents = [
        route
        for path in _DOCUMENTS
        for route in (Route(path, document), Route(path + ".{ending}", document))
    ]
    return [Route("/dataset", dataset), *documents]
