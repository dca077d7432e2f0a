"""The route ``/sparql``: the SPARQL Protocol, and a form for people."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from migkg import queries
from migkg.serve import protocol
from migkg.serve.answers import Answers
from migkg.serve.faults import NoAnswerError
from migkg.serve.federation.process import Gateway
from migkg.serve.formats import ALSO, BOOLEAN, BY_NAME, GRAPH, HTML, OF_GRAPHS, SOLUTIONS
from migkg.serve.negotiate import choose
from migkg.serve.pages import Pages
from migkg.serve.protocol import Asked
from migkg.serve.settings import Settings

_OFFERS = {"solutions": SOLUTIONS, "boolean": BOOLEAN, "graph": GRAPH}


class Endpoint:
    """Answers requests to the endpoint."""

    def __init__(
        self, answers: Answers, pages: Pages, settings: Settings, gateway: Gateway | None
    ) -> None:
        self._answers, self._pages, self._settings = answers, pages, settings
        self._gateway = gateway
        self._examples = {query.name: query.text for query in queries.shipped()}

    async def __call__(self, request: Request) -> Response:
        """Return the answer to a query, or the form if a browser asks without one."""
        accept = request.headers.get("accept", "")
        page = choose(accept, SOLUTIONS) == HTML
        if request.method != "POST" and page and not request.query_params.get("query"):
            example = self._examples.get(request.query_params.get("example", ""), "")
            return HTMLResponse(self._form(request, Asked(example)))
        asked = Asked("")
        try:
            body = await read_body(request, self._settings) if request.method == "POST" else b""
            asked = protocol.read(
                request.method,
                request.scope["query_string"],
                request.headers.get("content-type", ""),
                body,
            )
            return await self._answers.respond(
                request,
                self._job(asked, accept),
                lambda result: self._form(request, asked, result=result),
                asked.timeout,
            )
        except NoAnswerError as fault:
            if not page or asked.format not in {"", "html"}:
                raise
            return HTMLResponse(
                self._form(request, asked, fault=fault),
                status_code=fault.status,
                headers=retry(fault),
            )

    def _job(self, asked: Asked, accept: str) -> dict[str, object]:
        job = job_of(asked, accepted_formats(asked.format, accept), self._settings)
        if self._gateway:
            self._gateway.add_to(job, asked.query)
        return job

    def _form(
        self, request: Request, asked: Asked, result: Any = None, fault: NoAnswerError | None = None
    ) -> str:
        return self._pages.fill(
            "sparql",
            request.url.path,
            query=asked.query,
            asked=asked,
            result=result,
            fault=fault,
            most=self._settings.rows_shown,
        )


def accepted_formats(name: str, accept: str) -> dict[str, str | None]:
    """Return the format for each kind of answer, as the address or the Accept header asks.

    Raises NoAnswerError if there is none for any.
    """
    accepted = {kind: pick(name, accept, offers) for kind, offers in _OFFERS.items()}
    if not any(accepted.values()):
        there_are = ", ".join(dict.fromkeys([*SOLUTIONS, *GRAPH]))
        raise NoAnswerError("not-acceptable", f"No such format here. There are: {there_are}.")
    return accepted


def job_of(asked: Asked, accepted: dict[str, str | None], settings: Settings) -> dict[str, object]:
    """Return what a reader is to do."""
    return {
        "op": "query",
        "query": asked.query,
        "default": asked.default,
        "named": asked.named,
        "accept": accepted,
        "rows": settings.rows_shown,
        "depth": settings.depth,
    }


def pick(name: str, accept: str, offers: dict[str, str]) -> str | None:
    """Return the format to answer in: the one named in the address, else the best accepted.

    Raises NoAnswerError if there is no format of that name.
    """
    if not name:
        return choose(accept, offers)
    # Some clients give media types, several, or forget to encode the plus sign.
    for asked in name.lower().replace(" ", "+").split(","):
        media = BY_NAME.get(ALSO.get(asked, asked), asked)
        if media in SOLUTIONS or media in GRAPH:
            break
    else:
        raise NoAnswerError(
            "bad-request", f"No format named {name!r}; there are: {', '.join(BY_NAME)}."
        )
    if offers is GRAPH:
        media = OF_GRAPHS.get(asked, media)
    return media if media in offers else None


async def read_body(request: Request, settings: Settings) -> bytes:
    """Return a request's body; raise NoAnswerError if it is too large, too slow, encoded."""
    if request.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        raise NoAnswerError("media-type", "The body must come without a Content-Encoding.")
    body = bytearray()
    try:
        async with asyncio.timeout(settings.body_seconds):
            async for part in request.stream():
                body += part
                if len(body) > settings.body:
                    raise NoAnswerError(
                        "too-large", f"A request holds at most {settings.body} bytes."
                    )
    except TimeoutError as error:
        raise NoAnswerError("slow-body", "The request's body did not arrive in time.") from error
    return bytes(body)


def retry(fault: NoAnswerError) -> dict[str, str]:
    """Return the headers that tell a client when to come back."""
    return {"retry-after": "5"} if fault.kind in {"busy", "lost", "too-many"} else {}
