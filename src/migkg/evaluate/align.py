"""Lays what the system read over the gold set: passages on paragraphs, entities on things."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from migkg.evaluate.gold import Gold, Thing
from migkg.evaluate.system import Found
from migkg.link.authority import load_authority
from migkg.link.labels import fold
from migkg.model import Fact, Link, Literal, Ref, Value
from migkg.quads import Read

# Passages that support a fact whose main sentence stands elsewhere.
_SUPPORT: Final = frozenset({"heading", "caption", "table-header", "footnote"})
_NAMES: Final = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact of the system that cites the gold set."""

    read: Read = field(repr=False)
    fact: Fact
    units: tuple[int, ...]  # paragraphs of the gold set that it cites
    home: int | None  # the first that is its own, not just its support; None if that lies outside


def words(text: str) -> str:
    """Return the words of a printed text, for comparison: case, accents and mark-up do not count.

    >>> words("**Panel one: *The  Contribution*")
    'panel one the contribution'
    """
    plain = re.sub(r"</?[a-z]+>|_", " ", fold(text).replace("’", "'"))
    return " ".join(re.findall(r"\w+(?:'\w+)*", plain))


def written(value: Value) -> str:
    """Return a value as gold files write it."""
    return value.lexical if isinstance(value, Literal) else str(value)


class Alignment:
    """Which passages lie in which paragraph, and which entities a thing of the gold set is."""

    def __init__(self, gold: Gold, found: Found) -> None:
        self.gold, self.found = gold, found
        self._places: Mapping[str, list[tuple[int, int, int]]] = _places(gold)
        self._reads: dict[str, list[Read]] = defaultdict(list)
        for read in found.reads:
            self._reads[read.document.source.path].append(read)
        self._things: dict[tuple[str, str], frozenset[str]] = {}
        self._files = {unit.document: unit.file for unit in gold.units}
        self._files |= {one.document: one.file for one in gold.statements}

    def unit_at(self, file: str, begin: int, end: int) -> int | None:
        """Return the paragraph of the gold set that a stretch of a text lies in or cuts."""
        for low, high, number in self._places.get(file, ()):
            if low < end and begin < high:
                return number
        return None

    def links(self) -> dict[int, list[Link]]:
        """Return the links that lie in each paragraph of the gold set."""
        found: dict[int, list[Link]] = {unit.number: [] for unit in self.gold.units}
        for file in sorted(self._places):
            for read in self._reads[file]:
                for link in read.links:
                    number = self.unit_at(file, link.begin, link.end)
                    if number is not None:
                        found[number].append(link)
        return found

    def facts(self) -> list[Placed]:
        """Return the facts that cite the gold set, in the order of documents and passages."""
        placed = []
        for file in sorted(self._places):
            for read in self._reads[file]:
                at = {p.order: self.unit_at(file, p.begin, p.end) for p in read.passages}
                for fact in sorted(read.facts, key=lambda one: (one.passages, repr(one))):
                    units = {at[order] for order in fact.passages} - {None}
                    if units:
                        numbers = tuple(sorted(unit for unit in units if unit is not None))
                        placed.append(Placed(read, fact, numbers, _home(read, fact, at)))
        return placed

    def same(self, document: str, expected: Iterable[str], value: str) -> bool:
        """Tell whether a system's entity is one of those that a document's gold names."""
        return any(
            value in self.refs(document, name) if name.startswith("thing/") else value == name
            for name in expected
        )

    def refs(self, document: str, name: str) -> frozenset[str]:
        """Return the IRIs under which the system knows a thing of the gold set.

        They are those of the links that lie over the place where the document names it, and those
        of what the system describes there by the same words.
        """
        key = document, name
        if key not in self._things:
            self._things[key] = self._resolve(document, self.gold.things[document][name])
        return self._things[key]

    def _resolve(self, document: str, thing: Thing) -> frozenset[str]:
        known, wanted = load_authority().entities, words(thing.anchor)
        found: set[str] = set()
        for read in self._reads[self._files[document]]:
            if not read.document.begin <= thing.begin < read.document.end or read.document.slug in {
                other.document.part_of for other in self._reads[self._files[document]]
            }:
                continue
            for link in read.links:
                over = link.begin < thing.end and thing.begin < link.end
                if over and link.kind == thing.kind and link.entity not in known:
                    found.add(link.entity)
            for described in read.descriptions:
                names = [
                    words(value.lexical)
                    for key, value in described.properties
                    if key in _NAMES and isinstance(value, Literal)
                ]
                if described.subject.kind == thing.kind and any(
                    wanted in name or name in wanted for name in names if name
                ):
                    found.add(described.subject)
        return frozenset(found)


def _places(gold: Gold) -> dict[str, list[tuple[int, int, int]]]:
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for unit in gold.units:
        places[unit.file] += [(begin, end, unit.number) for begin, end in unit.spans]
    return {file: sorted(spans) for file, spans in places.items()}


def _home(read: Read, fact: Fact, at: Mapping[int, int | None]) -> int | None:
    passages = {passage.order: passage for passage in read.passages}
    cited: Sequence[int] = [order for order in fact.passages if order in passages]
    chapeaux = {passages[order].part_of for order in cited}
    main = [
        order for order in cited if passages[order].kind not in _SUPPORT and order not in chapeaux
    ] or cited
    return next((number for order in main if (number := at[order]) is not None), None)


def is_known(ref: str) -> bool:
    """Tell whether an authority file knows an entity."""
    return Ref(ref) in load_authority().entities
