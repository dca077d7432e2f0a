"""Numbered parts of a meeting: "Panel one", "Round table 2", "Panel 1: ..."."""

import re
from collections.abc import Iterator

from migkg.extract.ordinals import ordinal
from migkg.extract.registry import Stretch, extractor
from migkg.iris import slug
from migkg.model import Mention
from migkg.numbers import cardinal

_KINDS = {
    "panel": "panel",
    "round table": "round-table",
    "roundtable": "round-table",
    "round-table": "round-table",
    "table ronde": "round-table",
    "mesa redonda": "round-table",
    "working session": "working-session",
    "plenary meeting": "plenary-meeting",
    "plenary session": "plenary-session",
    "segment": "segment",
    "panel discussion": "panel",
}
_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|un|deux|trois|quatre|uno|dos|tres|cuatro|"
    r"[1-9]\d?|[IVX]{1,5})"
)
_PART = re.compile(
    rf"(?<![\w-])(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))}) "
    rf"(?:No\. ?)?(?P<number>{_NUMBER})(?![\w-])",
    re.IGNORECASE,
)
_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
}


@extractor("event-part")
def event_parts(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each numbered panel, round table or segment, written as a name.

    The hint ``part`` is the key under which it is known in its meeting: ``panel-1``.
    """
    for found in _PART.finditer(stretch.text):
        key = part_key(found[0])
        if key and found[0][0].isupper():
            yield from stretch.mention(
                *found.span(), "event", "event-part", part=key, type="Session"
            )


def part_key(text: str) -> str:
    """Return the key of a numbered part that a text begins with, or an empty string.

    >>> part_key("Panel One: The contribution"), part_key("Round table IV"), part_key("Opening")
    ('panel-1', 'round-table-4', '')
    """
    found = _PART.match(text)
    if found is None:
        return ""
    number = _ROMAN.get(found["number"].upper()) or cardinal(found["number"])
    return f"{_KINDS[found['kind'].lower()]}-{number}" if number else ""


_NAMED = re.compile(
    r"(?P<opening>opening|ouverture|apertura|inaugura)|(?P<closing>clos(?:ing|ure)|clausura)|"
    r"(?P<summary>summary|résumé|resumen|wrap-up)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s?[:–—]|\s(?:by|par|por|of the|de la|with)\s|[.;,(]")


def session_key(title: str) -> str:
    """Return the key of a part of a programme from its title: its number or its first words.

    >>> session_key("Panel two: Improving cooperation"), session_key("Closing remarks by the Chair")
    ('panel-2', 'closing-remarks')
    """
    numbered = part_key(title)
    if numbered:
        return numbered
    end = _ENDS.search(title)
    return slug(title[: end.start() if end else None])[:50].strip("-")


def ordinal_part(text: str) -> str:
    """Return the key of a part that is told by an ordinal: "first panel" is ``panel-1``.

    >>> ordinal_part("second round table")
    'round-table-2'
    """
    words = text.lower().split(" ", 1)
    number = ordinal(words[0])
    kind = _KINDS.get(words[1]) if len(words) > 1 else None
    return f"{kind}-{number}" if number and kind else ""
