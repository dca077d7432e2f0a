"""Numbers as a text writes them, in figures and in words, in English, French and Spanish."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_FR_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_ES_UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_ES_HUNDREDS = (
    "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
)


def _counted(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * n for n, word in enumerate(words.split())}


_WORDS: Final[Mapping[str, Mapping[str, int]]] = {
    "en": _counted(_EN_UNITS)
    | _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    "fr": _counted(_FR_UNITS)
    | _counted("vingt trente quarante cinquante soixante", 20, 10)
    | {"une": 1, "quatre-vingt": 80, "quatre-vingts": 80, "septante": 70, "nonante": 90},
    "es": _counted(_ES_UNITS)
    | _counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
    | _counted(_ES_HUNDREDS, 200, 100)
    | {word[:-2] + "as": 200 + 100 * n for n, word in enumerate(_ES_HUNDREDS.split())}
    | {"un": 1, "una": 1, "cien": 100, "ciento": 100, "veintiún": 21, "veintiuna": 21},
}
_SCALES: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {
        "hundred": 100,
        "thousand": 1000,
        "million": 10**6,
        "millions": 10**6,
        "billion": 10**9,
        "billions": 10**9,
        "trillion": 10**12,
        "bn": 10**9,
        "mn": 10**6,
    },
    "fr": {
        "cent": 100,
        "cents": 100,
        "mille": 1000,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
        "billion": 10**12,
        "billions": 10**12,
    },
    "es": {
        "mil": 1000,
        "millón": 10**6,
        "millones": 10**6,
        "billón": 10**12,
        "billones": 10**12,
    },
}
# What may stand between two words of one number, and behind which words.
_JOIN: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r"(?<=hundred) and |(?<=thousand) and |(?<=million) and |-| "),
    "fr": re.compile(
        r"-et-(?=une?\b|onze\b)| et (?=une?\b|onze\b)|-| (?!une?\b)|(?<=cent) |(?<=mille) "
    ),
    "es": re.compile(r" y (?=(?:un|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b)| "),
}
_HALF: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r" and a half\b"),
    "fr": re.compile(r" et demie?\b"),
    "es": re.compile(r" y medi[oa]\b"),
}
_WORD = re.compile(r"[^\W\d_]+")
# Figures with thousands in groups of three, and a decimal part.
_FIGURES: Final = {
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?"),
    "fr": re.compile(r"\d{1,3}(?:([ ,.])\d{3})(?:\1\d{3})*(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"),
    "es": re.compile(r"\d{1,3}(?:([ ,.])\d{3})(?:\1\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"),
}


@lru_cache(maxsize=4)
def starts(language: str) -> re.Pattern[str]:
    """Return a pattern for where a number in words or figures may begin."""
    words = "|".join(sorted(_WORDS[language], key=len, reverse=True))
    scales = "|".join(word for word, scale in _SCALES[language].items() if scale <= 1000)
    return re.compile(rf"(?<![\w.,/])(?<!\D[-–])(?:\d|(?:{words}|{scales})(?!\w))", re.IGNORECASE)


def number_at(text: str, begin: int, language: str) -> tuple[Decimal, int] | None:
    """Return the number that begins at a place of a text, and where it ends.

    >>> number_at("3.4 million in 2009", 0, "en"), number_at("Thirty-five of", 0, "en")
    ((Decimal('3400000.0'), 11), (Decimal('35'), 11))
    >>> number_at("trois millions et demi de", 0, "fr"), number_at("1.500 mil millones", 0, "es")
    ((Decimal('3500000.0'), 22), (Decimal('1500000000000'), 18))
    """
    found = scaled_number_at(text, begin, language)
    return None if found is None else (found[0], found[2])


def scaled_number_at(text: str, begin: int, language: str) -> tuple[Decimal, Decimal, int] | None:
    """Return the number at a place, what its words of scale multiply it by, and where it ends.

    >>> scaled_number_at("20 million", 0, "en")
    (Decimal('20000000'), Decimal('1000000'), 10)
    """
    if text[begin : begin + 1].isdecimal():
        found = _FIGURES[language].match(text, begin)
        if found is None:  # digits of another script
            return None
        value, end = Decimal(_plain(found[0], language)), found.end()
    else:
        spelled = _spelled(text, begin, language)
        if spelled is None:
            return None
        value, end = Decimal(spelled[0]), spelled[1]
    scaled, after = _scaled(text, value, end, language)
    return scaled, scaled / value if value and after > end else Decimal(1), after


def _plain(figures: str, language: str) -> str:
    """Return figures without their thousands separators, with a decimal point."""
    if language == "en":
        return figures.replace(",", "").replace(" ", "")
    whole = re.fullmatch(r"(\d{1,3}(?:[ ,.]\d{3})+)(?:[.,](\d+))?", figures)
    if whole and not figures.startswith("0"):
        return re.sub(r"[ ,.]", "", whole[1]) + (f".{whole[2]}" if whole[2] else "")
    return figures.replace(" ", "").replace(",", ".")


def _scaled(text: str, value: Decimal, end: int, language: str) -> tuple[Decimal, int]:
    """Apply the words of scale behind a number: "3.4 million", "75 mil millones"."""
    scaled = False
    while (found := re.compile(r" ?-?([^\W\d_]+)").match(text, end)) is not None:
        scale = _SCALES[language].get(found[1].lower())
        if scale is None or (scale == 100 and language == "fr" and not scaled and value >= 100):
            break
        if language == "fr" and found[1].lower() in ("cent", "cents") and not scaled:
            # "34 pour cent" has its own word before; "34 cents" is money.
            break
        value, end, scaled = value * scale, found.end(), True
        half = _HALF[language].match(text, end)
        if half is not None and scale >= 10**6:
            value, end = value + scale * Decimal("0.5"), half.end()
            break
    return value, end


def _spelled(text: str, begin: int, language: str) -> tuple[int, int] | None:
    words, scales = _WORDS[language], _SCALES[language]
    total = current = 0
    end, at, seen = begin, begin, False
    while True:
        found = _token(text, at, language)
        if found is None:
            break
        word, after = found
        if word in words:
            added = words[word]
            if not _fits(current, added, language):
                break
            current += added
        elif word in scales and scales[word] < 10**6:
            scale = scales[word]
            if scale == 100:
                if (current >= 10 and current % 100 >= 10) or (current % 100 == 0 and current):
                    break
                current = (current or 1) * 100
            else:
                total += (current or 1) * scale
                current = 0
        else:
            break
        seen, end = True, after
        join = _JOIN[language].match(text, end)
        if join is None:
            break
        at = join.end()
    return (total + current, end) if seen else None


def _token(text: str, at: int, language: str) -> tuple[str, int] | None:
    if language == "fr":
        eighty = re.compile(r"quatre-vingts?(?!\w)", re.IGNORECASE).match(text, at)
        if eighty:
            return "quatre-vingt", eighty.end()
    found = _WORD.match(text, at)
    return (found[0].lower(), found.end()) if found else None


def _fits(current: int, added: int, language: str) -> bool:
    """Tell whether a word continues a number: "sixty five" does, "five six" does not."""
    if added == 0:
        return current == 0
    if added < 10:
        # "dix-sept" is ten and seven.
        after_ten = current % 100 == 10
        return current % 10 == 0 and (not after_ten or (language == "fr" and added > 6))
    if added < 20:
        return current % 100 in (0, 60, 80)
    return current % 100 == 0 if added < 100 else current == 0
