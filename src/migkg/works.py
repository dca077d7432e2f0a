"""Copies and versions: which documents of a corpus print the same text, and which one work.

Two documents with the same words are one: the first in the order of path and offset is kept, the
others are recorded as further places of it. Two documents whose words differ, but of whose
four-word runs at least half are shared, are versions of a common work, an individual without
passages.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from migkg import iris, quads
from migkg.model import Document, Literal

RUN: Final = 4  # words
SHARED: Final = 0.5  # of the runs of two documents together, for them to be versions of a work
SKETCH: Final = 1024  # runs kept of a longer document: those with the smallest hashes
FEWEST: Final = 20  # runs; a shorter text (a heading, a form) shares its words by chance

_MARK_UP: Final = re.compile(r"</?[a-z]+[^<>]*>|[*#\\]|\u00ad")
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """What two documents are compared by, small enough to hand between processes."""

    slug: str
    path: str
    sha256: str
    begin: int
    words: str  # hash of the sequence of words; empty for a document without any
    runs: frozenset[int]  # hashes of runs of words
    kind: str
    title: str
    date: str
    language: str
    part_of: str


@dataclass(frozen=True, slots=True)
class Works:
    """What became of the documents of a corpus."""

    copy_of: Mapping[str, str] = field(default_factory=dict)  # slug of a copy to that kept
    work_of: Mapping[str, str] = field(default_factory=dict)  # slug of a version to its work
    lines: frozenset[str] = frozenset()  # quads that describe the works


def signature(document: Document) -> Signature:
    """Return what a document is compared by."""
    text = unicodedata.normalize("NFKC", _MARK_UP.sub("", document.text)).casefold()
    words = _WORD.findall(text)
    hashes = {
        int.from_bytes(hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest())
        for run in zip(*(words[start:] for start in range(RUN)), strict=False)
    }
    return Signature(
        document.slug,
        document.source.path,
        document.source.sha256,
        document.begin,
        hashlib.sha256(" ".join(words).encode()).hexdigest() if words else "",
        frozenset(sorted(hashes)[:SKETCH]),
        document.kind,
        document.title,
        document.date,
        document.language,
        document.part_of,
    )


def resemblance(one: Signature, other: Signature) -> float:
    """Return which share of the runs of two documents both have, estimated for long ones."""
    together = sorted(one.runs | other.runs)[:SKETCH]
    if not together:
        return 0.0
    return sum(run in one.runs and run in other.runs for run in together) / len(together)


def compare(signatures: Iterable[Signature]) -> Works:
    """Return copies, versions and their works; a compilation is never compared with its parts."""
    every = sorted(signatures, key=lambda one: (one.path, one.begin, one.slug))
    compilations = {one.part_of for one in every if one.part_of}
    leaves = [one for one in every if one.slug not in compilations]
    first: dict[str, str] = {}
    copy_of = {}
    kept = []
    for one in leaves:
        if one.words and one.words in first:
            copy_of[one.slug] = first[one.words]
        else:
            first[one.words] = one.slug
            kept.append(one)
    taken = {one.slug for one in every}
    work_of: dict[str, str] = {}
    lines: set[str] = set()
    for group in _groups(kept):
        work, title = _work(group, taken)
        taken.add(work)
        work_of.update((one.slug, work) for one in group)
        kinds = sorted({one.kind for one in group})
        lines |= quads.of_work(work, title, kinds if len(kinds) == 1 else [])
    return Works(copy_of, work_of, frozenset(lines))


def _groups(documents: Sequence[Signature]) -> list[list[Signature]]:
    """Return the sets of two or more documents that resemblance joins."""
    sharing: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(documents):
        if len(one.runs) >= FEWEST:
            for run in one.runs:
                sharing[run].append(number)
    # Neighbours are enough: versions share runs that nobody else has, and resemblance is joined up.
    pairs = {pair for numbers in sharing.values() for pair in pairwise(numbers)}
    leader = list(range(len(documents)))

    def led_by(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for low, high in sorted(pairs):
        one, other = documents[low], documents[high]
        if one.language == other.language and resemblance(one, other) >= SHARED:
            a, b = sorted((led_by(low), led_by(high)))
            leader[b] = a
    groups: dict[int, list[Signature]] = defaultdict(list)
    for number, one in enumerate(documents):
        groups[led_by(number)].append(one)
    return [group for group in groups.values() if len(group) > 1]


def _work(group: Sequence[Signature], taken: set[str]) -> tuple[str, Literal | None]:
    """Return the slug of a work and its title, the one most of its versions carry."""
    titles = [one.title for one in group if one.title]
    if not titles:
        return _free(f"{group[0].slug}-work", group, taken), None
    title = min(titles, key=lambda text: (-titles.count(text), text))
    language = next(one.language for one in group if one.title == title)
    return _free(iris.slug(title), group, taken), Literal(title, language=language)


def _free(slug: str, group: Sequence[Signature], taken: set[str]) -> str:
    """Return a slug no document has: the year of the first version, then its slug, is added."""
    year = min((one.date[:4] for one in group if one.date), default="")
    for candidate in (slug, f"{slug}-{year}" if year else slug, f"{slug}-{group[0].slug}"):
        if candidate and candidate not in taken:
            return candidate
    raise AssertionError("a slug that ends in a document's own is free")
