"""Pictures of the graph: each of the answer to a named query, which stands below it as a table."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from migkg import queries
from migkg.queries import Query
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import HTML
from migkg.serve.pictures import chain, figures, matrix, timeline, worldmap
from migkg.serve.pictures.rows import Row, by_name, columns
from migkg.serve.routes.queries import find, given_of, titled
from migkg.serve.site import Site

_ROWS: Final = 2000  # that a picture is made of
_MAP: Final = "states_named"


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def answered(request: Request, query: Query, given: dict[str, list[str]]) -> Any:
        job: dict[str, object] = {
            "op": "named",
            "text": query.text,
            "given": given,
            "accept": {"solutions": HTML, "boolean": None, "graph": None},
            "rows": _ROWS,
            "depth": site.settings.depth,
            "default": [],
            "named": [],
        }
        return await site.answers.value(request, job)

    async def shown(
        request: Request,
        template: str,
        name: str,
        draw: Callable[[Sequence[str], list[Row]], Any],
        **values: Any,
    ) -> Response:
        query = find(name)
        known = {parameter.name for parameter in query.parameters}
        given = {key: value for key, value in given_of(request).items() if key in known}
        said = await answered(request, query, given)
        rows = by_name(said["result"])
        page = site.pages.fill(
            template,
            request.url.path,
            query=query,
            title=titled(query, said["asked"]),
            text=said["text"],
            fields=said["fields"],
            given=given,
            names=said["result"]["names"],
            rows=rows,
            cells=said["result"]["rows"],
            more=said["result"]["more"],
            picture=draw(said["result"]["names"], rows),
            address="&".join(
                part
                for part in str(request.url.query).split("&")
                if part.partition("=")[0] in known
            ),
            **values,
        )
        return HTMLResponse(page, headers={"cache-control": "no-cache"})

    async def hub(request: Request) -> Response:
        return site.plain(request, "look")

    async def of_time(request: Request) -> Response:
        return await shown(
            request, "look-timeline", "timeline", lambda _, rows: timeline.drawn(rows)
        )

    async def of_states(request: Request) -> Response:
        name = request.query_params.get("query", _MAP)

        def draw(names: Sequence[str], rows: list[Row]) -> worldmap.WorldMap:
            found = columns(names, rows)
            if rows and found is None:
                raise NoAnswerError(
                    "bad-request",
                    f"The answer to {name[:80]} has no column of States beside one of numbers; "
                    f"there are maps of: {', '.join(query.name for query in _mapped())}.",
                )
            return worldmap.drawn(rows, *(found or ("", "")))

        return await shown(request, "look-map", name, draw, chosen=name, maps=_mapped())

    async def of_mandates(request: Request) -> Response:
        return await shown(
            request, "look-mandates", "cq52_mandate_chain", lambda _, rows: chain.drawn(rows)
        )

    async def of_figures(request: Request) -> Response:
        return await shown(request, "look-figures", "figures", lambda _, rows: figures.drawn(rows))

    async def of_treaties(request: Request) -> Response:
        return await shown(
            request, "look-treaties", "ratifications", lambda _, rows: matrix.drawn(rows)
        )

    return [
        Route("/look", hub),
        Route("/look/timeline", of_time),
        Route("/look/map", of_states),
        Route("/look/mandates", of_mandates),
        Route("/look/figures", of_figures),
        Route("/look/treaties", of_treaties),
    ]


def _mapped() -> list[Query]:
    """Return the queries that are made to be mapped; any other with States and numbers can be."""
    return [query for query in queries.shipped("pictures") if query.name.startswith("states_")]
