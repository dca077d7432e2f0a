"""What the graph says of a thing in plain triples, in the order a page says it."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import BASE, MIG, expand
from migkg.serve.terms import Labels
from migkg.serve.view import kind
from migkg.serve.words import values
from migkg.serve.words.text import plain

MOST = 12  # values of one property

TENURES = 40

_TENURE_OF: Final = ox.NamedNode(MIG + "tenureOf")
_MEMBER: Final = ox.NamedNode(expand("org:member"))
_SINCE, _UNTIL = ox.NamedNode(MIG + "since"), ox.NamedNode(MIG + "until")
_OUT: Final = (
    ("schema:startDate", "From"),
    ("schema:endDate", "To"),
    ("dcterms:date", "Date"),
    ("schema:location", "Place"),
    ("placeState", "Country"),
    ("schema:superEvent", "Part of"),
    ("sessionOf", "Session of"),
    ("inSeries", "In the series"),
    ("schema:organizer", "Organized by"),
    ("adoptedBy", "Adopted by"),
    ("adoptedAt", "Adopted at"),
    ("contains", "Contains"),
    ("org:postIn", "Post in"),
    ("org:subOrganizationOf", "Part of"),
    ("org:memberOf", "Member of"),
    ("dcterms:isPartOf", "Region"),
    ("schema:founder", "Founded by"),
    ("schema:provider", "Run by"),
    ("schema:funder", "Funded by"),
    ("schema:areaServed", "Where"),
    ("dcterms:isReplacedBy", "Replaced by"),
    ("dcterms:relation", "Related"),
    ("skos:broader", "Broader"),
    ("skos:related", "Related"),
    ("dcterms:creator", "Author"),
    ("dcterms:publisher", "Publisher"),
)
_IN: Final = (
    ("org:subOrganizationOf", "Parts"),
    ("org:memberOf", "Members"),
    ("org:postIn", "Offices"),
    ("dcterms:isReplacedBy", "Took the place of"),
    ("contains", "Contained in"),
    ("inSeries", "Meetings"),
    ("schema:organizer", "Events it organized"),
    ("schema:provider", "Runs"),
    ("schema:areaServed", "Initiatives there"),
    ("skos:broader", "Narrower"),
    ("textOf", "Text"),
    ("outcomeOf", "Outcome"),
)


def glance(store: ox.Store, labels: Labels, term: ox.NamedNode) -> list[dict[str, Any]]:
    """Return names of properties with their values: links to things, or texts."""
    rows = []
    seen: set[str] = set()
    for name, called in _OUT:
        found = [
            quad.object
            for quad in store.quads_for_pattern(term, ox.NamedNode(expand(name)), None, None)
        ]
        if called == "Region" and kind(term.value) not in {"state", "area"}:
            called = "Part of"
        row = _row(labels, called, found, seen)
        if row:
            rows.append(row)
    for name, called in _IN:
        if called == "Members" and kind(term.value) == "state":
            continue  # its envoys, who are told among its people
        quads = store.quads_for_pattern(None, ox.NamedNode(expand(name)), term, None)
        found = [quad.subject for quad, _ in zip(quads, range(200), strict=False)]
        row = _row(labels, called, found, set())
        if row:
            rows.append(row)
    return rows


def classes(store: ox.Store, labels: Labels, term: ox.NamedNode) -> list[dict[str, Any]]:
    """Return the groups that a State or area is classified in, each with the year of that."""
    found = []
    for quad in store.quads_for_pattern(None, ox.NamedNode(MIG + "classified"), term, None):
        said = {
            each.predicate.value: each.object
            for each in store.quads_for_pattern(quad.subject, None, None, None)
        }
        into, as_of = said.get(MIG + "classifiedIn"), said.get(MIG + "asOf")
        if isinstance(into, ox.NamedNode):
            year = values.date(as_of.value) if isinstance(as_of, ox.Literal) else ""
            found.append({"iri": into.value, "text": plain(labels.of(into)), "when": year})
    return sorted(found, key=lambda each: (each["text"], each["when"]))


def tenures(store: ox.Store, labels: Labels, term: ox.NamedNode) -> list[dict[str, str]]:
    """Return who held an office, or what offices somebody held, the latest first."""
    held: Any = store.query(
        f"SELECT ?tenure ?other {{ {{ ?tenure {_TENURE_OF} {term} ; {_MEMBER} ?other }} UNION "
        f"{{ ?tenure {_TENURE_OF} ?other ; {_MEMBER} {term} }} }} LIMIT 500",
        use_default_graph_as_union=True,
    )
    found = [(_first(store, row[0], _SINCE), _first(store, row[0], _UNTIL), row[1]) for row in held]
    found.sort(key=lambda each: (each[0], each[1], each[2].value), reverse=True)
    return [
        {"iri": node.value, "text": plain(labels.of(node)), "when": _spell(since, until)}
        for since, until, node in found[:TENURES]
    ]


def _first(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> str:
    quads = store.quads_for_pattern(node, predicate, None, None)
    return min((q.object.value for q in quads if isinstance(q.object, ox.Literal)), default="")


def _spell(since: str, until: str) -> str:
    if since and until:
        return values.span(since, until)
    return (
        f"since {values.date(since)}" if since else f"until {values.date(until)}" if until else ""
    )


def _row(labels: Labels, called: str, found: list[Any], seen: set[str]) -> dict[str, Any] | None:
    shown = []
    for value in found:
        if isinstance(value, ox.NamedNode) and value.value.startswith(BASE):
            if value.value not in seen:
                shown.append({"iri": value.value, "text": plain(labels.of(value))})
        elif isinstance(value, ox.Literal):
            shown.append({"iri": "", "text": plain(values.date(value.value))})
    seen.update(each["iri"] for each in shown)
    if not shown:
        return None
    unique = {(each["text"].lower(), each["iri"]): each for each in shown}
    ordered = [unique[key] for key in sorted(unique)]
    return {"name": called, "values": ordered[:MOST], "total": len(ordered)}
