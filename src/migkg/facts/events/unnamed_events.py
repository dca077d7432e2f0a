"""Gatherings without a name of their own that kind, organizer and date pin.

``a round table organized in May 2011 by OHCHR and UNHCR`` is
``event/round-table-ohchr-unhcr-2011-05``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from migkg.facts.common import slots, times, unreviewed
from migkg.facts.events.event_series import occurrence_properties
from migkg.facts.events.occurrence_status import status_of
from migkg.facts.events.when_where import NUMBERED, date_of, place_in
from migkg.facts.periods import When
from migkg.iris import slug
from migkg.model import Description, Document, Fact, Ref
from migkg.reading import Reading, Sentence

# Kind in the IRI, class, and the nouns for it in three languages.
_KINDS: Final = (
    (
        "round-table",
        "Session",
        "round[- ]table(?: meeting| discussion)?|roundtable|table ronde|mesa redonda",
    ),
    ("workshop", "Workshop", "workshop|atelier|taller"),
    ("seminar", "Workshop", "seminar|séminaire|seminario"),
    ("symposium", "Symposium", "symposium|colloque|simposio|coloquio"),
    ("campaign", "Campaign", "campaign|campagne|campaña"),
    ("conference", "Conference", "conference|conférence|conferencia"),
    ("summit", "Conference", "summit|sommet|cumbre"),
    ("dialogue", "Dialogue", "dialogue|diálogo"),
    ("debate", "Debate", "debate|débat"),
    ("panel-discussion", "Session", "panel discussion|réunion-débat|mesa de debate"),
    ("side-event", "Session", "side event|manifestation parallèle|evento paralelo"),
    ("consultation", "Meeting", "consultation|consulta"),
    ("hearing", "Meeting", "hearing|audition|audiencia"),
    ("meeting", "Meeting", "(?:expert group |expert |technical )?meeting|réunion|reunión"),
)
_NOUN: Final = "|".join(nouns for _, _, nouns in _KINDS)
_WORDS = r"(?:(?!(?:and|or|of|in|by|for|to|on|the|series|y|et|de|la)\b)[a-zà-ÿ0-9'-]+ ){0,5}?"
_ONE = (
    rf"(?:[Aa]n?|[Oo]ne|[Tt]he|[Uu]ne?|[Uu]na?|[Ll]a|[Ll]e|[Ee]l|its|this|[Ll]') "
    rf"?{_WORDS}(?P<noun>{_NOUN})\b(?!-)"
)
_BODY = (
    r"(?:the |la |le |el |l'|les |los )?⟦(?:organization|state|office) \d+⟧(?: \(⟦\w+ "
    r"\d+⟧\))?(?:'s)?"
)
_BODIES = (
    rf"(?P<bodies>{_BODY}(?:(?:,| and|, and| et| y|, together with|, jointly with| and "
    rf"by) {_BODY})*)"
)
_VERB = (
    r"(?:(?:co-|jointly )?(?:organi[sz]ed?|convened?|hosted?|held|hold|conducted?|"
    r"coordinated?|launched?|sponsored)|"
    r"organisée?|organiser|organizad[oa]|organizar|tenue?|accueillie?|celebrad[oa]|"
    r"convoquée?|convocad[oa]|coordonnée?|coordinad[oa])"
)
_ACTIVE_VERB = (
    r"(?:(?:has|have|had|also|jointly|successfully|will|intends? to|plans? to|is to|a|"
    r"ha|ont|han) ){0,3}"
    r"(?:(?:co-)?(?:organi[sz]ed?|convened?|hosted?|held|hold|conducted|coordinated|launched)|"
    r"organisé|organise|organisera|organiz(?:ó|aron|ado|ará)|convoqué|convoc(?:ó|aron)|"
    r"accueilli|acog(?:ió|ieron)|celebr(?:ó|aron)|tenu|coordonné|coordin(?:ó|aron))"
)
# "the ⟦organization 0⟧ hosted a symposium"
_ACTIVE = re.compile(rf"{_BODIES},? {_ACTIVE_VERB}(?P<gap> (?:[^⟦;.,]{{1,30}}? )??){_ONE}")
# "a round table organized in May 2011 by ⟦organization 0⟧"
_PASSIVE = re.compile(
    rf"{_ONE}(?P<about>(?: (?:on|sur|sobre|entitled|about)\b[^⟦;.]{{3,100}}?)?),? "
    rf"(?:(?:that|which|qui|que) )?(?:(?:was|is|were|will be|has been|a été|fue|sera|"
    rf"será) )?{_VERB}"
    rf"(?P<told>[^⟦;.]{{0,60}}?(?:⟦(?:state|area) \d+⟧[^⟦;.]{{0,30}}?)?) (?:by|par|por) {_BODIES}"
)
_CLAUSE = re.compile(
    r"; |⟦event \d+⟧|, (?:and|while|where)\b|\b(?:in preparation|in follow-up|following)\b"
)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A gathering without a name, where a sentence tells of it, and who organized it."""

    ref: Ref
    kind: str  # a class of events
    noun: str  # as written
    organizers: tuple[Ref, ...]
    when: When
    place: tuple[str, Ref | None] | None
    status: str
    sentence: Sentence
    begin: int  # in the masked sentence
    end: int

    def described(self, reading: Reading) -> Description:
        """Return the description of the event: what it is called by those who know no name."""
        language = self.sentence.language
        known = [reading.entities.get(ref) for ref in self.organizers]
        names = [entity.name(language) for entity in known if entity is not None]
        name = ", ".join([self.noun.capitalize(), *names, self.when.start[:7]])
        return unreviewed(self.ref, self.kind, name, language)


