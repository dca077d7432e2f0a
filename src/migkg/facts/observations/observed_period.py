"""The period of a figure where its own sentence leaves it open or gives a longer one."""

import re
from typing import Final

from migkg.facts.observations.measures import Measure
from migkg.facts.observations.observed_entity import EVENT_FIGURES
from migkg.facts.observations.units import load_units
from migkg.model import Ref
from migkg.reading import Sentence

_DO_BOTH: Final = re.compile(r"\bboth periods\b|\bles deux périodes\b|\bambos per[ií]odos\b")
_REACHED: Final = re.compile(
    r"(?:\b(?:reach\w*|atteign\w*|atteint|alcan[zc]\w*)|\b(?:rose|rise|risen|grew|grow\w*|"
    r"increas\w+|fell|fallen|declin\w+|"
    r"dropped|pass\w+|augment\w+|aument\w+)[^,;]*\s(?:to|à|a|al))\s(?:[\w']+\s){0,2}(?:US )?$"
)
_OWN_SPAN: Final = re.compile(r"\s(?:in|during|over|en|durante|pendant)\s(?:19|20)\d\d\s?[-–]")
_ORIGIN: Final = re.compile(r"\b(?:from|de|del|du|desde)\s(?:[\w']+\s){0,2}$")
_MEASURED: Final = frozenset({"persons", "percent", "factor", "percentage-points"})


def end_of(
    text: str,
    found: list[Measure],
    number: int,
    given: tuple[tuple[str, ...], list[tuple[str, ...]]],
) -> tuple[str, ...]:
    """Return the year of a level that a change between two years began or ended with."""
    when, whens = given
    measure = found[number]
    if len(when) != 1 or not re.fullmatch(r"\d{4}/\d{4}", when[0]) or measure.change:
        return when
    if measure.unit in ("factor", "meetings", "recommendations", "projects"):
        return when
    if _OWN_SPAN.match(text, measure.quantity.end):
        return when  # "53 per cent in 1990-1999": an average over them
    if _is_pair(text, found, number) and whens[number + 1] == when:
        return (when[0][:4],)
    if number and _is_pair(text, found, number - 1) and whens[number - 1] == when:
        return (when[0][5:],)
    return (when[0][5:],) if _REACHED.search(text[: measure.quantity.begin]) else when


def _is_pair(text: str, found: list[Measure], number: int) -> bool:
    """Tell whether a figure is where a change began and the next one where it ended."""
    if number + 1 >= len(found):
        return False
    first, second = found[number], found[number + 1]
    if first.unit != second.unit or second.change:
        return False
    gap = text[first.quantity.end : second.quantity.begin]
    return bool(
        _ORIGIN.search(text[: first.quantity.begin])
        and len(gap) < 40
        and re.match(r"(?:\s\S+){0,3}?\s(?:to|à|a|al|au)\s", f"{gap} ")
    )


def fitting(text: str, measure: Measure, status: str, when: tuple[str, ...]) -> tuple[str, ...]:
    """Drop a period that is not the figure's own: of a target, a rate to come, a level "since"."""
    if status == "target" or (
        status == "projected" and measure.change and measure.unit == "percent"
    ):
        return tuple(
            iso
            for iso in when
            if ("/" in iso and ".." not in iso)
            or re.search(rf"\b(?:by|until|d'ici(?: à)?|para|hasta) {iso}", text)
        )
    level = measure.unit == "percent" and not measure.change
    return tuple(iso for iso in when if not (level and iso.endswith("/..")))


def year_of(sentence: Sentence, measure: Measure, entity: Ref | None) -> str:
    """Return the year in the name of the event whose figure it is, as the sentence names it."""
    if entity is None or measure.indicator not in EVENT_FIGURES:
        return ""
    for begin, end, link in sentence.links:
        if link.entity == entity and begin >= measure.quantity.end:
            found = re.search(r"\b(?:19|20)\d\d\b", sentence.text[begin:end])
            return found[0] if found else ""
    return ""


def carried(text: str, measure: Measure, spans: list[str]) -> tuple[str, ...]:
    """Return the period that a sentence without one refers back to."""
    if not spans:
        return ()
    if _DO_BOTH.search(text):
        both = [span for span in dict.fromkeys(spans) if "/" in span]
        return tuple(both[-2:]) if len(both) >= 2 else ()
    years = [span for span in spans if "/" not in span and len(span) == 4]
    if re.search(r"\b(?:During|Over|In) (?:that|this|the same) period\b", text):
        whole = [span for span in spans if "/" in span and ".." not in span]
        if whole:
            return (whole[-1],)
        return (f"{years[0]}/{years[-1]}",) if len(years) > 1 and years[0] < years[-1] else ()
    if measure.unit not in _MEASURED and not load_units().is_money(measure.unit):
        return (
            (spans[-1],) if re.search(r"\bof the recommendations\b|\bon the \d+ \w+", text) else ()
        )
    if re.search(
        r"^(?:The remaining|This figure|These|Of (?:these|this|those))|\bof (?:this|these)\b", text
    ):
        whole = [span for span in spans if "/" in span]
        return (whole[-1],) if measure.change and whole else (spans[-1],)
    return ()
