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
    r"\b(?:world(?:wide|'s)?|global(?:ly)?(?! south| north)|mondial(?:e|es|ement)?|mondiaux|"
    r"(?<=le )monde|(?<=el )mundo|mundial(?:es|mente)?)\b",
    re.IGNORECASE,
)
_NORTH_SOUTH: Final = dict.fromkeys(("north", "nord", "norte"), "north") | dict.fromkeys(
    ("south", "sud", "sur"), "south"
)
_CORRIDOR: Final = re.compile(
    r"\b(?P<from>North|South|Nord|Sud|Norte|Sur)(?:[-–]|[- ]to[- ])(?P<to>North|South|Nord|Sud|"
    r"Norte|Sur)\b",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"\b(?:(?<!data )(?<!information )from|born in|originat\w+ (?:from|in)|(?:nationals|"
    r"citizens|natives) of|nés? (?:en|au|aux)|"
    r"originaires? (?:de|du|des)|provenant (?:de|du|des)|en provenance (?:de|du|des)|"
    r"procedentes? de|"
    r"nacid[oa]s en|oriund[oa]s de)\s(?:the |la |le |les |los |l')?(?:[\w-]+ )?$",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    r"\b(?:to|vers|hacia|a destination of|à destination de)\s(?:the |la |le |les |los )?$",
    re.IGNORECASE,
)


# A place that is only an example, or a part named beside the whole.
_EXAMPLE: Final = re.compile(
    r"\b(?:including|such as|notamment|y compris|tel(?:le)?s que|comme|incluid[oa]s?|tales como)\s"
    r"(?:(?:those|the|in|to|from|of|ceux|celles|les|aux|los|las|a|en)\s)*$",
    re.IGNORECASE,
)


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
    named = [
        (begin, end, link.entity)
        for begin, end, link in sentence.links
        if link.kind in ("state", "area")
    ]
    named += [
        (label.begin, label.end, label.labels[0][1].ref)
        for label in _common_names().find(text)
        if label.begin == 0 or text[label.begin].islower()
    ]
    if sentence.language == "fr":
        named = [place for place in named if text[place[0] : place[1]] != "Sur"]  # "on", no South
    named += [(*match.span(), thing("area", "world")) for match in _WORLD.finditer(text)]
    for begin, end, ref in sorted(named, key=lambda place: (place[0], -place[1])):
        if _EXAMPLE.search(text[max(0, begin - 40) : begin]):
            continue
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


def without_wholes(text: str, named: Sequence[Place]) -> list[Place]:
    """Return the places but for a world that says of what a share is: "half of the world's ..."."""
    world = thing("area", "world")
    return [p for p in named if p.ref != world or not _WHOLE.search(text[: p.begin])]


_WHOLE: Final = re.compile(
    r"(?:%|per ?cent|half|thirds?|quarters?|fourths?|fifths?|tenths?|"
    r"share|proportion|fraction|part|moitié|tiers|"
    r"pour cent|por ciento|mitad) "
    r"(?:of|de|du|des|del) (?:all |the |la |le |el |los )*(?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)

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


# A place behind a figure is its own if a preposition ties it: in "A took 34 %, B 23 %" B is not.
_PREPOSED: Final = re.compile(
    r"\b(?:in|of|to|from|across|within|throughout|for|among|between|by|en|au|aux|dans|à|de|du|"
    r"des|vers|pour|"
    r"a|al|del|hacia|para)\s(?:the |la |le |les |el |los |las |l'|other |"
    r"all )?(?:[\w-]+ ){0,1}$|\bd'$|:\s$",
    re.IGNORECASE,
)
_ADVERB: Final = re.compile(r"worldwide|globally|mondialement|mundialmente", re.IGNORECASE)


def _is_tied(text: str, end: int, place: Place, named: Sequence[Place]) -> bool:
    """Tell whether a place behind a figure is tied to it, itself or as one of a list."""
    if (
        _PREPOSED.search(text[end : place.begin])
        or _ADVERB.fullmatch(text[place.begin : place.end])
        or place.role == "corridor"
    ):
        return True
    listed = [p for p in named if end <= p.begin and p.end <= place.begin]
    return bool(
        listed
        and _LIST.fullmatch(text[listed[-1].end : place.begin])
        and _is_tied(text, end, listed[-1], named)
    )


_LIST: Final = re.compile(
    r"(?:,| and| et| y| or|, or| the| la| le| les| in| en| au| aux| à| l'| \(| to)*\s*"
)


def areas_of(
    text: str, begin: int, end: int, limits: tuple[int, int], named: Sequence[Place]
) -> tuple[Place, ...]:
    """Return the places that a quantity is of: those behind it, else before it, in its clause."""
    low, high = clause(text, begin, end)
    previous_end, next_begin = limits
    behind: list[Place] = []
    behind += [
        p
        for p in named
        if end <= p.begin < min(next_begin, high)
        and _is_tied(text, end, p, named)
        and not re.search(
            r"[,(]\s(?!and|or)\w+ing\b|,\swith\b| and with\b|\bby\b|\bwhich\b|\bfuelled",
            text[end : p.begin],
        )
    ]
    before = [p for p in named if low <= p.begin and p.end <= begin]
    nearest = [p for p in before if p.begin >= previous_end]
    before = nearest or before
    if nearest and text[:begin].endswith("(") and not behind:
        before = nearest[-1:]  # "Pakistan (1.51 million)"
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
        if same and re.fullmatch(
            r",? or (?:the )?|,? ou (?:le |la )?|,? o (?:el |la )?",
            text[same[-1].end : place.begin],
        ):
            # "the more developed regions, or the North": one place by two names.
            kept[kept.index(same[-1])] = place
            continue
        if same and not _LIST.fullmatch(text[same[-1].end : place.begin]):
            continue
        kept.append(place)
    return tuple(kept)


def state_of(reading: Reading) -> Ref | None:
    """Return the State that a statement speaks of: most of those it names, three times or more."""
    if reading.document.kind != "Statement":
        return None
    named = [link.entity for link in reading.links if link.kind == "state"]
    if len(named) < 3:
        return None
    first, count = Counter(named).most_common(1)[0]
    return first if count >= 3 and count * 5 >= len(named) * 3 else None
