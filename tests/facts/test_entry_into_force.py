"""Entries into force: dated ones, in three languages."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migkg.facts.instruments.entry_into_force import entries_into_force
from migkg.model import Document, Literal, SourceFile
from migkg.passages import passages
from migkg.reading import Reading

Read = Callable[..., list[Reading]]
ICRMW = (
    "International Convention on the Protection of the Rights of All Migrant Workers and Members "
    "of Their Families"
)


def found(readings: list[Reading]) -> list[tuple[str, str]]:
    return [
        (str(next(fact.values("instrument"))).removeprefix("id/instrument/"), date.lexical)
        for reading in readings
        for fact in entries_into_force(reading)
        for date in fact.values("date")
        if isinstance(date, Literal)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The {ICRMW} entered into force on 1 July 2003.", [("icrmw", "2003-07-01")]),
        (f"On 1 July 2003, the {ICRMW} entered into force.", [("icrmw", "2003-07-01")]),
        (f"The entry into force of the {ICRMW} in 2003 was welcomed.", [("icrmw", "2003")]),
        (
            (
                f"The {ICRMW} was adopted by the General Assembly in resolution 45/158 of "
                "18 December 1990 and entered into force on 1 July 2003."
            ),
            [("icrmw", "2003-07-01")],
        ),
        (
            (
                "The Domestic Workers Convention, 2011 (No. 189), which entered into force on "
                "5 September 2013, protects them."
            ),
            [("ilo-c189", "2013-09-05")],
        ),
        (
            (
                "La Convention relative aux droits de l'enfant est entrée en vigueur le "
                "2 septembre 1990."
            ),
            [("crc", "1990-09-02")],
        ),
        (
            "La Convención sobre los Derechos del Niño entró en vigor el 2 de septiembre de 1990.",
            [("crc", "1990-09-02")],
        ),
        (f"The {ICRMW} will enter into force on 1 July 2003.", []),
        (f"The {ICRMW} entered into force.", []),
        (f"If the {ICRMW} entered into force in 2003, States would act.", []),
        (f"The {ICRMW} was adopted on 18 December 1990.", []),
    ],
)
def test_sentence_dates_an_entry_into_force(
    read: Read, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(read(text, kind="Report")) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    source = SourceFile("any.txt", text, "0" * 64, "plain")
    document = Document("any", "Report", 0, len(text), source)

    assert found([Reading(document, tuple(passages(document)), ())]) == []
