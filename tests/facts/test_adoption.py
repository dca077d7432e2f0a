"""Adoptions, in sentences of three languages."""

from collections.abc import Callable

import pytest
from tests.facts.telling import told

from migkg.facts.instruments.adoption import adoptions
from migkg.reading import Reading

Read = Callable[..., list[Reading]]
CHILD = {
    "instrument": "crc",
    "adoptedBy": "general-assembly",
    "adoptionDate": "1989-11-20",
    "adoptionKind": "adopted",
}

ADOPTIONS = {
    "1. The Convention on the Rights of the Child was adopted by the General Assembly on "
    "20 November 1989.": [CHILD],
    "1. On 20 November 1989 the General Assembly, at its forty-fourth session, adopted the "
    "Convention on the Rights of the Child.": [{**CHILD, "adoptedAt": "general-assembly-44"}],
    "1. La Convention relative aux droits de l'enfant, adoptée par l'Assemblée générale le "
    "20 novembre 1989, protège tous les enfants.": [CHILD],
    "1. La Asamblea General aprobó la Convención sobre los Derechos del Niño el 20 de noviembre "
    "de 1989.": [CHILD],
    "1. L'Assemblée générale a adopté la résolution 69/229 le 19 décembre 2014.": [
        {
            "instrument": "a-res-69-229",
            "adoptedBy": "general-assembly",
            "adoptionDate": "2014-12-19",
            "adoptionKind": "adopted",
        }
    ],
    "1. The World Health Assembly endorsed the Global Code of Practice on the International "
    "Recruitment of Health Personnel in May 2010.": [
        {
            "instrument": "who-code",
            "adoptedBy": "world-health-assembly",
            "adoptionDate": "2010-05",
            "adoptionKind": "endorsed",
        }
    ],
    "1. See General Assembly resolutions 67/172 and 67/185 of 20 December 2012.": [
        {
            "instrument": f"a-res-{number}",
            "adoptedBy": "general-assembly",
            "adoptionDate": "2012-12-20",
            "adoptionKind": "adopted",
        }
        for number in ("67-185", "67-172")
    ],
    "1. The 1951 Convention relating to the Status of Refugees remains in force.": [
        {"instrument": "refugee-convention", "adoptionDate": "1951", "adoptionKind": "adopted"}
    ],
    "1. La Convención de 1951 sobre el Estatuto de los Refugiados sigue vigente.": [
        {"instrument": "refugee-convention", "adoptionDate": "1951", "adoptionKind": "adopted"}
    ],
    "1. In 2009, Kenya and Uganda signed a Memorandum of Understanding on labour.": [
        {
            "instrument": "memorandum-of-understanding-ken-uga-2009",
            "adoptedBy": ["ken", "uga"],
            "adoptionDate": "2009",
            "adoptionKind": "signed",
        }
    ],
}

NONE = (
    # Of measures, not of the instrument beside them.
    (
        "1. The Government of Kenya adopted a policy in line with the Convention on the "
        "Rights of the "
        "Child in 2010."
    ),
    "1. In 2010, Kenya adopted legislation to implement the Convention on the Rights of the Child.",
    (
        "1. Since the adoption of the Convention on the Rights of the Child, measures "
        "adopted in 2010 "
        "have helped."
    ),
    # A State that signs a treaty is no party to its making.
    "1. Kenya signed the Convention on the Rights of the Child on 26 January 1990.",
    # Other dates of an instrument.
    "1. The Convention on the Rights of the Child entered into force on 2 September 1990.",
    "1. The Convention on the Rights of the Child must be ratified by 2015.",
    "1. States must implement the 2030 Agenda for Sustainable Development by 2030.",
    "1. The Convention on the Rights of the Child has guided policies since 2006.",
)


@pytest.mark.parametrize("text", ADOPTIONS)
def test_adoptions_are_read(text: str, read: Read) -> None:
    assert told(read(text, kind="Report", date="2020-01-01"), adoptions) == ADOPTIONS[text]


@pytest.mark.parametrize("text", NONE)
def test_other_acts_are_no_adoptions(text: str, read: Read) -> None:
    assert told(read(text, kind="Report", date="2020-01-01"), adoptions) == []
