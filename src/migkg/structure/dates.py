"""Dates as documents print them, in English, French and Spanish."""

import re
from datetime import date

from migkg.months import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DATE = re.compile(
    rf"""(?<![\d\-–/])(?:
      (?P<day>{_DAY})(?:st|nd|rd|th|er|º|°)?\s+(?:de\s+|of\s+)?(?P<month>{_MONTH})\b\.?,?
        \s+(?:del?\s+)?(?P<year>(?:19|20)\d\d)
    | (?P<month2>{_MONTH})\s+(?P<day2>{_DAY})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)
    | (?P<day3>{_DAY})\.(?P<month3>0?[1-9]|1[0-2])\.(?P<year3>(?:19|20)\d\d)
    | (?P<year4>(?:19|20)\d\d)-(?P<month4>0[1-9]|1[0-2])-(?P<day4>{_DAY})
    )(?![\d/])""",
    re.VERBOSE | re.IGNORECASE,
)
_SPAN = re.compile(r"\d(?:st|nd|rd|th|er)?\s*(?:and|to|et|y|au|al?|[-–—])\s*$")
_TIME = (
    r"\b(?:at\s+|à\s+|a\s+las\s+)?\d{1,2}(?:[:.hH]\d{2})?\s*(?:[ap]\.?m\.?|h(?:rs|ours)?\b)"
    r"(?:\s*(?:[-–—]|to)\s*\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?)?"
)
_WEEKDAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_AROUND = re.compile(
    rf"(?:{_WEEKDAY})\b|{_TIME}|^(?:le|el|on|dated?|fecha)\b|[\s,.:;()\[\]*]+", re.I
)


def parse(found: re.Match[str]) -> str:
    """Return the ISO 8601 date of a match of :data:`DATE`; empty for a day that no month has."""
    groups = found.groupdict()
    for end in ("", "2", "3", "4"):
        if groups[f"year{end}"]:
            month = groups[f"month{end}"]
            number = int(month) if month.isdigit() else MONTHS[month.lower()]
            try:
                return date(int(groups[f"year{end}"]), number, int(groups[f"day{end}"])).isoformat()
            except ValueError:
                return ""
    return ""


def find(text: str) -> tuple[str, int, int] | None:
    """Return the first date of a text, ISO 8601, with where it begins and ends.

    >>> find("Thursday, 19 May 2011"), find("Le 1er juin 2010"), find("17-18 May 2011")
    (('2011-05-19', 10, 21), ('2010-06-01', 3, 16), None)
    """
    for found in DATE.finditer(text):
        # "3 and 4 October": the end of a span of days is not the date of a document.
        if not _SPAN.search(text[: found.start()]) and (iso := parse(found)):
            return iso, found.start(), found.end()
    return None


def only(text: str) -> str:
    """Return the ISO 8601 date of a text that is a date and no more; else an empty string.

    >>> only("Jueves, 19 de mayo de 2011"), only("New York, 19 May 2011")
    ('2011-05-19', '')
    """
    found = find(text)
    if found is None:
        return ""
    rest = _AROUND.sub("", text[: found[1]].lower()) + _AROUND.sub("", text[found[2] :])
    return "" if rest else found[0]
