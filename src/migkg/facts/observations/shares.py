"""Parts and multiples in words: "nearly half of", "a quarter of a billion dollars", "doubled"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from migkg.facts.observations.units import load_units

_THIRD = Decimal("33.3")
# A fraction word with its percentage; what stands before it is its article or numerator.
_FRACTIONS: Final = {
    "en": (
        ("two[ -]thirds", Decimal("66.7")),
        ("three[ -]quarters|three[ -]fourths", Decimal(75)),
        ("four[ -]fifths", Decimal(80)),
        ("three[ -]fifths", Decimal(60)),
        ("two[ -]fifths", Decimal(40)),
        ("(?:one|a)[ -]third", _THIRD),
        ("(?:one|a)[ -](?:quarter|fourth)", Decimal(25)),
        ("(?:one|a)[ -]fifth", Decimal(20)),
        ("(?:one|a)[ -]tenth", Decimal(10)),
        ("(?:one[ -])?half", Decimal(50)),
    ),
    "fr": (
        ("(?:les )?deux tiers", Decimal("66.7")),
        ("(?:les )?trois quarts", Decimal(75)),
        ("(?:un|le) tiers", _THIRD),
        ("(?:un|le) quart", Decimal(25)),
        ("(?:un|le) cinquième", Decimal(20)),
        ("(?:un|le) dixième", Decimal(10)),
        ("(?:la )?moitié", Decimal(50)),
    ),
    "es": (
        ("(?:los )?dos tercios|(?:las )?dos terceras partes", Decimal("66.7")),
        ("(?:las )?tres cuartas partes", Decimal(75)),
        ("un tercio|(?:la|una) tercera parte", _THIRD),
        ("una? cuart[oa](?: parte)?|la cuarta parte", Decimal(25)),
        ("un quinto|(?:una|la) quinta parte", Decimal(20)),
        ("la mitad", Decimal(50)),
    ),
}
# A fraction is a share only of something that is named.
_OF: Final = {
    "en": r"(?= of (?!an? (?:million|billion|trillion|century|decade|year|day)|(?:19|20)\d\d)"
    r"| (?:the|all|its|their|were|are|was|is|live|lived) )",
    "fr": r"(?= (?:de|des|du|d')\b)",
    "es": r"(?= (?:de|del)\b)",
}
_SCALED: Final = re.compile(
    r"\b(?P<part>a quarter|one quarter|three quarters|half) (?:of )?an? (?P<scale>million|"
    r"billion|trillion)",
    re.IGNORECASE,
)
_PARTS: Final = {
    "a quarter": Decimal("0.25"),
    "one quarter": Decimal("0.25"),
    "three quarters": Decimal("0.75"),
    "half": Decimal("0.5"),
}
_SCALES: Final = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_FACTORS: Final = {
    "en": (
        (r"\b(?:has |have |had )?(?:more than )?doubled\b(?! (?:standard|burden))", 2),
        (r"\btripled\b|\btrebled\b", 3),
        (r"\bquadrupled\b", 4),
        (r"\btwofold\b|\btwo-fold\b", 2),
        (r"\bthreefold\b|\bthree-fold\b", 3),
        (r"\bfourfold\b|\bfour-fold\b", 4),
        (r"\bfivefold\b|\bfive-fold\b", 5),
        (r"\btenfold\b|\bten-fold\b", 10),
    ),
    "fr": (
        (r"\b(?:a|ont|avait|avaient|s'est|ayant) (?:\w+ )?(?:doublé)\b", 2),
        (r"\b(?:a|ont|avait|avaient|ayant) (?:\w+ )?triplé\b", 3),
        (r"\b(?:a|ont|avait|avaient|ayant) (?:\w+ )?quadruplé\b", 4),
    ),
    "es": (
        (r"\bse (?:ha |han )?duplic(?:ó|aron|ado)\b", 2),
        (r"\bse (?:ha |han )?triplic(?:ó|aron|ado)\b", 3),
        (r"\bse (?:ha |han )?cuadruplic(?:ó|aron|ado)\b", 4),
    ),
}
_TIMES: Final = re.compile(
    r"\b(?:by a factor of|multiplié(?:e|s|es)? par|multiplicad[oa]s? por|se multiplic(?:ó|"
    r"aron) por) "
    r"(?:(?:plus de|près de|environ|más de|casi|about|more than|"
    r"nearly) )?(?P<n>\d+(?:[.,]\d+)?)(?![\d%])",
    re.IGNORECASE,
)


def fractions(text: str, language: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """Yield begin, end, value and unit of each fraction in words: a share in per cent, or money.

    >>> list(fractions("nearly half of all mobile students", "en"))
    [(7, 11, Decimal('50'), 'percent')]
    >>> list(fractions("nearly a quarter of a billion dollars", "en"))
    [(7, 37, Decimal('250000000.00'), 'us-dollars')]
    """
    for found in _SCALED.finditer(text) if language == "en" else ():
        value = _PARTS[found["part"].lower()] * _SCALES[found["scale"].lower()]
        money = load_units().behind[language].match(text, found.end())
        end = money.end() if money else found.end()
        yield found.start(), end, value, load_units().currency(money["name"]) if money else ""
    taken: list[tuple[int, int]] = []
    for pattern, value in _FRACTIONS[language]:
        for found in re.finditer(
            rf"(?<![\w-])(?<!first )(?<!second )(?<!other )(?:{pattern})(?!\w){_OF[language]}",
            text,
            re.IGNORECASE,
        ):
            if not any(a < found.end() and found.start() < b for a, b in taken):
                taken.append(found.span())
                yield *found.span(), value, "percent"


def factors(text: str, language: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """Yield begin, end, value and unit of each multiple: "doubled" is 2, a factor.

    >>> list(factors("a été multiplié par plus de 150,", "fr"))
    [(28, 31, Decimal('150'), 'factor')]
    """
    for found in _TIMES.finditer(text):
        yield *found.span("n"), Decimal(found["n"].replace(",", ".")), "factor"
    for pattern, value in _FACTORS[language]:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield *found.span(), Decimal(value), "factor"
