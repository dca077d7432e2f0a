"""Known entities under a wording that no label has."""

import pytest

from migkg.link.authority import load_authority
from migkg.link.similar import words_of
from migkg.model import Mention


def mention(form: str, kind: str, language: str = "en") -> Mention:
    return Mention(0, len(form), form, kind, form, "capitalized-name", 1, language)


@pytest.mark.parametrize(
    ("form", "kind", "language", "ref"),
    [
        ("International Organization on Migration", "organization", "en", "id/organization/iom"),
        (
            "Convención de la Protección de los Derechos Humanos de los Trabajadores Migrantes",
            "instrument",
            "es",
            "id/instrument/icrmw",
        ),
        (
            "International Convention for the Protection of the Rights of Migrant Workers",
            "instrument",
            "en",
            "id/instrument/icrmw",
        ),
    ],
)
def test_the_words_that_carry_a_name_tell_the_entity(
    form: str, kind: str, language: str, ref: str
) -> None:
    assert load_authority().similar.find(mention(form, kind, language)) == ref


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Ministry of Labour and Social Affairs", "organization"),
        ("Nowhere Convention on the Rights of Robots", "instrument"),
        ("Migration Foundation", "organization"),
        ("International Organization on Migration", "person"),
    ],
)
def test_a_name_that_shares_little_stays_unknown(form: str, kind: str) -> None:
    assert load_authority().similar.find(mention(form, kind)) is None


def test_small_words_carry_nothing() -> None:
    assert words_of("of the United Nations") == frozenset()
