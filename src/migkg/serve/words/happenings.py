"""What took place, when and where, in words."""

import re
from typing import Final

from migkg.serve.words import values
from migkg.serve.words.said import Part, Said, Words, sentence

_STATUSES: Final = {
    "held": "was held",
    "scheduled": "is scheduled",
    "proposed": "is proposed",
    "alternative": "is proposed as an alternative",
}
_MANY: Final = {"was": "were", "is": "are", "takes": "take"}
# What stands behind the noun that is the head of a name.
_HEAD: Final = re.compile(r" \(|,|:| (?:of|on|for|to|in|at|with|between|among|by|and) |(?<=s) \d")
# One is in a town or a country, but at a building.
_BUILDING: Final = re.compile(
    r"\b(?:Headquarters|Hall|Room|Chamber|Palais|Palace|Centre|Center|Hotel|University|Siège)\b"
)


@sentence("EventOccurrence")
def _occurrence(said: Said) -> Words:
    start, end = said.one("startDate"), said.one("endDate")
    place, state = said.one("place"), said.things("placeState")
    if state and said.label("placeState") in place:
        place, state = ("", state) if place == said.label("placeState") else (place, [])
    whole, mandate = said.things("partOfEvent"), said.things("pursuantTo")
    paragraph = said.one("pursuantToParagraph")
    status = said.slug("occurrenceStatus")
    time: Words = None
    if start or end:
        when = values.span(start, end) if start else f"until {values.date(end)}"
        time = [" ", _before(start, end, status), Part(text=when, time=start or end)]
    return [
        said.things("inEvent"),
        f" {_did(status, said.label('inEvent'))}",
        time,
        [f" {'at' if _BUILDING.search(place) else 'in'} ", place] if place else None,
        ([" (", state, ")"] if place else [" in ", state]) if state else None,
        [", as part of ", whole] if whole else None,
        [", pursuant to ", mandate] if mandate else None,
        f", paragraph {paragraph}" if paragraph else None,
    ]


def _did(status: str, name: str) -> str:
    """Return the verb of an event, by its status and its name.

    >>> _did("held", "Workshop on data"), _did("scheduled", "Opening remarks (Debate)")
    ('was held', 'are scheduled')
    """
    head = _HEAD.split(name)[0]
    many = head.endswith("s") and not head.endswith(("ss", "us", "is", "eries"))
    verb = _STATUSES.get(status, "takes place")
    if not many:
        return verb
    first, _, rest = verb.partition(" ")
    return f"{_MANY[first]} {rest}"


def _before(start: str, end: str, status: str) -> str:
    """Return the preposition of a time, with a blank.

    >>> _before("2011-05-02", "2011-05-03", "held"), _before("2011", "", "held")
    ('on ', 'in ')
    >>> _before("2013", "", "scheduled")
    'for '
    """
    if not start:
        return ""
    if status != "held":
        return "for "
    return (
        values.on(start).partition(" ")[0] + " " if len(start) > len("2011") or not end else "in "
    )
