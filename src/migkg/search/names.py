"""Finds things by their names: whole or in part, abbreviated, out of order, slightly misspelt."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import log
from typing import Any, Final

from migkg.search.distance import abbreviates, alike
from migkg.search.spelling import known, put_right
from migkg.search.words import STOP, fold, forms, key, sound

_DOTTED: Final = re.compile(r"\b(\w+)\.")
_LOOKED_AT: Final = 300  # labels that are weighed for one name
_GLANCED_AT: Final = 80  # where the next letter is on its way
# What a match is worth by the kind of label that it is with; a hidden one depends on context.
_ROLES: Final = {"pref": 1.0, "alt": 0.99, "identifier": 0.99, "hidden": 0.85}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean."""

    iri: str
    label: str  # its preferred one
    matched: str  # the label that was found
    language: str  # of that label
    kind: str  # state, person ..., or the scheme of a concept
    classes: tuple[str, ...]
    note: str
    weight: int  # passages that name it
    score: float  # from 0 to 100; 100 is the same name, letter for letter

    def said(self) -> dict[str, Any]:
        """Return the candidate as JSON has it."""
        return {**asdict(self), "classes": list(self.classes)}


def candidates(
    connection: sqlite3.Connection,
    text: str,
    classes: Iterable[str] = (),
    limit: int = 10,
    unfinished: bool = False,
) -> list[Candidate]:
    """Return the things that a name may mean, likeliest first.

    ``classes`` are local names of our ontology's classes, kinds or schemes, whatever their case:
    the things are of one of them. An unfinished name may end within a word.
    """
    text = " ".join(text[:400].split())
    wanted = tuple(sorted({name.rpartition("#")[2].casefold() for name in classes}))
    folded = key(text)
    if not folded:
        return []
    rows = _rows(connection, folded, wanted, unfinished)
    best: dict[int, tuple[float, str, str]] = {}
    weigher = _Weigher(connection, text, folded, unfinished)
    for entity, label, language, role, label_key, short in rows:
        score = weigher.score(label, role, label_key, short)
        if score > 0 and (entity not in best or score > best[entity][0]):
            best[entity] = (score, label, language)
    entities = _entities(connection, best)
    # Of equally good names, the one of what is named most.
    order = sorted(best, key=lambda one: (-best[one][0], -entities[one][4], entities[one][0]))
    return [
        Candidate(
            entities[one][0],
            entities[one][1],
            best[one][1],
            best[one][2],
            entities[one][2],
            _classes(connection, one),
            entities[one][3],
            entities[one][4],
            round(best[one][0], 1),
        )
        for one in order[:limit]
    ]


def _entities(
    connection: sqlite3.Connection, numbers: Iterable[int]
) -> dict[int, tuple[str, str, str, str, int]]:
    marks = ",".join(str(int(number)) for number in numbers)
    found = connection.execute(
        f"SELECT id, iri, label, kind, note, weight FROM entity WHERE id IN ({marks})"  # noqa: S608
    )
    return {row[0]: row[1:] for row in found}


def _classes(connection: sqlite3.Connection, entity: int) -> tuple[str, ...]:
    found = connection.execute(
        "SELECT class FROM entity_class WHERE entity = ? ORDER BY class", [entity]
    )
    return tuple(row[0] for row in found)


_COLUMNS: Final = (
    "label.entity, label.text, label.language, label.role, label.key, label.acronym FROM"
)


def _of(wanted: Sequence[str]) -> tuple[str, list[str]]:
    if not wanted:
        return "", []
    marks = ",".join("?" for _ in wanted)
    of_class = f"SELECT entity FROM entity_class WHERE lower(class) IN ({marks})"  # noqa: S608
    of_kind = f"SELECT id FROM entity WHERE kind IN ({marks})"  # noqa: S608 - marks alone
    condition = f" AND label.entity IN ({of_class} UNION {of_kind})"
    return condition, [*wanted, *wanted]


def _rows(
    connection: sqlite3.Connection,
    folded: str,
    wanted: Sequence[str],
    unfinished: bool,
) -> list[tuple[int, str, str, str, str, str]]:
    """Return the labels to weigh, by ever looser ways of finding them until there are some."""
    condition, values = _of(wanted)
    short = folded.replace(" ", "")
    most = _GLANCED_AT if unfinished else _LOOKED_AT
    rows: dict[Any, None] = {}

    def add(where: str, *given: object) -> None:
        sql = f"SELECT {_COLUMNS} {where}{condition} LIMIT {most}"
        rows.update(dict.fromkeys(connection.execute(sql, [*given, *values])))

    def matching(match: str, order: str = "") -> None:
        if not match:
            return
        sql = (
            f"SELECT {_COLUMNS} label_words JOIN label ON label.id = label_words.rowid "
            f"WHERE label_words MATCH ?{condition} {order} LIMIT {most}"
        )
        rows.update(dict.fromkeys(connection.execute(sql, [match, *values])))

    add("label WHERE label.key = ?", folded)
    if 1 < len(short) <= 12:
        add("label WHERE label.acronym = ?", short)
    initials = "".join(word[0] for word in folded.split() if word not in STOP)
    if len(initials) > 2:
        add("label WHERE label.key = ?", initials)
    telling = [word for word in folded.split() if word not in STOP] or folded.split()
    last = folded.split()[-1]
    if unfinished and last not in telling:
        telling.append(last)

    def all_of(every: Sequence[str]) -> str:
        parts = [f"({' OR '.join(map(_quoted, forms(word)))})" for word in every]
        if unfinished and every and every[-1] == last:
            parts[-1] = _quoted(last) + "*"
        return " AND ".join(parts)

    matching(all_of(telling))
    if len(rows) < 5:
        longer = [_written_out(connection, word) for word in telling]
        if any(len(some) > 1 for some in longer):
            matching(
                " AND ".join(f"({' OR '.join(map(_quoted, some))})" for some in longer if some)
            )
        right = put_right(connection, folded, labels=True)
        if right:
            add("label WHERE label.key = ?", right)
            matching(all_of([word for word in right.split() if word not in STOP]))
    if len(rows) < 5 and len(telling) > 1 and not unfinished:
        matching(" OR ".join(map(_quoted, telling)), "ORDER BY rank, label_words.rowid")
    return list(rows)


