"""The list of documents: filtered, sorted, a page of it, parts under the file that holds them."""

import sqlite3
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from migkg import catalogue
from migkg.namespaces import GRAPH, MIG
from migkg.serve.faults import NoAnswerError
from migkg.serve.operation import Opened
from migkg.serve.reading import look
from migkg.serve.reading.head import LANGUAGES
from migkg.serve.remote.store import RemoteStore
from migkg.serve.terms import Labels
from migkg.serve.words import values
from migkg.serve.words.text import plain

PAGE: Final = 50  # documents on one page, their parts not counted
PARTS: Final = 100  # of documents on one page: all of each if these suffice
PARTS_EACH: Final = 4  # else so many of each
GRAPHS: Final = 100  # named graphs on one page
_REMEMBERED: Final = 60.0  # seconds that the catalogue of a store elsewhere is good for

SORTS: Final = {
    "title": "title",
    "date": "date, oldest first",
    "newest": "date, newest first",
    "symbol": "symbol",
}
_ORDERS: Final = {
    "title": "folded, iri",
    "date": "date = '', date, folded, iri",
    "newest": "date = '', date DESC, folded, iri",
    "symbol": "symbol = '', symbol, folded, iri",
}
_FITS: Final = {
    "kind": "iri IN (SELECT iri FROM document_kind WHERE kind = ?)",
    "year": "substr(date, 1, 4) = ?",
    "language": "language = ?",
}
_FIELDS: Final = "iri, title, date, symbol, language, whole, passages, facts"


def opened(of: Opened) -> sqlite3.Connection:
    """Return the catalogue of a build; of a store elsewhere, as it was within the last minute."""
    remote = isinstance(of.store, RemoteStore)
    return _opened(of.store, of.build, remote, time.monotonic() // _REMEMBERED if remote else 0)


@lru_cache(maxsize=1)
def _opened(
    store: ox.Store,
    build: Path,
    remote: bool,
    when: float,  # noqa: ARG001 - which makes it anew
) -> sqlite3.Connection:
    return catalogue.in_memory(store) if remote else catalogue.opened(build, store)


def listed(of: Opened, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the list of documents whose texts the graph holds.

    Fields: ``kind`` (local name of a class), ``year``, ``language``, ``sort``, ``page``. Raises
    NoAnswerError for an order or page that there is not.
    """
    sort = asked.get("sort", "") or "title"
    if sort not in SORTS:
        raise NoAnswerError("bad-request", f"There are these orders: {', '.join(SORTS)}.")
    connection, labels = opened(of), Labels(of.store)
    wanted = {name: asked.get(name, "") for name in _FITS}
    given = {name: value for name, value in wanted.items() if value}
    where = " AND ".join(_FITS[name] for name in given) or "alone"
    ((found,),) = connection.execute(
        f"SELECT COUNT(*) FROM document WHERE {where}",  # noqa: S608 - of our own words
        [*given.values()],
    )
    pages = max(1, -(-found // PAGE))
    page = number(asked.get("page", ""), pages)
    rows = connection.execute(
        f"SELECT {_FIELDS} FROM document WHERE {where} "  # noqa: S608 - of our own words
        f"ORDER BY {_ORDERS[sort]} LIMIT {PAGE} OFFSET ?",
        [*given.values(), (page - 1) * PAGE],
    ).fetchall()
    wholes = ["" if given else row[0] for row in rows]  # below what was filtered, no parts
    kinds = _tally(connection, "kind", "document_kind")
    return {
        "rows": [
            {**_shown(connection, labels, row), **below}
            for row, below in zip(rows, _parts(connection, labels, wholes), strict=True)
        ],
        "total": connection.execute("SELECT COUNT(*) FROM document").fetchone()[0],
        "found": found,
        "page": page,
        "pages": pages,
        "asked": {**wanted, "sort": sort},
        "sorts": SORTS,
        "kinds": kinds,
        "kind_names": {kind: labels.of(ox.NamedNode(MIG + kind)) for kind in kinds},
        "years": _tally(connection, "substr(date, 1, 4)", "document"),
        "languages": _tally(connection, "language", "document"),
        "language_names": LANGUAGES,
    }


def graphs(of: Opened, page: str) -> dict[str, Any]:
    """Return a page of the list of named graphs, those of documents last.

    Raises NoAnswerError for a page that there is not.
    """
    connection = opened(of)
    total, counted, quads = connection.execute(
        "SELECT COUNT(*), COUNT(quads), SUM(quads) FROM graph"
    ).fetchone()
    pages = max(1, -(-total // GRAPHS))
    first = (number(page, pages) - 1) * GRAPHS
    rows = connection.execute(
        "SELECT iri, quads FROM graph WHERE number > ? ORDER BY number LIMIT ?", [first, GRAPHS]
    )
    return {
        "quads": quads if counted == total else None,  # unknown, and too many to count now
        "total": total,
        "page": first // GRAPHS + 1,
        "pages": pages,
        "graphs": [
            {
                "iri": iri,
                "label": iri.removeprefix(GRAPH),
                "quads": catalogue.size(of.store, iri) if size is None else size,
            }
            for iri, size in rows
        ],
    }


def number(text: str, pages: int) -> int:
    """Return the page that a text asks for, the first if none; raise NoAnswerError if it is none.

    >>> number("", 3), number("2", 3)
    (1, 2)
    """
    text = text or "1"
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= pages:
        return int(text)
    raise NoAnswerError("bad-request", f"There are pages 1 to {pages}.")


def _parts(
    connection: sqlite3.Connection, labels: Labels, wholes: list[str]
) -> list[dict[str, Any]]:
    """Return the first parts of each document, and how many more of it there are."""
    counts = [
        connection.execute(
            "SELECT COUNT(*) FROM document WHERE whole = ? AND whole != ''", [whole]
        ).fetchone()[0]
        for whole in wholes
    ]
    most = PARTS if sum(counts) <= PARTS else PARTS_EACH
    found = []
    for whole, count in zip(wholes, counts, strict=True):
        rows = connection.execute(
            f"SELECT {_FIELDS} FROM document WHERE whole = ? "  # noqa: S608 - of our own words
            "AND whole != '' ORDER BY iri LIMIT ?",
            [whole, most],
        ).fetchall()
        shown = [_shown(connection, labels, row) for row in rows]
        found.append({"parts": shown, "more": count - len(shown)})
    return found


def _shown(connection: sqlite3.Connection, labels: Labels, row: tuple[Any, ...]) -> dict[str, Any]:
    iri, title, date, symbol, language, whole, passages, facts = row
    kinds = connection.execute(
        "SELECT kind FROM document_kind WHERE iri = ? ORDER BY kind", [iri]
    ).fetchall()
    above = connection.execute("SELECT title FROM document WHERE iri = ?", [whole]).fetchone()
    return {
        "iri": iri,
        "label": plain(title) or look.slug(iri),
        "kind": ", ".join(labels.of(ox.NamedNode(MIG + kind)) for (kind,) in kinds),
        "symbol": symbol,
        "date": values.date(date),
        "language": language,
        "passages": passages,
        "facts": facts,
        "whole": {"iri": whole, "label": plain(above[0])} if above else None,
    }


def _tally(connection: sqlite3.Connection, what: str, table: str) -> dict[str, int]:
    rows = connection.execute(
        f"SELECT {what}, COUNT(*) FROM {table} GROUP BY 1 ORDER BY 1"  # noqa: S608 - our own words
    )
    return {value: count for value, count in rows if value}
