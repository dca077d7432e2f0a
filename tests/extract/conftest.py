"""One extractor on one paragraph, its mentions shown as brackets in the text."""

from collections.abc import Callable

import pytest

from migkg.extract.registry import Stretch, named
from migkg.link.authority import load_authority
from migkg.model import Document, Mention, Passage, SourceFile
from migkg.reading import paragraphs

Extract = Callable[..., list[Mention]]
Bracket = Callable[..., str]


@pytest.fixture(scope="session")
def mentions() -> Extract:
    """Return a function that yields an extractor's mentions in a text."""

    def extract(
        extractor: str, text: str, language: str = "en", symbol: str = "", kind: str = "paragraph"
    ) -> list[Mention]:
        source = SourceFile("notes/text.txt", text, "0" * 64, "plain", language=language)
        document = Document("text", "Report", 0, len(text), source, symbol=symbol)
        passage = Passage("text", 1, 0, len(text), text, kind, language=language)  # type: ignore[arg-type]
        return [
            mention
            for paragraph in paragraphs(text, (passage,))
            for mention in named(extractor)(Stretch(paragraph, document, load_authority()))
        ]

    return extract


@pytest.fixture(scope="session")
def bracketed(mentions: Extract) -> Bracket:
    """Return a function that puts an extractor's mentions in brackets, of nested ones the outer."""

    def bracket(extractor: str, text: str, *settings: str) -> str:
        plain = text.replace("[", "").replace("]", "")
        parts, at = [], 0
        found_here = mentions(extractor, plain, *settings)
        for found in sorted(found_here, key=lambda m: (m.begin, -m.end)):
            if found.begin < at:
                continue
            parts += [plain[at : found.begin], f"[{found.anchor}]"]
            at = found.end
        return "".join([*parts, plain[at:]])

    return bracket
