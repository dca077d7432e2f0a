"""Dates, periods and figures the way United Nations documents print them."""

import re
from decimal import Decimal
from typing import Final

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE: Final = re.compile(
    r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d)(?:T(\d\d:\d\d):\d\d(?:\.\d+)?)?)?)?(?:Z|[+-]\d\d:\d\d)?"
)
_SIZES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SIGNS: Final = {"us-dollars": "$", "euros": "€", "pounds-sterling": "£"}
_QUALIFIERS: Final = {
    "exactly": "",
    "about": "about ",
    "more-than": "more than ",
    "at-least": "at least ",
    "less-than": "less than ",
    "at-most": "at most ",
}


def date(text: str) -> str:
    """Return a date, month or year as it is read; anything else as it stands.

    >>> date("2011-05-02"), date("2012-06"), date("2011"), date("2011-05-19T17:50:00")
    ('2 May 2011', 'June 2012', '2011', '19 May 2011, 17:50')
    """
    found = _DATE.fullmatch(text)
    if not found:
        return text
    year, month, day, time = found.groups()
    said = " ".join(
        part
        for part in (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year)
        if part
    )
    return f"{said}, {time}" if time else said


def on(text: str) -> str:
    """Return a date with the preposition that it takes.

    >>> on("2011-05-02"), on("2011-05"), on("2011")
    ('on 2 May 2011', 'in May 2011', 'in 2011')
    """
    return ("on " if len(text) >= len("2011-05-02") else "in ") + date(text)


def span(start: str, end: str) -> str:
    """Return the time from one date to another, what they share said once.

    >>> span("2011-05-02", "2011-05-03"), span("2013-10-30", "2013-11-02")
    ('2–3 May 2011', '30 October–2 November 2013')
    >>> span("2011-05-19T15:00:00", "2011-05-19T17:40:00"), span("2011", "")
    ('19 May 2011, 15:00–17:40', '2011')
    """
    if not end or end == start:
        return date(start)
    first, last = date(start), date(end)
    if "T" in start and "T" in end:
        if start[:10] == end[:10]:
            return f"{first}–{last.rpartition(' ')[2]}"
        return f"{first} to {last}"
    one, other = first.split(), last.split()
    while one and other and one[-1] == other[-1]:
        one.pop()
        other.pop()
    return f"{' '.join(one) or first}–{last}"


def period(text: str) -> str:
    """Return a period: a date, or an interval of ISO 8601, open where it has two dots.

    >>> period("2011-07/2011-09"), period("2006/.."), period("../2005"), period("1990/2010")
    ('July to September 2011', 'since 2006', 'until 2005', '1990 to 2010')
    """
    start, slash, end = text.partition("/")
    if not slash:
        return date(text)
    if end in {"..", ""}:
        return f"since {date(start)}"
    if start in {"..", ""}:
        return f"until {date(end)}"
    first, last = date(start), date(end)
    month, _, year = first.rpartition(" ")
    if month and last.endswith(" " + year):
        first = month
    return f"{first} to {last}"


def number(value: Decimal) -> str:
    """Return a number: millions and more in words, thousands apart.

    >>> number(Decimal("214200000")), number(Decimal("12500")), number(Decimal("-0.4"))
    ('214.2 million', '12,500', '−0.4')
    """
    sign = "−" if value < 0 else ""
    size = abs(value)
    for unit, name in _SIZES:
        # Not where the figure is finer than a thousandth of the unit.
        if size >= unit and (size * 1000 / unit) % 1 == 0:
            return f"{sign}{_digits(size / unit)} {name}"
    return sign + _digits(size)


def amount(value: Decimal, unit: str, label: str, qualifier: str = "exactly") -> str:
    """Return a figure with its unit, by the slug and the name of the unit.

    >>> amount(Decimal(372000000000), "us-dollars", "US dollars", "about")
    'about $372 billion'
    >>> amount(Decimal(34), "percent", "per cent"), amount(Decimal(1), "countries", "countries")
    ('34 per cent', '1 country')
    >>> amount(Decimal("2.5"), "ratio", "ratio"), amount(Decimal(2), "factor", "factor")
    ('2.5', 'a factor of 2')
    """
    said, before = number(abs(value)), "−" if value < 0 else ""
    if unit in _SIGNS:
        said = f"{before}{_SIGNS[unit]}{said}"
    elif unit == "factor":
        said = f"a factor of {before}{said}"
    else:
        said = before + said
        if unit not in {"count", "ratio"}:
            said += " " + (_singular(label) if value == 1 else label)
    return _QUALIFIERS.get(qualifier, qualifier + " ") + said


def _digits(value: Decimal) -> str:
    text = f"{value.normalize():,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _singular(label: str) -> str:
    if label.endswith("ies") and label != "series":
        return label[:-3] + "y"
    return label[:-1] if label.endswith("s") and not label.endswith("ss") else label
