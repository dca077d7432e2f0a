"""The quantities of a sentence: value, unit as far as it is written, qualifier, where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from migkg.facts.observations.numerals import scaled_number_at, starts
from migkg.facts.observations.qualifiers import qualifier_before, qualifier_behind
from migkg.facts.observations.shares import factors, fractions
from migkg.facts.observations.units import load_units

# Words that name the number behind them: it is no quantity.
_NAMED: Final = re.compile(
    r"(?:\b(?:nos?|núms?|arts?|paras?|pp?|vols?|chap|sect|fig|n)\.|№|n[º°]|#|"
    r"\b(?:articles?|artículos?|paragraphs?|paragraphes?|párrafos?|chapters?|chapitres?|capítulos?|"
    r"sections?|sección|tables?|tableaux?|cuadros?|figures?|gráficos?|boxe?s?|panels?|rooms?|"
    r"items?|"
    r"points?|puntos?|goals?|objectifs?|objetivos?|targets?|cibles?|metas?|steps?|pillars?|phases?|"
    r"annex(?:es)?|appendix|part|parts|clusters?|groups?|rounds?|round tables?|tables? rondes?|"
    r"mesas? redondas?|sessions?|brief|issue|rule|rules|regla|inciso|resolutions?|résolutions?|"
    r"resoluci(?:ón|ones)|conventions?|documents?|decisions?|recommendations?|option|age|aged|"
    r"version|page|pages|volume|level|type|category|question|agenda item|séance|temas?|sesión|"
    r"lines?|"
    r"days?|"
    r"\w+ No|No))\s?\(?$",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\s?(?:[ap]\.\s?m\b|[ap]m\b|heures?\b|h\b|horas\b|o'clock|:\d\d|/\d)|[.:]\d\d\s?[ap]\.m"
)
_PERCENT: Final = re.compile(
    r"\s?(?:%|per ?cent\b|p\.\s?100|pour ?cent\b|por ciento\b|p\.\s?cent)", re.IGNORECASE
)
_POINTS: Final = re.compile(
    r"[\s-](?:percentage[ -]points?|points? de pourcentage|puntos? porcentual(?:es)?|"
    r"points? of a percentage)\b",
    re.IGNORECASE,
)
# "the ten largest": the number of a choice; "les années quatre-vingt": a decade.
_RANKED: Final = re.compile(
    r"\s(?:first|largest|biggest|top|premi[eè]re?s|principaux|primer[oa]s|principales|mayores)\b"
)
_DECADE: Final = re.compile(
    r"\b(?:années|años|décadas?|décennies?)(?: de(?: los)?)?\s$", re.IGNORECASE
)
_ODDS_BEHIND: Final = re.compile(
    r"\s(?:in|out of|of) (?:every )?(?:\d{1,2}|four|five|six|seven|eight|nine|ten)\b"
)
# "7-8 per cent", "3–4 million"
_RANGE: Final = re.compile(
    r"[-–]\d+(?:[.,]\d+)?\s?(?:%|per ?cent|pour ?cent|por ciento|million|billion|thousand|mill)"
)
# "one in six", "one of every ten", "un migrant sur dix": no figure of six or ten.
_ODDS: Final = re.compile(
    r"\b(?:one|two|three|four|\d) (?:in|out of|of) (?:every )?$|\b(?:une?|deux|trois) \w+ sur $|"
    r"\b(?:un[oa]?|dos|tres) de cada $",
    re.IGNORECASE,
)
_MONTH: Final = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|janv|févr|mars|avr|mai|juin|juil|août|"
    r"ener|abr|juni|juli|agos|dici)"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|¤[¤ ]*¤|¤")
_STOP_WORDS: Final = (
    # English
    "of in on to from for with by at as that which who whose whom were was are is be been have "
    "has had than since during over under between among within while but into through per about "
    "around made took participated attended "
    # French
    "en à au aux dans sur pour par avec que qui dont ont sont était étaient a été est depuis "
    "entre vers chez comme sous parmi plus le la les l un une "
    # Spanish
    "con por para del al los las el desde entre hacia según han son fue fueron está están como "
    "sobre más"
)
_STOP: Final = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity: ``begin`` and ``end`` enclose number, scale and unit, not the qualifier."""

    begin: int
    end: int
    value: Decimal
    unit: str = ""  # empty where no word says it
    qualifier: str = ""
    noun: str = ""  # the noun phrase that is counted, as written
    noun_end: int = 0  # where that phrase ends; ``end`` if there is none
    scale: Decimal = Decimal(1)  # of the words "million", "thousand"
    sure: bool = True  # written in figures, or as large a number as no pronoun is


def quantities(text: str, language: str) -> list[Quantity]:
    """Return the quantities of a clean text in its order; names in it are masked with "¤".

    >>> text = "about 34 per cent of 127 Member States gave nearly $1.5 million, not in 2010"
    >>> [(str(q.value), q.unit, q.qualifier) for q in quantities(text, "en")]
    [('34', 'percent', 'about'), ('127', 'countries', ''), ('1500000.0', 'us-dollars', 'about')]
    """
    worded = [
        Quantity(begin, end, value, unit, qualifier_before(text, begin, language), "", end)
        for begin, end, value, unit in (*fractions(text, language), *factors(text, language))
    ]
    found = [
        number
        for number in _numbers(text, language)
        if not any(number.begin < q.end and q.begin < number.end for q in worded)
    ]
    return sorted([*found, *worded], key=lambda q: q.begin)


