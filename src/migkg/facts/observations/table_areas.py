"""The areas of a table's rows and columns: States, regions, corridors, the whole."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from migkg.facts.observations.tables import Cell, Table, is_total
from migkg.iris import thing
from migkg.link.authority import load_authority
from migkg.model import Property, Ref

_CORRIDOR: Final = re.compile(
    r"(?P<from>[^\W\d_][\w' ]*?)\s?(?:[-–—]|→|\bto\b)\s?(?P<to>[^\W\d_][\w' ]*)"
)
_TOTAL: Final = re.compile(
    r"(?:sub-?)?total\s(?P<way>in|from|of|for|to|en|au|dans|de|du|desde)?\s?(?:the |la |"
    r"le )?(?P<name>.+)",
    re.IGNORECASE,
)
_CARDINAL: Final = {
    "north": "north",
    "nord": "north",
    "norte": "north",
    "south": "south",
    "sud": "south",
    "sur": "south",
}


def areas(table: Table, names: Sequence[str], path: Sequence[Cell]) -> Iterator[Property]:
    """Yield the area properties of a cell, from its row's names, else its column's heads."""
    for text in (*names, *(cell.text for cell in reversed(path))):
        found = list(_of_name(text))
        if found:
            yield from found
            return
    if (
        names
        and re.fullmatch(
            r"grand total|total général|total general|world|monde|mundo", names[0], re.I
        )
        and _is_by_area(table)
    ):
        yield "refArea", thing("area", "world")


def _of_name(text: str) -> Iterator[Property]:
    whole = area(text)
    if whole is not None:
        yield "refArea", whole
        return
    total = _TOTAL.fullmatch(text)
    if total:
        named = area(total["name"])
        if named is not None:
            way = (total["way"] or "").lower()
            yield ("originArea" if way in ("from", "desde") else "refArea"), named
        return
    corridor = _CORRIDOR.fullmatch(text)
    if corridor:
        origin, destination = area(corridor["from"]), area(corridor["to"])
        if origin is not None and destination is not None:
            yield "originArea", origin
            yield "destinationArea", destination


def _is_by_area(table: Table) -> bool:
    """Tell whether the rows of a table are areas or corridors."""
    plain = [names for names in table.names if not is_total(names)]
    return sum(any(any(_of_name(name)) for name in names) for names in plain) * 2 > len(plain)


def area(name: str) -> Ref | None:
    """Return the State or area that a name alone stands for, or None.

    >>> area("South"), area("Latin America and the Caribbean"), area("Year")
    ('id/area/south', 'id/area/m49-419', None)
    """
    known = _CARDINAL.get(name.strip().lower())
    if known:
        return thing("area", known)
    clean = re.sub(r"^(?:the|la|le|les|los|las)\s", "", name.strip(" .:*"), flags=re.IGNORECASE)
    found = {
        entity.ref
        for label, entity in load_authority().labels.exact(clean)
        if entity.ref.kind in ("state", "area") and label.role != "hidden" and len(clean) > 3
    }
    return next(iter(found)) if len(found) == 1 else None
