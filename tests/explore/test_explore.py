"""Questions to begin with have the answer that a person reads off the sources, for any values."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg import parameters, queries, search, store
from migkg.namespaces import BASE
from migkg.queries import Query
from migkg.search import things
from migkg.store import Store

HERE = Path(__file__).parent
SHIPPED = queries.shipped("explore")


@pytest.fixture(scope="module")
def opened(built_store: Path) -> Iterator[Store]:
    with store.opened(built_store) as opened:
        yield opened


def rows(opened: Store, query: Query, **given: list[str]) -> tuple[list[str], list[list[str]]]:
    index = search.opened(opened.build)
    text = parameters.filled(
        query.text, query.parameters, given, lambda one, value: things.thing(index, one, value)
    )
    found = opened.query(text)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    cells = [[row[name] for name in names] for row in found]
    return names, [
        [term.value.removeprefix(BASE) if isinstance(term, ox.NamedNode | ox.Literal) else ""
         for term in row]
        for row in cells
    ]  # fmt: skip


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_answer_is_what_the_sources_say(query: Query, opened: Store) -> None:
    with (HERE / query.name / "expected.csv").open(encoding="utf-8", newline="") as file:
        columns, *expected = csv.reader(file)
    names, found = rows(opened, query)

    places = [names.index(column) for column in columns]
    assert [[row[place] for place in places] for row in found] == expected != []


@pytest.mark.parametrize("query", SHIPPED, ids=lambda query: query.name)
def test_nothing_is_answered_from_an_empty_graph(query: Query) -> None:
    found = store.ask(ox.Store(), query.text)
    assert isinstance(found, ox.QuerySolutions)
    assert list(found) == []


@pytest.mark.parametrize(
    ("instrument", "by", "number"),
    # Egypt was the first, on 19 February 1993; the report A/67/254 counts 46 for June 2012.
    [
        ("icrmw", "2012-06", 46),
        ("ICRMW", "1993-02-18", 0),
        ("Convention on migrant workers", "1993-02-19", 1),
    ],
)
def test_who_was_bound_by_a_day(instrument: str, by: str, number: int, opened: Store) -> None:
    query = queries.find("bound_by_a_date")

    assert len(rows(opened, query, instrument=[instrument], by=[by])[1]) == number


def test_who_spoke_for_a_body_in_any_year(opened: Store) -> None:
    query = queries.find("spoken_for")
    names, found = rows(opened, query, **{"for": ["GMG"], "year": [""]})
    speakers = {row[names.index("name")] for row in found}

    assert "Anthony Lake" in speakers
    assert rows(opened, query, **{"for": ["GMG"], "year": ["1999"]})[1] == []


def test_only_some_acts(opened: Store) -> None:
    query = queries.find("spoken_for")
    names, found = rows(opened, query, act=["concept/act/reiterates", "agrees"])
    _, one = rows(opened, query, act=["reiterates"])

    assert [row[names.index("act")] for row in found] == [
        "concept/act/agrees",
        "concept/act/reiterates",
    ]
    assert [row[names.index("act")] for row in one] == ["concept/act/reiterates"]


@pytest.mark.parametrize(
    ("name", "parameter", "value", "message"),
    [
        ("spoken_for", "for", "Atlantis", "is not the IRI, code or name of a thing"),
        ("spoken_for", "for", "instrument/icrmw", "is no State or Organization"),
        ("bound_by_a_date", "instrument", "Convention", "the nearest: "),
        ("cq13_gmg_members", "group", "state/mex", "state/mex is no Organization"),
    ],
)
def test_what_is_not_known_is_told(
    name: str, parameter: str, value: str, message: str, opened: Store
) -> None:
    with pytest.raises(parameters.ParameterError, match=message):
        rows(opened, queries.find(name), **{parameter: [value]})