def _numbers(text: str, language: str) -> Iterator[Quantity]:
    at = 0
    for found in starts(language).finditer(text):
        if found.start() < at:
            continue
        number = scaled_number_at(text, found.start(), language)
        if number is None:
            continue
        value, scale, at = number
        quantity = _quantity(text, found.start(), at, value, language)
        if quantity is not None:
            at = max(at, quantity.end)
            yield replace(quantity, scale=scale)


def _quantity(text: str, begin: int, end: int, value: Decimal, language: str) -> Quantity | None:
    units = load_units()
    low = max(0, begin - 24)
    before = text[low:begin]
    sign = units.before.search(before)
    start = low + sign.start() if sign else begin
    unit = units.currency(sign[0]) if sign else ""
    noun, noun_end = "", end
    if not unit:
        points, percent = _POINTS.match(text, end), _PERCENT.match(text, end)
        money = units.behind[language].match(text, end)
        if points or percent:
            unit = "percentage-points" if points else "percent"
            end = noun_end = (points or percent).end()  # type: ignore[union-attr]
        elif money:
            unit, end = units.currency(money["name"]), money.end()
            noun_end = end
    if not unit:
        if _is_no_quantity(text, begin, end, value, before):
            return None
        unit, noun, noun_end = counted(text, end, language)
    figures = text[begin].isdecimal()
    if not unit and not figures and value < 13:
        # "one", "two" without what they count are pronouns or names.
        return None
    if value == 1 and not figures:
        return None
    qualifier = qualifier_before(text, start, language) or qualifier_behind(text, end, noun_end)
    sure = figures or value >= 13
    return Quantity(start, end, value, unit, qualifier, noun, noun_end, sure=sure)


def _is_no_quantity(text: str, begin: int, end: int, value: Decimal, before: str) -> bool:
    """Tell whether a number is a date, an hour, an ordinal, an age, a name or a mark of a list."""
    behind = text[end : end + 24]
    figures = text[begin:end]
    if begin == 0 and value < 1000 and re.match(r"\s?[.)\]:–-](?:\s|[A-ZÀ-Þ])|\t|$", behind):
        return True
    if _RANGE.match(behind):
        return False
    if behind[:1].isalpha() or re.match(r"[-–/]\w|[.:]\d|['’]", behind):
        return True
    if _ODDS.search(before) or (value < 10 and _ODDS_BEHIND.match(behind)):
        return True
    if re.search(r"[\w/]$|[A-Za-z]-$|(?<!\d)[.:]$", before) or _NAMED.search(before):
        return True
    if _TIME.match(behind) or re.match(rf"\s?(?:de |of )?{_MONTH}", behind, re.IGNORECASE):
        return True
    if re.search(rf"{_MONTH}\w*\.?\s$", before, re.IGNORECASE) and value <= 31:
        return True
    if re.match(
        rf"\s?(?:and|to|et|au|y|al|-|–)\s?(?:le |el )?\d\d?(?:er)? (?:de )?{_MONTH}", behind, re.I
    ):
        return True
    if _RANKED.match(behind) or _DECADE.search(before):
        return True
    if re.search(r"\b(?:mid|early|late|post|pre)-$|(?<!\d)[-–]$", before):
        return True
    if re.search(r"\b(?:ages?|aged|âgée?s?|edad)\b[^.;,]{0,24}$", before, re.IGNORECASE):
        return True
    # A bare number of four digits in these bounds is a year.
    return figures.isdecimal() and len(figures) == 4 and 1900 <= value < 2100


def counted(text: str, end: int, language: str) -> tuple[str, str, int]:
    """Return the unit, the noun phrase and its end for what stands behind a number.

    >>> counted("127 Member States, and", 3, "en")
    ('countries', 'Member States', 17)
    """
    units = load_units()
    lead = re.compile(
        r"\s(?:of (?:the|these|those|all|its|their)\s|d'entre |de (?:los|las|ces|esos|estos)\s|"
        r"des |"
        r"de |d')?"
    ).match(text, end)
    if lead is None:
        return "", "", end
    begin = at = lead.end()
    best: tuple[str, int] | None = None
    words = 0
    while words < (7 if language == "en" else 3):
        found = _WORD.match(text, at)
        if found is None or found[0].lower() in _STOP:
            break
        # Two words can be one noun: "Member States", "tables rondes".
        pair = re.compile(r"[^\W\d_]+ [^\W\d_]+").match(text, at)
        both = units.noun(pair[0], language) if pair else ""
        one = units.noun(found[0], language) or units.noun(
            found[0].rpartition("-")[2] if "-" in found[0] else "", language
        )
        if best is not None and not both and not one:
            break  # a verb, or what else follows the noun
        if both and pair:
            best, at = (both, pair.end()), pair.end()
        else:
            if one:
                best = (one, found.end())
            at = found.end()
        words += 1
        if best is not None and language != "en":
            break
        joined = re.compile(r" (?:and|et|y) ").match(text, at)
        if best is not None and (joined or text[at : at + 1] != " "):
            break
        gap = joined if joined else re.compile(r" |, (?=[a-z-]+ (?:and|[a-z]+s)\b)").match(text, at)
        if gap is None:
            break
        at = gap.end()
    if best is None:
        return "", "", end
    return best[0], text[begin : best[1]], best[1]
