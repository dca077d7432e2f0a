"""Numbered sessions of organs: "the sixty-seventh session of the General Assembly"."""

import re
from collections.abc import Iterator

from migkg.extract.ordinals import PATTERN, ordinal
from migkg.extract.registry import Stretch, extractor
from migkg.model import Entity, Mention, Ref
from migkg.reading import sentence_spans

_SESSION = re.compile(
    rf"(?<![\w-])(?P<number>{PATTERN}) (?P<kind>special |emergency special )?"
    r"(?:regular |substantive |annual |plenary )?(?:session|período de sesiones)(?!\w)",
    re.IGNORECASE,
)
_KIND = re.compile(r"session|sesiones", re.IGNORECASE)  # quicker than to look for the number
_OF = re.compile(r" (?:of|de l'|de la|de los|del|du|de)\s?(?:the |its |la |le )?", re.IGNORECASE)
# The organ to whose series a symbol belongs (UN Editorial Manual, document symbols).
_ORGANS = (
    ("A/HRC/", "human-rights-council"),
    ("A/", "general-assembly"),
    ("S/", "security-council"),
    ("E/CN.9/", "commission-on-population-and-development"),
    ("E/", "economic-and-social-council"),
)


@extractor("session")
def sessions(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each numbered session whose organ the text names.

    The organ stands behind ("session of the Assembly") or is the last one named before in the
    sentence; else it is the one that issued the document.
    """
    text = stretch.text
    if not _KIND.search(text):
        return
    organs = None
    for found in _SESSION.finditer(text):
        number = ordinal(found["number"])
        if number is None:
            continue
        if organs is None:
            organs = list(_organs(stretch))
        slug = ""
        if behind := _OF.match(text, found.end()):
            slug = next((organ for begin, _, organ in organs if begin == behind.end()), "")
        if not slug:
            sentence = _sentence(text, found.start())
            before = [o for begin, end, o in organs if sentence <= begin and end <= found.start()]
            slug = before[-1] if before else organ_of(stretch.document.symbol)
        if slug:
            special = "special-" if found["kind"] else ""
            yield from stretch.mention(
                *found.span(),
                "event",
                "session",
                ref=Ref(f"id/event/{slug}-{special}{number}"),
                type="Session",
                organ=f"id/organization/{slug}",
            )


# Bodies that hold numbered sessions; a State or an agency named in the sentence does not.
_HOLDS_SESSIONS = re.compile(r"assembly|council|commission|committee|conference|board|congress")


_LONGER = re.compile(r" (?:of|for|on|de|du|des|sur|sobre) (?!(?:\d|its|the (?:session|year)))")


def _organs(stretch: Stretch) -> Iterator[tuple[int, int, str]]:
    end = 0
    for match in stretch.authority.labels.find(stretch.text):
        if match.end <= end:
            continue  # part of a longer name
        short = all(label.role == "hidden" for label, _ in match.labels)
        if short and _LONGER.match(stretch.text, match.end):
            continue  # "Council of Foreign Ministers"
        slugs = {
            entity.ref.slug
            for label, entity in match.labels
            if entity.ref.kind == "organization"
            and _HOLDS_SESSIONS.search(entity.name().lower())
            and (label.role != "hidden" or _named(stretch, entity))
        }
        if len(slugs) == 1:
            end = match.end
            yield match.begin, match.end, slugs.pop()


def _named(stretch: Stretch, organ: Entity) -> bool:
    """Tell whether a document names an organ in full, or is one of its own."""
    own = organ_of(stretch.document.symbol) == organ.ref.slug
    return own or organ.name(stretch.language).lower() in stretch.document_text


def _sentence(text: str, at: int) -> int:
    """Return where the sentence that holds a place, or its part behind a semicolon, begins."""
    spans = sentence_spans(text)
    begin = next((low for low, high in spans if low <= at < high), 0)
    return max(begin, text.rfind("; ", 0, at) + 1)


def organ_of(symbol: str) -> str:
    """Return the slug of the organ to whose series a document symbol belongs.

    >>> organ_of("A/67/254"), organ_of("A/HRC/17/33"), organ_of("")
    ('general-assembly', 'human-rights-council', '')
    """
    return next((organ for prefix, organ in _ORGANS if symbol.startswith(prefix)), "")
