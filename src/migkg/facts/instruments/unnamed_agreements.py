"""Agreements without a title of their own that kind, party and year pin.

"In 2004, the six countries of the Greater Mekong Subregion signed a Memorandum of Understanding".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from migkg.facts.common import slots, unreviewed
from migkg.facts.events.when_where import NUMBERED
from migkg.facts.periods import dates
from migkg.iris import concept, slug
from migkg.model import Description, Property, Ref, dated
from migkg.reading import Reading, Sentence

_PARTY = r"(?:the )?⟦(?:state|organization|area) \d+⟧(?: \(⟦\w+ \d+⟧\))?"
_SIGNED = re.compile(
    rf"(?P<parties>{_PARTY}(?:(?:,| and|, and) {_PARTY})*)(?: countries| member "
    rf"States)? (?:has |have |had )?"
    r"(?:(?P<signed>signed)|concluded) (?:an?) (?:bilateral )?(?P<title>Memorandum of "
    r"Understanding|"
    r"[A-Z][a-z]+ (?:[A-Z][a-z]+ )?Agreement)"
    rf"(?P<with>(?: (?:with|between) {_PARTY}(?:(?:,| and|, and) {_PARTY})*)?)"
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that a sentence tells of without its title."""

    ref: Ref
    properties: tuple[Property, ...]
    described: Description


def agreements(reading: Reading, sentence: Sentence) -> Iterator[Agreement]:
    """Yield the agreements of which a sentence tells the kind, a party and the date."""
    masked = sentence.masked
    for found in _SIGNED.finditer(masked):
        behind = masked[found.end() : found.end() + 30]
        when = next(iter(dates(behind)), None)
        if when is None or not re.fullmatch(r",? (?:in|on) ", behind[: when.begin]):
            lead = masked[: found.start()]
            when = next(iter(dates(lead)), None)
            if (
                when is None
                or not re.match(NUMBERED + r"(?:In|On) ", lead)
                or len(lead) - when.end > 40
            ):
                continue
        both = found["parties"] + found["with"]
        parties = [sentence.link(n).entity for _, _, n in slots(re.sub(r"\([^()]*\)", "", both))]
        parties = list(dict.fromkeys(parties))
        title, year = found["title"], when.start[:4]
        ref = Ref(f"id/instrument/{slug(title)}-{'-'.join(p.slug for p in parties)}-{year}"[:95])
        known = [reading.entities[party].name() for party in parties if party in reading.entities]
        name = f"{title} ({', '.join(known)}, {year})"
        kind = "signed" if found["signed"] else "concluded"
        said: tuple[Property, ...] = (
            # The countries of a region are not named: a region itself concludes nothing.
            *(("adoptedBy", party) for party in parties if party.kind != "area"),
            ("adoptionDate", dated(when.start)),
            ("adoptionKind", concept("adoption-kind", kind)),
        )
        yield Agreement(ref, said, unreviewed(ref, "Agreement", name, "en"))
