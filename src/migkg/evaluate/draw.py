"""Draws the passages that are annotated by hand, by a fixed seed.

What is drawn is a *paragraph*: a passage with those that continue it. Each stratum gives a fixed
number; the order in it is that of a hash of the seed and the place, so that it hangs on nothing but
the text. The paragraphs of a stratum go by turns to the part for development and to that for the
report.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from migkg.corpus import read_corpus
from migkg.documents import split
from migkg.model import Document, Passage
from migkg.passages import passages

SEED: Final = "migkg gold 2026"
PARTS: Final = ("dev", "report")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paragraph that was drawn: its passages, its document, and the part it is for."""

    part: str
    stratum: str
    document: Document
    passages: tuple[Passage, ...]


def _of(kind: str, *kinds: str) -> Callable[[Document, Passage], bool]:
    wanted = kinds or ("paragraph", "list-item")
    return lambda document, passage: document.kind == kind and passage.kind in wanted


def _statement(language: str) -> Callable[[Document, Passage], bool]:
    return lambda document, passage: (
        document.kind == "Statement"
        and document.language == language
        and (passage.kind != "heading" or language == "es")
    )


# A paragraph belongs to the first stratum that takes it.
STRATA: Final[tuple[tuple[str, int, Callable[[Document, Passage], bool]], ...]] = (
    ("statement es", 12, _statement("es")),
    ("statement fr", 26, _statement("fr")),
    ("statement en", 24, _statement("en")),
    ("heading", 6, lambda _, passage: passage.kind in ("heading", "caption")),
    ("footnote", 6, lambda _, passage: passage.kind == "footnote"),
    ("table", 6, lambda _, passage: passage.kind in ("table-row", "table-header")),
    ("report", 22, _of("Report")),
    ("report programme", 1, _of("Report", "programme-line")),
    ("note", 8, _of("Note")),
    ("summary", 7, _of("Summary")),
    ("letter", 6, _of("Letter")),
    ("concept note", 5, _of("ConceptNote")),
    ("programme", 12, _of("Programme", "paragraph", "list-item", "programme-line")),
    ("information note", 2, _of("InformationNote")),
    ("resolution", 12, _of("Resolution")),
)

# Facts of some classes are too rare for a draw to meet them by chance: of the paragraphs left that
# say such words, some more.
RARE: Final[tuple[tuple[str, int, re.Pattern[str]], ...]] = (
    (
        "groups",
        6,
        re.compile(
            r"\b(?:members? of|membership|comprises|joined|co-?chairs?|member agencies)\b", re.I
        ),
    ),
    (
        "treaties",
        6,
        re.compile(r"\b(?:ratif(?:y|ied|ication)|acced\w+|entered into force|parties to)\b", re.I),
    ),
)


def draw(documents: Iterable[tuple[Document, tuple[Passage, ...]]] | None = None) -> list[Drawn]:
    """Return the drawn paragraphs in the order of file and offset; of equal texts only one.

    ``documents`` are those of the corpus that is shipped, unless told.
    """
    strata: dict[str, list[tuple[str, Document, tuple[Passage, ...]]]] = {}
    for document, within in _corpus() if documents is None else documents:
        for chain in _chains(within):
            for name, _, takes in STRATA:
                if takes(document, chain[0]):
                    place = f"{SEED}\n{document.source.path}\n{chain[0].begin}"
                    rank = hashlib.sha256(place.encode()).hexdigest()
                    strata.setdefault(name, []).append((rank, document, chain))
                    break
    for name, _, pattern in RARE:
        strata[name] = [
            entry
            for of_class, _, _ in STRATA
            for entry in strata.get(of_class, ())
            if pattern.search(" ".join(passage.text for passage in entry[2]))
        ]
    found: list[Drawn] = []
    seen: set[str] = set()
    for name, number in [(name, number) for name, number, _ in (*STRATA, *RARE)]:
        taken = 0
        for _, document, chain in sorted(strata.get(name, ()), key=lambda entry: entry[0]):
            words = re.sub(r"\W+", " ", " ".join(passage.text for passage in chain)).casefold()
            if taken < number and words not in seen:
                seen.add(words)
                found.append(Drawn(PARTS[taken % 2], name, document, chain))
                taken += 1
    return sorted(found, key=lambda one: (one.document.source.path, one.passages[0].begin))


def _corpus() -> Iterable[tuple[Document, tuple[Passage, ...]]]:
    for source in read_corpus():
        parts = split(source)
        for document in parts:
            yield document, passages(document, parts)


def _chains(within: tuple[Passage, ...]) -> list[tuple[Passage, ...]]:
    follows = {passage.continues: passage for passage in within if passage.continues is not None}
    found = []
    for passage in within:
        if passage.continues is None:
            chain = [passage]
            while (following := follows.get(chain[-1].order)) is not None:
                chain.append(following)
            found.append(tuple(chain))
    return found
