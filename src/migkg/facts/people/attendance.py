"""Attendance: who was there and as what, where a sentence has no verb of chairing or convening."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.facts.people.agents import AGENT, agents, agents_before
from migkg.facts.people.deeds import Deed, deeds_of_verbs, meeting, subject
from migkg.model import Ref
from migkg.reading import Reading, Sentence

_ROLE_NOUNS: Final = (
    ("chair", r"(?:co-)?chair(?:person|man|woman|s)?|(?:co)?présidente?|(?:co)?president[ea]"),
    ("moderator", r"(?:co-)?moderator|facilitator|modérat(?:eur|rice)|moderador(?:a)?"),
    ("panellist", r"panell?ists?|panélistes?|panelistas?"),
    ("summarizer", r"rapporteur|relator(?:a)?"),
)
_HAD_AS = re.compile(
    r"⟦event (?P<event>\d+)⟧(?P<between>(?:(?!⟦event)[^;])*?)(?:\bhad|\bwith|\bavec|\bavait|\bcon|"
    rf"\btuvo a) (?={AGENT})"
)
_AS = re.compile(
    r",? (?:as|pour|comme|como|en qualité de|en calidad de) (?:its |the |the |la |le |el )"
    r"?(?P<noun>[\w-]+)"
)


def _as_role(reading: Reading, sentence: Sentence, masked: str) -> Iterator[Deed]:
    """Yield from ``⟦event⟧ had X, Minister of Labour of Y, as chair``."""
    for found in _HAD_AS.finditer(masked):
        listed = agents(reading, sentence, masked, found.end())
        behind = _AS.match(masked, listed[-1].end) if listed else None
        role = _role_of(behind["noun"]) if behind else ""
        # Another event between would be the one that is meant.
        for agent in listed if role else ():
            yield Deed(
                agent, sentence.link(found["event"]).entity, role, "actual", sentence.passages
            )
    pattern = re.compile(
        r"\b(?P<noun>[Cc](?:o-c)?hair(?:person|man|woman)?|[Mm]oderator|[Rr]apporteur|Présidente?|"
        r"Modérat(?:eur|rice)|[Pp]resident[ea]|[Mm]oderadora?)"
        r" (?:of|de|du|del) (?:the |la |le |l'|el )?⟦event (?P<event>\d+)⟧,? (?=(?:was |is |"
        rf"a été |fue )?{AGENT})(?:was |is |a été |fue )?"
    )
    for found in pattern.finditer(masked):
        role = _role_of(found["noun"].lower())
        for agent in agents(reading, sentence, masked, found.end())[:1]:
            if role and agent.ref.kind == "person":
                yield Deed(
                    agent, sentence.link(found["event"]).entity, role, "actual", sentence.passages
                )


def _role_of(noun: str) -> str:
    return next((role for role, words in _ROLE_NOUNS if re.fullmatch(words, noun, re.I)), "")


_WERE = re.compile(
    r"^(?:\d+\. )?(?:The |Les? |La |Los |El )?(?:(?P<panellist>[Pp]anell?ists|[Dd]iscussants?|"
    r"[Pp]anélistes|[Pp]anelistas|[Pp]onentes)|"
    r"(?P<speaker>(?:(?:[Kk]eynote|[Ll]ead|[Gg]uest) )?[Ss]peakers?|[Oo]rateurs?|[Oo]radores)|"
    r"(?P<moderator>(?:[Cc]o-)?[Mm]oderators?|[Mm]odérateurs?|[Mm]oderador(?:es|a)?)|"
    r"(?P<chair>(?:[Cc]o-)?[Cc]hairs?|[Cc]hairpersons?)|"
    r"(?P<summarizer>[Rr]apporteurs?))(?: (?:for|of|at|in) [^⟦,;]{0,40}(?:⟦event (?P<event>\d+)⟧)?)"
    r"? "
    rf"(?:were|was|included|are|is|étaient|était|fueron|fue|eran|incluyeron):? (?={AGENT})"
)


def _roles_were(
    reading: Reading, sentence: Sentence, masked: str, here: Ref | None
) -> Iterator[Deed]:
    """Yield from ``The panellists were X, Y and Z``, of the event that is spoken of."""
    found = _WERE.match(masked)
    if found is None:
        return
    event = sentence.link(found["event"]).entity if found["event"] else here
    role = next(r for r in ("panellist", "speaker", "moderator", "chair", "summarizer") if found[r])
    for agent in agents(reading, sentence, masked, found.end()) if event else ():
        if agent.ref.kind == "person":
            yield Deed(agent, Ref(str(event)), role, "actual", sentence.passages)


_ATTEND = re.compile(
    r"(?<=[⟧,)]) (?P<aux>(?:has|had|have|will|also|a|ont|ha|han) )*(?:(?P<verb>participated in|"
    r"took part in|attended|addressed|spoke at|"
    r"participé (?:à|au|aux)|pris part (?:à|au|aux)|assisté (?:à|au|aux)|participó en|"
    r"participaron en|asistió a|asistieron a|intervino en)"
    r") (?:the |la |le |l'|el )?⟦event (?P<event>\d+)⟧(?P<as>,? (?:as|en qualité d[e']|"
    r"en calidad de) (?:an )?(?:observ\w+))?"
)


def _attending(reading: Reading, sentence: Sentence, masked: str) -> Iterator[Deed]:
    """Yield from ``X participated in ⟦event⟧``, ``X addressed ⟦event⟧``, ``attended by X``."""
    for found in _ATTEND.finditer(masked):
        spoke = re.match(r"addressed|spoke|intervino", found["verb"])
        role = "observer" if found["as"] else "speaker" if spoke else "participant"
        status = "announced" if "will" in (found["aux"] or "") else "actual"
        for agent in agents_before(reading, sentence, masked, found.start()):
            yield Deed(agent, sentence.link(found["event"]).entity, role, status, sentence.passages)
    for found in re.finditer(rf"\battended by (?={AGENT})", masked):
        event = subject(sentence, masked, found.start())
        for agent in agents(reading, sentence, masked, found.end()) if event else ():
            yield Deed(agent, Ref(str(event)), "participant", "actual", sentence.passages)


_PRESIDENCY = re.compile(
    r"\boffer (?:of|by|made by) (?:the )?(?:Government of )?(?:the )?⟦state (?P<state>\d+)"
    r"⟧ to (?:host|assume the (?:Presidency|Chair\w*|chair\w*|presidency) of|chair) "
    r"(?:the )?(?:⟦event (?P<event>\d+)⟧|⟦organization (?P<series>\d+)⟧ (?:for|in) (?P<year>(?:19|"
    r"20)\d\d))"
)


def _presidency(reading: Reading, sentence: Sentence, masked: str) -> Iterator[Deed]:
    """Yield the offer to preside over a process of States in a year: over that year's meeting."""
    for found in _PRESIDENCY.finditer(masked):
        listed = agents(
            reading, sentence, masked, masked.index(f"⟦state {found['state']}⟧", found.start())
        )
        if found["event"]:
            event = sentence.link(found["event"]).entity
        else:
            series = sentence.link(found["series"]).entity
            held = meeting(reading, series, found["year"])
            if held is None:
                continue
            event = held
        for agent in listed[:1]:
            yield Deed(agent, event, "host", "offered", sentence.passages)


