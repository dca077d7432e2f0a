"""The measures of a sentence: its quantities, each with its unit, indicator and what it says of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from migkg.facts.indicators import indicator, is_change, is_less
from migkg.facts.observed_where import clause
from migkg.facts.quantities import Quantity, quantities
from migkg.facts.units import load_units
from migkg.reading import Sentence

_STATES: Final = 300  # more countries and areas than there are
_DURATIONS: Final = frozenset({"years", "months", "weeks", "days", "hours", "minutes"})
_JOINED: Final = re.compile(
    r"(?:\s(?:in|en)\s\d{4})?\s?(?:to|and|et|à|au|aux|y|a|al|or|ou|o|-|–)\s(?:(?:about|some|over|nearly|almost|around|environ|plus de|más de|unos|"
    r"(?:the )?current levels? of|a total of)\s)?|\s?[-–]\s?"
)
_LEVEL: Final = re.compile(
    r"\b(?:from|to|by|at|of|total(?:l?ed|l?ing|s)?|reach\w*|number(?:ed|ing|s)?|was|were|is|are|exceed\w*|"
    r"stood at|estimated at|de|à|por|en|a)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_VERB: Final = re.compile(r"\s(?:were|was|had|have|are|is)\b")
# "191 million people, of whom 115 million", "dont 115 millions"
_PART: Final = re.compile(
    r"\b(?:of (?:whom|which|these)|including|dont|(?:de )?los cuales|incluid\w+|(?:d'entre|parmi) eux)\s(?:\w+\s){0,2}$"
)
_COMPARED: Final = re.compile(r"\bcompar\w+ (?:with|to)\s$")
_POPULATION: Final = re.compile(
    r"\b(?:population|stock|población|immigrant population)\b", re.IGNORECASE
)
_PARTY: Final = re.compile(
    r"[^.;]{0,60}\b(?:ratif|acced|adhér|adhir|part(?:y|ies) to|signator|signed (?:and|the|it))"
    r"|\s?(?:ratifications|States parties|accessions|signatories)",
    re.IGNORECASE,
)
_RATE: Final = re.compile(r"\s(?:per|a|par|al|por) (?:day|jour|día)\b", re.IGNORECASE)
_ANAPHORA: Final = re.compile(
    r"^(?:\d+[.)] )?(?:This|These|Those|That|They|It|Their|Its|The (?:remaining|figure|latter|total)|Ils|Elles|Ces?|"
    r"Celles?-ci|Ceux-ci|Estos?|Estas?|Ellos|Su)\b|\b(?:of|from) (?:this|these|those|them|that)\b|During (?:that|this|the same) period",
)
_PRONOUN: Final = re.compile(
    r"(?:They|It|The (?:figure|number|total)|This figure|Ils|Elles|Ce chiffre|Esta cifra|Eran)\b"
)
_BETWEEN: Final = re.compile(r"\b(?:between|entre)\s(?:\w+\s)?$", re.IGNORECASE)
_FROM: Final = re.compile(r"\b(?:from|de|del|du|passant de|desde)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_ECONOMIC: Final = re.compile(
    r"(?:%|per ?cent|percent|pour ?cent|por ciento) (?:of|des?|du|de las?|de los|del)\s(?:the |la |le |their |its |all |total )*"
    r"(?:imports?|exports?|importations|exportations|importaciones|exportaciones|deposits|dépôts|depósitos|"
    r"recettes|revenues?|receipts|ingresos|foreign exchange|réserves|reserves)",
    re.IGNORECASE,
)
_REMITTANCES: Final = re.compile(r"remittanc|\btransferts\b|envois de fonds|remesas", re.IGNORECASE)
# "Growth in remittances slowed to 5.3 per cent"
_GROWTH: Final = re.compile(
    r"\bgrowth (?:in|of|rate)\b|\bcroissance (?:de|des|du)\b|\bcrecimiento de", re.IGNORECASE
)
_SUBJECTLESS: Final = re.compile(r"(?:is|was|are|were|will|has|have|rose|fell|then)\b")
_AGAINST: Final = re.compile(
    r"\b(?:compar\w+ (?:with|to|à|con)|against|up from|down from|par rapport à|contre|frente a)\s(?:\w+\s){0,2}$"
)
_FEMALE: Final = re.compile(r"\b(?:women|girls|female|femmes|mujeres)\b", re.IGNORECASE)
_MIGRANTS: Final = re.compile(r"\bmigra", re.IGNORECASE)
_GROWN: Final = re.compile(
    r"\b(?:increas|grew|grow|rose|risen|augment|aument|crec|progress)", re.IGNORECASE
)
_SPENT: Final = re.compile(
    r"\b(?:se répartissent|are (?:spent|used)|is (?:spent|used)|se destinan?)\b"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity with a meaning."""

    quantity: Quantity
    unit: str
    indicator: str
    words: str  # those that show the indicator
    change: bool
    negative: bool


