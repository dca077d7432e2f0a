"""Ordinal numbers in three languages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.extract.ordinals import PATTERN, ordinal, roman


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sixty-fifth", 65),
        ("Thirty-Fourth", 34),
        ("one hundred and third", 103),
        ("première", 1),
        ("soixante-dix-septième", 77),
        ("quatre-vingt-unième", 81),
        ("vigésimo primer", 21),
        ("septuagésima", 70),
        ("11e", 11),
        ("XVIII", 18),
    ],
)
def test_an_ordinal_is_read(text: str, number: int) -> None:
    assert ordinal(text) == number


def test_a_word_that_is_none_is_not_read() -> None:
    assert ordinal("annual") is None


@given(st.integers(1, 199))
def test_figures_with_a_suffix_are_matched_and_read(number: int) -> None:
    assert re.fullmatch(PATTERN, f"{number}th")
    assert ordinal(f"{number}th") == number


@pytest.mark.parametrize(("text", "number"), [("IV", 4), ("IX", 9), ("XLIV", 44), ("LX", 60)])
def test_a_roman_numeral_is_read(text: str, number: int) -> None:
    assert roman(text) == number
