"""One person under several spellings."""

from collections.abc import Callable

import pytest

from migkg.link.marked import Marked
from migkg.link.persons import matches_surname, name_words, same_person, surname


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("William Swing", "William Lacy Swing", True),
        ("Rafael Fernández", "Rafael Fernandez de Castro", True),
        ("John Kerry", "John Connell", False),
        ("Swing", "William Swing", False),
        ("J. Ashe", "John Ashe", False),
        ("Abdelhamid EL JAMRI", "Abdelhamid El Jamri", True),
    ],
)
def test_two_full_names_are_one_person_s_if_no_word_differs(
    one: str, other: str, same: bool
) -> None:
    assert same_person(one, other) is same


def test_particles_belong_to_a_surname() -> None:
    assert surname("Abdelhamid EL JAMRI") == "el jamri"
    assert matches_surname("Fernández de Castro", "Rafael Fernández de Castro")
    assert not matches_surname("Castro Rafael", "Rafael Castro")
    assert name_words("O. Álvarez") == ("o", "alvarez")


@pytest.mark.parametrize("title", ["Mr. ", "DG ", "Ambassador ", ""])
def test_a_surname_means_the_person_named_in_full(
    linked: Callable[..., Marked], title: str
) -> None:
    seen = linked(f"Ms. Amelia Nowhere spoke; there {title}Nowhere left.")
    assert [ref for _, _, ref in seen.mentions] == ["person/amelia-nowhere"] * 2


def test_a_surname_of_two_words_means_the_person_too(linked: Callable[..., Marked]) -> None:
    seen = linked("El Sr. Marcelo Nadie Casaubón habló; luego Nadie Casaubón salió.", "es")
    assert [ref for _, _, ref in seen.mentions] == ["person/marcelo-nadie-casaubon"] * 2


def test_two_people_of_one_surname_are_not_confused(linked: Callable[..., Marked]) -> None:
    seen = linked("Ms. Amelia Nowhere and Mr. Daniel Nowhere spoke. Then Nowhere left.")
    assert {ref for _, _, ref in seen.mentions} == {
        "person/amelia-nowhere",
        "person/daniel-nowhere",
    }
    assert len(seen.mentions) == 2
