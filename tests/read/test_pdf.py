"""PDF files, written here line by line."""

import builtins
from collections.abc import Sequence
from typing import Any

import pytest

from migkg.errors import UnreadableFileError
from migkg.read import pdf

pytest.importorskip("pypdfium2")

Line = tuple[float, float, float, str]  # left, height above the page's foot, size, text


def document(pages: Sequence[Sequence[Line]]) -> bytes:
    """Return a PDF with these lines of text in Helvetica."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    kids = []
    for lines in pages:
        shown = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {left} {height} Tm ({_escaped(text)}) Tj ET\n"
            for left, height, size, text in lines
        ).encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(shown), shown))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def paragraph(height: float, *lines: str, size: float = 10) -> list[Line]:
    return [(72, height - 12 * at, size, line) for at, line in enumerate(lines)]


def text(*pages: Sequence[Line]) -> str:
    return pdf.read(document(pages), "a.pdf").text


def test_lines_make_paragraphs() -> None:
    page = [
        *paragraph(700, "14. By June 2012, 83 États", "had ratified at least one", "of three."),
        *paragraph(650, "15. In 2010, the Office", "(OHCHR) coordinated."),
    ]

    assert text(page) == (
        "14. By June 2012, 83 États\nhad ratified at least one\nof three.\n\n"
        "15. In 2010, the Office\n(OHCHR) coordinated."
    )


def test_pages_are_remembered() -> None:
    content = pdf.read(
        document([paragraph(700, "One", "and"), paragraph(700, "two"), [], paragraph(700, "four")]),
        "a.pdf",
    )

    assert content.text == "One\nand\n\ntwo\n\nfour"
    assert [content.text[at:].split()[0] for at in content.pages] == ["One", "two", "four", "four"]


def test_running_heads_and_page_numbers_go() -> None:
    words = ["alpha", "beta", "gamma", "delta"]
    pages = [
        [
            (72, 760, 9, "A/67/254"),
            *paragraph(700, f"The {word} begins", f"and {word} goes on."),
            (72, 30, 9, f"{at + 1} 12-45678" if at % 2 else f"12-45678 {at + 1}"),
            (300, 20, 9, f"- {at + 1} -"),
        ]
        for at, word in enumerate(words)
    ]

    assert text(*pages).split("\n\n") == [
        "A/67/254",  # once: it may be the only place that gives the symbol
        *(f"The {word} begins\nand {word} goes on." for word in words),
    ]


def test_text_that_returns_at_other_heights_stays() -> None:
    pages = [paragraph(700 - 40 * at, "Recommendation", f"Text {at}") for at in range(3)]

    assert text(*pages).count("Recommendation") == 3


def test_footnotes_stand_behind_the_page() -> None:
    page = [
        *paragraph(700, "In 2011 remittances rose.", "They rose again."),
        (185, 704, 6, "5"),
        *paragraph(100, "World Bank, brief 18.", size=8),
        (66, 103, 5, "5"),
    ]
    page = [page[0], page[2], page[1], page[4], page[3]]

    assert text(page, paragraph(700, "Next page.")).split("\n\n") == [
        "In 2011 remittances rose.⁵\nThey rose again.",
        "⁵ World Bank, brief 18.",
        "Next page.",
    ]


def test_cells_are_apart_by_tabs() -> None:
    rows = [("Year", "Men", "Women"), ("1990", "79.1", "76.4"), ("2010", "109.2", "104.8")]
    page: list[Line] = [(72, 720, 10, "Table 1")]
    for at, row in enumerate(rows):
        page += [(72 + 120 * i, 690 - 14 * at, 10, cell) for i, cell in enumerate(row)]

    assert text(page).splitlines()[-3:] == ["\t".join(row) for row in rows]


def test_a_gap_behind_a_number_is_no_cell() -> None:
    page: list[Line] = [(72, 700, 10, "14."), (120, 700, 10, "By June 2012"), (72, 688, 10, "end")]

    assert text(page) == "14. By June 2012\nend"


def test_broken_words_are_mended_where_the_document_tells() -> None:
    page = paragraph(700, "International cooper-", "ation and High-", "level dialogue:")
    other = paragraph(600, "cooperation in the High-level Dialogue, a co-", "ordinated step")

    assert text(page + other) == (
        "International cooperation\nand High-\nlevel dialogue:\n\n"
        "cooperation in the High-level Dialogue, a co-\nordinated step"
    )


def test_pictures_of_pages_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="OCR"):
        pdf.read(document([[], []]), "a.pdf")


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="no PDF that can be read"):
        pdf.read(b"%PDF-1.4\nnothing", "a.pdf")


def test_a_missing_extra_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "pypdfium2":
            raise ImportError(name)
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(UnreadableFileError) as raised:
        pdf.read(document([[]]), "a.pdf")
    assert str(raised.value) == (
        "a.pdf: is a PDF, for which an extra is needed: pip install 'migkg[pdf]'"
    )
