"""A document as extractors read it: clean text with offsets, paragraphs, sentences, links.

A *view* is a stretch of source text without its mark-up and line ends, that knows for each of its
characters where it stands in the source. A *paragraph* is one passage with the passages that
continue it, read as one view, so that a sentence cut by a page break is whole. A *sentence* is a
slice of a paragraph, with the links that lie in it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from migkg.model import Document, Entity, Link, Passage, Ref
from migkg.views import View, view

__all__ = [
    "Paragraph",
    "Reading",
    "Sentence",
    "View",
    "paragraphs",
    "sentence_spans",
    "slot",
    "view",
]


@dataclass(frozen=True)
class Sentence:
    """One sentence, with the passages it stands in and the links whose mentions lie in it."""

    view: View
    passages: tuple[int, ...]  # orders
    language: str
    # Begin and end in ``view.text``, with the link, in the order of the text.
    links: tuple[tuple[int, int, Link], ...] = ()

    @property
    def text(self) -> str:
        """Return the clean text."""
        return self.view.text

    @property
    def begin(self) -> int:
        """Return where the sentence begins in the source text."""
        return self.view.offsets[0]

    @property
    def end(self) -> int:
        """Return where the sentence ends in the source text."""
        return self.view.offsets[-1] + 1

    @cached_property
    def masked(self) -> str:
        """Return the text with each mention replaced by a slot: its kind and number.

        ``chaired by ⟦person 0⟧, Minister of Labour of ⟦state 1⟧``. Patterns name slots with
        :func:`slot`; :meth:`unmask` leads back to the text.
        """
        parts: list[str] = []
        at = 0
        for number, (begin, end, link) in enumerate(self.links):
            parts += [self.text[at:begin], f"⟦{link.kind} {number}⟧"]
            at = end
        return "".join([*parts, self.text[at:]])

    def unmask(self, masked: str) -> str:
        """Return a stretch of the masked text with the mentions' own words."""
        return _SLOT.sub(lambda found: self.text[slice(*self.links[int(found[1])][:2])], masked)

    def link(self, number: int | str) -> Link:
        """Return the link in a slot."""
        return self.links[int(number)][2]


_SLOT = re.compile(r"⟦\w+ (\d+)⟧")


