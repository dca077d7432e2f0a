"""Finds the place in a document that a reader asks for, and the passages that pass a filter."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from migkg.namespaces import ID, MIG
from migkg.serve.faults import NoAnswerError
from migkg.serve.reading import look
from migkg.serve.reading.passages import Outline

_LOCAL: Final = re.compile(r"[A-Za-z]{1,40}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_WORDS: Final = re.compile(r"^(?:paragraphs?|paras?|no|§)\.?\s*", re.IGNORECASE)

# Kinds of things that texts name, as the filter offers them.
KINDS: Final = {
    "person": "people",
    "office": "offices",
    "organization": "organizations",
    "state": "States",
    "area": "areas and regions",
    "instrument": "instruments",
    "event": "events",
    "initiative": "initiatives",
    "publication": "publications",
    "document": "documents",
}
SINGULAR: Final = {
    "person": "person",
    "office": "office",
    "organization": "organization",
    "state": "State",
    "area": "area",
    "instrument": "instrument",
    "event": "event",
    "initiative": "initiative",
    "publication": "publication",
    "document": "document",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see of a document; empty fields ask for nothing."""

    facts: str = ""  # "any", or the local name of a class of facts
    names: str = ""  # a kind of things, such as "state"
    language: str = ""

    @classmethod
    def asked(cls, fields: Mapping[str, str]) -> "Filter":
        """Return the filter that the fields of an address ask for.

        Raises NoAnswerError where one of them is none.
        """
        found = cls(fields.get("facts", ""), fields.get("names", ""), fields.get("language", ""))
        if (
            (found.facts and not _LOCAL.fullmatch(found.facts))
            or (found.names and found.names not in KINDS)
            or (found.language and not _LANGUAGE.fullmatch(found.language))
        ):
            raise NoAnswerError("bad-request", "There is no such filter of a document.")
        return found

    def __bool__(self) -> bool:
        return bool(self.facts or self.names or self.language)


def passing(store: ox.Store, document: str, shape: Outline, wanted: Filter) -> list[int]:
    """Return the places of the passages that pass a filter, in order."""
    left = set(shape.orders)
    inside = f"?p mig:passageOf <{document}>"
    for pattern in _patterns(wanted):
        query = f"SELECT DISTINCT ?p {{ {inside} . {pattern} }}"
        left &= {row[0] for row in look.rows(store, query)}
    return sorted(shape.orders[iri] for iri in left)


def _patterns(wanted: Filter) -> list[str]:
    found = []
    if wanted.facts:
        kind = "Fact" if wanted.facts == "any" else wanted.facts
        found.append(f"?fact prov:wasDerivedFrom ?p ; a <{MIG}{kind}>")
    if wanted.names:
        found.append(
            f'?p mig:mentions ?thing FILTER(STRSTARTS(STR(?thing), "{ID}{wanted.names}/"))'
        )
    if wanted.language:
        found.append(f'?p <http://purl.org/dc/terms/language> "{wanted.language}"')
    return found


def numbered(shape: Outline, wanted: str) -> list[int]:
    """Return the places of the paragraphs of a printed number, notes only where none else is."""
    key = _key(wanted)
    found = sorted(order for order, number in shape.numbers.items() if _key(number) == key)
    return [order for order in found if order not in shape.notes] or found


def _key(number: str) -> str:
    return re.sub(r"[\s.]", "", _WORDS.sub("", number.strip())).lower()
