"""The first page, and the list of named graphs."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from migkg.queries import Query
from migkg.serve.site import Site

# Queries that the first page asks, by what they are about; those that a server lacks are left out.
QUESTIONS: Final = {
    "Who spoke, and for whom?": (
        "cq02_speakers",
        "cq11_states_by_panel",
        "cq03_on_behalf_of_bodies",
        "cq66_calls_of_a_state",
        "cq08_attendees",
    ),
    "Ratification": (
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


def routes(site: Site) -> list[Route]:
    """Return the routes."""
    groups = _grouped(site.examples)

    async def home(request: Request) -> Response:
        held = await site.answers.value(request, {"op": "home"})
        page = site.pages.fill("home", "/", groups=groups, host=str(request.base_url), **held)
        return HTMLResponse(page)

    async def graphs(request: Request) -> Response:
        held = await site.answers.value(request, {"op": "inventory"})
        return HTMLResponse(site.pages.fill("graphs", request.url.path, held=held))

    return [Route("/", home), Route("/graph", graphs)]


def _grouped(examples: tuple[Query, ...]) -> list[dict[str, Any]]:
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
