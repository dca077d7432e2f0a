"""Finds passages by their words."""

import sqlite3
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, Literal

from migkg.namespaces import BASE
from migkg.search import quotes, spelling
from migkg.search.asked import Asked, understand
from migkg.search.index import span
from migkg.search.words import words

# A heading, a line of a programme and a footnote are short, and so rank high by words alone.
_KINDS: Final = {"heading": 0.7, "footnote": 0.8, "table-row": 0.85, "programme-line": 0.9}
_TOGETHER: Final = 0.6  # what it adds that the words stand side by side, as asked
_WINDOW: Final = 100  # the first so many are ordered by more than their words
_FACETS: Final = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What the passages found must have besides the words; empty where anything will do."""

    document: str = ""  # slug or IRI
    kind: str = ""  # passage kind: paragraph, footnote ...
    type: str = ""  # class of the document: Report, Statement ...
    begin: str = ""  # the document's date from: 2011, 2011-05 or 2011-05-19
    end: str = ""
    language: str = ""


@dataclass(slots=True)
class Found:
    """The passages found, and how many by what."""

    total: int = 0
    hits: list[dict[str, Any]] = field(default_factory=list)
    facets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    any_word: bool = False  # no passage has all the words: these have some
    instead: str = ""  # what may have been meant, where nothing was found


def find(
    connection: sqlite3.Connection,
    text: str,
    filters: Filters = Filters(),
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """Return the passages that say all words of a text, else those that say any, best first."""
    asked = understand(text)
    found = Found()
    if not asked.pieces:
        return found
    where, values = _where(filters)
    match = asked.match()
    rows = _counts(connection, match, where, values)
    if not rows and len(asked.telling) > 1:
        match, found.any_word = asked.match("OR"), True
        rows = _counts(connection, match, where, values)
    if not rows:
        found.any_word = False
        found.instead = spelling.put_right(connection, text)
        return found
    found.total = sum(row[-1] for row in rows)
    found.facets = _facets(connection, rows)
    ranked = _ranked(connection, match, where, values, offset + limit)
    best = _reordered(connection, ranked[:_WINDOW], asked) + ranked[_WINDOW:]
    page = best[offset : offset + limit]
    found.hits = [_hit(connection, number, score, asked) for number, score in page]
    if found.any_word:
        found.instead = spelling.put_right(connection, text)
    return found


def _where(filters: Filters) -> tuple[str, list[str]]:
    """Return the conditions of SQL that the filters make, and their values."""
    parts, values = [], []
    if filters.document:
        parts.append("place.document IN (SELECT id FROM document WHERE iri = ?)")
        values.append(document_iri(filters.document))
    for column, value in (("kind", filters.kind), ("language", filters.language)):
        if value:
            parts.append(f"place.{column} = ?")
            values.append(value)
    of_document = []
    if filters.type:
        of_document.append("class = ? COLLATE NOCASE")
        values.append(filters.type)
    if filters.begin:
        of_document.append("ends >= ?")
        values.append(span(filters.begin)[0])
    if filters.end:
        of_document.append("begins != '' AND begins <= ?")
        values.append(span(filters.end)[1])
    if of_document:
        inner = " AND ".join(of_document)
        parts.append(f"place.document IN (SELECT id FROM document WHERE {inner})")  # noqa: S608
    return "".join(f" AND {part}" for part in parts), values


def document_iri(asked: str) -> str:
    """Return the IRI of a document that an address names by its slug or its IRI.

    >>> document_iri("a-67-254").removeprefix(BASE)
    'id/document/a-67-254'
    """
    if asked.startswith(("http://", "https://")):
        return asked
    return f"{BASE}id/document/{asked.removeprefix('id/').removeprefix('document/')}"


_FROM: Final = (
    "FROM passage_words JOIN place ON place.id = passage_words.rowid WHERE passage_words MATCH ?"
)


def _counts(
    connection: sqlite3.Connection, match: str, where: str, values: list[str]
) -> list[tuple[int, str, str, int]]:
    return connection.execute(
        f"SELECT place.document, place.kind, place.language, COUNT(*) {_FROM}{where} "
        "GROUP BY 1, 2, 3",
        [match, *values],
    ).fetchall()


def _facets(
    connection: sqlite3.Connection, rows: list[tuple[int, str, str, int]]
) -> dict[str, list[dict[str, Any]]]:
    by: dict[str, dict[Any, int]] = {"document": {}, "kind": {}, "language": {}}
    for *keys, count in rows:
        for name, value in zip(by, keys, strict=True):
            by[name][value] = by[name].get(value, 0) + count
    facets: dict[str, list[dict[str, Any]]] = {}
    for name, counted in by.items():
        first = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_FACETS]
        facets[name] = [{"value": value, "label": value, "count": n} for value, n in first]
    for one in facets["document"]:
        iri, title, symbol = connection.execute(
            "SELECT iri, title, symbol FROM document WHERE id = ?", [one["value"]]
        ).fetchone()
        one["value"] = iri.removeprefix(BASE + "id/document/")
        one["label"] = named(title, symbol)
    types: dict[str, int] = {}
    classes = dict(connection.execute("SELECT id, class FROM document").fetchall())
    for document, _, _, count in rows:
        types[classes[document]] = types.get(classes[document], 0) + count
    facets["class"] = [
        {"value": value, "label": value, "count": count}
        for value, count in sorted(types.items(), key=lambda item: (-item[1], item[0]))
    ]
    return facets


def named(title: str, symbol: str) -> str:
    """Return what a document is called: its symbol first, where it has one."""
    return f"{symbol} {title}" if symbol and symbol != title else title


def _ranked(
    connection: sqlite3.Connection, match: str, where: str, values: list[str], most: int
) -> list[tuple[int, float]]:
    """Return the numbers and scores of the first passages; best is highest."""
    rows = connection.execute(
        f"SELECT passage_words.rowid, bm25(passage_words, 1.0, 0.4) AS score {_FROM}{where} "
        "ORDER BY score, passage_words.rowid LIMIT ?",
        [match, *values, max(most, _WINDOW)],
    )
    return [(number, -score) for number, score in rows]


def _reordered(
    connection: sqlite3.Connection, ranked: list[tuple[int, float]], asked: Asked
) -> list[tuple[int, float]]:
    """Return the first hits, those first that say the words side by side, in running text."""
    phrase = tuple(word for piece in asked.telling for word in piece.words)
    weighed = []
    for number, score in ranked:
        kind, text = connection.execute(
            "SELECT kind, text FROM place JOIN passage USING (id) WHERE id = ?", [number]
        ).fetchone()
        there = words(text)
        pairs = set(pairwise(there))
        beside = sum(pair in pairs for pair in pairwise(phrase))
        share = beside / (len(phrase) - 1) if len(phrase) > 1 else 0.0
        weighed.append((number, score * _KINDS.get(kind, 1.0) * (1 + _TOGETHER * share)))
    return sorted(weighed, key=lambda one: (-one[1], one[0]))


def _hit(connection: sqlite3.Connection, number: int, score: float, asked: Asked) -> dict[str, Any]:
    iri, text, heading, paragraph, section, page, kind, language, document = connection.execute(
        "SELECT iri, text, heading, number, section, page, kind, language, document "
        "FROM passage JOIN place USING (id) WHERE id = ?",
        [number],
    ).fetchone()
    its, title, symbol, of, date = connection.execute(
        "SELECT iri, title, symbol, class, date FROM document WHERE id = ?", [document]
    ).fetchone()
    found = quotes.ranges(text, asked)
    begin, end = quotes.snippet(text, found)
    cut = quotes.marked(text, found, begin, end)
    return {
        "iri": iri,
        "label": named(title, symbol) + (f", paragraph {paragraph}" if paragraph else ""),
        "document": {"iri": its, "title": title, "symbol": symbol, "class": of, "date": date},
        "paragraph": paragraph,
        "heading": heading,
        "section": section,
        "kind": kind,
        "page": page,
        "language": language,
        "quote": text,
        "highlights": [list(one) for one in found],
        "snippet": ("… " if begin else "") + cut.strip() + (" …" if end < len(text) else ""),
        "score": round(score, 4),
    }


def begun(connection: sqlite3.Connection, text: str, limit: int = 4) -> list[dict[str, Any]]:
    """Return some passages that say the words of a text that is still being typed.

    Few of all that do are looked at, so that an answer comes between two keystrokes.
    """
    asked = understand(text, unfinished=True)
    match = asked.match()
    if not match or max(len(word) for piece in asked.telling for word in piece.words) < 3:
        return []
    beside = " ".join(word for piece in asked.pieces for word in piece.words)
    found: dict[int, float] = {}
    for number, one in enumerate([f'"{beside}"*', match]):
        rows = connection.execute(
            "SELECT rowid FROM passage_words WHERE passage_words MATCH ? LIMIT ?",
            [one, _WINDOW // 4],
        )
        for (row,) in rows:
            found.setdefault(row, 2.0 - number)
        if len(found) >= limit:
            break
    best = _reordered(connection, list(found.items()), asked)[:limit]
    return [_hit(connection, number, score, asked) for number, score in best]


def values(connection: sqlite3.Connection, column: Literal["kind", "language"]) -> list[str]:
    """Return what passages have in a column; a jump from value to value, not a walk over rows."""
    sql = f"SELECT MIN({column}) FROM place WHERE {column} > ?"  # noqa: S608 - ours
    found = [""]
    while (row := connection.execute(sql, [found[-1]]).fetchone()[0]) is not None:
        found.append(row)
    return found[1:]
