"""The Graph Store HTTP Protocol and SPARQL Update: graphs read by all, changed with a token.

https://www.w3.org/TR/sparql11-http-rdf-update/ - a graph is named in the address (``/graph-store
?graph=IRI``) or is the address (``/graph/...``).
"""

import hashlib
from typing import Any
from urllib.parse import parse_qsl, quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migkg.namespaces import BASE
from migkg.namespaces import GRAPH as GRAPHS
from migkg.serve.answers import key_of
from migkg.serve.changes.front import Changes
from migkg.serve.changes.upload import ACCEPTED
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import GRAPH, HTML
from migkg.serve.linked import split
from migkg.serve.negotiate import choose
from migkg.serve.protocol import FORM, UPDATE, media_type
from migkg.serve.site import Site

_READ = [media for media in GRAPH if media != HTML]
_WRITE = ["PUT", "POST", "DELETE"]


def routes(site: Site) -> list[Route]:
    """Return the routes."""
    changes = Changes(site)

    async def read(request: Request) -> Response:
        """Return a graph, or with ``?default`` the union of all."""
        graph = _named(request)
        if graph is None:
            raise NoAnswerError("bad-request", "Say which graph: ?graph=IRI, or ?default for all.")
        media = choose(request.headers.get("accept", ""), _READ)
        if media is None:
            raise NoAnswerError("not-acceptable", f"No such format. There are: {', '.join(_READ)}.")
        job: dict[str, object] = {"op": "graph", "iri": graph, "media": media}
        return await site.answers.respond(request, job, str)

    async def write(request: Request) -> Response:
        """Change the graph that the address names, or make one of a body posted without name."""
        who = changes.authorize(request)
        graph = _named(request)
        if graph == "":
            raise NoAnswerError("conflict", "Nothing stands in the default graph: name a graph.")
        if graph is None and request.method != "POST":
            raise NoAnswerError("bad-request", "Say which graph: ?graph=IRI.")
        return await _change(request, who, graph)

    async def write_here(request: Request) -> Response:
        """Change the graph that the address is."""
        who = changes.authorize(request)
        return await _change(request, who, BASE + split(request.scope["path"])[0][1:])

    async def _change(request: Request, who: str, graph: str | None) -> Response:
        job: dict[str, Any] = {"do": request.method.lower(), **_conditions(site, request, graph)}
        body = b""
        if request.method != "DELETE":
            job["media"] = _format(request)
            body = await changes.body(request)
        job["graph"] = graph or f"{GRAPHS}upload/{hashlib.sha256(body).hexdigest()[:16]}"
        said = await changes.make(request, who, job, body)
        headers = {"cache-control": "no-store"}
        if said["created"] or graph is None:
            headers["location"] = _address(request, job["graph"])
        return Response(status_code=201 if said["created"] else 204, headers=headers)

    async def update(request: Request) -> Response:
        """Carry out a SPARQL update."""
        who = changes.authorize(request)
        media, charset = media_type(request.headers.get("content-type", ""))
        if media not in {FORM, UPDATE} or charset not in {"utf-8", "utf8", "us-ascii"}:
            raise NoAnswerError("media-type", f"POST takes {FORM} or {UPDATE}, in UTF-8.")
        body = await changes.body(request)
        text = _update(body) if media == FORM else _decoded(body)
        if {"using-graph-uri", "using-named-graph-uri"} & set(request.query_params):
            raise NoAnswerError("bad-request", "Name the graphs in the update itself, by USING.")
        await changes.make(request, who, {"do": "update"}, text.encode())
        return Response(status_code=204, headers={"cache-control": "no-store"})

    return [
        Route("/graph-store", read, methods=["GET"]),
        Route("/graph-store", write, methods=_WRITE),
        Route("/graph/{rest:path}", write_here, methods=_WRITE),
        Route("/update", update, methods=["POST"]),
    ]


def _named(request: Request) -> str | None:
    """Return the graph that a request's address names: empty for the default graph.

    Raises NoAnswerError if it names several, or by what is no absolute IRI.
    """
    graphs = request.query_params.getlist("graph")
    default = "default" in request.query_params
    if len(graphs) + default > 1:
        raise NoAnswerError("bad-request", "Name one graph: ?graph=IRI or ?default.")
    if default:
        return ""
    if not graphs:
        return None
    try:
        return ox.NamedNode(graphs[0]).value
    except ValueError as error:
        raise NoAnswerError(
            "bad-request", f"A graph is named by an absolute IRI, not {graphs[0]!r}."
        ) from error


def _format(request: Request) -> str:
    media, charset = media_type(request.headers.get("content-type", ""))
    if media not in ACCEPTED:
        named = repr(media) if media else "a body without a Content-Type"
        raise NoAnswerError("media-type", f"A graph is sent as {', '.join(ACCEPTED)}, not {named}.")
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise NoAnswerError("media-type", f"The body must be in UTF-8, not {charset!r}.")
    return media


def _conditions(site: Site, request: Request, graph: str | None) -> dict[str, Any]:
    """Return what must hold for a change (RFC 9110, 13.1).

    Raises NoAnswerError if ``If-Match`` names none of the tags that the graph now goes out with.
    """
    said: dict[str, Any] = {}
    if request.headers.get("if-none-match", "").strip() == "*":
        said["only_new"] = True
    match = request.headers.get("if-match", "").strip()
    if match == "*":
        said["only_old"] = True
    elif match and graph:
        version = site.pool.version
        tags = {key_of(version, {"op": op, "iri": graph, "media": media})
                for op in ("graph", "describe") for media in _READ}  # fmt: skip
        given = {tag.strip().strip('"').removesuffix("-gzip") for tag in match.split(",")}
        if not tags & given:
            raise NoAnswerError(
                "precondition", "The graph is no longer what it was when you read it."
            )
        said["version"] = version
    return said


def _address(request: Request, graph: str) -> str:
    """Return where this server answers for a graph."""
    at = str(request.base_url)
    if graph.startswith(GRAPHS):
        return at + quote(graph.removeprefix(BASE), safe="/:@!$&'()*+,;=~-._")
    return f"{at}graph-store?graph={quote(graph, safe='')}"


def _update(body: bytes) -> str:
    """Return the one update of a form."""
    fields = parse_qsl(_decoded(body), keep_blank_values=True)
    updates = [value for name, value in fields if name == "update"]
    if len(updates) != 1 or any(name.startswith("using-") for name, _ in fields):
        raise NoAnswerError("bad-request", "A form holds exactly one update, and names no graphs.")
    return updates[0]


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoAnswerError(
            "bad-request", f"The body is not UTF-8 at byte {error.start}."
        ) from error
