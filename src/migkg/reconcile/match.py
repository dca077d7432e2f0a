"""Finds the things that a name in a table means, and says when only one can be meant."""

import re
import sqlite3
from dataclasses import dataclass, field
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE, ID, MIG
from migkg.reconcile.asked import Condition, Query
from migkg.reconcile.properties import Properties, Property, Value, code_of
from migkg.search.names import Candidate, candidates
from migkg.search.words import key

# What is looked among where no type is asked for: things, not the fixed lists that describe them.
TYPES: Final = (
    "State", "Organization", "Person", "Office", "Instrument", "Event", "Document", "Initiative",
    "Publication", "Area", "Theme",
)  # fmt: skip
_WEIGHED: Final = 40  # candidates for one name
_SURE: Final = 97.0  # the same name, but for case, accents and spelling
_NEAR: Final = 80.0  # another thing so near leaves a doubt
_LEAST: Final = 20.0  # of a candidate that is worth showing
_QID: Final = re.compile(r"Q[1-9][0-9]*")
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}")
_CUT: Final = re.compile(r"\b(\w{2,5})['’](l|t|n)\b")  # Int'l, Gov't, Ass'n
_ARTICLE: Final = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
_TEXT_OF: Final = ox.NamedNode(MIG + "textOf")
_ISO2: Final = re.compile(r"[A-Z]{2}")


