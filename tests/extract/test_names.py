"""Known names in the forms that texts give them."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The [2013 High-level Dialogue] comes at a crucial time.", "en"),
        ("one year before the first [High-level Dialogue] met", "en"),
        ("The [Republic of Guyana] and the [State of Kuwait] applied.", "en"),
        ("[Georgia], [Jordan] and [Chad] host refugees.", "en"),
        ("The [Mauritius GFMD] drew many.", "en"),
        ("the [World Migration Report 2018] was published", "en"),
        ("migration from the [South] to the [North]", "en"),
        ("le [Royaume du Maroc] et la [République du Niger]", "fr"),
        ("la [Convention de Genève de 1951] protège", "fr"),
        ("durante la [XVIII Conferencia Suramericana sobre Migraciones] en Sucre", "es"),
        ("la [República de Cuba] y el [Reino de España]", "es"),
    ],
)
def test_years_numbers_and_forms_of_state_belong_to_the_name(
    bracketed: Callable[..., str], text: str, language: str
) -> None:
    assert bracketed("name", text, language) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dutch and Moroccan migrants travelled south.", "en"),
        ("World leaders met in the developing countries.", "en"),
        ("la Guerra del Golfo en los años noventa", "es"),
        ("en Santiago de Chile", "es"),
        ("US$ 440 billion", "en"),
        ("an Assistant Secretary-General and the Secretary-General of Nowhere", "en"),
        ("le Secrétaire général adjoint", "fr"),
    ],
)
def test_adjectives_and_parts_of_other_names_are_no_names(
    bracketed: Callable[..., str], text: str, language: str
) -> None:
    assert bracketed("name", text, language) == text


def test_the_year_of_a_host_s_meeting_is_known(mentions: Callable[..., list]) -> None:
    found = mentions("name", "The Mauritius GFMD drew many.")
    assert ("Mauritius GFMD", "2012") in [(m.anchor, m.hint("year")) for m in found]
