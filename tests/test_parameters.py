"""Values are put into queries as terms, never as text; what does not fit is told in one line."""

import re
from itertools import product

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg import parameters, queries
from migkg.parameters import ParameterError, filled
from migkg.queries import Query

WITH_PARAMETERS = [query for query in queries.shipped() if query.parameters]
ECHO = queries.parse(
    '#+ param: text string* "A text."\n'
    '#+ param: year gYear? "A year."\n'
    "SELECT ?text ?year WHERE {\n"
    '  VALUES ?text { "as it is" }\n'
    '  VALUES ?year { "2011"^^<http://www.w3.org/2001/XMLSchema#gYear> }\n'
    "}"
)


def thing(parameter: parameters.Parameter, text: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://example.org/{text}")


def answer(query: Query, **given: list[str]) -> list[tuple[str | None, ...]]:
    text = filled(query.text, query.parameters, given, thing)
    found = ox.Store().query(text)
    assert isinstance(found, ox.QuerySolutions)
    rows = [tuple(row[name] for name in ("text", "year")) for row in found]
    return [tuple(term.value if isinstance(term, ox.Literal) else None for term in row)
            for row in rows]  # fmt: skip


@given(st.lists(st.text(min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=3))
def test_a_text_arrives_as_it_was_given(texts: list[str]) -> None:
    wanted = [text.strip() for text in texts]
    if any("\ud800" <= char <= "\udfff" for text in wanted for char in text):
        return
    assert [row[0] for row in answer(ECHO, text=texts)] == wanted


def test_a_text_that_looks_like_a_query_is_a_text() -> None:
    text = '"} ; SELECT * { ?s ?p ?o } #\\" <http://a> \n VALUES ?text { "x" }'

    assert answer(ECHO, text=[text]) == [(text, "2011")]


def test_values_that_are_not_given_stay() -> None:
    assert answer(ECHO) == [("as it is", "2011")]
    assert answer(ECHO, text=[""]) == [("as it is", "2011")]


def test_what_may_be_left_open_is_left_open() -> None:
    assert answer(ECHO, year=[""]) == [("as it is", None)]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": ["x"]}, "no parameter named 'name'; there are: text, year"),
        ({"year": ["11"]}, "year: '11' is not a year such as 2012"),
        ({"year": ["2011", "2012"]}, "year: one value is taken, and 2 are given"),
        ({"text": ["x"] * 51}, "text: at most 50 values"),
    ],
)
def test_what_does_not_fit_is_told(given: dict[str, list[str]], message: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)):
        answer(ECHO, **given)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2012", "2012-12-31"),
        ("date", "2012-02", "2012-02-29"),
        ("date>", "2012-02", "2012-02-01"),
        ("date", "2012-06-30", "2012-06-30"),
        ("integer", "-7", "-7"),
        ("decimal", "1.5", "1.5"),
        ("boolean", "1", "true"),
        ("language", "pt-BR", "pt-br"),
        ("enum(a|b)", "b", "b"),
    ],
)
def test_a_value_is_read_by_its_type(kind: str, text: str, value: str) -> None:
    read = parameters.parse(f'one {kind} "Why."').read(text)

    assert isinstance(read, ox.Literal)
    assert read.value == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "2012-13"),
        ("date", "2011-02-29"),
        ("date", "0000"),
        ("integer", "1.5"),
        ("integer", "٣"),
        ("decimal", "1e3"),
        ("boolean", "yes"),
        ("gYear", "20123"),
        ("language", "<en>"),
        ("enum(a|b)", "c"),
    ],
)
def test_a_value_of_another_type_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ParameterError, match="one: "):
        parameters.parse(f'one {kind} "Why."').read(text)


@given(st.sampled_from(["date", "integer", "decimal", "boolean", "gYear", "language"]), st.text())
def test_no_text_is_more_than_one_term(kind: str, text: str) -> None:
    parameter = parameters.parse(f'one {kind} "Why."')
    try:
        value = parameter.read(text)
    except ParameterError:
        return
    query = parameters.put("SELECT ?one {\n VALUES ?one { 1 }\n}", parameter, [value])
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    assert [row["one"] for row in found] == [value]


def test_a_line_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="no parameter"):
        queries.parse("#+ param: year\nASK {}")


@pytest.mark.parametrize("query", WITH_PARAMETERS, ids=lambda query: query.name)
def test_shipped_parameters_have_their_place_and_can_be_changed(query: Query) -> None:
    names = [one.name for one in query.parameters]
    assert len(set(names)) == len(names)
    for one, value in product(query.parameters, ["http://example.org/x"]):
        now = parameters.default(query.text, one)
        assert now or one.open, "a parameter that cannot be left open has a value"
        assert len(now) < 2 or one.many
        assert one.explanation.endswith(".")
        assert parameters.default(parameters.put(query.text, one, now), one) == now
        changed = parameters.put(query.text, one, [ox.NamedNode(value)])
        assert parameters.default(changed, one) == [ox.NamedNode(value)]
        ox.Store().query(changed, use_default_graph_as_union=True)


@pytest.mark.parametrize("query", WITH_PARAMETERS, ids=lambda query: query.name)
def test_a_question_with_blanks_has_one_for_each_name_it_gives(query: Query) -> None:
    blanks = set(re.findall(r"\{(\w+): ", query.header.get("asks", "")))

    assert blanks <= {one.name for one in query.parameters}
    assert "{" not in queries.asks(query.header.get("asks", ""), {})
