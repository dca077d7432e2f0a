"""The group, event or effort that a figure is of, and what earlier sentences gave."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from migkg.facts.common import is_after
from migkg.facts.observations.measures import Measure
from migkg.model import Literal, Ref
from migkg.reading import Reading, Sentence

EVENT_FIGURES: Final = frozenset({"participants", "speakers", "meetings"})
BODY_FIGURES: Final = frozenset(
    {"members", "offices", "recommendations", "recommendations-followed-up", "follow-up-actions"}
)
EFFORT_FIGURES: Final = frozenset({"projects", "funding", "participating-states", "beneficiaries"})
DEFINITE: Final = re.compile(r"\b(?:the|these|those|les|ces|los|las|esos|estos)\s$", re.IGNORECASE)
_NEAR: Final = 1200  # characters: two paragraphs


@dataclass
class Above:
    """What the sentences above gave: the last one, periods, figures and whom those were of."""

    sentence: Sentence | None = None
    spans: list[str] = field(default_factory=list)
    figures: set[tuple[Decimal, str]] = field(default_factory=set)
    measure: Measure | None = None  # the last one of the sentence above
    entities: dict[str, Ref] = field(default_factory=dict)  # by unit


def entity_of(reading: Reading, sentence: Sentence, measure: Measure, above: Above) -> Ref | None:
    """Return the group, event or effort that a figure is of, where its indicator has one."""
    at = measure.quantity.end
    taken_up = (
        not measure.quantity.noun
        or re.match(r"\sof the\b", sentence.text[at:])
        or DEFINITE.search(sentence.text[: measure.quantity.begin])
    )
    if taken_up and measure.unit == "recommendations" and measure.unit in above.entities:
        return above.entities[measure.unit]
    if measure.indicator in EVENT_FIGURES:
        return _event_of(reading, sentence, measure)
    if measure.indicator in BODY_FIGURES:
        return entity_before(sentence, at, frozenset({"organization"}))
    if measure.indicator in EFFORT_FIGURES:
        return _effort_of(sentence, at)
    if measure.indicator == "data-coverage":
        return entity_before(sentence, at, frozenset({"initiative"}))
    return None


def _event_of(reading: Reading, sentence: Sentence, measure: Measure) -> Ref | None:
    text, at = sentence.text, measure.quantity.end
    for begin, _, link in sentence.links:
        if link.kind == "event" and 0 <= begin - at < _NEXT:
            return link.entity
    # "As was the case with the 2006 Dialogue": of another one.
    named = [
        link.entity
        for begin, end, link in sentence.links
        if link.kind == "event" and end <= at and not _OTHER.search(text[:begin])
    ]
    if named:
        return named[-1]
    if measure.indicator == "meetings" or re.search(r"\bbringing\b", text):
        held = re.search(r"\b(?:organized|held|convened|bringing)\b", text)
        body = entity_before(sentence, at, frozenset({"organization"})) if held else None
        # "Four round tables were held": of the event that is spoken of.
        if body is not None or not re.match(r"(?:\d+[.)]?\s)?$", text[: measure.quantity.begin]):
            return body
    return event_above(reading, sentence)


def _effort_of(sentence: Sentence, at: int) -> Ref | None:
    """Return the effort that a figure is of; who only helps in it ("co-chaired by IOM") is none."""
    kinds = ("initiative", "organization")
    before = [
        link.entity
        for begin, end, link in sentence.links
        if link.kind in kinds and end <= at and not _HELPING.search(sentence.text[:begin])
    ]
    behind = [
        link.entity
        for begin, _, link in sentence.links
        if link.kind in kinds and begin >= at and _WITHIN.search(sentence.text[:begin])
    ]
    return before[-1] if before else behind[0] if behind else None


_NEXT: Final = 40  # characters
_OTHER: Final = re.compile(r"\bcase (?:with|of|for|at|in) (?:the )?$|\bunlike (?:the )?$")
_HELPING: Final = re.compile(r"\b(?:by|with|and|par|avec|et|por|con|y) (?:the |la |le |el |l')?$")
_WITHIN: Final = re.compile(
    r"\b(?:part of|under|through|dans le cadre d[ue]|en el marco de|parte de) (?:the |la |el |l')?$"
)


def is_past(reading: Reading, event: Ref) -> bool:
    """Tell whether a thing is an event that began before its document was written."""
    known = reading.entities.get(event)
    starts = known.values("schema:startDate") if known is not None else iter(())
    return any(
        is_after(v.lexical, reading.document) is False for v in starts if isinstance(v, Literal)
    )


def entity_before(sentence: Sentence, at: int, kinds: frozenset[str]) -> Ref | None:
    """Return the last thing of some kinds that is named before a place, else the first behind."""
    before = [link.entity for _, end, link in sentence.links if link.kind in kinds and end <= at]
    behind = [
        link.entity for begin, _, link in sentence.links if link.kind in kinds and begin >= at
    ]
    return before[-1] if before else behind[0] if behind else None


def event_above(reading: Reading, sentence: Sentence) -> Ref | None:
    """Return the event last named before a sentence in its document: what "the Dialogue" is."""
    own = [
        link.entity
        for link in reading.links
        if link.kind == "event" and sentence.begin - _NEAR < link.end <= sentence.end
    ]
    return own[-1] if own else None
