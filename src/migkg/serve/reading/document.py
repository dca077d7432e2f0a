"""The page of a document, and that of a passage or mention in its document."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE, DCTERMS, ID, MIG
from migkg.serve.faults import NoAnswerError
from migkg.serve.reading import body, contents, find, head, highlight, look
from migkg.serve.reading.margin import Margin
from migkg.serve.reading.page import PASSAGES, Reader, Stretch
from migkg.serve.reading.passages import (
    Outline,
    Passage,
    document_of,
    mention,
    mentions,
    outline,
    read,
)
from migkg.serve.terms import Labels
from migkg.serve.view import Asked

BEFORE, AFTER = 2, 4  # passages around the one that is asked for
CITING: Final = 100  # facts on the page of a passage
HEADINGS: Final = 300  # in the contents
CITED: Final = 20  # passages of one fact


def of_document(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    """Return the parts of the page of a document.

    Fields: ``from`` a place, ``paragraph`` a printed number, ``facts``, ``names``, ``language``
    to filter by, ``fact`` the hash of a fact to mark. Raises NoAnswerError where one is none.
    """
    shape = outline(store, iri)
    wanted = find.Filter.asked(asked)
    orders = find.passing(store, iri, shape, wanted) if wanted else shape.sorted()
    start, told = _start(shape, orders, asked)
    reader = Reader(store, shape, iri)
    cited = fact_asked(reader.margin, asked)
    marked = _marked(store, shape, cited)
    shown = reader.stretch([order for order in orders if order >= start], marked=marked)
    return {
        "head": head.of(store, iri),
        "asked": {
            "facts": wanted.facts,
            "names": wanted.names,
            "language": wanted.language,
            "paragraph": asked.get("paragraph", "")[:40],
        },
        "told": told,
        "focus": start if asked.get("paragraph") and not told["missing"] else 0,
        "contents": _contents(shape, shown),
        "total": len(shape.orders),
        "passing": len(orders),
        "pages": _pages(orders, shown),
        "cited": _cited(reader.margin, cited),
        "classes": _classes(store, iri),
        "kinds": find.KINDS,
        "languages": _languages(store, iri),
        **_shown(reader, shown),
    }


def _shown(reader: Reader, shown: Stretch) -> dict[str, Any]:
    return {
        "items": shown.items,
        "first": shown.orders[0] if shown.orders else 0,
        "last": shown.last,
        "marks": dict(sorted(shown.kinds.items())),
        "fact_kinds": [
            {"kind": kind, "label": reader.name(MIG + kind), "count": count}
            for kind, count in sorted(shown.classes.items())
        ],
    }


def _start(shape: Outline, orders: list[int], asked: Asked) -> tuple[int, dict[str, Any]]:
    """Return where a page begins, and what to say of the paragraph that was asked for."""
    told: dict[str, Any] = {"missing": "", "others": []}
    number = asked.get("paragraph", "").strip()[:40]
    if number:
        found = [order for order in find.numbered(shape, number) if order in set(orders)]
        if found:
            told["others"] = [
                {"order": order, "heading": _heading(shape, order)} for order in found[1:20]
            ]
            return found[0], told
        told["missing"] = number
    return _order(asked.get("from", "1")), told


def _order(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise NoAnswerError("bad-request", "The field 'from' takes the number of a passage.")
    return int(text)


def _heading(shape: Outline, order: int) -> str:
    before = [at for at in shape.headings if at <= order]
    return body.quoted(shape.headings[before[-1]]) if before else ""


def _contents(shape: Outline, shown: Stretch) -> dict[str, Any]:
    levels = contents.levels(shape.headings)
    here = set(shown.orders)
    found = [
        {
            "order": order,
            "level": levels[order],
            "text": body.quoted(text),
            "here": order in here,
        }
        for order, text in list(shape.headings.items())
    ]
    return {"headings": found[:HEADINGS], "more": max(0, len(found) - HEADINGS)}


def _pages(orders: list[int], shown: Stretch) -> dict[str, int]:
    """Return where the pages before and after begin; 0 for none."""
    first = shown.orders[0] if shown.orders else 0
    before = [order for order in orders if order < first]
    after = [order for order in orders if order > shown.last]
    return {
        "previous": before[max(0, len(before) - PASSAGES)] if before else 0,
        "next": after[0] if shown.orders and after else 0,
    }


def _classes(store: ox.Store, iri: str) -> list[dict[str, Any]]:
    """Return the classes of facts that a document states, with how many of each."""
    labels = Labels(store)
    graph = BASE + "graph/document/" + look.slug(iri)
    query = f"""SELECT ?class (COUNT(DISTINCT ?fact) AS ?count) {{
        GRAPH <{graph}> {{ ?fact a mig:Fact , ?class }}
        FILTER(STRSTARTS(STR(?class), STR(mig:)) && ?class != mig:Fact)
    }} GROUP BY ?class ORDER BY ?class"""
    return [
        {"kind": look.local(kind), "label": labels.of(ox.NamedNode(kind)), "count": int(count)}
        for kind, count in look.rows(store, query)
    ]


def _languages(store: ox.Store, iri: str) -> dict[str, str]:
    """Return the languages of a document's passages, by their names."""
    query = f"""SELECT DISTINCT ?language {{
        ?p mig:passageOf <{iri}> ; <{DCTERMS}language> ?language }} ORDER BY ?language"""
    return {code: head.LANGUAGES.get(code, code) for (code,) in look.rows(store, query)}


