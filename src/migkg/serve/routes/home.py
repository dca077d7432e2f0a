"""The first page, and the list of named graphs."""

from collections.abc import Iterable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from migkg.queries import Query
from migkg.serve.routes.queries import named
from migkg.serve.site import Site

# Queries that the first page asks, by what they are about; those that a server lacks are left out.
QUESTIONS: Final = {
    "Who spoke, and for whom?": (
        "spoken_for",
        "cq02_speakers",
        "cq11_states_by_panel",
        "cq03_on_behalf_of_bodies",
        "cq66_calls_of_a_state",
        "cq08_attendees",
    ),
    "Ratification": (
        "bound_by_a_date",
        "cq54_urged_to_ratify",
        "cq18_parties",
        "cq82_migrant_workers_convention_in_africa",
        "cq29_migrant_workers_convention",
    ),
    "Figures": (
        "cq55_remittances_by_year",
        "cq56_migrant_stock_by_year",
        "cq57_table_row",
    ),
    "Programmes": (
        "cq73_programme_lines_changed",
        "cq05_programme_changes",
        "cq06_to_be_confirmed",
        "cq04_only_announced",
    ),
    "Contradictions": (
        "cq59_disagreements",
        "cq80_party_counts_recomputed",
        "cq58_totals_of_a_year",
        "cq61_members_counted_and_named",
    ),
    "What was asked of whom?": (
        "cq64_operative_paragraphs",
        "cq75_calls_of_a_body",
        "cq53_requests_and_reports",
        "cq52_mandate_chain",
    ),
}

# The pictures, each with a word of what it shows.
PICTURES: Final = (
    ("timeline", "Timeline", "events and documents, year by year"),
    ("map", "Map of States", "named, bound, asking: any count by State"),
    ("mandates", "Mandate chain", "from a resolution to its meeting, its report and the next"),
    ("figures", "Figures by year", "migrants, remittances, each point with its sentence"),
    ("treaties", "States and treaties", "who is bound by what, since when"),
)


def routes(site: Site) -> list[Route]:
    """Return the routes."""
    groups = _grouped(named().values())

    async def home(request: Request) -> Response:
        held = await site.answers.value(request, {"op": "home"})
        page = site.pages.fill(
            "home", "/", groups=groups, pictures=PICTURES, host=str(request.base_url), **held
        )
        return HTMLResponse(page)

    async def graphs(request: Request) -> Response:
        job: dict[str, object] = {"op": "inventory", "page": request.query_params.get("page", "")}
        held = await site.answers.value(request, job)
        return HTMLResponse(site.pages.fill("graphs", request.url.path, held=held))

    return [Route("/", home), Route("/graph", graphs)]


def _grouped(examples: Iterable[Query]) -> list[dict[str, Any]]:
    """Return the questions of the first page that there are, in their groups."""
    known = {query.name: query for query in examples}
    groups = [
        {
            "title": title,
            "queries": [
                {"name": name, "question": known[name].question} for name in names if name in known
            ],
        }
        for title, names in QUESTIONS.items()
    ]
    return [group for group in groups if group["queries"]]
