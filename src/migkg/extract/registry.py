"""Extractors by name; a new kind of mention is a new module in this package."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from migkg.errors import UnknownNameError
from migkg.model import Document, Mention
from migkg.reading import Paragraph, View

if TYPE_CHECKING:
    from migkg.link.authority import Authority


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph with its document and the known entities: what an extractor is given."""

    paragraph: Paragraph
    document: Document
    authority: "Authority"

    @property
    def text(self) -> str:
        """Return the clean text that positions count in."""
        return self.paragraph.view.text

    @property
    def view(self) -> View:
        """Return the paragraph's view."""
        return self.paragraph.view

    @property
    def document_text(self) -> str:
        """Return the whole document's text in small letters, with single spaces."""
        return _lowered(self.document)

    @property
    def language(self) -> str:
        """Return the paragraph's language."""
        return self.paragraph.first.language

    def mention(
        self, begin: int, end: int, kind: str, extractor: str, **hints: str
    ) -> Iterator[Mention]:
        """Yield the mention at a stretch of the clean text; none where it crosses a passage cut."""
        low, high = self.view.span(begin, end)
        for passage in self.paragraph.passages:
            if passage.begin <= low and high <= passage.end:
                yield Mention(
                    low,
                    high,
                    self.document.source.text[low:high],
                    kind,
                    self.text[begin:end],
                    extractor,
                    passage.order,
                    passage.language,
                    tuple(sorted(hints.items())),
                )


@lru_cache(maxsize=2)
def _lowered(document: Document) -> str:
    return " ".join(document.text.lower().split())


Extractor: TypeAlias = Callable[[Stretch], Iterator[Mention]]

_EXTRACTORS: dict[str, Extractor] = {}


def extractor(name: str) -> Callable[[Extractor], Extractor]:
    """Register a function that yields the mentions of a stretch of text under a name."""

    def register(function: Extractor) -> Extractor:
        _EXTRACTORS[name] = function
        return function

    return register


@lru_cache(maxsize=1)
def extractors() -> dict[str, Extractor]:
    """Return every extractor of this package, sorted by name."""
    package = importlib.import_module("migkg.extract")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"migkg.extract.{module.name}")
    return dict(sorted(_EXTRACTORS.items()))


def named(name: str) -> Extractor:
    """Return the extractor of that name; raise UnknownNameError if there is none."""
    known = extractors()
    if name not in known:
        raise UnknownNameError("extractor", name, known)
    return known[name]
