"""Linking of short texts, each a document of its own."""

from collections.abc import Callable

import pytest

from migkg.link.marked import Marked, marked_files
from migkg.model import SourceFile

Linker = Callable[..., Marked]


@pytest.fixture(scope="session")
def linked() -> Linker:
    """Return a function that links a text as a document that stands alone."""

    def link(text: str, language: str = "en", symbol: str = "", kind: str = "") -> Marked:
        source = SourceFile(
            "notes/text.txt", text, "0" * 64, "plain", language=language, symbol=symbol, kind=kind
        )
        return marked_files([source])[source.path]

    return link
