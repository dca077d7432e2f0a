"""Numbered sessions of organs."""

from collections.abc import Callable

import pytest

from migkg.extract.sessions import organ_of


@pytest.mark.parametrize(
    ("text", "language", "symbol", "ref"),
    [
        ("the [sixty-fifth session] of the General Assembly", "en", "", "general-assembly-65"),
        ("The Committee against Torture held its [fortieth session].", "en", "", None),
        ("Human Rights Council [Thirty-fourth session]", "en", "", "human-rights-council-34"),
        ("at its [sixty-ninth session]", "en", "A/67/254", "general-assembly-69"),
        (
            "L'Assemblée générale a élu M. Ba Président de sa [soixante-dix-septième session].",
            "fr",
            "",
            "general-assembly-77",
        ),
        (
            "la Asamblea General, en su [septuagésimo sexto período de sesiones]",
            "es",
            "",
            "general-assembly-76",
        ),
        (
            "The International Labour Conference, meeting in its [92nd Session]",
            "en",
            "",
            "international-labour-conference-92",
        ),
    ],
)
def test_a_session_belongs_to_the_organ_that_is_named(
    mentions: Callable[..., list],
    bracketed: Callable[..., str],
    text: str,
    language: str,
    symbol: str,
    ref: str | None,
) -> None:
    assert bracketed("session", text, language, symbol) == text
    plain = text.replace("[", "").replace("]", "")
    (found,) = mentions("session", plain, language, symbol)
    if ref is not None:
        assert found.hint("ref") == f"id/event/{ref}"


def test_a_session_of_nobody_is_no_mention(mentions: Callable[..., list]) -> None:
    assert mentions("session", "at the opening of the second session after lunch") == []


def test_a_symbol_tells_the_organ() -> None:
    assert organ_of("A/HRC/17/33") == "human-rights-council"
    assert organ_of("TD/B/57/5") == ""
