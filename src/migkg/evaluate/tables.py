"""What of a fact is compared: for each class the properties that tell it, and the others.

The *core* of a fact is what it is about; a fact is right *in the core* if these are. It is right
*in full* if the further properties are right as well: none missing, none too many.

Not compared are words of the text that a reader may cut otherwise (``provisionText``,
``addresseeText``, ``indicatorText``, ``sentence``, ``breakdown``), whose statement it is
(``stance``, ``reportedBy``), the act that holds another (``withinProvision``), the event of an act
(``inEvent`` of a Provision), and among what an act concerns the themes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Compared:
    """The compared properties of a class of facts."""

    core: tuple[str, ...]
    further: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """Return the core, then the further ones."""
        return self.core + self.further


_MEMBERSHIP: Final = ("org:member", "org:organization")

CLASSES: Final[Mapping[str, Compared]] = {
    "Participation": Compared(
        ("participant", "inEvent", "role"),
        ("onBehalfOf", "positionTitle", "participationStatus"),
    ),
    "Affiliation": Compared(_MEMBERSHIP, ("positionTitle", "positionStatus", "asOf")),
    "GroupMembership": Compared((*_MEMBERSHIP, "org:role"), ("since", "until", "asOf")),
    "Adoption": Compared(
        ("instrument", "adoptedBy"), ("adoptionDate", "adoptedAt", "adoptionKind")
    ),
    "EntryIntoForce": Compared(("instrument",), ("date",)),
    "PartyStatus": Compared(("instrument", "party", "treatyAction"), ("date",)),
    "PartyCount": Compared(("instrument", "count"), ("countBasis", "asOf")),
    "EventOccurrence": Compared(
        ("inEvent",),
        (
            *("startDate", "endDate", "place", "placeState", "partOfEvent", "pursuantTo"),
            *("pursuantToParagraph", "occurrenceStatus"),
        ),
    ),
    "Citation": Compared(("cited",), ("citationKind",)),
    "Observation": Compared(
        ("value", "unit", "indicator"),
        (
            *("valueQualifier", "refPeriod", "refArea", "originArea", "destinationArea"),
            *("observedEntity", "observationStatus", "attributedTo", "tableNumber", "columnLabel"),
        ),
    ),
    "Provision": Compared(
        ("actor", "act"), ("addressee", "requestedAction", "concerns", "quantifier")
    ),
    "Relation": Compared(("subject", "predicate", "object"), ("asOf", "since", "relationStatus")),
}

# Properties whose values are concepts of a scheme of another name than theirs in kebab case.
SCHEMES: Final[Mapping[str, str]] = {"org:role": "membership-role"}
# Whose values are things, or concepts of these two schemes.
AGENTS: Final = ("actor", "addressee")
CONCEPTS: Final = frozenset(
    {
        *("role", "org:role", "participationStatus", "positionStatus", "adoptionKind"),
        *("treatyAction", "countBasis", "occurrenceStatus", "citationKind", "indicator", "unit"),
        *("valueQualifier", "observationStatus", "act", "requestedAction", "quantifier"),
        *("predicate", "relationStatus"),
    }
)
THINGS: Final = frozenset(
    {
        *("participant", "inEvent", "onBehalfOf", "org:member", "org:organization", "instrument"),
        *("adoptedBy", "adoptedAt", "party", "placeState", "partOfEvent", "pursuantTo", "cited"),
        *("refArea", "originArea", "destinationArea", "observedEntity", "attributedTo"),
        *("concerns", "subject", "object"),
    }
)
# Words as printed: compared without regard to case, white space, accents and mark-up.
WORDS: Final = frozenset({"positionTitle", "place", "columnLabel"})
