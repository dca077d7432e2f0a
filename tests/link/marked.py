"""Passages with their mentions in brackets: ``the [General Assembly|organization/...]``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from migkg.corpus import read_corpus
from migkg.documents import split
from migkg.link.authority import Authority, load_authority
from migkg.link.document import link_document
from migkg.link.unify import unify
from migkg.model import Document, Entity, Link, Ref, SourceFile
from migkg.passages import passages
from migkg.resources import folder

_MENTION = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


@dataclass(frozen=True)
class Marked:
    """A text and what it names: begin, end and entity, in the order of the text."""

    text: str
    mentions: tuple[tuple[int, int, str], ...]

    @property
    def written(self) -> str:
        """Return the text in bracket notation, so that a difference can be read."""
        parts, at = [], 0
        for begin, end, entity in self.mentions:
            parts += [self.text[at:begin], f"[{self.text[begin:end]}|{entity}]"]
            at = end
        return " ".join("".join([*parts, self.text[at:]]).split())


def parse(text: str) -> Marked:
    """Return a text in bracket notation as the plain text and its mentions."""
    plain, mentions, at, length = [], [], 0, 0
    for found in _MENTION.finditer(text):
        before = text[at : found.start()]
        begin = length + len(before)
        mentions.append((begin, begin + len(found[1]), found[2]))
        plain += [before, found[1]]
        length, at = begin + len(found[1]), found.end()
    return Marked("".join([*plain, text[at:]]), tuple(mentions))


def found_in(
    source: str, begin: int, end: int, links: tuple[Link, ...]
) -> Marked:
    """Return a stretch of a source text with the links that were found in it."""
    here = tuple(
        (link.begin - begin, link.end - begin, link.entity.removeprefix("id/"))
        for link in links
        if begin <= link.begin and link.end <= end
    )
    return Marked(source[begin:end], here)


def linked(text: str, *, language: str = "en", symbol: str = "", name: str = "scratch.txt") -> Marked:
    """Return a text of its own as the linker marks it, without help from other documents."""
    source = SourceFile(name, text, "0" * 64, "plain", language=language, symbol=symbol)
    authority = load_authority()
    per_document = []
    for document in (documents := split(source)):
        inside = [other for other in documents if other.part_of == document.slug]
        links = link_document(document, passages(document, inside), authority)
        per_document.append((document, links))
    unified = unify(per_document, authority)
    everything = sorted(
        (link for links in unified.links.values() for link in links), key=lambda link: link.begin
    )
    return found_in(text, 0, len(text), tuple(everything))


@lru_cache(maxsize=1)
def corpus_links() -> dict[str, tuple[str, tuple[Link, ...]]]:
    """Return for each file of the shipped corpus its text and all links in it."""
    authority = load_authority()
    per_document: list[tuple[Document, tuple[Link, ...]]] = []
    for source in read_corpus([folder("corpus")]):
        documents = split(source)
        for document in documents:
            inside = [other for other in documents if other.part_of == document.slug]
            links = link_document(document, passages(document, inside), authority)
            per_document.append((document, links))
    unified = unify(per_document, authority)
    files: dict[str, tuple[str, tuple[Link, ...]]] = {}
    for document, _ in per_document:
        key = Path(document.source.path).stem
        _, before = files.get(key, ("", ()))
        files[key] = (document.source.text, (*before, *unified.links[document.slug]))
    return {
        key: (text, tuple(sorted(links, key=lambda link: link.begin)))
        for key, (text, links) in files.items()
    }


def locate(source: str, plain: str) -> tuple[int, int]:
    """Return where a passage stands in a source text, white space aside."""
    words = [re.escape(word) for word in plain.split()]
    found = re.search(r"\s+".join(words), source)
    if found is None:
        raise AssertionError(f"not in the source text: {plain[:80]!r}")
    return found.span()


def blocks(file: Path) -> Iterator[str]:
    """Yield the passages of a file, which blank lines part; lines that begin with # are notes."""
    lines = [
        line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith("# ")
    ]
    for block in "\n".join(lines).split("\n\n"):
        if block.strip():
            yield " ".join(block.split())


__all__ = ["Authority", "Entity", "Marked", "Ref", "blocks", "corpus_links", "found_in", "linked", "locate", "parse"]