@dataclass(slots=True)
class Found:
    """A thing that may be meant."""

    iri: str
    name: float  # how well its name fits, from 0 to 100
    matched: str = ""  # the name that fits
    code: bool = False  # whether a code tells that it is meant
    conflicts: int = 0  # properties that are otherwise
    features: dict[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Return how likely it is the thing that is meant, from 0 to 100."""
        score = max(self.name, 97.0) if self.code else self.name
        agreed = sum(value == 1 for value in self.features.values())
        score += (100 - score) * (1 - 0.6**agreed)
        return round(score * 0.6**self.conflicts, 1)


class Matcher:
    """Answers queries about one store and its index of names."""

    def __init__(self, store: ox.Store, names: sqlite3.Connection) -> None:
        self._store, self._names = store, names
        self._properties = Properties(store)

    def answer(self, query: Query) -> list[dict[str, Any]]:
        """Return the candidates for a query, best first, as the API has them.

        ``match`` is true of at most one: its name or code is the one that was asked for, nothing
        that was asked for contradicts it, and no other thing comes near.
        """
        found = self._by_name(query)
        for one in self._by_code(query):
            known = found.setdefault(one.iri, one)
            known.code, known.name = True, max(known.name, one.name)
        for one in found.values():
            for condition in query.conditions:
                self._compare(one, condition)
        infos = {iri: self._info(iri) for iri in found}
        left = [one for one in found.values() if infos[one.iri] and self._typed(query, one, infos)]
        left.sort(key=lambda one: (-one.score, -infos[one.iri]["weight"], one.iri))
        left = [one for one in left if one.score >= _LEAST]
        sure = bool(left) and self._certain(left, query)
        return [
            {
                "id": one.iri,
                "name": infos[one.iri]["label"],
                **({"description": text} if (text := self._description(one, infos)) else {}),
                "type": infos[one.iri]["types"],
                "score": one.score,
                "match": sure and number == 0,
                "features": [
                    {"id": "name", "value": round(one.name, 1)},
                    *({"id": pid, "value": value} for pid, value in one.features.items()),
                ],
            }
            for number, one in enumerate(left[: query.limit])
        ]

    def _by_name(self, query: Query) -> dict[str, Found]:
        if not query.text:
            return {}
        types = query.types if query.types and query.strict != "should" else TYPES
        found: dict[str, Found] = {}
        for text in forms(query.text):
            for one in self._near(text, types):
                if one.iri not in found or found[one.iri].name < one.score:
                    found[one.iri] = Found(one.iri, one.score, one.matched)
        return found

    def _near(self, text: str, types: tuple[str, ...]) -> list[Candidate]:
        """Return the things of some types that a name may mean.

        Asked for by type, the index takes three times as long: that is done only where no thing of
        the types is near among all.
        """
        wanted = {name.casefold() for name in types}
        every = candidates(self._names, text, limit=_WEIGHED)
        near = [
            one for one in every if wanted & {one.kind, *(name.casefold() for name in one.classes)}
        ]
        if any(one.score >= _NEAR for one in near):
            return near
        return candidates(self._names, text, types, limit=_WEIGHED)

    def _by_code(self, query: Query) -> list[Found]:
        """Return the things whose code is asked for, or stands in place of the name."""
        found = [
            Found(iri, 100.0 if not query.text else 0.0)
            for condition in query.conditions
            if (asked := self._properties.get(condition.property)) and asked.code
            for value in condition.values
            for iri in sorted(self._properties.having(asked, value))
        ]
        text = query.text
        links = [one for one in self._properties.all() if one.space]
        if text.startswith((ID, BASE + "concept/")):
            found.append(Found(text, 100.0, text))
        elif text.startswith(("http://", "https://")):
            found += self._exact([one for one in links if text.startswith(one.space)], text)
        elif _QID.fullmatch(text):
            found += self._exact([one for one in links if one.id == "wikidata"], text)
        elif _ISO2.fullmatch(text) and query.types and set(query.types) <= {"State", "Area"}:
            found += self._exact([one for one in self._properties.all() if one.id == "iso2"], text)
        return found

    def _exact(self, asked: list[Property], text: str) -> list[Found]:
        return [
            Found(iri, 99.0, text)
            for one in asked
            for iri in sorted(self._properties.having(one, text))
        ]

    def _compare(self, one: Found, condition: Condition) -> None:
        """Note whether a property is as asked; where nothing is known of it, nothing follows."""
        asked = self._properties.get(condition.property)
        if asked is None or not condition.values:
            return
        there = self._properties.values(ox.NamedNode(one.iri), asked)
        if not there:
            return
        meets = any(self._same(asked, value, text) for value in there for text in condition.values)
        one.features[asked.id] = 1.0 if meets else 0.0
        if not meets:
            one.conflicts += 1

    def _same(self, asked: Property, value: Value, text: str) -> bool:
        if text.casefold() in {value.value.casefold(), code_of(asked, value).casefold()}:
            return True
        if asked.id == "m49":
            return text.isdigit() and text.zfill(3) == value.value
        if isinstance(value, ox.Literal):
            if asked.id == "date":
                return value.value.startswith(text)
            return bool(key(text)) and key(text) == key(value.value)
        if asked.space:
            return value.value.strip("/").casefold().endswith("/" + text.strip("/").casefold())
        row = self._names.execute(
            "SELECT 1 FROM label JOIN entity ON entity.id = label.entity "
            "WHERE entity.iri = ? AND label.key = ? AND label.role != 'hidden'",
            [value.value, key(text)],
        ).fetchone()
        return row is not None

    def _typed(self, query: Query, one: Found, infos: dict[str, Any]) -> bool:
        """Tell whether a thing is of the types asked for."""
        if not query.types:
            return True
        known = {name.casefold() for name in infos[one.iri]["classes"]}
        wanted = {name.casefold() for name in query.types}
        if query.strict == "all":
            return wanted <= known
        if not known.isdisjoint(wanted):
            return True
        if query.strict == "should":
            one.name *= 0.8
            return True
        return False

    def _certain(self, left: list[Found], query: Query) -> bool:
        first, *others = left
        if first.conflicts:
            return False
        if any(one.score >= _NEAR and not self._copy(one.iri, first.iri) for one in others[:3]):
            return False
        # A code and a name that have nothing in common: one of them is wrong.
        return (first.code and (not query.text or first.name >= 40)) or first.name >= _SURE

    def _copy(self, one: str, other: str) -> bool:
        """Tell whether one thing is a copy of the text that another is."""
        quads = self._store.quads_for_pattern(
            ox.NamedNode(one), _TEXT_OF, ox.NamedNode(other), None
        )
        return next(iter(quads), None) is not None

    def _info(self, iri: str) -> dict[str, Any]:
        return info(self._names, iri)

    def _description(self, one: Found, infos: dict[str, Any]) -> str:
        label, note = infos[one.iri]["label"], infos[one.iri]["note"]
        other = f"also {one.matched}" if one.matched not in {"", label, one.iri} else ""
        return "; ".join(part for part in (other, note) if part)[:300]


def forms(text: str) -> list[str]:
    """Return a name as it is written, and as a person would write it out.

    >>> forms("U.N. Women"), forms("the Int'l Labour Office"), forms("Chad")
    (['U.N. Women', 'UN Women'], ["the Int'l Labour Office", 'Intl Labour Office'], ['Chad'])
    """
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    plain = _CUT.sub(r"\1\2", plain)
    return list(dict.fromkeys([text, _ARTICLE.sub("", plain)]))


def info(names: sqlite3.Connection, iri: str) -> dict[str, Any]:
    """Return what the index of names has of a thing; nothing if there is no such thing."""
    row = names.execute(
        "SELECT id, label, kind, note, weight FROM entity WHERE iri = ?", [iri]
    ).fetchone()
    if row is None:
        return {}
    classes = [
        name
        for (name,) in names.execute(
            "SELECT class FROM entity_class WHERE entity = ? ORDER BY class", [row[0]]
        )
    ]
    return {
        "label": row[1],
        "note": row[3],
        "weight": row[4],
        "classes": [*classes, row[2]],
        "types": [{"id": name, "name": spaced(name)} for name in classes],
    }


def spaced(name: str) -> str:
    """Return the name of a class as a person reads it.

    >>> spaced("IntergovernmentalOrganization"), spaced("UNEntity")
    ('Intergovernmental organization', 'UN entity')
    """
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|[0-9]+", name)
    return " ".join(
        word if number == 0 or word.isupper() else word.lower() for number, word in enumerate(words)
    )