def names_masked(sentence: Sentence) -> str:
    """Return the text of a sentence with every letter and digit of a name as "¤"."""
    text = sentence.text
    for begin, end, _ in sentence.links:
        text = text[:begin] + "¤" * (end - begin) + text[end:]
    return text


def measures(
    sentence: Sentence, previous: str = "", above: "Measure | None" = None
) -> list[Measure]:
    """Return the measures of a sentence.

    ``previous`` is the text of the sentence before it, ``above`` the last measure there.
    """
    masked = names_masked(sentence)
    found = _with_units(masked, quantities(masked, sentence.language), sentence.language)
    if above is not None:
        found = [
            replace(q, unit=above.unit)
            if not q.unit
            and q.value >= 1000
            and (_PRONOUN.match(masked) or _in_brackets(masked, q))
            else q
            for q in found
        ]
    result: list[Measure] = []
    for number, quantity in enumerate(found):
        if not _counts(masked, quantity):
            continue
        behind = found[number + 1].begin if number + 1 < len(found) else len(masked)
        before = result[-1].quantity.end if result else 0
        last = result[-1] if result else above
        measure = _measure(
            sentence.text, quantity, (before, behind), previous, last, within=bool(result)
        )
        if measure is not None:
            result.append(measure)
    return result


def _in_brackets(text: str, quantity: Quantity) -> bool:
    """Tell whether a quantity stands alone in brackets: "Pakistan (1.51 million)"."""
    return text[: quantity.begin].endswith("(") and text[quantity.end : quantity.end + 1] == ")"


def _counts(masked: str, quantity: Quantity) -> bool:
    """Tell whether a quantity is one that an observation states."""
    if not quantity.unit or quantity.unit in _DURATIONS:
        return False
    if quantity.unit in ("countries", "governments") and quantity.value > _STATES:
        return False
    behind = masked[quantity.end :]
    if quantity.unit in ("countries", "governments", "instruments") and _PARTY.match(
        masked, quantity.noun_end
    ):
        return False  # a number of parties, a fact of its own
    if quantity.unit == "instruments" and not quantity.sure:
        return False
    if load_units().is_money(quantity.unit) and _RATE.match(behind):
        return False  # a poverty line
    return not re.match(
        r"\sof (?:the |these |those )?(?:\d|two|three|four|five|six|seven|eight)", behind
    )


def _with_units(masked: str, found: list[Quantity], language: str) -> list[Quantity]:
    """Give quantities without a unit that of the other number of a pair, or of their subject."""
    result = list(found)
    for number in range(len(result) - 1, -1, -1):
        quantity = result[number]
        if number + 1 < len(result):
            following = result[number + 1]
            gap = masked[quantity.end : following.begin]
            if (
                not quantity.unit
                and following.unit not in ("", "factor", *_DURATIONS)
                and _JOINED.fullmatch(gap)
            ):
                quantity = replace(quantity, unit=following.unit, noun=following.noun)
                if quantity.scale == 1 and following.scale > 1 and quantity.value < 10**6:
                    quantity = replace(
                        quantity, value=quantity.value * following.scale, scale=following.scale
                    )
            if quantity.unit == following.unit and _is_range(masked, quantity, gap):
                quantity = replace(quantity, qualifier=quantity.qualifier or "at-least")
                result[number + 1] = replace(following, qualifier=following.qualifier or "at-most")
        result[number] = quantity
    for number, quantity in enumerate(result):
        if not quantity.unit:
            result[number] = replace(
                quantity, unit=_subject_unit(masked, quantity, result[:number], language)
            )
    return result


