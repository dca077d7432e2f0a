"""Named queries: each with its question, its parameters and its answer, as data and as a page."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from migkg import parameters, queries
from migkg.queries import Query
from migkg.search.questions import path_of
from migkg.search.words import STOP, forms, words
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import BOOLEAN, BY_NAME, GRAPH, HTML, SOLUTIONS
from migkg.serve.negotiate import choose
from migkg.serve.site import Site

_OFFERS: Final = {"solutions": SOLUTIONS, "boolean": BOOLEAN, "graph": GRAPH}
_FORMATS: Final = tuple(name for name in BY_NAME if name != "html")
_CHARACTERS: Final = 100_000  # of the answer on a page; the files hold all of it
_LARGEST: Final = 140_000  # characters of a page
# Faults that the page of a query tells above its form: of values, and of other endpoints.
_TOLD: Final = frozenset({400, 403, 502})
# What the groups of queries are called on a page.
GROUPS: Final = {
    "explore": "To begin with",
    "competency": "What the documents say",
    "pictures": "Behind the pictures",
    "coverage": "What was read, and how much of it",
    "links": "Links to other data sets, and the record of treaties",
    "federated": "Together with other endpoints",
    "quality": "Faults in the data: each row is one",
    "inferred": "Rules that derive statements",
}


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def listed(request: Request) -> Response:  # noqa: ARG001 - a route takes one
        """Return the queries there are, with their parameters."""
        headers = {"cache-control": "max-age=300"}
        return JSONResponse([said(query) for query in named().values()], headers=headers)

    async def answered(request: Request) -> Response:
        """Return the answer to a query as data."""
        name, ending = split(request.path_params["name"])
        query = find(name)
        given = given_of(request)
        ending = ending or _format(request)
        accept = request.headers.get("accept", "")
        accepted = {kind: _pick(ending, accept, offers) for kind, offers in _OFFERS.items()}
        job = _job(query, given, accepted, site.settings.rows_shown, site.settings.depth)
        if site.gateway:
            site.gateway.add_to(job, query.text)
        response = await site.answers.respond(request, job, str)
        media = response.headers.get("content-type", "")
        if media.startswith(("text/csv", "text/tab-separated-values")):
            file = f"{query.name}.{'csv' if 'csv' in media else 'tsv'}"
            response.headers["content-disposition"] = f'attachment; filename="{file}"'
        return response

    async def index(request: Request) -> Response:
        text, tag = (request.query_params.get(name, "") for name in ("q", "tag"))
        found = [query for query in named().values() if _fits(query, text, tag)]
        groups = [
            (heading, [query for query in found if query.group == group])
            for group, heading in _groups().items()
        ]
        tags = sorted({tag for query in named().values() for tag in query.tags})
        return site.plain(
            request, "queries", asked={"q": text, "tag": tag}, groups=groups, tags=tags,
            found=len(found), total=len(named()),
        )  # fmt: skip

    async def page(request: Request) -> Response:
        query = find(request.path_params["name"])
        given = given_of(request)
        accepted: dict[str, str | None] = dict.fromkeys(_OFFERS, HTML)
        job = _job(query, given, accepted, site.settings.rows_shown, site.settings.depth)
        job["characters"] = _CHARACTERS
        if site.gateway:
            site.gateway.add_to(job, query.text)
        fault, status, near = "", 200, {}
        try:
            shown = await site.answers.value(request, job)
        except NoAnswerError as error:
            fault, status, near = error.message, error.status, error.details
            if status not in _TOLD:
                raise
            shown = await site.answers.value(request, {"op": "named-form", "text": query.text})

        def fill() -> str:
            return site.pages.fill(
                "query",
                request.url.path,
                query=query,
                title=titled(
                    query, {} if fault else {name: shown["asked"][name] for name in given}
                ),
                address=str(request.url.query),
                host=str(request.base_url),
                fault=fault,
                near=near,
                given=given,
                **shown,
            )

        filled = fill()
        while len(filled) > _LARGEST and len(rows := (shown["result"] or {}).get("rows", ())) > 1:
            some = rows[: max(1, int(len(rows) * _LARGEST / len(filled) * 0.9))]
            shown = {**shown, "result": {**shown["result"], "rows": some, "more": True}}
            filled = fill()
        return HTMLResponse(filled, status_code=status, headers={"cache-control": "no-cache"})

    return [
        Route("/api/queries", listed),
        Route("/api/queries/{name}", answered),
        Route("/queries", index),
        Route("/queries/{name}", page),
    ]


@lru_cache(maxsize=1)
def named() -> Mapping[str, Query]:
    """Return the queries that are shipped, by name; those of the documents first."""
    order = list(_groups())
    every = sorted(queries.shipped(), key=lambda one: (order.index(one.group), one.name))
    return {query.name: query for query in every}


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, str]:
    every = {query.group for query in queries.shipped()}
    others = sorted(every - set(GROUPS))
    return {**GROUPS, **{group: group.capitalize() for group in others}}


def find(name: str) -> Query:
    """Return a query by its name; raise NoAnswerError, with the nearest names, if there is none."""
    if name in named():
        return named()[name]
    near = [one for one in named() if one.startswith(f"{name}_")][:3]
    near = near or get_close_matches(name, named(), n=3, cutoff=0.4)
    hint = f" The nearest: {', '.join(near)}." if near else ""
    labels = {f"queries/{one}": named()[one].question or one for one in near}
    raise NoAnswerError("not-found", f"There is no query named {name[:80]!r}.{hint}", **labels)


def split(name: str) -> tuple[str, str]:
    """Return the name of a query and the format that its ending names.

    >>> split("cq18_parties.csv"), split("cq18_parties")
    (('cq18_parties', 'csv'), ('cq18_parties', ''))
    """
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and ending in _FORMATS else (name, "")


def _format(request: Request) -> str:
    """Return the format that an address names."""
    name = request.query_params.get("format", "")
    if name and name not in _FORMATS:
        raise NoAnswerError(
            "bad-request", f"format: {name[:40]!r} is none of {', '.join(_FORMATS)}"
        )
    return name


def given_of(request: Request) -> dict[str, list[str]]:
    """Return the values that an address gives, by parameter."""
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name != "format":
            given.setdefault(name, []).append(value.encode("utf-8", "replace").decode())
    return given


def said(query: Query) -> dict[str, Any]:
    """Return what there is to know of a query, as JSON has it."""
    return {
        "name": query.name,
        "group": query.group,
        "question": query.question or query.header.get("derives", ""),
        "note": query.header.get("note", ""),
        "tags": list(query.tags),
        "path": f"api/queries/{query.name}",
        "page": f"queries/{query.name}",
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "of": list(one.of),
                "takes": one.takes,
                "open": one.open,
                "many": one.many,
                "explanation": one.explanation,
                "default": [path_of(value.value) for value in parameters.default(query.text, one)],
            }
            for one in query.parameters
        ],
        "query": query.text,
    }


def titled(query: Query, asked: Mapping[str, str]) -> str:
    """Return the question with the values that are asked for."""
    found = query.header.get("asks", "")
    if not found:
        return query.question or query.header.get("derives", "")
    return queries.asks(found, asked)


def _job(
    query: Query,
    given: dict[str, list[str]],
    accepted: Mapping[str, str | None],
    rows: int,
    depth: int,
) -> dict[str, object]:
    return {
        "op": "named",
        "text": query.text,
        "given": given,
        "accept": dict(accepted),
        "rows": rows,
        "depth": depth,
        "default": [],
        "named": [],
    }


def _pick(ending: str, accept: str, offers: Mapping[str, str]) -> str | None:
    """Return the format of one kind of answer; a browser that looks at data gets JSON."""
    data = [media for media in offers if media != HTML]
    if ending:
        return next((media for media in data if offers[media] == ending), None)
    return choose(accept, data) or (data[0] if choose(accept, [HTML]) else None)


def _fits(query: Query, text: str, tag: str) -> bool:
    if tag and tag not in query.tags:
        return False
    about = f"{query.name} {query.question} {query.header.get('note', '')} {' '.join(query.tags)}"
    about += f" {query.header.get('also', '')} {query.header.get('derives', '')}"
    there = {form for word in words(about.replace("_", " ")) for form in forms(word)}
    return all(word in there for word in words(text) if word not in STOP)
