"""Offices named with the session they are held in: "President of the sixty-fifth session of ..."."""

import re
from collections.abc import Iterator

from migkg.extract.ordinals import PATTERN
from migkg.extract.registry import Stretch, extractor
from migkg.model import Mention

_HEAD = re.compile(
    rf"(?<!\w)(?P<post>President|Président|Présidente|Presidente|Presidenta) (?:of the|de la|del) "
    rf"{PATTERN} (?:special )?(?:session|período de sesiones) (?:of the|de l'|de la|del) ",
    re.IGNORECASE,
)


@extractor("office-of-session")
def offices_of_sessions(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each presidency of an organ that is named by the organ's session."""
    text = stretch.text
    for found in _HEAD.finditer(text):
        for match in stretch.authority.labels.find(text[found.end() : found.end() + 80]):
            if match.begin != 0:
                break
            organ = text[found.end() : found.end() + match.end]
            joint = {"e": "of the", "l": "de l'"}.get(found[0].rstrip()[-1], "de la")
            for title in (f"{found['post']} of the {organ}", f"{found['post']} {joint} {organ}"):
                offices = {
                    entity.ref
                    for label, entity in stretch.authority.labels.exact(title)
                    if entity.ref.kind == "office"
                }
                if len(offices) == 1:
                    end = found.end() + match.end
                    yield from stretch.mention(
                        found.start(), end, "office", "office-of-session", ref=offices.pop()
                    )
                    break
            break
