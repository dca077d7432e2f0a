"""Ordinal numbers in words and figures, in English, French and Spanish."""

import re
from functools import lru_cache
from typing import Final

from migkg.extract.lexicon import listed

_ENGLISH_UNITS = listed(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    """
)
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_FRENCH_UNITS = listed(
    """
    premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième
    onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-
    neuvième
    """
)
_FRENCH_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante"]
_SPANISH_UNITS = listed(
    """
    primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo
    decimotercer decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno
    """
)
_SPANISH_TENS = [
    "vigésimo",
    "trigésimo",
    "cuadragésimo",
    "quincuagésimo",
    "sexagésimo",
    "septuagésimo",
    "octogésimo",
    "nonagésimo",
]


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    table = {word: n for n, word in enumerate(_ENGLISH_UNITS, 1)}
    table |= {word: n for n, word in enumerate(_FRENCH_UNITS, 1)}
    table |= {word: n for n, word in enumerate(_SPANISH_UNITS, 1)}
    for tens, stem in enumerate(_ENGLISH_TENS, 2):
        table[stem[:-1] + "ieth"] = tens * 10
        for unit, word in enumerate(_ENGLISH_UNITS[:9], 1):
            table[f"{stem}-{word}"] = tens * 10 + unit
    for hundred in ("one hundredth", "hundredth", "centième", "centésimo"):
        table[hundred] = 100
    for unit, word in enumerate(_ENGLISH_UNITS, 1):
        table[f"one hundred and {word}"] = 100 + unit
    for tens, stem in enumerate(_FRENCH_TENS, 2):
        table[stem.rstrip("e") + "ième"] = tens * 10
        table[f"{stem} et unième"] = table[f"{stem}-et-unième"] = tens * 10 + 1
        for unit, word in enumerate(_FRENCH_UNITS[1:9], 2):
            table[f"{stem}-{word}"] = tens * 10 + unit
    for extra, word in enumerate(_FRENCH_UNITS[9:19], 10):
        table[f"soixante-{word}"] = 60 + extra
        table[f"quatre-vingt-{word}"] = 80 + extra
    table["soixante et onzième"] = 71
    table["quatre-vingtième"] = 80
    for unit, word in enumerate(["un", *_FRENCH_UNITS[1:9]], 1):
        table[f"quatre-vingt-{'unième' if unit == 1 else word}"] = 80 + unit
    for tens, stem in enumerate(_SPANISH_TENS, 2):
        table[stem] = tens * 10
        for unit, word in enumerate(_SPANISH_UNITS[:9], 1):
            table[f"{stem} {word}"] = tens * 10 + unit
    feminine = {word[:-1] + "a": n for word, n in table.items() if word.endswith("o")}
    feminine |= {word + suffix: table[word] for word in ("primer", "tercer") for suffix in "oa"}
    feminine["première"] = 1
    return {**feminine, **table}


_FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th|e|er|ère|ème|º|ª|°)?")

WORDS: Final = "|".join(sorted(map(re.escape, _table()), key=len, reverse=True))
# An ordinal as a pattern: in words, or in figures with its suffix.
PATTERN: Final = rf"(?:{WORDS}|\d{{1,3}}(?:st|nd|rd|th|ère|ème|er|e|º|ª|°))"


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int:
    """Return the number a Roman numeral stands for.

    >>> roman("XVIII"), roman("XLIV")
    (18, 44)
    """
    values = [_ROMAN[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def ordinal(text: str) -> int | None:
    """Return the number an ordinal stands for, or None.

    >>> [ordinal(text) for text in ("sixty-fifth", "65th", "soixante-dixième", "Segundo", "odd")]
    [65, 65, 70, 2, None]
    """
    plain = text.strip().lower()
    if plain in _table():
        return _table()[plain]
    if text.strip().isupper() and re.fullmatch(r"[IVXLC]+", text.strip()):
        return roman(text.strip())
    figures = _FIGURES.fullmatch(plain)
    return int(figures[1]) if figures else None
