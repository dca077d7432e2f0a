"""Answers a SPARQL query, in the format that its kind of answer and the request agree on."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE, PREFIXES
from migkg.serve import guard
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import BOOLEAN, GRAPH, HTML, RDF, SOLUTIONS
from migkg.serve.operation import Job, Opened, Out, file_of, operation, write_json
from migkg.serve.terms import Term, cell

_CHARACTERS: Final = re.compile(r", \[(?:'[^']+'|[ .=|])*\]|, \[_\]")
_PLACE: Final = re.compile(r"error at (\d+):(\d+)")

_RESULTS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


@operation("query")
def _query(opened: Opened, job: Job, out: Out) -> None:
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
    found = _run(opened.store, job, words)
    accepted = job["accept"]
    volatile = words.volatile
    if isinstance(found, ox.QueryTriples):
        media = _accepted(accepted, "graph", GRAPH)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            rows = ([triple.subject, triple.predicate, triple.object] for triple in found)
            _table(["subject", "predicate", "object"], rows, job["rows"], out)
        else:
            ox.serialize(found, file_of(out), format=RDF[GRAPH[media]], prefixes=PREFIXES)
    elif isinstance(found, ox.QueryBoolean):
        media = _accepted(accepted, "boolean", BOOLEAN)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            write_json({"boolean": bool(found)}, out)
        else:
            found.serialize(file_of(out), format=_RESULTS[BOOLEAN[media]])
    else:
        media = _accepted(accepted, "solutions", SOLUTIONS)
        out.head(media=media, volatile=volatile, page=media == HTML)
        if media == HTML:
            names = [variable.value for variable in found.variables]
            _table(names, ([row[name] for name in names] for row in found), job["rows"], out)
        else:
            found.serialize(file_of(out), format=_RESULTS[SOLUTIONS[media]])


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


def _table(names: list[str], rows: Iterator[list[Term | None]], most: int, out: Out) -> None:
    shown = [[cell(term) for term in row] for row in islice(rows, most)]
    write_json({"names": names, "rows": shown, "more": next(rows, None) is not None}, out)
