"""Figures in words: what is counted, where, when, who says so."""

from typing import Final

from migkg.serve.words import values
from migkg.serve.words.said import Part, Said, Words, sentence

_STATUSES: Final = {
    "estimated": "estimated",
    "projected": "projected",
    "target": "a target",
    "proposed": "proposed",
}


@sentence("Observation")
def _observation(said: Said) -> Words:
    areas, origin = said.things("refArea"), said.things("originArea")
    destination, entity = said.things("destinationArea"), said.things("observedEntity")
    breakdown, source = said.say("breakdown"), said.things("attributedTo", "reportedBy")
    status = _STATUSES.get(said.slug("observationStatus"), "")
    measured = _period(said)
    return [
        _measure(said),
        [", ", areas] if areas else None,
        [", ", entity] if entity else None,
        [", from ", origin] if origin else None,
        [", to ", destination] if destination else None,
        [", ", breakdown] if breakdown else None,
        ": ",
        _amount(said),
        [", ", measured] if measured else None,
        f" ({status})" if status else None,
        [", according to ", source] if source else None,
        _cell(said),
    ]


def _measure(said: Said) -> Words:
    name = said.label("indicator")
    if said.slug("indicator") in {"", "other"}:
        return said.say("indicatorText") or "Figure"
    (node,) = said.nodes("indicator")[:1]
    return Part(text=name[:1].upper() + name[1:], iri=node.value)


def _amount(said: Said) -> Words:
    value = said.decimal("value")
    if value is None:
        return "no figure"
    return values.amount(
        value, said.slug("unit"), said.label("unit"), said.slug("valueQualifier") or "exactly"
    )


def _period(said: Said) -> Part | None:
    return said.time("refPeriod", values.period)


def _cell(said: Said) -> Words:
    """Return which cell of which table the figure stands in."""
    table, row, column = said.one("tableNumber"), said.say("rowLabel"), said.say("columnLabel")
    if not (row or column):
        return None
    return [
        f" (table {table}" if table else " (table",
        [", row ", row] if row else None,
        [", column ", column] if column else None,
        ")",
    ]
