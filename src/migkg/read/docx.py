"""Word documents (Office Open XML): paragraphs with their numbers, tables, foot- and endnotes."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from migkg.errors import UnreadableFileError
from migkg.read.content import Blocks, Content, Table, raised
from migkg.read.docx_numbering import Numbering
from migkg.read.xml import local_name, parse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The same elements under the names of the ISO "strict" variant.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

MAX_PART = 64 * 1024 * 1024  # bytes of one part, unpacked
MAX_RATIO = 250  # unpacked to packed; Word's own parts stay far below
_SKIPPED = frozenset(
    """pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr instrText delText delInstrText del
    moveFrom Fallback proofErr bookmarkStart bookmarkEnd commentReference annotationRef footnoteRef
    endnoteRef""".split()  # noqa: SIM905 - a list of words
)


def read(data: bytes, path: str) -> Content:
    """Return the text of a document.

    Deleted and hidden text, field codes, headers and footers stay out. A page begins where Word
    last laid one out, if it left its marks. Raises ``UnreadableFileError`` for what is no Word
    document, and for archives that unpack to more than they could hold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {
                name: _part(archive, f"word/{name}.xml", path)
                for name in ("document", "footnotes", "endnotes", "numbering", "styles")
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableFileError(path, f"is no .docx file: {error}") from error
    except (RuntimeError, OSError) as error:  # an encrypted member; a damaged one
        raise UnreadableFileError(path, f"cannot be unpacked: {error}") from error
    document = parts["document"]
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise UnreadableFileError(path, "is no .docx file: it has no word/document.xml")
    return _Walk(body, parts).content()


def _part(archive: zipfile.ZipFile, name: str, path: str) -> etree._Element | None:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > MAX_PART or info.file_size > MAX_RATIO * max(info.compress_size, 1024):
        raise UnreadableFileError(path, f"is unsafe: {name} unpacks to {info.file_size} bytes")
    with archive.open(info) as member:
        data = member.read(MAX_PART + 1)  # the size that the archive states may be a lie
    if len(data) > MAX_PART:
        raise UnreadableFileError(path, f"is unsafe: {name} unpacks to more than it states")
    return parse(data.replace(_STRICT, _TRANSITIONAL), f"{path} ({name})")


class _Walk:
    """One way through a document, with the notes referred to since the last block."""

    def __init__(self, body: etree._Element, parts: dict[str, etree._Element | None]) -> None:
        self.body = body
        self.blocks = Blocks()
        self.numbering = Numbering(parts["numbering"], parts["styles"])
        self.notes = {
            kind: {
                note.get(f"{W}id", ""): note
                for note in (() if part is None else part)
                if note.get(f"{W}type", "normal") == "normal"
            }
            for kind, part in (("footnote", parts["footnotes"]), ("endnote", parts["endnotes"]))
        }
        self.count = dict.fromkeys(self.notes, 0)
        self.footnotes: list[tuple[str, etree._Element]] = []  # mark and note, for the next break
        self.endnotes: list[tuple[str, etree._Element]] = []
        self.boxes: list[etree._Element] = []  # text boxes of the paragraph
        self.bulleted = False

    def content(self) -> Content:
        for element in self.body:
            self.block(element)
        self.footnotes.extend(self.endnotes)
        self.add_notes()
        return self.blocks.content()

    def block(self, element: etree._Element) -> None:
        name = local_name(element)
        if name == "p":
            self.paragraph(element)
        elif name == "tbl":
            self.table(element)
        elif name and name not in _SKIPPED:  # sdt, sdtContent, ins, customXml ...
            for child in element:
                self.block(child)

    def paragraph(self, element: etree._Element) -> None:
        number = self.numbering.number(element)
        self.blocks.prefix(number)
        self.inline(element)
        # Bullets one below the other are one list.
        bulleted = number.strip() == "-"
        self.blocks.block(tight=bulleted and self.bulleted)
        self.blocks.clear_prefix()
        self.bulleted = bulleted
        self.add_notes()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            for child in box:
                self.block(child)

    def add_notes(self) -> None:
        """Add the notes that were referred to; a note's own references are dropped."""
        notes, self.footnotes = self.footnotes, []
        for mark, note in notes:
            lead = raised(mark)
            for paragraph in note.iter(f"{W}p"):
                self.blocks.add(f"{lead} " if lead else "")
                lead = ""
                self.inline(paragraph)
                self.blocks.block()
        self.bulleted = self.bulleted and not notes

    def inline(self, element: etree._Element) -> None:
        """Add what stands in a paragraph, run by run."""
        for child in element:
            name = local_name(child)
            if name == "r":
                self.run(child)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name and name not in _SKIPPED:  # hyperlink, ins, smartTag, fldSimple, sdt ...
                self.inline(child)

    def run(self, element: etree._Element) -> None:
        properties = element.find(f"{W}rPr")
        if properties is not None and _is_on(properties.find(f"{W}vanish")):
            return
        position = None if properties is None else properties.find(f"{W}vertAlign")
        is_raised = position is not None and position.get(f"{W}val") == "superscript"
        for child in element:
            name = local_name(child)
            if name == "t":
                self.blocks.add(raised(child.text or "") if is_raised else child.text or "")
            elif name in ("tab", "ptab"):
                self.blocks.add(" ")
            elif name in ("br", "cr"):
                self.blocks.line()
            elif name == "noBreakHyphen":
                self.blocks.add("-")
            elif name == "lastRenderedPageBreak":
                self.blocks.page_end()
            elif name in ("footnoteReference", "endnoteReference"):
                self.reference(child, name.removesuffix("Reference"))
            elif name and name not in _SKIPPED:  # drawings and pictures may hold text boxes
                self.inline(child)

    def reference(self, element: etree._Element, kind: str) -> None:
        note = self.notes[kind].get(element.get(f"{W}id", ""))
        if note is None:
            return
        mark = ""
        # A mark of the author's own is the text of the run, here and in the note.
        if not _is_on_value(element.get(f"{W}customMarkFollows", "0")):
            self.count[kind] += 1
            mark = str(self.count[kind])
        self.blocks.add(raised(mark))
        (self.footnotes if kind == "footnote" else self.endnotes).append((mark, note))

    def table(self, element: etree._Element) -> None:
        table = Table()
        for row in _children(element, "tr"):
            table.row((self.cell_text(cell), _columns(cell), 1) for cell in _children(row, "tc"))
        if max(map(len, table.rows), default=0) <= 1:  # a frame around text
            for row in _children(element, "tr"):
                for cell in _children(row, "tc"):
                    for child in cell:
                        self.block(child)
        else:
            self.blocks.verbatim(table.text())
            self.bulleted = False
        self.add_notes()

    def cell_text(self, cell: etree._Element) -> str:
        """Return a cell's text; a cell that goes on with the one above it is empty."""
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        if merged is not None and merged.get(f"{W}val", "continue") != "restart":
            return ""
        blocks, self.blocks = self.blocks, Blocks()
        for paragraph in cell.iter(f"{W}p"):
            self.blocks.prefix(self.numbering.number(paragraph))
            self.inline(paragraph)
            self.blocks.block()
            self.blocks.clear_prefix()
        text = blocks.cell(self.blocks)
        self.blocks = blocks
        return text


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, through content controls and insertions."""
    for child in element:
        found = local_name(child)
        if found == name:
            yield child
        elif found in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _children(child, name)


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = "1" if span is None else span.get(f"{W}val", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and _is_on_value(element.get(f"{W}val", "1"))


def _is_on_value(value: str) -> bool:
    return value not in ("0", "false", "off")
