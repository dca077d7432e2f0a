"""Texts with their mentions in brackets: ``the [Assembly|organization/general-assembly]``.

The notation in which links are read by people and compared with what was marked by hand.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from migkg.documents import split
from migkg.link.authority import Authority, load_authority
from migkg.link.document import link_document
from migkg.link.unify import unify
from migkg.model import Document, Link, SourceFile
from migkg.passages import passages

_MENTION = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and what it names: begin, end and the entity's IRI after ``id/``, in order."""

    text: str
    mentions: tuple[tuple[int, int, str], ...]

    def __str__(self) -> str:
        parts, at = [], 0
        for begin, end, entity in self.mentions:
            parts += [self.text[at:begin], f"[{self.text[begin:end]}|{entity}]"]
            at = end
        return "".join([*parts, self.text[at:]])

    @property
    def plain(self) -> "Marked":
        """Return the text with single spaces, for comparison."""
        return parse(" ".join(str(self).split()))


def parse(text: str) -> Marked:
    """Return a text in bracket notation as its plain text and its mentions.

    >>> parse("the [GA|organization/general-assembly] met").mentions
    ((4, 6, 'organization/general-assembly'),)
    """
    plain: list[str] = []
    mentions: list[tuple[int, int, str]] = []
    at = length = 0
    for found in _MENTION.finditer(text):
        before = text[at : found.start()]
        begin = length + len(before)
        length = begin + len(found[1])
        mentions.append((begin, length, found[2]))
        plain += [before, found[1]]
        at = found.end()
    return Marked("".join([*plain, text[at:]]), tuple(mentions))


def mark(text: str, begin: int, end: int, links: Iterable[Link]) -> Marked:
    """Return a stretch of a source text with the links in it."""
    inside = sorted(
        (link.begin - begin, link.end - begin, link.entity.removeprefix("id/"))
        for link in links
        if begin <= link.begin and link.end <= end
    )
    return Marked(text[begin:end], tuple(inside))


def marked_files(
    sources: Iterable[SourceFile], authority: Authority | None = None
) -> dict[str, Marked]:
    """Return each file's text with all that is named in it, by the file's path."""
    known = authority or load_authority()
    per_document: list[tuple[Document, tuple[Link, ...]]] = []
    for source in sources:
        documents = split(source)
        for document in documents:
            inside = [other for other in documents if other.part_of == document.slug]
            links = link_document(document, passages(document, inside), known)
            per_document.append((document, links))
    unified = unify(per_document, known)
    files: dict[str, tuple[SourceFile, list[Link]]] = {}
    for document, _ in per_document:
        _, found = files.setdefault(document.source.path, (document.source, []))
        found += unified.links[document.slug]
    return {
        path: mark(source.text, 0, len(source.text), found)
        for path, (source, found) in files.items()
    }
