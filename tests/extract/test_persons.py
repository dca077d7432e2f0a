"""Names of people, with and without a form of address."""

from collections.abc import Callable

import pytest

from migkg.extract.persons import given_names


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mr. [António GUTERRES] and Ms. [Louise Arbour] spoke.", "en"),
        ("H.E. Mr. [Luis Alfonso de Alba], Permanent Representative", "en"),
        ("the Honourable [Kamla Persad-Bissessar] chaired", "en"),
        ("Dr. the Rt. Honourable [Keith Mitchell] and Hon. [Alva Baptiste]", "en"),
        ("Messrs. [Koser] and [Chikezie] left.", "en"),
        ("STATEMENT BY H.E. MR. [MACHARIA KAMAU], AMBASSADOR", "en"),
        ("Prime Minister [Guy Verhofstadt] spoke.", "en"),
        ("President [Coleiro Preca] referred to it.", "en"),
        ("[Tarja Filatov], Minister of Labour of Finland", "en"),
        ("was chaired by [Kastriot Sulka], Deputy Minister", "en"),
        ("Secretary of Foreign Affairs [Alberto Romulo] agreed.", "en"),
        ("[JORGE VALERO] (Venezuela) said so.", "en"),
        ("[Antonio M. Lagdameo], addressed the Committee.", "en"),
        ("Mr. [Md. Delwar Hossain] spoke.", "en"),
        ("Mr. [van Oosterom] (Netherlands) and Ms. [King] (Saint Lucia)", "en"),
        ("The minister of labour of Niger, [Qwenta Mindaxou], spoke.", "en"),
        ("M. [Ban Ki-moon] et Mme [Michelle Bachelet]", "fr"),
        ("S.E. M. [Nassir Abdulaziz Al-Nasser]", "fr"),
        ("félicité par MM. [Guterres] et [Shahid]", "fr"),
        ("l'Ambassadeur [Najat El Hajjaji] de la Tunisie", "fr"),
        ("Sr. [Comănescu] (Rumania)", "es"),
        ("el Excmo. Sr. [Enrique Peña Nieto], Presidente", "es"),
        ("el canciller [David Choquehuanca] y [Leonardo Carrión]", "es"),
        ("El Gobierno de [Evo Morales] participó.", "es"),
    ],
)
def test_titles_stay_outside_a_name(
    bracketed: Callable[..., str], text: str, language: str
) -> None:
    assert bracketed("person-name", text, language) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mr. President, Excellencies, Ladies and Gentlemen,",
        "I thank you Mr. President for convening us.",
        "the Minister of Labour, Health and Welfare, spoke",
        "Human Rights Must Be Protected. Member States Agreed.",
        "held in Puerto Vallarta (Mexico) and Port Louis (Mauritius)",
        "the Abidjan Declaration and the Ministry of Labour (Canada)",
        "Thank You, Mr. Chairman.",
        "the Global Migration Group, Chair of the meeting",
    ],
)
def test_capitalized_phrases_are_no_people(bracketed: Callable[..., str], text: str) -> None:
    assert bracketed("person-name", text) == text


def test_given_names_are_compared_without_accents() -> None:
    assert {"francois", "jose"} <= given_names()


def test_a_given_name_is_no_name_of_a_state() -> None:
    assert not {"chad", "georgia", "jordan", "mali"} & given_names()
