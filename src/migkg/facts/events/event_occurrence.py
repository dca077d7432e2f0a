"""EventOccurrence: when and where an event was, is or may be held, and by virtue of what."""

import re
from collections.abc import Iterator
from dataclasses import replace

from migkg.facts.common import absorbed, is_series, meeting_of, slots
from migkg.facts.events import unnamed_events
from migkg.facts.events.event_heads import head_occurrence
from migkg.facts.events.event_series import meetings_of_series, occurrence_properties
from migkg.facts.events.occurrence_status import status_of
from migkg.facts.events.when_where import HELD, HOLD, before, behind, date_of, is_held, place_in
from migkg.facts.registry import fact_extractor
from migkg.link.labels import fold
from migkg.model import Description, Fact, Link, Literal, Property, Ref
from migkg.reading import Paragraph, Reading, Sentence


@fact_extractor("EventOccurrence")
def event_occurrences(reading: Reading) -> Iterator[Fact | Description]:
    """Yield one fact per event and date or place that a document gives it."""
    found: list[Fact] = []
    for said in _all(reading):
        if isinstance(said, Fact):
            found.append(said)
        else:
            yield said
    yield from absorbed(found)


def _all(reading: Reading) -> Iterator[Fact | Description]:
    heads = [(begin, end) for name, begin, end in reading.document.head if name == "event"]
    for paragraph in reading.paragraphs:
        told: list[Fact] = []
        for sentence in _sentences(reading, paragraph):
            if any(sentence.begin < end and begin < sentence.end for begin, end in heads):
                continue  # the head is read as a whole
            for said in _in_sentence(reading, sentence):
                if isinstance(said, Fact):
                    told = _joined(told, said)
                else:
                    yield said
        yield from (fact for fact in told if _tells(fact))
    yield from head_occurrence(reading)
    yield from unnamed_events.occurrences(reading)


def _in_sentence(reading: Reading, sentence: Sentence) -> Iterator[Fact | Description]:
    masked = sentence.masked
    for begin, end, number in slots(masked, "event", "instrument"):
        event = _event(reading, sentence, number)
        # "(ICPD)" behind the full name says nothing of its own.
        if event is not None and not re.search(r"⟦event \d+⟧ \($", masked[:begin]):
            yield from _occurrence(reading, sentence, masked, (begin, end, number), event)
    yield from meetings_of_series(reading, sentence, masked)


def _event(reading: Reading, sentence: Sentence, number: int) -> Ref | None:
    """Return the event that a slot names: its own, or the one whose name ends an instrument's.

    "the Programme of Action of the [International Conference], held in Cairo in 1994".
    """
    link = sentence.link(number)
    if link.kind == "event":
        return link.entity
    known = reading.entities.get(link.entity)
    for event in known.values("adoptedAt") if known else ():
        named = reading.entities.get(Ref(str(event)))
        form = fold(link.mention.form)
        if named and any(form.endswith(fold(label.text)) for label in named.labels):
            return named.ref
    return None


def _occurrence(
    reading: Reading, sentence: Sentence, masked: str, slot: tuple[int, int, int], event: Ref
) -> Iterator[Fact | Description]:
    begin, end, number = slot
    document = reading.document
    acronym = re.match(r" \(⟦event \d+⟧\)| \([^()\d]{1,40}\)", masked[end:])
    end += acronym.end() if acronym else 0
    lead, tail = before(masked, begin), behind(masked, end)
    if sentence.link(number).kind == "instrument" and not _HELD_AT_ONCE.match(tail):
        return
    session = sentence.link(number).mention.extractor == "session"
    if session and not _is_the_sessions(masked, begin, tail):
        return
    if _ADOPTED_BY.search(lead) and not _HELD_AT_ONCE.match(tail):
        return
    when = date_of(_FROM_START.sub("", lead), tail, document)
    told = _SESSION_BEFORE.search(masked[:begin])
    if when is None and told and told["year"]:
        when = date_of("", masked[told.start("year") - 3 : told.end("year")], document)
    place = place_in(sentence, tail, document)
    if place is None and is_held(lead, ""):
        verb = list(re.finditer(rf"\b(?:{HOLD})\b", lead))
        place = place_in(sentence, lead[verb[-1].end() :], document) if verb else None
    if when is not None and is_series(reading, event):
        event, described = meeting_of(reading, event, when.start[:4])
        if described is not None:
            yield described
    elif is_series(reading, event):
        return
    status = status_of(document, masked, lead, tail, when)
    if (
        when is None
        and place is None
        and not (status == "alternative" and _HELD_AS_OTHER.search(lead))
    ):
        status = ""
    said = occurrence_properties(event, when, place, status)
    if not session:
        said += _parent(sentence, masked, event, begin, end)
        said += _pursuant(sentence, masked, begin, end)
    if len(said) > 1:
        yield Fact(document.slug, "EventOccurrence", tuple(said), sentence.passages)


