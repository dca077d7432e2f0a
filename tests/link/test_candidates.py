"""Overlapping claims on the same characters."""

from collections.abc import Callable

import pytest

from migkg.link.marked import Marked, parse


@pytest.mark.parametrize(
    "text",
    [
        # A name inside a longer name is none.
        (
            "the [ILO Regional Office for Asia and the Pacific"
            "|organization/ilo-regional-office-for-asia-and-the-pacific] met"
        ),
        "the [United Nations Country Team|organization/united-nations-country-team] met",
        # Two names side by side are two.
        (
            "[General Assembly|organization/general-assembly] "
            "[resolution 63/225|instrument/a-res-63-225]"
        ),
        (
            "the [sixty-fifth session|event/general-assembly-65] of the "
            "[General Assembly|organization/general-assembly]"
        ),
        "Government of [Belgium|state/bel] and [Belgium|state/bel]'s aid",
        # An office's title is the office only.
        "the [President of the General Assembly|office/president-of-the-general-assembly] spoke",
        # A post that is no known office is none; the State or body in it is.
        (
            "Permanent Representative of [Ecuador|state/ecu] to the "
            "[United Nations|organization/united-nations]"
        ),
    ],
)
def test_the_longest_claim_wins(linked: Callable[..., Marked], text: str) -> None:
    assert str(linked(parse(text).text)) == text
