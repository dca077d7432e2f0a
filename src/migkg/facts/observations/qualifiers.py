"""How exact a figure is: the words before and behind it."""

import re
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from migkg import namespaces as ns
from migkg.resources import folder

_OR_MORE: Final = re.compile(
    r"\s(?P<more>or (?:more|above|older)|ou (?:plus|davantage)|o más)\b"
    r"|\s(?P<less>or (?:fewer|less|under)|ou moins|o menos)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def _words(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the words that stand before a number, and the qualifier each means."""
    file = folder("ontology") / "concepts" / "value-qualifier.ttl"
    found: dict[str, str] = {}
    for quad in ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE):
        label = quad.object
        if (
            quad.predicate.value.startswith(ns.SKOS)
            and isinstance(label, ox.Literal)
            and label.language == language
            and quad.predicate.value.endswith("Label")
        ):
            found[label.value.lower()] = str(quad.subject).strip("<>").rpartition("/")[2]
    choice = "|".join(re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w)))
    pattern = re.compile(
        rf"(?<![\w-])(?P<word>{choice})\s(?:(?:a|an|de|du|del|des|d'|un|une|una)\s?)?$",
        re.IGNORECASE,
    )
    return pattern, found


def qualifier_before(text: str, begin: int, language: str) -> str:
    """Return the qualifier that the words before a figure give, or an empty string.

    >>> qualifier_before("over 80 countries", 5, "en"), qualifier_before("a lo sumo 5", 10, "es")
    ('more-than', 'at-most')
    """
    pattern, known = _words(language)
    found = pattern.search(text[max(0, begin - 32) : begin])
    return known[found["word"].lower()] if found else ""


def qualifier_behind(text: str, *places: int) -> str:
    """Return the qualifier of "or more", "ou moins" behind a figure, or an empty string."""
    for at in places:
        found = _OR_MORE.match(text, at)
        if found:
            return "at-least" if found["more"] else "at-most"
    return ""
