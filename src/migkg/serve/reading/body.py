"""Passages as HTML: mentions, notes and a sentence marked; rows of a table as a table."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from migkg.namespaces import BASE
from migkg.serve import view
from migkg.serve.pages import href
from migkg.serve.reading import marks, render
from migkg.serve.reading.passages import Named, Outline, Passage
from migkg.serve.reading.render import LINKED, MARKED, Layer

ROWS: Final = frozenset({"table-row", "table-header"})

_WRAPPED: Final = 60  # characters: lines at least so long are lines of a page, not of the text
_FIGURE: Final = re.compile(r"\(?[-−–]?[$€£]?\s?[0-9][0-9.,\s]*(?:%|per cent)?\)?")
_NUMBERED: Final = re.compile(r"(\(?\w{1,6}\)?\.?)(?=\s)")


@dataclass
class Writer:
    """Writes the passages of one page.

    ``up`` is the way to the server's root, ``links`` the way to a passage by its order.
    """

    up: str
    outline: Outline
    names: Mapping[str, str]  # of entities
    unreviewed: frozenset[str]
    links: Mapping[int, str]
    pointed: set[int] = field(default_factory=set)  # notes that a reference has led to

    def text(
        self, passage: Passage, named: Iterable[Named], marked: Iterable[tuple[int, int]] = ()
    ) -> Markup:
        """Return the text of a passage."""
        return render.html(passage.text, self._layers(passage, named, marked))

    def cells(
        self, passage: Passage, named: Iterable[Named], marked: Iterable[tuple[int, int]] = ()
    ) -> list[Markup]:
        """Return the cells of a row, which tabs part."""
        layers = self._layers(passage, named, marked)
        cells, begin = [], 0
        for cell in passage.text.split("\t"):
            cells.append(render.html(passage.text, layers, begin, begin + len(cell)))
            begin += len(cell) + 1
        return cells

    def _layers(
        self, passage: Passage, named: Iterable[Named], marked: Iterable[tuple[int, int]]
    ) -> list[Layer]:
        mentions = [self._mention(one) for one in _apart(named)]
        layers = [*render.styles(passage.text), *mentions]
        layers += [render.element(*span, MARKED, "mark") for span in marked if span[0] < span[1]]
        own = passage.number and _NUMBERED.match(passage.text)
        if own and own[1].rstrip(".") == passage.number and passage.kind != "footnote":
            link = Markup('<a class="num" href="{}{}">').format(self.up, _local(passage.iri))
            layers.append(Layer(0, own.end(1), LINKED, link, Markup("</a>")))
        for note in marks.notes(passage.text):
            inside = any(one.begin < note.end and note.begin < one.end for one in mentions)
            to = self.outline.note(note.number, passage.order)
            if to is None or to == passage.order or inside:
                continue
            if passage.text[note.begin] == "^":
                layers.append(render.unshown(note.begin, note.begin + 1))
            shown = Markup('<a class="note-ref" href="{}"{}>').format(
                self.links.get(to, f"#p{to}"), self._pointer(to)
            )
            layers.append(Layer(note.begin, note.end, LINKED, shown, Markup("</a>")))
        return layers

    def _pointer(self, note: int) -> Markup:
        """Return the name that the note leads back to, for the first reference to it."""
        if note in self.pointed or note in self.links:
            return Markup("")
        self.pointed.add(note)
        return Markup(' id="r{}"').format(note)

    def _mention(self, one: Named) -> Layer:
        kind = view.kind(one.entity) if one.entity.startswith(BASE) else "thing"
        names = "mention k-" + kind
        title = self.names.get(one.entity, "")
        if one.entity in self.unreviewed:
            names += " unreviewed"
            title += " (not reviewed)"
        opening = Markup('<a class="{}" href="{}" title="{}">').format(
            names, href(one.entity, self.up), title
        )
        return Layer(one.begin, one.end, LINKED, opening, Markup("</a>"))


def wraps(text: str) -> bool:
    r"""Return whether the lines of a text are those of its page, to be run together.

    >>> wraps("Distr.: General\n3 August 2012"), wraps("x" * 70 + "\nand so on")
    (False, True)
    """
    *lines, _ = text.split("\n")
    return bool(lines) and all(len(line) >= _WRAPPED and not line.endswith("  ") for line in lines)


def row(header: bool, cells: Sequence[Markup], width: int, first: bool) -> Markup:
    """Return a row of a table, ``width`` columns wide.

    In the first row of a head, a cell spans the empty ones behind it.
    """
    out = []
    at = 0
    while at < len(cells):
        cell, span = cells[at], 1
        if header and first and cell:
            while at + span < len(cells) and not cells[at + span]:
                span += 1
            if at + span == len(cells) and span + at < width:
                span = width - at
        at += span
        out.append(_cell(header, cell, span, at == 1))
    out += [Markup("<td></td>")] * (width - at)
    return Markup("").join(out)


def _cell(header: bool, cell: Markup, span: int, leads: bool) -> Markup:
    wide = Markup(' colspan="{}"').format(span) if span > 1 else Markup("")
    if not cell:
        return Markup("<td></td>")
    if header:
        return Markup('<th scope="{}"{}>{}</th>').format(
            "colgroup" if span > 1 else "col", wide, cell
        )
    if leads:
        return Markup('<th scope="row">{}</th>').format(cell)
    if _FIGURE.fullmatch(cell.striptags()):
        return Markup('<td class="figure">{}</td>').format(cell)
    return Markup("<td>{}</td>").format(cell)


def _local(iri: str) -> str:
    return iri.removeprefix(BASE)


def _apart(named: Iterable[Named]) -> list[Named]:
    """Return mentions that do not overlap; of two that do, the one that begins first."""
    found: list[Named] = []
    for one in sorted(named, key=lambda one: (one.begin, -one.end)):
        if not found or one.begin >= found[-1].end:
            found.append(one)
    return found


def quoted(text: str, most: int = 90) -> str:
    r"""Return the beginning of a text without its marks, on one line.

    >>> quoted("**Panel** one\nof two", 10)
    'Panel one …'
    """
    text = text[: 4 * most]
    hidden = [span for span in marks.spans(text) if span.element in {marks.HIDDEN, marks.BREAK}]
    shown = "".join(
        sign
        for at, sign in enumerate(text)
        if not any(span.begin <= at < span.end for span in hidden)
    )
    shown = " ".join(shown.split())
    return shown if len(shown) <= most else shown[:most].rsplit(" ", 1)[0] + " …"
