"""Answers the reconciliation service: names to things, values to add, suggestions, previews."""

import sqlite3
from typing import Any

import pyoxigraph as ox

from migkg.namespaces import BASE, XSD
from migkg.reconcile import asked
from migkg.reconcile.match import TYPES, Matcher, info, spaced
from migkg.reconcile.properties import Properties, Property, Value, code_of
from migkg.search.names import candidates
from migkg.search.words import key
from migkg.serve.faults import NoAnswerError
from migkg.serve.operation import Job, Opened, Out, operation, parts, write_json
from migkg.serve.operations.search import index
from migkg.serve.terms import Labels

_SUGGESTED = 20
_PREVIEWED = ("identifier", "m49", "other-names", "country", "part-of", "parent", "body", "date",
              "wikidata")  # fmt: skip
_VALUES = 6  # of one property in a preview


@operation("reconcile")
def _reconcile(opened: Opened, job: Job, out: Out) -> None:
    """Answer a batch of queries; for a page, the answer to one name."""
    matcher = Matcher(opened.store, index(opened))
    try:
        queries = asked.queries(job["queries"])
        found = {name: {"result": matcher.answer(query)} for name, query in queries.items()}
    except sqlite3.Error as error:
        raise NoAnswerError("failed", f"The search failed: {error}.") from error
    if job.get("page"):
        parts(found, out)
        return
    _json(found, out)


@operation("reconcile-extend")
def _extend(opened: Opened, job: Job, out: Out) -> None:
    """Answer with values of properties of things."""
    ids, wanted = asked.extension(job["extend"])
    known, labels = Properties(opened.store), Labels(opened.store)
    chosen = [(name, known.get(name)) for name in wanted]
    rows = {
        given: {
            name: [_cell(labels, one, value) for value in known.values(thing, one)]
            if one and thing
            else []
            for name, one in chosen
        }
        for given in ids
        for thing in [_thing(given)]
    }
    meta = [{"id": name, "name": one.name if one else name} for name, one in chosen]
    _json({"meta": meta, "rows": rows}, out)


def _cell(labels: Labels, asked_for: Property, value: Value) -> dict[str, str]:
    if isinstance(value, ox.NamedNode):
        if value.value.startswith(BASE):
            return {"id": value.value, "name": labels.of(value)}
        return {"str": code_of(asked_for, value)}
    if value.datatype.value == XSD + "date":
        return {"date": f"{value.value}T00:00:00Z"}
    return {"str": value.value}


def _thing(given: str) -> ox.NamedNode | None:
    iri = given if given.startswith(BASE) else BASE + given
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


@operation("reconcile-propose")
def _propose(opened: Opened, job: Job, out: Out) -> None:
    """Answer with the properties that things of a type may have."""
    types = (job["type"],) if job["type"] else ()
    found = [
        {"id": one.id, "name": one.name}
        for one in Properties(opened.store).all()
        if one.offered(types)
    ]
    answer: dict[str, Any] = {"properties": found[: job["limit"]]}
    if job["type"]:
        answer |= {"type": job["type"]}
    _json({**answer, "limit": job["limit"]}, out)


@operation("reconcile-suggest")
def _suggest(opened: Opened, job: Job, out: Out) -> None:
    """Answer with what begins as somebody types: things, properties or types."""
    prefix, begin = job["prefix"], job["cursor"]
    kind = job["kind"]
    names = index(opened)
    if kind == "entity":
        near = candidates(names, prefix, TYPES, limit=begin + _SUGGESTED, unfinished=True)
        found = [
            {
                "id": one.iri,
                "name": one.label,
                "description": f"also {one.matched}"
                if one.matched != one.label
                else one.note[:200],
                "notable": [{"id": name, "name": spaced(name)} for name in one.classes],
            }
            for one in near
        ]
    elif kind == "property":
        found = [
            {"id": one.id, "name": one.name}
            for one in Properties(opened.store).all()
            if _begins(prefix, one.id, one.name)
        ]
    else:
        rows = names.execute(
            "SELECT class, COUNT(*) FROM entity_class GROUP BY class ORDER BY 2 DESC, 1"
        )
        found = [
            {"id": name, "name": spaced(name), "description": f"{count} things"}
            for name, count in rows
            if _begins(prefix, name, spaced(name))
        ]
    _json({"result": found[begin : begin + _SUGGESTED]}, out)


def _begins(prefix: str, *names: str) -> bool:
    """Tell whether a word of a name begins so."""
    return any(f" {key(name)}".find(f" {key(prefix)}") >= 0 for name in names)


@operation("reconcile-preview")
def _preview(opened: Opened, job: Job, out: Out) -> None:
    """Answer with the parts of a small page about a thing."""
    thing = _thing(job["id"])
    found = info(index(opened), thing.value) if thing else {}
    if not thing or not found:
        raise NoAnswerError("not-found", f"There is nothing known about {job['id'][:200]}.")
    known, labels = Properties(opened.store), Labels(opened.store)
    rows = []
    for name in _PREVIEWED:
        one = known.get(name)
        if one and one.offered(tuple(found["classes"])):
            values = known.values(thing, one)
            shown = [_cell(labels, one, value) for value in values[:_VALUES]]
            texts = [cell.get("name") or cell.get("str") or cell["date"][:10] for cell in shown]
            if texts:
                more = f" and {len(values) - _VALUES} more" if len(values) > _VALUES else ""
                rows.append({"name": one.name, "values": ", ".join(texts) + more})
    parts(
        {
            "iri": thing.value,
            "label": found["label"],
            "note": found["note"],
            "types": [one["name"] for one in found["types"]],
            "passages": found["weight"],
            "rows": rows,
        },
        out,
    )


def _json(value: object, out: Out) -> None:
    out.head(media="application/json", volatile=False, page=False)
    write_json(value, out)
