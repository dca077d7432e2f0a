"""Programmes: their sessions in order, who takes part in each and in what role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from migkg.extract.event_parts import ordinal_part, part_key, session_key
from migkg.facts.people.agents import Agent, agents
from migkg.facts.people.gatherings import described, main_event
from migkg.facts.people.hours import Hours, hours
from migkg.facts.people.posts import posts, to_be_confirmed
from migkg.facts.people.programme_roles import LABEL, deed, deed_of
from migkg.facts.periods import dates
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Description, Fact, Passage, Property, Ref, dated
from migkg.reading import Reading, Sentence

_BY = re.compile(
    r"(?:\b(?:by|from|par|por|a cargo de)\s|\b(?:statements?|remarks|address|allocution|"
    r"déclaration|discours|"
    r"discurso|palabras|intervención|mensaje|message)(?: d'ouverture| liminaires?| de clôture|"
    r" finales?| de apertura| de bienvenida| de clausura| inaugural(?:es)?)?"
    r" (?:of (?:the )?|du |de (?:la |l')?|del ))"
    r"(?=[^⟦,;]{0,45}⟦(?:person|office|organization|state) )",
    re.IGNORECASE,
)
_SESSION_WORD = re.compile(
    r"\b(?:session|panel|round[- ]?table|plenary|segment|opening|closing|ceremony|workshop|"
    r"side event|dialogue|"
    r"séance|table ronde|ouverture|clôture|plénière|atelier|cérémonie|"
    r"sesión|mesa redonda|apertura|clausura|plenaria|taller|ceremonia|panel)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:first|second|third|fourth) day\b|\bday (?:\d|one|two|three)\b|\b(?:premier|deuxième|"
    r"second|troisième) jour\b|"
    r"\bjour \d\b|\b(?:primer|segundo|tercer) día\b|\bdía \d\b",
    re.IGNORECASE,
)
_PARALLEL = re.compile(r"\s*\((?:to be held |held )?in parallel[^)]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Session:
    """A part of a programme: a line with its own hour or heading."""

    ref: Ref
    parent: Ref
    title: str
    when: Hours | None
    day: str  # ISO 8601, empty where no date is printed
    passages: tuple[int, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Someone's part in a session."""

    session: Session
    agent: Agent
    role: str
    confirmed: bool
    line: tuple[int, ...]  # the passages of the line itself
    passages: tuple[int, ...]  # with those of its session and the role above it


@dataclass(slots=True)
class Programme:
    """What was read of a programme."""

    sessions: list[Session] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


def programme(reading: Reading) -> Programme:
    """Return the sessions of a document's programme and who takes part in them."""
    found = Programme()
    if not any(p.kind == "programme-line" for p in reading.passages):
        return found
    main = main_event(reading)
    if main is None:
        return found
    day = reading.document.date if len(reading.document.date) == 10 else ""
    session: Session | None = None
    role, labelled = "", 0
    begun = False
    for paragraph in reading.paragraphs:
        first = paragraph.first
        whole = reading.sentence(paragraph, 0, len(paragraph.view.text))
        if first.kind not in ("programme-line", "heading") and not _dated(first, whole.text):
            continue
        begun = begun or first.kind == "programme-line"
        if first.kind != "programme-line":
            if _DAY.search(whole.text):
                day, session = "", None
            printed = _dated(first, whole.text)
            if printed:
                day, session = (printed, None) if begun or not day else (day, session)
            elif (
                begun and reading.document.kind == "Programme" and _SESSION_WORD.search(whole.text)
            ):
                session, role = _session(whole, first, main, None, day, whole.masked), ""
                found.sessions.append(session)
            continue
        when = hours(whole.text)
        masked = whole.masked
        text = masked
        label = LABEL.match(masked.lstrip(" -•–"))
        if when or (not label and part_key(whole.text.strip())):
            text = _behind_hours(whole, when)
            session, role = _session(whole, first, main, when, day, text), ""
            found.sessions.append(session)
            label = None
            listed = _told(reading, whole, masked, len(masked) - len(text))
            here = deed_of(session.title) or deed(text) or "speaker"
        elif session is None:
            continue
        elif label:
            here = (label.lastgroup or "speaker").replace("_", "-")
            behind = masked.index(label[0]) + len(label[0])
            listed = _people(reading, whole, masked, behind)
            if not listed:
                role, labelled = here, first.order
                continue
        else:
            told = deed(masked)
            listed = _told(reading, whole, masked, 0) or _people(reading, whole, masked, 0)
            here = told or role or deed_of(session.title) or "speaker"
        cited = {*session.passages, *whole.passages}
        if label is None and here == role and labelled:
            cited.add(labelled)
        found.slots += [
            Slot(
                session,
                agent,
                here,
                not to_be_confirmed(_around(masked, agent, listed)),
                whole.passages,
                tuple(sorted(cited)),
            )
            for agent in listed
        ]
        if when is None and label and session is not None:
            labelled = labelled if role else 0
    return found


