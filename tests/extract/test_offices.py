"""Presidencies named with a session."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the [President of the sixty-first session of the General Assembly] has the honour", "en"),
        ("the [President of the 72nd General Assembly] spoke", "en"),
        ("le [Président de la 65e session de l'Assemblée générale] parle", "fr"),
    ],
)
def test_the_session_is_part_of_the_office_s_title(
    mentions: Callable[..., list], bracketed: Callable[..., str], text: str, language: str
) -> None:
    assert bracketed("office-of-session", text, language) == text
    plain = text.replace("[", "").replace("]", "")
    (found,) = mentions("office-of-session", plain, language)
    assert found.hint("ref") == "id/office/president-of-the-general-assembly"


def test_a_president_of_a_state_holds_no_such_office(mentions: Callable[..., list]) -> None:
    assert mentions("office-of-session", "the President of the Republic of Malta") == []
