"""Ministries in French and Spanish."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le [Ministère des affaires étrangères] du Sénégal, M. Ba", "fr"),
        ("le [ministère de l'emploi], qui", "fr"),
        ("La [Secretaría de Relaciones Exteriores] de México y el INM", "es"),
    ],
)
def test_the_state_of_a_ministry_stands_outside_its_name(
    bracketed: Callable[..., str], text: str, language: str
) -> None:
    assert bracketed("ministry", text, language) == text


def test_an_english_text_is_left_to_the_capitals(mentions: Callable[..., list]) -> None:
    assert mentions("ministry", "le ministère de l'emploi, qui", "en") == []
