"""ILO Conventions and Recommendations by number: "Conventions Nos. 97 and 143", "C189"."""

import re
from collections.abc import Iterator

from migkg.extract.registry import Stretch, extractor
from migkg.model import Mention, Ref

_NO = r"(?:Nos?\.?|n[°ºos]+\.?|núms?\.?)"
_HEAD = re.compile(
    rf"""(?<!\w)(?<!general\s)(?P<word>[Cc]onventions?|[Cc]onvenios?|[Rr]ecommend?ations?|[Rr]ecomendaci(?:ón|ones)|
        [Pp]rotocols?|[Pp]rotocoles?|[Pp]rotocolos?)
        (?:\s(?:de\sl['a]\s?)?(?:ILO|OIT|BIT))?\s\(?{_NO}\s?(?P<first>\d{{1,3}})(?![\d/])""",
    re.VERBOSE | re.IGNORECASE,
)
_NEXT = re.compile(
    rf",?\s(?:and|et|y|&)\s(?:{_NO}\s?)?(?P<number>\d{{1,3}})(?![\d/,.]\d)|,\s(?:{_NO}\s?)?(?P<listed>\d{{1,3}})(?=,|\sand|\set|\sy)"
)
_CODE = re.compile(r"(?<![\w/.-])(?P<letter>[CRP])[-. ]?(?P<number>\d{2,3})(?![\w/.]|-\d)")
_CONTEXT = re.compile(
    r"\bILO\b|\bOIT\b|\bBIT\b|International Labour|internationale du [Tt]ravail|"
    r"Internacional del Trabajo|labour|migrant|travail|trabaj"
)


@extractor("ilo-number")
def ilo_numbers(stretch: Stretch) -> Iterator[Mention]:
    """Yield one mention per ILO instrument that is named by its number.

    One alone is named with its word ("Convention No. 189"), several by their numbers only.
    """
    text = stretch.text
    if not _CONTEXT.search(text):
        return
    for head in _HEAD.finditer(text):
        letter = {"c": "c", "r": "r", "p": "p"}[head["word"][0].lower()]
        at, spans = head.end(), [(head.start("first"), head.end(), head["first"])]
        while following := _NEXT.match(text, at):
            number = following["number"] or following["listed"]
            spans.append((following.end() - len(number), following.end(), number))
            at = following.end()
        if len(spans) == 1 and not head["word"].endswith("s") and "(" not in head[0]:
            spans = [(head.start(), head.end(), head["first"])]
        for begin, end, number in spans:
            yield from _mention(stretch, begin, end, letter, number)
    for code in _CODE.finditer(text):
        ref = _ref(code["letter"].lower(), code["number"])
        if ref in stretch.authority.entities:
            yield from _mention(stretch, *code.span(), code["letter"].lower(), code["number"])


def _ref(letter: str, number: str) -> Ref:
    return Ref(f"id/instrument/ilo-{letter}{int(number):03d}")


def _mention(stretch: Stretch, begin: int, end: int, letter: str, number: str) -> Iterator[Mention]:
    kinds = {"c": "Treaty", "r": "Recommendation", "p": "Treaty"}
    yield from stretch.mention(
        begin,
        end,
        "instrument",
        "ilo-number",
        ref=_ref(letter, number),
        type=kinds[letter],
        identifier=f"{letter.upper()}{int(number):03d}",
    )
