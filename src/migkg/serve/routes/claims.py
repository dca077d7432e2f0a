"""The numbers of parties that documents state, against the record: a page, and as a table."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migkg import queries
from migkg.serve.claims import COUNTED
from migkg.serve.faults import NoAnswerError
from migkg.serve.site import Site


def routes(site: Site) -> list[Route]:
    """Return the routes."""
    text = queries.find(COUNTED).text

    async def page(request: Request) -> Response:
        asked = request.query_params
        number = asked.get("page", "1")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise NoAnswerError("bad-request", f"A page is a number, not {number[:40]!r}.")
        job: dict[str, object] = {
            "op": "claims",
            "page": int(number),
            "document": asked.get("document", "")[:100],
            "instrument": asked.get("instrument", "")[:100],
            "claim": asked.get("claim", "")[:100],
        }
        return await site.page(request, job, "claims")

    async def table(request: Request) -> Response:
        job: dict[str, object] = {
            "op": "query",
            "query": text,
            "default": (),
            "named": (),
            "accept": {"solutions": "text/csv", "boolean": None, "graph": None},
            "rows": site.settings.rows_shown,
            "depth": site.settings.depth,
        }
        return await site.answers.respond(request, job, str)

    return [Route("/claims", page), Route("/claims.csv", table)]