# Behind an instrument's name a date is the event's only where it says that it was held.
_HELD_AT_ONCE = re.compile(
    rf",? (?:(?:which|that) was |qui s'est |que se )?(?:{HOLD})\b", re.IGNORECASE
)
# "Alternatively, the Assembly may wish to hold the "
_HELD_AS_OTHER = re.compile(rf"\b(?:{HOLD})(?: [a-z'-]+){{0,3}} $", re.IGNORECASE)
# "the adoption of the Code, by the sixty-third Assembly in 2010": the adoption's date.
_ADOPTED_BY = re.compile(
    r"\b(?:adopt(?:ed|ion)|endorsed|approved|adoptée?s?|aprobad[ao]s?|adopción|opened "
    r"for signature)\b[^.;]{0,160}"
    r"\b(?:by|at|par|por|lors de|en) (?:the |its |la |le |l'|el |su )?(?:[a-z-]+ )?$"
)
_FROM_START = re.compile(r"^.*?\bfrom\b(?= (?:19|20)\d\d)")
# "at its ⟦session⟧, in 2011, a one-day ⟦debate⟧"
_AT_ITS = re.compile(
    r"\b(?:at|during|à|lors de|durante|en) (?:its|the|their|sa|su) (?:\d+(?:st|nd|rd|th) )?$"
)
_SESSION_BEFORE = re.compile(
    r"\b(?:at|during) (?:its|the) ⟦event (?P<parent>\d+)⟧(?:,? in (?P<year>(?:19|20)\d\d))?,? "
    r"(?:an?|the)? ?(?:[a-z-]+ ){0,2}$"
)


def _is_the_sessions(masked: str, begin: int, tail: str) -> bool:
    """Tell whether a date beside a numbered session is the session's.

    "a Dialogue at its sixty-eighth session, in 2013" dates the Dialogue; "the Committee, at its
    fifteenth session, held from 12 to 23 September" and "In April 2013 the Commission, at its
    forty-sixth session, will consider" the session.
    """
    if not _AT_ITS.search(masked[:begin]):
        return True
    if re.match(r",? (?:\(|held\b|tenue\b|celebrad[ao]\b)", tail):
        return True
    held = HELD.search(masked[:begin]) or any(
        other > begin and HELD.search(masked[begin:other]) for other, _, _ in slots(masked, "event")
    )
    return not held and bool(_BODY_AT_ITS.search(masked[:begin]))


_BODY_AT_ITS = re.compile(
    r"⟦organization \d+⟧,? (?:(?:adopted|decided|considered|examined|a adopté|aprobó|examinó),? )?"
    r"(?:at|during|à|lors de|durante|en) (?:its|sa|su) $"
)


def _parent(
    sentence: Sentence, masked: str, event: Ref, begin: int, end: int
) -> Iterator[Property]:
    found = re.match(
        r"[^⟦.;]{0,60}?(?:⟦organization \d+⟧ )?"
        r"\b(?:at|during|of|en|durante|à|lors de) (?:its|the|their|su|el|la|sa) ⟦event (\d+)⟧",
        masked[end : end + 120],
    ) or _SESSION_BEFORE.search(masked[:begin])
    if found and sentence.link(found[1]).entity != event:
        yield "partOfEvent", sentence.link(found[1]).entity