def slot(*kinds: str, name: str = "") -> str:
    """Return a pattern for the slot of a mention of one of these kinds (any, if none is given).

    >>> re.search("by " + slot("person", name="who"), "by ⟦person 3⟧,")["who"]
    '3'
    """
    group = f"?P<{name}>" if name else "?:"
    return rf"⟦(?:{'|'.join(kinds) if kinds else '[a-z]+'}) ({group}\d+)⟧"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage together with those that continue it, as one view."""

    view: View
    passages: tuple[Passage, ...]

    @property
    def first(self) -> Passage:
        """Return the passage the paragraph begins in; its kind, number and section hold for all."""
        return self.passages[0]

    def covering(self, begin: int, end: int) -> tuple[int, ...]:
        """Return the orders of the passages that hold a stretch of the view."""
        low, high = self.view.span(begin, end)
        return tuple(
            passage.order for passage in self.passages if passage.begin < high and passage.end > low
        )


def paragraphs(source: str, passages: Sequence[Passage]) -> list[Paragraph]:
    """Return the paragraphs that passages of one document form, in the order of the text."""
    follows = {p.continues: p for p in passages if p.continues is not None}
    found = []
    for passage in passages:
        if passage.continues is not None:
            continue
        chain = [passage]
        while (following := follows.get(chain[-1].order)) is not None:
            chain.append(following)
        text = ""
        offsets: tuple[int, ...] = ()
        notes: tuple[tuple[int, str], ...] = ()
        for part in chain:
            seen = view(source, part.begin, part.end)
            if text and seen.text:
                # The gap between two passages is one space, which stands where the first ends.
                text, offsets = text + " ", (*offsets, offsets[-1] + 1)
            notes = (*notes, *((at + len(text), mark) for at, mark in seen.notes))
            text, offsets = text + seen.text, (*offsets, *seen.offsets)
        if text:
            found.append(Paragraph(View(text, offsets, notes), tuple(chain)))
    return found


# A full stop behind one of these ends no sentence (English, French, Spanish; UN usage).
_ABBREVIATIONS = (
    r"Mr|Mrs|Ms|Dr|Prof|Sr|Sra|Srta|Dra|MM?|Mmes?|Mlles?|St|Jr|H\.E|S\.E|E\.E|Excmo|Excma|"
    r"Nos?|Nº|núms?|arts?|vols?|chaps?|sects?|paras?|párrs?|pp?|pt|ed|eds|Add|Corr|Rev|Suppl|Amend|"
    r"cf|e\.g|i\.e|etc|et al|vs|approx|a\.m|p\.m|U\.S|U\.N|D\.C|EE\.UU|ibid|Ibid|op|cit|al|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|[A-Z]"
)
_BOUNDARY = re.compile(
    rf"""(?:(?<![\w.])(?:{_ABBREVIATIONS})\.(?=\s)        # no boundary: consumed and passed over
        | (?P<end>(?:[.!?…]+|(?<=\w)\.)["')\]]*)(?=\s+["'(\[]*[\wÀ-ÿ¿¡"'(]))""",
    re.VERBOSE,
)


_NUMBER_ONLY = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]{1,2}")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a clean text begins and ends.

    >>> text = "It met at 3 p.m. Mr. Deiss spoke (see para. 4). Why? No. 97 applies."
    >>> [text[begin:end] for begin, end in sentence_spans(text)]
    ['It met at 3 p.m. Mr. Deiss spoke (see para. 4).', 'Why?', 'No. 97 applies.']
    """
    begin = 0
    for found in _BOUNDARY.finditer(text):
        if not found["end"] or _NUMBER_ONLY.fullmatch(text, begin, found.end()):
            continue  # an abbreviation, or the paragraph's own number
        following = text[found.end() :].lstrip("\"'([ ")[:1]
        # A sentence begins with a capital or a figure, never with a small letter.
        if following and following.islower():
            continue
        yield begin, found.end()
        begin = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
    if text[begin:].strip():
        yield begin, len(text)


@dataclass(frozen=True)
class Reading:
    """A document with all that the earlier steps found in it: what fact extractors are given."""

    document: Document
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]  # in the order of the text
    entities: Mapping[Ref, Entity] = field(default_factory=dict, repr=False)
    # All documents of the compilation that prints this one, in its order and this one among them;
    # of copies, the one that is kept. Empty for a document that stands alone.
    siblings: tuple[Document, ...] = ()

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the document's paragraphs."""
        return tuple(paragraphs(self.document.source.text, self.passages))

    @cached_property
    def by_order(self) -> dict[int, Passage]:
        """Return the passages by their order."""
        return {passage.order: passage for passage in self.passages}

    @cached_property
    def _starts(self) -> list[int]:
        return [link.begin for link in self.links]

    def links_between(self, begin: int, end: int) -> tuple[Link, ...]:
        """Return the links whose mentions lie between two source offsets."""
        low, high = bisect_left(self._starts, begin), bisect_right(self._starts, end)
        return tuple(link for link in self.links[low:high] if link.end <= end)

    def sentence(self, paragraph: Paragraph, begin: int, end: int) -> Sentence:
        """Return a stretch of a paragraph's view as a sentence."""
        seen = paragraph.view.slice(begin, end)
        low, high = paragraph.view.span(begin, end)
        links = tuple(
            (seen.position(link.begin), seen.position(link.end - 1) + 1, link)
            for link in self.links_between(low, high)
            if any(part.begin <= link.begin < part.end for part in paragraph.passages)
        )
        first = paragraph.first
        return Sentence(seen, paragraph.covering(begin, end), first.language, links)

    def sentences_of(self, paragraph: Paragraph) -> tuple[Sentence, ...]:
        """Return the sentences of a paragraph."""
        return tuple(
            self.sentence(paragraph, begin, end)
            for begin, end in sentence_spans(paragraph.view.text)
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return all sentences, footnotes and headings among them."""
        return tuple(found for part in self.paragraphs for found in self.sentences_of(part))

    def footnotes(self, sentence: Sentence) -> tuple[Passage, ...]:
        """Return the footnotes that a sentence refers to."""
        marks = {mark for _, mark in sentence.view.notes}
        return tuple(p for p in self.passages if p.kind == "footnote" and p.number in marks)
