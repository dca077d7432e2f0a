"""EventOccurrence: when and where an event was, is or may be held, and by virtue of what."""

import re
from collections.abc import Iterator

from migkg.facts.common import date_properties, is_after, is_series, meeting_of, slots
from migkg.facts.periods import When, dates
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Description, Fact, Literal, Property, Ref, dated
from migkg.reading import Reading, Sentence, view

# What may stand between an event and its date or place: how it is held, by whom, and no verb of
# another clause.
_HELD = (
    r"held|convened|conducted|organi[sz]ed|hosted|took place|take place|taking place|met|meets|meet|"
    r"opened|launched|scheduled|postponed|start(?:ed|s)?|begin|began|tenue?s?|organisée?s?|convoquée?s?|"
    r"celebrad[ao]s?|celebrará|realizad[ao]s?|convocad[ao]s?|aura lieu|se tendra|s'est tenue?|adopted"
)
_HELD_WORD = re.compile(rf"\b(?:{_HELD})\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|shall|to be|is to|are to|is scheduled|are scheduled|is expected|intends? to|planned|"
    r"forthcoming|next|upcoming|decided to|decidió|a décidé|offered|offer|sera|aura lieu|será|tendrá lugar|celebrará|se tiendra)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"\b(?:offered to|could|might|may wish|would|pourrait|podría|should)\b", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"^\s*(?:Alternatively|Or else|À défaut|Como alternativa)\b")
_PURSUANT = re.compile(
    r"\b(?:[Pp]ursuant to|[Ii]n accordance with|[Ii]n pursuance of|[Cc]onformément à|[Ee]n application de|"
    r"[Dd]e conformidad con|[Ee]n cumplimiento de|requested by .{0,40}? in (?:its )?)"
    r"(?: the| its| la| sa| su)? ?(?:paragraph (?P<paragraph>\d+(?: \([a-z]\))?) of )?"
    r"(?:the )?(?:⟦organization \d+⟧ ?)?(?:resolution )?⟦instrument (?P<thing>\d+)⟧"
)
_RESOLUTION_BEHIND = re.compile(r"^,? ?\((?:[Pp]ursuant to )?⟦instrument (?P<thing>\d+)⟧\)")
# A place behind a preposition: capitalized words, a State behind a comma among them.
_PLACE = re.compile(
    r"\b(?:in|at|en|à|au|aux) (?P<place>(?:the )?(?:⟦(?:state|area) \d+⟧|(?:⟦organization \d+⟧ )?[A-ZÀ-Þ][\w'-]+(?: (?:de |del |of )?[A-ZÀ-Þ][\w'-]+)*)"
    r"(?:, (?:⟦state \d+⟧|[A-Z]\.[A-Z]\.|[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)*))?(?: in [A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)*(?= on | in |[,.)]|$))?(?:,? (?:in )?⟦state \d+⟧)?)"
)
# "Conference on Population and Development, Cairo, 5-13 September 1994"
_PLACE_LISTED = re.compile(
    r"^, (?P<place>[A-ZÀ-Þ][\w'-]+(?: (?:de |del )?[A-ZÀ-Þ][\w'-]+)*(?:, ⟦state \d+⟧)?), (?=\d)"
)
_NO_PLACE = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Janvier|Enero|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Panel|Section|Chapter|"
    r"Accordance|Particular|Addition|English|French|Spanish|Opening|Closing|Preparation|Follow)\b"
)
_BREAK = re.compile(
    r"; |\. |\b(?:which|who|that|because|although|while|where|when|since|after|before|ahead of|prior to|leading to|"
    r"preceding|follow-up to|preparation for|including|but)\b"
)


@fact_extractor("EventOccurrence")
def event_occurrences(reading: Reading) -> Iterator[Fact | Description]:
    """Yield one fact per event and date or place that a sentence gives it."""
    heads = [(begin, end) for name, begin, end in reading.document.head if name == "event"]
    for sentence in reading.sentences:
        masked = sentence.masked
        if any(sentence.begin < end and begin < sentence.end for begin, end in heads):
            continue  # the head is read as a whole
        for begin, end, number in slots(masked, "event"):
            # "(ICPD)" behind the full name says nothing of its own.
            if not re.search(r"⟦event \d+⟧ \($", masked[:begin]):
                yield from _occurrence(reading, sentence, masked, begin, end, number)
        yield from _meetings_of_series(reading, sentence, masked)
        yield from _dated_process(reading, sentence, masked)
    yield from _head_occurrence(reading)


