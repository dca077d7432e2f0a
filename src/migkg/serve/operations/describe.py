"""Answers with the description of one IRI, of the server itself, with a graph, or with all."""

from collections.abc import Iterable

import pyoxigraph as ox

from migkg.describe import vocabulary
from migkg.namespaces import PREFIXES
from migkg.serve import resources, view, withdrawn, writers
from migkg.serve.describe import page
from migkg.serve.describe.documents import DOCUMENTS, Powers
from migkg.serve.describe.held import Held
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import GRAPH, HTML, RDF
from migkg.serve.operation import Job, Opened, Out, file_of, operation, parts


@operation("describe")
def _describe(opened: Opened, job: Job, out: Out) -> None:
    store = opened.store
    iri, media = job["iri"], job["media"]
    if withdrawn.is_withdrawn(store, iri):
        raise NoAnswerError("gone", f"{iri} was withdrawn.", **withdrawn.told(store, iri))
    if not resources.exists(store, iri):
        raise NoAnswerError(
            "not-found",
            f"There is nothing known about {iri}.",
            moved=withdrawn.elsewhere(store, iri),
        )
    if media == HTML:
        parts(view.page(store, iri, job["asked"]), out)
        return
    out.head(media=media, volatile=False, page=False)
    quads = resources.description(store, iri)
    if GRAPH[media] in {"trig", "nq"}:
        writers.graph(quads, GRAPH[media], out)
    else:
        writers.graph(dict.fromkeys(quad.triple for quad in quads), GRAPH[media], out)


@operation("dump")
def _dump(opened: Opened, job: Job, out: Out) -> None:
    media = job["media"]
    out.head(media=media, volatile=False, page=False)
    opened.store.dump(file_of(out), format=RDF[GRAPH[media]], prefixes=PREFIXES)


@operation("about")
def _about(opened: Opened, job: Job, out: Out) -> None:
    held = Held(opened.store, opened.build, job["at"])
    said = DOCUMENTS[job["what"]](held, Powers(job["writes"], job["federated"]))
    _write(sorted(said, key=str), job["media"], out)


@operation("dataset")
def _dataset(opened: Opened, job: Job, out: Out) -> None:
    parts(page.parts(Held(opened.store, opened.build, job["at"])), out)


@operation("graph")
def _graph(opened: Opened, job: Job, out: Out) -> None:
    store, iri, media = opened.store, job["iri"], job["media"]
    if not iri:  # the default graph, which is the union of all
        triples = dict.fromkeys(quad.triple for quad in store)
        _write(triples, media, out)
        return
    try:
        graph = ox.NamedNode(iri)
    except ValueError as error:
        raise NoAnswerError("bad-request", f"No absolute IRI: {iri}") from error
    if not store.contains_named_graph(graph):
        raise NoAnswerError("not-found", f"There is no graph named {iri}.")
    out.head(media=media, volatile=False, page=False)
    store.dump(file_of(out), format=RDF[GRAPH[media]], from_graph=graph, prefixes=PREFIXES)


def _write(triples: Iterable[ox.Triple], media: str, out: Out) -> None:
    out.head(media=media, volatile=False, page=False)
    once = dict.fromkeys(triples)
    ox.serialize(once, file_of(out), format=RDF[GRAPH[media]], prefixes=vocabulary.PREFIXES)
