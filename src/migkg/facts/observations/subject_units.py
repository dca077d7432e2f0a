"""The units of figures that stand without one: of the other in a pair, or of what is spoken of."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from migkg.facts.observations.observed_where import clause
from migkg.facts.observations.quantities import Quantity
from migkg.facts.observations.units import load_units

DURATIONS: Final = frozenset({"years", "months", "weeks", "days", "hours", "minutes"})
_JOINED: Final = re.compile(
    r"(?:\s(?:in|en)\s\d{4})?\s?(?:to|and|et|à|au|aux|y|a|al|or|ou|o|-|–)\s(?:(?:about|some|"
    r"over|nearly|almost|around|environ|plus de|más de|unos|"
    r"(?:the )?current levels? of|a total of)\s)?|\s?[-–]\s?"
)
_LEVEL: Final = re.compile(
    r"\b(?:from|to|by|at|of|total(?:l?ed|l?ing|s)?|reach\w*|number(?:ed|ing|s)?|was|were|is|are|"
    r"exceed\w*|"
    r"stood at|estimated at|de|à|por|en|a)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_VERB: Final = re.compile(r"\s(?:were|was|had|have|are|is)\b")
# "191 million people, of whom 115 million", "dont 115 millions"
_PART: Final = re.compile(
    r"\b(?:of (?:whom|which|these)|including|dont|(?:de )?los cuales|incluid\w+|(?:d'entre|"
    r"parmi) eux)\s(?:\w+\s){0,2}$"
)
_COMPARED: Final = re.compile(r"\bcompar\w+ (?:with|to)\s$")
_POPULATION: Final = re.compile(
    r"\b(?:population|stock|población|immigrant population)\b", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"\b(?:between|entre)\s(?:\w+\s)?$", re.IGNORECASE)
_FROM: Final = re.compile(r"\b(?:from|de|del|du|passant de|desde)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def with_units(masked: str, found: list[Quantity], language: str) -> list[Quantity]:
    """Give quantities without a unit that of the other number of a pair, or of their subject."""
    result = list(found)
    for number in range(len(result) - 1, -1, -1):
        quantity = result[number]
        if number + 1 < len(result):
            following = result[number + 1]
            gap = masked[quantity.end : following.begin]
            if (
                not quantity.unit
                and following.unit not in ("", "factor", *DURATIONS)
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
    last = next((q for q in reversed(earlier) if q.unit and q.unit not in DURATIONS), None)
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
        if unit in DURATIONS or (
            unit in ("countries", "governments")
            and re.search(
                r"\b(?:in|of|from|to|between|their|the|these|developing|en|des|"
                r"dans)\s(?:\w+\s){0,2}$",
                text[: words[number].start()],
            )
        ):
            continue
        if unit:
            return unit
    return ""