def _occurrence(
    reading: Reading, sentence: Sentence, masked: str, begin: int, end: int, number: int
) -> Iterator[Fact | Description]:
    event = sentence.link(number).entity
    acronym = re.match(r" \(⟦event \d+⟧\)| \([^()]{1,40}\)", masked[end:])
    end += acronym.end() if acronym else 0
    behind = _reach(masked, end)
    before = _before(masked, begin)
    session = sentence.link(number).mention.extractor == "session"
    if session and _AT_ITS.search(masked[:begin]):
        # "at its sixty-eighth session, in 2013": the date is the meeting's that is held there.
        return
    held = _HELD_WORD.search(behind) or _HELD_WORD.search(before)
    when = _date_behind(behind, bool(_HELD_WORD.search(behind))) or (
        _date_before(before) if held or _opens(before) else None
    )
    if when is None and (told := _SESSION_BEFORE.search(masked[:begin])) and told["year"]:
        when = When(told.start("year"), told.end("year"), told["year"], "")
    place = _place(sentence, behind)
    if when is None and place is None:
        return
    if place is None and held:
        place = _place(sentence, before)
    if is_series(reading, event):
        if when is None:
            return
        event, described = meeting_of(reading, event, when.start[:4])
        if described is not None:
            yield described
    said: list[Property] = [("inEvent", event)]
    if when is not None:
        said += date_properties(when.start, when.last, ("startDate", "endDate"))
    if place is not None:
        text, state = place
        said.append(("place", Literal(text)))
        if state is not None:
            said.append(("placeState", state))
    if not session:
        said += _parent(sentence, masked, event, begin, end)
        said += _pursuant(sentence, masked, begin, end)
    status = _status(reading, sentence, masked, before, behind, when)
    if status:
        said.append(("occurrenceStatus", concept("occurrence-status", status)))
    yield Fact(reading.document.slug, "EventOccurrence", tuple(said), sentence.passages)


def _reach(masked: str, end: int) -> str:
    """Return what stands behind an event and still speaks of it: to the next event or clause."""
    behind = masked[end : end + 160]
    stop = re.search(r"⟦event \d+⟧", behind)
    # "at its sixty-eighth session, in 2013": the session says when, it does not end the clause.
    if stop and not re.search(r"\b(?:at|during|of) (?:its|the|their) $", behind[: stop.start()]):
        behind = behind[: stop.start()]
    cut = _BREAK.search(behind)
    if cut and re.match(r"(?:that|which) (?:will be |was |were |had been |is to be |the ⟦)", behind[cut.start() :]):
        further = _BREAK.search(behind, cut.end())
        return behind[: further.start() if further else None]
    return behind[: cut.start() if cut else None]


def _before(masked: str, begin: int) -> str:
    text = masked[max(0, begin - 120) : begin]
    cuts = [cut.end() for cut in re.finditer(r"; |⟦event \d+⟧", text)]
    return text[cuts[-1] if cuts else 0 :]


def _opens(before: str) -> bool:
    """Tell whether a date before stands at the head of the sentence: "In May 2011, the ..."."""
    return bool(re.match(r"\s*(?:In|On|Le|En|El) [^,]{4,40}, (?:the |la |le |el )?$", before))


def _date_behind(behind: str, held: bool) -> When | None:
    for when in dates(behind):
        lead = behind[: when.begin]
        preposition = re.search(
            r"(?:\b(?:in|on|of|for|from|en|le|el|du|del|de|to start on|started on|au|a|los días|les|,|\() ?"
            r"(?:(?:the )?(?:fall|spring|summer|autumn|winter|end|first half|second half) of )?"
            r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?)$",
            lead,
        )
        near = len(lead) <= 70 or held
        if preposition and near and not re.search(r"\b(?:and|or|than|compared) [^,]{0,12}$", lead):
            return when
        return None
    return None


