"""Every quality query finds the defects planted for it and nothing else; the corpus has none.

In ``data.trig`` what is at fault has ``wrong`` in its IRI, and its sound neighbours have ``right``.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg import queries
from migkg.queries import Query

HERE = Path(__file__).parent
SHIPPED = queries.shipped("quality")
WRONG = re.compile(r"<([^<>]*\bwrong\b[^<>]*)>")
Ask = Callable[[ox.Store, str], tuple[list[str], list[list[str]]]]


def planted(query: Query) -> ox.Store:
    """Return the graph in which a person has planted what the query looks for."""
    data = ox.Store()
    with (HERE / query.name / "data.trig").open("rb") as file:
        data.load(file, format=ox.RdfFormat.TRIG)
    return data


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_planted_defects_are_found(query: Query, answer: Ask) -> None:
    text = (HERE / query.name / "data.trig").read_text("utf-8")
    _, found = answer(planted(query), query.text)

    named = {thing for row in found for thing in row}
    assert {thing for thing in WRONG.findall(text) if thing not in named} == set()


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_sound_neighbours_are_let_pass(query: Query, answer: Ask) -> None:
    data = planted(query)
    _, found = answer(data, query.text)

    assert any("right" in str(quad) for quad in data), "a query that always fires is no check"
    assert [row for row in found if "wrong" not in row[0]] == []


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_corpus_has_none(query: Query, corpus: ox.Store, answer: Ask) -> None:
    assert answer(corpus, query.text)[1] == []
