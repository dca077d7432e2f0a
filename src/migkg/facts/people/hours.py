"""Hours of the day as programmes print them."""

import re
from dataclasses import dataclass

_HOUR = (
    r"(?P<h{0}>[01]?\d|2[0-4])(?:(?:[:.hH])(?P<m{0}>[0-5]\d))?\s?"
    r"(?P<x{0}>a\.?\s?m\.?|p\.?\s?m\.?|noon|midnight|horas?\b|hrs\.?|h(?:eures)?)?"
)
_SPAN = re.compile(
    rf"\W*(?:(?:from|de|at|à|a las|de las)\s)?{_HOUR.format(1)}"
    rf"(?:\s?(?:[-–—]|to|until|à|a|a las|hasta las)\s?{_HOUR.format(2)})?\s?[:.)–—-]?(?=\s|$|\*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hours:
    """When a part of a programme begins and ends: ``10:20``; the end may not be printed."""

    begin: str
    end: str
    behind: int  # where the text goes on


def hours(text: str) -> Hours | None:
    """Return the hours that a line begins with, or None.

    >>> hours("10:00 – 10:20 Opening remarks")
    Hours(begin='10:00', end='10:20', behind=13)
    >>> hours("10.30 a.m.-1 p.m. Continuation"), hours("15h30 : Clôture").begin
    (Hours(begin='10:30', end='13:00', behind=17), '15:30')
    >>> hours("3 p.m. to 6 p.m. Round table 1").end, hours("9-10.30 a.m. Opening").begin
    ('18:00', '09:00')
    >>> hours("1. What are concrete outcomes"), hours("19 May 2011"), hours("2 Opening")
    (None, None, None)
    """
    found = _SPAN.match(text)
    if found is None:
        return None
    first_half, second_half = found["x1"] or "", found["x2"] or ""
    if not (found["m1"] or first_half or (found["h2"] and (found["m2"] or second_half))):
        return None
    end = _clock(found["h2"], found["m2"], second_half) if found["h2"] else ""
    begin = _clock(found["h1"], found["m1"], first_half)
    if not first_half and second_half:
        # "9-10.30 a.m.": the half of the day holds for both, unless the end would come first.
        inherited = _clock(found["h1"], found["m1"], second_half)
        begin = inherited if inherited <= end else begin
    if not begin or (found["h2"] and not end):
        return None
    return Hours(begin, end, found.end())


def _clock(hour: str, minute: str | None, half: str) -> str:
    number, half = int(hour), half.lower().replace(".", "").replace(" ", "")
    if half == "pm" and number < 12:
        number += 12
    elif half == "am" and number == 12:
        number = 0
    return f"{number:02d}:{minute or '00'}" if number < 24 else ""
