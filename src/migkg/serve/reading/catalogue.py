"""The list of documents: filtered, sorted, a page of it, parts under the file that holds them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import DCTERMS, GRAPH, ID, MIG
from migkg.serve.faults import NoAnswerError
from migkg.serve.reading import look
from migkg.serve.reading.head import LANGUAGES
from migkg.serve.terms import Labels
from migkg.serve.words import values
from migkg.serve.words.text import plain

PAGE: Final = 50  # documents on one page, their parts not counted
PARTS: Final = 60  # shown of one document

SORTS: Final = {
    "title": "title",
    "date": "date, oldest first",
    "newest": "date, newest first",
    "symbol": "symbol",
}
_FIELDS: Final = {
    "title": DCTERMS + "title",
    "date": DCTERMS + "date",
    "symbol": DCTERMS + "identifier",
    "language": DCTERMS + "language",
    "whole": DCTERMS + "isPartOf",
}


@dataclass
class Document:
    """A document as the list shows it; of several values of a field, the first."""

    iri: str
    kinds: list[str] = field(default_factory=list)
    title: str = ""
    date: str = ""
    symbol: str = ""
    language: str = ""
    whole: str = ""

    @property
    def year(self) -> str:
        """Return the year of its date."""
        return self.date[:4]


def listed(store: ox.Store, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the list of documents whose texts the graph holds.

    Fields: ``kind`` (local name of a class), ``year``, ``language``, ``sort``, ``page``. Raises
    NoAnswerError for an order or page that there is not.
    """
    sort = asked.get("sort", "") or "title"
    if sort not in SORTS:
        raise NoAnswerError("bad-request", f"There are these orders: {', '.join(SORTS)}.")
    every = _documents(store)
    wanted = {name: asked.get(name, "") for name in ("kind", "year", "language")}
    parts: dict[str, list[Document]] = defaultdict(list)
    if any(wanted.values()):
        rows = [one for one in every.values() if _fits(one, wanted)]
    else:
        rows = [one for one in every.values() if one.whole not in every]
        for one in every.values():
            parts[one.whole].append(one)
    rows = _sorted(rows, sort)
    pages = max(1, -(-len(rows) // PAGE))
    page = _page(asked.get("page", "") or "1", pages)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    with_parts = [(one, sorted(parts[one.iri], key=lambda part: part.iri)[:PARTS]) for one in shown]
    counts = _counts(store, [one for row, more in with_parts for one in (row, *more)])
    labels = Labels(store)
    return {
        "rows": [
            {
                **_shown(one, counts, labels, every),
                "parts": [_shown(part, counts, labels, every) for part in more],
                "more": max(0, len(parts[one.iri]) - PARTS),
            }
            for one, more in with_parts
        ],
        "total": len(every),
        "found": len(rows),
        "page": page,
        "pages": pages,
        "asked": {**wanted, "sort": sort},
        "sorts": SORTS,
        "kinds": _tally(kind for one in every.values() for kind in one.kinds),
        "kind_names": {
            kind: labels.of(ox.NamedNode(MIG + kind))
            for kind in {kind for one in every.values() for kind in one.kinds}
        },
        "years": _tally(one.year for one in every.values() if one.year),
        "languages": _tally(one.language for one in every.values() if one.language),
        "language_names": LANGUAGES,
    }


@lru_cache(maxsize=1)
def _documents(store: ox.Store) -> dict[str, Document]:
    """Return the documents that were read from a file, kept for as long as a reader has its store.

    One query for each of their fields, and sorted here: the engine sorts IRIs by looking up each.
    """
    held = "?d mig:sourceFile ?file"
    found = {iri for (iri,) in look.rows(store, f"SELECT DISTINCT ?d {{ {held} }}")}
    every = {iri: Document(iri) for iri in sorted(found) if iri.startswith(ID + "document/")}
    for name, predicate in _FIELDS.items():
        query = f"SELECT DISTINCT ?d ?value {{ {held} ; <{predicate}> ?value }}"
        for iri, value in look.rows(store, query):
            if iri in every:
                known = getattr(every[iri], name)
                setattr(every[iri], name, min(known, value) if known else value)
    for iri, kind in look.rows(store, f"SELECT DISTINCT ?d ?class {{ {held} ; a ?class }}"):
        if iri in every and kind.startswith(MIG):
            every[iri].kinds.append(kind.removeprefix(MIG))
    for one in every.values():
        special = [kind for kind in one.kinds if kind not in {"Document", "Instrument"}]
        one.kinds = sorted(special or one.kinds)
    return every


def _fits(one: Document, wanted: Mapping[str, str]) -> bool:
    return (
        (not wanted["kind"] or wanted["kind"] in one.kinds)
        and (not wanted["year"] or wanted["year"] == one.year)
        and (not wanted["language"] or wanted["language"] == one.language)
    )


def _sorted(rows: list[Document], sort: str) -> list[Document]:
    rows = sorted(rows, key=lambda one: (one.title.casefold(), one.iri))
    if sort == "symbol":
        return sorted(rows, key=lambda one: (not one.symbol, one.symbol))
    if sort == "newest":
        dated = sorted((one for one in rows if one.date), key=lambda one: one.date, reverse=True)
        return [*dated, *(one for one in rows if not one.date)]
    if sort == "date":
        return sorted(rows, key=lambda one: (not one.date, one.date))
    return rows


def _page(text: str, pages: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= pages:
        return int(text)
    raise NoAnswerError("bad-request", f"There are pages 1 to {pages}.")


def _counts(store: ox.Store, documents: Iterable[Document]) -> dict[str, tuple[int, int]]:
    """Return how many passages and facts each document has."""
    found: dict[str, tuple[int, int]] = {}
    for one in documents:
        graph = f"{GRAPH}document/{look.slug(one.iri)}"
        passages = look.count(
            store, f"SELECT (COUNT(DISTINCT ?p) AS ?n) {{ ?p mig:passageOf <{one.iri}> }}"
        )
        facts = look.count(
            store, f"SELECT (COUNT(DISTINCT ?f) AS ?n) {{ GRAPH <{graph}> {{ ?f a mig:Fact }} }}"
        )
        found[one.iri] = (passages, facts)
    return found


def _shown(
    one: Document,
    counts: Mapping[str, tuple[int, int]],
    labels: Labels,
    every: Mapping[str, Document],
) -> dict[str, Any]:
    passages, facts = counts[one.iri]
    whole = every.get(one.whole)
    return {
        "iri": one.iri,
        "label": plain(one.title) or look.slug(one.iri),
        "kind": ", ".join(labels.of(ox.NamedNode(MIG + kind)) for kind in one.kinds),
        "symbol": one.symbol,
        "date": values.date(one.date),
        "language": one.language,
        "passages": passages,
        "facts": facts,
        "whole": {"iri": whole.iri, "label": plain(whole.title)} if whole else None,
    }


def _tally(found: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for one in found:
        counts[one] += 1
    return dict(sorted(counts.items()))
