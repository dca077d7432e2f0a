"""The date that stands with a relation, and whether it holds since then or as of then."""

import re

from migkg.facts.periods import dates
from migkg.facts.relations.relation_text import Things

_WHEN = re.compile(
    r",? ?(?P<word>in|on|en|le|el|since|depuis|desde)(?: early| late| mid-?)? $", re.IGNORECASE
)
_WORD = re.compile(_WHEN.pattern.removesuffix("$"), re.IGNORECASE)


def date_of(text: str, begin: int, verb_end: int, done: Things) -> tuple[str, str]:
    """Return the date that stands with a relation, and whether it is since then or as of then."""
    behind = text[done.end : done.end + 40]
    for when in dates(behind):
        word = _WORD.fullmatch(behind[: when.begin])
        if word:
            return _named(word["word"], when.start)
        break
    for piece in (text[verb_end : done.begin], text[begin:verb_end], text[:begin]):
        found = list(dates(piece))
        for when in found[-1:]:
            word = _WHEN.search(piece, 0, when.begin)
            if word and (
                piece is not text[:begin]
                or re.fullmatch(r",? ?(?:the |la |le |l'|el )?", piece[when.end :])
            ):
                return _named(word["word"], when.start)
    return "", ""


def _named(word: str, date: str) -> tuple[str, str]:
    return ("since" if word.lower() in {"since", "depuis", "desde"} else "asOf"), date
