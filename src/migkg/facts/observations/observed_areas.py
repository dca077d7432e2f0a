"""The areas of a figure as properties: where it is of, or from where to where."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.facts.observations.measures import Measure
from migkg.facts.observations.observed_entity import BODY_FIGURES, EVENT_FIGURES
from migkg.facts.observations.observed_where import Place, state_of
from migkg.iris import thing
from migkg.model import Property
from migkg.reading import Reading

_EACH: Final = re.compile(r"\beach\b|\bchacun|\bcada uno", re.IGNORECASE)
# What "all international migrants" make a figure of the world.
_GLOBAL: Final = frozenset(
    {
        "migrant-stock",
        "migrant-stock-change",
        "migrant-stock-growth",
        "female-migrants",
        "young-migrants",
    }
)
OF_WORLD: Final = frozenset(
    {
        "migrant-population-share",
        "gross-domestic-product",
        "transfer-cost",
        "transfer-cost-change",
        "female-migrants",
        "young-migrants",
        "remittances-growth",
    }
)
_NATIONAL: Final = frozenset(
    {
        "remittances",
        "remittances-received",
        "remittances-growth",
        "remittances-gdp-share",
        "nationals-abroad",
        "other",
    }
)


def is_of_place(measure: Measure, where: list[Property]) -> bool:
    """Tell whether a sum is of one part of the world, which then received it."""
    world = thing("area", "world")
    return measure.unit not in ("percent", "factor") and any(
        name == "refArea" and place != world for name, place in where
    )


def areas(
    reading: Reading, measure: Measure, chosen: tuple[Place, ...], text: str
) -> Iterator[Property]:
    """Yield the area properties of a figure, from the places chosen for it."""
    if measure.indicator in EVENT_FIGURES | BODY_FIGURES or measure.indicator == "projects":
        return
    world = thing("area", "world")
    corridors = [p for p in chosen if p.role == "corridor"]
    if corridors and corridors[0].destination is not None:
        yield "originArea", corridors[0].ref
        yield "destinationArea", corridors[0].destination
        return
    if not chosen and re.search(
        r"\b(?:all|number of) international migrants\b|\bof all migrants\b", text
    ):
        if measure.indicator in _GLOBAL:
            yield "refArea", world
        return
    own = state_of(reading) if not chosen and measure.indicator in _NATIONAL else None
    if own is not None:
        yield ("originArea" if measure.indicator == "nationals-abroad" else "refArea"), own
    origins = [p for p in chosen if p.role == "from"]
    inner = [p for p in chosen if p.role != "from"]
    if len(origins) == len(inner) == 1 and measure.indicator.startswith("migrant-stock"):
        # Migrants of one origin in one place: a corridor.
        yield "originArea", origins[0].ref
        yield "destinationArea", inner[0].ref
        return
    for place in chosen:
        abroad = measure.indicator == "nationals-abroad" and place.ref.kind == "state"
        if (place.role == "from" or abroad) and len(origins) <= 1:
            yield "originArea", place.ref
        elif place.role != "from":
            yield "refArea", place.ref


def each(text: str, measure: Measure, where: list[Property]) -> Iterator[list[Property]]:
    """Yield the places of a figure: each alone where the text says that it is of each."""
    near = text[max(0, measure.quantity.begin - 60) : measure.quantity.noun_end + 8]
    if _EACH.search(near) and len(where) > 1 and all(name == "refArea" for name, _ in where):
        for one in where:
            yield [one]
    else:
        yield where
