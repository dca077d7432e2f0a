"""Deeds: sentences that say who chaired, opened, convened, organized or hosted a gathering."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from migkg.facts.people.agents import AGENT, Agent, agents, agents_before
from migkg.facts.people.deed_verbs import VERBS
from migkg.facts.people.gatherings import is_session_of_organ
from migkg.model import Ref
from migkg.reading import Reading, Sentence

_AUX = (
    r"(?:which |that |qui |que )?(?:is|was|were|are|being|to be|is to be|will be|has been|"
    r"have been|had been|est|était|a été|"
    r"ont été|sera|seront|fue|fueron|será|serán|ha sido|es|estuvo)(?: also| jointly| officially)? "
)
_UNREAL = re.compile(
    r"\b(?:would|could|should|might|may|can|if|whether|pourrai(?:t|ent)|devrai(?:t|ent)|"
    r"podría[n]?|debería[n]?|not|never)\b[^⟦]{0,40}$",
    re.I,
)
_LATER = re.compile(
    r"\b(?:will|shall|to be|is to|are to|intends? to|plans? to|decid(?:ed|es) to|agreed to|"
    r"is expected to|sera|seront|será|serán|"
    r"décidé d[e']|prévoit d[e']|decidió|decidido|prevé|se propone|acordó)\b[^⟦]{0,40}$",
    re.I,
)
_OFFER = re.compile(
    r"\b(?:(?:generously |kindly )?offer(?:ed|s)? to|offer [^⟦]{0,40}?⟦\w+ \d+⟧ to|a (?:offert|"
    r"proposé) d[e']|s'est (?:offerte?|proposée?) (?:à|pour)|"
    r"ofreció|ha ofrecido|se ofreció a)\s?$",
    re.I,
)
_FINITE_FUTURE = re.compile(r"(?:sera|lera|rá)$")
# Gatherings that are told by a common noun: a participle behind one is said of it.
GATHERING: Final = (
    r"(?:round[- ]?table|meeting|workshop|seminar|symposium|conference|consultations?|hearings?|"
    r"panel(?: discussion)?|"
    r"session|side event|event|dialogue|debate|table ronde|réunion|atelier|séminaire|colloque|"
    r"conférence|"
    r"mesa redonda|reunión|taller|seminario|simposio|conferencia|consulta|campaign|course|project|"
    r"report|study|handbook|"
    r"review|assessment|survey|database|programme|group|academy|forum)s?"
)
_NOUN = re.compile(rf"\b{GATHERING}\b", re.IGNORECASE)
_TO_EVENT = re.compile(
    r"(?:(?:at|during|à|lors de|en|durante) (?:its|the|sa|la|su) ⟦event \d+⟧,? (?:in (?:19|20)"
    r"\d\d,? )?|(?:on|in|at) [^⟦,;.]{1,45}? )?"
    r"(?:(?:an?|the|its|their|this|that|our|une?|la|le|l'|el|los|su|esta?|cette|ce|cet) ?)"
    r"?(?:[a-z0-9-]+(?:ly|th|st|nd|rd|day|-wide|-level)? ){0,3}?"
    r"⟦event (?P<event>\d+)⟧"
)
_OF_YEAR: Final = r"⟦organization (?P<series>\d+)⟧ (?:in|for|en) (?P<year>(?:19|20)\d\d)"
# The gathering that a document is about, told by its common noun.
_THIS: Final = (
    r"(?:this|the present|today's|le présent|ce|cette|cet|este|esta|el presente|la presente)"
    r" (?:[a-z-]+ ){0,3}?"
    r"(?:debate|dialogue|conference|meeting|summit|forum|event|débat|dialogue|conférence|réunion|"
    r"diálogo|conferencia|reunión)\b"
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What an agent does in a gathering, as one sentence tells it."""

    agent: Agent
    event: Ref
    role: str
    status: str  # notation of the scheme participation-status
    passages: tuple[int, ...]


def deeds_of_verbs(
    reading: Reading, sentence: Sentence, masked: str, main: Ref | None
) -> Iterator[Deed]:
    """Yield what the verbs of a sentence say: chaired, opened, convened, organized, hosted."""
    for role, (participle, finite) in VERBS.items():
        if "⟦event" in masked:
            yield from _passive(reading, sentence, masked, role, participle)
        yield from _active(reading, sentence, masked, role, finite, main)
        yield from _thanked(reading, sentence, masked, role, main)


