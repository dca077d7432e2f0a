"""A stretch of text as HTML: every character escaped and in its place, layers laid over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from migkg.serve.reading import marks

# Which layer lies outside which.
MARKED, LINKED, STYLED, UNSHOWN = range(4)


@dataclass(frozen=True, slots=True)
class Layer:
    """An element over a stretch of text, from ``begin`` up to ``end``."""

    begin: int
    end: int
    rank: int
    opening: Markup
    closing: Markup


def element(begin: int, end: int, rank: int, name: str) -> Layer:
    """Return a layer that is an element without attributes."""
    return Layer(begin, end, rank, Markup(f"<{name}>"), Markup(f"</{name}>"))  # noqa: S704


def unshown(begin: int, end: int) -> Layer:
    """Return a layer that hides what it lies over."""
    return Layer(begin, end, UNSHOWN, Markup("<span hidden>"), Markup("</span>"))


def styles(text: str) -> list[Layer]:
    """Return the layers that the marks in a text ask for."""
    found = []
    for span in marks.spans(text):
        if span.element == marks.HIDDEN:
            found.append(unshown(span.begin, span.end))
        elif span.element == marks.BREAK:
            opening, closing = Markup("<span hidden>"), Markup("</span><br>")
            found.append(Layer(span.begin, span.end, UNSHOWN, opening, closing))
        elif span.begin < span.end:
            found.append(element(span.begin, span.end, STYLED, span.element))
    return found


def html(text: str, layers: Iterable[Layer], begin: int = 0, end: int | None = None) -> Markup:
    """Return a text, or a stretch of it, with layers over it.

    Layers may cross: one of lower rank is whole, and what it cuts is opened again behind the cut.
    What a browser shows and what is hidden make, together, the very characters of the text.

    >>> bold = element(2, 4, STYLED, "b")
    >>> str(html("a < b & c", [bold]))
    'a <b>&lt; </b>b &amp; c'
    """
    end = len(text) if end is None else end
    shown = [layer for layer in layers if layer.begin < end and layer.end > begin]
    shown.sort(key=lambda layer: (layer.begin, layer.rank, -layer.end))
    cuts = {begin, end}
    for layer in shown:
        cuts.update((max(layer.begin, begin), min(layer.end, end)))
    out: list[str] = []
    held: list[Layer] = []  # open elements, the outermost first
    places = sorted(cuts)
    coming = 0
    active: list[Layer] = []
    for at, until in pairwise(places):
        active = [layer for layer in active if layer.end > at]
        while coming < len(shown) and shown[coming].begin <= at:
            active.append(shown[coming])
            coming += 1
        wanted = sorted(active, key=lambda layer: (layer.rank, layer.begin, -layer.end))
        keep = 0
        while keep < min(len(held), len(wanted)) and held[keep] is wanted[keep]:
            keep += 1
        out += [layer.closing for layer in reversed(held[keep:])]
        out += [layer.opening for layer in wanted[keep:]]
        held = wanted
        # A carriage return would be read as a line feed.
        out.append(str(escape(text[at:until])).replace("\r", "&#13;"))
    out += [layer.closing for layer in reversed(held)]
    return Markup("".join(out))  # noqa: S704 - of elements of ours and escaped text
