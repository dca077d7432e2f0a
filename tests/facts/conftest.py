"""Readings of the shipped corpus and of invented texts, as fact extractors are given them."""

from collections.abc import Callable

import pytest

from migkg.corpus import read_corpus
from migkg.documents import split
from migkg.link.authority import load_authority
from migkg.link.document import link_document
from migkg.link.unify import unify
from migkg.model import SourceFile
from migkg.passages import passages
from migkg.reading import Reading

Read = Callable[..., list[Reading]]


def _readings(sources: list[SourceFile]) -> list[Reading]:
    authority = load_authority()
    found, parts = [], {}
    for source in sources:
        documents = split(source)
        for document in documents:
            inside = [other for other in documents if other.part_of == document.slug]
            parts[document.slug] = tuple(passages(document, inside))
            found.append((document, link_document(document, parts[document.slug], authority)))
    unified = unify(found, authority)
    known = {**authority.entities, **unified.entities}
    return [
        Reading(document, parts[document.slug], unified.links[document.slug], known)
        for document, _ in found
    ]


@pytest.fixture(scope="session")
def corpus() -> dict[str, Reading]:
    """Return the documents of the shipped corpus, by slug."""
    return {reading.document.slug: reading for reading in _readings(list(read_corpus()))}


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a function that reads an invented text."""

    def readings(text: str, kind: str = "", title: str = "", date: str = "") -> list[Reading]:
        source = SourceFile(
            "invented.txt", text, "ab" * 32, "plain", kind=kind, title=title, date=date
        )
        return _readings([source])

    return readings