def _passive(
    reading: Reading, sentence: Sentence, masked: str, role: str, verbs: str
) -> Iterator[Deed]:
    """Yield from ``⟦event⟧ was chaired by X``, ``⟦event⟧, organized by X together with Y``."""
    pattern = re.compile(
        rf"\b(?:{verbs})(?: and (?:co-)?\w+ed)?(?: jointly| en commun| conjuntamente)? (?:by|par|"
        rf"por) (?={AGENT})"
    )
    for found in pattern.finditer(masked):
        event = subject(sentence, masked, found.start())
        if event is None or _UNREAL.search(masked, 0, found.start()):
            continue
        status = "announced" if _LATER.search(masked[: found.start()] + " ") else "actual"
        listed = agents(reading, sentence, masked, found.end())
        if role in ("organizer", "convener", "host"):
            listed += partners_of(
                reading, sentence, masked, listed[-1].end if listed else found.end()
            )
        for agent in listed:
            yield Deed(agent, event, role, status, sentence.passages)


def partners_of(reading: Reading, sentence: Sentence, masked: str, at: int) -> tuple[Agent, ...]:
    """Return those with whom something was organized: "in collaboration with"."""
    found = re.match(
        r",? (?:in (?:close )?(?:collaboration|cooperation|co-operation|partnership|conjunction)"
        r" with|together with|jointly with|"
        r"en (?:étroite )?(?:collaboration|coopération|partenariat) avec|en (?:estrecha )"
        r"?(?:colaboración|cooperación|asociación) con) ",
        masked[at:],
    )
    return agents(reading, sentence, masked, at + found.end()) if found else ()


def subject(sentence: Sentence, masked: str, verb: int) -> Ref | None:
    """Return the event a participle is said of: the last one named before it in its clause."""
    events = list(re.finditer(r"⟦event (\d+)⟧(?: \([^)]*\))?", masked[:verb]))
    if not events:
        return None
    between = masked[events[-1].end() : verb]
    if ";" in between:
        return None
    near = re.fullmatch(rf",? ?(?:(?:and|et|y) )?(?:{_AUX})?(?:[\w-]+ly )?", between)
    # "to be held in May and organized by": the event may be told more of before the verb.
    further = re.search(rf"(?:,|\b(?:and|et|y|which|that|qui|que)) (?:{_AUX})$", between)
    again = re.search(r"\b(?:by|par|por)\b .*(?:,| and| et| y) $", between)
    participles = re.fullmatch(
        r",? (?:(?:to be |was |were |being )?(?:held|convened|organized|tenue|celebrad[oa])\b)"
        r"?[^;.]{0,60},? ?(?:and|et|y)? ?",
        between,
    )
    if near:
        return sentence.link(events[-1][1]).entity
    if further and not re.search(
        r"⟦(?:person|state|organization|office) \d+⟧ (?:was|is|fue|est)", between[further.start() :]
    ):
        return sentence.link(events[-1][1]).entity
    if again and re.search(rf"(?:,|\b(?:and|which|that|et|y)) ?(?:{_AUX})|^ (?:{_AUX})", between):
        return sentence.link(events[-1][1]).entity
    if participles and not _NOUN.search(between) and "⟦" not in between and len(between) < 40:
        return sentence.link(events[-1][1]).entity
    return None


def _active(
    reading: Reading, sentence: Sentence, masked: str, role: str, verbs: str, main: Ref | None
) -> Iterator[Deed]:
    """Yield from ``X convened ⟦event⟧``, ``X will host ⟦event⟧``, ``X offered to host ⟦event⟧``."""
    modal = (
        r"(?P<modal>(?:(?:has|had|have|will|shall|would|could|may|might|should|is|are|also|jointly|"
        r"then|successfully|once|again|"
        r"generously|kindly|intends?|plans?|decid(?:ed|es)|agreed|offer(?:ed|s)?|wish(?:es)?|"
        r"expected|to|be|been|"
        r"a|ont|avait|s'est|offert|proposé|décidé|prévoit|de|d'|ha|han|había|ofreció|ofrecido|"
        r"decidió|decidido|en|acordó|se|podría|debería) ?)*)"
    )
    pattern = re.compile(
        rf"(?<=[⟧,)]) {modal}(?P<verb>{verbs})(?: {_TO_EVENT.pattern}| (?P<this>{_THIS})| (?:the |"
        rf"la |le |el )?{_OF_YEAR})"
    )
    for found in pattern.finditer(masked):
        modal_text = found["modal"]
        if re.search(
            r"\b(?:would|could|may|might|should|podría|debería|been|wish(?:es)?)\b", modal_text
        ):
            continue
        listed = agents_before(reading, sentence, masked, found.start())
        with_others = _collaborators(reading, sentence, masked, found.start())
        if with_others:
            listed = with_others
        if _UNREAL.search(masked, 0, found.start()) and not listed:
            continue
        if re.search(r"offer|offert|propos|ofre", modal_text):
            status = "offered"
        elif re.search(
            r"\b(?:will|shall|to|intends?|plans?|decid\w+|agreed|décidé|prévoit|decidió|decidido|"
            r"acordó)\b",
            modal_text,
        ) or _FINITE_FUTURE.search(found["verb"]):
            status = "announced"
        else:
            status = "actual"
        if found["event"] and is_session_of_organ(sentence.link(found["event"])):
            continue
        event = sentence.link(found["event"]).entity if found["event"] else main
        if found["series"]:
            event = meeting(reading, sentence.link(found["series"]).entity, found["year"])
        for agent in listed if event is not None else ():
            yield Deed(agent, Ref(str(event)), role, status, sentence.passages)


