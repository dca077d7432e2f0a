"""What the routes share: the readers, the answers kept, the templates, the limits."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from migkg.queries import Query
from migkg.serve.answers import Answers
from migkg.serve.federation.process import Gateway
from migkg.serve.http.clients import Clients
from migkg.serve.http.metrics import Metrics
from migkg.serve.pages import Pages
from migkg.serve.pool import Pool
from migkg.serve.settings import Settings


@dataclass
class Site:
    """One server: routes are made with it."""

    pool: Pool
    settings: Settings
    examples: tuple[Query, ...]
    metrics: Metrics = field(default_factory=Metrics)
    stopping: bool = False  # no new work should come here

    @cached_property
    def clients(self) -> Clients:
        """Return who asks how much at the moment."""
        return Clients(self.settings.per_client, self.settings.queue_seconds)

    @cached_property
    def answers(self) -> Answers:
        """Return what answers jobs for the routes."""
        return Answers(self.pool, self.settings, self.clients)

    @cached_property
    def gateway(self) -> Gateway | None:
        """Return what calls other endpoints for queries, if any is allowed."""
        settings = self.settings
        if not settings.services:
            return None
        return Gateway(settings.services, settings.time_limit, settings.service_answer)

    @cached_property
    def pages(self) -> Pages:
        """Return what fills the templates."""
        return Pages(
            build=lambda: self.pool.version,
            examples=self.examples,
            time_limit=self.settings.time_limit,
            services=tuple(service.iri for service in self.settings.services),
        )

    async def page(self, request: Request, job: dict[str, object], template: str) -> Response:
        """Return the page that a template makes of the answer to a job."""

        def render(parts: dict[str, Any]) -> str:
            return self.pages.fill(template, request.url.path, **parts)

        return await self.answers.respond(request, job, render)

    def plain(self, request: Request, template: str, **values: Any) -> Response:
        """Return a page that needs nothing of the graph."""
        return HTMLResponse(self.pages.fill(template, request.url.path, **values))
