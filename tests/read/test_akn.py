"""Akoma Ntoso documents."""

import pytest

from migkg.errors import UnreadableFileError
from migkg.read import akn
from migkg.read.content import Content


def read(body: str, meta: str = "", version: str = "ontology/akn/3.0") -> Content:
    source = (
        f'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/{version}"><statement>'
        f"<meta><identification source='#x'/>{meta}</meta>{body}</statement></akomaNtoso>"
    )
    return akn.read(source.encode(), "a.xml")


def test_numbers_headings_and_paragraphs() -> None:
    body = """
      <preface><p><docNumber>A/67/254</docNumber></p></preface>
      <mainBody><section eId="s2"><num>II.</num><heading>Recent <i>developments</i></heading>
        <paragraph eId="p14"><num>14.</num>
          <intro><p>By June 2012, 83 States had ratified:</p></intro>
          <point><num>(a)</num><content><p>No. 97;</p></content></point>
          <point><num>(b)</num><content><p>No. 143.</p></content></point>
        </paragraph>
        <paragraph><num>15.</num><content><p>One</p><p>two<eol/>three</p></content></paragraph>
      </section></mainBody>
      <conclusions><p>Done</p></conclusions>"""

    assert read(body).text.split("\n\n") == [
        "A/67/254",
        "II. Recent developments",
        "14. By June 2012, 83 States had ratified:",
        "(a) No. 97;",
        "(b) No. 143.",
        "15. One",
        "two\nthree",
        "Done",
    ]


def test_a_number_without_text_is_a_line_of_its_own() -> None:
    assert read("<body><article><num>Article 1</num></article><p>x</p></body>").text == (
        "Article 1\n\nx"
    )


def test_notes_follow_their_block() -> None:
    body = """<mainBody><p>In 2011,<authorialNote marker="8" placement="bottom"><p>World Bank,</p>
      <p><i>Prices</i>.</p></authorialNote> and 2012<noteRef href="#n9" marker="9"/>.</p>
      <p>Next.</p></mainBody>"""
    meta = '<notes source="#x"><note eId="n9"><p>See above.</p></note></notes>'

    assert read(body, meta).text.split("\n\n") == [
        "In 2011,⁸ and 2012⁹.",
        "⁸ World Bank, Prices.",
        "⁹ See above.",
        "Next.",
    ]


def test_tables() -> None:
    body = """<mainBody><table><caption>Table 1</caption>
      <tr><th rowspan="2"><p>Year</p></th><th colspan="2"><p>Number</p></th></tr>
      <tr><td><p>men</p></td><td><p>women<authorialNote marker="a"><p>Aged 18.</p></authorialNote>
      </p></td></tr></table></mainBody>"""

    assert read(body).text == (
        "Table 1\n\nYear\tNumber\t\n\tmen\twomen<sup>a</sup>\n\n<sup>a</sup> Aged 18."
    )


def test_lists_without_numbers_have_bullets() -> None:
    body = """<mainBody><blockList><listIntroduction>Items:</listIntroduction>
      <item><p>one</p></item><item><num>(ii)</num><p>two</p></item></blockList>
      <ul><li>three</li></ul></mainBody>"""

    assert read(body).text == "Items:\n\n- one\n\n(ii) two\n\n- three"


def test_ends_of_pages_are_remembered() -> None:
    content = read("<mainBody><p>One<eop/> two</p><eop/><p>Three</p></mainBody>")

    assert content.text == "One two\n\nThree"
    assert [content.text[at:].strip()[:5] for at in content.pages] == ["One t", "two\n\n", "Three"]


def test_earlier_versions_are_read_too() -> None:
    source = (
        b'<akomantoso xmlns="http://www.akomantoso.org/1.0"><doc><body><p>x</p></body></doc>'
        b"</akomantoso>"
    )

    assert akn.read(source, "a.xml").text == "x"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><p>x</p></html>", "its root element is <html>"),
        (b"<akomaNtoso><p>x</akomaNtoso>", "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY b "cc">]><akomaNtoso>&b;</akomaNtoso>', "entities"),
        (
            b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><akomaNtoso>&b;</akomaNtoso>',
            "entities",
        ),
        (b"<akomaNtoso>" + b"<p>" * 5000 + b"</p>" * 5000 + b"</akomaNtoso>", "well-formed"),
        (b"\x00\x01", "well-formed"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason) as raised:
        akn.read(data, "a.xml")

    assert "\n" not in str(raised.value)
