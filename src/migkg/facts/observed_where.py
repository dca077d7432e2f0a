"""The areas, the entity and the source of a figure, as its sentence names them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from migkg.iris import thing
from migkg.link.authority import load_authority
from migkg.link.labels import LabelIndex
from migkg.model import Ref
from migkg.reading import Reading, Sentence

_WORLD: Final = re.compile(
    r"\b(?:world(?:wide|'s)?|global(?:ly)?|mondial(?:e|es|ement)?|mondiaux|le monde|el mundo|mundial(?:es|mente)?)\b",
    re.IGNORECASE,
)
_NORTH_SOUTH: Final = {
    "north": "north", "nord": "north", "norte": "north", "south": "south", "sud": "south", "sur": "south",
}  # fmt: skip
_CORRIDOR: Final = re.compile(
    r"\b(?P<from>North|South|Nord|Sud|Norte|Sur)[-–](?P<to>North|South|Nord|Sud|Norte|Sur)\b", re.IGNORECASE
)
_FROM: Final = re.compile(
    r"\b(?:from|born in|originating (?:from|in)|(?:nationals|citizens|natives) of|nés? (?:en|au|aux)|"
    r"originaires? (?:de|du|des)|provenant (?:de|du|des)|en provenance (?:de|du|des)|procedentes? de|"
    r"nacid[oa]s en|oriund[oa]s de)\s(?:the |la |le |les |los |l')?(?:[\w-]+ )?$",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\b(?:to|vers|hacia|a destination of|à destination de)\s(?:the |la |le |les |los )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A State or area that a sentence names, and how."""

    begin: int
    end: int
    ref: Ref
    role: str  # "in", "from", "to"; of a corridor "corridor"
    destination: Ref | None = None  # of a corridor


@lru_cache(maxsize=1)
def _common_names() -> LabelIndex:
    """Return the areas that a text writes in small letters: "developing countries"."""
    return LabelIndex(
        entity
        for ref, entity in load_authority().entities.items()
        if ref.kind == "area" and any(label.text[:1].islower() for label in entity.labels)
    )


def places(sentence: Sentence) -> list[Place]:
    """Return the places of a sentence, in its order."""
    text = sentence.text
    found: list[Place] = []
    for match in _CORRIDOR.finditer(text):
        origin, destination = (_NORTH_SOUTH[match[part].lower()] for part in ("from", "to"))
        found.append(
            Place(*match.span(), thing("area", origin), "corridor", thing("area", destination))
        )
    named = [(begin, end, link.entity) for begin, end, link in sentence.links if link.kind in ("state", "area")]
    for label in _common_names().find(text):
        if label.begin == 0 or text[label.begin].islower():
            named.append((label.begin, label.end, label.labels[0][1].ref))
    named += [(*match.span(), thing("area", "world")) for match in _WORLD.finditer(text)]
    for begin, end, ref in sorted(named, key=lambda place: (place[0], -place[1])):
        inside = any(begin < p.end and p.begin < end for p in found)
        if inside or any(b <= begin and end <= e for b, e, link in _names(sentence) if link != ref):
            continue
        found.append(Place(begin, end, ref, _role(text, begin)))
    return sorted(found, key=lambda place: place.begin)


def _names(sentence: Sentence) -> list[tuple[int, int, Ref]]:
    return [(begin, end, link.entity) for begin, end, link in sentence.links]


def _role(text: str, begin: int) -> str:
    before = text[max(0, begin - 40) : begin]
    if _FROM.search(before):
        return "from"
    return "to" if _TO.search(before) else "in"


_CLAUSE: Final = re.compile(
    r";\s|,?\s(?:while|whereas|whilst|but|tandis que|mais|mientras que|pero)\s|\s?(?:—|--)\s?|\s–\s"
)


def clause(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return where the clause that holds a stretch begins and ends.

    >>> text = "A grew by 46, while B grew by 13."
    >>> [text[slice(*clause(text, at, at + 2))] for at in (10, 30)]
    ['A grew by 46', 'B grew by 13.']
    """
    low, high = 0, len(text)
    for found in _CLAUSE.finditer(text):
        if found.end() <= begin:
            low = found.end()
        elif found.start() >= end:
            high = found.start()
            break
    return low, high


def areas_of(
    text: str, begin: int, end: int, next_begin: int, named: Sequence[Place]
) -> tuple[Place, ...]:
    """Return the places that a quantity is of: those behind it, else before it, in its clause."""
    low, high = clause(text, begin, end)
    behind = [
        p
        for p in named
        if end <= p.begin < min(next_begin, high)
        and not re.search(r"[,(]\s(?!and|or)\w+ing\b|,\swith\b|\bby\b|\bwhich\b|\bfuelled", text[end : p.begin])
    ]
    before = [p for p in named if low <= p.begin and p.end <= begin]
    first = [p for p in named if p.end <= begin] if not before else []
    if _is_whole(behind):
        return _coordinated(text, behind)
    chosen = behind or before or first
    if behind and before and {p.role for p in behind} == {"from"}:
        chosen = [*[p for p in before if p.role == "in"], *behind]
    elif not behind and before:
        chosen = before
    return _coordinated(text, chosen)


def _is_whole(found: Sequence[Place]) -> bool:
    return bool(found) and any(p.role != "from" for p in found)


def _coordinated(text: str, found: Sequence[Place]) -> tuple[Place, ...]:
    """Keep, of each role, the places that stand in one list with the last (or first) named."""
    kept: list[Place] = []
    for place in found:
        if place.ref == thing("area", "world") and len({p.ref for p in found}) > 1:
            continue
        same = [p for p in kept if p.role == place.role]
        if same and re.fullmatch(r",? or (?:the )?|,? ou (?:le |la )?|,? o (?:el |la )?", text[same[-1].end : place.begin]):
            # "the more developed regions, or the North": one place by two names.
            kept[kept.index(same[-1])] = place
            continue
        if same and not re.fullmatch(
            r"(?:,| and| et| y| or|, or| the| la| le| les| in| en| au| \(| to)*\s*", text[same[-1].end : place.begin]
        ):
            continue
        kept.append(place)
    return tuple(kept)


def entity_before(sentence: Sentence, at: int, kinds: frozenset[str]) -> Ref | None:
    """Return the last thing of some kinds that is named before a place, else the first behind."""
    before = [link.entity for _, end, link in sentence.links if link.kind in kinds and end <= at]
    behind = [link.entity for begin, _, link in sentence.links if link.kind in kinds and begin >= at]
    return before[-1] if before else behind[0] if behind else None


def state_of(reading: Reading) -> Ref | None:
    """Return the State that a statement speaks of: most of those it names, and three times at least."""
    if reading.document.kind != "Statement":
        return None
    named = [link.entity for link in reading.links if link.kind == "state"]
    if len(named) < 3:
        return None
    first, count = Counter(named).most_common(1)[0]
    return first if count >= 3 and count * 5 >= len(named) * 3 else None


def event_above(reading: Reading, sentence: Sentence) -> Ref | None:
    """Return the event last named before a sentence in its document: what "the Dialogue" is."""
    own = [
        link.entity
        for link in reading.links
        if link.kind == "event" and link.end <= sentence.end
    ]
    return own[-1] if own else None
