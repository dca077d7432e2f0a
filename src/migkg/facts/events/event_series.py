"""Meetings of a series that a text tells by the series' name with a year, a place or a number."""

import re
from collections.abc import Iterator

from migkg.facts.common import (
    date_properties,
    is_after,
    is_series,
    meeting_of,
    meeting_told,
    slots,
)
from migkg.facts.events.occurrence_status import status_of
from migkg.facts.events.when_where import behind, date_of, is_held, place_in
from migkg.facts.periods import When
from migkg.iris import concept
from migkg.model import Description, Fact, Literal, Property, Ref
from migkg.reading import Reading, Sentence

# "its meetings in the Philippines in 2008, Greece in 2009 and Mexico in 2010"
_LISTED = re.compile(
    r"(?:\b(?:in|en|à|au|aux) |, |,? (?:and|et|y|e) )(?:in |en )?(?:the |la |le |el |las |los )?"
    r"⟦state (?P<state>\d+)⟧,? (?:\(|in |en )(?P<year>(?:19|20)\d\d)\b"
)
_MEETING = re.compile(r"\b(?:meetings?|réunions?|reunión|reuniones|conferences?|summits?)\b")
# What makes the name of a process stand for one of its meetings.
_MEETS = re.compile(
    r"[,]? ?(?:\([^()]*\),? )?(?:(?:member States |member countries |annual |"
    r"ministerial |senior officials' )*"
    r"(?:meeting|consultations?|conference|summit|réunion|reunión|cumbre)s?\b|"
    r"(?:which |that )?(?:was |were |will (?:be )?|is to (?:be )?)?(?:convened|meet|"
    r"take place|aura lieu|"
    r"se tiendra|se celebrará|tendrá lugar|met|brought together|took place|held|"
    r"s'est réunie?|se réunit|se reunió|celebrad[oa]|tenue?)\b)"
)
_ORDINAL = r"(?P<number>[a-zà-ÿ-]+|\d+(?:st|nd|rd|th|e|º|ª)) "
# "the third meeting in Athens of the Forum", "the meeting of the Forum, held in Athens"
_PLACED_BEFORE = re.compile(
    rf"{_ORDINAL}(?:annual )?(?:[Mm]eeting|réunion|reunión|conference|session) (?:in|at|à|en) "
    r"(?P<place>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)*) (?:of the|of|du|de la|de l'|del|de) $"
)
# "the Forum in Puerto Vallarta", "le Forum de Puerto Vallarta"
_PLACED_BEHIND = re.compile(r" (?:in|at|à|en|de) (?P<place>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)*)")


def meetings_of_series(
    reading: Reading, sentence: Sentence, masked: str
) -> Iterator[Fact | Description]:
    """Yield the occurrences of meetings of processes of States that a sentence tells."""
    for begin, end, number in slots(masked, "organization"):
        series = sentence.link(number).entity
        if not is_series(reading, series):
            continue
        listed = list(_listed(reading, sentence, masked, series, begin))
        yield from listed
        if not listed:
            yield from _dated(reading, sentence, masked, series, (begin, end))
            yield from _placed(reading, sentence, masked, series, (begin, end))


def _listed(
    reading: Reading, sentence: Sentence, masked: str, series: Ref, begin: int
) -> Iterator[Fact | Description]:
    at = _MEETING.search(masked, begin)
    if at is None or ";" in masked[begin : at.start()]:
        return
    for found in _LISTED.finditer(masked, at.start()):
        if ";" in masked[at.start() : found.start()]:
            break
        status = "scheduled" if is_after(found["year"], reading.document) else "held"
        place = (sentence.unmask(f"⟦state {found['state']}⟧"), sentence.link(found["state"]).entity)
        when = When(*found.span("year"), found["year"], "")
        yield from _occurrence(reading, sentence, series, when, place, status)


def _dated(
    reading: Reading, sentence: Sentence, masked: str, series: Ref, span: tuple[int, int]
) -> Iterator[Fact | Description]:
    lead = masked[: span[0]]
    meets = _MEETS.match(masked, span[1])
    if meets is None and not is_held(lead, ""):
        return
    told = meets[0] if meets else ""
    tail = told + behind(masked, meets.end() if meets else span[1])
    when = date_of("", tail, reading.document)
    if when is None:
        return
    status = status_of(reading.document, masked, lead, tail, when)
    yield from _occurrence(
        reading, sentence, series, when, place_in(sentence, tail, reading.document), status
    )


def _placed(
    reading: Reading, sentence: Sentence, masked: str, series: Ref, span: tuple[int, int]
) -> Iterator[Fact]:
    ahead, after = _PLACED_BEFORE.search(masked[: span[0]]), _PLACED_BEHIND.match(masked, span[1])
    found = ahead or after
    if found is None:
        return
    number = found["number"] if ahead else ""
    meeting = meeting_told(reading, series, found["place"], number)
    if meeting is None:
        return
    # The date alone would not say which meeting; beside the place it is told by the same words.
    status = status_of(reading.document, masked, "", "", None) or "held"
    yield _fact(reading, sentence, meeting, None, (found["place"], None), status)


def _occurrence(
    reading: Reading,
    sentence: Sentence,
    series: Ref,
    when: When,
    place: tuple[str, Ref | None] | None,
    status: str,
) -> Iterator[Fact | Description]:
    meeting, described = meeting_of(reading, series, when.start[:4])
    if described is not None:
        yield described
    yield _fact(reading, sentence, meeting, when, place, status)


def _fact(
    reading: Reading,
    sentence: Sentence,
    event: Ref,
    when: When | None,
    place: tuple[str, Ref | None] | None,
    status: str,
) -> Fact:
    said = occurrence_properties(event, when, place, status)
    return Fact(reading.document.slug, "EventOccurrence", tuple(said), sentence.passages)


def occurrence_properties(
    event: Ref, when: When | None, place: tuple[str, Ref | None] | None, status: str
) -> list[Property]:
    """Return what an occurrence says of its event: when, where, and whether it was held."""
    said: list[Property] = [("inEvent", event)]
    if when is not None:
        said += date_properties(when, ("startDate", "endDate"))
    if place is not None:
        said.append(("place", Literal(place[0])))
        if place[1] is not None:
            said.append(("placeState", place[1]))
    if status:
        said.append(("occurrenceStatus", concept("occurrence-status", status)))
    return said
