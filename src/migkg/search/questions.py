"""Finds the questions that there is a query for, and reads the values asked for off the words."""

import calendar
import json
import re
import sqlite3
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from migkg.months import MONTHS, SHORT_MONTHS
from migkg.namespaces import BASE, ID
from migkg.queries import asks as fill
from migkg.search.asked import MOST_CHARACTERS
from migkg.search.words import STOP, fold, forms, key, words

_SHOWN: Final = 60  # characters of a name inside a question
_LONGEST: Final = 16  # words of a name
_MONTHS: Final = {fold(name): number for name, number in {**SHORT_MONTHS, **MONTHS}.items()}
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_ISO: Final = re.compile(r"\b(?:1[89]|20)\d\d-\d\d(?:-\d\d)?\b")
_ENOUGH: Final = 0.5  # of the words of a search, to count as asking a question


@dataclass(frozen=True, slots=True)
class Value:
    """A value that words of a search stand for."""

    value: str  # as an address gives it
    label: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a search may ask, and the values that it gives."""

    name: str
    question: str
    score: float  # from 0 to 1
    tags: tuple[str, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)

    def said(self) -> dict[str, Any]:
        """Return the question as JSON has it; the path is relative to the server's root."""
        given = {name: value.value for name, value in self.values.items()}
        return {
            "name": self.name,
            "question": self.question,
            "tags": list(self.tags),
            "parameters": given,
            "path": f"queries/{self.name}" + (f"?{urlencode(given, safe='/')}" if given else ""),
            "score": round(self.score, 3),
        }


def find(connection: sqlite3.Connection, text: str, unfinished: bool = False) -> list[Question]:
    """Return the questions that a search may ask, likeliest first."""
    text = text[:MOST_CHARACTERS]
    every = words(text)
    telling = list(dict.fromkeys(word for word in every if word not in STOP)) or every
    if not telling:
        return []
    last = every[-1]
    parts = [f"({' OR '.join(_quoted(form) for form in forms(word))})" for word in telling]
    if unfinished:
        parts.append(_quoted(last) + "*")
    rows = connection.execute(
        "SELECT question.name, question.question, note, tags, asks, parameters, question.more, "
        "-bm25(question_words, 2.0, 1.0) FROM question_words "
        "JOIN question ON question.id = question_words.rowid WHERE question_words MATCH ? "
        "ORDER BY rank, question_words.rowid LIMIT 60",
        [" OR ".join(parts)],
    ).fetchall()
    dates = _dates(text)
    known: dict[tuple[str, ...], list[Value]] = {}
    found = []
    for name, question, note, tags, asks, parameters, more, rank in rows:
        values: dict[str, Value] = {}
        for parameter, kind, of, many in json.loads(parameters):
            if many:  # what it says without a choice is the wider question
                continue
            if kind == "thing":
                if tuple(of) not in known:
                    known[tuple(of)] = _things(connection, text, tuple(of))
                offered = known[tuple(of)]
            else:
                offered = dates.get(kind.rstrip(">"), [])
            free = [one for one in offered if one not in values.values()]
            if free:
                values[parameter] = free[0]
        said = {form for word in words(f"{question} {note} {more}") for form in forms(word)}
        said |= {word for value in values.values() for word in value.words}
        beginning = unfinished and any(word.startswith(last) for word in said)
        met = sum(word in said or (beginning and word == last) for word in telling)
        score = met / len(telling)
        if score >= _ENOUGH:
            named = {parameter: value.label for parameter, value in values.items()}
            asked = fill(asks, named) if asks and values else question
            found.append((score, rank, Question(name, asked, score, _split(tags), values)))
    found.sort(key=lambda one: (-one[0], -len(one[2].values), -one[1], one[2].name))
    return [question for _, _, question in found]


def _quoted(word: str) -> str:
    return f'"{word}"'


def _split(tags: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in tags.split(",") if tag.strip())


def _things(connection: sqlite3.Connection, text: str, of: tuple[str, ...]) -> list[Value]:
    """Return the things of some classes that a text names, the longest names first."""
    written = {key(word): word for word in re.findall(r"[^\s,;?!\"]+", text)}
    every = key(text).split()
    grams = {
        " ".join(every[begin : begin + size]): size
        for size in range(1, _LONGEST + 1)
        for begin in range(len(every) - size + 1)
    }
    grams = {gram: size for gram, size in grams.items() if size > 1 or gram not in STOP}
    marks = ",".join("?" * len(grams))
    classes = ",".join("?" * len(of))
    wanted = [name.casefold() for name in of]
    rows = connection.execute(
        f"SELECT label.key, label.text, entity.iri, entity.label FROM label "  # noqa: S608 - marks
        f"JOIN entity ON entity.id = label.entity WHERE label.key IN ({marks}) "
        f"AND label.role != 'hidden' AND (entity.kind IN ({classes}) OR EXISTS (SELECT 1 FROM "
        f"entity_class WHERE entity = label.entity AND lower(class) IN ({classes}))) "
        "ORDER BY entity.id, label.id",
        [*grams, *wanted, *wanted],
    ).fetchall()
    found: dict[str, Value] = {}
    taken: set[str] = set()
    for gram, label, iri, name in sorted(rows, key=lambda row: -grams[row[0]]):
        # A short code is one only where it is written as one: "sur" is a word of French.
        if label.isupper() and len(label) < 4 and not written.get(gram, "X").isupper():
            continue
        inside = frozenset(gram.split())
        if iri not in found and not inside <= taken:
            shown = name if len(name) <= _SHOWN else label
            found[iri] = Value(path_of(iri), shown, inside)
            taken |= inside
    return list(found.values())


def _dates(text: str) -> dict[str, list[Value]]:
    """Return the dates and years that a text names, as the types of parameters take them."""
    dates = [Value(iso, iso, frozenset(words(iso))) for iso in _ISO.findall(text)]
    every = words(text)
    years = []
    for place, word in enumerate(every):
        if not _YEAR.fullmatch(word):
            continue
        years.append(Value(word, word, frozenset({word})))
        month = _MONTHS.get(every[place - 1], 0) if place else 0
        if not month:
            continue
        inside = {word, every[place - 1]}
        value, label = f"{word}-{month:02}", f"{calendar.month_name[month]} {word}"
        day = every[place - 2] if place > 1 else ""
        if day.isdigit() and 1 <= int(day) <= calendar.monthrange(int(word), month)[1]:
            value, label = f"{value}-{int(day):02}", f"{int(day)} {label}"
            inside.add(day)
        dates.append(Value(value, label, frozenset(inside)))
    return {"date": dates or years, "gYear": years, "integer": years}


def path_of(iri: str) -> str:
    """Return an IRI the short way that addresses take: ``state/mex``, ``concept/role/chair``.

    >>> path_of(ID + "state/mex"), path_of(BASE + "concept/role/chair")
    ('state/mex', 'concept/role/chair')
    """
    return iri.removeprefix(ID) if iri.startswith(ID) else iri.removeprefix(BASE)
