"""The report of a fact that is wrong: a text ready to be sent, as a page or as a file."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from migkg.serve.faults import NoAnswerError
from migkg.serve.site import Site


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def report(request: Request) -> Response:
        fact = request.query_params.get("fact", "")[:300]
        if not fact:
            raise NoAnswerError("bad-request", "Say which fact: /report?fact= and its IRI.")
        made = await site.answers.value(request, {"op": "report", "fact": fact})
        body = f"{made['body']}Build: {site.pool.version}\n"
        if request.query_params.get("format") == "txt":
            name = f"report-{made['hash']}.txt"
            headers = {"content-disposition": f'attachment; filename="{name}"'}
            return PlainTextResponse(f"{made['title']}\n\n{body}", headers=headers)
        tracker = site.settings.tracker
        filled = f"title={quote(made['title'])}&body={quote(body)}"
        mark = "&" if "?" in tracker else "?"
        page = site.pages.fill(
            "report",
            request.url.path,
            **{**made, "body": body},
            tracker=f"{tracker}{mark}{filled}" if tracker else "",
            mail=f"mailto:?subject={quote(made['title'])}&body={quote(body)}",
        )
        return HTMLResponse(page, headers={"cache-control": "no-cache"})

    return [Route("/report", report)]
