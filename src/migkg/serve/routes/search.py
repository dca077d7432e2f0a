"""Full-text search, as data and as a page; suggestions while a search is typed."""

import re
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from migkg.search.asked import MOST_CHARACTERS
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import HTML
from migkg.serve.negotiate import choose
from migkg.serve.site import Site

TYPES: Final = ("passage", "entity", "query")
FORMATS: Final = {"json": "application/json", "csv": "text/csv"}
MOST: Final = 100  # hits in one answer
FARTHEST: Final = 10_000  # hits that can be paged through
_PAGE: Final = 20
_DATE: Final = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_FIELDS: Final = ("document", "kind", "class", "from", "to", "language")


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def search(request: Request) -> Response:
        """Return what was found, as JSON or CSV."""
        media = media_of(request)
        response = await site.answers.respond(request, _job(request, media), str)
        if media == "text/csv":
            response.headers["content-disposition"] = 'attachment; filename="search.csv"'
        return response

    async def suggest(request: Request) -> Response:
        text = _text(request)
        limit = _number(request, "limit", 6, 20)
        job: dict[str, object] = {"op": "suggest", "text": text, "limit": limit}
        return await site.answers.respond(request, job, str)

    async def page(request: Request) -> Response:
        asked = {name: request.query_params.get(name, "") for name in ("q", "type", *_FIELDS)}
        asked["type"] = asked["type"] or "passage"
        fill: dict[str, Any] = {"asked": asked, "most": _PAGE, "offset": 0, "fault": ""}
        if not asked["q"].strip():
            return site.plain(request, "search", **fill, found=None)
        try:
            job = _job(request, HTML)
            fill["offset"] = job["offset"]
            found = await site.answers.value(request, job)
        except NoAnswerError as fault:
            fill |= {"fault": fault.message, "found": None}
            return HTMLResponse(
                site.pages.fill("search", request.url.path, **fill), status_code=fault.status
            )
        return site.plain(request, "search", **fill, found=found)

    return [
        Route("/api/search", search),
        Route("/api/suggest", suggest),
        Route("/search", page),
    ]


def media_of(request: Request) -> str:
    """Return the format to answer in: named in the address, else the best accepted."""
    name = request.query_params.get("format", "")
    if name and name not in FORMATS:
        raise NoAnswerError("bad-request", f"format: {name[:40]!r} is none of {', '.join(FORMATS)}")
    accept = request.headers.get("accept", "")
    chosen = FORMATS[name] if name else choose(accept, [*FORMATS.values()])
    if chosen is None and choose(accept, [HTML]):
        return FORMATS["json"]  # a browser that looks at data
    if chosen is None:
        raise NoAnswerError(
            "not-acceptable", f"No such format here. There are: {', '.join(FORMATS.values())}."
        )
    return chosen


def _job(request: Request, media: str) -> dict[str, Any]:
    """Return what a reader is to do; raise NoAnswerError for a field that makes no sense."""
    asked = request.query_params
    kind = asked.get("type", "") or "passage"
    if kind not in TYPES:
        raise NoAnswerError("bad-request", f"type: {kind[:40]!r} is none of {', '.join(TYPES)}")
    for name in ("from", "to"):
        if asked.get(name) and not _DATE.fullmatch(asked[name]):
            raise NoAnswerError(
                "bad-request",
                f"{name}: {asked[name][:40]!r} is no date such as 2011, 2011-05 or 2011-05-19",
            )
    return {
        "op": "search",
        "type": kind,
        "text": _text(request),
        "media": media,
        "limit": _number(request, "limit", _PAGE, MOST, least=1),
        "offset": _number(request, "offset", 0, FARTHEST),
        "filters": {
            "document": asked.get("document", "")[:300],
            "kind": asked.get("kind", "")[:60],
            "type": asked.get("class", "")[:60],
            "begin": asked.get("from", ""),
            "end": asked.get("to", ""),
            "language": asked.get("language", "").lower()[:20],
        },
    }


def _text(request: Request) -> str:
    text = request.query_params.get("q", "")
    if len(text) > MOST_CHARACTERS:
        raise NoAnswerError("bad-request", f"q: a search has at most {MOST_CHARACTERS} characters")
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _number(request: Request, name: str, default: int, most: int, least: int = 0) -> int:
    text = request.query_params.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise NoAnswerError(
            "bad-request", f"{name}: {text[:40]!r} is no whole number from {least} to {most}"
        )
    return int(text)
