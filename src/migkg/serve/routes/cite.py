"""The facts about a thing as CSV, and how to cite its page."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migkg.namespaces import BASE
from migkg.serve.cite import MEDIA, Cited, cited
from migkg.serve.faults import NoAnswerError
from migkg.serve.site import Site


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def cite(request: Request) -> Response:
        """Return the citation of the page of an IRI."""
        form = request.path_params["form"]
        if form not in MEDIA:
            raise NoAnswerError("not-found", f"No such form. There are: {', '.join(MEDIA)}.")
        job: dict[str, object] = {"op": "cite", "iri": BASE + request.path_params["path"]}
        said = await site.answers.value(request, job)
        text = cited(Cited(**said, build=site.pool.version), form)
        name = said["path"].replace("/", "-")
        headers = {"cache-control": "no-cache"}
        if form != "txt":
            headers["content-disposition"] = f'attachment; filename="{_plain(name)}.{form}"'
        return Response(text, headers={**headers, "content-type": MEDIA[form]})

    async def facts(request: Request) -> Response:
        """Return the facts about a thing, one page of them, as CSV."""
        way = request.scope["path"].removesuffix(".csv")[1:]
        page = request.query_params.get("page", "1")
        if not (page.isascii() and page.isdigit() and 0 < len(page) < 6):
            raise NoAnswerError("bad-request", "The page is a number from 1.")
        job: dict[str, object] = {"op": "facts-csv", "iri": BASE + way, "page": max(int(page), 1)}
        response = await site.answers.respond(request, job, str)
        response.headers["content-disposition"] = (
            f'attachment; filename="{_plain(way.replace("/", "-"))}.csv"'
        )
        return response

    return [
        Route("/cite/{path:path}.{form}", cite),
        Route("/id/{kind}/{slug}.csv", facts),
        Route("/concept/{scheme}/{slug}.csv", facts),
    ]


def _plain(name: str) -> str:
    """Return a name that any system takes for a file.

    >>> _plain('id-state-mex"; x')
    'id-state-mex---x'
    """
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in name)
