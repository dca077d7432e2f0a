"""Whether an event was held, is scheduled, is only proposed, or is an alternative to a proposal."""

import re

from migkg.facts.common import is_after
from migkg.facts.events.when_where import HELD, HOLD, NUMBERED
from migkg.facts.periods import When
from migkg.model import Document

_ALTERNATIVE = re.compile(
    NUMBERED + r"(?:Alternatively|Or else|À défaut|Sinon|Como alternativa|Si no)\b"
)
_PROPOSED = re.compile(
    r"\b(?:offer(?:ed|s)?|propos(?:ed?|es|ing|ition)|suggest(?:ed|s)|could|might|may|"
    r"wish(?:es)? to|should|would|"
    r"pourrai(?:t|ent)|devrai(?:t|ent)|propose|propuso|ofreci[óo]|podría[n]?|debería[n]?)\b"
    rf"(?: (?:[a-z'-]+|⟦\w+ \d+⟧)){{0,5}}? (?:{HOLD}|host|consider)\b|^Proposed\b|"
    rf"^Proposition\b|^Propuesta\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|to be|is to|are to|(?:is|are|was|were) (?:also )?(?:scheduled|"
    r"expected|due)|intends? to|plan(?:s|ned)? to|"
    r"decid(?:ed|es|ing) (?:to|that)|agreed to|requested|"
    r"a décidé d[e']|décide d[e']|prévoit|sera|seront|se tiendra|aura lieu|decidió|"
    r"decide|será|serán|se celebrará|tendrá lugar)\b"
    rf"(?: (?:[a-z0-9',-]+|⟦\w+ \d+⟧,?)){{0,20}}? ?(?:{HOLD}|host|lieu|celebrar)\b"
    r"|\b(?:will|shall) be (?:held|convened|organi[sz]ed|hosted)|se tiendra|aura lieu|"
    r"se celebrará|tendrá lugar|"
    r"\bscheduled (?:for|to)|\b(?:forthcoming|upcoming|later this (?:year|month|week)|"
    r"next|prochaine?|próxim[oa])\b",
    re.IGNORECASE,
)


def status_of(document: Document, masked: str, lead: str, tail: str, when: When | None) -> str:
    """Return the key of the occurrence's status, empty where nothing tells it.

    The words decide; where they leave it open, whether the date lies behind the document's.
    """
    near = f"{lead[-100:]}⟦event⟧{tail}"
    if is_alternative(masked):
        return "alternative"
    later = is_after(when.start, document) if when else None
    if _PROPOSED.search(lead[-100:]) or _PROPOSED.match(masked) or _PROPOSED.search(tail[:90]):
        return "proposed"
    if _FUTURE.search(near):
        return "scheduled" if later is not False or not HELD_PLAINLY.match(tail) else "held"
    if later is not None:
        return "scheduled" if later else "held"
    return "held" if HELD.search(near) else ""


# "the Dialogue held in 2006", "the debate was convened"
HELD_PLAINLY = re.compile(
    r",? (?:(?:which|that) )?(?:was |were )?(?:held|conducted|convened|organi[sz]ed)\b"
)


def is_alternative(masked: str) -> bool:
    """Tell whether a sentence offers another possibility than the one before it."""
    return bool(_ALTERNATIVE.match(masked))
