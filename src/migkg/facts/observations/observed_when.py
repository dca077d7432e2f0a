"""The period that a figure is of: which of a sentence's dates belongs to which quantity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from migkg.facts.periods import dates

_YEAR = r"(?:19|20)\d\d"
_A_YEAR: Final = re.compile(_YEAR)
_QUARTERS: Final = {
    word: n
    for words in (
        "first second third fourth",
        "premier deuxième troisième quatrième",
        "primer segundo tercer cuarto",
        "1st 2nd 3rd 4th",
    )
    for n, word in enumerate(words.split())
}
_PART: Final = re.compile(
    rf"\b(?P<nth>{'|'.join(_QUARTERS)}) (?P<part>quarter|half|trimestre|semestre)s? (?:of |de |"
    rf"del |de l'année )?(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    rf"(?:\b(?:between|from|entre|de|depuis|desde|du|period|période|período|during|over|and)\s)?"
    rf"(?P<from>{_YEAR})\s?(?P<to>and|to|until|through|et|à|jusqu'en|y|a|hasta|-|–|—)\s?(?:en |"
    rf"in )?(?P<last>{_YEAR})(?![\w/])",
    re.IGNORECASE,
)
_SHORT: Final = re.compile(
    r"(?<![\w/])(?P<century>19|20)(?P<from>\d\d)\s?[-–/]\s?(?P<last>\d\d)(?![\w/-])"
)
_PAIR: Final = re.compile(
    rf"\b(?:in|en|of|for)\s(?P<one>{_YEAR})\s(?:and|et|y)\s(?:in |en )?(?P<two>{_YEAR})(?![\w/])",
    re.IGNORECASE,
)
_DECADE: Final = re.compile(r"\b(?P<decade>(?:19|20)\d0)s\b|\bannées (?P<fr>(?:19|20)\d0)\b")
_SINCE: Final = re.compile(
    rf"\b(?:since|depuis|desde)\s(?:l'année |el año |the |les années |"
    rf"los años )?(?P<year>{_YEAR})s?(?![\w/])",
    re.I,
)
_COMPARED: Final = re.compile(
    r"(?:compar\w+ (?:to|with|à|con)|(?:more|less|fewer|higher|lower|up|down)(?: \w+)? (?:than|"
    r"from)|over|"
    r"par rapport à|que|respecto (?:a|de)|than)\s(?:the (?:previous |same )?\w+ (?:of|"
    r"in) )?(?:in |en |those of |that of )?$",
    re.IGNORECASE,
)
# A year that names a thing, no time of the figure: "the 2000 round of censuses".
_NAMED_BY_YEAR: Final = re.compile(r"\s(?:rounds?|revision|edition|agenda|series)\b")
_AGO: Final = re.compile(
    r"\b(?:establishment|creation|launch|founding|création|creación|held|established|adopted|"
    r"launched|created|lancé|celebrad[oa]) in $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a sentence names: where it stands, and its ISO 8601 form."""

    begin: int
    end: int
    iso: str
    compared: bool = False  # "compared to 2010": what a change is measured against
    also: str = ""  # the second of "in 2007 and 2008"

    @property
    def is_span(self) -> bool:
        """Tell whether it has a beginning and an end."""
        return "/" in self.iso


def periods(text: str) -> list[Period]:
    """Return the periods of a sentence in its order; names in it are masked.

    >>> [p.iso for p in periods("in the third quarter of 2011, 1990-1999, in 2010, since 2006")]
    ['2011-07/2011-09', '1990/1999', '2010', '2006/..']
    >>> [(p.iso, p.also) for p in periods("from 5 in 2007 and 2008 to 3 in 2011")]
    [('2007', '2008'), ('2011', '')]
    """
    found: list[Period] = []
    if not _A_YEAR.search(text):
        return found

    def add(begin: int, end: int, iso: str, also: str = "") -> None:
        if not any(p.begin < end and begin < p.end for p in found):
            compared = bool(_COMPARED.search(text[max(0, begin - 40) : begin]))
            found.append(Period(begin, end, iso, compared, also))

    for match in _SINCE.finditer(text):
        add(*match.span(), f"{match['year']}/..")
    for match in _PART.finditer(text):
        size = 3 if match["part"].lower() in ("quarter", "trimestre") else 6
        first = _QUARTERS[match["nth"].lower()] * size + 1
        if first < 12:
            add(*match.span(), f"{match['year']}-{first:02}/{match['year']}-{first + size - 1:02}")
    for match in _PAIR.finditer(text):
        add(*match.span(), match["one"], match["two"])
    for match in _SPAN.finditer(text):
        if match["from"] < match["last"] and _is_span(match):
            add(*match.span(), f"{match['from']}/{match['last']}")
    for match in _SHORT.finditer(text):
        if match["from"] < match["last"]:
            century = match["century"]
            add(*match.span(), f"{century}{match['from']}/{century}{match['last']}")
    for match in _DECADE.finditer(text):
        decade = match["decade"] or match["fr"]
        add(*match.span(), f"{decade}/{int(decade) + 9}")
    for when in dates(text):
        if _NAMED_BY_YEAR.match(text, when.end):
            continue
        add(when.begin, when.end, f"{when.start}/{when.last}" if when.last else when.start)
    return sorted(found, key=lambda p: p.begin)


