"""Word documents, put together from their parts."""

import io
import zipfile

import pytest

from migkg.errors import UnreadableFileError
from migkg.read import docx

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def part(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{NAMESPACE}">{content}</w:{root}>'


def package(body: str, **parts: str) -> bytes:
    """Return a document of this body and parts such as ``footnotes``."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", part(name, content))
    return written.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def numbered(text: str, level: int, number: int = 1) -> str:
    where = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text), properties=where)


def level(at: int, style: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "upperRoman", "%1.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="14"/></w:lvlOverride></w:num>'
)


def text(body: str, **parts: str) -> str:
    return docx.read(package(body, **parts), "a.docx").text


def test_runs_make_paragraphs() -> None:
    body = paragraph(run("By June "), run("2012"), "<w:r><w:tab/><w:t>83 States</w:t></w:r>")

    assert text(body + paragraph() + paragraph(run("Next"))) == "By June 2012 83 States\n\nNext"


def test_deleted_and_hidden_text_stays_out() -> None:
    body = paragraph(
        run("One"),
        "<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del>",
        f"<w:ins>{run(' new')}</w:ins>",
        run(" hidden", "<w:vanish/>"),
        run(" shown", '<w:vanish w:val="0"/>'),
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>',
        f"<w:hyperlink>{run(' link')}</w:hyperlink>",
    )

    assert text(body) == "One new shown link"


def test_numbers_are_restored() -> None:
    body = "".join(
        [
            numbered("one", 0),
            numbered("two", 0),
            numbered("a", 1),
            numbered("b", 1),
            numbered("deep", 2),
            numbered("three", 0),
            numbered("a again", 1),
            numbered("fourteen", 0, number=3),
            numbered("fifteen", 0, number=3),
            numbered("no list", 0, number=0),
        ]
    )

    assert text(body, numbering=NUMBERING).split("\n\n") == [
        "1. one",
        "2. two",
        "(a) a",
        "(b) b",
        "2.I deep",
        "3. three",
        "(a) a again",
        "14. fourteen",
        "15. fifteen",
        "no list",
    ]


def test_bullets_make_one_list() -> None:
    body = paragraph(run("Items:")) + numbered("one", 0, 2) + numbered("two", 0, 2)

    assert text(body + paragraph(run("End")), numbering=NUMBERING) == (
        "Items:\n\n- one\n- two\n\nEnd"
    )


def test_numbers_come_from_styles_too() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Para"><w:basedOn w:val="Base"/></w:style>'
    )
    body = paragraph(run("x"), properties='<w:pStyle w:val="Para"/>')

    assert text(body, numbering=NUMBERING, styles=styles) == "1. x"


def test_styles_in_a_circle_end() -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )

    assert text(paragraph(run("x"), properties='<w:pStyle w:val="A"/>'), styles=styles) == "x"


def test_notes_follow_their_paragraph() -> None:
    footnotes = (
        f'<w:footnote w:id="0" w:type="separator">{paragraph(run("-"))}</w:footnote>'
        f'<w:footnote w:id="5">{paragraph("<w:r><w:footnoteRef/></w:r>", run(" See x."))}'
        "</w:footnote>"
        f'<w:footnote w:id="6">{paragraph(run("See y."))}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{paragraph(run("At the end."))}</w:endnote>'
    body = (
        paragraph(run("One,"), '<w:r><w:footnoteReference w:id="6"/></w:r>', run(" two."))
        + paragraph('<w:r><w:endnoteReference w:id="2"/></w:r>', run("Three."))
        + paragraph(run("Four."), '<w:r><w:footnoteReference w:id="5"/></w:r>')
    )

    assert text(body, footnotes=footnotes, endnotes=endnotes).split("\n\n") == [
        "One,¹ two.",
        "¹ See y.",
        "¹Three.",
        "Four.²",
        "² See x.",
        "¹ At the end.",
    ]


def test_raised_numbers_are_superscripts() -> None:
    high = '<w:vertAlign w:val="superscript"/>'

    assert text(paragraph(run("2011"), run("8", high), run(" 21"), run("st", high))) == "2011⁸ 21st"


def test_tables_keep_their_columns() -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    body = (
        "<w:tbl><w:tr>"
        + cell(paragraph(run("Year")), '<w:vMerge w:val="restart"/>')
        + cell(paragraph(run("Num")) + paragraph(run("ber")), '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>"
        + cell(paragraph(), "<w:vMerge/>")
        + cell(paragraph(run("men")))
        + cell(paragraph(run("women")))
        + "</w:tr></w:tbl>"
    )

    assert text(paragraph(run("Table 1")) + body) == "Table 1\n\nYear\tNum ber\t\n\tmen\twomen"


def test_text_boxes_are_read_once() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:txbxContent>'
        f"{paragraph(run('Box'))}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{paragraph(run('Box'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert text(paragraph(run("Text"), box)) == "Text\n\nBox"


def test_pages_as_word_laid_them_out() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r>"
    content = docx.read(package(paragraph(run("One "), broken) + paragraph(run("x"))), "a.docx")

    assert content.text == "One two\n\nx"
    assert [content.text[at:].split()[0] for at in content.pages] == ["One", "two"]


def test_the_strict_variant_is_read_too() -> None:
    data = package(paragraph(run("x")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        source = archive.read("word/document.xml")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        archive.writestr("word/document.xml", source.replace(NAMESPACE.encode(), strict))

    assert docx.read(written.getvalue(), "a.docx").text == "x"


def test_a_zip_bomb_is_refused() -> None:
    bomb = package(paragraph(run(" " * 30_000_000)))
    assert len(bomb) < 100_000

    with pytest.raises(UnreadableFileError, match="unsafe"):
        docx.read(bomb, "a.docx")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0 an old .doc", "no .docx file"),
        (package("")[:-30], "no .docx file"),
        (b"PK\x05\x06" + b"\0" * 18, "no word/document.xml"),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        docx.read(data, "a.docx")
