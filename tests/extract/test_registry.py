"""Extractors by name."""

import pytest

from migkg.errors import UnknownNameError
from migkg.extract.registry import extractors, named
from migkg.link.candidates import RANK


def test_every_extractor_has_a_rank_for_overlaps() -> None:
    assert set(extractors()) == set(RANK)


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="document-symbol"):
        named("no-such-extractor")
