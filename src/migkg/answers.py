"""Writes the answer to a query: as a table to read, as CSV or as JSON (SPARQL 1.1 results)."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from migkg import turtle
from migkg.errors import UnknownNameError
from migkg.namespaces import BASE, PREFIXES
from migkg.store import Answer, Store, deep

FORMATS: Final = ("table", "csv", "json")
WIDEST: Final = 72  # characters of a table's cell; a longer text is cut, and ends in an ellipsis

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_LOCAL = re.compile(r"[A-Za-z_][\w-]*")


def short(iri: str) -> str:
    """Return an IRI as people write it: prefixed, or relative to our base.

    >>> short("http://purl.org/dc/terms/title"), short(BASE + "id/state/mex")
    ('dcterms:title', 'id/state/mex')
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return iri.removeprefix(BASE)


def answered(store: Store, query: str, form: str) -> bytes:
    """Return the answer to a query in one of the formats.

    A graph (CONSTRUCT, DESCRIBE) is Turtle as a table, three columns as CSV, JSON-LD as JSON.
    Raises QuerySyntaxError, and UnknownNameError for another format.
    """
    if form not in FORMATS:
        raise UnknownNameError("format", form, FORMATS)
    return deep(lambda: _written(store.query(query), form))


def _written(answer: Answer, form: str) -> bytes:
    if isinstance(answer, ox.QueryTriples):
        return _graph(answer, form)
    if isinstance(answer, ox.QueryBoolean):
        if form == "json":
            return _json(answer)
        words = ("yes", "no") if form == "table" else ("true", "false")
        return f"{words[0] if answer else words[1]}\n".encode()
    if form == "table":
        columns = [variable.value for variable in answer.variables]
        return table(columns, ([cell(value) for value in row] for row in answer)).encode()
    if form == "json":
        return _json(answer)
    found = answer.serialize(format=ox.QueryResultsFormat.CSV)
    assert found is not None
    return found


def _json(answer: ox.QueryBoolean | ox.QuerySolutions) -> bytes:
    found = answer.serialize(format=ox.QueryResultsFormat.JSON)
    assert found is not None
    return json.dumps(json.loads(found), ensure_ascii=False, indent=1).encode() + b"\n"


def _graph(triples: Iterable[ox.Triple], form: str) -> bytes:
    every = sorted(set(triples), key=str)
    if form == "csv":
        file = io.StringIO()
        rows = csv.writer(file)
        rows.writerow(["subject", "predicate", "object"])
        rows.writerows([_plain(t.subject), _plain(t.predicate), _plain(t.object)] for t in every)
        return file.getvalue().encode()
    if form == "table":
        plain = [f"{triple} ." for triple in every]
        return (turtle.head() + "".join(turtle.blocks(plain))).encode()
    found = ox.serialize(every, format=ox.RdfFormat.JSON_LD)
    assert found is not None
    return found + b"\n"


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, ox.BlankNode | ox.Triple) else str(value.value)


def cell(value: Term | None) -> str:
    """Return a term as a table shows it: on one line, without quotes, cut if it is long."""
    if value is None:
        return ""
    if isinstance(value, ox.NamedNode):
        return short(value.value)
    text = " ".join(value.value.split()) if isinstance(value, ox.Literal) else str(value)
    return text if len(text) <= WIDEST else text[: WIDEST - 1].rstrip() + "…"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows under their headings, and how many they are.

    >>> print(table(["a", "long"], [["1", "2"]]), end="")
    a  long
    -  ----
    1  2
    1 row
    """
    every = [list(row) for row in rows]
    widths = [max(_width(text) for text in column) for column in zip(columns, *every, strict=True)]
    lines = [columns, ["-" * width for width in widths], *every]
    shown = [
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]
    count = f"{len(every)} row" if len(every) == 1 else f"{len(every)} rows"
    return "\n".join([*shown, count]) + "\n"


def _width(text: str) -> int:
    """Return how many columns of a terminal a text fills."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
