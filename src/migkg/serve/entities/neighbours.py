"""What a thing is most strongly tied to, and a picture of that: places on an ellipse round it."""

import math
import re
import textwrap
from collections import Counter
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import CONCEPT, ID, SKOS, expand
from migkg.serve.entities.groups import GROUPS
from migkg.serve.terms import Labels
from migkg.serve.view import kind
from migkg.serve.words.text import plain

MOST = 14  # neighbours in the picture
FACTS = 100  # looked at of one property
WIDTH, HEIGHT = 760, 480
REACH = 0.24  # of the width: how far from the middle the neighbours stand
LABEL = 21  # characters of a name in one line of the picture; it has two
_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]?[A-Z][A-Z-]{0,9}")

# Plain triples that tie two things, with how a page says it of the subject.
_TIES: Final = {
    "org:memberOf": "member of",
    "org:subOrganizationOf": "part of",
    "org:postIn": "post in",
    "org:heldBy": "held by",
    "dcterms:isPartOf": "part of",
    "dcterms:isReplacedBy": "replaced by",
    "schema:superEvent": "part of",
    "schema:organizer": "organized by",
    "schema:founder": "founded by",
    "schema:provider": "run by",
    "schema:areaServed": "in",
    "adoptedBy": "adopted by",
    "adoptedAt": "adopted at",
    "contains": "contains",
    "inSeries": "in the series",
    "skos:broader": "broader",
}
_PREDICATES: Final = {expand(name): how for name, how in _TIES.items()}
_ENTITIES: Final = (
    CONCEPT + "theme/",
    *(
        f"{ID}{name}/"
        for name in (
            *("state", "area", "person", "organization", "office", "instrument", "event"),
            *("initiative", "publication"),
        )
    ),
)
_ALT: Final = ox.NamedNode(SKOS + "altLabel")
_FACT: Final = ID + "fact/"
_FACT_PROPERTIES: Final = tuple(
    ox.NamedNode(iri)
    for iri in sorted({expand(name) for group in GROUPS for name in group.properties})
)
INCOMING = 40  # plain triples looked at that point here, of one property


def strongest(store: ox.Store, labels: Labels, iri: str) -> list[dict[str, Any]]:
    """Return the things that most facts share with this one, or that plain triples tie to it."""
    shared = _shared(store, iri)
    ties = _tied(store, iri)
    order = sorted(
        {*shared, *ties},
        key=lambda other: (-shared.get(other, 0) - (2 if other in ties else 0), other),
    )
    return [
        {
            "iri": other,
            "label": (name := plain(labels.of(ox.NamedNode(other)))),
            "acronym": _acronym(store, other, name),
            "kind": kind(other),
            "facts": shared.get(other, 0),
            "tie": ties.get(other, ""),
        }
        for other in order[:MOST]
    ]


def _shared(store: ox.Store, iri: str) -> dict[str, int]:
    """Return how many facts name both, of the first facts by each property."""
    term = ox.NamedNode(iri)
    facts: dict[str, ox.NamedNode] = {}
    for predicate in _FACT_PROPERTIES:
        quads = store.quads_for_pattern(None, predicate, term, None)
        for quad, _ in zip(quads, range(FACTS), strict=False):
            subject = quad.subject
            if isinstance(subject, ox.NamedNode) and subject.value.startswith(_FACT):
                facts[subject.value] = subject
    found: Counter[str] = Counter()
    for fact in facts.values():
        found.update(
            {
                quad.object.value
                for quad in store.quads_for_pattern(fact, None, None, None)
                if isinstance(quad.object, ox.NamedNode)
            }
        )
    return {
        other: number
        for other, number in found.items()
        if other != iri and other.startswith(_ENTITIES)
    }


def _tied(store: ox.Store, iri: str) -> dict[str, str]:
    """Return the things that plain triples tie to this one, each with how."""
    term = ox.NamedNode(iri)
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(term, None, None, None):
        how = _PREDICATES.get(quad.predicate.value)
        if (
            how
            and isinstance(quad.object, ox.NamedNode)
            and quad.object.value.startswith(_ENTITIES)
        ):
            found.setdefault(quad.object.value, how)
    for predicate, how in _PREDICATES.items():
        quads = store.quads_for_pattern(None, ox.NamedNode(predicate), term, None)
        for quad, _ in zip(quads, range(INCOMING), strict=False):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_ENTITIES):
                found.setdefault(
                    quad.subject.value, f"is {how} of" if how == "contains" else f"{how} ←"
                )
    return found


def picture(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return where the neighbours stand in a picture, the thing itself in its middle.

    The strongest alternate between right and left and stand at equal heights on an ellipse, so
    that no two names touch.
    """
    spots = []
    most = max((each["facts"] for each in found), default=1) or 1
    sides = (found[::2], found[1::2])
    for side, mirror in zip(sides, (1, -1), strict=True):
        for index, each in enumerate(_middle_first(side)):
            share = (index + 0.5) / len(side) * 2 - 1  # from the top, -1, to the bottom, 1
            x = WIDTH / 2 + mirror * WIDTH * REACH * math.sqrt(1 - 0.8 * share * share)
            y = HEIGHT / 2 * (1 + share * 0.94)
            radius = 5 + 7 * math.sqrt(each["facts"] / most)
            lines = _lines(each["label"], each["acronym"])
            spots.append(
                {
                    **each,
                    "x": round(x, 1),
                    "y": round(y, 1),
                    "r": round(radius, 1),
                    "lines": lines,
                    "anchor": "start" if mirror > 0 else "end",
                    "tx": round(x + (radius + 6) * mirror, 1),
                    "ty": round(y + 4 - (8 if len(lines) > 1 else 0), 1),
                    "width": round(1 + 3 * each["facts"] / most, 1),
                }
            )
    spots.sort(key=lambda spot: found.index({key: spot[key] for key in found[0]}))
    return {"width": WIDTH, "height": HEIGHT, "x": WIDTH / 2, "y": HEIGHT / 2, "spots": spots}


def _middle_first(side: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return things so that the first come to stand in the middle, the last at both ends."""
    return [*reversed(side[1::2]), *side[::2]]


def _acronym(store: ox.Store, iri: str, name: str) -> str:
    """Return the acronym of a thing, that of its name before older ones; empty if it has none."""
    initials = "".join(char for char in name if char.isupper())
    return min(
        (
            quad.object.value
            for quad in store.quads_for_pattern(ox.NamedNode(iri), _ALT, None, None)
            if isinstance(quad.object, ox.Literal)
            and (quad.object.language or "en") == "en"
            and _ACRONYM.fullmatch(quad.object.value)
        ),
        key=lambda text: (text != initials, len(text), text),
        default="",
    )


def _lines(name: str, acronym: str = "") -> list[str]:
    """Return a name in at most two lines; a longer one by its acronym, or else cut.

    >>> _lines("Mexico"), _lines("International Labour Organization", "ILO")
    (['Mexico'], ['ILO'])
    >>> _lines("United Nations Conference on Trade and Development")
    ['United Nations', 'Conference on Trade …']
    """
    if len(name) <= LABEL:
        return [name]
    if acronym:
        return [acronym]
    lines = textwrap.wrap(name, LABEL, max_lines=2, placeholder=" …")
    return lines or [name[:LABEL]]
