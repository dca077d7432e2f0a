"""The facts of a passage: which stand beside it, and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import ID, MIG
from migkg.serve.reading import look
from migkg.serve.terms import Labels
from migkg.serve.words.facts import Teller

# A header of a long table is cited by a fact for each cell.
LOOKED_AT: Final = 400  # facts of one passage
_LESS: Final = ("paragraph", "list-item", "programme-line", "table-row", "footnote", "heading")
_QUOTED: Final = ("mig:provisionText", "mig:sentence")


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact and the passages it cites, the one it stands beside first."""

    iri: str
    kind: str  # the local name of its class
    passages: tuple[str, ...]

    @property
    def hash(self) -> str:
        """Return the last name of its IRI."""
        return look.slug(self.iri)


class Margin:
    """The facts of a store's passages, each looked up once."""

    def __init__(self, store: ox.Store, labels: Labels | None = None) -> None:
        self._store = store
        self._labels = labels or Labels(store)
        self._teller = Teller(store, self._labels)
        self._facts: dict[str, Cited] = {}
        self._kinds: dict[str, tuple[int, int]] = {}

    def facts(self, passage: str, most: int = LOOKED_AT) -> list[Cited]:
        """Return facts that cite a passage, sorted by class and IRI."""
        found = set(
            islice(
                (
                    iri
                    for iri in look.subjects(self._store, "prov:wasDerivedFrom", passage)
                    if iri.startswith(ID + "fact/")
                ),
                most,
            )
        )
        return sorted((self.fact(iri) for iri in found), key=lambda fact: (fact.kind, fact.iri))

    def beside(self, passage: str) -> list[Cited]:
        """Return the facts that stand beside a passage: of those that cite several, each once."""
        return [fact for fact in self.facts(passage) if fact.passages[0] == passage]

    def fact(self, iri: str) -> Cited:
        """Return a fact."""
        if iri not in self._facts:
            passages = look.values(self._store, iri, "prov:wasDerivedFrom")
            quotes = [value for name in _QUOTED for value in look.values(self._store, iri, name)]
            passages.sort(
                key=lambda passage: (not self._says(passage, quotes), self._rank(passage))
            )
            self._facts[iri] = Cited(iri, kind_of(self._store, iri), tuple(passages))
        return self._facts[iri]

    def _says(self, passage: str, quotes: Iterable[str]) -> bool:
        text = look.value(self._store, passage, "nif:isString") if quotes else ""
        return any(quote in text for quote in quotes)

    def _rank(self, passage: str) -> tuple[int, int]:
        """Return how much a passage says by itself: a row does, the head of its table does not."""
        if passage not in self._kinds:
            kind = look.slug(look.value(self._store, passage, "mig:passageKind"))
            order = look.value(self._store, passage, "mig:order")
            place = _LESS.index(kind) if kind in _LESS else len(_LESS)
            self._kinds[passage] = (max(place - 3, 0), int(order or 0))
        return self._kinds[passage]

    def place(self, passage: str) -> dict[str, str]:
        """Return where a passage stands, as a citation says it."""
        return {
            "iri": passage,
            "order": look.value(self._store, passage, "mig:order"),
            "number": look.value(self._store, passage, "mig:paragraphNumber"),
        }

    def told(self, fact: Cited, document: str = "") -> dict[str, Any]:
        """Return a fact as the parts that a page shows beside the passage that it quotes.

        In its own document, the document's name need not begin the sentence.
        """
        told = self._teller.brief(fact.iri)
        parts = [part for part in told["parts"] if not part.get("clause")]
        if document and len(parts) > 1 and parts[0].get("iri") == document:
            parts = parts[1:]
            text = parts[0]["text"].lstrip()
            parts[0] = {**parts[0], "text": text[:1].upper() + text[1:]}
        told["parts"] = parts
        return {
            "hash": fact.hash,
            "kind": fact.kind,
            "label": self._labels.of(ox.NamedNode(MIG + fact.kind)),
            **told,
        }


def kind_of(store: ox.Store, fact: str) -> str:
    """Return the local name of the class of a fact."""
    kinds = [kind for kind in look.values(store, fact, "rdf:type") if kind.startswith(MIG)]
    return next((kind.removeprefix(MIG) for kind in kinds if kind != MIG + "Fact"), "Fact")
