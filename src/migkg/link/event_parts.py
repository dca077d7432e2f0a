"""To which meeting a panel or round table belongs, and which event a document is about."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from migkg.extract import heads
from migkg.link.authority import Authority
from migkg.link.candidates import Candidate
from migkg.model import Document, Entity, Literal, Mention, Ref
from migkg.reading import Paragraph


def main_event(found: Sequence[Candidate], document: Document, authority: Authority) -> Ref | None:
    """Return the event a document is about: that of its head, else the one it names most.

    Numbered sessions of organs and whole series are no candidates.
    """
    named = [
        c
        for c in found
        if c.entity is not None and c.entity.kind == "event" and _is_meeting(c, authority)
    ]
    heads = [(begin, end) for name, begin, end in document.head if name in ("event", "title")]
    for candidate in named:
        if any(begin <= candidate.mention.begin < end for begin, end in heads):
            return candidate.entity
    counted = Counter(c.entity for c in named if c.entity is not None)
    titled = _titled(document.title, counted, authority)
    if titled is not None:
        return titled
    most = sorted((-n, str(ref)) for ref, n in counted.items())
    return Ref(most[0][1]) if most else None


def _titled(title: str, counted: Mapping[Ref, int], authority: Authority) -> Ref | None:
    """Return the event that a title names; of a series, the meeting the document names most."""
    for match in authority.labels.find(title):
        events = {e.ref for _, e in match.labels if e.ref.kind == "event"}
        if len(events) != 1 or any(label.role == "hidden" for label, _ in match.labels):
            continue
        event = events.pop()
        if any(authority.entities[event].values("sessionOf")):
            continue
        meetings = {m.ref for m in authority.members.get(event, ())}
        if not meetings:
            return event
        of_series = sorted((-n, str(ref)) for ref, n in counted.items() if ref in meetings)
        if of_series:
            return Ref(of_series[0][1])
    return None


def resolve_by_date(found: Sequence[Candidate], document: Document, authority: Authority) -> None:
    """Settle an unknown name of the event a document's head is about by its kind and date.

    Two of kind, organizer, date and place pin an event; a head that calls it a debate and is dated
    on the day of the only known debate names that one.
    """
    heads = [(begin, end) for name, begin, end in document.head if name == "event"]
    if not heads or len(document.date) != 10:
        return
    for candidate in found:
        if candidate.entity is not None or candidate.hidden or candidate.mention.kind != "event":
            continue
        inside = any(begin <= candidate.mention.begin < end for begin, end in heads)
        kind = candidate.mention.hint("type")
        if not inside or not kind or kind == "Session":
            continue
        fitting = [
            entity.ref
            for entity in authority.entities.values()
            if kind in entity.types and _on(entity, document.date)
        ]
        if len(fitting) == 1:
            candidate.settle(fitting[0], 0.85)


def head_event(
    found: Sequence[Candidate], parts: Sequence[Paragraph], document: Document
) -> list[Candidate]:
    """Return the candidates with the event of the document's head as one name.

    Only where the head names an event that no extractor recognized as a whole: "INFORMAL THEMATIC
    DEBATE OF THE 65TH SESSION OF THE GENERAL ASSEMBLY ON ...". Names inside it then are none.
    """
    for name, begin, end in document.head:
        if name != "event":
            continue
        inside = [c for c in found if begin <= c.mention.begin < end]
        if any(_names_meeting(c) for c in inside):
            return list(found)
        paragraph = next((p for p in parts if p.first.begin <= begin and end <= p.first.end), None)
        if paragraph is None:
            return list(found)
        low, high = paragraph.view.position(begin), paragraph.view.position(end - 1) + 1
        form = paragraph.view.text[low:high]
        types = {
            heads.EVENTS[w] for w in re.findall(r"[\wÀ-ÿ]+", form.lower()) if w in heads.EVENTS
        }
        if len(types) != 1:
            return list(found)
        mention = Mention(
            begin,
            end,
            document.source.text[begin:end],
            "event",
            form,
            "document-head",
            paragraph.first.order,
            paragraph.first.language,
            (("type", types.pop()),),
        )
        kept = [c for c in found if c not in inside]
        whole = Candidate(mention, paragraph, low, high)
        return sorted([*kept, whole], key=lambda c: c.mention.begin)
    return list(found)


def _names_meeting(candidate: Candidate) -> bool:
    mention = candidate.mention
    return (
        mention.kind == "event"
        and not candidate.hidden
        and mention.extractor not in ("session", "event-part")
        and not any(any(entity.values("sessionOf")) for entity in candidate.entities)
    )


def _on(entity: Entity, day: str) -> bool:
    start = [v.lexical for v in entity.values("schema:startDate") if isinstance(v, Literal)]
    last = [v.lexical for v in entity.values("schema:endDate") if isinstance(v, Literal)] or start
    return bool(start) and len(start[0]) == 10 and start[0] <= day <= last[0]


def _is_meeting(candidate: Candidate, authority: Authority) -> bool:
    if candidate.mention.extractor in ("session", "event-part"):
        return False
    known = authority.entities.get(candidate.entity) if candidate.entity is not None else None
    if known is None:
        return True
    return "schema:EventSeries" not in known.types and not any(known.values("sessionOf"))


def resolve_parts(found: Sequence[Candidate], document: Document, authority: Authority) -> None:
    """Settle every numbered part on the meeting it belongs to.

    The meeting is the one the document's head names; in a document about several it is the one
    named last before the part.
    """
    main = main_event(found, document, authority)
    headed = any(name == "event" for name, _, _ in document.head)
    last = None
    for candidate in found:
        if candidate.mention.extractor != "event-part":
            if (
                candidate.entity is not None
                and candidate.entity.kind == "event"
                and _is_meeting(candidate, authority)
            ):
                last = candidate.entity
            continue
        parent = (
            main if headed or last is None else (last if _close(candidate, last, found) else main)
        )
        if parent is None:
            continue
        ref = Ref(f"{parent}-{candidate.mention.hint('part')}")
        hints = (*candidate.mention.hints, ("ref", ref), ("parent", parent))
        candidate.mention = replace(candidate.mention, hints=tuple(sorted(hints)))
        candidate.settle(ref, 0.9)


def _close(candidate: Candidate, last: Ref, found: Sequence[Candidate]) -> bool:
    """Tell whether the meeting is named in the part's own paragraph, before it."""
    return any(
        c.paragraph is candidate.paragraph and c.entity == last and c.begin < candidate.begin
        for c in found
    )