def _date_before(before: str) -> When | None:
    found = list(dates(before))
    return found[-1] if found else None


def _place(sentence: Sentence, text: str) -> tuple[str, Ref | None] | None:
    """Return the place as printed and the State it names."""
    if listed := _PLACE_LISTED.match(text):
        states = slots(listed["place"], "state")
        state = sentence.link(states[-1][2]).entity if states else None
        return sentence.unmask(listed["place"]), state
    for found in _PLACE.finditer(text):
        printed = sentence.unmask(found["place"])
        printed = re.sub(r"^the ", "", printed)
        if _NO_PLACE.match(printed) or re.match(r"[A-Z]+$", printed):
            continue
        if re.match(r"⟦area", found["place"]) or re.search(r"\b(?:to|within|of)$", text[: found.start()].rstrip()):
            continue
        states = slots(found["place"], "state")
        state = sentence.link(states[-1][2]).entity if states else None
        return printed, state
    return None


# "at its ⟦session⟧, in 2011, a one-day ⟦debate⟧"
_AT_ITS = re.compile(r"\b(?:at|during|à|lors de|durante|en) (?:its|the|their|sa|su) (?:\d+(?:st|nd|rd|th) )?$")
_SESSION_BEFORE = re.compile(
    r"\b(?:at|during) (?:its|the) ⟦event (?P<parent>\d+)⟧(?:,? in (?P<year>(?:19|20)\d\d))?,? "
    r"(?:an?|the)? ?(?:[a-z-]+ ){0,2}$"
)


def _parent(
    sentence: Sentence, masked: str, event: Ref, begin: int, end: int
) -> Iterator[Property]:
    found = re.match(
        r"[^⟦.;]{0,60}?(?:⟦organization \d+⟧ )?\b(?:at|during|of) (?:its|the|their) ⟦event (\d+)⟧",
        masked[end : end + 120],
    ) or _SESSION_BEFORE.search(masked[:begin])
    if found and sentence.link(found[1]).entity != event:
        yield "partOfEvent", sentence.link(found[1]).entity


def _pursuant(sentence: Sentence, masked: str, begin: int, end: int) -> Iterator[Property]:
    found = _RESOLUTION_BEHIND.match(masked[end:])
    near = [f for f in _PURSUANT.finditer(masked) if f.end() > begin - 200 and f.start() < end + 200]
    if found is None and near:
        found = near[-1]
    if found is not None:
        yield "pursuantTo", sentence.link(found["thing"]).entity
        if found.groupdict().get("paragraph"):
            yield "pursuantToParagraph", Literal(found["paragraph"])


def _status(
    reading: Reading,
    sentence: Sentence,
    masked: str,
    before: str,
    behind: str,
    when: When | None,
) -> str:
    del sentence
    near = f"{before[-60:]} {behind}"
    if _ALTERNATIVE.search(masked):
        return "alternative"
    if re.match(r",? (?:which was |which were |that was )?(?:held|conducted|convened|organized)\b", behind):
        return "scheduled" if when and is_after(when.start, reading.document) else "held"
    if _PROPOSED.search(near) and not re.search(r"\bwould\b.*\bwas the case\b", near):
        return "proposed"
    later = is_after(when.start, reading.document) if when else None
    if later or (later is None and _FUTURE.search(near)) or (
        _FUTURE.search(near) and later is not False
    ):
        return "scheduled"
    if later is False or _HELD_WORD.search(near):
        return "held"
    return ""


# "held its first meeting in Belgium in 2007, followed by its meetings in the Philippines in 2008"
_SERIES_MEETING = re.compile(
    r"\bin (?:the )?⟦state (?P<state>\d+)⟧ in (?P<year>(?:19|20)\d\d)\b"
)


