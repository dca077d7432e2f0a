"""The units of figures: the concepts of the scheme and the words a text has for them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from migkg import namespaces as ns
from migkg.resources import folder

# Units that are no money: they count things, or are relative.
_RELATIVE: Final = frozenset({"percent", "percentage-points", "ratio", "factor", "count"})
_DURATIONS: Final = frozenset({"years", "months", "weeks", "days", "hours", "minutes"})
_COUNTED: Final = frozenset(
    {
        "persons",
        "countries",
        "organizations",
        "governments",
        "recommendations",
        "actions",
        "meetings",
        "projects",
        "programmes",
        "instruments",
        "documents",
        "sites",
    }
)
_SIGNS: Final = re.compile(r"[$€£¥]|[A-Z]{3}|[A-Za-z]+\s?\$|\$[A-Z]+")


@dataclass(frozen=True)
class Units:
    """Words for units, by language: counted things, durations, money before and behind a number."""

    nouns: dict[str, dict[str, str]] = field(repr=False)  # lower case word or words: unit
    before: re.Pattern[str] = field(repr=False)  # a currency's sign, up to the number
    behind: dict[str, re.Pattern[str]] = field(repr=False)
    money: dict[str, str] = field(repr=False)  # sign or name, lower case: unit

    def noun(self, words: str, language: str) -> str:
        """Return the unit that a word or words count, or an empty string.

        >>> load_units().noun("Member States", "en"), load_units().noun("tables rondes", "fr")
        ('countries', 'meetings')
        """
        return self.nouns[language].get(words.lower(), "")

    def currency(self, written: str) -> str:
        """Return the unit of a currency's sign or name.

        >>> load_units().currency("US $"), load_units().currency("dirhams")
        ('us-dollars', 'moroccan-dirhams')
        """
        return self.money.get(_plain(written), "")

    def is_money(self, unit: str) -> bool:
        """Tell whether a unit is a currency."""
        return unit in self.money.values()


@lru_cache(maxsize=1)
def load_units() -> Units:
    """Return the units of the shipped scheme."""
    nouns: dict[str, dict[str, str]] = {"en": {}, "fr": {}, "es": {}}
    names: dict[str, dict[str, str]] = {"en": {}, "fr": {}, "es": {}}
    for label, language, unit in _labels():
        if unit in _COUNTED or unit in _DURATIONS:
            nouns[language][label.lower()] = unit
        elif unit not in _RELATIVE:
            names[language][label] = unit
    money = {_plain(label): unit for known in names.values() for label, unit in known.items()}
    signs = {label for known in names.values() for label in known if _SIGNS.fullmatch(label)}
    before = re.compile(rf"(?<!\w)(?:{_choice(signs)})\s?$")
    behind = {
        language: re.compile(rf" ?(?:de |d')?(?P<name>{_choice(known)})(?!\w)", re.IGNORECASE)
        for language, known in names.items()
    }
    return Units(nouns, before, behind, money)


def _labels() -> list[tuple[str, str, str]]:
    file = folder("ontology") / "concepts" / "unit.ttl"
    wanted = {ns.SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")}
    found = []
    for quad in ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE):
        label = quad.object
        if quad.predicate.value in wanted and isinstance(label, ox.Literal):
            unit = str(quad.subject).strip("<>").rpartition("/")[2]
            found.append((label.value, label.language or "en", unit))
    return sorted(found)


def _choice(words: "set[str] | dict[str, str]") -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _plain(written: str) -> str:
    return re.sub(r"\s", "", written).lower()
