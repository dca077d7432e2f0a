"""What a clause is about: the instruments, events and other things it names, and the themes."""

import re
from typing import Final

from migkg.facts.people.gatherings import is_session_of_organ
from migkg.facts.schemes import broader
from migkg.facts.themes import load_themes
from migkg.iris import concept
from migkg.model import Ref
from migkg.reading import Reading, Sentence

_THINGS: Final = frozenset({"instrument", "event", "publication", "document", "initiative"})
# Themes as wide as the field itself: they tell no provision from another.
_BROAD: Final = frozenset(
    {
        "international-migration",
        "migration-and-development",
        "international-cooperation",
        "legal-framework",
        "migration-governance",
    }
)
_SLOT = re.compile(r"⟦(?P<kind>\w+) (?P<number>\d+)⟧")
# An event behind these says when something is so, or what it is compared with.
_WHEN = re.compile(
    r"\b(?:[Ss]ince|[Aa]fter|[Bb]efore|[Pp]rior to|[Ff]ollowing|[Aa]t|[Dd]uring|[Bb]y|"
    r"[Aa]s (?:was|is) the case (?:for|with|at)|[Aa]s in|when (?:the )?⟦organization \d+⟧ "
    r"held|"
    r"[Dd]epuis|[Aa]près|[Aa]vant|[Ll]ors de|[Dd]esde|[Dd]urante|[Tt]ras)(?: (?:the|its|"
    r"their|la|le|el|las?|los|l'|first|second|last|previous))* ?$"
)


# Words of the theme scheme that on their own say too little of what a provision is about.
_WORDS: Final = frozenset(
    {"discrimination", "discriminatory", "employers", "employeurs", "empleadores", "nationality"}
    | {"intolerance", "intolerancia", "stereotypes", "expatriates", "research", "displacement"}
)


def themes(masked: str, language: str) -> tuple[Ref, ...]:
    """Return the themes that a clause names; a broader one yields to a narrower.

    >>> named = themes("lower the transfer costs of remittances for migrant workers", "en")
    >>> [ref.rpartition("/")[2] for ref in named]
    ['transfer-costs', 'migrant-workers']
    """
    matches = [
        match
        for match in load_themes().find(masked)
        if any(label.language == language for label, _ in match.labels)
    ]
    found: dict[str, None] = {}
    for match in matches:
        longer = any(
            other is not match and other.begin <= match.begin and match.end <= other.end
            for other in matches
        )
        if not longer and masked[match.begin : match.end].lower() not in _WORDS:
            for label, entity in match.labels:
                if label.language == language:
                    found[entity.ref.rpartition("/")[2]] = None
    wider = {up for slug in found for up in broader("theme").get(slug, frozenset())}
    return tuple(concept("theme", slug) for slug in found if slug not in wider | _BROAD)


def things(
    reading: Reading, sentence: Sentence, masked: str, besides: tuple[Ref, ...]
) -> tuple[Ref, ...]:
    """Return the instruments, events and other texts that a clause names.

    A numbered session says when, not what; a text in brackets is a reference.
    """
    found: dict[Ref, None] = {}
    for slot in _SLOT.finditer(masked):
        link = sentence.link(slot["number"])
        before = masked[: slot.start()]
        if link.entity in besides or is_session_of_organ(link):
            continue
        if before.count("(") > before.count(")") and re.search(
            r"\((?:see|voir|véase|cf\.)[^()]*$", before, re.I
        ):
            continue
        if slot["kind"] == "document" and before.endswith("("):
            continue
        if slot["kind"] == "event" and _WHEN.search(before):
            continue
        if slot["kind"] in _THINGS or _is_process(reading, link.entity):
            found[link.entity] = None
    return tuple(found)


def _is_process(reading: Reading, ref: Ref) -> bool:
    known = reading.entities.get(ref)
    return known is not None and "ConsultativeProcess" in known.types
