"""An event as announced and as held, side by side; what was said there."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import ID, MIG, SCHEMA
from migkg.serve.terms import Labels
from migkg.serve.words import values
from migkg.serve.words.facts import Teller
from migkg.serve.words.said import Said, flat
from migkg.serve.words.text import plain

SESSIONS = 80
PARTICIPATIONS = 300
STATEMENTS = 15  # on a page
COUNTED = 1000  # statements

_PARTS: Final = tuple(ox.NamedNode(iri) for iri in (MIG + "sessionOf", SCHEMA + "superEvent"))
_IN_EVENT: Final = ox.NamedNode(MIG + "inEvent")
_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PARTICIPATION: Final = ox.NamedNode(MIG + "Participation")
_VERSION: Final = ox.NamedNode(MIG + "versionStatus")
_START: Final = ox.NamedNode(SCHEMA + "startDate")
_TOLD: Final = ox.NamedNode(MIG + "startDate")
# In the order of time: what was to be, what is sure, what was.
_COLUMNS: Final = {
    "provisional": "Provisional programme",
    "final": "Final programme",
    "announced": "Announced elsewhere",
    "held": "As held",
}


def sessions(store: ox.Store, labels: Labels, term: ox.NamedNode) -> list[dict[str, str]]:
    """Return the sessions and other parts of an event, in the order of time."""
    found = {
        quad.subject
        for predicate in _PARTS
        for quad, _ in zip(
            store.quads_for_pattern(None, predicate, term, None), range(SESSIONS), strict=False
        )
        if isinstance(quad.subject, ox.NamedNode)
    }
    rows = [
        {
            "iri": node.value,
            "label": plain(labels.of(node)),
            "time": (time := _time(store, node)),
            "text": values.date(time),
        }
        for node in found
    ]
    return sorted(rows, key=lambda row: (row["time"] or "9", row["label"], row["iri"]))[:SESSIONS]


def programme(
    store: ox.Store, teller: Teller, term: ox.NamedNode, parts: list[dict[str, str]]
) -> dict[str, Any] | None:
    """Return who was announced and who took part, by session; nothing if only one of them is told.

    A row is somebody in a session; a cell is the role there, with the passage that says so.
    """
    labels = teller.labels
    sections, columns, seen = [], set(), 0
    events = [{"iri": term.value, "label": plain(labels.of(term)), "text": ""}, *parts]
    for event in events:
        rows: dict[str, dict[str, Any]] = {}
        for quad in store.quads_for_pattern(None, _IN_EVENT, ox.NamedNode(event["iri"]), None):
            if seen >= PARTICIPATIONS:
                break
            fact = quad.subject
            if not isinstance(fact, ox.NamedNode) or not _is_participation(store, fact):
                continue
            seen += 1
            said = Said(store, labels, fact)
            column = _column(store, said)
            columns.add(column)
            for node in said.nodes("participant"):
                row = rows.setdefault(
                    node.value,
                    {"iri": node.value, "label": plain(labels.of(node)), "cells": {}},
                )
                cells, cell = row["cells"].setdefault(column, []), _cell(said)
                if all(
                    (each["role"], each["status"]) != (cell["role"], cell["status"])
                    for each in cells
                ):
                    cells.append(cell)
        if rows:
            ordered = sorted(rows.values(), key=lambda row: row["label"])
            sections.append({**event, "rows": ordered})
    if not columns & {"provisional", "final", "announced"} or not sections:
        return None
    shown = {key: name for key, name in _COLUMNS.items() if key in columns}
    return {"columns": shown, "sections": sections, "cut": seen >= PARTICIPATIONS}


def statements_by(store: ox.Store, labels: Labels, term: ox.NamedNode) -> dict[str, Any] | None:
    """Return the statements that somebody made, or that were made on behalf of them."""
    ways = f"<{MIG}speaker> <{MIG}onBehalfOf>"
    pattern = f"VALUES ?way {{ {ways} }} ?statement ?way {term} ; a <{MIG}Statement> ."
    return statements(store, labels, pattern)


def statements(store: ox.Store, labels: Labels, pattern: str) -> dict[str, Any] | None:
    """Return the first statements that a pattern binds as ``?statement``, and how many there are.

    A row says the title, who spoke, on whose behalf, where and when.
    """
    query = f"SELECT DISTINCT ?statement WHERE {{ {pattern} }}"
    found: Any = store.query(f"{query} LIMIT {COUNTED + 1}", use_default_graph_as_union=True)
    nodes = sorted((row[0] for row in found), key=str)
    if not nodes:
        return None
    rows = [_statement(store, labels, node) for node in nodes[:STATEMENTS]]
    return {
        "rows": sorted(rows, key=lambda row: (row["time"] or "9", row["label"])),
        "total": min(len(nodes), COUNTED),
        "more": len(nodes) > COUNTED,
        "sparql": f"{query} ORDER BY ?statement",
    }


def _statement(store: ox.Store, labels: Labels, node: ox.NamedNode) -> dict[str, Any]:
    said = Said(store, labels, node)
    time = said.one("date")
    return {
        "iri": node.value,
        "label": plain(labels.of(node)),
        "speaker": flat(said.bare("speaker")),
        "behalf": flat(said.bare("onBehalfOf")),
        "event": flat(said.bare("deliveredAt")),
        "reported": said.one("reported") == "true",
        "time": time,
        "text": values.date(time),
    }


def _cell(said: Said) -> dict[str, Any]:
    status = said.slug("participationStatus")
    return {
        "role": said.label("role") or "participant",
        "status": said.label("participationStatus")
        if status in {"to-be-confirmed", "offered"}
        else "",
        "fact": said.iri.rpartition("/")[2],
        "passage": next(iter(said.passages()), ""),
    }


def _column(store: ox.Store, said: Said) -> str:
    if said.slug("participationStatus") == "actual":
        return "held"
    for passage in said.passages()[:1]:
        slug = passage.removeprefix(ID + "passage/").rpartition("/")[0]
        document = ox.NamedNode(f"{ID}document/{slug}")
        for quad in store.quads_for_pattern(document, _VERSION, None, None):
            if isinstance(quad.object, ox.NamedNode):
                slug = quad.object.value.rpartition("/")[2]
                if slug in _COLUMNS:
                    return slug
    return "announced"


def _is_participation(store: ox.Store, fact: ox.NamedNode) -> bool:
    return next(store.quads_for_pattern(fact, _TYPE, _PARTICIPATION, None), None) is not None


def _time(store: ox.Store, node: ox.NamedNode) -> str:
    """Return when an event begins: as it is known, or else as a document tells."""
    times = [
        quad.object.value
        for quad in store.quads_for_pattern(node, _START, None, None)
        if isinstance(quad.object, ox.Literal)
    ]
    told = store.quads_for_pattern(None, _IN_EVENT, node, None)
    for quad, _ in zip(told, range(0 if times else 60), strict=False):
        times += [
            each.object.value
            for each in store.quads_for_pattern(quad.subject, _TOLD, None, None)
            if isinstance(each.object, ox.Literal)
        ]
    # The finest time: one with hours, where there is one.
    return min(times, key=lambda time: (-len(time), time), default="")
