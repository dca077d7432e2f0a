"""Names that no authority file knows, by their head nouns."""

from collections.abc import Callable

import pytest

from migkg.extract.capitalized import head_noun


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the [Ministry of Labour and Social Affairs] met", "organization"),
        ("The [Ministry of Expatriates' Welfare and Overseas Employment] works", "organization"),
        ("the [Foreign Employment Promotion Board] and others", "organization"),
        ("the 65th Annual Session of the [Caden Industry Board] on item 5", "organization"),
        ("Director of the [Nowhere Policy Institute]", "organization"),
        ("the [Committee on Civil Order, Justice and Home Affairs] on it", "organization"),
        ("the [Nowhere Development Plan for Africa] was presented", "instrument"),
        ("The [Central Bank of Kenya] estimates", "organization"),
        ("In Nepal, the [Foreign Employment Act] of 2007", "instrument"),
        ("The [Abidjan Declaration] was adopted", "instrument"),
        ("the [Nowhere Programme of Action] was adopted", "instrument"),
        ("the [Nowhere Talent Mobility Project] began", "initiative"),
    ],
)
def test_the_head_noun_tells_the_kind(
    mentions: Callable[..., list], bracketed: Callable[..., str], text: str, kind: str
) -> None:
    assert bracketed("capitalized-name", text) == text
    plain = text.replace("[", "").replace("]", "")
    assert [m.kind for m in mentions("capitalized-name", plain)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "the Joint Declaration and the Final Report",
        "the Permanent Mission of Jordan to the United Nations",
        "at the United Nations Conference Centre, Bangkok",
        "PROMOTION AND PROTECTION OF THE COMMITTEE",
        "la Secretaría Técnica de la Conferencia",
        "the Committee and the Board",
    ],
)
def test_a_head_noun_alone_or_a_common_phrase_names_nothing(
    bracketed: Callable[..., str], text: str
) -> None:
    assert bracketed("capitalized-name", text) == text


def test_french_names_have_their_head_noun_first() -> None:
    assert head_noun("Conseil de la communauté") == "conseil"
    assert head_noun("Nothing at All") == ""
