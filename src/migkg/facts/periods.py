"""Dates and spans of dates as a sentence gives them, in English, French and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final[dict[str, int]] = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "jan feb mar apr - jun jul aug sept oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
    if name != "-"
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?(?!\d)"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s?(?:and|to|-|–|—|et|au|y|al|a)\s?"

_DATE = re.compile(
    rf"""(?<![\w.,/$€-])(?:
      (?P<d1>{_DAY}){_TO}(?:le\s|el\s)?(?P<d2>{_DAY})\s(?:de\s|of\s)?(?P<m>{_MONTH})\b,?\s(?:del?\s|of\s)?(?P<y>{_YEAR})
    | (?P<d3>{_DAY})\s(?:de\s|of\s)?(?P<m3>{_MONTH}){_TO}(?P<d4>{_DAY})\s(?:de\s|of\s)?(?P<m4>{_MONTH})\b,?\s(?:del?\s|of\s)?(?P<y4>{_YEAR})
    | (?P<d5>{_DAY})\s(?:de\s|of\s)?(?P<m5>{_MONTH})\b,?\s(?:del?\s|of\s)?(?P<y5>{_YEAR})
    | (?P<m6>{_MONTH})\s(?P<d6>{_DAY})(?:{_TO}(?P<d7>{_DAY}))?,?\s(?P<y6>{_YEAR})
    | (?P<m8>{_MONTH})\b,?\s(?:del?\s|of\s)?(?P<y8>{_YEAR})
    | (?P<y9>{_YEAR})\s?[-–—]\s?(?P<y10>{_YEAR})
    | (?:mid-|early\s|late\s)?(?P<y11>{_YEAR})
    )(?![\w/]|-\d|\.\d)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date in a text: where it stands, and its first and last day, month or year (ISO 8601)."""

    begin: int
    end: int
    start: str
    last: str  # empty where it is the start

    @property
    def year(self) -> int:
        """Return the year it begins in."""
        return int(self.start[:4])


def dates(text: str) -> Iterator[When]:
    """Yield the dates of a text in its order; a day that no calendar has is none.

    >>> [(w.start, w.last) for w in dates("on 14 and 15 September 2006, in May 2011 and in 2013")]
    [('2006-09-14', '2006-09-15'), ('2011-05', ''), ('2013', '')]
    >>> [w.start for w in dates("el 19 de mayo de 2011; le 1er juin 2010; by mid-2012; A/65/2010")]
    ['2011-05-19', '2010-06-01', '2012']
    """
    for found in _DATE.finditer(text):
        start, last = _read(found.groupdict())
        if start:
            yield When(found.start(), found.end(), start, last)


def _read(said: dict[str, str | None]) -> tuple[str, str]:
    if said["y"]:
        return _day(said["y"], said["m"], said["d1"]), _day(said["y"], said["m"], said["d2"])
    if said["y4"]:
        return _day(said["y4"], said["m3"], said["d3"]), _day(said["y4"], said["m4"], said["d4"])
    if said["y5"]:
        return _day(said["y5"], said["m5"], said["d5"]), ""
    if said["y6"]:
        last = _day(said["y6"], said["m6"], said["d7"]) if said["d7"] else ""
        return _day(said["y6"], said["m6"], said["d6"]), last
    if said["y8"]:
        return f"{said['y8']}-{MONTHS[str(said['m8']).lower()]:02d}", ""
    if said["y9"]:
        return said["y9"], str(said["y10"])
    return str(said["y11"]), ""


def _day(year: str | None, month: str | None, day: str | None) -> str:
    number = re.match(r"\d+", str(day))
    try:
        return date(
            int(str(year)), MONTHS[str(month).lower()], int(number[0] if number else 0)
        ).isoformat()
    except ValueError:
        return ""


_NUMBER = re.compile(r"\d{1,3}(?:[ ,.\u00a0]\d{3})+(?!\d)|\d+")
_WORDS: Final[dict[str, int]] = {
    word: n
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty",
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize dix-sept dix-huit dix-neuf vingt",
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis diecisiete dieciocho diecinueve veinte",
    )
    for n, word in enumerate(words.split())
} | {
    f"{tens}{'-' + unit if unit else ''}": number * 10 + n
    for number, tens in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
    for n, unit in enumerate(["", *"one two three four five six seven eight nine".split()])
}
# A cardinal number as a pattern: figures with their separators, or a word up to ninety-nine.
CARDINAL: Final = rf"(?:{_NUMBER.pattern}|(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w))"


def cardinal(text: str) -> int | None:
    """Return the number that figures or words stand for, or None.

    >>> cardinal("149"), cardinal("1,200"), cardinal("Thirty-five"), cardinal("many")
    (149, 1200, 35, None)
    """
    plain = text.strip().lower()
    if plain in _WORDS:
        return _WORDS[plain]
    return int(re.sub(r"\D", "", plain)) if _NUMBER.fullmatch(plain) else None