def _quoted(word: str) -> str:
    return f'"{word}"'


def _written_out(connection: sqlite3.Connection, word: str) -> list[str]:
    """Return a word, and the words of names that it may abbreviate: intl, dept, org."""
    if not (2 < len(word) < 6 and word.isalpha()):
        return [word]
    found = connection.execute(
        "SELECT word FROM word WHERE word > ? AND word < ? AND labels > 0 "
        "AND length(word) > ? ORDER BY labels DESC, word LIMIT 400",
        [word[0], word[0] + "\uffff", len(word) + 1],
    )
    return [word, *[row[0] for row in found if abbreviates(word, row[0])][:12]]


def _abbreviations(connection: sqlite3.Connection, text: str) -> frozenset[str]:
    """Return the words of a name that may abbreviate others: with a full stop, or not known."""
    dotted = {fold(found) for found in _DOTTED.findall(text)}
    short = {word for word in key(text).split() if 2 < len(word) < 6 and word.isalpha()}
    return frozenset(word for word in short if word in dotted or not known(connection, word))


class _Weigher:
    """Weighs labels against one name."""

    def __init__(
        self, connection: sqlite3.Connection, text: str, folded: str, unfinished: bool
    ) -> None:
        self._connection, self._text, self._folded = connection, text, folded
        self._words, self._unfinished = folded.split(), unfinished
        self._rarity: dict[str, float] = {}
        self._short = _abbreviations(connection, text)
        row = connection.execute("SELECT COUNT(*) FROM label").fetchone()
        self._labels = max(1, row[0])

    def score(self, label: str, role: str, label_key: str, short: str) -> float:
        """Return how well a label fits, from 0 to 100."""
        if label == self._text:
            plain = 100.0
        elif label.casefold() == self._text.casefold():
            plain = 99.5
        elif label_key == self._folded:
            plain = 99.0
        elif self._unfinished and label_key.startswith(self._folded):
            plain = 95.0
        elif short and short == self._folded.replace(" ", ""):
            plain = 90.0 if self._text.isupper() else 75.0
        elif label.isupper() and label_key == "".join(
            word[0] for word in self._words if word not in STOP
        ):
            plain = 85.0
        else:
            plain = min(98.0, 98 * self._overlap(label_key.split()))
        return plain * _ROLES[role]

    def _overlap(self, there: list[str]) -> float:
        """Return what share of two names their words have in common, the rare ones most."""
        left = list(enumerate(there))
        common, places = 0.0, []
        for number, word in enumerate(self._words):
            last = self._unfinished and number == len(self._words) - 1
            fits = [
                (_fit(word, other, last, word in self._short), -place, other)
                for place, other in left
            ]
            best, place, other = max(fits, default=(0.0, 0, ""))
            if best > 0:
                left.remove((-place, other))
                places.append(-place)
                common += best * (self._weight(word) + self._weight(other))
        whole = sum(map(self._weight, self._words)) + sum(map(self._weight, there))
        disorder = sum(a > b for a, b in pairwise(places))
        return common / whole * (1 - 0.03 * min(disorder, 3)) if whole else 0.0

    def _weight(self, word: str) -> float:
        """Return what a word says: little if many names have it."""
        if word not in self._rarity:
            row = self._connection.execute(
                "SELECT labels FROM word WHERE word = ?", [word]
            ).fetchone()
            rare = log(1 + self._labels / (1 + (row[0] if row else 0)))
            self._rarity[word] = rare * (0.15 if word in STOP else 1.0)
        return self._rarity[word]


def _fit(word: str, other: str, unfinished: bool, short: bool) -> float:
    """Return how well one word stands for another, from 0 to 1."""
    if word == other:
        return 1.0
    if other in forms(word):
        return 0.97
    if unfinished and other.startswith(word):
        return 0.9
    if short and abbreviates(word, other):
        return 0.93 if other.startswith(word) else 0.9
    if sound(word) == sound(other) and len(word) > 4:
        return 0.92
    return 0.95 * alike(word, other)
