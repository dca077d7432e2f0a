"""Answers with the description of one IRI, or with the whole data set."""

import pyoxigraph as ox

from migkg.namespaces import PREFIXES
from migkg.serve import inventory, resources, view
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import GRAPH, HTML, RDF
from migkg.serve.operation import Job, Opened, Out, file_of, operation, parts


@operation("describe")
def _describe(opened: Opened, job: Job, out: Out) -> None:
    store = opened.store
    iri, media = job["iri"], job["media"]
    if not resources.exists(store, iri):
        raise NoAnswerError(
            "not-found",
            f"There is nothing known about {iri}.",
            moved=resources.moved(store, iri),
        )
    if media == HTML:
        parts(view.page(store, iri, job["asked"]), out)
        return
    out.head(media=media, volatile=False, page=False)
    quads = resources.description(store, iri)
    if GRAPH[media] in {"trig", "nq"}:
        ox.serialize(quads, file_of(out), format=RDF[GRAPH[media]], prefixes=PREFIXES)
    else:
        triples = dict.fromkeys(quad.triple for quad in quads)
        ox.serialize(triples, file_of(out), format=RDF[GRAPH[media]], prefixes=PREFIXES)


@operation("dump")
def _dump(opened: Opened, job: Job, out: Out) -> None:
    media = job["media"]
    out.head(media=media, volatile=False, page=False)
    opened.store.dump(file_of(out), format=RDF[GRAPH[media]], prefixes=PREFIXES)


@operation("inventory")
def _inventory(opened: Opened, job: Job, out: Out) -> None:  # noqa: ARG001 - all share one form
    parts(inventory.take(opened.store), out)
