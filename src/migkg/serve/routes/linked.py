"""The IRIs of ours, each answered in place; the whole data set as a download."""

from starlette.routing import Route

from migkg.serve.linked import Linked
from migkg.serve.site import Site

SPACES = ("id", "concept", "graph", "ontology", "authority", ".well-known/genid")


def routes(site: Site) -> list[Route]:
    """Return the routes."""
    linked = Linked(site.answers, site.pages)
    return [
        Route("/export.{ending}", linked.export),
        Route("/ontology", linked.resource),
        Route("/ontology.{ending}", linked.resource),
        *(Route(f"/{space}/{{rest:path}}", linked.resource) for space in SPACES),
    ]
