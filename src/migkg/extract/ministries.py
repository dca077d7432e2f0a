"""Ministries that French and Spanish texts name: "le ministère de l'emploi"."""

import re
from collections.abc import Iterator

from migkg.extract.registry import Stretch, extractor
from migkg.model import Mention

# French writes ministries in small letters: "le ministère de l'emploi".
_MINISTRY = re.compile(
    r"(?<!\w)(?:[Mm]inistère|[Mm]inisterio|[Ss]ecretaría) "
    r"(?:chargé |encargado )?(?:de l'|de la |du |des |d'|de los |de las |del |de )"
    r"[\wÀ-ÿ'-]+(?: (?:et |y )?(?:des |de la |de l'|de los |de |du |d'|à l'|à )?[\wÀ-ÿ'-]+){0,6}?"
    r"(?=[,.;:)]|$| et l[ea]s? | y (?:el|la|los|las) | l[ea] minist| (?:a|est|sont|ont|ha|es) )"
)


_OF_STATE = re.compile(r" (?:du|de la|de l'|des|d'|de|del|de los) ?$")


@extractor("ministry")
def ministries(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each ministry a French or Spanish text names."""
    if stretch.language == "en":
        return
    states = [
        match.begin
        for match in stretch.authority.labels.find(stretch.text)
        if all(entity.ref.kind == "state" for _, entity in match.labels)
    ]
    for found in _MINISTRY.finditer(stretch.text):
        begin, end = found.span()
        # The State whose ministry it is stands beside it.
        for state in states:
            joint = _OF_STATE.search(stretch.text, begin, state)
            if state < end and joint:
                end = joint.start()
                break
        yield from stretch.mention(begin, end, "organization", "ministry", type="NationalBody")