def unnamed_gatherings(reading: Reading) -> Iterator[Gathering]:
    """Yield the unnamed gatherings of which a document tells kind, organizer and date."""
    for sentence in reading.sentences:
        masked = sentence.masked
        if "⟦" in masked:
            for pattern in (_PASSIVE, _ACTIVE):
                for found in pattern.finditer(masked):
                    gathering = _gathering(reading, sentence, masked, found)
                    if gathering is not None:
                        yield gathering


def _gathering(
    reading: Reading, sentence: Sentence, masked: str, found: re.Match[str]
) -> Gathering | None:
    document = reading.document
    tail = masked[found.end() : found.end() + 160]
    cut = _CLAUSE.search(tail)
    further = re.search(r"which (?:is expected to|will|is to|took|was)\b", tail)
    if cut and further and cut.start() < further.start():
        # "a symposium preceding the ⟦event⟧, which is expected to take place on 17-18 May"
        tail = tail[further.start() :]
    else:
        tail = tail[: cut.start() if cut else None]
    told = found.groupdict().get("told") or found.groupdict().get("gap") or ""
    inside = date_of("", told, document)
    lead = masked[: found.start()]
    when = inside or date_of("", tail, document) or _leading_date(lead, document)
    if when is None:
        return None
    organizers = tuple(
        dict.fromkeys(sentence.link(n).entity for _, _, n in _outside_brackets(found["bodies"]))
    )
    noun = found["noun"]
    kind, of_class = next((k, c) for k, c, nouns in _KINDS if re.fullmatch(nouns, noun, re.I))
    key = "-".join((kind, *(ref.slug for ref in organizers)))
    ref = Ref(f"id/event/{slug(key)}-{when.start[:7]}")
    place = place_in(sentence, told, document) or place_in(sentence, tail, document)
    status = status_of(document, masked, lead, found[0] + tail, when)
    return Gathering(ref, of_class, noun, organizers, when, place, status, sentence, *found.span())


def _outside_brackets(text: str) -> list[tuple[int, int, int]]:
    return slots(re.sub(r"\(⟦\w+ \d+⟧\)", "", text), "organization", "state", "office")


def _leading_date(lead: str, document: Document) -> When | None:
    """Return the date that opens the sentence: "In May 2011, ", "Earlier this week, "."""
    when = next(iter(times(lead, document)), None)
    opens = when is not None and when.begin <= 16 and len(lead) - when.end <= 8
    return when if opens and not _UP_TO.match(lead) else None


_UP_TO = re.compile(
    NUMBERED + r"(?:By|Since|Until|Before|After|Depuis|Avant|Après|Desde|Hasta|Antes|Después)\b"
)


def occurrences(reading: Reading) -> Iterator[Fact | Description]:
    """Yield the unnamed gatherings of a document as events, each with its occurrence."""
    for one in unnamed_gatherings(reading):
        yield one.described(reading)
        said = occurrence_properties(one.ref, one.when, one.place, one.status)
        yield Fact(reading.document.slug, "EventOccurrence", tuple(said), one.sentence.passages)
