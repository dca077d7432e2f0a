"""Offices named with the session they are held in: "President of the sixty-fifth session of"."""

import re
from collections.abc import Iterator

from migkg.extract.ordinals import PATTERN
from migkg.extract.registry import Stretch, extractor
from migkg.model import Mention, Ref

_HEAD = re.compile(
    rf"(?<!\w)(?P<post>President|Président|Présidente|Presidente|Presidenta) (?:of the|de la|del) "
    rf"{PATTERN} (?:(?:special )?(?:session|período de sesiones) (?:of the |de l'|de la |del ))?",
    re.IGNORECASE,
)

_JOINTS = ("of the ", "de l'", "de la ", "del ")


@extractor("office-of-session")
def offices_of_sessions(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each presidency of an organ that is named by the organ's session."""
    text = stretch.text
    for found in _HEAD.finditer(text):
        behind = text[found.end() : found.end() + 80]
        for match in stretch.authority.labels.find(behind):
            if match.begin != 0:
                break
            organ = behind[: match.end]
            titles = (f"{found['post']} {joint}{organ}" for joint in _JOINTS)
            office = next(filter(None, (_office(stretch, title) for title in titles)), None)
            if office is not None:
                yield from stretch.mention(
                    found.start(),
                    found.end() + match.end,
                    "office",
                    "office-of-session",
                    ref=office,
                )
                break


def _office(stretch: Stretch, title: str) -> Ref | None:
    """Return the only office that has a title, or None."""
    offices = {
        entity.ref
        for _, entity in stretch.authority.labels.exact(title)
        if entity.ref.kind == "office"
    }
    return offices.pop() if len(offices) == 1 else None
