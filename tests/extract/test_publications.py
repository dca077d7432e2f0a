"""Titles of works that are cited."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "text",
    [
        'the report entitled "[Towards a fair deal for migrant workers]" shows',
        "See World Bank, *[Migration and Remittances Factbook for Everyone]* (Washington, D.C.)",
    ],
)
def test_a_cited_title_is_found_in_a_footnote(mentions: Callable[..., list], text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    found = mentions("publication-title", plain, "en", "", "footnote")
    assert [m.anchor for m in found] == [text.split("[")[1].split("]")[0]]


@pytest.mark.parametrize(
    "text",
    [
        'agenda item 3 entitled "Promotion and protection of all human rights"',
        'resolutions 8/10 of 18 June 2008 and 26/19 of 26 June 2014 entitled "Human rights of all"',
        'He said "We have all been waiting for this".',
    ],
)
def test_quoted_words_of_other_kinds_are_no_works(mentions: Callable[..., list], text: str) -> None:
    assert mentions("publication-title", text) == []


def test_a_quoted_scheme_is_an_initiative(mentions: Callable[..., list]) -> None:
    (found,) = mentions("publication-title", 'the programme called "Return of Talent to Home"')
    assert found.kind == "initiative"
