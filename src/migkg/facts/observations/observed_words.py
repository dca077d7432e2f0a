"""What the words around a figure say of it: its status, what it measures, which part it is of."""

import re
from typing import Final

from migkg.facts.observations.measures import Measure
from migkg.facts.observations.observed_entity import EFFORT_FIGURES, EVENT_FIGURES
from migkg.reading import Sentence

_PROPOSED = re.compile(
    r"\bcould\b|\bmay wish|\bmight\b|\bpropos|\bwould (?:be|consist|include)|\bpourrai|\bpodría",
    re.IGNORECASE,
)
_PROJECTED = re.compile(
    r"\bproject(?:ed|ions?)\b|\bforecast|\bexpected to\b|\bprévu|\bdevrai(?:t|ent)\b|se prevé|"
    r"\b(?:will|could|may|might) (?:reach|rise|grow|increase|exceed)|\bby 20[3-9]\d\b|"
    r"se espera|proyecta",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:agreed|seeks?|sought|aims?|aimed|pledged|committed|target|goals?|objective|commitment)"
    r"\b[^.;]{0,40}\b(?:to|at|of)\b[^.;]{0,60}\b(?:reduc\w*|cut\w*|lower\w*|increas\w*|rais\w*|"
    r"return\w*|reach\w*|halv\w*)|\bobjectif de|\bmeta de|"
    r"\b(?:reduce|lower|cut|bring down)\b[^.;]{0,60}\bto\b",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(r"\bestimat|\bestim[ée]|\bestima", re.IGNORECASE)
_STATUS: Final = (
    ("proposed", _PROPOSED),
    ("projected", _PROJECTED),
    ("target", _TARGET),
    ("estimated", _ESTIMATED),
)


def indicator_text(text: str, measure: Measure) -> str:
    """Return what is measured, as written: the counted noun phrase, else the subject or object."""
    quantity = measure.quantity
    if quantity.noun and quantity.noun_end > quantity.end:
        stretch = text[quantity.end : quantity.noun_end + 80]
        found = re.match(
            r"\s(?:of (?:the|these|those|all) )?(.+?)(?=[,.;:()]|\s(?:were|was|are|is|had|have|"
            r"that|which|who|in \d)\b|$)",
            stretch,
        )
        if found:
            return found[1].strip()
    found = re.match(
        r"\s(?:of|des?|du|del?)\s(.{3,90}?)(?=[,.;:()]|\s(?:were|was|are|is|had|in \d)\b|$)",
        text[quantity.end :],
    )
    if found:
        return found[1].strip()
    if measure.words:
        shown, lower = measure.words.lower(), text.lower()
        at = max(lower.rfind(shown, 0, quantity.begin), -1)
        at = at if at >= 0 else lower.find(shown)
        if at >= 0:
            low = max(text.rfind(mark, 0, at) for mark in (", ", "; ", ". ", ": ", "(")) + 1
            return (
                re.split(
                    r"[,.;:()]\s|\s(?:from|by|to reach|increased|declined|rose|fell)\s",
                    text[low:].strip(),
                )[0].strip()
                or measure.words
            )
        return measure.words
    return text[max(0, quantity.begin - 60) : quantity.begin].strip(" ,.;:(") or text.strip()


def status_of(text: str, measure: Measure) -> str:
    """Return the status of a figure: observed, unless the words near it say otherwise."""
    low = max(0, measure.quantity.begin - 140)
    near = text[low : measure.quantity.end + 60]
    for status, pattern in _STATUS:
        # What is expected stands before its figure; what stands behind is of another one.
        where = text[low : measure.quantity.end + 8] if status == "projected" else near
        found = pattern.search(where)
        if not found or (
            status == "proposed" and measure.indicator not in EVENT_FIGURES | EFFORT_FIGURES
        ):
            continue
        before = text[: measure.quantity.begin]
        if status == "target" and re.search(r"\bfrom\s$", before):
            return "observed"
        return status
    return "observed"


def breakdown_of(sentence: Sentence, measure: Measure) -> str:
    """Return which part a figure is of, as written: the people counted, or what brackets follow."""
    text = sentence.text
    quantity = measure.quantity
    if (
        measure.indicator in ("participants", "speakers")
        and quantity.noun
        and measure.unit == "persons"
    ):
        return text[quantity.noun_end - len(quantity.noun) : quantity.noun_end]
    if any(
        abs(quantity.begin - 2 - end) < 2
        for _, end, link in sentence.links
        if link.kind in ("state", "area")
    ):
        return ""  # "India ($70 billion)": a place, not a part
    bracket = re.search(
        r"(?:^|,\s|\band\s|\bfollowed by\s|\bet\s|\by\s)([^,()]{3,40}?)\s\($",
        text[: quantity.begin],
    )
    if bracket and text[quantity.end : quantity.end + 1] == ")":
        return re.sub(r"^(?:and|followed by|et|y|les|la|le|the)\s", "", bracket[1].strip())
    return ""
