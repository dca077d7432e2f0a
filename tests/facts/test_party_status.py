"""What States did about treaties: acts that are stated as done, in three languages."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migkg.facts.instruments.party_status import party_statuses
from migkg.model import Document, Literal, SourceFile
from migkg.passages import passages
from migkg.reading import Reading

Read = Callable[..., list[Reading]]
ICRMW = (
    "International Convention on the Protection of the Rights of All Migrant Workers and Members "
    "of Their Families"
)


def found(readings: list[Reading]) -> set[str]:
    return {
        " ".join(
            value.lexical if isinstance(value, Literal) else value.rpartition("/")[2]
            for _, value in fact.properties
        )
        for reading in readings
        for fact in party_statuses(reading)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ecuador ratified the {ICRMW} in 2002.", {"ecu icrmw ratification 2002"}),
        (
            f"The {ICRMW} was ratified by the Philippines in 1995.",
            {"phl icrmw ratification 1995"},
        ),
        (
            f"Mexico and the Philippines have signed and ratified the {ICRMW}.",
            {
                "mex icrmw signature",
                "mex icrmw ratification",
                "phl icrmw signature",
                "phl icrmw ratification",
            },
        ),
        (
            (
                "ILO Convention No. 189, which entered into force on 5 September 2013, has been "
                "ratified by Uruguay and Mauritius."
            ),
            {"ury ilo-c189 ratification", "mus ilo-c189 ratification"},
        ),
        (
            "In 1962, Turkey acceded to the Convention relating to the Status of Refugees.",
            {"tur refugee-convention accession 1962"},
        ),
        (
            "Argentina is a party to the Convention relating to the Status of Refugees.",
            {"arg refugee-convention consent"},
        ),
        (
            f"Uruguay became the first country to ratify the {ICRMW}.",
            {"ury icrmw ratification"},
        ),
        (
            "El Ecuador ratificó la Convención sobre los Derechos del Niño en 1990.",
            {"ecu crc ratification 1990"},
        ),
        (
            "Le Maroc a ratifié la Convention relative aux droits de l'enfant le 21 juin 1993.",
            {"mar crc ratification 1993-06-21"},
        ),
        (f"El Salvador urged all States to ratify the {ICRMW}.", set()),
        (f"Germany has not ratified the {ICRMW}.", set()),
        (f"If Germany ratified the {ICRMW}, migrants would gain.", set()),
        (f"Indonesia intends to ratify the {ICRMW}.", set()),
        (f"The Committee welcomed the prospect of ratification of the {ICRMW} by Chile.", set()),
        ("Mexico signed the Universal Declaration of Human Rights.", set()),
        (f"149 countries had ratified the {ICRMW}.", set()),
    ],
)
def test_sentence_states_an_act(read: Read, text: str, expected: set[str]) -> None:
    assert found(read(text, kind="Report")) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    source = SourceFile("any.txt", text, "0" * 64, "plain")
    document = Document("any", "Statement", 0, len(text), source)

    assert found([Reading(document, tuple(passages(document)), ())]) == set()
