"""Cardinal numbers in figures and words, in English, French and Spanish."""

import re
from typing import Final

_NUMBER = re.compile(r"\d{1,3}(?:[ ,.\u00a0]\d{3})+(?!\d)|\d+")
_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
)
_TEENS: Final = {
    16: "sixteen dieciséis", 17: "seventeen dix-sept diecisiete", 18: "eighteen dix-huit dieciocho",
    19: "nineteen dix-neuf diecinueve", 20: "twenty vingt veinte", 21: "vingt-et-un veintiuno",
    22: "veintidós", 23: "veintitrés", 24: "veinticuatro", 25: "veinticinco", 26: "veintiséis",
    27: "veintisiete", 28: "veintiocho", 29: "veintinueve",
}  # fmt: skip
# Tens, and what joins them to a unit.
_TENS: Final = (
    (0, "-", 2, "twenty thirty forty fifty sixty seventy eighty ninety"),
    (1, "-", 2, "vingt trente quarante cinquante soixante"),
    (2, " y ", 3, "treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
)


def _words() -> dict[str, int]:
    words = {word: number for names in _UNITS for number, word in enumerate(names.split())}
    words |= {word: number for number, names in _TEENS.items() for word in names.split()}
    for language, joint, first, names in _TENS:
        for number, tens in enumerate(names.split(), first):
            words[tens] = number * 10
            for unit, word in enumerate(_UNITS[language].split()[1:10], 1):
                words[f"{tens}{joint}{word}"] = number * 10 + unit
    return words


_WORDS: Final = _words()
# A cardinal number as a pattern: figures with their separators, or a word up to ninety-nine.
CARDINAL: Final = (
    rf"(?:{_NUMBER.pattern}|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w))"
)


def cardinal(text: str) -> int | None:
    """Return the number that figures or words stand for, or None.

    >>> cardinal("149"), cardinal("1,200"), cardinal("Thirty-five"), cardinal("cuarenta y seis")
    (149, 1200, 35, 46)
    >>> cardinal("many")
    """
    plain = text.strip().lower()
    if plain in _WORDS:
        return _WORDS[plain]
    return int(re.sub(r"\D", "", plain)) if _NUMBER.fullmatch(plain) else None
