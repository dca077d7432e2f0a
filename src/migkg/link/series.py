"""Which meeting of a series is meant: "2013 High-level Dialogue", "the Dialogue ... in 2006"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from migkg.extract.ordinals import ordinal
from migkg.link.authority import Authority, year
from migkg.link.candidates import Candidate
from migkg.link.context import stands_alone
from migkg.model import Document, Entity, Ref
from migkg.reading import sentence_spans

# A year that says since when something has been is not the year of a meeting.
_YEAR = re.compile(
    r"(?<![\w./-])(?<![Ss]ince )(?<![Dd]epuis )(?<![Dd]esde )(?:19|20)\d\d(?![\w/]|-\d)"
)
# "..., in 2013", "to be held by the Assembly in 2013", "conducted on 14 and 15 September 2006"
_YEAR_BEHIND = re.compile(
    r",? (?:[\w'-]+ ){0,12}?(?:in|on|of|en|de|le|du|el|del) "
    r"(?:\d{1,2}(?:(?: and |-| et | y )\d{1,2})? )?(?:[A-Za-zÀ-ÿ]+ )?(?:de )?"
    r"((?:19|20)\d\d)(?![\w/])"
)


# "the annual Coordination Meeting" is none of the meetings.
_RECURRING = re.compile(r"annu|biennial|anual")


def resolve_series(found: Sequence[Candidate], document: Document, authority: Authority) -> None:
    """Settle every candidate that names a series of meetings or one of its meetings.

    In this order: the year or ordinal in the mention, the year behind it, the only fitting year of
    its sentence, the heading above, the meeting the document names most. Where none decides, the
    mention is one of the series.
    """
    undecided: list[tuple[Candidate, Entity, Mapping[str, Entity]]] = []
    for candidate in found:
        series = _series(candidate, authority)
        if series is None or (candidate.hidden and not stands_alone(candidate)):
            continue
        if _RECURRING.match(candidate.mention.hint("ordinal")):
            candidate.settle(series.ref, 0.9)
            continue
        meetings: Mapping[str, Entity] = {
            year(m): m for m in reversed(authority.members.get(series.ref, ()))
        }
        meeting = _named_meeting(candidate, series, meetings)
        if meeting is not None:
            candidate.settle(meeting, 0.95)
        elif series.ref.kind == "organization" and candidate.hidden:
            continue  # "the Forum": its antecedent says which
        elif series.ref.kind == "organization":
            # A process of States is a body too: without a year its name means the body.
            candidate.settle(series.ref, 1.0)
        elif said := _year_in_sentence(candidate, meetings):
            candidate.settle(meetings[said].ref, 0.9)
        else:
            undecided.append((candidate, series, meetings))
    named = [c.entity or _only_meeting(c) for c in found]
    chosen = Counter(
        (_series_of(ref, authority), ref)
        for ref in named
        if ref is not None and ref.kind == "event"
    )
    for candidate, series, meetings in undecided:
        if (same := _just_named(candidate, found, series, authority)) is not None:
            candidate.settle(same, 0.95)
            continue
        headed = _YEAR.findall(candidate.paragraph.first.heading)
        fitting = [meetings[said].ref for said in headed if said in meetings]
        if fitting:
            candidate.settle(fitting[0], 0.85)
            continue
        most = _most_named(chosen, series.ref)
        if not most and document.date[:4] in meetings:
            most = [meetings[document.date[:4]].ref]  # said of the year's own meeting
        if len(most) > 1:
            # As often named as another one: the one named last before.
            before = [
                r
                for c, r in zip(found, named, strict=True)
                if c.mention.begin < candidate.mention.begin
            ]
            most = [next((ref for ref in reversed(before) if ref in most), most[0])]
        candidate.settle(most[0] if most else series.ref, 0.75 if most else 0.9)


def _just_named(
    candidate: Candidate, found: Sequence[Candidate], series: Entity, authority: Authority
) -> Ref | None:
    """Return the meeting named directly before an acronym in brackets: "... Dialogue (HLD)"."""
    for other in found:
        if other.paragraph is candidate.paragraph and other.entity is not None:
            between = candidate.text[other.end : candidate.begin]
            if between in (" (", " [") and _series_of(other.entity, authority) == series.ref:
                return other.entity
    return None


def _only_meeting(candidate: Candidate) -> Ref | None:
    """Return the meeting a form of its own names ("second High-level Dialogue")."""
    one = len(candidate.entities) == 1 and not candidate.hidden
    return candidate.entities[0].ref if one else None


def _most_named(chosen: Counter[tuple[Ref | None, Ref]], series: Ref) -> list[Ref]:
    of_series = {ref: n for (parent, ref), n in chosen.items() if parent == series}
    most = max(of_series.values(), default=0)
    return sorted(ref for ref, n in of_series.items() if n == most)


def _series_of(ref: Ref, authority: Authority) -> Ref | None:
    entity = authority.entities.get(ref)
    return next((Ref(str(v)) for v in entity.values("inSeries")), None) if entity else None


def _series(candidate: Candidate, authority: Authority) -> Entity | None:
    """Return the series a candidate's label names, if it is one."""
    if len(candidate.entities) != 1:
        return None
    entity = candidate.entities[0]
    types = {"schema:EventSeries", "ConsultativeProcess"}
    if entity.ref in authority.members or types & set(entity.types):
        return entity
    return None


def _named_meeting(
    candidate: Candidate, series: Entity, meetings: Mapping[str, Entity]
) -> Ref | None:
    said = candidate.mention.hint("year")
    if not said and series.ref.kind == "event":
        behind = _YEAR_BEHIND.match(candidate.text, candidate.end)
        said = behind[1] if behind and behind[1] in meetings else ""
    if said:
        if said in meetings:
            return meetings[said].ref
        return Ref(f"id/event/{series.ref.slug}-{said}")
    number = ordinal(candidate.mention.hint("ordinal") or "-")
    if number is None:
        return None
    meeting = _by_ordinal(number, meetings)
    if meeting is None and series.ref.kind == "organization":
        # Its name alone would mean the body; with a number it is a meeting.
        return Ref(f"id/event/{series.ref.slug}-{number}")
    return meeting


def _by_ordinal(number: int, meetings: Mapping[str, Entity]) -> Ref | None:
    for meeting in meetings.values():
        if any(ordinal(label.text.split(" ")[0]) == number for label in meeting.labels):
            return meeting.ref
    in_order = sorted(meetings)
    # Counting is safe only where the list is known to start with the first one.
    return meetings[in_order[number - 1]].ref if number <= len(in_order) <= 3 else None


def _year_in_sentence(candidate: Candidate, meetings: Mapping[str, Entity]) -> str:
    for begin, end in sentence_spans(candidate.text):
        if begin <= candidate.begin < end:
            years = {y for y in _YEAR.findall(candidate.text[begin:end]) if y in meetings}
            return years.pop() if len(years) == 1 else ""
    return ""
