"""Every competency question has the answer that a person reads off the documents.

``expected.csv`` is written from the sources, never from an answer. It may leave out columns whose
values are made by the build, such as the number of a passage.

Where a question is easily met by too much, ``data.trig`` beside it holds a few things that it must
find, with ``hit-`` in their names, among others of which it must find none: ``miss``.
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg import queries
from migkg.namespaces import BASE, expand
from migkg.queries import Query

HERE = Path(__file__).parent
SHIPPED = queries.shipped("competency")
WITH_DATA = [query for query in SHIPPED if (HERE / query.name / "data.trig").exists()]
TYPE = ox.NamedNode(expand("rdf:type"))
HIT = re.compile(r"\bhit-[\w-]+")
Ask = Callable[[ox.Store, str], tuple[list[str], list[list[str]]]]


def expected(query: Query) -> tuple[list[str], list[list[str]]]:
    """Return the columns and rows read off the sources by hand."""
    with (HERE / query.name / "expected.csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    return columns, rows


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_answer_is_what_the_sources_say(query: Query, corpus: ox.Store, answer: Ask) -> None:
    columns, rows = expected(query)
    names, found = answer(corpus, query.text)

    places = [names.index(column) for column in columns]
    assert [[row[place] for place in places] for row in found] == rows


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_cited_passages_and_documents_are_there(
    query: Query, corpus: ox.Store, answer: Ask
) -> None:
    cited = {
        cell
        for row in answer(corpus, query.text)[1]
        for cell in row
        if cell.startswith(("id/passage/", "id/document/"))
    }
    known = {
        quad.subject.value.removeprefix(BASE)
        for kind in ("Passage", "Document")
        for quad in corpus.quads_for_pattern(None, TYPE, ox.NamedNode(expand(kind)))
        if isinstance(quad.subject, ox.NamedNode)
    }
    assert cited <= known


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_expectation_decides(query: Query) -> None:
    columns, rows = expected(query)

    assert rows, "an expectation without rows is met by any mistake"
    assert len(set(columns)) == len(columns)
    assert {len(row) for row in rows} == {len(columns)}


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_nothing_is_answered_from_an_empty_graph(query: Query, answer: Ask) -> None:
    assert answer(ox.Store(), query.text)[1] == []


@pytest.mark.parametrize("query", WITH_DATA, ids=lambda query: query.name)
def test_hits_are_found_and_near_misses_are_not(query: Query, answer: Ask) -> None:
    path = HERE / query.name / "data.trig"
    text = path.read_text("utf-8")
    data = ox.Store()
    data.load(text, format=ox.RdfFormat.TRIG)
    found = "\n".join(cell for row in answer(data, query.text)[1] for cell in row)

    assert "miss" in text, "data that hold only hits cannot break a question"
    assert set(HIT.findall(found)) == set(HIT.findall(text)) != set()
    assert "miss" not in found