def fact_asked(margin: Margin, asked: Asked) -> str:
    """Return the IRI of the fact that an address asks to mark; empty if none, or none such."""
    name = asked.get("fact", "")
    if not name.isalnum() or not name.isascii():
        return ""
    iri = f"{ID}fact/{name}"
    return iri if margin.fact(iri).passages else ""


def _marked(store: ox.Store, shape: Outline, fact: str) -> dict[int, list[tuple[int, int]]]:
    """Return what to mark for a fact, by place."""
    found = {}
    for iri in Margin(store).fact(fact).passages[:CITED] if fact else ():
        if iri in shape.orders:
            passage = read(store, iri)
            found[passage.order] = highlight.spans(store, fact, passage, mentions(store, passage))
    return found


def _cited(margin: Margin, fact: str) -> dict[str, Any] | None:
    """Return a fact with the passages that it cites."""
    if not fact:
        return None
    cited = margin.fact(fact)
    return {
        **margin.told(cited),
        "passages": [margin.place(passage) for passage in cited.passages[:CITED]],
        "more": max(0, len(cited.passages) - CITED),
    }


def of_passage(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:
    """Return the parts of the page of a passage: it and those around it.

    Fields: ``fact``, the hash of a fact to mark; ``sentence``, words of the passage to mark.
    """
    passage = read(store, iri)
    shape = outline(store, passage.document)
    reader = Reader(store, shape, iri)
    cited = fact_asked(reader.margin, asked)
    marked: list[tuple[int, int]] = []
    if cited and iri in reader.margin.fact(cited).passages:
        marked = highlight.spans(store, cited, passage, mentions(store, passage))
    sentence = asked.get("sentence", "")
    found = highlight.said(passage.text, sentence) if sentence else None
    if found and not cited:
        marked = [found]
    parts = _around(store, reader, passage, marked, _cited(reader.margin, cited))
    parts["sought"] = sentence if sentence and not found else ""
    return parts


def of_mention(store: ox.Store, iri: str, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """Return the parts of the page of a mention: its passage, with the mention marked.

    Raises NoAnswerError for a mention that says not what it names or where.
    """
    passage = read(store, look.value(store, iri, "nif:referenceContext"))
    named = mention(store, iri, passage)
    if named is None:
        raise NoAnswerError("not-found", f"{iri} says not what it names, or where it stands.")
    shape = outline(store, passage.document)
    reader = Reader(store, shape, iri)
    parts = _around(store, reader, passage, [(named.begin, named.end)], None)
    parts["mention"] = {
        "anchor": look.value(store, iri, "nif:anchorOf"),
        "entity": named.entity,
        "label": reader.name(named.entity),
        "kind": find.SINGULAR.get(named.entity.removeprefix(ID).split("/")[0], ""),
        "confidence": named.confidence,
        "annotator": [
            {"iri": one, "label": reader.name(one)}
            for one in look.values(store, iri, "itsrdf:taAnnotatorsRef")
        ],
    }
    return parts


def _around(
    store: ox.Store,
    reader: Reader,
    passage: Passage,
    marked: list[tuple[int, int]],
    cited: dict[str, Any] | None,
) -> dict[str, Any]:
    orders = reader.shape.sorted()
    at = orders.index(passage.order) if passage.order in orders else 0
    near = orders[max(0, at - BEFORE) : at + AFTER + 1]
    if passage.kind in body.ROWS:
        near = reader.table_around(near, passage.order)
    shown = reader.stretch(near, marked={passage.order: marked}, full=False)
    facts = reader.margin.facts(passage.iri, CITING + 1)
    return {
        "iri": passage.iri,
        "head": head.of(store, passage.document),
        "order": passage.order,
        "number": passage.number,
        "page": passage.page,
        "section": passage.section,
        "path": _path(reader.shape, passage.order),
        "before": orders[at - 1] if at else 0,
        "after": orders[at + 1] if at + 1 < len(orders) else 0,
        "begin": passage.begin,
        "length": len(passage.text),
        "cited": cited,
        "mention": None,
        "sought": "",
        "facts": [reader.margin.told(fact) for fact in facts[:CITING]],
        "facts_more": len(facts) > CITING,
        "subjects": [{"iri": one, "label": reader.name(one)} for one in passage.subjects],
        "document_slug": document_of(passage.iri),
        **_shown(reader, shown),
    }


def _path(shape: Outline, order: int) -> list[dict[str, Any]]:
    """Return the headings above a passage, the highest first."""
    levels = contents.levels(shape.headings)
    path: list[dict[str, Any]] = []
    for at, text in shape.headings.items():
        if at >= order:
            break
        path = [one for one in path if one["level"] < levels[at]]
        path.append({"order": at, "level": levels[at], "text": body.quoted(text)})
    return path
