"""The group, event or effort that a figure is of, and what earlier sentences gave."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from migkg.facts.measures import Measure
from migkg.model import Ref
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
        behind = [
            link.entity
            for begin, _, link in sentence.links
            if link.kind == "event" and 0 <= begin - at < 40
        ]
        if behind:
            return behind[0]
        own = entity_before(sentence, at, frozenset({"event"}))
        if own is None and measure.indicator in ("meetings", "participants"):
            own = (
                entity_before(sentence, at, frozenset({"organization"}))
                if re.search(r"\b(?:organized|held|convened|bringing)\b", sentence.text)
                else None
            )
        if own is None and measure.indicator == "meetings":
            # "Four round tables were held": of the event that is spoken of.
            opens = re.match(
                r"(?:\d+[.)]?\s)?(?:In addition, )?$", sentence.text[: measure.quantity.begin]
            )
            return event_above(reading, sentence) if opens else None
        return own or event_above(reading, sentence)
    if measure.indicator in BODY_FIGURES:
        return entity_before(sentence, at, frozenset({"organization"}))
    if measure.indicator in EFFORT_FIGURES:
        return entity_before(sentence, at, frozenset({"initiative", "organization"}))
    if measure.indicator == "data-coverage":
        return entity_before(sentence, at, frozenset({"initiative"}))
    return None


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
