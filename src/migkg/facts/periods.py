"""Dates and spans of dates as a sentence gives them, in English, French and Spanish."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from migkg.months import MONTHS, SHORT_MONTHS

_NAMES: Final = {**MONTHS, **SHORT_MONTHS}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?(?!\d)"
_YEAR = r"(?:19|20)\d\d"
_TO = r"\s?(?:and|to|-|–|—|―|et|au|y|al|a)\s?"
_OF = r"(?:del?\s|of\s)?"

_DATE = re.compile(
    rf"""(?<![\w.,/$€-])(?:
      (?P<d1>{_DAY}){_TO}(?:le\s|el\s)?(?P<d2>{_DAY})\s{_OF}(?P<m>{_MONTH})\b,?\s{_OF}(?P<y>{_YEAR})
    | (?P<d3>{_DAY})\s{_OF}(?P<m3>{_MONTH})(?:\b,?\s{_OF}(?P<y3>{_YEAR}))?{_TO}(?:le\s|el\s)?
      (?P<d4>{_DAY})\s{_OF}(?P<m4>{_MONTH})\b,?\s{_OF}(?P<y4>{_YEAR})
    | (?P<d5>{_DAY})\s{_OF}(?P<m5>{_MONTH})\b,?\s{_OF}(?P<y5>{_YEAR})
    | (?P<m6>{_MONTH})\s(?P<d6>{_DAY})(?:{_TO}(?P<d7>{_DAY}))?,?\s(?P<y6>{_YEAR})
    | (?P<m7>{_MONTH})(?:\b,?\s{_OF}(?P<y7>{_YEAR}))?\s?(?:to|-|–|—|―|à|a|until|through)\s?
      (?P<m8>{_MONTH})\b,?\s{_OF}(?P<y8>{_YEAR})
    | (?P<m9>{_MONTH})\b,?\s{_OF}(?P<y9>{_YEAR})
    | (?P<y10>{_YEAR})\s?[-–—―]\s?(?P<y11>{_YEAR})
    | (?:mid-|early\s|late\s)?(?P<y12>{_YEAR})
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

    def moved(self, by: int) -> "When":
        """Return the same date, standing elsewhere: in the text this one is a stretch of."""
        return When(self.begin + by, self.end + by, self.start, self.last)


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
            yield When(found.start(), found.end(), start, last if last > start else "")


def _read(said: dict[str, str | None]) -> tuple[str, str]:
    if said["y"]:
        return _day(said["y"], said["m"], said["d1"]), _day(said["y"], said["m"], said["d2"])
    if said["y4"]:
        first = said["y3"] or said["y4"]
        return _day(first, said["m3"], said["d3"]), _day(said["y4"], said["m4"], said["d4"])
    if said["y5"]:
        return _day(said["y5"], said["m5"], said["d5"]), ""
    if said["y6"]:
        last = _day(said["y6"], said["m6"], said["d7"]) if said["d7"] else ""
        return _day(said["y6"], said["m6"], said["d6"]), last
    if said["y8"]:
        return _month(said["y7"] or said["y8"], said["m7"]), _month(said["y8"], said["m8"])
    if said["y9"]:
        return _month(said["y9"], said["m9"]), ""
    if said["y10"]:
        return said["y10"], str(said["y11"])
    return str(said["y12"]), ""


def _month(year: str | None, month: str | None) -> str:
    return f"{year}-{_NAMES[str(month).lower()]:02d}"


def _day(year: str | None, month: str | None, day: str | None) -> str:
    number = re.match(r"\d+", str(day))
    try:
        return date(
            int(str(year)), _NAMES[str(month).lower()], int(number[0] if number else 0)
        ).isoformat()
    except ValueError:
        return ""


_NO_YEAR = re.compile(
    rf"""(?<![\w.,/$€-])(?:
      (?P<d1>{_DAY})(?:{_TO}(?:le\s|el\s)?(?P<d2>{_DAY}))?\s{_OF}(?P<m1>{_MONTH})
    | (?P<m2>{_MONTH})\s(?P<d3>{_DAY})(?:{_TO}(?P<d4>{_DAY}))?
    )(?![\w/]|,?\s(?:del?\s|of\s)?{_YEAR})""",
    re.VERBOSE | re.IGNORECASE,
)


def days_without_year(text: str, year: str) -> Iterator[When]:
    """Yield the days of a text that are printed without their year, which its context gives.

    >>> [(w.start, w.last) for w in days_without_year("on 17-18 May in New York", "2011")]
    [('2011-05-17', '2011-05-18')]
    """
    for found in _NO_YEAR.finditer(text):
        month = found["m1"] or found["m2"]
        start = _day(year, month, found["d1"] or found["d3"])
        final = found["d2"] or found["d4"]
        last = _day(year, month, final) if final else ""
        if start:
            yield When(found.start(), found.end(), start, last if last > start else "")


# A period told by its distance from the day of the document. Groups: a month with the word that
# says which one, or a unit with such a word.
_BEFORE = r"last|this\spast|past|derni(?:er|ère)|passée?|pasad[oa]|últim[oa]"
_NOW = r"this|cette|ce|est[ea]"
_AFTER = r"next|prochaine?|próxim[oa]"
_WHICH = rf"(?P<before{{0}}>{_BEFORE})|(?P<now{{0}}>{_NOW})|(?P<after{{0}}>{_AFTER})"
_UNIT = r"(?P<unit{0}>week|month|year|semaine|mois|ann[ée]e|an|semana|mes|año)"
_RELATIVE = re.compile(
    rf"""(?<![\w-])(?:
      (?:(?P<m1>{_MONTH})\s(?:of\s|de\s|del\s)?(?:l')?)?(?:(?:the|el|la|l')\s?)?
      (?:{_WHICH.format(1)})\s{_UNIT.format(1)}
    | (?:(?P<m2>{_MONTH})\s(?:of\s|de\s|del\s)?)?(?:(?:the|le|la|el)\s|l')
      {_UNIT.format(2)}\s(?:{_WHICH.format(2)})
    | (?:{_WHICH.format(3)})\s(?P<m3>{_MONTH})
    | (?P<m4>{_MONTH})\s(?:{_WHICH.format(4)})
    )(?!\w)(?!,?\s(?:del?\s)?{_YEAR})""",
    re.VERBOSE | re.IGNORECASE,
)


def relative_dates(text: str, today: str) -> Iterator[When]:
    """Yield the months and years of a text that are told by their distance from a day.

    ``today`` may be a year or a month, which tells less; a week is given as its month.

    >>> text = "this past January, last month, en novembre dernier, el mes pasado, este año"
    >>> [when.start for when in relative_dates(text, "2011-05-19")]
    ['2011-01', '2011-04', '2010-11', '2011-04', '2011']
    """
    for found in _RELATIVE.finditer(text):
        said = {name.rstrip("1234"): value for name, value in found.groupdict().items() if value}
        shift = -1 if "before" in said else 1 if "after" in said else 0
        start = _relative(said.get("unit", "").lower(), said.get("m", "").lower(), shift, today)
        if start:
            yield When(found.start(), found.end(), start, "")


def _relative(unit: str, month: str, shift: int, today: str) -> str:
    if len(today) < 4:
        return ""
    year = int(today[:4])
    if unit in ("year", "année", "annee", "an", "año"):
        return f"{year + shift}-{_NAMES[month]:02d}" if month else str(year + shift)
    if len(today) < 7 or (unit and month):
        return ""
    now = int(today[5:7])
    if month:
        # The nearest one in that direction; "this May" is that of the year.
        then = _NAMES[month]
        if shift and (then - now) * shift <= 0:
            year += shift
        return f"{year}-{then:02d}"
    if unit in ("month", "mois", "mes"):
        number = year * 12 + now - 1 + shift
        return f"{number // 12}-{number % 12 + 1:02d}"
    if len(today) < 10:
        return ""
    monday = date.fromisoformat(today) + timedelta(days=7 * shift)
    monday -= timedelta(days=monday.weekday())
    sunday = monday + timedelta(days=6)
    return monday.isoformat()[:7] if monday.month == sunday.month else ""
