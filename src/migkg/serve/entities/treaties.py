"""Who signed, ratified or acceded to a treaty, when, after the registers of treaties."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import CONCEPT, DCTERMS, MIG, SKOS
from migkg.serve.terms import Labels
from migkg.serve.words import values
from migkg.serve.words.text import plain

MOST = 1000  # actions on one page
WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 14, 30

_CONSENTS: Final = frozenset(
    ("ratification", "accession", "succession", "acceptance", "approval", "formal-confirmation")
)
_PARTY, _INSTRUMENT = ox.NamedNode(MIG + "party"), ox.NamedNode(MIG + "instrument")
_ACTION, _DATE = MIG + "treatyAction", MIG + "date"


def of_state(store: ox.Store, labels: Labels, term: ox.NamedNode) -> list[dict[str, Any]]:
    """Return what a State did with each treaty, treaties in the order of consent."""
    found = _actions(store, labels, term, _PARTY, MIG + "instrument")
    return sorted(
        found,
        key=lambda row: (min((a["time"] for a in row["consents"]), default="9"), row["label"]),
    )


def of_instrument(store: ox.Store, labels: Labels, term: ox.NamedNode) -> dict[str, Any] | None:
    """Return the status of a treaty: who did what and when, and the number of parties over time."""
    rows = _actions(store, labels, term, _INSTRUMENT, MIG + "party")
    if not rows:
        return None
    sources = sorted({source for row in rows for source in row["sources"]})
    status = [_source(store, labels, source) for source in sources]
    dates = sorted({(min(a["time"] for a in row["consents"])) for row in rows if row["consents"]})
    steps = _steps(rows)
    return {
        "rows": sorted(rows, key=lambda row: row["label"]),
        "parties": len(bound(rows)),
        "signed": sum(bool(row["signatures"]) for row in rows),
        "sources": status,
        "first": values.date(dates[0]) if dates else "",
        "steps": steps,
        "chart": _chart(steps, max((each["as_of"] for each in status), default="")),
    }


def bound(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of those bound: by consent for more than a territory, not withdrawn since."""
    found = []
    for row in rows:
        times = [each["time"] for each in row["consents"] if not each["territory"]]
        left = [each["time"] for each in row["others"] if each["slug"] == "withdrawal"]
        if times and (not left or max(times) > max(left)):
            found.append({**row, "since": min(filter(None, times), default="")})
    return found


def counted(store: ox.Store, term: ox.NamedNode) -> list[dict[str, Any]]:
    """Return the numbers of parties to a treaty alone that documents state, by date."""
    rows: Any = store.query(
        f"SELECT ?fact ?count ?date {{ ?fact a <{MIG}PartyCount> ; <{MIG}instrument> {term} ; "
        f"<{MIG}count> ?count ; <{MIG}asOf> ?date . FILTER NOT EXISTS {{ ?fact "
        f"<{MIG}instrument> ?other FILTER(?other != {term}) }} }} ORDER BY ?date ?fact LIMIT 50",
        use_default_graph_as_union=True,
    )
    return [{"iri": row[0].value, "count": int(row[1].value), "time": row[2].value} for row in rows]


def _actions(
    store: ox.Store, labels: Labels, term: ox.NamedNode, by: ox.NamedNode, other: str
) -> list[dict[str, Any]]:
    """Return one row for each treaty or party, with its signatures, consents, other actions."""
    rows: dict[str, dict[str, Any]] = {}
    quads = store.quads_for_pattern(None, by, term, None)
    for quad, _ in zip(quads, range(MOST), strict=False):
        said = {
            each.predicate.value: each.object
            for each in store.quads_for_pattern(quad.subject, None, None, None)
        }
        target, action = said.get(other), said.get(_ACTION)
        source = said.get(DCTERMS + "isPartOf")
        # A fact read from a document states the same, but stands in a group of its own.
        if not (
            isinstance(target, ox.NamedNode)
            and isinstance(action, ox.NamedNode)
            and isinstance(source, ox.NamedNode)
        ):
            continue
        row = rows.setdefault(
            target.value,
            {
                "iri": target.value,
                "label": plain(labels.of(target)),
                "signatures": [],
                "consents": [],
                "others": [],
                "sources": [],
            },
        )
        slug = action.value.removeprefix(CONCEPT + "treaty-action/")
        time, territory = _literal(said.get(_DATE)), _literal(said.get(MIG + "territory"))
        kind = (
            "signatures" if slug == "signature" else "consents" if slug in _CONSENTS else "others"
        )
        row[kind].append(
            {
                "iri": quad.subject.value if isinstance(quad.subject, ox.NamedNode) else "",
                "slug": slug,
                "action": labels.of(action),
                "time": time,
                "text": values.date(time),
                "territory": territory,
            }
        )
        if source.value not in row["sources"]:
            row["sources"].append(source.value)
    for row in rows.values():
        for kind in ("signatures", "consents", "others"):
            row[kind].sort(key=lambda each: (each["time"], each["slug"]))
    return list(rows.values())


