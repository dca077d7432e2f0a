"""Answers one job from the store; runs in a reader process, where it may take its time."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any, Final, Protocol, TypeAlias, cast

import pyoxigraph as ox

from migkg.namespaces import BASE, PREFIXES
from migkg.serve import guard, inventory, resources
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import BOOLEAN, GRAPH, HTML, SOLUTIONS
from migkg.serve.terms import cell

Job: TypeAlias = dict[str, Any]

_CHARACTERS: Final = re.compile(r", \[(?:'[^']+'|[ .=|])*\]|, \[_\]")
_PLACE: Final = re.compile(r"error at (\d+):(\d+)")

_RESULTS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_RDF: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class Out(Protocol):
    """Where an answer goes: its head first, then its bytes."""

    def head(self, **said: Any) -> None:
        """Say what the answer will be."""

    def write(self, data: bytes, /) -> int:
        """Hand on a stretch of the answer."""


def answer(store: ox.Store, job: Job, out: Out) -> None:
    """Carry out a job; raise NoAnswerError where it has no answer."""
    _OPERATIONS[job["op"]](store, job, out)


def _query(store: ox.Store, job: Job, out: Out) -> None:
    words = guard.scan(job["query"])
    if words.service:
        raise NoAnswerError(
            "refused",
            "SERVICE is refused: this endpoint calls no other. (Nor may a prefix be called so.)",
        )
    if words.ambiguous:
        raise NoAnswerError("bad-request", "Put a space behind FROM, and call no prefix so.")
    if words.depth > job["depth"]:
        raise NoAnswerError(
            "too-deep",
            f"The query nests {words.depth} brackets deep; at most {job['depth']} are taken.",
        )
    found = _run(store, job, words)
    accepted = job["accept"]
    volatile = words.volatile
    if isinstance(found, ox.QueryTriples):
        media = _accepted(accepted, "graph", GRAPH)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            rows = ([triple.subject, triple.predicate, triple.object] for triple in found)
            _table(["subject", "predicate", "object"], rows, job["rows"], out)
        else:
            ox.serialize(found, _file(out), format=_RDF[GRAPH[media]], prefixes=PREFIXES)
    elif isinstance(found, ox.QueryBoolean):
        media = _accepted(accepted, "boolean", BOOLEAN)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            _json({"boolean": bool(found)}, out)
        else:
            found.serialize(_file(out), format=_RESULTS[BOOLEAN[media]])
    else:
        media = _accepted(accepted, "solutions", SOLUTIONS)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            names = [variable.value for variable in found.variables]
            _table(names, ([row[name] for name in names] for row in found), job["rows"], out)
        else:
            found.serialize(_file(out), format=_RESULTS[SOLUTIONS[media]])


def _run(
    store: ox.Store, job: Job, words: guard.Words
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    dataset: dict[str, Any] = {}
    if job["default"] or job["named"]:
        # The request's data set takes the place of the query's; named graphs alone leave the
        # default graph empty.
        dataset = {"default_graph": _graphs(job["default"]), "named_graphs": _graphs(job["named"])}
    elif not words.dataset:
        dataset = {"use_default_graph_as_union": True}  # it would overrule FROM
    try:
        return store.query(job["query"], base_iri=BASE, **dataset)
    except SyntaxError as error:
        raise NoAnswerError("syntax", _complaint(str(error))) from error
    except ValueError as error:
        raise NoAnswerError("bad-request", str(error)) from error


def _complaint(message: str) -> str:
    """Return the parser's message without the classes of single characters it might have read.

    >>> _complaint("error at 1:19: expected one of '.', ['0' ..= '9'], OPTIONAL")
    "The query does not parse: error at line 1, column 19: expected one of '.', OPTIONAL"
    """
    message = _CHARACTERS.sub("", " ".join(message.split()))
    return "The query does not parse: " + _PLACE.sub(r"error at line \1, column \2", message)


def _graphs(iris: list[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise NoAnswerError(
            "bad-request", f"A graph of the data set is no absolute IRI: {error}"
        ) from error


def _accepted(accepted: dict[str, str | None], kind: str, offers: Iterable[str]) -> str:
    media = accepted[kind]
    if media is None:
        raise NoAnswerError(
            "not-acceptable",
            f"The answer is {'an RDF graph' if kind == 'graph' else kind}, and nothing that the "
            f"request accepts can hold it. There are: {', '.join(offers)}.",
        )
    return media


def _table(
    names: list[str], rows: Iterator[list[resources.Term | None]], most: int, out: Out
) -> None:
    shown = [[cell(term) for term in row] for row in islice(rows, most)]
    _json({"names": names, "rows": shown, "more": next(rows, None) is not None}, out)


def _describe(store: ox.Store, job: Job, out: Out) -> None:
    iri, media = job["iri"], job["media"]
    if not resources.exists(store, iri):
        raise NoAnswerError(
            "not-found",
            f"There is nothing known about {iri}.",
            moved=resources.moved(store, iri),
        )
    out.head(media=media, volatile=False, page=media == HTML)
    if media == HTML:
        _json(resources.page(store, iri), out)
        return
    quads = resources.description(store, iri)
    if GRAPH[media] in {"trig", "nq"}:
        ox.serialize(quads, _file(out), format=_RDF[GRAPH[media]], prefixes=PREFIXES)
    else:
        triples = dict.fromkeys(quad.triple for quad in quads)
        ox.serialize(triples, _file(out), format=_RDF[GRAPH[media]], prefixes=PREFIXES)


def _dump(store: ox.Store, job: Job, out: Out) -> None:
    media = job["media"]
    out.head(media=media, volatile=False, page=False)
    store.dump(_file(out), format=_RDF[GRAPH[media]], prefixes=PREFIXES)


def _inventory(store: ox.Store, job: Job, out: Out) -> None:  # noqa: ARG001 - all share one form
    out.head(media="application/json", volatile=False, page=True)
    _json(inventory.take(store), out)


def _file(out: Out) -> IO[bytes]:
    """Return where an answer goes as what the serializers ask for; they only write to it."""
    return cast("IO[bytes]", out)


def _json(value: object, out: Out) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


_OPERATIONS: Final[dict[str, Callable[[ox.Store, Job, Out], None]]] = {
    "query": _query,
    "describe": _describe,
    "dump": _dump,
    "inventory": _inventory,
}
