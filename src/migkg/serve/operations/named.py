"""Answers named queries: the values of their parameters put in, the answer as data or as a page."""

import calendar
import re
import sqlite3
from itertools import islice
from typing import Any, Final

import pyoxigraph as ox

from migkg import parameters, queries
from migkg.namespaces import BASE
from migkg.parameters import Parameter, ParameterError
from migkg.queries import Query
from migkg.search import passages, things
from migkg.search.questions import path_of
from migkg.serve.faults import NoAnswerError
from migkg.serve.formats import HTML
from migkg.serve.operation import Job, Opened, Out, answer, operation, write_json
from migkg.serve.operations.query import asking
from migkg.serve.operations.search import index
from migkg.serve.remote.store import RemoteStore
from migkg.serve.terms import Labels, Term

_DAY: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)")
_CHOICES = 400  # of a list to choose from
_MARKED_UP = 20  # characters about a cell on a page, or so


@operation("named")
def _named(opened: Opened, job: Job, out: Out) -> None:
    query = queries.parse(job["text"])
    text = _filled(opened, query, job["given"])
    if job["accept"]["solutions"] != HTML:
        answer(opened, {**job, "op": "query", "query": text}, out)
        return
    with asking(opened, {**job, "query": text}) as (found, volatile):
        _shown(opened, query, text, _table(opened, found, job), out, volatile)


@operation("named-form")
def _form_alone(opened: Opened, job: Job, out: Out) -> None:
    """Answer what a person can fill in, for values that do not fit."""
    query = queries.parse(job["text"])
    _shown(opened, query, query.text, None, out)


def _shown(
    opened: Opened,
    query: Query,
    text: str,
    result: dict[str, Any] | None,
    out: Out,
    volatile: bool = False,
) -> None:
    """Answer with a page's parts, which are not kept while the lists to choose from are short."""
    connection = _index(opened)
    out.head(media=HTML, volatile=volatile or connection is None, page=True)
    write_json({**_form(opened, query, text, connection), "text": text, "result": result}, out)


def _index(opened: Opened) -> sqlite3.Connection | None:
    """Return the search index, or None where there is none, or none yet."""
    try:
        return index(opened, patience=0.0)
    except NoAnswerError:
        return None


def _filled(opened: Opened, query: Query, given: dict[str, list[str]]) -> str:
    def thing(parameter: Parameter, text: str) -> ox.NamedNode:
        if isinstance(opened.store, RemoteStore):  # which has no index: an IRI, and no more
            return things.unchecked(parameter, text)
        return things.thing(index(opened), parameter, text)

    try:
        return parameters.filled(query.text, query.parameters, given, thing)
    except ParameterError as error:
        near = dict(error.candidates)
        raise NoAnswerError("bad-request", error.message, **near) from error


def _form(
    opened: Opened, query: Query, text: str, connection: sqlite3.Connection | None
) -> dict[str, Any]:
    """Return the fields of a query's form, each with what it holds and what it may hold."""
    labels = Labels(opened.store)
    fields: list[dict[str, Any]] = []
    for parameter in query.parameters:
        now = parameters.default(text, parameter)
        fields.append(
            {
                "name": parameter.name,
                "type": parameter.type,
                "takes": parameter.takes,
                "open": parameter.open,
                "many": parameter.many,
                "explanation": parameter.explanation,
                "values": [
                    path_of(one.value) if isinstance(one, ox.NamedNode) else one.value
                    for one in now
                ],
                "labels": [
                    labels.of(one) if isinstance(one, ox.NamedNode) else in_words(one.value)
                    for one in now
                ],
                "choices": _choices(connection, parameter),
            }
        )
    asked = {one["name"]: ", ".join(one["labels"]) or "any" for one in fields}
    return {"fields": fields, "asked": asked}


def in_words(value: str) -> str:
    """Return a day as people write it; any other value as it is.

    >>> in_words("2012-06-30"), in_words("2012")
    ('30 June 2012', '2012')
    """
    found = _DAY.fullmatch(value)
    if not found:
        return value
    return f"{int(found[3])} {calendar.month_name[int(found[2])]} {found[1]}"


def _choices(connection: sqlite3.Connection | None, parameter: Parameter) -> list[dict[str, str]]:
    """Return what a field can be set to, as far as a list can hold it."""
    if parameter.type == "enum":
        return [{"value": one, "label": one} for one in parameter.of]
    if parameter.type == "boolean":
        return [{"value": "true", "label": "yes"}, {"value": "false", "label": "no"}]
    if connection is None:
        return []
    if parameter.type == "thing":
        return things.choices(connection, parameter.of, _CHOICES)
    if parameter.type == "language":
        values = passages.values(connection, "language")
        return [{"value": one, "label": one} for one in values]
    return []


def _table(opened: Opened, found: Any, job: Job) -> dict[str, Any]:
    labels = Labels(opened.store)
    most = job["rows"]
    if isinstance(found, ox.QueryBoolean):
        return {"boolean": bool(found)}
    if isinstance(found, ox.QueryTriples):
        names = ["subject", "predicate", "object"]
        rows = ([triple.subject, triple.predicate, triple.object] for triple in found)
        kind = "graph"
    else:
        names = [variable.value for variable in found.variables]
        rows = ([row[name] for name in names] for row in found)
        kind = "solutions"
    shown, size = [], 0
    for row in islice(rows, most):
        cells = [_cell(labels, term) for term in row]
        size += sum(len(one["value"]) + len(one.get("label", "")) for one in cells if one)
        size += _MARKED_UP * len(cells)
        shown.append(cells)
        if size > job.get("characters", size):
            break
    return {
        "kind": kind,
        "names": names,
        "rows": shown,
        "more": next(rows, None) is not None,
    }


def _cell(labels: Labels, term: Term | None) -> dict[str, Any] | None:
    """Return a term as the parts that a page shows; a passage is a link to the sentence."""
    if isinstance(term, ox.Literal) and term.value.startswith(f"{BASE}id/"):
        term = ox.NamedNode(term.value)  # the least of some IRIs, which is a string
    shown = labels.cell(term)
    if shown and isinstance(term, ox.NamedNode) and term.value.startswith(f"{BASE}id/passage/"):
        shown["label"] = "the passage"
    return shown