def sources(store: ox.Store, labels: Labels, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the registers that some rows were taken from, by IRI."""
    return {iri: _source(store, labels, iri) for row in rows for iri in row["sources"]}


def _source(store: ox.Store, labels: Labels, iri: str) -> dict[str, Any]:
    """Return a register: its name, its date, what must be said of it, where it is."""
    term = ox.NamedNode(iri)
    said: dict[str, list[Any]] = {}
    for quad in store.quads_for_pattern(term, None, None, None):
        said.setdefault(quad.predicate.value, []).append(quad.object)
    as_of = min((_literal(value) for value in said.get(MIG + "asOf", [])), default="")
    return {
        "iri": iri,
        "label": labels.of(term),
        "as_of": as_of,
        "when": values.date(as_of),
        "note": min((_literal(value) for value in said.get(SKOS + "note", [])), default=""),
        "from": sorted(
            value.value
            for value in said.get(DCTERMS + "source", [])
            if isinstance(value, ox.NamedNode)
        ),
    }


def _steps(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the number of parties after each day on which one came; whole States, not parts."""
    days: dict[str, int] = {}
    for row in rows:
        whole = [each["time"] for each in row["consents"] if each["time"] and not each["territory"]]
        if whole:
            days[min(whole)] = days.get(min(whole), 0) + 1
        for each in row["others"]:
            if each["slug"] == "withdrawal" and each["time"]:
                days[each["time"]] = days.get(each["time"], 0) - 1
    steps, total = [], 0
    for day in sorted(days):
        total += days[day]
        steps.append({"time": day, "text": values.date(day), "count": total})
    return steps


def _chart(steps: list[dict[str, Any]], as_of: str) -> dict[str, Any] | None:
    """Return the steps as the path of a picture, with its axes."""
    if len(steps) < 2:
        return None
    first = int(steps[0]["time"][:4])
    last = max(_year(steps[-1]["time"]), _year(as_of) if as_of else 0, first + 1)
    most: int = max(step["count"] for step in steps)

    def x(year: float) -> float:
        share = (year - first) / (last - first)
        return float(round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1))

    def y(count: int) -> float:
        return round(HEIGHT - _BOTTOM - count / most * (HEIGHT - _TOP - _BOTTOM), 1)

    path = f"M{x(first)} {y(0)}"
    for step in steps:
        path += f"H{x(_year(step['time']))}V{y(step['count'])}"
    every = next(size for size in (1, 2, 5, 10, 20, 50, 100) if (last - first) / size <= 9)
    tall = next(size for size in (1, 2, 5, 10, 20, 50, 100) if most / size <= 6)
    years = range(-(-first // every) * every, int(last) + 1, every)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "path": f"{path}H{x(last)}",
        "years": [{"x": x(year), "text": str(year)} for year in years],
        "counts": [{"y": y(count), "text": str(count)} for count in range(0, most + 1, tall)],
        "left": _LEFT,
        "right": WIDTH - _RIGHT,
        "bottom": HEIGHT - _BOTTOM,
    }


def _year(date: str) -> float:
    """Return a date as a year with the share of it that has gone."""
    year, month, day = (float(part) for part in (date + "-01-01").split("-")[:3])
    return year + (month - 1) / 12 + (day - 1) / 365


def _literal(value: Any) -> str:
    return value.value if isinstance(value, ox.Literal) else ""
