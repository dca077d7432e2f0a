"""Numbers of parties that documents state, each beside what the depositaries have on record.

The numbers are those of the shipped queries, asked about the claims of one page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from migkg import queries
from migkg.namespaces import BASE, PREFIXES
from migkg.serve.claim_words import in_words, quote, verdict
from migkg.serve.faults import NoAnswerError
from migkg.serve.terms import Labels

Row: TypeAlias = dict[str, str]
Parts: TypeAlias = dict[str, Any]

ON_A_PAGE: Final = 5
PASSAGES_SHOWN: Final = 3
LEFT_OUT_NAMED: Final = 12
COUNTED: Final = "cq80_party_counts_recomputed"
ACTS: Final = "parties_counted"

_CLAIM: Final = "?claim a mig:PartyCount"
_PREFIXES: Final = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("mig", "dcterms", "nif", "prov")
)
# How a verdict is shown: the sign, and the class that colours it.
_SIGNS: Final = {
    "agrees": ("✓", "good"),
    "agrees-otherwise": ("≈", ""),
    "differs": ("≠", "warn"),
    "open": ("?", ""),
}


def page(store: ox.Store, number: int, document: str, instrument: str, claim: str = "") -> Parts:
    """Return the parts of one page of claims: of all documents or one, of all treaties or one.

    ``document``, ``instrument`` and ``claim`` are the last names of their IRIs, or empty. The
    parties counted are listed where one claim stands alone.
    Raises NoAnswerError for a page that is not there.
    """
    chosen = _chosen(document, instrument, claim)
    (counted,) = _rows(store, f"SELECT (COUNT(DISTINCT ?claim) AS ?n) {{ {chosen} }}")
    total = int(counted["n"])
    pages = max(1, -(-total // ON_A_PAGE))
    if not 1 <= number <= pages:
        raise NoAnswerError("not-found", f"There is no page {number}; the last is {pages}.")
    first = _rows(
        store,
        f"SELECT ?claim (MIN(STR(?of)) AS ?first) (MIN(?order) AS ?at) {{ {chosen} "
        "?passage mig:order ?order . BIND (?document AS ?of) } "
        f"GROUP BY ?claim ORDER BY ?first ?at ?claim LIMIT {ON_A_PAGE} "
        f"OFFSET {(number - 1) * ON_A_PAGE}",
    )
    claims = [row["claim"] for row in first]
    labels = Labels(store)
    numbers = {row["claim"]: row for row in _rows(store, about(COUNTED, claims))}
    acts = {
        claim: list(rows)
        for claim, rows in groupby(_rows(store, about(ACTS, claims)), lambda row: row["claim"])
    }
    return {
        "total": total,
        "page": number,
        "pages": pages,
        "document": document,
        "instrument": instrument,
        "alone": claim,
        "claims": [
            _claim(store, labels, one, numbers.get(one), acts.get(one, []), listed=total == 1)
            for one in claims
        ],
    }


def about(name: str, claims: Iterable[str]) -> str:
    """Return a shipped query on claims, asked of these claims alone."""
    values = " ".join(f"<{claim}>" for claim in claims)
    return queries.find(name).text.replace(_CLAIM, f"VALUES ?claim {{ {values} }} {_CLAIM}")


def _chosen(document: str, instrument: str, claim: str) -> str:
    """Return the pattern of the claims asked for."""
    pattern = (
        "?claim a mig:PartyCount ; prov:wasDerivedFrom ?passage . "
        "?passage mig:passageOf ?document . "
    )
    if claim:
        pattern = f"VALUES ?claim {{ {_named('fact', claim)} }} {pattern}"
    if document:
        pattern += f"FILTER (?document = {_named('document', document)}) "
    if instrument:
        pattern += f"?claim mig:instrument {_named('instrument', instrument)} . "
    return pattern


def _named(kind: str, name: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise NoAnswerError("bad-request", f"{name!r} is no name of {kind}s.")
    return f"<{BASE}id/{kind}/{name}>"


def _claim(
    store: ox.Store, labels: Labels, claim: str, number: Row | None, acts: list[Row], listed: bool
) -> Parts:
    said = _rows(
        store,
        "SELECT ?instrument ?count ?asOf ?basis ?recorded ?until { "
        f"BIND (<{claim}> AS ?claim) ?claim mig:instrument ?instrument ; mig:count ?count . "
        "OPTIONAL { ?claim mig:asOf ?asOf } OPTIONAL { ?claim mig:countBasis ?basis } "
        f"OPTIONAL {{ ?recorded a <http://rdfs.org/ns/void#Dataset> ; mig:instrument ?instrument ; "
        "mig:asOf ?until } } ORDER BY ?instrument",
    )
    first = said[0]
    instruments = [
        {
            "iri": row["instrument"],
            "label": labels.of(ox.NamedNode(row["instrument"])),
            "record": row.get("recorded", ""),
            "until": row.get("until", ""),
            "until_words": in_words(row.get("until", "")),
        }
        for row in said
    ]
    unrecorded = [one["label"] for one in instruments if not one["record"]]
    if number is None:
        kind, words = "open", "Cannot be checked: no record of " + " and ".join(unrecorded)
    else:
        kind, words = verdict(number)
    sign, colour = _SIGNS[kind]
    sources = sorted({row["source"] for row in acts})
    basis = first.get("basis", "").rpartition("/")[2]
    least = len(instruments) if basis == "all" else 1
    parties = _parties(labels, acts, sources, least, listed) if number else []
    counted = [party for party in parties if party["counted"]]
    left_out = [party for party in parties if not party["counted"]]
    return {
        "iri": claim,
        "id": claim.rpartition("/")[2],
        "stated": first["count"],
        "as_of": first.get("asOf", ""),
        "as_of_words": in_words(first.get("asOf", "")),
        "basis": basis,
        "instruments": instruments,
        "number": number,
        "kind": kind,
        "verdict": words,
        "sign": sign,
        "colour": colour,
        "notes": list(_notes(number, counted, left_out)) if number else [],
        "sources": sources if listed else [],
        "listed": listed,
        "by_act": _by_act(counted),
        "counts": {"Counted": len(counted), "Left out": len(left_out)},
        "parties": {"Counted": counted, "Left out": left_out} if listed else {},
        "passages": _passages(store, labels, claim, int(first["count"])),
    }


def _parties(
    labels: Labels, acts: list[Row], sources: list[str], least: int, listed: bool
) -> list[Parts]:
    """Return the parties by name, each with its acts; a source by its number among the sources.

    A party is counted if it is bound by so many treaties at least. Those counted are named only if
    they will be listed.
    """
    found: list[Parts] = []
    for iri, rows in groupby(acts, lambda row: row["party"]):
        told: dict[tuple[str, str, str, str], list[int]] = {}
        for row in rows:
            key = (row["instrument"], row["action"], row["date"], row["leftOut"])
            told.setdefault(key, []).append(sources.index(row["source"]) + 1)
        bound = {instrument for instrument, _, _, why in told if not why}
        counted = len(bound) >= least
        found.append(
            {
                "iri": iri,
                "label": labels.of(ox.NamedNode(iri)) if listed or not counted else "",
                "acts": [
                    {
                        "instrument": labels.of(ox.NamedNode(instrument)),
                        "action": labels.of(ox.NamedNode(action)),
                        "date": date,
                        "date_words": in_words(date) if listed else "",
                        "left_out": why,
                        "sources": numbers,
                    }
                    for (instrument, action, date, why), numbers in told.items()
                ],
                "counted": counted,
                "why": sorted({why for *_, why in told} - {""}) or ["not bound by all of them"],
            }
        )
    return sorted(found, key=lambda party: (party["label"], party["iri"]))


def _by_act(counted: list[Parts]) -> list[Parts]:
    """Return how many of the parties counted are bound by each kind of act, the most first."""
    found = Counter(
        action for party in counted for action in {act["action"] for act in party["acts"]}
    )
    order = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [{"label": action, "count": number} for action, number in order]


def _notes(number: Row, counted: list[Parts], left_out: list[Parts]) -> Iterator[str]:
    """Yield what must be known of a recomputed number."""
    when, printed = number.get("asOf", ""), number.get("printed", "")
    if not when:
        if printed:
            yield f"No date is stated: counted is to the date of the document, {in_words(printed)}."
    elif len(when) < 10:
        yield f"Stated is {in_words(when)}, no day: acts to the end of it are counted."
    for party in left_out[:LEFT_OUT_NAMED]:
        yield f"Not counted: {party['label']}, {', '.join(party['why'])}."
    years = sum(all(len(act["date"]) == 4 for act in party["acts"]) for party in counted)
    if years:
        are = "party is" if years == 1 else "parties are"
        yield (
            f"{years} {are} bound by an act that is known by its year alone; it counts from the "
            "beginning of that year."
        )


def _passages(store: ox.Store, labels: Labels, claim: str, stated: int) -> list[Parts]:
    """Return the passages that a claim was read from, each cut to the sentence with its number."""
    rows = _rows(
        store,
        "SELECT ?passage ?document ?symbol ?number ?order ?page ?text ?language { "
        f"<{claim}> prov:wasDerivedFrom ?passage . ?passage mig:passageOf ?document ; "
        "mig:order ?order ; nif:isString ?text . "
        "OPTIONAL { ?document dcterms:identifier ?symbol } "
        "OPTIONAL { ?passage mig:paragraphNumber ?number } OPTIONAL { ?passage mig:page ?page } "
        f"OPTIONAL {{ ?passage dcterms:language ?language }} }} "
        f"ORDER BY ?document ?order LIMIT {PASSAGES_SHOWN}",
    )
    return [
        {
            "iri": row["passage"],
            "document": row["document"],
            "label": row.get("symbol") or labels.of(ox.NamedNode(row["document"])),
            "number": row.get("number", ""),
            "order": row["order"],
            "page": row.get("page", ""),
            "language": row.get("language", ""),
            "fact": "",
            "pieces": [*quote(row["text"], stated)],
        }
        for row in rows
    ]


def _rows(store: ox.Store, text: str) -> list[Row]:
    """Return the answer to a query, each row with what is bound in it."""
    whole = text if text.startswith("#+") else _PREFIXES + text
    found = store.query(whole, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]
