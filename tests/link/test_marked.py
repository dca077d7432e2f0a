"""The bracket notation of linked texts."""

from hypothesis import given
from hypothesis import strategies as st

from migkg.link.marked import Marked, parse


@given(st.lists(st.tuples(st.text("ab ,"), st.text("cd", min_size=1), st.text("ef"))))
def test_what_is_written_is_read_again(parts: list[tuple[str, str, str]]) -> None:
    written = "".join(f"{before}[{anchor}|{ref}]" for before, anchor, ref in parts)
    assert str(parse(written)) == written


def test_white_space_can_be_made_plain() -> None:
    assert str(Marked("the\nGlobal  Forum", ((4, 17, "x"),)).plain) == "the [Global Forum|x]"
