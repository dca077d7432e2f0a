"""Numbers of parties, in sentences of three languages."""

from collections.abc import Callable

import pytest
from tests.facts.telling import told

from migkg.facts.instruments.party_count import party_counts
from migkg.reading import Reading

Read = Callable[..., list[Reading]]

COUNTS = {
    "1. By March 2010, 42 States had ratified the Convention on the Rights of the Child.": [
        {"instrument": "crc", "count": "42", "asOf": "2010-03"}
    ],
    "1. Thirty-five Governments have acceded to the Convention on the Rights of the Child.": [
        {"instrument": "crc", "count": "35"}
    ],
    "1. There were 44 States parties to the Convention on the Rights of the Child on 3 May 2011.": [
        {"instrument": "crc", "count": "44", "asOf": "2011-05-03"}
    ],
    "1. The Convention on the Rights of the Child has 193 States parties.": [
        {"instrument": "crc", "count": "193"}
    ],
    "1. En juin 2011, 45 États avaient ratifié la Convention relative aux droits de l'enfant.": [
        {"instrument": "crc", "count": "45", "asOf": "2011-06"}
    ],
    "1. La Convention relative aux droits de l'enfant a été ratifiée par 193 États.": [
        {"instrument": "crc", "count": "193"}
    ],
    "1. Hasta mayo de 2012, cuarenta y seis Estados habían ratificado la Convención sobre los "
    "Derechos del Niño.": [{"instrument": "crc", "count": "46", "asOf": "2012-05"}],
    "1. La Convención sobre los Derechos del Niño ha sido ratificada por 193 Estados.": [
        {"instrument": "crc", "count": "193"}
    ],
    "1. As at 1 July 2009, 30 countries were parties to either the Convention on the Rights of the "
    "Child or the Convention on the Elimination of All Forms of Discrimination against Women.": [
        {
            "instrument": ["crc", "cedaw"],
            "count": "30",
            "countBasis": "any",
            "asOf": "2009-07-01",
        }
    ],
    "1. The number of States parties to the Convention on the Rights of the Child rose from 160 in "
    "2007 to 167 in 2012.": [
        {"instrument": "crc", "count": "160", "asOf": "2007"},
        {"instrument": "crc", "count": "167", "asOf": "2012"},
    ],
    "1. As of 2015, 51 States had ratified the Convention on the Rights of the Child, 49 the "
    "Convention relating to the Status of Refugees, and 23 the Protocol relating to the Status of "
    "Refugees.": [
        {"instrument": "crc", "count": "51", "asOf": "2015"},
        {"instrument": "refugee-convention", "count": "49", "asOf": "2015"},
        {"instrument": "refugee-protocol", "count": "23", "asOf": "2015"},
    ],
    "1. The Convention relating to the Status of Refugees and the Protocol relating to the Status "
    "of Refugees guide the Office. By mid-2010, 147 countries had ratified either of the two "
    "international instruments.": [
        {
            "instrument": ["refugee-convention", "refugee-protocol"],
            "count": "147",
            "countBasis": "any",
            "asOf": "2010",
        }
    ],
}

NONE = (
    (
        "1. In 2010, 30 countries had adopted laws to implement the Convention on the "
        "Rights of the "
        "Child."
    ),
    "1. Twelve States reported on the Convention on the Rights of the Child in 2010.",
    "1. The Convention on the Rights of the Child was discussed by 12 States.",
    (
        "1. More than 140 migrants from 12 countries invoked the Convention on the Rights "
        "of the Child."
    ),
    "1. In 2011, 36 States had not ratified the Convention on the Rights of the Child.",
    "1. By 2010, 40 countries had ratified a number of bilateral agreements.",
    "1. Article 49 of the Convention on the Rights of the Child requires 20 ratifications.",
)


@pytest.mark.parametrize("text", COUNTS)
def test_counts_are_read_with_instruments_and_date(text: str, read: Read) -> None:
    assert told(read(text, kind="Report"), party_counts) == COUNTS[text]


@pytest.mark.parametrize("text", NONE)
def test_other_counts_are_none_of_parties(text: str, read: Read) -> None:
    assert told(read(text, kind="Report"), party_counts) == []
