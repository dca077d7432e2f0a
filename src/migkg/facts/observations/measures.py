"""The measures of a sentence: its quantities, each with its unit and its indicator."""

import re
from dataclasses import dataclass, replace
from typing import Final

from migkg.facts.observations.indicators import indicator, is_change, is_less
from migkg.facts.observations.observed_where import clause
from migkg.facts.observations.quantities import Quantity, quantities
from migkg.facts.observations.remittance_words import (
    ANAPHORA,
    REMITTANCES,
    of_economy,
    which_remittances,
)
from migkg.facts.observations.subject_units import DURATIONS, with_units
from migkg.facts.observations.units import load_units
from migkg.reading import Sentence

_STATES: Final = 300  # more countries and areas than there are
_PARTY: Final = re.compile(
    r"[^.;]{0,60}\b(?:ratif|acced|adhér|adhir|part(?:y|ies) to|signator|signed (?:and|the|it))"
    r"|\s?(?:ratifications|States parties|accessions|signatories)",
    re.IGNORECASE,
)
_RATE: Final = re.compile(r"\s(?:per|a|par|al|por) (?:day|jour|día)\b", re.IGNORECASE)
_PRONOUN: Final = re.compile(
    r"(?:They|It|The (?:figure|number|total)|This figure|Ils|Elles|Ce chiffre|Esta cifra|Eran)\b"
)
# "Growth in remittances slowed to 5.3 per cent"
_GROWTH: Final = re.compile(
    r"\bgrowth (?:in|of|rate)\b|\bcroissance (?:de|des|du)\b|\bcrecimiento de", re.IGNORECASE
)
_SUBJECTLESS: Final = re.compile(r"(?:is|was|are|were|will|has|have|rose|fell|then)\b")
_AGAINST: Final = re.compile(
    r"\b(?:compar\w+ (?:with|to|à|con)|against|up from|down from|par rapport à|contre|"
    r"frente a)\s(?:\w+\s){0,2}$"
)
_AND: Final = re.compile(r",\s(?:and|et|y)\s")
# "88 per cent in one place and 84 per cent in another"
_ELSEWHERE: Final = re.compile(
    r"^(?!.*\b(?:were|was|are|is|will|had|has|have|rose|fell)\b).{0,90}(?:,|\band|\bet|"
    r"\by)\s(?:\w+\s){0,2}$"
)
_PARTIES: Final = re.compile(
    r"\bratif|\bStates [Pp]art|\bacce(?:ded|ssion)|\badhér|\badhir|\bsont parties|\bson partes|"
    r"\bparties to\b|"
    r"\bpart(?:y|ies) au\b|\bÉtats [Pp]arties|\bEstados [Pp]artes|\bsignator"
)
_TELLING: Final = re.compile(r"[Rr]efugee|UNRWA|Fund\b|Fonds\b|Fondo\b")
_NAMES: Final = frozenset(
    {"organization", "event", "instrument", "publication", "document", "initiative", "office"}
)
_WHO: Final = (
    ("female-migrants", re.compile(r"\b(?:women|girls|female|femmes|mujeres)\b", re.IGNORECASE)),
    (
        "young-migrants",
        re.compile(
            r"\bunder (?:the )?age|\bbetween the ages|\byounger than|\bmoins de \d+ ans|"
            r"\bmenores de",
            re.IGNORECASE,
        ),
    ),
)
_MIGRANTS: Final = re.compile(r"\bmigra", re.IGNORECASE)
_GROWN: Final = re.compile(
    r"\b(?:increas|grew|grow|rose|risen|augment|aument|crec|progress)", re.IGNORECASE
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


def _spoken(sentence: Sentence) -> str:
    """Return the text without the names of bodies and texts: they say nothing of a figure."""
    text = sentence.text
    for begin, end, link in sentence.links:
        # But "who fall under the mandate of UNRWA" and "the Trust Fund received" do.
        if link.kind in _NAMES and not _TELLING.search(text, begin, end):
            text = text[:begin] + "¤" * (end - begin) + text[end:]
    return text


def measures(
    sentence: Sentence, previous: str = "", above: "Measure | None" = None
) -> list[Measure]:
    """Return the measures of a sentence.

    ``previous`` is the text of the sentence before it, ``above`` the last measure there.
    """
    masked = names_masked(sentence)
    found = with_units(masked, quantities(masked, sentence.language), sentence.language)
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
    spoken = _spoken(sentence)
    for number, quantity in enumerate(found):
        if not _counts(masked, quantity):
            continue
        behind = found[number + 1].begin if number + 1 < len(found) else len(masked)
        before = result[-1].quantity.end if result else 0
        last = result[-1] if result else above
        measure = _measure(spoken, quantity, (before, behind), previous, last, within=bool(result))
        if measure is not None:
            result.append(measure)
    return result


def _in_brackets(text: str, quantity: Quantity) -> bool:
    """Tell whether a quantity stands alone in brackets: "Pakistan (1.51 million)"."""
    return text[: quantity.begin].endswith("(") and text[quantity.end : quantity.end + 1] == ")"


def _counts(masked: str, quantity: Quantity) -> bool:
    """Tell whether a quantity is one that an observation states."""
    if not quantity.unit or quantity.unit in DURATIONS:
        return False
    if quantity.unit in ("countries", "governments") and quantity.value > _STATES:
        return False
    behind = masked[quantity.end :]
    parties = re.search(r"\bpart(?:y|ies|es)\b|signator|signatari", quantity.noun, re.IGNORECASE)
    if quantity.unit in ("countries", "governments", "instruments") and (
        parties or _PARTY.match(masked, quantity.noun_end)
    ):
        return False  # a number of parties, a fact of its own
    if quantity.unit == "instruments" and not quantity.sure:
        return False
    if load_units().is_money(quantity.unit) and _RATE.match(behind):
        return False  # a poverty line
    return not re.match(
        r"\sof (?:the |these |those )?(?:\d|two|three|four|five|six|seven|eight)", behind
    )


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
    behind = text[quantity.noun_end : high]
    gap = text[last.quantity.noun_end : quantity.begin] if last is not None and within else ""
    change = _changes(text, quantity, (low, high))
    if last is not None and re.fullmatch(r",? (?:or|ou|o|and|et|y) (?:\w+ ){0,2}", gap):
        change = change or last.change
    segment = text[max(low, limits[0]) : min(high, limits[1])]
    contexts = [segment, text[low:high], text]
    if quantity.noun and quantity.unit != "persons":
        contexts.insert(0, text[quantity.end : min(high, limits[1])])
    if ANAPHORA.search(text):
        contexts.append(f"{previous} {text}")
    name, words = of_economy(text, quantity, previous)
    if last is not None and _is_next_of(text, quantity, last, gap):
        name, words = last.indicator, last.words
    if not name and quantity.unit == "percent" and _MIGRANTS.search(text):
        # "and one third were under the age of 20": of the migrants named before.
        start = max(low, limits[0])
        parts = list(_AND.finditer(text, start, quantity.begin))
        near = text[parts[-1].end() if parts else start : min(high, limits[1])]
        if not REMITTANCES.search(near):
            name = next((each for each, shown in _WHO if shown.search(near)), "")
    if not name:
        name, words = indicator(
            quantity.unit, tuple(contexts), money=money, change=change, noun=quantity.noun
        )
    if name == "remittances":
        name = which_remittances(text, quantity, money=money)
    if not _is_sure(text, quantity, name):
        return None
    negative = (money and is_less(behind)) or (is_less(behind) and quantity.unit != "percent")
    return Measure(quantity, quantity.unit, name, words, change, negative)


def _changes(text: str, quantity: Quantity, around: tuple[int, int]) -> bool:
    """Tell whether an amount is of a rise or fall; ``around`` is where its clause stands."""
    low, high = around
    before, behind = text[low : quantity.begin], text[quantity.noun_end : high]
    if is_change(before, behind):
        return True
    if quantity.unit != "percent":
        return False
    if quantity.value > 100 and _GROWN.search(text[low:high]):
        return True
    grown = _GROWTH.search(text[: quantity.begin] if _SUBJECTLESS.match(before) else before)
    return bool(grown) and not re.match(r"\s(?:of|de)\b", behind)


def _is_next_of(text: str, quantity: Quantity, last: Measure, gap: str) -> bool:
    """Tell whether a figure measures what the last one did: "compared with 2.8 per cent"."""
    if last.unit != quantity.unit or quantity.noun:
        return False
    if _in_brackets(text, quantity):
        return bool(re.fullmatch(r"(?:\)[^.;()]{0,60}\()?", gap))
    if _ELSEWHERE.search(gap) and re.match(r"\s(?:in|en|dans|au|aux)\s", text[quantity.end :]):
        return True
    return bool(_AGAINST.search(gap)) and not last.change


def _is_sure(text: str, quantity: Quantity, name: str) -> bool:
    """Tell whether a quantity is more than a manner of speaking."""
    states = quantity.unit in ("countries", "governments")
    if states and name in ("other", "members") and _PARTIES.search(text):
        return False  # a number of parties, a fact of its own
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
