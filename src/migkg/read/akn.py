"""Akoma Ntoso, the XML that UN and parliamentary documents are marked up in, versions 1 to 3."""

from collections.abc import Iterator

from lxml import etree

from migkg.errors import UnreadableFileError
from migkg.read.content import Blocks, Content, Table, raised
from migkg.read.xml import local_name, parse, text_of

_ROOTS = ("akomaNtoso", "akomantoso")
_SKIPPED = frozenset({"meta", "toc", "del", "img", "marker", "presentation"})
_INLINE = frozenset(
    """a abbr affectedDocument argument b change concept courtType date def docAuthority
    docCommittee docDate docIntroducer docJurisdiction docketNumber docNumber docProponent
    docPurpose docStage docStatus docTitle docType embeddedText entity event fillIn i inline ins
    judge lawyer legislature location mmod mod mref neutralCitation object omissis opinion
    organization outcome party person placeholder process quantity quotedText recordedTime ref
    relatedDocument remark rmod role rref scene session shortTitle signature span sub term time u
    vote""".split()  # noqa: SIM905 - a list of words
)


def read(data: bytes, path: str) -> Content:
    """Return the text of a document: numbers, headings and content in their order.

    Raises ``UnreadableFileError`` for XML that is not well-formed or not Akoma Ntoso.
    """
    root = parse(data, path)
    if local_name(root) not in _ROOTS:
        reason = f"is XML but not Akoma Ntoso: its root element is <{local_name(root)}>"
        raise UnreadableFileError(path, reason)
    return _Walk(root).content()


class _Walk:
    """One way through a document, with the notes met since the last block."""

    def __init__(self, root: etree._Element) -> None:
        self.blocks = Blocks()
        self.waiting: list[tuple[str, etree._Element]] = []  # mark and note
        self.notes = {
            note.get("eId") or note.get("id") or "": note
            for note in root.iter()
            if local_name(note) == "note"
        }
        self.root = root

    def content(self) -> Content:
        self.inside(self.root)
        self.end()
        return self.blocks.content()

    def end(self, *, tight: bool = False) -> None:
        """End the block; the notes that it refers to follow it."""
        self.blocks.block(tight=tight)
        while self.waiting:
            mark, note = self.waiting.pop(0)
            text = _flat(note)
            if text:
                self.blocks.add(f"{raised(mark)} {text}" if mark else text)
                self.blocks.block()

    def inside(self, element: etree._Element) -> None:
        self.blocks.add(element.text or "")
        for child in element:
            self.walk(child)
            self.blocks.add(child.tail or "")

    def walk(self, element: etree._Element) -> None:
        name = local_name(element)
        if not name or name in _SKIPPED:
            return
        if name in ("authorialNote", "noteRef"):
            self.note(element, name)
        elif name == "sup":
            self.blocks.add(raised(text_of(element)))
        elif name in ("br", "eol"):
            self.blocks.line()
        elif name == "eop":
            self.blocks.page_end()
        elif name == "table":
            self.table(element)
        elif name == "num":
            self.number(element)
        elif name in _INLINE:
            self.inside(element)
        else:
            self.block(element, name)

    def block(self, element: etree._Element, name: str) -> None:
        self.end()
        if name in ("item", "li") and not any(local_name(child) == "num" for child in element):
            self.blocks.prefix("-")
        self.inside(element)
        if name in ("heading", "subheading", "crossHeading"):
            self.blocks.lone_prefix()
        self.end(tight=False)

    def number(self, element: etree._Element) -> None:
        """Put the number before the heading or the first text; alone in its line if none comes."""
        following = element.getnext()
        self.end()
        self.blocks.prefix(" ".join(text_of(element).split()))
        if following is None:
            self.blocks.lone_prefix()

    def note(self, element: etree._Element, name: str) -> None:
        mark = (element.get("marker") or "").strip()
        target = element
        if name == "noteRef":
            mark = mark or " ".join(text_of(element).split())
            found = self.notes.get((element.get("href") or "").removeprefix("#"))
            if found is None:
                self.blocks.add(raised(mark))
                return
            target = found
            mark = mark or (found.get("marker") or "")
        self.blocks.add(raised(mark))
        self.waiting.append((mark, target))

    def table(self, element: etree._Element) -> None:
        self.end()
        table = Table()
        for caption in (child for child in element if local_name(child) == "caption"):
            self.inside(caption)
            self.end()
        for row in (found for found in element.iter() if local_name(found) == "tr"):
            table.row(self.cells(row))
        self.blocks.verbatim(table.text())
        self.end()

    def cells(self, row: etree._Element) -> Iterator[tuple[str, int, int]]:
        for cell in row:
            if local_name(cell) in ("td", "th"):
                yield self.cell_text(cell), _span(cell, "colspan"), _span(cell, "rowspan")

    def cell_text(self, cell: etree._Element) -> str:
        """Return a cell's text; its notes wait for the end of the table."""
        blocks, self.blocks = self.blocks, Blocks()
        waiting, self.waiting = self.waiting, []
        self.blocks.add(cell.text or "")
        for child in cell:
            self.cell_part(child)
            self.blocks.add(child.tail or "")
        text = blocks.cell(self.blocks)
        self.blocks = blocks
        self.waiting = waiting + self.waiting
        return text

    def cell_part(self, element: etree._Element) -> None:
        name = local_name(element)
        if name in ("authorialNote", "noteRef", "sup") or name in _SKIPPED or not name:
            self.walk(element)
            return
        self.blocks.add(" " if name not in _INLINE else "")
        self.blocks.add(element.text or "")
        for child in element:
            self.cell_part(child)
            self.blocks.add(child.tail or "")
        self.blocks.add(" " if name not in _INLINE else "")


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def _flat(element: etree._Element) -> str:
    """Return all text of an element in one line, paragraphs apart by a space."""
    parts: list[str] = []

    def collect(found: etree._Element) -> None:
        inline = local_name(found) in _INLINE or local_name(found) in ("sup", "sub")
        parts.append("" if inline else " ")
        parts.append(found.text or "")
        for child in found:
            if local_name(child) and local_name(child) not in _SKIPPED:
                collect(child)
            parts.append(child.tail or "")
        parts.append("" if inline else " ")

    collect(element)
    return " ".join("".join(parts).split())
