"""Whose voice a document speaks with: who is "I", "we", and the one that recommends in its prose."""

import re
from dataclasses import dataclass

from migkg.facts.gatherings import head
from migkg.facts.statement import behalf, speakers
from migkg.model import Ref
from migkg.reading import Reading


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
            own = _linked(reading, ("signature",), ("person",)) or _linked(reading, ("creator",), ("office", "organization"))
        creators = _linked(reading, ("creator",), ("office", "organization", "person"))
        if document.kind in ("Report", "Note", "Summary", "ConceptNote"):
            own = creators[:1]
        organs = _linked(reading, ("creator", "publisher"), ("organization",))
        issuer = own[0] if own else creators[0] if creators else document.ref
        return cls(
            own[:1] or (((document.ref,)) if document.kind == "Statement" else ()),
            issuer,
            frozenset({*sides, *own}),
            organs[0] if organs else document.ref,
            document.kind,
            document.kind == "Summary" or bool(re.search(r"\b(?:summary|résumé|resumen)\b", document.title, re.I)),
        )


def _linked(reading: Reading, names: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[Ref, ...]:
    found: dict[Ref, None] = {}
    for part in head(reading, *names):
        for _, _, link in part.links:
            if link.kind in kinds:
                found[link.entity] = None
    return tuple(found)
