"""Reads queries: a ``.rq`` file whose ``#+`` lines say what it asks, and those that are shipped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from migkg import parameters
from migkg.errors import MissingFileError, UnknownNameError, UnreadableFileError
from migkg.namespaces import BASE, DEFAULT_BASE
from migkg.parameters import Parameter
from migkg.resources import folder

_HEADER = re.compile(r"#\+\s*(\w+):\s*(.*)")
_BLANK = re.compile(r"\{(\w+): ([^}]*)\}")
_CONTINUED = re.compile(r"#\+\s*(.+)")


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what its header says."""

    name: str  # of the file, without ending
    group: str  # of the folder: competency, quality, inferred
    text: str
    header: Mapping[str, str]
    parameters: tuple[Parameter, ...] = ()

    @property
    def question(self) -> str:
        """Return what is asked, in words."""
        return self.header.get("question", "")

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the tags of the header."""
        return tuple(tag.strip() for tag in self.header.get("tags", "").split(",") if tag.strip())


def read(path: Path) -> Query:
    """Return the query in a file.

    Raises MissingFileError if it is not there, UnreadableFileError if it is no text or empty.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(str(path)) from error
    except OSError as error:
        raise UnreadableFileError(str(path), str(error.strerror)) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(str(path), "not a query in UTF-8") from error
    if not text.strip():
        raise UnreadableFileError(str(path), "an empty file, no query")
    return parse(text, path.stem, path.parent.name)


def parse(text: str, name: str = "", group: str = "") -> Query:
    r"""Return a query with its header.

    >>> parse("#+ question: Who spoke?\n#+ tags: fact, event\nASK {}").tags
    ('fact', 'event')
    """
    header: dict[str, str] = {}
    given: list[Parameter] = []
    key = ""
    for line in text.splitlines():
        if found := _HEADER.fullmatch(line.rstrip()):
            key = found[1]
            if key == "param":
                given.append(parameters.parse(found[2]))
                continue
            header[key] = found[2]
        elif key and (more := _CONTINUED.fullmatch(line.rstrip())):
            header[key] = f"{header[key]} {more[1]}"
        else:
            break
    return Query(name, group, text.replace(DEFAULT_BASE, BASE), header, tuple(given))


def shipped(group: str = "") -> tuple[Query, ...]:
    """Return the queries that come with migkg, of one folder or of all, sorted by name."""
    top = folder("queries")
    paths = sorted((top / group).glob("*.rq") if group else top.glob("*/*.rq"))
    return tuple(read(path) for path in paths)


def find(name: str) -> Query:
    """Return a shipped query by name, or by the beginning of one if only one begins so.

    Raises UnknownNameError, which lists the names there are.
    """
    known = {query.name: query for query in shipped()}
    if name in known:
        return known[name]
    alike = [query for key, query in known.items() if key.startswith(name)]
    if len(alike) == 1:
        return alike[0]
    names = [query.name for query in alike] or [q.name for q in known.values()]
    raise UnknownNameError("query", name, sorted(names))


def asks(question: str, values: Mapping[str, str]) -> str:
    """Return a question with values in the places of its parameters; the others stay as they are.

    >>> asks("Who spoke for {state: Mexico} in {year: 2011}?", {"state": "Fiji"})
    'Who spoke for Fiji in 2011?'
    """
    return _BLANK.sub(lambda found: values.get(found[1], found[2]), question)
