"""Every error migkg raises on purpose.

MigkgError
├── UsageError            the call cannot be carried out as it stands (exit code 2)
│   ├── MissingFileError      a path that is not there
│   ├── UnreadableFileError   a file that is empty, binary, or not in the encoding it claims
│   ├── UnknownNameError      no query, extractor, format, entity ... under that name
│   ├── QuerySyntaxError      SPARQL that does not parse
│   └── StoreError            a store folder that cannot be read, written or replaced
└── CheckError            the call ran and found fault with the data (exit code 1)
    ├── OntologyError         an ontology, shapes or authority file that breaks the rules for it
    ├── QuoteError            a passage or mention that does not stand verbatim at its offsets
    └── NotConformingError    a graph that breaks the shapes
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

MOST_NAMES: Final = 12  # that a message lists whole


class MigkgError(Exception):
    """What went wrong, where, and how to mend it, in one line."""

    exit_code = 2


class UsageError(MigkgError):
    """The call cannot be carried out as it stands."""


class MissingFileError(UsageError):
    """A path that is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: no such file or folder"


class UnreadableFileError(UsageError):
    """A file that is there but cannot be read as a document."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class UnknownNameError(UsageError, LookupError):
    """Nothing of that kind is known under that name."""

    def __init__(self, kind: str, name: str, known: Iterable[str] = ()) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(kind, name, self.known)

    def __str__(self) -> str:
        names = self.known
        if len(names) > MOST_NAMES:  # a line holds no more: the nearest, and how many there are
            near = get_close_matches(self.name, names, n=3, cutoff=0.4)
            hint = f"; the nearest: {', '.join(near)}" if near else ""
            return f"no {self.kind} named {self.name!r} among {len(names)}{hint}"
        there_are = f"; there are: {', '.join(names)}" if names else ""
        return f"no {self.kind} named {self.name!r}{there_are}"


class QuerySyntaxError(UsageError):
    """SPARQL that does not parse; the message is the parser's."""


class StoreError(UsageError):
    """A store folder that cannot be read, written or replaced."""


class CheckError(MigkgError):
    """The call ran and found fault with the data."""

    exit_code = 1


class OntologyError(CheckError):
    """An ontology, shapes or authority file that breaks the rules for it."""


class QuoteError(CheckError):
    """A passage or mention that does not stand verbatim at its offsets."""


class NotConformingError(CheckError):
    """A graph that breaks the shapes."""
