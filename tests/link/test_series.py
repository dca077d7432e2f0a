"""Which meeting of a series is meant."""

from collections.abc import Callable

import pytest

from migkg.link.marked import Marked, parse


@pytest.mark.parametrize(
    "text",
    [
        "the [2013 High-level Dialogue|event/hld-2013] begins",
        (
            "the first [High-level Dialogue on International Migration and Development"
            "|event/hld-2006] "
            "in 2006 and the second [High-level Dialogue|event/hld-2013]"
        ),
        (
            "The annual [Coordination Meeting on International Migration"
            "|event/coordination-meeting] "
            "and the [Tenth Coordination Meeting|event/coordination-meeting-2012]"
        ),
        (
            "The [Global Forum on Migration and Development|organization/gfmd] is a process; "
            "the [Mauritius GFMD|event/gfmd-2012] was a meeting, as was "
            "[GFMD 2014|event/gfmd-2014]."
        ),
        (
            "The second [High-level Dialogue on International Migration and Development"
            "|event/hld-2013]"
            " ([HLD|event/hld-2013]) was held. The first was in 2006."
        ),
    ],
)
def test_a_year_an_ordinal_or_the_host_tells_the_meeting(
    linked: Callable[..., Marked], text: str
) -> None:
    assert str(linked(parse(text).text)) == text


def test_a_roman_number_makes_a_meeting_of_a_process(linked: Callable[..., Marked]) -> None:
    seen = linked("durante la XVIII Conferencia Suramericana sobre Migraciones en Sucre", "es")
    (begin, end, ref) = seen.mentions[0]
    assert seen.text[begin:end].startswith("XVIII")
    assert ref.startswith("event/")
