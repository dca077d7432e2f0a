"""To which meeting a round table belongs."""

from collections.abc import Callable

from migkg.link.marked import Marked


def test_a_round_table_belongs_to_the_meeting_named_before(linked: Callable[..., Marked]) -> None:
    seen = linked("At the 2006 High-level Dialogue, Round table 1 focused on development.")
    assert [ref for _, _, ref in seen.mentions] == [
        "event/hld-2006",
        "event/hld-2006-round-table-1",
    ]


def test_a_round_table_of_no_known_meeting_is_no_mention(linked: Callable[..., Marked]) -> None:
    assert linked("Round table 1 focused on development.").mentions == ()
