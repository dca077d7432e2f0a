"""Clean text with the offsets of the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.views import view


@pytest.mark.parametrize(
    ("source", "clean", "notes"),
    [
        ("the **High-\nlevel  Dialogue**,¹ of", "the High-level Dialogue, of", ["1"]),
        ("rights of Women4 and", "rights of Women and", ["4"]),
        ("Discrimination,8 and", "Discrimination, and", ["8"]),
        ("in processes.12 The", "in processes. The", ["12"]),
        ("see para.4 The", "see para.4 The", []),
        ("a <i>title</i><sup>a</sup>", "a title", ["a"]),
        ("cost \\$5 ‘quoted’ “words”", "cost $5 'quoted' \"words\"", []),
        ("work\u00ading", "working", []),
        ("in 2006 and COVID19 x", "in 2006 and COVID19 x", []),
        ("cell\tnext", "cell\tnext", []),
    ],
)
def test_mark_up_goes_and_footnote_marks_are_kept_apart(
    source: str, clean: str, notes: list[str]
) -> None:
    seen = view(source, 0, len(source))
    assert seen.text == clean
    assert [mark for _, mark in seen.notes] == notes


@given(st.text(alphabet="ab *<>i/#\n\t-’4¹^.,\\$é\u00ad", max_size=80))
def test_offsets_rise_and_lead_back_to_the_source(source: str) -> None:
    seen = view(source, 0, len(source))
    assert len(seen.text) == len(seen.offsets)
    assert list(seen.offsets) == sorted(set(seen.offsets))
    assert all(0 <= offset < len(source) for offset in seen.offsets)
    for at, offset in enumerate(seen.offsets):
        assert seen.position(offset) == at
        if seen.text[at].isalnum():
            assert seen.text[at] == source[offset]


@given(st.text(alphabet="ab *\n", min_size=1, max_size=40), st.data())
def test_a_slice_is_a_view_of_its_own(source: str, data: st.DataObject) -> None:
    seen = view(source, 0, len(source))
    begin = data.draw(st.integers(0, len(seen.text)))
    end = data.draw(st.integers(begin, len(seen.text)))
    part = seen.slice(begin, end)
    assert part.text == seen.text[begin:end]
    assert part.offsets == seen.offsets[begin:end]
