"""The page about quality: what was measured of the software and of the build in use."""

import asyncio
import json
from contextlib import suppress
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from migkg import __version__
from migkg.serve.quality.chart import intervals
from migkg.serve.quality.front import Measuring
from migkg.serve.site import Site

# The first seconds of a server are for those who wait for it.
_BEGIN_AFTER: Final = 5.0
# Seconds to wait for figures that are on their way: a person sees a page that asks again.
_SHOWN_WITHIN: Final = 0.1
_TOLD_WITHIN: Final = 20.0  # a program that reads the data
_PAIRS: Final = 20  # of figures that contradict each other, on the page


def routes(site: Site) -> list[Route]:
    """Return the routes; soon after, the build in use is measured if it has not been."""
    measuring = Measuring()

    def record() -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((site.pool.build / "build.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found

    def begin() -> None:
        if record().get("counts"):  # else it is no build of ours, but a store that somebody filled
            measuring.begin(site.pool.build)

    async def quality(request: Request) -> Response:
        found = await measuring.of(site.pool.build, _SHOWN_WITHIN)
        figures = (found or {}).get("evaluation", {}).get("figures", [])
        page = site.pages.fill(
            "quality",
            request.url.path,
            measured=found,
            record=record(),
            groups=_groups(figures),
            contradictions=[_pairs(check) for check in (found or {}).get("contradictions", [])],
            version=__version__,
        )
        headers = {"cache-control": "no-cache"} if found else {"cache-control": "no-store"}
        return HTMLResponse(page, headers=headers)

    async def data(request: Request) -> Response:  # noqa: ARG001 - a route takes one
        found = await measuring.of(site.pool.build, _TOLD_WITHIN)
        if found is None:
            return JSONResponse({"status": "being measured"}, 503, {"retry-after": "10"})
        return JSONResponse({**found, "build": record()})

    with suppress(RuntimeError):  # made outside a server: measured when somebody asks
        asyncio.get_running_loop().call_later(_BEGIN_AFTER, begin)
    return [Route("/quality", quality), Route("/quality.json", data)]


def _groups(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the figures by what they measure, each with a picture of its intervals."""
    names = dict.fromkeys(row["group"] for row in figures)
    grouped = {name: [row for row in figures if row["group"] == name] for name in names}
    return [
        {"name": name, "rows": rows, "picture": intervals(rows)} for name, rows in grouped.items()
    ]


def _pairs(check: dict[str, Any]) -> dict[str, Any]:
    """Return the answer about contradictions with its rows by name, as a template takes them."""
    rows = [dict(zip(check["names"], row, strict=True)) for row in check["rows"] or ()]
    return {**check, "pairs": [{"about": None, "period": None, **row} for row in rows[:_PAIRS]]}
