"""Whatever the bytes: text, or one of our errors; and offsets that hold."""

import importlib
import io
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migkg.errors import MigkgError
from migkg.read.content import Blocks, Content, Table, join_pages, tidy

FORMATS = ("plain", "html", "akn", "docx", "pdf")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# Pieces that, thrown together, get further into a reader than noise does.
PIECES = st.sampled_from(
    """<p> </p> <table> <tr> <td colspan="3"> <td rowspan=2> <li> <ol type="i"> <ul> <sup> <br>
    <pre> &amp; &#0; &#x10ffff; <num> </num> <eop/> <authorialNote marker="1"> <noteRef href="#a"/>
    <w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> <w:numPr> <!-- --> <![CDATA[ ]]>
    <!DOCTYPE é 2012 A/67/254 \x0c \x00 ﬁ e\u0301""".split()  # noqa: SIM905
)
NOISE = st.one_of(
    st.binary(max_size=300),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map(
        lambda parts: " ".join(parts).encode("utf-8", "replace")
    ),
)


def wrapped(format_name: str, noise: bytes) -> bytes:
    """Return noise inside what the format needs, so that more than the gate is tried."""
    if format_name == "akn":
        return b"<akomaNtoso>" + noise + b"</akomaNtoso>"
    if format_name == "docx":
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            inside = b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>'
            archive.writestr("word/document.xml", inside % (W.encode(), noise))
            archive.writestr("word/numbering.xml", noise or b"<a/>")
        return written.getvalue()
    return b"%PDF-1.7\n" + noise if format_name == "pdf" else b"<html>" + noise


def check(content: Content) -> None:
    assert all(0 <= at <= len(content.text) for at in content.pages)
    assert all(one <= two for one, two in pairwise(content.pages))
    assert not content.pages or content.pages[0] == 0
    content.text.encode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
@given(noise=NOISE, whole=st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_bytes_break_a_reader(name: str, noise: bytes, whole: bool) -> None:
    reader = importlib.import_module(f"migkg.read.{name}").read
    try:
        content = reader(noise if whole else wrapped(name, noise), "a file")
    except MigkgError as error:
        said = str(error)
    else:
        said = "a file"
        check(content)
        if name != "plain":
            assert "\r" not in content.text
            assert content.text == tidy(content.text)
    assert said.startswith("a file")
    assert "\n" not in said


@given(st.text())
@settings(deadline=None)
def test_tidy_is_done_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.lists(st.text(alphabet="ab \n", max_size=6).map(tidy), max_size=6))
def test_pages_begin_with_their_text(pages: list[str]) -> None:
    content = join_pages(pages)

    check(content)
    assert len(content.pages) == len(pages)
    for at, page in zip(content.pages, pages, strict=True):
        assert content.text[at : at + len(page)] == page


@given(
    st.lists(
        st.one_of(
            st.text(alphabet="ab é\n", max_size=6).map(lambda text: ("add", text)),
            st.sampled_from([("line",), ("block",), ("page_end",), ("prefix", "1.")]),
        ),
        max_size=30,
    )
)
def test_blocks_keep_every_word_and_page_in_order(steps: list[tuple[str, ...]]) -> None:
    blocks = Blocks()
    for name, *arguments in steps:
        getattr(blocks, name)(*arguments)
    content = blocks.content()

    check(content)
    said = "".join("".join(step[1].split()) for step in steps if step[0] == "add")
    assert "".join(content.text.replace("1.", "").split()) == said
    ends = sum(step[0] == "page_end" for step in steps)
    assert len(content.pages) == (ends + 1 if ends else 0)


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["", "x", "y z"]), st.integers(1, 3), st.integers(1, 3)),
            max_size=4,
        ),
        max_size=5,
    )
)
def test_spanning_cells_never_lose_text(rows: list[list[tuple[str, int, int]]]) -> None:
    table = Table()
    for row in rows:
        table.row(row)

    assert "".join(table.text().split()) == "".join(
        "".join(text.split()) for row in rows for text, _, _ in row
    )
