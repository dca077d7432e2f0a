"""The contents of a document: its headings, and how deep each stands."""

import re
from collections.abc import Mapping
from typing import Final

DEEPEST: Final = 4  # levels of headings; a page has six, and its own come first

_ROMAN: Final = re.compile(r"(X{0,3}(?:IX|IV|V?I{0,3}))\.\s")
_LETTER: Final = re.compile(r"([A-Z])\.\s")
_FIGURE: Final = re.compile(r"[0-9]{1,2}\.\s")
_PARENT: Final = re.compile(r"(?:annex|appendix|part|chapter|annexe|anexo)\b", re.IGNORECASE)
_SIGNS: Final = re.compile(r"^[\s*_#]+")
_ROMANS, _LETTERS, _FIGURES = 1, 2, 3


def levels(headings: Mapping[int, str]) -> dict[int, int]:
    """Return how deep each heading stands, from 1, by what is printed before it.

    Roman numerals stand above letters, letters above figures; a heading without any stands below
    the last that has one, and "Annex" begins anew. The texts say no more of their levels.

    >>> levels({1: "I. Introduction", 5: "II. Trends", 6: "A. Costs", 8: "Table", 9: "Annex"})
    {1: 1, 5: 1, 6: 2, 8: 3, 9: 1}
    >>> levels({1: "A title", 2: "Background", 3: "C. Migration"})
    {1: 1, 2: 1, 3: 1}
    """
    kinds = _kinds(headings)
    used = sorted(set(kinds.values()) - {0})
    found: dict[int, int] = {}
    last = 0
    for order, kind in kinds.items():
        if kind:
            last = min(used.index(kind) + 1, DEEPEST - 1)
            found[order] = last
        elif _PARENT.match(_SIGNS.sub("", headings[order])):
            last = 0
            found[order] = 1
        else:
            found[order] = last + 1
    return found


def _kinds(headings: Mapping[int, str]) -> dict[int, int]:
    """Return by what each heading is numbered: the I behind H is a letter, else a numeral."""
    kinds = {}
    letter = ""
    for order, text in headings.items():
        shown = _SIGNS.sub("", text)
        lettered = _LETTER.match(shown)
        roman = _ROMAN.match(shown)
        follows = lettered and letter and ord(lettered[1]) == ord(letter) + 1
        if lettered and (follows or not (roman and roman[1])):
            kinds[order], letter = _LETTERS, lettered[1]
        elif roman and roman[1]:
            kinds[order], letter = _ROMANS, ""
        else:
            kinds[order] = _FIGURES if _FIGURE.match(shown) else 0
    return kinds
