"""Where in a passage the words stand that a fact was read from."""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from migkg.serve.reading import look, marks
from migkg.serve.reading.passages import Named, Passage
from migkg.serve.words.quote import sentence_of

_QUOTED: Final = ("mig:provisionText", "mig:sentence")
_SHORTEST: Final = 20  # characters by which a passage and a text must meet where a page cuts it


def spans(
    store: ox.Store, fact: str, passage: Passage, named: Iterable[Named]
) -> list[tuple[int, int]]:
    """Return the stretch of a passage that carries a fact; the whole of it if none stands out."""
    quads = store.quads_for_pattern(ox.NamedNode(fact), None, None, None)
    things = {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}
    wanted = [text for name in _QUOTED for text in look.values(store, fact, name)]
    places = [(one.begin, one.end) for one in named if one.entity in things]
    found = sentence_of(passage.text, wanted, places)
    return [found or (0, len(passage.text))]


def said(text: str, wanted: str) -> tuple[int, int] | None:
    r"""Return where the text of a passage has some words, whatever the white space and mark-up.

    Of words that go on in the next passage, where they begin; of words that began in the one
    before, where they end. Nothing where the passage has none of them.

    >>> said("It **met** in\n  New York.<sup>7</sup> Then", "met in New York.")
    (5, 25)
    >>> said("It met. The Working Group agreed", "The Working Group agreed to meet again.")
    (8, 32)
    """
    places = [at for at, shown in enumerate(_bare(text)) if shown]
    bare, sought = ("".join(_squeezed(one)) for one in (text, wanted))
    at, size = bare.find(sought), len(sought)
    if at < 0:
        at, size = _meeting(bare, sought)
    if not sought or size == 0:
        return None
    return places[at], places[at + size - 1] + 1


def _meeting(bare: str, sought: str) -> tuple[int, int]:
    """Return where the end of a text begins another, or its beginning ends it: place and size."""
    for size in range(min(len(bare), len(sought)), _SHORTEST - 1, -1):
        if bare.endswith(sought[:size]):
            return len(bare) - size, size
        if bare.startswith(sought[-size:]):
            return 0, size
    return 0, 0


def _squeezed(text: str) -> list[str]:
    return [sign for sign, shown in zip(text, _bare(text), strict=True) if shown]


def _bare(text: str) -> list[bool]:
    """Return of each character whether it is read: no white space, no mark-up."""
    shown = [not sign.isspace() for sign in text]
    for span in marks.spans(text):
        if span.element in {marks.HIDDEN, marks.BREAK}:
            shown[span.begin : span.end] = [False] * (span.end - span.begin)
    return shown
