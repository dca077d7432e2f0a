"""The page of a document: what it is, its contents, and a stretch of its text with the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE, MIG
from migkg.serve import view
from migkg.serve.pages import root
from migkg.serve.reading import body, contents, look
from migkg.serve.reading.body import ROWS, Writer
from migkg.serve.reading.margin import Margin
from migkg.serve.reading.passages import Named, Outline, Passage, mentions, read
from migkg.serve.terms import Labels

PASSAGES: Final = 50  # on one page
SIZE: Final = 72_000  # characters of mark-up, after which a page takes no further passage
BESIDE: Final = 6  # facts beside one passage; the rest on the passage's own page
TABLE: Final = 60  # rows by which a page grows rather than cut a table


@dataclass
class Stretch:
    """What a page shows of a text, as the parts of its template."""

    items: list[dict[str, Any]]
    orders: list[int]
    kinds: dict[str, int]  # of mentions, with how many
    classes: dict[str, int]  # of facts, with how many

    @property
    def last(self) -> int:
        """Return the order of the last passage shown."""
        return self.orders[-1] if self.orders else 0


class Reader:
    """Reads stretches of one document for one page."""

    def __init__(
        self, store: ox.Store, shape: Outline, address: str, most_facts: int = BESIDE
    ) -> None:
        self.store, self.shape, self.address = store, shape, address
        self.up = root("/" + address.removeprefix(BASE))
        self.labels = Labels(store)
        self.margin = Margin(store, self.labels)
        self.levels = contents.levels(shape.headings)
        self.most_facts = most_facts
        self._iris = {order: iri for iri, order in shape.orders.items()}
        self._names: dict[str, str] = {}
        self._unreviewed: set[str] = set()

    def stretch(
        self,
        orders: list[int],
        *,
        marked: Mapping[int, list[tuple[int, int]]] | None = None,
        full: bool = True,
    ) -> Stretch:
        """Return the passages at some places, as many as a page takes."""
        passages, named = self._take(orders, full)
        shown = {passage.order for passage in passages}
        notes = {order: self._to(order) for order in self.shape.notes if order not in shown}
        writer = Writer(self.up, self.shape, self._names, frozenset(self._unreviewed), notes)
        found = Stretch([], [passage.order for passage in passages], {}, {})
        tables = groupby(passages, key=lambda passage: passage.kind in ROWS)
        for is_table, group in tables:
            run = list(group)
            if is_table:
                found.items.append(self._table(run, writer, named, marked or {}, found))
                continue
            for passage in run:
                found.items.append(self._item(passage, writer, named, marked or {}, found))
        rank = 2  # of the page's own heading above the text
        for item in found.items:
            item["back"] = item.get("order") in writer.pointed
            if item.get("level"):  # no rank is left out, wherever a page begins
                rank = item["rank"] = min(item["level"] + 2, rank + 1)
        for ones in named.values():
            for one in ones:
                kind = view.kind(one.entity)
                found.kinds[kind] = found.kinds.get(kind, 0) + 1
        return found

    def name(self, iri: str) -> str:
        """Return the name of a thing."""
        return self.labels.of(ox.NamedNode(iri))

    def table_around(self, orders: list[int], order: int) -> list[int]:
        """Return places with those between them and the head of the table that a row stands in."""
        first = order
        while first - 1 in self._iris and order - first < TABLE:
            kind = look.slug(look.value(self.store, self._iris[first - 1], "mig:passageKind"))
            if kind not in {*ROWS, "caption"}:
                break
            first -= 1
        return sorted({*orders, *(at for at in range(first, order) if at in self._iris)})

    def _take(self, orders: list[int], full: bool) -> tuple[list[Passage], dict[int, list[Named]]]:
        passages: list[Passage] = []
        named: dict[int, list[Named]] = {}
        size = 0
        for order in orders:
            passage = read(self.store, self._iris[order])
            over = len(passages) >= PASSAGES or size > SIZE
            in_table = passage.kind in ROWS and len(passages) < PASSAGES + TABLE
            if full and over and not in_table:
                break
            passages.append(passage)
            named[order] = mentions(self.store, passage)
            for one in named[order]:
                self._name(one.entity)
            size += 300 + len(passage.text) + 150 * len(named[order])
            if passage.kind not in ROWS:
                size += 500 * min(len(self.margin.beside(passage.iri)), self.most_facts)
        return passages, named

    def _name(self, entity: str) -> None:
        if entity not in self._names:
            self._names[entity] = self.labels.of(ox.NamedNode(entity))
            if MIG + "Unreviewed" in look.values(self.store, entity, "mig:status"):
                self._unreviewed.add(entity)

    def _item(
        self,
        passage: Passage,
        writer: Writer,
        named: Mapping[int, list[Named]],
        marked: Mapping[int, list[tuple[int, int]]],
        found: Stretch,
    ) -> dict[str, Any]:
        facts = self.margin.beside(passage.iri)
        for fact in facts:
            found.classes[fact.kind] = found.classes.get(fact.kind, 0) + 1
        spans = marked.get(passage.order, [])
        return {
            "table": False,
            "order": passage.order,
            "iri": passage.iri,
            "kind": passage.kind,
            "number": passage.number,
            "language": passage.language,
            "wraps": body.wraps(passage.text),
            "level": self.levels.get(passage.order, 0),
            "continues": self._continued(passage),
            "html": writer.text(passage, named[passage.order], spans),
            "facts": [
                self.margin.told(fact, passage.document) for fact in facts[: self.most_facts]
            ],
            "facts_total": len(facts),
        }

    def _continued(self, passage: Passage) -> str:
        """Return the printed number of the paragraph that a passage goes on with."""
        order = self.shape.orders.get(passage.continues)
        return "" if order is None else self.shape.numbers.get(order, "")

    def _table(
        self,
        run: list[Passage],
        writer: Writer,
        named: Mapping[int, list[Named]],
        marked: Mapping[int, list[tuple[int, int]]],
        found: Stretch,
    ) -> dict[str, Any]:
        width = max(passage.text.count("\t") + 1 for passage in run)
        rows = []
        for at, passage in enumerate(run):
            header = passage.kind == "table-header"
            spans = marked.get(passage.order, [])
            cells = writer.cells(passage, named[passage.order], spans)
            facts = [] if header else self.margin.beside(passage.iri)
            for fact in facts:
                found.classes[fact.kind] = found.classes.get(fact.kind, 0) + 1
            rows.append(
                {
                    "order": passage.order,
                    "iri": passage.iri,
                    "header": header,
                    "html": body.row(header, cells, width, at == 0),
                    "facts": len(facts),
                    "marked": bool(spans),
                }
            )
        heads = [one for one in rows if one["header"]]
        return {
            "table": True,
            "language": run[0].language,
            "heads": heads,
            "rows": [one for one in rows if not one["header"]],
            "facts": any(one["facts"] for one in rows),
        }

    def _to(self, order: int) -> str:
        """Return the way to a passage that is not on this page."""
        return self.up + self._iris[order].removeprefix(BASE)
