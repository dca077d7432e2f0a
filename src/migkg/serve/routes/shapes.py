"""The shapes in words: what every graph must keep to before it is put to use."""

from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, RDFS, URIRef
from rdflib.namespace import SH
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from migkg.namespaces import PREFIXES, SHAPE
from migkg.serve.site import Site
from migkg.serve.terms import short
from migkg.shacl.shapes import Shapes


def routes(site: Site) -> list[Route]:
    """Return the routes."""

    async def page(request: Request) -> Response:
        return site.plain(request, "shapes", groups=_groups())

    async def turtle(request: Request) -> Response:  # noqa: ARG001 - a route takes one
        # By the engine's serializer: rdflib's loses a list that two shapes share.
        triples = ox.parse(Shapes.load().turtle.encode(), format=ox.RdfFormat.N_TRIPLES)
        prefixes = {**PREFIXES, "shape": SHAPE, "sh": str(SH)}
        text = ox.serialize(
            (quad.triple for quad in triples), format=ox.RdfFormat.TURTLE, prefixes=prefixes
        )
        return Response(text, media_type="text/turtle")

    return [Route("/shapes", page), Route("/shapes.ttl", turtle)]


@cache
def _groups() -> list[dict[str, Any]]:
    """Return the node shapes with a target, each with what it asks of its nodes, in words."""
    shapes = Shapes.load()
    found = []
    for node in sorted(set(shapes.graph.subjects(RDF.type, SH.NodeShape)), key=str):
        targets = [
            short(str(target))
            for predicate in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
            for target in shapes.graph.objects(node, predicate)
        ]
        parts = [part for part in shapes.graph.objects(node, SH.property) if part in _known(shapes)]
        if targets and parts:
            rules = sorted(
                (_rule(shapes, part) for part in parts),
                key=lambda rule: (rule["path"], rule["name"]),
            )
            found.append(
                {
                    "name": str(node).removeprefix(SHAPE),
                    "targets": sorted(targets),
                    "about": str(shapes.graph.value(node, RDFS.comment) or ""),
                    "rules": rules,
                }
            )
    return found


def _known(shapes: Shapes) -> frozenset[URIRef]:
    return frozenset(shapes.property_shapes)


def _rule(shapes: Shapes, part: Any) -> dict[str, str]:
    severity, path, message = shapes.by_iri[str(part)]
    return {
        "name": str(part).removeprefix(SHAPE),
        "severity": severity,
        "path": path,
        "message": message,
    }
