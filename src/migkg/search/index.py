"""Makes the search index of a store: its passages, the names of its things, the questions."""

import json
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from migkg import queries
from migkg.namespaces import BASE, CONCEPT, DCTERMS, ID, MIG, NIF, RDF, SKOS
from migkg.search.schema import INDEXES, TABLES, VERSION
from migkg.search.words import acronym, key, sound, words

_TYPE: Final = ox.NamedNode(RDF + "type")
_PASSAGE: Final = ox.NamedNode(MIG + "Passage")
_ROLES: Final = {
    SKOS + "prefLabel": "pref",
    DCTERMS + "title": "pref",
    SKOS + "altLabel": "alt",
    DCTERMS + "identifier": "identifier",
    SKOS + "notation": "identifier",
    SKOS + "hiddenLabel": "hidden",
}
_ORDER: Final = {"pref": 0, "alt": 1, "identifier": 2, "hidden": 3}
_LANGUAGES: Final = {"en": 0, "": 1, "fr": 2, "es": 3}
# Queries about the data themselves, which nobody means who asks about migration; and those that
# another endpoint has its part in, which a server may refuse to ask.
_NOT_ASKED: Final = ("quality", "inferred", "coverage", "federated")
# Things of these kinds are found by their own names or not at all.
_LEFT_OUT: Final = ("passage", "mention", "fact")


