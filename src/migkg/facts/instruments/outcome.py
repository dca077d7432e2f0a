"""Relation "outcome of": a summary and the meeting it sums up."""

import re
from collections.abc import Iterator

from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Fact, Ref
from migkg.reading import Reading, Sentence, slot

# "has the honour to transmit herewith the summary of the first ⟦event⟧"
_SUMMARY_OF = re.compile(
    rf"\b(?:summary|résumé|resumen) (?:by [^.;]{{0,60}}? )?(?:of|de|du|del) "
    rf"(?:the |l'|la |le |el )?(?:\w+ ){{0,2}}?{slot('event', name='event')}",
    re.IGNORECASE,
)
# Of a text that is a summary, the meeting its first sentences say was held.
_HELD = re.compile(
    rf"\b(?:convened|held|organi[sz]ed|conducted|tenue?|organisé|celebró|convocó)\b"
    rf"[^.;]{{0,40}}?{slot('event', name='event')}",
    re.IGNORECASE,
)
_OPENING = 8  # sentences


@fact_extractor("Relation-outcome")
def outcomes(reading: Reading) -> Iterator[Fact]:
    """Yield the relation between a note or summary and the meeting it is the summary of."""
    document = reading.document
    if document.kind not in ("Summary", "Note"):
        return
    opening = reading.sentences[:_OPENING]
    patterns = (_SUMMARY_OF, _HELD) if document.kind == "Summary" else (_SUMMARY_OF,)
    for pattern in patterns:
        for sentence in opening:
            found = pattern.search(sentence.masked)
            if found and not _is_session(sentence, found["event"]):
                event = sentence.link(found["event"]).entity
                yield _outcome(reading, event, sentence)
                return


def _is_session(sentence: Sentence, number: str) -> bool:
    return sentence.link(number).mention.extractor in ("session", "event-part")


def _outcome(reading: Reading, event: Ref, sentence: Sentence) -> Fact:
    return Fact(
        reading.document.slug,
        "Relation",
        (
            ("subject", reading.document.ref),
            ("predicate", concept("predicate", "outcome-of")),
            ("object", event),
            ("relationStatus", concept("relation-status", "actual")),
        ),
        sentence.passages,
    )