def _is_range(masked: str, quantity: Quantity, gap: str) -> bool:
    """Tell "between 7 and 8 per cent" and "7 to 8 per cent" from "from 7 to 8 per cent"."""
    before = masked[max(0, quantity.begin - 24) : quantity.begin]
    if _BETWEEN.search(before):
        return bool(re.fullmatch(r"\s(?:and|et|y)\s", gap))
    if _FROM.search(before):
        return False
    return bool(re.fullmatch(r"\s(?:to|à|a)\s|\s?[-–]\s?", gap))


def _subject_unit(
    masked: str, quantity: Quantity, earlier: Sequence[Quantity], language: str
) -> str:
    before = masked[: quantity.begin]
    last = next((q for q in reversed(earlier) if q.unit and q.unit not in _DURATIONS), None)
    if (
        last is not None
        and last.unit not in ("percent", "factor")
        and (_COMPARED.search(before) or _VERB.match(masked, quantity.end))
    ):
        return last.unit
    between = before[last.end :] if last is not None else ""
    if (
        last is not None
        and last.unit not in ("factor", "percent")
        and (
            _PART.search(between)
            or (
                last.scale == quantity.scale > 1
                and re.fullmatch(r"[^.;]{0,60}\b(?:and|et|y) (?:\w+ ){0,2}", between)
            )
        )
    ):
        return last.unit
    if not _LEVEL.search(before[-40:]) and quantity.value < 1000:
        return ""
    low, _ = clause(masked, quantity.begin, quantity.end)
    subject = masked[low : quantity.begin]
    if re.search(r"\baverage (?:number )?|\bratio\b|\bnombre moyen|\bpromedio", subject):
        return "ratio"
    if re.search(r"\d{4}\s?$|\b(?:in|en)\s$", before):
        return ""
    for text in (subject, before):
        unit = _last_noun(text, language)
        if unit:
            return unit
        if _POPULATION.search(text):
            return "persons"
    return ""


