"""ILO instruments by number."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("ILO Conventions Nos. [97] and [143]", ["ilo-c097", "ilo-c143"]),
        ("the ILO [Convention No. 189] on domestic workers", ["ilo-c189"]),
        ("ILO [C189] and [R201]", ["ilo-c189", "ilo-r201"]),
        ("de la OIT, [Convenio núm. 97]", ["ilo-c097"]),
    ],
)
def test_several_are_named_by_their_numbers_one_with_its_word(
    mentions: Callable[..., list], bracketed: Callable[..., str], text: str, refs: list[str]
) -> None:
    assert bracketed("ilo-number", text) == text
    plain = text.replace("[", "").replace("]", "")
    found = mentions("ilo-number", plain)
    assert [m.hint("ref") for m in found] == [f"id/instrument/{ref}" for ref in refs]


def test_a_convention_s_number_means_nothing_outside_labour(mentions: Callable[..., list]) -> None:
    assert mentions("ilo-number", "Convention No. 108 on data protection") == []