def meeting(reading: Reading, series: Ref, year: str) -> Ref | None:
    """Return the known meeting of a series in a year."""
    event = Ref(f"id/event/{series.slug}-{year}")
    return event if event in reading.entities else None


_GERUNDS: Final = {
    "convener": (
        r"(?:convening|calling)|(?:avoir )?convoqu(?:é|er)|(?:haber )?convoca(?:do|r)|"
        r"la convocatoria (?:de|a)"
    ),
    "organizer": (
        r"(?:co-)?organi[sz]ing|(?:avoir )?organis(?:é|er)|(?:haber )?organiza(?:do|r)|"
        r"l'organisation de|la organización de"
    ),
    "host": r"(?:co-)?hosting|(?:avoir )?accueilli(?:r)?|(?:haber )?acog(?:ido|er)",
    "chair": r"(?:co-)?chairing|(?:avoir )?présid(?:é|er)|(?:haber )?presidi(?:do|r)",
}


def _thanked(
    reading: Reading, sentence: Sentence, masked: str, role: str, main: Ref | None
) -> Iterator[Deed]:
    """Yield from ``thank the President for convening this debate``."""
    stem = _GERUNDS.get(role)
    pattern = (
        r"\b(?:thanks?|commends?|congratulates?|grateful to|remerci\w+|félicit\w+|agrade\w+ a|"
        r"felicit\w+ a)(?: you,?)? "
        rf"(?P<agent>{AGENT})[^⟦;.]{{0,40}}? (?:for (?:the )?|d'|pour |por |)(?:{stem})"
        rf" (?:{_TO_EVENT.pattern}|(?P<this>{_THIS}))"
    )
    for found in re.finditer(pattern, masked) if stem else ():
        event = sentence.link(found["event"]).entity if found["event"] else main
        listed = agents(reading, sentence, masked, found.start("agent"))
        for agent in listed[:1] if event is not None else ():
            yield Deed(agent, Ref(str(event)), role, "actual", sentence.passages)


_DECIDES = re.compile(
    r"(?P<subject>\bit |^(?:\d+\. )?)(?P<verb>[Dd]ecide[ds]?|décide|decide)"
    r" (?:to \w+ [^;]{0,240}? and )?(?:to (?:hold|convene)|de (?:tenir|convoquer)|(?:celebrar|"
    r"convocar)) " + _TO_EVENT.pattern
)


def decided(sentence: Sentence) -> Iterator[tuple[Ref, tuple[int, ...]]]:
    """Yield the gatherings that a resolution's organ decides, or decided before, to hold."""
    masked = sentence.masked
    for found in _DECIDES.finditer(masked):
        if not is_session_of_organ(sentence.link(found["event"])):
            yield sentence.link(found["event"]).entity, sentence.passages
        first = re.search(r"to hold " + _TO_EVENT.pattern, found[0])
        if (
            first
            and first["event"] != found["event"]
            and not is_session_of_organ(sentence.link(first["event"]))
        ):
            yield sentence.link(first["event"]).entity, sentence.passages


def _collaborators(
    reading: Reading, sentence: Sentence, masked: str, end: int
) -> tuple[Agent, ...]:
    """Return subject and partners of "X, in collaboration with Y and Z, organized"."""
    found: re.Match[str] | None = None
    for found in re.finditer(  # noqa: B007 - the last one counts
        r"(?P<lead>⟦(?:organization|state|office) \d+⟧(?: \(⟦\w+ \d+⟧\))?), (?:in (?:close )"
        r"?(?:collaboration|cooperation|partnership) with|"
        r"together with|en (?:collaboration|coopération|partenariat) avec|en (?:colaboración|"
        r"cooperación) con) ",
        masked[:end],
    ):
        pass
    if found is None:
        return ()
    partners = agents(reading, sentence, masked, found.end())
    if not partners or masked[partners[-1].end : end].strip(" ,"):
        return ()
    return (*agents(reading, sentence, masked, found.start("lead"))[:1], *partners)
