"""Rows of capitalized words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.extract.words import sequences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2005 the Ministry of Labour and Health met.", ["Ministry of Labour and Health"]),
        ("ainsi que l'Union Africaine, la", ["Union Africaine"]),
        ("Recalling the Charter of Rights", ["Charter of Rights"]),
        ("Members of their Families met", ["Members of their Families"]),
        ("nothing here", []),
    ],
)
def test_a_row_holds_capitalized_words_and_what_joins_them(text: str, found: list[str]) -> None:
    assert [text[begin:end] for begin, end in sequences(text)] == found


@given(st.text(max_size=200))
def test_rows_lie_apart_and_begin_with_a_capital(text: str) -> None:
    at = 0
    for begin, end in sequences(text):
        assert at <= begin < end <= len(text)
        at = end