def _is_span(match: re.Match[str]) -> bool:
    """Tell a span from two years side by side: "between 1990 and 2010", not "in 1990 and 2010"."""
    if match["to"].lower() not in ("and", "et", "y"):
        return True
    return bool(re.match(r"(?:between|entre|period)", match[0], re.IGNORECASE))


def assign(
    text: str, spans: Sequence[tuple[int, int]], change: Sequence[bool], named: Sequence[Period]
) -> list[tuple[str, ...]]:
    """Return the periods of each quantity: none, one, or two where the text gives it of two years.

    A period right behind a quantity, before the next one, is its own; else the one that the
    sentence began with; else what an earlier quantity had.

    >>> text = "It rose from 40 in 1990 to 74 in 2010, or by 34."
    >>> assign(text, [(13, 15), (27, 29), (45, 47)], [False, False, True], periods(text))
    [('1990',), ('2010',), ('1990/2010',)]
    """
    own: dict[int, Period] = {}
    for number, (_, end) in enumerate(spans):
        limit = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        for each in named:
            if end <= each.begin < limit and not _parted(text[end : each.begin]):
                # "from 1990" right before the next number is of that number.
                own[number] = each
                break
    taken = {id(period) for period in own.values()}
    result: list[tuple[str, ...]] = []
    main: Period | None
    for number, (begin, _) in enumerate(spans):
        period = own.get(number)
        if period is not None and period.compared:
            main = _before(named, taken, begin, text) or next(
                (own[n] for n in range(number - 1, -1, -1) if n in own and not own[n].compared),
                None,
            )
            result.append(
                _between(period, main) if change[number] else ((main.iso,) if main else ())
            )
        elif period is not None:
            result.append((period.iso, period.also) if period.also else (period.iso,))
        else:
            result.append(_inherited(number, begin, text, change[number], own, taken, named))
    return result


def _inherited(
    number: int,
    begin: int,
    text: str,
    change: bool,
    own: dict[int, Period],
    taken: set[int],
    named: Sequence[Period],
) -> tuple[str, ...]:
    free = _before(named, taken, begin, text)
    if free is not None:
        return (free.iso,)
    earlier = [own[n] for n in range(number) if n in own and ";" not in text[own[n].end : begin]]
    if change and len(earlier) > 1 and not any(p.is_span for p in earlier[-2:]):
        return (
            (f"{earlier[-2].iso}/{earlier[-1].iso}",) if earlier[-2].iso < earlier[-1].iso else ()
        )
    if earlier and not earlier[-1].compared:
        return (earlier[-1].iso,)
    later = [own[n] for n in own if n > number]
    if change and len(later) > 1 and later[0].iso < later[1].iso and not later[0].is_span:
        return (f"{later[0].iso}/{later[1].iso}",)
    if len(later) == 1 and change and later[0].is_span and later[0].begin - begin < 90:
        return (later[0].iso,)
    if later and number + 1 in own and _listed(text[begin : later[0].begin]):
        return (later[0].iso,)
    return ()


def _before(named: Sequence[Period], taken: set[int], begin: int, text: str) -> Period | None:
    """Return the last period before a quantity that is no other quantity's own."""
    free = [
        p
        for p in named
        if p.end <= begin
        and id(p) not in taken
        and not p.compared
        and ";" not in text[p.end : begin]
        and not _AGO.search(text[max(0, p.begin - 24) : p.begin])
    ]
    return free[-1] if free else None


def _parted(between: str) -> bool:
    """Tell whether words between a quantity and a period keep them apart."""
    return bool(
        re.search(r"[;:]|\bwhile\b|\bwhereas\b|\btandis que\b|\bmientras\b|, (?:in|en) $", between)
    ) or (len(between) > 90)


def _listed(between: str) -> bool:
    """Tell whether two quantities stand in one list: "40 in Asia and 30 in Africa in 2010"."""
    if re.search(r"\b(?:from|than|compar\w+|against|depuis|desde|contre)\b", between):
        return False
    return len(between) < 60 and bool(re.search(r",|\band\b|\bet\b|\by\b|\bor\b", between))


def _between(base: Period, main: Period | None) -> tuple[str, ...]:
    if main is None:
        return ()
    if base.is_span or main.is_span or not base.iso < main.iso:
        return (main.iso,)
    return (f"{base.iso}/{main.iso}",)
