"""What a figure measures: the concept of the scheme ``indicator`` for a quantity in its clause.

The rules are held against what stands near the quantity, in their order: the noun phrase that is
counted, the clause, the sentence. A rule holds for some kinds of unit alone.
"""

import re
from typing import Final

from migkg.facts.observations.indicator_rules import COUNTS, DEFAULTS, OFFICIAL, PEOPLE, RULES, Rule

_FLAGS = re.IGNORECASE

# Verbs and nouns of change, right before or behind the amount of it.
_CHANGED_BY: Final = re.compile(
    r"(?:\b(?:increas|decreas|declin|gr[eo]w|ris|rose|fall|fell|drop|reduc|cut|expand|"
    r"shr[aiu]nk|surg|"
    r"plung|contract)\w*(?:\s\w+ly|\s(?:again|further|up|down))?\s(?:by\s|of\s|(?:between|an?)\s)?|"
    r"\b(?:up|down)\s(?:by\s)?|\b(?:increase|decline|rise|growth|drop|gain|loss)\sof\s|"
    r"\b(?:augment|diminu|progress|baiss|recul|accr[uo]|hauss|chut|croiss)\w*\s(?:de|d')\s?|"
    r"\b(?:aument|disminu|crec|reduj|increment|descend|cay)\w*\s(?:(?:en|un)\s(?:un\s)?|"
    r"(?=más del?\s|casi\s))|"
    r"\b(?:aumento|disminución|crecimiento|reducción|incremento|descenso|caída)\sdel?\s)"
    r"(?:\w+\s){0,2}$"
    r"|\b(?:increas|decreas|declin|grew|grow|rose|fell|"
    r"drop)\w*(?:\s[\w-]+){1,5}\sby\s(?:\w+\s){0,2}$"
    r"|\b(?:gain|add|los)(?:ed|s|t|ing)?\s(?:\w+\s){0,2}$"
    r"|\b(?:grow|increas|expand|continu)\w*\sat\s(?:an?\s)?(?:\w+\s){0,4}$",
    _FLAGS,
)
_CHANGE_BEHIND: Final = re.compile(
    r"^\s(?:annual\s)?(?:increase|rise|growth|reduction|decline|decrease|drop|fall|cut)\b"
    r"|^\s(?:more|less|fewer|higher|lower)(?:\s\w+)?\sthan\b"
    r"|^\s(?:d'augmentation|de hausse|de baisse|de plus qu|de moins qu|más que|menos que)"
    r"|^[^.,;]{0,30}\b(?:were|was|been)\sadded\b",
    _FLAGS,
)
_LESS_BEHIND: Final = re.compile(
    r"^\s(?:less|fewer|lower)(?:\s\w+)?\sthan\b|^\sde moins qu|^\smenos que", _FLAGS
)
_TO_LEVEL: Final = re.compile(r"\b(?:to|from|à|de|a|hasta|at)\s(?:[\w-]+\s){0,2}$", _FLAGS)


def is_change(before: str, behind: str) -> bool:
    """Tell whether an amount is how much something rose or fell, not how much it is.

    >>> is_change("the number grew by ", ", or"), is_change("increased from ", " to 74 million")
    (True, False)
    """
    found = _CHANGED_BY.search(before[-60:])
    if found and not re.search(r"\b(?:from|to|passant|jusqu)\b", found[0]):
        return True
    return bool(_CHANGE_BEHIND.match(behind))


def is_less(behind: str) -> bool:
    """Tell whether an amount is by how much something is smaller than something else.

    >>> is_less(" less than in 2008"), is_less(" more than in 2008")
    (True, False)
    """
    return bool(_LESS_BEHIND.match(behind))


def kind_of(unit: str, *, money: bool) -> str:
    """Return the kind of unit that rules speak of."""
    if money:
        return "money"
    return "share" if unit in ("percent", "percentage-points") else unit or "count"


def indicator(
    unit: str, contexts: tuple[str, ...], *, money: bool, change: bool, noun: str = ""
) -> tuple[str, str]:
    """Return the indicator of a quantity and the words that show it; ``other`` if no rule holds.

    ``contexts`` are stretches of text, the nearest to the quantity first; ``noun`` is what is
    counted, as written.

    >>> indicator("us-dollars", ("remittances to", ), money=True, change=False)
    ('remittances', 'remittanc')
    >>> indicator("persons", ("6 million refugees",), money=False, change=False)[0]
    'refugees'
    """
    kind = kind_of(unit, money=money)
    if kind != "persons" or not noun or OFFICIAL.search(noun):
        # Who did what is said anywhere in the clause: "Representatives of 1 State made statements".
        for rule in PEOPLE:
            if kind in rule.units.split():
                for context in contexts[:3]:
                    found = rule.pattern.search(context)
                    if found:
                        return rule.indicator, found[0]
    if kind in DEFAULTS:
        near = contexts[:1] if noun else contexts[:2]
        for rule in COUNTS:
            if kind in rule.units.split():
                for context in near if kind != "documents" else contexts:
                    found = rule.pattern.search(context)
                    if found:
                        return rule.indicator, found[0]
        return DEFAULTS[kind], noun
    rules = RULES if kind in ("money", "share", "persons", "factor", "count") else COUNTS
    fitting = [rule for rule in rules if kind in rule.units.split()]
    # "of the world's population" names the whole more often than what is measured.
    for weak in (False, True):
        for context in contexts:
            for rule in fitting:
                found = rule.pattern.search(context)
                if found and _is_whole(rule, context[: found.start()]) == weak:
                    return _with_change(rule, unit, change=change), found[0]
    return "other", ""


def _is_whole(rule: Rule, before: str) -> bool:
    """Tell whether a population is only what a share is of."""
    return rule.indicator == "population" and bool(
        re.search(r"\b(?:of|de|du) (?:[\w']+ ){0,4}$", before)
    )


def _with_change(rule: Rule, unit: str, *, change: bool) -> str:
    if rule.indicator == "migrant-stock":
        if unit == "factor" or (change and unit == "percent"):
            return "migrant-stock-growth"
        if unit == "percent":
            return "migrant-stock-share"
    if rule.indicator == "remittances" and unit == "factor":
        return "remittances-growth"
    if rule.indicator == "transfer-cost" and unit == "percentage-points":
        return "transfer-cost-change"
    if change and rule.change:
        return rule.change
    return rule.indicator
