"""Resolutions and decisions cited by number."""

from collections.abc import Callable

import pytest

Extract = Callable[..., list]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("General Assembly [resolution 63/225]", ["a-res-63-225"]),
        ("resolution 2006/2 of the Commission on Population and Development", None),
        ("General Assembly [resolutions 65/190] and [66/128]", ["a-res-65-190", "a-res-66-128"]),
        (
            "its [resolutions 58/208] of 23 December 2003, [59/241] of 2 May 2004 and [60/227]",
            ["a-res-58-208", "a-res-59-241", "a-res-60-227"],
        ),
        ("Security Council [resolution 1325 (2000)]", ["s-res-1325-2000"]),
        ("[resolution 217 A (III)] of 10 December 1948", ["a-res-217-a-iii"]),
        ("Economic and Social Council [decision 2014/254]", ["e-dec-2014-254"]),
        ("Human Rights Council [resolution 17/22]", ["a-hrc-res-17-22"]),
        (
            "Human Rights Council [resolutions 5/1], on its institutions, and [5/2], on conduct",
            ["a-hrc-res-5-1", "a-hrc-res-5-2"],
        ),
    ],
)
def test_each_number_is_one_mention(
    mentions: Extract, bracketed: Callable[..., str], text: str, refs: list[str] | None
) -> None:
    if refs is None:
        found = mentions("resolution-number", text)
        assert [m.anchor for m in found] == ["resolution 2006/2"]
        assert found[0].hint("ref").startswith("id/instrument/commission-on-population")
        return
    assert bracketed("resolution-number", text) == text
    plain = text.replace("[", "").replace("]", "")
    found = mentions("resolution-number", plain)
    assert [m.hint("ref") for m in found] == [f"id/instrument/{ref}" for ref in refs]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("la [résolution 67/219] de l'Assemblée générale", "fr"),
        ("aux [résolutions 61/208] et [63/225]", "fr"),
        ("sus [resoluciones 58/208], de 23 de diciembre de 2003, y [59/241]", "es"),
        ("las resoluciones del Consejo [32/14], de 1 de julio de 2016, y [33/7]", "es"),
        ("la [resolución 73/195] de la Asamblea General", "es"),
    ],
)
def test_french_and_spanish_resolutions_are_found(
    bracketed: Callable[..., str], text: str, language: str
) -> None:
    assert bracketed("resolution-number", text, language) == text


def test_the_council_of_a_council_resolution_is_the_one_named_before(mentions: Extract) -> None:
    text = "The Human Rights Council met. It recalled Council resolutions 8/10 and 17/12."
    found = mentions("resolution-number", text)
    assert [m.hint("ref") for m in found] == [
        "id/instrument/a-hrc-res-8-10",
        "id/instrument/a-hrc-res-17-12",
    ]


def test_a_decision_of_a_conference_of_the_parties_is_its_own(mentions: Extract) -> None:
    (found,) = mentions("resolution-number", "recalling decision 1/CP.16")
    assert found.anchor == "decision 1/CP.16"


def test_a_resolution_without_a_number_is_no_mention(mentions: Extract) -> None:
    assert mentions("resolution-number", "General Assembly resolutions on migrants") == []
