"""What every shipped query with a question carries, and that the order of its rows is fixed."""

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg import queries
from migkg.namespaces import DEFAULT_BASE, PREFIXES
from migkg.queries import Query

HERE = Path(__file__).parent
COMPETENCY = queries.shipped("competency")
QUALITY = queries.shipped("quality")
EVERY = (*COMPETENCY, *QUALITY)

PREFIX = re.compile(r"^PREFIX ([\w-]+): <([^>]*)>$", re.MULTILINE)
AGGREGATE = re.compile(r"\([^()]*(?:\([^()]*(?:\([^()]*\))?[^()]*\))[^()]* AS \?\w+\)")


def body(query: Query) -> str:
    """Return a query without header, comments and prefixes."""
    return re.sub(r"^(?:#|PREFIX ).*\n?", "", query.text, flags=re.MULTILINE)


@pytest.mark.parametrize("query", EVERY, ids=lambda query: query.name)
def test_it_asks_a_question_under_tags(query: Query) -> None:
    assert query.question.endswith("?")
    assert query.tags
    assert len(set(query.tags)) == len(query.tags)


def test_there_are_enough_questions_each_with_its_number() -> None:
    numbers = [int(query.name[2:4]) for query in COMPETENCY]

    assert len(numbers) >= 30
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(re.fullmatch(r"cq\d\d_[a-z0-9_]+", query.name) for query in COMPETENCY)


@pytest.mark.parametrize("attribute", ["name", "question"])
def test_no_two_are_alike(attribute: str) -> None:
    counted = Counter(getattr(query, attribute) for query in EVERY)

    assert [value for value, number in counted.items() if number > 1] == []


@pytest.mark.parametrize("query", EVERY, ids=lambda query: query.name)
def test_it_parses_and_selects(query: Query) -> None:
    found = ox.Store().query(query.text, use_default_graph_as_union=True)

    assert isinstance(found, ox.QuerySolutions)


@pytest.mark.parametrize("query", EVERY, ids=lambda query: query.name)
def test_prefixes_are_ours_and_used(query: Query) -> None:
    text = body(query)
    declared = PREFIX.findall(query.text)

    assert declared == sorted(declared)
    assert [name for name, _ in declared if not re.search(rf"(?<![\w?-]){name}:", text)] == []
    for name, iri in declared:
        known = PREFIXES.get(name)
        assert iri == known or (known is None and iri.startswith(DEFAULT_BASE))


@pytest.mark.parametrize("query", COMPETENCY, ids=lambda query: query.name)
def test_the_order_of_its_rows_is_total(query: Query) -> None:
    head, _, rest = body(query).partition(" WHERE {")
    order = rest.rpartition("ORDER BY ")[2]
    by_itself = set(re.findall(r"\?(\w+)", AGGREGATE.sub("", head)))

    assert "ORDER BY" in rest
    assert by_itself - set(re.findall(r"\?(\w+)", order)) == set()


def test_every_query_has_its_folder_and_no_folder_is_left_over() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "_."}

    assert folders == {query.name for query in EVERY}
    assert [q.name for q in COMPETENCY if not (HERE / q.name / "expected.csv").exists()] == []
    assert [q.name for q in QUALITY if not (HERE / q.name / "data.trig").exists()] == []