def _last_noun(text: str, language: str) -> str:
    units = load_units()
    words = list(re.finditer(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", text))
    for number in range(len(words) - 1, -1, -1):
        pair = text[words[number - 1].start() : words[number].end()] if number else ""
        word = words[number][0]
        unit = units.noun(pair, language) or units.noun(word, language)
        # "countries of destination" and the like say where, not what is counted.
        if (
            unit in _DURATIONS
            or unit in ("countries", "governments")
            and re.search(
                r"\b(?:in|of|from|to|between|their|the|these|developing|en|des|dans)\s(?:\w+\s){0,2}$",
                text[: words[number].start()],
            )
        ):
            continue
        if unit:
            return unit
    return ""


def _measure(
    text: str,
    quantity: Quantity,
    limits: tuple[int, int],
    previous: str,
    last: Measure | None,
    *,
    within: bool,
) -> Measure | None:
    money = load_units().is_money(quantity.unit)
    low, high = clause(text, quantity.begin, quantity.end)
    before, behind = text[low : quantity.begin], text[quantity.noun_end : high]
    gap = text[last.quantity.noun_end : quantity.begin] if last is not None and within else ""
    coordinated = re.fullmatch(r",? (?:or|ou|o|and|et|y) (?:\w+ ){0,2}", gap)
    multiple = quantity.unit == "percent" and quantity.value > 100 and _GROWN.search(text[low:high])
    change = (
        bool(multiple) or is_change(before, behind) or bool(coordinated and last and last.change)
    )
    if (
        quantity.unit == "percent"
        and not change
        and _GROWTH.search(text[: quantity.begin] if _SUBJECTLESS.match(before) else before)
    ):
        change = not re.search(
            r"(?:%|per ?cent) (?:of|de)\b", text[quantity.begin : quantity.end + 4]
        )
    segment = text[max(low, limits[0]) : min(high, limits[1])]
    contexts = [segment, text[low:high], text]
    if quantity.noun and quantity.unit != "persons":
        contexts.insert(0, text[quantity.end : min(high, limits[1])])
    if _ANAPHORA.search(text):
        contexts.append(f"{previous} {text}")
    name, words = _economic(text, quantity, previous)
    if last is not None and last.unit == quantity.unit and not quantity.noun:
        if (_AGAINST.search(gap) and not last.change) or (
            _in_brackets(text, quantity) and re.fullmatch(r"(?:\)[^.;()]{0,60}\()?", gap)
        ):
            name, words = last.indicator, last.words
    if (
        not name
        and quantity.unit == "percent"
        and _FEMALE.search(segment)
        and _MIGRANTS.search(text)
    ):
        name, words = "female-migrants", ""
    if not name:
        name, words = indicator(
            quantity.unit, tuple(contexts), money=money, change=change, noun=quantity.noun
        )
    if name == "remittances":
        name = _remittances(text, quantity, money=money)
    if not _is_sure(text, quantity, name):
        return None
    negative = money and is_less(behind) or is_less(behind) and quantity.unit != "percent"
    return Measure(quantity, quantity.unit, name, words, change, negative)


def _economic(text: str, quantity: Quantity, previous: str) -> tuple[str, str]:
    """Return the indicator of a share of the economy: of imports, deposits, domestic product."""
    if quantity.unit != "percent":
        return "", ""
    stretch = text[quantity.begin : quantity.end + 60]
    about = (
        text
        if _REMITTANCES.search(text)
        else f"{previous} {text}"
        if _ANAPHORA.search(text)
        else ""
    )
    found = _REMITTANCES.search(about)
    product = re.match(
        r"[\d.,]+\s?(?:%|per ?cent|percent|pour ?cent|por ciento) (?:of|du|del) (?:the |its |their |national |total )*"
        r"(?:GDP|gross domestic product|PIB|produit intérieur brut|producto interno bruto)",
        stretch,
        re.IGNORECASE,
    )
    if product:
        return (
            ("remittances-gdp-share", found[0]) if found else ("gross-domestic-product", product[0])
        )
    if _ECONOMIC.search(stretch[: quantity.end - quantity.begin + 50]):
        return ("remittances", found[0]) if found else ("other", stretch)
    if found and _SPENT.search(text):
        return "remittances", found[0]
    return "", ""


def _remittances(text: str, quantity: Quantity, *, money: bool) -> str:
    if not money:
        return "remittances"
    low, high = clause(text, quantity.begin, quantity.end)
    near = text[low:high]
    if re.search(
        r"\b(?:sent|remitted) (?:by|from|home by)|\boutward|\boutflows?|sortants|enviadas (?:por|desde)",
        near,
    ):
        return "remittances-sent"
    if re.search(
        r"remittances?(?: \w+){0,2} (?:to|in|into|for)\b|\breceiv|\breçu|\brecib|destination countr|\btransferts\b|"
        r"envois de fonds (?:vers|à destination)|remesas (?:a|hacia|recibidas)|received",
        text,
        re.IGNORECASE,
    ) and not re.search(r"transfer of remittances", near):
        return "remittances-received"
    return "remittances"


def _is_sure(text: str, quantity: Quantity, name: str) -> bool:
    """Tell whether a quantity is more than a manner of speaking."""
    if name == "other":
        if quantity.unit == "persons":
            return quantity.value >= 1000
        return quantity.sure and quantity.unit not in ("factor", "ratio", "meetings")
    if quantity.sure or quantity.unit in ("percentage-points", "percent", "factor"):
        return True
    if re.search(
        r"\b(?:the|these|those|our|les|ces|los|las|estos)\s$", text[: quantity.begin], re.IGNORECASE
    ):
        return name in ("members",) or bool(
            re.search(r"\b(?:round tables?|meetings|panels)\s(?:of|de)\b", text[quantity.begin :])
        )
    return quantity.unit in (
        "meetings",
        "countries",
        "organizations",
        "projects",
        "programmes",
        "recommendations",
    )
