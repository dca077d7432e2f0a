"""Who organized, convened or hosted the gatherings that have no name of their own."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.facts.events.unnamed_events import Gathering, unnamed_gatherings
from migkg.facts.people.deeds import partners_of
from migkg.iris import concept
from migkg.model import Fact, Ref
from migkg.reading import Reading

# Stems of verbs in three languages; another verb (held, conducted) says who organized.
_ROLES: Final = (
    ("convener", "conven|convoq|convoc"),
    ("host", "host|accueil|acog"),
    ("contributor", "sponsor"),
    ("organizer", "organi|held|hold|conduct|coord|launch|tenu|celebr"),
)
_STATUS: Final = {"held": "actual", "scheduled": "announced"}


def organizers(reading: Reading) -> Iterator[Fact]:
    """Yield one participation per body that an unnamed gathering is told to be organized by."""
    for gathering in unnamed_gatherings(reading):
        status = _STATUS.get(gathering.status)
        masked = gathering.sentence.masked
        role = _role(masked[gathering.begin : gathering.end])
        if status is None or not role:
            continue
        with_them = partners_of(reading, gathering.sentence, masked, gathering.end)
        bodies = (*gathering.organizers, *(agent.ref for agent in with_them))
        for body in dict.fromkeys(bodies):
            yield _fact(reading, gathering, body, role, status)


def _role(told: str) -> str:
    plain = re.sub(r"⟦\w+ \d+⟧", "", told)
    verbs = [
        (found.start(), role)
        for role, stems in _ROLES
        for found in re.finditer(rf"\b(?:co-)?(?:{stems})\w*", plain, re.IGNORECASE)
    ]
    return min(verbs)[1] if verbs else ""


def _fact(reading: Reading, gathering: Gathering, body: Ref, role: str, status: str) -> Fact:
    return Fact(
        reading.document.slug,
        "Participation",
        (
            ("participant", body),
            ("inEvent", gathering.ref),
            ("role", concept("role", role)),
            ("participationStatus", concept("participation-status", status)),
        ),
        gathering.sentence.passages,
    )
