"""When and where the event is that a document's own head names."""

import re
from collections.abc import Iterator

from migkg.facts.events.event_series import occurrence_properties
from migkg.facts.people.gatherings import main_event
from migkg.facts.periods import When, dates
from migkg.model import Fact, Ref
from migkg.reading import Reading, view

# What these announce had not been held when they were issued.
_AHEAD = frozenset({"Programme", "ConceptNote", "InformationNote"})


def head_occurrence(reading: Reading) -> Iterator[Fact]:
    """Yield the occurrence of the event in a document's head, where its date or place stands by it.

    A letter's date is its own, and so is that of a speech, unless it follows the event's name.
    """
    document, source = reading.document, reading.document.source.text
    spans = {name: (begin, end) for name, begin, end in reversed(document.head)}
    if document.kind == "Letter" or "event" not in spans:
        return
    event = _event(reading, spans["event"])
    if event is None:
        return
    cited = [spans["event"]]
    when: When | None = None
    if "date" in spans and (document.kind in _AHEAD or _follows(source, spans)):
        when = next(iter(dates(view(source, *spans["date"]).text)), None)
        if when is not None:
            cited.append(spans["date"])
    place = None
    if "place" in spans:
        place = (view(source, *spans["place"]).text, None)
        cited.append(spans["place"])
    orders = {
        p.order for p in reading.passages for begin, end in cited if p.begin < end and begin < p.end
    }
    if (when or place) and orders:
        status = "scheduled" if document.kind in _AHEAD else "held"
        said = occurrence_properties(event, when, place, status)
        yield Fact(document.slug, "EventOccurrence", tuple(said), tuple(sorted(orders)))


def _event(reading: Reading, span: tuple[int, int]) -> Ref | None:
    """Return the event that the head names; a session of another event has no date of its own."""
    for link in reading.links_between(*span):
        known = reading.entities.get(link.entity)
        if link.kind == "event" and not (known and any(known.values("sessionOf"))):
            return link.entity
    # Printed on two lines that no mention spans: the event that the document is about.
    return main_event(reading) if reading.document.kind in _AHEAD else None


def _follows(source: str, spans: dict[str, tuple[int, int]]) -> bool:
    """Tell whether the date stands behind the event's name, but for other lines of the head."""
    begin, end = spans["event"][1], spans["date"][0]
    between = source[begin:end]
    for name in ("place", "panel", "note", "speaker", "position", "title"):
        if name in spans and begin <= spans[name][0] < end:
            low, high = (at - begin for at in spans[name])
            between = between[:low] + " " * (high - low) + between[high:]
    return begin <= end and len(re.findall(r"\w+", between)) <= 16
