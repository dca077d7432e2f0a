"""Which form of a description a client gets: RDF in place, for people the page that shows it."""

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import BY_NAME, ENDINGS, GRAPH, HTML
from migkg.serve.negotiate import choose
from migkg.serve.pages import root
from migkg.serve.site import Site

# Where a person finds what a document says.
_PAGES: Final = {
    "void": "dataset",
    "dcat": "dataset",
    "provenance": "graph/provenance",
    "examples": "queries",
}


async def answer(site: Site, request: Request, what: str, ending: str = "") -> Response:
    """Return a document, in the format of the file ending or the best accepted.

    Raises NoAnswerError if there is no such format.
    """
    if ending and ending not in {"html", *ENDINGS}:
        raise NoAnswerError("not-found", f"No such format. There are: {', '.join(ENDINGS)}.")
    media = BY_NAME[ending] if ending else choose(request.headers.get("accept", ""), GRAPH)
    if media is None:
        raise NoAnswerError(
            "not-acceptable", f"No such format here. There are: {', '.join(GRAPH)}."
        )
    path = request.scope["path"]
    if media == HTML:
        return RedirectResponse(root(path) + _PAGES[what], status_code=303)
    response = await _document(site, request, what, media)
    if not ending:
        name = path.rpartition("/")[2]
        response.headers["content-location"] = f"{name}.{GRAPH[media]}"
        response.headers["link"] = ", ".join(
            f'<{name}.{other}>; rel="alternate"; type="{BY_NAME[other]}"' for other in ENDINGS
        )
    return response


def wants_description(request: Request) -> bool:
    """Tell whether a request to the endpoint asks for its description.

    So it does without any parameter, as Service Description 1.1 has it, unless a page is liked
    better or no RDF is accepted.
    """
    if request.method == "POST" or request.scope["query_string"]:
        return False
    return choose(request.headers.get("accept", ""), GRAPH) not in {None, HTML}


async def service(site: Site, request: Request) -> Response:
    """Return the description of the endpoint."""
    media = choose(request.headers.get("accept", ""), GRAPH)
    response = await _document(site, request, "service", media or "text/turtle")
    response.headers["link"] = f'<{root(request.scope["path"])}.well-known/void>; rel="describedby"'
    return response


async def _document(site: Site, request: Request, what: str, media: str) -> Response:
    job: dict[str, object] = {
        "op": "about",
        "what": what,
        "at": str(request.base_url),
        "media": media,
        "writes": bool(site.settings.token),
        "federated": bool(site.settings.services),
    }
    return await site.answers.respond(request, job, str)