_INCLUDED = re.compile(
    r"^(?:\d+\. )?(?:The p|P)articipants (?:in|at|of) (?:the )?(?:⟦event (?P<event>\d+)⟧|"
    r"[a-z -]*\b(?:round tables?|meetings?|panels?|sessions?|debate|dialogue))"
    r" (?:included|were|comprised) "
)


def _included(
    reading: Reading, sentence: Sentence, masked: str, main: Ref | None
) -> Iterator[Deed]:
    """Yield the bodies whose head is among the participants: "included ..., the Director of X"."""
    found = _INCLUDED.match(masked)
    event = sentence.link(found["event"]).entity if found and found["event"] else main
    if found is None or event is None:
        return
    titles = re.compile(
        r"(?:,| and) the (?:[A-Z][\w-]+ ?){1,4} of (?:the )?⟦(?P<kind>organization|state)"
        r" (?P<number>\d+)⟧"
    )
    for one in titles.finditer(masked, found.end() - 1):
        for agent in agents(
            reading, sentence, masked, masked.index(f"⟦{one['kind']} {one['number']}⟧", one.start())
        ):
            yield Deed(agent, event, "participant", "actual", sentence.passages)
            break


def deeds(
    reading: Reading, sentence: Sentence, main: Ref | None, here: Ref | None = None
) -> Iterator[Deed]:
    """Yield the deeds of a sentence; ``here`` is the event its paragraph named last before it."""
    if not sentence.links:
        return
    masked = sentence.masked
    yield from deeds_of_verbs(reading, sentence, masked, main)
    if "⟦event" in masked:
        yield from _as_role(reading, sentence, masked)
        yield from _attending(reading, sentence, masked)
    yield from _presidency(reading, sentence, masked)
    yield from _roles_were(reading, sentence, masked, here or main)
    yield from _included(reading, sentence, masked, main)
