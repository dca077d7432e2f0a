"""Adoptions told by the year in an instrument's name: "the 1951 Convention"."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.model import Link, Literal, Property, Ref, dated
from migkg.reading import Reading, Sentence

# "1951 Convention", "Convention of 1951", "Convention, 1949 (No. 97)", "resolution 1325 (2000)"
_IN_NAME: Final = re.compile(
    r"^((?:19|20)\d\d) (?=\D)"
    r"|(?: of| de|,) ((?:19|20)\d\d)(?= \(No|\W*$| [a-z])"
    r"| \(?((?:19|20)\d\d)\)?$"
)
_RANGE: Final = re.compile(r"(?:19|20)\d\d\s?[-–/]\s?\d")
# "the Convention of 1951", "Convention (1951)" where the name itself ends before the year.
_BEHIND: Final = re.compile(r" (?:of|de) ((?:19|20)\d\d)(?!\w|[-–/])| \(((?:19|20)\d\d)\)")


def adoptions(reading: Reading, sentence: Sentence) -> Iterator[tuple[Ref, tuple[Property, ...]]]:
    """Yield the instruments whose names hold a year, with it and the body named there."""
    for _, end, link in sentence.links:
        if link.kind != "instrument":
            continue
        behind = _BEHIND.match(sentence.text, end)
        year = _year(link.mention.form) or (behind[1] or behind[2] if behind else "")
        if year and _fits(reading, link, year):
            body = link.mention.hint("body")
            by: tuple[Property, ...] = (("adoptedBy", Ref(body)),) if body else ()
            yield link.entity, (("adoptionDate", dated(year)), *by)


def _year(form: str) -> str:
    years = [next(filter(None, found)) for found in _IN_NAME.findall(form) if any(found)]
    return years[0] if len(set(years)) == 1 and not _RANGE.search(form) else ""


def _fits(reading: Reading, link: Link, year: str) -> bool:
    """Tell whether a year is that of the adoption, not one the instrument looks ahead to.

    "2030 Agenda": the year is neither that of the known adoption nor past.
    """
    known = reading.entities.get(link.entity)
    adopted = (
        [v.lexical[:4] for v in known.values("dcterms:date") if isinstance(v, Literal)]
        if known
        else []
    )
    if adopted:
        return year in adopted
    own = reading.document.date or reading.document.issued
    return not own or year <= own[:4]