def _meetings_of_series(reading: Reading, sentence: Sentence, masked: str) -> Iterator[Fact | Description]:
    """Yield the meetings of a process that are told by place and year only."""
    if not re.search(r"\bmeetings?\b", masked):
        return
    for begin, _, number in slots(masked, "organization"):
        series = sentence.link(number).entity
        known = reading.entities.get(series)
        if known is None or "ConsultativeProcess" not in known.types:
            continue
        at = masked.find("meeting", begin)
        if at < 0:
            continue
        listed = re.compile(r"(?:in |, | and )(?:the )?⟦state (\d+)⟧ in ((?:19|20)\d\d)\b")
        for found in listed.finditer(masked, at):
            if ";" in masked[at : found.start()]:
                break
            status = "scheduled" if is_after(found[2], reading.document) else "held"
            meeting, described = meeting_of(reading, series, found[2])
            if described is not None:
                yield described
            yield Fact(
                reading.document.slug,
                "EventOccurrence",
                (
                    ("inEvent", meeting),
                    ("startDate", dated(found[2])),
                    ("place", Literal(sentence.unmask(f"⟦state {found[1]}⟧"))),
                    ("placeState", sentence.link(found[1]).entity),
                    ("occurrenceStatus", concept("occurrence-status", status)),
                ),
                sentence.passages,
            )
        return


def _dated_process(reading: Reading, sentence: Sentence, masked: str) -> Iterator[Fact | Description]:
    """Yield the dated meeting of a process of States: "the Dialogue convened in January 2008"."""
    for begin, end, number in slots(masked, "organization"):
        series = sentence.link(number).entity
        known = reading.entities.get(series)
        if known is None or "ConsultativeProcess" not in known.types:
            continue
        verb = re.match(
            r" (?:was |were )?(?:convened|met|took place|was held|held its)\b[^⟦;.]{0,60}?(?=\b(?:in|on) )",
            masked[end:],
        )
        if verb is None:
            continue
        behind = masked[end + verb.end() : end + verb.end() + 60]
        when = next(iter(dates(behind)), None)
        if when is None or when.begin > 12:
            continue
        meeting, described = meeting_of(reading, series, when.start[:4])
        if described is not None:
            yield described
        said: list[Property] = [("inEvent", meeting)]
        said += date_properties(when.start, when.last, ("startDate", "endDate"))
        place = _place(sentence, verb[0])
        if place:
            said.append(("place", Literal(place[0])))
        status = "scheduled" if is_after(when.start, reading.document) else "held"
        said.append(("occurrenceStatus", concept("occurrence-status", status)))
        yield Fact(reading.document.slug, "EventOccurrence", tuple(said), sentence.passages)
        del begin


def _parents(reading: Reading, event: Ref) -> Iterator[object]:
    known = reading.entities.get(event)
    return known.values("sessionOf") if known else iter(())


def _head_occurrence(reading: Reading) -> Iterator[Fact | Description]:
    """Yield when and where the event is that a document's own head names."""
    document = reading.document
    source = document.source.text
    spans = {name: (begin, end) for name, begin, end in reversed(document.head)}
    if document.kind == "Letter" or "event" not in spans or not ({"date", "place"} & spans.keys()):
        return
    events = [k for k in reading.links_between(*spans["event"]) if k.kind == "event"]
    events = [k for k in events if not any(_parents(reading, k.entity))]
    if not events:
        return
    said: list[Property] = [("inEvent", events[0].entity)]
    when = None
    cited = [spans["event"]]
    if "date" in spans:
        text = view(source, *spans["date"]).text
        when = next(iter(dates(text)), None)
        if when is not None and document.kind == "Statement":
            # A speech is dated by its day, which need not be the first of the event.
            known = reading.entities.get(events[0].entity)
            starts = [v for v in known.values("schema:startDate")] if known else []
            if dated(when.start) not in starts:
                when = None
        if when is not None:
            said += date_properties(when.start, when.last, ("startDate", "endDate"))
            cited.append(spans["date"])
    if "place" in spans:
        said.append(("place", Literal(view(source, *spans["place"]).text)))
        cited.append(spans["place"])
    if document.kind in ("Programme", "ConceptNote", "InformationNote"):
        said.append(("occurrenceStatus", concept("occurrence-status", "scheduled")))
    else:
        said.append(("occurrenceStatus", concept("occurrence-status", "held")))
    orders = {
        p.order for p in reading.passages for begin, end in cited if p.begin < end and begin < p.end
    }
    if len(said) > 2 and orders:
        yield Fact(document.slug, "EventOccurrence", tuple(said), tuple(sorted(orders)))
