"""HTML pages: a block a paragraph, tables with tabs, lists with bullets or numbers."""

import codecs
import re
from collections.abc import Iterator

from lxml import etree

from migkg.errors import UnreadableFileError
from migkg.read.content import Blocks, Content, Table, raised
from migkg.read.xml import text_of

# What is no text of the document: code, controls, navigation.
_SKIPPED = frozenset(
    """script style template noscript head nav svg math iframe object embed audio video canvas map
    button select textarea input datalist dialog""".split()  # noqa: SIM905 - a list of words
)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main ol p section summary
    ul""".split()  # noqa: SIM905
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


def read(data: bytes, path: str) -> Content:
    """Return the text of a page; raises ``UnreadableFileError`` if it is no HTML that parses."""
    text = _decode(data, path)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise UnreadableFileError(path, f"is no HTML that can be read: {reason}") from error
    if root is None:
        raise UnreadableFileError(path, "holds no HTML")
    for fault in parser.error_log:
        if "xcessive depth" in fault.message or "huge" in fault.message.lower():
            raise UnreadableFileError(path, "is nested too deeply or too large to be read safely")
    blocks = Blocks()
    _walk(root, blocks, lists=())
    return blocks.content()


def _decode(data: bytes, path: str) -> str:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace").replace("\0", "")
    if b"\0" in data[:4096]:
        raise UnreadableFileError(path, "holds binary data, not HTML")
    declared = _CHARSET.search(data[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    # Browsers read undeclared pages as Windows-1252; those in UTF-8 tell by their bytes.
    for name in (*names, "utf-8", "windows-1252"):
        try:
            return data.decode(name).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("windows-1252", "replace").replace("\0", "")


def numeral(number: int, style: str) -> str:
    """Return a list item's number: ``1`` decimal, ``a`` or ``A`` letters, ``i`` or ``I`` Roman.

    >>> [numeral(4, style) for style in "1aAiI"], numeral(28, "a")
    (['4', 'd', 'D', 'iv', 'IV'], 'bb')
    """
    if style.lower() == "a" and number > 0:
        # As word processors count: after z comes aa, then bb.
        letters = _LETTERS[(number - 1) % 26] * min((number - 1) // 26 + 1, 10)
        return letters.upper() if style == "A" else letters
    if style.lower() == "i" and 0 < number < 400:
        roman = ""
        for value, sign in (*_ROMAN, (1, "i")):
            roman += sign * (number // value)
            number %= value
        return roman.upper() if style == "I" else roman
    return str(number)


def _name(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _skipped(element: etree._Element) -> bool:
    return (
        _name(element) in _SKIPPED
        or "hidden" in element.attrib
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _walk(element: etree._Element, blocks: Blocks, lists: tuple[Iterator[str], ...]) -> None:
    """Add an element; ``lists`` are the numbers to come of the lists that it lies in."""
    name = _name(element)
    if name and not _skipped(element):
        if name == "br":
            blocks.line()
        elif name == "sup":
            blocks.add(raised(text_of(element)))
        elif name == "pre":
            blocks.verbatim(text_of(element))
        elif name == "table":
            _table(element, blocks)
        elif name in _BLOCKS:
            _block(element, name, blocks, lists)
        else:
            _inside(element, blocks, lists)


def _block(
    element: etree._Element, name: str, blocks: Blocks, lists: tuple[Iterator[str], ...]
) -> None:
    # Inside a list a block is a line, so that the list stays together.
    end = blocks.line if lists else blocks.block
    end()
    if name == "li":
        blocks.prefix("  " * max(len(lists) - 1, 0) + (next(lists[-1]) if lists else "-"))
    if name in ("ul", "ol"):
        lists = (*lists, _numbers(element, name))
    _inside(element, blocks, lists)
    end()


def _inside(element: etree._Element, blocks: Blocks, lists: tuple[Iterator[str], ...] = ()) -> None:
    blocks.add(element.text or "")
    for child in element:
        _walk(child, blocks, lists)
        blocks.add(child.tail or "")


def _numbers(element: etree._Element, name: str) -> Iterator[str]:
    style, start = element.get("type", "1"), element.get("start", "1")
    number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    while True:
        shown = numeral(number, style)
        yield "-" if name == "ul" else f"{shown}." if style in "1AI" else f"({shown})"
        number += 1


def _table(element: etree._Element, blocks: Blocks) -> None:
    blocks.block()
    table = Table()
    for caption in element.iterchildren("caption"):
        _walk(caption, blocks, ())
        blocks.block()
    for row in _rows(element):
        table.row(
            (
                _cell_text(cell),
                _span(cell.get("colspan", "1")),
                _span(cell.get("rowspan", "1")),
            )
            for cell in row
            if _name(cell) in ("td", "th") and not _skipped(cell)
        )
    # A table of one column is a frame around text.
    if max(map(len, table.rows), default=0) <= 1:
        for row in _rows(element):
            for cell in row:
                _inside(cell, blocks)
                blocks.block()
    else:
        blocks.verbatim(table.text())


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's own rows, not those of tables inside its cells."""
    for child in table:
        if _name(child) == "tr":
            yield child
        elif _name(child) in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if _name(row) == "tr")


def _span(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,4}", text.strip()) else 1


def _cell_text(cell: etree._Element) -> str:
    inner = Blocks()
    _inside(cell, inner)
    return Blocks().cell(inner)