def _dated(passage: Passage, text: str) -> str:
    """Return the date of a line that gives no more than a date."""
    if passage.kind == "programme-line" or len(text.split()) > 7:
        return ""
    when = next(iter(dates(text)), None)
    return when.start if when and len(when.start) == 10 and not when.last else ""


def _around(masked: str, agent: Agent, listed: tuple[Agent, ...]) -> str:
    """Return the part of a line that speaks of one agent: up to the next one."""
    following = [other.begin for other in listed if other.begin > agent.begin]
    return masked[agent.begin : min(following, default=len(masked))]


def _behind_hours(whole: Sentence, when: Hours | None) -> str:
    """Return the masked text of a line without its hours."""
    masked = whole.masked
    if when is None:
        return masked
    tail = len(whole.text) - when.behind
    if whole.links and whole.links[0][0] < when.behind:
        return masked
    return masked[len(masked) - tail - (len(masked) - len(whole.text)) :] if tail else ""


def _session(
    whole: Sentence, first: Passage, main: Ref, when: Hours | None, day: str, text: str
) -> Session:
    parts = [link for _, _, link in whole.links if link.mention.extractor == "event-part"]
    plain = _PARALLEL.sub("", whole.unmask(text)).strip(" :–—-*")
    by = _BY.search(text)
    title = _PARALLEL.sub("", whole.unmask(text[: by.start()] if by else text)).strip(" :–—-*,")
    key = part_key(plain) or _ordinal(plain) or session_key(title or plain)
    ref = Ref(f"{main}-{key}")
    if parts and part_key(plain) == parts[0].mention.hint("part"):
        ref = parts[0].entity
    return Session(ref, main, title or plain, when, day, (first.order,), first.language)


def _ordinal(title: str) -> str:
    """Return the key of a part told by an ordinal: "Continuation of the first plenary meeting"."""
    words = re.sub(
        r"^(?:continuation|resumption) of the |^suite de la |^continuación de la ",
        "",
        title,
        flags=re.I,
    )
    lead = re.match(
        r"[\w-]+ (?:plenary meeting|plenary session|working session|round[- ]table|panel|segment)"
        r"\b",
        words,
        re.I,
    )
    return ordinal_part(lead[0]) if lead else ""


def _told(reading: Reading, whole: Sentence, masked: str, begin: int) -> tuple[Agent, ...]:
    """Return those a line names behind "by": "Closing remarks by the ⟦office 0⟧"."""
    by = _BY.search(masked, begin)
    return agents(reading, whole, masked, by.end()) if by else ()


def _people(reading: Reading, whole: Sentence, masked: str, begin: int) -> tuple[Agent, ...]:
    """Return the people of a line, each with the posts that follow up to the next one."""
    starts = [m for m in re.finditer(r"⟦person (\d+)⟧", masked) if m.start() >= begin]
    if not starts:
        lead = re.match(r"[\s*:–—•-]*", masked[begin:])
        return agents(reading, whole, masked, begin + (lead.end() if lead else 0))
    found = []
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(masked)
        told = posts(reading, whole, masked[start.end() : end])
        found.append(Agent(whole.link(start[1]).entity, start.start(), end, told))
    return tuple(found)


@fact_extractor("EventOccurrence-programme")
def programme_occurrences(reading: Reading) -> Iterator[Fact | Description]:
    """Yield the sessions of a programme, and when each is to be held."""
    status = "proposed" if proposed(reading) else "scheduled"
    seen: set[Ref] = set()
    for session in programme(reading).sessions:
        if session.ref not in seen:
            seen.add(session.ref)
            yield from described(
                reading, session.ref, session.parent, session.language, session.title
            )
        said: list[Property] = [("inEvent", session.ref)]
        if session.when and session.day:
            said.append(("startDate", dated(f"{session.day}T{session.when.begin}:00")))
            if session.when.end:
                said.append(("endDate", dated(f"{session.day}T{session.when.end}:00")))
        said.append(("partOfEvent", session.parent))
        said.append(("occurrenceStatus", concept("occurrence-status", status)))
        yield Fact(reading.document.slug, "EventOccurrence", tuple(said), session.passages)


def proposed(reading: Reading) -> bool:
    """Tell whether a document's programme is only proposed: its heading says so."""
    return any(
        p.kind == "heading"
        and re.search(
            r"\b(?:proposed|suggested|possible|propos[ée]e?|propuest[oa])\b", p.text, re.I
        )
        and re.search(r"\bprogram", p.text, re.I)
        for p in reading.passages
    )
