"""Numbered parts of a meeting."""

from collections.abc import Callable

import pytest

from migkg.extract.event_parts import ordinal_part, part_key, session_key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Panel One: The contribution", "panel-1"),
        ("Round table IV", "round-table-4"),
        ("Table ronde 2", "round-table-2"),
        ("Mesa redonda tres", "round-table-3"),
        ("Opening", ""),
    ],
)
def test_a_part_has_a_key_of_kind_and_number(title: str, key: str) -> None:
    assert part_key(title) == key


def test_only_a_capitalized_part_is_a_name(bracketed: Callable[..., str]) -> None:
    text = "[Round table 1] focused on effects; each round table 2 hours long."
    assert bracketed("event-part", text) == text


def test_an_unnumbered_part_is_told_by_its_first_words() -> None:
    assert session_key("Closing remarks by the Chair") == "closing-remarks"
    assert ordinal_part("second round table") == "round-table-2"