def make(data: ox.Store, path: Path) -> None:
    """Write the search index of a store into a new file.

    The same store gives the same rows. Raises sqlite3.Error if the file cannot be written.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "PRAGMA cache_size=-65536; PRAGMA locking_mode=EXCLUSIVE;"
        )
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        documents = _documents(data, connection)
        _passages(data, connection, documents)
        _entities(data, connection)
        _questions(connection)
        _vocabulary(connection)
        connection.execute("INSERT INTO meta VALUES ('version', ?)", [VERSION])
        connection.execute("COMMIT")
        connection.executescript(INDEXES)
        for table in ("passage_words", "label_words", "question_words", "word_parts"):
            connection.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
        connection.execute("ANALYZE")
    finally:
        connection.close()


def _values(data: ox.Store, subject: ox.NamedNode) -> dict[str, list[ox.NamedNode | ox.Literal]]:
    found: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)
    for quad in data.quads_for_pattern(subject, None, None, None):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            found[quad.predicate.value].append(quad.object)
    return found


def _first(found: dict[str, list[ox.NamedNode | ox.Literal]], predicate: str) -> str:
    """Return the least value: where there are several, always the same one."""
    return min((term.value for term in found.get(predicate, ())), default="")


def span(date: str) -> tuple[str, str]:
    """Return the first and the last day that a printed date may mean; any month has 31.

    >>> span("2012-06"), span("")
    (('2012-06-01', '2012-06-31'), ('', ''))
    """
    if not date:
        return "", ""
    return date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :]


def _documents(data: ox.Store, connection: sqlite3.Connection) -> dict[str, int]:
    """Write the documents that have passages; return their numbers by IRI."""
    query = f"SELECT DISTINCT ?document WHERE {{ ?passage <{MIG}passageOf> ?document }}"
    found = data.query(query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    iris = sorted(row[0].value for row in found if isinstance(row[0], ox.NamedNode))
    for number, iri in enumerate(iris, 1):
        said = _values(data, ox.NamedNode(iri))
        date = _first(said, DCTERMS + "date") or _first(said, DCTERMS + "issued")
        connection.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
            [
                number,
                iri,
                _first(said, DCTERMS + "title") or iri.rpartition("/")[2],
                _first(said, DCTERMS + "identifier"),
                _narrowest([term.value for term in said.get(_TYPE.value, ())], "Document"),
                _first(said, DCTERMS + "language"),
                date,
                *span(date[:10]),
            ],
        )
    return {iri: number for number, iri in enumerate(iris, 1)}


def _narrowest(types: list[str], broad: str) -> str:
    ours = sorted(iri.removeprefix(MIG) for iri in types if iri.startswith(MIG))
    return next((name for name in ours if name != broad), broad)


def _passages(data: ox.Store, connection: sqlite3.Connection, documents: dict[str, int]) -> None:
    number = 0
    of = ox.NamedNode(MIG + "passageOf")
    for iri, document in documents.items():
        first = number + 1
        rows = []
        for quad in data.quads_for_pattern(None, of, ox.NamedNode(iri), None):
            if isinstance(quad.subject, ox.NamedNode):
                said = _values(data, quad.subject)
                order = int(_first(said, MIG + "order") or 0)
                rows.append((order, quad.subject.value, said))
        for _, passage, said in sorted(rows, key=lambda row: row[:2]):
            number += 1
            text, heading = _first(said, NIF + "isString"), _first(said, MIG + "heading")
            kind = _first(said, MIG + "passageKind").rpartition("/")[2]
            section = _first(said, MIG + "section").rpartition("/")[2]
            page = _first(said, MIG + "page")
            connection.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?)",
                [number, document, kind, _first(said, DCTERMS + "language")],
            )
            connection.execute(
                "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    number,
                    passage,
                    text,
                    heading,
                    _first(said, MIG + "paragraphNumber"),
                    section,
                    int(page) if page.isdigit() else None,
                ],
            )
            connection.execute(
                "INSERT INTO passage_words (rowid, text, heading) VALUES (?, ?, ?)",
                [number, _indexed(text), _indexed(heading)],
            )
        connection.execute(
            "UPDATE document SET first = ?, last = ? WHERE id = ?", [first, number, document]
        )


def _indexed(text: str) -> str:
    """Return a text whose words the tokenizer of SQLite reads as :func:`words` does."""
    return text if text.isascii() else " ".join(words(text))


def _entities(data: ox.Store, connection: sqlite3.Connection) -> None:
    labels: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for predicate, role in _ROLES.items():
        for quad in data.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                iri = quad.subject.value
                if iri.startswith(CONCEPT) or (iri.startswith(ID) and _kind(iri) not in _LEFT_OUT):
                    text = " ".join(quad.object.value.split())
                    labels[iri].add((role, quad.object.language or "", text))
    weights = _weights(data)
    named = [iri for iri, given in labels.items() if any(role == "pref" for role, _, _ in given)]
    number = 0
    for entity, iri in enumerate(sorted(named, key=lambda iri: (-weights[iri], iri)), 1):
        said = _values(data, ox.NamedNode(iri))
        given = sorted(labels[iri], key=_label_order)
        note = _note(said)
        connection.execute(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)",
            [entity, iri, given[0][2], _kind(iri), note, weights[iri]],
        )
        classes = {
            term.value.removeprefix(MIG)
            for term in said.get(_TYPE.value, ())
            if term.value.startswith(MIG)
        }
        classes |= {"Concept"} if iri.startswith(CONCEPT) else set()
        connection.executemany(
            "INSERT INTO entity_class VALUES (?, ?)", [(name, entity) for name in sorted(classes)]
        )
        for role, language, text in given:
            if not (folded := key(text)):
                continue
            number += 1
            short = acronym(text) if role in {"pref", "alt"} else ""
            connection.execute(
                "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?)",
                [number, entity, text, language, role, folded, short],
            )
            connection.execute(
                "INSERT INTO label_words (rowid, text) VALUES (?, ?)", [number, folded]
            )


def _label_order(label: tuple[str, str, str]) -> tuple[int, int, str, str]:
    role, language, text = label
    return _ORDER[role], _LANGUAGES.get(language, 4), language, text


def _kind(iri: str) -> str:
    """Return what an IRI names: the kind of a thing, the scheme of a concept."""
    names = iri.removeprefix(BASE).split("/")
    return names[1] if len(names) > 1 else ""


def _note(said: dict[str, list[ox.NamedNode | ox.Literal]]) -> str:
    """Return a definition in English, or any."""
    found = [
        (_LANGUAGES.get(term.language or "", 4), term.value)
        for term in said.get(SKOS + "definition", ())
        if isinstance(term, ox.Literal)
    ]
    return min(found, default=(0, ""))[1]


def _weights(data: ox.Store) -> Counter[str]:
    """Return how many passages name each thing or are about each theme."""
    found: Counter[str] = Counter()
    for predicate in (MIG + "mentions", DCTERMS + "subject"):
        query = (
            f"SELECT ?thing (COUNT(*) AS ?passages) WHERE {{ ?passage <{predicate}> ?thing }} "
            "GROUP BY ?thing"
        )
        rows = data.query(query, use_default_graph_as_union=True)
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            thing, count = row[0], row[1]
            if isinstance(thing, ox.NamedNode) and isinstance(count, ox.Literal):
                found[thing.value] += int(count.value)
    return found


def _questions(connection: sqlite3.Connection) -> None:
    every = (query for query in queries.shipped() if query.group not in _NOT_ASKED)
    asked = (query for query in every if query.question)
    for number, query in enumerate(asked, 1):
        parts = [query.header.get("also", ""), *query.tags]
        more = " ".join([*parts, *(one.explanation for one in query.parameters)])
        note = query.header.get("note", "")
        parameters = [[one.name, one.type, one.of, one.many] for one in query.parameters]
        connection.execute(
            "INSERT INTO question VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                number,
                query.name,
                query.question,
                query.header.get("asks", ""),
                note,
                more,
                ", ".join(query.tags),
                json.dumps(parameters),
            ],
        )
        connection.execute(
            "INSERT INTO question_words (rowid, question, more) VALUES (?, ?, ?)",
            [number, _indexed(query.question), _indexed(f"{note} {more}")],
        )


def _vocabulary(connection: sqlite3.Connection) -> None:
    """Write the words there are, from which a misspelt one is put right."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for place, table in enumerate(("label_words", "passage_words")):
        name = f"{table}_vocabulary"
        connection.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab(main, {table}, row)")
        for word, documents in connection.execute(f"SELECT term, doc FROM {name}"):  # noqa: S608
            if len(word) > 2 and not word.isdigit():
                counts[word][place] = documents
        connection.execute(f"DROP TABLE temp.{name}")
    rows = (
        (number, word, sound(word), counts[word][0], counts[word][1])
        for number, word in enumerate(sorted(counts), 1)
    )
    connection.executemany("INSERT INTO word VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("INSERT INTO word_parts (rowid, word) SELECT id, word FROM word")
