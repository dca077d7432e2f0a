"""Plain text: what is decoded is not touched."""

import pytest

from migkg.errors import UnreadableFileError
from migkg.read import plain

TEXT = "14.  By June 2012,\r\n\r\n\x0c83 États “parties”\u2028\ttab  \n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_stays_as_it_is(encoding: str) -> None:
    assert plain.read(TEXT.encode(encoding), "a.txt").text == TEXT


def test_form_feeds_begin_pages() -> None:
    content = plain.read(b"one\n\ftwo\n\fthree", "a.txt")

    assert [content.text[at:][:3] for at in content.pages] == ["one", "two", "thr"]


def test_another_encoding_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableFileError) as raised:
        plain.read("one\ntwo États".encode("cp1252"), "a.txt")

    assert str(raised.value) == (
        "a.txt: is not UTF-8 (byte 0xc9 in line 2); convert it, for example: "
        "iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        b"PK\x03\x04" + bytes(range(32)) * 4,
        b"abc\x00def",
        b"\xff\xfea",
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"binary|not the UTF-16"):
        plain.read(data, "a.txt")
