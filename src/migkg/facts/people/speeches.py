"""Speeches that a document only reports: who spoke, at which gathering, for whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from migkg.facts.people.agents import AGENT, Agent, agents, agents_before
from migkg.model import Ref
from migkg.reading import Reading, Sentence

_KIND: Final = (
    r"(?:(?P<tone>opening|closing|concluding|keynote|introductory|welcom\w+|inaugural|joint|brief|"
    r"oral|final) )?"
    r"(?:statements?|remarks|address|speech|keynote)"
)
_KIND_FR_ES: Final = (
    r"(?:déclarations?|allocutions?|discours|discurso|declaraci(?:ón|ones)|intervenci(?:ón|ones)|"
    r"alocuci(?:ón|ones)|palabras)"
    r"(?: (?P<{0}>d'ouverture|liminaires?|de clôture|finales?|de apertura|inaugural(?:es)?|"
    r"de clausura|de bienvenue|de bienvenida))?"
)
_DELIVERED = re.compile(
    r"(?<=[⟧,)]) (?:then |also |subsequently |has |had |have )*(?:deliver(?:ed|s)|made|gave|"
    rf"issued|presented) (?:an? |the |her |his |their )?{_KIND}\b"
    r"|(?<=[⟧,)]) (?:a |ont |ha |han )?(?:prononcé|fait|pronunci(?:ó|aron)|hizo|formul(?:ó|aron))"
    rf" (?:une? |un |la |una |des |unas )?{_KIND_FR_ES.format('tone_fr')}",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    rf"\b{_KIND}(?:,)? (?:that )?(?:(?:was|were|had been) )?(?:(?:then |also )?(?:made|delivered|"
    rf"given) )?(?:by|from) (?={AGENT})"
    rf"|\b{_KIND_FR_ES.format('tone_fr')} (?:(?:a été |ont été |fue(?:ron)? )?(?:faites?|"
    rf"prononcée?s?|formuladas?|pronunciad[oa]s?) )?(?:par|por) (?={AGENT})",
    re.IGNORECASE,
)
# A speaker who comes back to what was said before: "themes in the remarks of the President".
_REMARKS_OF = re.compile(
    rf"\bthe (?:(?P<tone>opening|closing|introductory) )?(?:remarks|statements?|address) of "
    rf"(?={AGENT})"
    rf"|\b(?:les|des) (?:remarques|déclarations|allocutions) (?:de |du )(?={AGENT})"
    rf"|\blas (?:observaciones|palabras|declaraciones) (?:de |del )(?={AGENT})",
    re.IGNORECASE,
)
_BEHALF: Final = re.compile(
    r",? (?:(?:speaking )?on behalf of|in the name of|au nom d(?:e l'|e la |es |u |e )|"
    r"en nombre d(?:e la |e los |el |e ))\s?(?:the )?⟦(?:organization|state) (?P<body>\d+)⟧"
)
_OF = re.compile(r" of (?:the )?⟦organization (?P<body>\d+)⟧")
_AT = re.compile(
    r"(?:\b(?:at|to|before|during|in|à|au|lors d[eu](?: la| l'|s)?|devant|en|ante|durante) ?)"
    r"(?:the |la |le |l'|el )?⟦event (\d+)⟧",
    re.IGNORECASE,
)
# "was opened by X. Her statement was followed by": the opening was a speech.
_OPENED = re.compile(
    r"\b(?:opened|inaugurated|ouverte?|inaugurée?|inaugurad[oa]|abiert[oa]) (?:by|par|por)"
    rf" (?={AGENT})"
)
_THEIR = re.compile(
    r"^(?:Her|His|Its|Their|Sa|Son|Su) (?:opening |introductory )?(?:statement|remarks|address|"
    r"déclaration|allocution|discours|discurso|declaración)\b"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """A reported speech."""

    agent: Agent
    event: Ref
    role: str
    behalf: Ref | None
    passages: tuple[int, ...]


def speeches(reading: Reading, main: Ref | None) -> Iterator[Speech]:
    """Yield the speeches that a document reports, in the order of the text."""
    # A speech is at the gathering the document is about only once the text has named that.
    known_from = min((link.begin for link in reading.links if link.entity == main), default=0)
    for paragraph in reading.paragraphs:
        if paragraph.first.kind in ("programme-line", "heading", "footnote"):
            continue
        last: Ref | None = None
        opener: Agent | None = None
        opened: tuple[int, ...] = ()
        for sentence in reading.sentences_of(paragraph):
            masked = sentence.masked
            event = _event(sentence, masked) or last
            if event is None and known_from <= sentence.begin:
                event = main
            if event is not None:
                if opener is not None and _THEIR.match(masked):
                    yield Speech(
                        opener,
                        event,
                        "opening-speaker",
                        None,
                        tuple(sorted({*opened, *sentence.passages})),
                    )
                yield from _in_sentence(reading, sentence, masked, event)
            found = _OPENED.search(masked)
            listed = agents(reading, sentence, masked, found.end()) if found else ()
            opener, opened = (listed[0] if len(listed) == 1 else None), sentence.passages
            named = re.findall(r"⟦event (\d+)⟧", masked)
            if named:
                last = sentence.link(named[-1]).entity


def _event(sentence: Sentence, masked: str) -> Ref | None:
    found = _AT.search(masked)
    return sentence.link(found[1]).entity if found else None


def _in_sentence(reading: Reading, sentence: Sentence, masked: str, event: Ref) -> Iterator[Speech]:
    for found in _DELIVERED.finditer(masked):
        role = _role(found)
        of = _OF.match(masked, found.end())
        behalf = _BEHALF.match(masked, found.end()) or of
        for agent in agents_before(reading, sentence, masked, found.start()):
            yield _speech(sentence, agent, event, role, behalf)
    for found in _REMARKS_OF.finditer(masked) if reading.document.kind == "Statement" else ():
        for agent in agents(reading, sentence, masked, found.end()):
            yield _speech(sentence, agent, event, _role(found), None)
    for found in _MADE_BY.finditer(masked):
        if re.search(
            r"\b(?:may|could|might|should|would|will|could be|invited)\b[^.;]*$",
            masked[: found.start()],
        ):
            continue
        listed = agents(reading, sentence, masked, found.end())
        for agent in listed:
            behalf = _BEHALF.match(masked, agent.end)
            yield _speech(sentence, agent, event, _role(found), behalf)


def _speech(
    sentence: Sentence, agent: Agent, event: Ref, role: str, behalf: re.Match[str] | None
) -> Speech:
    body = sentence.link(behalf["body"]).entity if behalf else agent.behalf
    return Speech(agent, event, role, body if body != agent.ref else None, sentence.passages)


def _role(found: re.Match[str]) -> str:
    tone = next(
        (text for key, text in found.groupdict().items() if key.startswith("tone") and text), ""
    ).lower()
    if re.match(
        r"opening|introductory|welcom|inaugural|d'ouverture|liminaire|de apertura|de bienven", tone
    ):
        return "opening-speaker"
    if re.match(r"closing|concluding|final|de clôture|de clausura", tone):
        return "closing-speaker"
    return "speaker"
