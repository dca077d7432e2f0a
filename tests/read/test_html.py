"""HTML pages."""

import time

import pytest

from migkg.errors import UnreadableFileError
from migkg.read import html


def text(source: str) -> str:
    return html.read(f'<meta charset="utf-8">{source}'.encode(), "a.html").text


def test_blocks_are_a_blank_line_apart() -> None:
    assert text(
        "<h1>International  migration</h1><div>loose <i>text</i><p>One<br>two</p>end</div>"
    ) == ("International migration\n\nloose text\n\nOne\ntwo\n\nend")


def test_code_and_navigation_stay_out() -> None:
    assert text(
        "<head><title>T</title><style>p {}</style></head><nav>Home</nav><script>x()</script>"
        "<p hidden>a</p><p style='display: none'>b</p><!-- c --><p>Text</p><noscript>d</noscript>"
    ) == ("Text")


def test_lists_keep_their_marks() -> None:
    source = (
        "<p>Intro:</p><ul><li>one<li><p>two <b>b</b></p><ol type=a><li>x</li><li>y</li></ol></ul>"
        "<ol start=14><li>Fourteen</li><li>Fifteen</li></ol><ol type=i><li>roman</li></ol>"
    )

    assert text(source) == (
        "Intro:\n\n- one\n- two b\n  (a) x\n  (b) y\n\n14. Fourteen\n15. Fifteen\n\n(i) roman"
    )


def test_tables_keep_their_columns() -> None:
    source = (
        "<table><caption>Table 1</caption><thead><tr><th rowspan=2>Year<th colspan=2>Number</tr>"
        "<tr><td>men<td>women</tr></thead>"
        "<tbody><tr><td>2010<td>1 <br>000<td>2</tr></tbody></table>"
    )

    assert text(source) == "Table 1\n\nYear\tNumber\t\n\tmen\twomen\n2010\t1 000\t2"


def test_a_table_of_one_column_is_text() -> None:
    assert text("<table><tr><td><p>One</p><p>Two</p></td></tr></table>") == "One\n\nTwo"


def test_footnotes_are_kept_and_raised() -> None:
    source = (
        "<p>In 2011,<sup>8</sup> the 21<sup>st</sup> time<sup>a</sup></p><p><sup>8</sup> See x.</p>"
    )

    assert text(source) == "In 2011,⁸ the 21st time<sup>a</sup>\n\n⁸ See x."


def test_preformatted_text_keeps_its_lines() -> None:
    assert text("<p>a</p><pre>x   y\n  z</pre>") == "a\n\nx   y\n  z"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>États&nbsp;&eacute;&#8217;</p>".encode(), "États é’"),
        ('<meta charset="iso-8859-1"><p>États</p>'.encode("latin-1"), "États"),
        ("<p>États “x”</p>".encode("cp1252"), "États “x”"),
        ("<p>États</p>".encode("utf-16"), "États"),
        (b'<meta charset="no-such-thing"><p>a</p>', "a"),
        ("<p>e\u0301tat</p>".encode(), "état"),
    ],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert html.read(data, "a.html").text == expected


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;</p>'

    assert "aaaaaaaaaa" not in html.read(bomb.encode(), "a.html").text.replace('"aaaaaaaaaa"', "")


def test_deep_nesting_ends_well() -> None:
    begin = time.monotonic()
    with pytest.raises(UnreadableFileError, match="deep"):
        html.read(b"<div>" * 100_000 + b"x", "a.html")
    assert time.monotonic() - begin < 10


def test_binary_data_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="binary"):
        html.read(b"\x89PNG\x00\x01\x02", "a.html")
