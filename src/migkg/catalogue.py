"""The catalogue of a build: its documents and its named graphs, one SQLite file beside the quads.

A list of ten thousand documents, sorted and filtered, is a page from here in milliseconds; from the
quads it is a second. A build has its own; for one that has none it is made when first asked for.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pyoxigraph as ox

from migkg.describe.vocabulary import GRAPH as SERVICE
from migkg.describe.vocabulary import node
from migkg.namespaces import DCTERMS, GRAPH, ID, MIG

NAME: Final = "catalogue.sqlite"
_VERSION: Final = 1  # of the tables and of what stands in them; another one is made anew

# ``folded`` is the title as titles are sorted; ``alone`` is 1 for a document that is no part of
# another one listed. Of several values of a field, the least.
_TABLES: Final = """
CREATE TABLE document (
  iri TEXT PRIMARY KEY, title TEXT, folded TEXT, date TEXT, symbol TEXT, language TEXT, whole TEXT,
  alone INTEGER, passages INTEGER, facts INTEGER
) WITHOUT ROWID;
CREATE TABLE document_kind (kind TEXT, iri TEXT, PRIMARY KEY (kind, iri)) WITHOUT ROWID;
CREATE TABLE graph (number INTEGER PRIMARY KEY, iri TEXT, quads INTEGER);
"""
_INDEXES: Final = """
CREATE INDEX kind_document ON document_kind (iri);
CREATE INDEX document_title ON document (folded, iri);
CREATE INDEX document_whole ON document (whole);
"""

_HELD: Final = f"?d <{MIG}sourceFile> ?file"
_FIELDS: Final = {
    "title": DCTERMS + "title",
    "date": DCTERMS + "date",
    "symbol": DCTERMS + "identifier",
    "language": DCTERMS + "language",
    "whole": DCTERMS + "isPartOf",
}
_PASSAGES: Final = f"SELECT ?d (COUNT(*) AS ?n) {{ ?p <{MIG}passageOf> ?d }} GROUP BY ?d"
_FACTS: Final = f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?f a <{MIG}Fact> }} }} GROUP BY ?g"


def make(data: ox.Store, path: Path) -> None:
    """Write the catalogue of a store into a new file.

    The same store gives the same rows. Raises sqlite3.Error if the file cannot be written.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        _fill(data, connection)
    finally:
        connection.close()


def _fill(data: ox.Store, connection: sqlite3.Connection) -> None:
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
    connection.execute("BEGIN")
    _documents(data, connection)
    named = ((number, *of) for number, of in enumerate(sizes(data), 1))
    connection.executemany("INSERT INTO graph VALUES (?, ?, ?)", named)
    connection.execute("COMMIT")
    connection.executescript(_INDEXES + f"ANALYZE; PRAGMA user_version={_VERSION};")


def _documents(data: ox.Store, connection: sqlite3.Connection) -> None:
    """Write the documents that were read from a file.

    One query for each of their fields, and joined here: the engine looks up each IRI it sorts.
    """
    held = f"SELECT DISTINCT ?d {{ {_HELD} }}"
    every: dict[str, dict[str, str]] = {
        iri: {} for (iri,) in sorted(_rows(data, held)) if iri.startswith(ID + "document/")
    }
    for name, predicate in _FIELDS.items():
        query = f"SELECT DISTINCT ?d ?value {{ {_HELD} ; <{predicate}> ?value }}"
        for iri, value in _rows(data, query):
            if iri in every:
                every[iri][name] = min(every[iri].get(name) or value, value)
    passages = {iri: int(count) for iri, count in _rows(data, _PASSAGES)}
    facts = {graph: int(count) for graph, count in _rows(data, _FACTS)}
    for iri, of in every.items():
        title, whole = of.get("title", ""), of.get("whole", "")
        graph = f"{GRAPH}document/{iri.removeprefix(ID + 'document/')}"
        row = [iri, title, title.casefold(), of.get("date", ""), of.get("symbol", "")]
        row += [of.get("language", ""), whole]
        numbers = [whole not in every, passages.get(iri, 0), facts.get(graph, 0)]
        connection.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*row, *numbers]
        )
    kinds: dict[str, set[str]] = {iri: set() for iri in every}
    for iri, kind in _rows(data, f"SELECT DISTINCT ?d ?class {{ {_HELD} ; a ?class }}"):
        if iri in kinds and kind.startswith(MIG):
            kinds[iri].add(kind.removeprefix(MIG))
    for iri, found in kinds.items():
        said = sorted(found - {"Document", "Instrument"} or found)
        connection.executemany("INSERT INTO document_kind VALUES (?, ?)", [(k, iri) for k in said])


def sizes(data: ox.Store) -> list[tuple[str, int | None]]:
    """Return the named graphs with the number of their quads, those of documents last.

    The store's own description has the sizes of all graphs but itself. Without one they are None:
    to count a large store takes longer than anybody waits for a page.
    """
    names = sorted(graph.value for graph in data.named_graphs() if isinstance(graph, ox.NamedNode))
    names.sort(key=lambda name: name.startswith(GRAPH + "document/"))
    found = {
        quad.subject.value: int(quad.object.value)
        for quad in data.quads_for_pattern(None, node("void:triples"), None, SERVICE)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }
    if found:
        found[SERVICE.value] = size(data, SERVICE.value)
    return [(name, found.get(name)) for name in names]


def size(data: ox.Store, graph: str) -> int:
    """Return the number of quads of a named graph, counted."""
    ((number,),) = _rows(data, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return int(number)


def opened(build: Path, data: ox.Store) -> sqlite3.Connection:
    """Return the catalogue of a build, open for reading; made now if the build has none.

    It is kept with the build, or in memory if nobody may write there.
    """
    path = build / NAME
    if not _usable(path):
        unfinished = path.with_suffix(f".{os.getpid()}")
        try:
            unfinished.unlink(missing_ok=True)
            make(data, unfinished)
            unfinished.replace(path)
        except (OSError, sqlite3.Error):
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            return in_memory(data)
    return _open(path)


def in_memory(data: ox.Store) -> sqlite3.Connection:
    """Return the catalogue of a store that has no folder of its own."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _fill(data, connection)
    return connection


def _open(path: Path) -> sqlite3.Connection:
    # Immutable: nobody writes to it any more, so that no lock is asked for.
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _usable(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        connection = _open(path)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return False
    return bool(version == _VERSION)


def _rows(data: ox.Store, query: str) -> Iterator[tuple[str, ...]]:
    found: Any = data.query(query, use_default_graph_as_union=True)
    for row in found:
        yield tuple(term.value for term in row)
