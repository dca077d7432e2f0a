"""Answers a SPARQL query, in the format that its kind of answer and the request agree on."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from migkg.namespaces import BASE
from migkg.serve import guard, prologue, writers
from migkg.serve.faults import NoAnswerError
from migkg.serve.federation import bound, calls, relay
from migkg.serve.formats import BOOLEAN, GRAPH, HTML, SOLUTIONS
from migkg.serve.operation import Job, Opened, Out, operation, write_json
from migkg.serve.remote.store import RemoteStore
from migkg.serve.terms import Term, cell

_CHARACTERS: Final = re.compile(r", \[(?:'[^']+'|[ .=|])*\]|, \[_\]")
_PLACE: Final = re.compile(r"error at (\d+):(\d+)")


# What a query yields; triples also from another store, as they arrive.
Found: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Iterator[ox.Triple]


@operation("query")
def _query(opened: Opened, job: Job, out: Out) -> None:
    with asking(opened, job) as (found, volatile):
        _answer(found, job, volatile, out)


@contextmanager
def asking(opened: Opened, job: Job) -> Iterator[tuple[Found, bool]]:
    """Give what a job's query finds, and whether it may find something else the next time.

    Raises NoAnswerError if the query is refused or fails, also while its answer is read.
    """
    words = guard.glance(job["query"], job["depth"])
    if words.ambiguous:
        raise NoAnswerError("bad-request", "Put a space behind FROM, and call no prefix so.")
    if words.depth > job["depth"]:
        raise NoAnswerError(
            "too-deep",
            f"The query nests {words.depth} brackets deep; at most {job['depth']} are taken.",
        )
    remote = isinstance(opened.store, RemoteStore)
    if words.service and remote:
        raise NoAnswerError("refused", "SERVICE is refused: the graph itself is elsewhere.")
    text = _directed(opened.store, job, words) if words.service else job["query"]
    # Other endpoints may answer otherwise next time.
    volatile = words.volatile or words.service
    try:
        yield _run(opened.store, job, text, words), volatile
    except (OSError, RuntimeError, SyntaxError) as error:
        if isinstance(error, ConnectionError) or not (words.service or remote):
            raise
        if remote:
            raise NoAnswerError("upstream", f"The store's answer is garbled: {error}") from error
        raise NoAnswerError("upstream", calls.failure(str(error))) from error


def _answer(found: Found, job: Job, volatile: bool, out: Out) -> None:
    accepted = job["accept"]
    if isinstance(found, ox.QueryBoolean):
        media = _accepted(accepted, "boolean", BOOLEAN)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            write_json({"boolean": bool(found)}, out)
        else:
            writers.boolean(found, BOOLEAN[media], out)
    elif isinstance(found, ox.QuerySolutions):
        media = _accepted(accepted, "solutions", SOLUTIONS)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            names = [variable.value for variable in found.variables]
            _table(names, ([row[name] for name in names] for row in found), job["rows"], out)
        else:
            writers.rows(found, SOLUTIONS[media], out)
    else:
        media = _accepted(accepted, "graph", GRAPH)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            rows = ([triple.subject, triple.predicate, triple.object] for triple in found)
            _table(["subject", "predicate", "object"], rows, job["rows"], out)
        else:
            writers.graph(found, GRAPH[media], out)


def _directed(store: ox.Store, job: Job, words: guard.Words) -> str:
    """Return the query with its SERVICE clauses directed to the gateway."""
    services, gateway = job.get("services", ()), job.get("gateway", "")
    if not services:
        raise NoAnswerError(
            "refused",
            "SERVICE is refused: this endpoint calls no other. (Nor may a prefix be called so.)",
        )

    def values(call: calls.Call) -> str:
        return bound.values(job["query"], call, lambda text: _run(store, job, text, words))

    return calls.directed(job["query"], services, relay.to(gateway).addresses(), values)


def _run(store: ox.Store, job: Job, text: str, words: guard.Words) -> Found:
    dataset: dict[str, Any] = {}
    if job["default"] or job["named"]:
        # The request's data set takes the place of the query's; named graphs alone leave the
        # default graph empty.
        dataset = {"default_graph": _graphs(job["default"]), "named_graphs": _graphs(job["named"])}
    elif not words.dataset:
        dataset = {"use_default_graph_as_union": True}  # it would overrule FROM
    try:
        return store.query(text, base_iri=BASE, **dataset)
    except SyntaxError as error:
        message = str(error)
        if text != job["query"]:
            message = _message(job["query"]) or message  # where it is in what the client wrote
        raise NoAnswerError("syntax", _complaint(message, job["query"])) from error
    except ValueError as error:
        raise NoAnswerError("bad-request", str(error)) from error


def _message(query: str) -> str:
    try:
        ox.Store().query(query, base_iri=BASE)
    except SyntaxError as error:
        return str(error)
    return ""


def _complaint(message: str, query: str) -> str:
    """Return the parser's message without the classes of single characters it might have read.

    >>> _complaint("error at 1:19: expected one of '.', ['0' ..= '9'], OPTIONAL", "")
    "The query does not parse: error at line 1, column 19: expected one of '.', OPTIONAL"
    """
    message = _CHARACTERS.sub("", " ".join(message.split()))
    said = "The query does not parse: " + _PLACE.sub(r"error at line \1, column \2", message)
    if hint := prologue.undeclared(query):
        return f"{said.partition(': expected')[0]}. {hint}."
    return said


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


def _table(names: list[str], rows: Iterator[list[Term | None]], most: int, out: Out) -> None:
    shown = [[cell(term) for term in row] for row in islice(rows, most)]
    write_json({"names": names, "rows": shown, "more": next(rows, None) is not None}, out)
