"""Appositions: whether a post beside a name stands before it or behind it."""

import re
from functools import lru_cache
from typing import Final

from migkg.facts.people.titles import HONOURS, NOUNS, TITLE

_PERSON: Final = (
    rf"(?P<honour>{HONOURS})⟦person (?P<who>\d+)⟧(?: \(⟦(?:state|organization) \d+⟧\))?"
)
_POST: Final = (
    rf"(?P<title>(?:{TITLE} (?:of |de |du |des |del |d')(?:the |la |las |los |l')?)?)"
    r"⟦(?P<kind>office|state|organization) \d+⟧(?: of (?:the )?⟦(?:office|organization) \d+⟧)?"
)
_ITEM = re.compile(rf"{_PERSON}|{_POST}")
_BETWEEN = re.compile(
    r",? ?(?:(?:and|et|y|then) )?(?:the |la |le |el |l'|(?:His|Her|Son|Su) (?:Excellency|"
    r"Excellence|Excelencia),? )*"
)
_VOCATIVE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Madam|Madame|Monsieur|Señora?|M|Sr|Sra)\.? ?(?:le |la )?$", re.IGNORECASE
)


@lru_cache(maxsize=256)
def behind(masked: str) -> frozenset[str]:
    """Return the numbers of the people whose posts, if any, stand behind their names.

    In "the ⟦office 0⟧, ⟦person 1⟧, and the ⟦office 2⟧, ⟦person 3⟧" a post begins the list, so each
    post is that of the name behind it; "Mr. ⟦office 0⟧" is an address and begins nothing.

    >>> sorted(behind("the ⟦office 0⟧, ⟦person 1⟧, the ⟦office 2⟧, ⟦person 3⟧, spoke"))
    []
    >>> sorted(behind("Mr. ⟦office 0⟧, Mr. ⟦person 1⟧, ⟦office 2⟧, Mr. ⟦person 3⟧, ⟦office 4⟧"))
    ['1', '3']
    """
    found: set[str] = set()
    end, first = -1, ""
    for item in _ITEM.finditer(masked):
        is_name = item["who"] is not None
        if not is_name and not _is_post(masked, item):
            continue
        if end < 0 or not _BETWEEN.fullmatch(masked, end, item.start()):
            first = "name" if is_name else "post"
        if is_name and first == "name":
            found.add(item["who"])
        end = item.end()
    return frozenset(found)


def _is_post(masked: str, item: re.Match[str]) -> bool:
    if item["kind"] == "office":
        return not _VOCATIVE.search(masked[: item.start()])
    return any(word.lower() in NOUNS for word in item["title"].split()[:3])
