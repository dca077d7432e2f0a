"""Gatherings without a name that their kind, organizer and date pin, and who organized them."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.facts.agents import AGENT, Agent, agents, agents_before
from migkg.facts.deeds import helpers
from migkg.facts.gatherings import main_event
from migkg.facts.periods import When, dates
from migkg.iris import concept, slug
from migkg.link.authority import year
from migkg.model import Description, Fact, Literal, Property, Ref
from migkg.reading import Reading, Sentence

# Common noun → class of the gathering.
_KINDS: Final = {
    "round table": "Session",
    "roundtable": "Session",
    "workshop": "Workshop",
    "seminar": "Workshop",
    "symposium": "Symposium",
    "meeting": "Meeting",
    "consultation": "Meeting",
    "dialogue": "Dialogue",
    "conference": "Conference",
    "debate": "Debate",
    "panel discussion": "Session",
    "table ronde": "Session",
    "atelier": "Workshop",
    "séminaire": "Workshop",
    "colloque": "Symposium",
    "réunion": "Meeting",
    "conférence": "Conference",
    "mesa redonda": "Session",
    "taller": "Workshop",
    "seminario": "Workshop",
    "simposio": "Symposium",
    "reunión": "Meeting",
    "conferencia": "Conference",
}
_KIND: Final = "|".join(sorted(_KINDS, key=len, reverse=True))
_ROLE: Final = (
    ("convener", "conven|convoq|convoc"), ("organizer", "organi"), ("host", "host|accueil|acog"),
)  # fmt: skip
_ONE = r"(?:an?|une?|un|una|the|la|le|el|l') ?(?:(?!\b(?:and|of|in|by|for)\b)[a-zà-ÿ-]+ ){0,4}?"
_PASSIVE = re.compile(
    rf"\b(?P<noun>{_ONE}(?P<kind>{_KIND}))(?P<about>(?: (?:on|sur|sobre) [^⟦,;.]{{3,80}}?)?)"
    r"(?:,? (?:that |which )?(?:was|is to be|will be|has been|a été|fue))"
    r"?(?P<when> in [A-Z][a-z]+ (?:19|20)\d\d| in (?:19|20)\d\d)?,? "
    r"(?P<verb>(?:co-)?(?:convened|organi[sz]ed|hosted)|convoquée?|organisée?|accueillie?|"
    r"convocad[oa]|organizad[oa]|acogid[oa])"
    r"(?P<then> in [A-Z][a-z]+ (?:19|20)\d\d| en [a-zéû]+ (?:de )?(?:19|20)\d\d| in (?:19|20)\d\d)"
    rf"? (?:jointly )?(?:by|par|por) (?={AGENT})"
)
_ACTIVE = re.compile(
    r"(?<=[⟧)]) (?:has |had )?(?P<later>will |intends to |plans to |is planning to |is to )"
    r"?(?P<verb>(?:co-)?(?:conven|organi[sz]|host)ed?|a (?:convoqué|organisé|accueilli)|convocó|"
    r"organizó|acogió) "
    rf"(?:an?|une?|un|una) (?:(?!\b(?:and|of|in|by|for)\b)[a-zà-ÿ-]+ ){{0,4}}?(?P<kind>{_KIND})\b"
)
_PAST_MONTH = re.compile(r"\bthis past (?P<month>[A-Z][a-z]+)\b")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def unnamed_gatherings(reading: Reading) -> Iterator[Fact | Description]:
    """Yield unnamed gatherings that kind, organizer and date pin, with those who organized them."""
    for sentence in reading.sentences:
        masked = sentence.masked
        for found in _PASSIVE.finditer(masked):
            listed = agents(reading, sentence, masked, found.end())
            told = found["when"] or found["then"] or ""
            when = next(iter(dates(told)), None)
            listed += helpers(reading, sentence, masked, listed[-1].end if listed else found.end())
            end = listed[-1].end if listed else found.end()
            month = when.start[:7] if when else _behind(reading, masked, end)
            yield from _gathering(reading, sentence, found, listed, month)
        for found in _ACTIVE.finditer(masked):
            listed = agents_before(reading, sentence, masked, found.start())
            yield from _gathering(
                reading, sentence, found, listed, _told_month(reading, masked, found)
            )


def _told_month(reading: Reading, masked: str, found: re.Match[str]) -> str:
    month = _behind(reading, masked, found.end())
    if not month and re.match(
        r"(?:Earlier |Later )?(?:[Tt]his week|[Yy]esterday|[Tt]oday)\b", masked
    ):
        return reading.document.date[:7] if len(reading.document.date) == 10 else ""
    if not month and found["later"]:
        # "is expected to take place on 17-18 May": before or at the gathering the text prepares.
        day = re.search(
            rf"\b\d{{1,2}} (?P<month>{'|'.join(_MONTHS)})\b(?! \d)", masked[found.end() :]
        )
        known = reading.entities.get(main_event(reading) or Ref(""))
        if day and known is not None and year(known):
            return f"{year(known)}-{_MONTHS.index(day['month']) + 1:02d}"
    return month


def _behind(reading: Reading, masked: str, at: int) -> str:
    """Return the month or year told directly behind: "in October 2011", "this past January"."""
    tail = re.split(r"[;]|⟦event|, and ", masked[at : at + 90], maxsplit=1)[0]
    past = _PAST_MONTH.search(tail)
    if past and past["month"] in _MONTHS and len(reading.document.date) >= 7:
        year, month = int(reading.document.date[:4]), _MONTHS.index(past["month"]) + 1
        return f"{year if month <= int(reading.document.date[5:7]) else year - 1}-{month:02d}"
    when: When | None = next(iter(dates(tail)), None)
    before = tail[: when.begin] if when else ""
    return when.start[:7] if when and re.search(r"\b(?:in|on|en) (?:the )?$", before) else ""


def _gathering(
    reading: Reading,
    sentence: Sentence,
    found: re.Match[str],
    listed: tuple[Agent, ...],
    month: str,
) -> Iterator[Fact | Description]:
    bodies = [agent for agent in listed if agent.ref.kind in ("organization", "state", "office")]
    if not bodies or not month:
        return
    kind = found["kind"].lower()
    organizers = "-".join(agent.ref.slug for agent in bodies)
    ref = Ref(f"id/event/{slug(kind)}-{organizers}-{month}"[:90])
    language = sentence.language
    names = ", ".join(
        reading.entities[b.ref].name(language) for b in bodies if b.ref in reading.entities
    )
    name = f"{kind.capitalize()}, {names}, {month}" if names else f"{kind.capitalize()}, {month}"
    if ref not in reading.entities:
        said: list[Property] = [
            ("rdf:type", Ref(f"ontology#{_KINDS[kind]}")),
            ("skos:prefLabel", Literal(name, language=language)),
            ("status", Ref("ontology#Unreviewed")),
        ]
        yield Description(ref, tuple(said))
    status = "announced" if found.groupdict().get("later") else "actual"
    role = next(role for role, stems in _ROLE if re.search(stems, found["verb"]))
    for agent in bodies:
        yield Fact(
            reading.document.slug,
            "Participation",
            (
                ("participant", agent.ref),
                ("inEvent", ref),
                ("role", concept("role", role)),
                ("participationStatus", concept("participation-status", status)),
            ),
            sentence.passages,
        )
