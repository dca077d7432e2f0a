"""The routes of our IRIs: each answers in place, as a page or as RDF.

In place, not by 303: one request less, and pages and data carry the IRI they are about.
"""

from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from migkg.namespaces import BASE
from migkg.serve.answers import Answers
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import BY_NAME, DATASET, ENDINGS, GRAPH, HTML
from migkg.serve.negotiate import choose
from migkg.serve.pages import Pages, href, root
from migkg.serve.words.table import SENTENCE

NEAR = 6  # names on the page of one that there is not
_PROVENANCE = "http://www.w3.org/ns/prov#has_provenance"


class Linked:
    """Answers requests for our IRIs, for the whole data set."""

    def __init__(self, answers: Answers, pages: Pages) -> None:
        self._answers, self._pages = answers, pages

    async def resource(self, request: Request) -> Response:
        """Return the description of the IRI that the path stands for."""
        path, ending = split(request.scope["path"])
        name = PurePosixPath(path).name
        media = BY_NAME[ending] if ending else choose(request.headers.get("accept", ""), GRAPH)
        if media is None:
            raise NoAnswerError(
                "not-acceptable", f"No such format here. There are: {', '.join(GRAPH)}."
            )
        job: dict[str, object] = {"op": "describe", "iri": BASE + path[1:], "media": media}
        if media == HTML:
            job["asked"] = _asked(request)
        try:
            response = await self._answers.respond(
                request,
                job,
                lambda parts: self._pages.fill(parts["template"], path, name=name, **parts),
            )
        except NoAnswerError as fault:
            if fault.kind == "gone":
                return self._gone(path, media, fault)
            moved = fault.details.get("moved")
            if not moved and fault.kind == "not-found" and media == HTML:
                near = await self._near(request, name)
                raise NoAnswerError("not-found", fault.message, **near) from fault
            if not moved:
                raise
            way = root(path) + _encoded(moved.removeprefix(BASE)) + (f".{ending}" if ending else "")
            return RedirectResponse(way, status_code=301)
        response.headers["link"] = ", ".join(_links(path, name))
        if not ending:
            response.headers["content-location"] = f"{_encoded(name)}.{GRAPH[media]}"
        return response

    async def _near(self, request: Request, name: str) -> dict[str, str]:
        """Return the names that are near to one that there is not, by their paths."""
        text = name.replace("-", " ")[:80].encode("utf-8", "replace").decode().strip()
        job: dict[str, object] = {"op": "suggest", "text": text, "limit": NEAR}
        try:
            found = await self._answers.value(request, job) if text else {"entities": []}
        except NoAnswerError:  # the names are a help, no more
            return {}
        return {one["path"]: one["label"] for one in found["entities"]}

    def _gone(self, path: str, media: str, fault: NoAnswerError) -> Response:
        """Tell that an IRI was withdrawn, why, and what has taken its place."""
        why, successor = fault.details.get("why", ""), fault.details.get("successor", "")
        way = href(successor, root(path))
        headers = {"cache-control": "no-cache"}
        if way:
            headers["link"] = f'<{way}>; rel="successor-version"'
        if media == HTML:
            page = self._pages.fill(
                "gone", path, iri=BASE + path[1:], why=why, successor=successor, way=way
            )
            return HTMLResponse(page, fault.status, headers)
        text = [fault.message, why, f"See {successor}" if successor else ""]
        return PlainTextResponse("\n".join(filter(None, text)) + "\n", fault.status, headers)

    async def export(self, request: Request) -> Response:
        """Return the whole data set."""
        ending = request.path_params["ending"]
        media = BY_NAME.get(ending)
        if media not in DATASET:
            there_are = ", ".join(f"export.{name}" for name in DATASET.values())
            raise NoAnswerError("not-found", f"No such export. There are: {there_are}.")
        response = await self._answers.respond(request, {"op": "dump", "media": media}, str)
        response.headers["link"] = '<.well-known/void>; rel="describedby"'
        return response


def _links(path: str, name: str) -> list[str]:
    """Return what goes with a description: its other forms, its name wherever it is served."""
    up, plain = root(path), _encoded(name)
    return [
        *(f'<{plain}.{other}>; rel="alternate"; type="{BY_NAME[other]}"' for other in ENDINGS),
        f'<{BASE}{_encoded(path[1:])}>; rel="canonical"',
        f'<{plain}.ttl>; rel="describedby"; type="text/turtle"',
        f'<{up}provenance>; rel="{_PROVENANCE}"',
    ]


def _encoded(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~-._")


def _asked(request: Request) -> dict[str, str]:
    """Return the fields of an address that choose what a page shows; ``sentence`` quotes a text."""
    fields = list(request.query_params.items())[:10]
    return {key: value[: SENTENCE if key == "sentence" else 200] for key, value in fields}


def split(path: str) -> tuple[str, str]:
    """Return a path without its ending, and the ending if it names a format.

    >>> split("/id/state/mex.ttl"), split("/id/state/mex")
    (('/id/state/mex', 'ttl'), ('/id/state/mex', ''))
    """
    stem, dot, ending = path.rpartition(".")
    if dot and "/" not in ending and ending in {"html", *ENDINGS}:
        return stem, ending
    return path, ""
