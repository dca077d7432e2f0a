"""Whose voice a document speaks with: who "I" and "we" are, and who recommends in its prose."""

import re
from dataclasses import dataclass
from typing import Final

from migkg.facts.people.gatherings import head
from migkg.facts.people.speaking import behalf, speakers
from migkg.facts.provisions.attribution import Source
from migkg.facts.provisions.said import attributed
from migkg.model import Ref
from migkg.reading import Reading

# Documents that speak in their issuer's name.
OFFICIAL: Final = frozenset({"Report", "Note", "ConceptNote", "Letter", "InformationNote"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a document, and whom a paragraph spoke of last."""

    own: tuple[Ref, ...]  # "I", "we": empty where nobody can be told
    issuer: Ref  # who recommends where the text says "should"
    sides: frozenset[Ref]  # for whom the speaker speaks
    organ: Ref  # that adopts the document, if it is a resolution
    kind: str
    summary: bool  # it tells what others said

    @classmethod
    def of(cls, reading: Reading) -> "Voice":
        """Return the voice of a document."""
        document = reading.document
        own = speakers(reading)[:1] if document.kind == "Statement" else ()
        sides = frozenset({*own, *behalf(reading)}) if document.kind == "Statement" else frozenset()
        if document.kind == "Letter":
            own = _linked(reading, ("signature",), ("person",)) or _linked(
                reading, ("creator",), ("office", "organization")
            )
        creators = _linked(reading, ("creator",), ("office", "organization", "person"))
        if document.kind in ("Report", "Note", "Summary", "ConceptNote"):
            own = creators[:1]
        organs = _linked(reading, ("creator", "publisher"), ("organization",))
        if document.kind == "Resolution":
            # "We" in a text annexed to a resolution are those who adopt it.
            own = organs[:1]
        issuer = own[0] if own else creators[0] if creators else document.ref
        return cls(
            own[:1] or (((document.ref,)) if document.kind == "Statement" else ()),
            issuer,
            frozenset({*sides, *own}),
            organs[0] if organs else document.ref,
            document.kind,
            document.kind == "Summary"
            or bool(re.search(r"\b(?:summary|résumé|resumen)\b", document.title, re.I)),
        )


def _linked(reading: Reading, names: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[Ref, ...]:
    found: dict[Ref, None] = {}
    for part in head(reading, *names):
        for _, _, link in part.links:
            if link.kind in kinds:
                found[link.entity] = None
    return tuple(found)


def stance_of(source: Source, voice: Voice) -> str:
    """Return the stance of an act: the issuer's own, or one that the text gives as another's."""
    if source.issuer or (source.refs and all(ref in voice.sides for ref in source.refs)):
        return "stated"
    return attributed(source)


def opening(masked: str) -> int:
    """Return where the words of a sentence begin: behind the number of its paragraph."""
    number = re.match(r"\W*(?:\d{1,3}\.|\(?[a-z]{1,2}\)) +(?=\S)", masked)
    return number.end() if number else 0