_RESOLUTION = r"(?:the )?(?:⟦organization \d+⟧ ?)?(?:resolution )?⟦instrument (?P<thing>\d+)⟧"
_PURSUANT = re.compile(
    r"\b(?:[Pp]ursuant to|[Ii]n accordance with|[Ii]n pursuance of|[Aa]s (?:requested|"
    r"mandated|called for) (?:in|by)|"
    r"(?:[Rr]equested|[Mm]andated|[Cc]alled for) by .{0,40}? in|[Cc]onformément à|"
    r"[Ee]n application de|"
    r"[Dd]e conformidad con|[Ee]n cumplimiento de|[Ee]n virtud de)(?: the| its| la| sa| su)? ?"
    rf"(?:paragraph (?P<paragraph>\d+(?: \([a-z]\))?) of |(?:le |el )?(?:paragraphe|"
    rf"párrafo) (?P<alinea>\d+) de (?:la |sa |su )?)?{_RESOLUTION}"
)
# "its resolution 63/225, in which it decided to hold a "
_DECIDED = re.compile(
    rf"{_RESOLUTION}(?:,? (?:in which|by which|dans laquelle|par laquelle|en la que|"
    rf"por la que) .{{0,40}}?"
    r"|,? (?:it |the ⟦organization \d+⟧ |l'⟦organization \d+⟧ |la ⟦organization \d+⟧ "
    r")?(?:a |ha )?)\b(?:decided|décidé|decidió|requested|called for)\b"
)
_BEHIND = re.compile(r"^,? ?\((?:[Pp]ursuant to )?⟦instrument (?P<thing>\d+)⟧\)")
_FAR_BEHIND = re.compile(r"^[^.;()]{0,90}\(⟦instrument (?P<thing>\d+)⟧\)")
_REPORT = re.compile(r"\b(?:reports?|submit(?:s|ted)?|prepared|rapport|informe)\b")


def _pursuant(sentence: Sentence, masked: str, begin: int, end: int) -> Iterator[Property]:
    """Yield the instrument that calls for an event, and its paragraph."""
    found = _BEHIND.match(masked[end:])
    if found is None and re.search(
        r"\b(?:decided|requested) to\b", masked[max(0, begin - 80) : begin]
    ):
        found = _FAR_BEHIND.match(masked[end:])
    if found is None:
        for near in (*_PURSUANT.finditer(masked), *_DECIDED.finditer(masked)):
            low, high = (near.end(), begin) if near.end() <= begin else (end, near.start())
            between = masked[low:high]
            if (
                high - low <= 260
                and not _REPORT.search(between)
                and ((near.re is _DECIDED and low == near.end()) or _no_other(sentence, between))
            ):
                found = near
    if found is not None:
        yield "pursuantTo", sentence.link(found["thing"]).entity
        groups = found.groupdict()
        number = groups.get("paragraph") or groups.get("alinea")
        if number:
            yield "pursuantToParagraph", Literal(number)


def _no_other(sentence: Sentence, between: str) -> bool:
    """Tell whether no other event but a numbered session stands in between."""
    return (
        all(
            sentence.link(number).mention.extractor == "session"
            for _, _, number in slots(between, "event")
        )
        and ";" not in between
    )


_THIS = re.compile(
    r"\b(?:[Tt]his|[Tt]hat|[Cc]ette|[Cc]et?|[Ee]st[ea]) "
    r"(?P<noun>debate|dialogue|conference|meeting|summit|forum|session|symposium|workshop|event|"
    r"débat|conférence|réunion|sommet|colloque|diálogo|conferencia|reunión|cumbre|foro)\b"
)


def _sentences(reading: Reading, paragraph: Paragraph) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph; "this debate" is linked to the debate named before."""
    last: dict[str, Link] = {}
    for sentence in reading.sentences_of(paragraph):
        links = list(sentence.links)
        for found in _THIS.finditer(sentence.text):
            named = last.get(fold(found["noun"]))
            if named and all(
                end <= found.start() or found.end() <= begin for begin, end, _ in links
            ):
                links.append((*found.span("noun"), named))
        for _, _, link in sentence.links:
            if link.kind == "event" and link.mention.extractor != "session":
                last |= dict.fromkeys([*fold(link.mention.form).split(), "event"], link)
        links.sort(key=lambda one: one[0])
        yield (
            replace(sentence, links=tuple(links)) if len(links) > len(sentence.links) else sentence
        )


def _tells(fact: Fact) -> bool:
    """Tell whether a fact says more of its event than what called for it."""
    return any(name in ("startDate", "place", "occurrenceStatus") for name, _ in fact.properties)


def _joined(told: list[Fact], new: Fact) -> list[Fact]:
    """Return the facts of a paragraph with a new one.

    "This debate was requested in resolution 63/225" completes what the sentence before said.
    """
    if not _tells(new) and told:
        same = [fact for fact in told if fact.properties[0] == new.properties[0] and _tells(fact)]
        if same and not any(name == "pursuantTo" for name, _ in same[-1].properties):
            one = same[-1]
            fuller = Fact(
                one.document,
                one.kind,
                one.properties + tuple(p for p in new.properties if p[0].startswith("pursuant")),
                tuple(sorted({*one.passages, *new.passages})),
            )
            return [fuller if fact is one else fact for fact in told]
    return [*told, new]
