"""Short forms that hold only in context, and acronyms a document defines."""

from collections.abc import Callable

import pytest

from migkg.link.marked import Marked, parse

Linker = Callable[..., Marked]


def agrees(linked: Linker, text: str, language: str = "en") -> None:
    assert str(linked(parse(text).text, language)) == text


@pytest.mark.parametrize(
    "text",
    [
        # The nearest name before that has the short form.
        (
            "The [Global Forum on Migration and Development|organization/gfmd] met. "
            "The [Forum|organization/gfmd] agreed."
        ),
        (
            "The [Human Rights Council|organization/human-rights-council] met. "
            "Yesterday's [Council|organization/human-rights-council] session closed."
        ),
        (
            "The [IOM Council|organization/iom-council] met; our last "
            "[Council|organization/iom-council] meeting was long."
        ),
        # A post or a resolution's number may follow.
        (
            "The [Human Rights Committee|organization/human-rights-committee] met. Ms. "
            "[Ana Ruiz|person/ana-ruiz], [Committee|organization/human-rights-committee] "
            "Chairperson, spoke."
        ),
        # The only board whose parent is named.
        (
            "The [International Labour Organization|organization/ilo] and its "
            "[Governing Body|organization/ilo-governing-body] agreed."
        ),
        # What everybody in the United Nations takes for known.
        "The [Assembly|organization/general-assembly] may wish to act.",
        # The head of another name is no short form.
        (
            "The [Human Rights Council|organization/human-rights-council] met the "
            "[Council of Elders|organization/council-of-elders]."
        ),
    ],
)
def test_a_short_form_means_what_was_named(linked: Linker, text: str) -> None:
    agrees(linked, text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            (
                "Le [Conseil des droits de l'homme|organization/human-rights-council] siège. "
                "Le [Conseil|organization/human-rights-council] a adopté le texte."
            ),
            "fr",
        ),
        ("La Conférence ministérielle s'est tenue hier.", "fr"),
        ("El Consejo regional se reunió ayer.", "es"),
    ],
)
def test_short_forms_hold_in_french_and_spanish(linked: Linker, text: str, language: str) -> None:
    agrees(linked, text, language)


def test_the_committee_of_nobody_is_no_mention(linked: Linker) -> None:
    assert linked("The Committee and the Convention are short forms.").mentions == ()


def test_an_acronym_behind_a_name_stands_for_it(linked: Linker) -> None:
    text = (
        "The [Nowhere Diaspora Foundation|organization/nowhere-diaspora-foundation] "
        "([NDF|organization/nowhere-diaspora-foundation]) grew. "
        "[NDF|organization/nowhere-diaspora-foundation] members met."
    )
    agrees(linked, text)


def test_who_presides_is_named_where_it_is_clear_over_what(linked: Linker) -> None:
    clear = linked("Mr. President, Mr. Secretary-General, I thank you.")
    assert [ref for _, _, ref in clear.mentions] == [
        "office/president-of-the-general-assembly",
        "office/secretary-general",
    ]
    assert linked("Mr. President, I thank you.").mentions == ()


def test_an_office_named_by_a_short_form_is_the_one_named_most(linked: Linker) -> None:
    seen = linked(
        "The Special Rapporteur on the human rights of migrants went to Mali. The Special "
        "Rapporteur on the human rights of migrants met the Special Rapporteur on torture. "
        "The Special Rapporteur returned."
    )
    assert seen.mentions[-1][2] == "office/special-rapporteur-on-the-human-rights-of-migrants"
