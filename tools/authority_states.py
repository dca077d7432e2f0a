r"""Renews ``states.ttl`` and ``areas.ttl`` from the countries and areas of the United Nations.

    python tools/authority_states.py countries.csv ontology/authority/states.ttl \
        ontology/authority/areas.ttl

``countries.csv`` is ``data/country-codes.csv`` of https://github.com/datasets/country-codes with
the columns named in ``COLUMNS``. The two Turtle files are rewritten in place: codes, regions,
groups and UN names come from the table; the head of each file and every label and note that
people wrote stay. A preferred name that the table changes becomes an alternative one.

Whoever has no UN name in the table (most territories, and a State the table forgot) keeps the
preferred name that stands in the file; the M49 name is then an alternative one.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

import rdflib
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS

BASE = "https://w3id.org/migkg/"
MIG = rdflib.Namespace(BASE + "ontology#")
SCHEMA = rdflib.Namespace("https://schema.org/")
STATE, AREA = BASE + "id/state/", BASE + "id/area/"
UNITED_NATIONS = rdflib.URIRef(BASE + "id/organization/united-nations")

LANGUAGES = ("en", "fr", "es")
COLUMNS = (
    *("iso2", "iso3", "m49", "region_code", "subregion_code", "intermediate_code"),
    *("ldc", "lldc", "sids"),
    *(f"unterm_{language}_{form}" for language in LANGUAGES for form in ("short", "formal")),
    *(f"m49_name_{language}" for language in LANGUAGES),
)
OBSERVERS = {"PSE", "VAT"}
# UNTERM names them, but they are neither members of the Organization nor observer States.
OTHER_STATES = {"COK", "NIU"}
GROUPS = {
    "ldc": "least-developed-countries",
    "lldc": "landlocked-developing-countries",
    "sids": "small-island-developing-states",
}

# Order of the statements about one subject.
PREDICATES = {
    SKOS.prefLabel: "skos:prefLabel",
    SKOS.altLabel: "skos:altLabel",
    SKOS.hiddenLabel: "skos:hiddenLabel",
    DCTERMS.identifier: "dcterms:identifier",
    SCHEMA.identifier: "schema:identifier",
    SKOS.notation: "skos:notation",
    DCTERMS.isPartOf: "dcterms:isPartOf",
    ORG.memberOf: "org:memberOf",
    SKOS.scopeNote: "skos:scopeNote",
    SKOS.note: "skos:note",
}
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)

_ARTICLE = r"(?:the|la|le|les|el|los|las)"
_AFTER = re.compile(rf"\s*\((?:{_ARTICLE}|l')\)$")
_BEFORE = re.compile(rf"^(?:{_ARTICLE}\s+|l')")
_TURNED = re.compile(r"^(?P<name>[^(]+) \((?P<rest>[^)]+ (?:of|de|del|du)|[^)]+ d')\)$")
_ACCENTED_CAPITALS = str.maketrans("ÉÈÎÔ", "EEIO")

Row: TypeAlias = Mapping[str, str]
Thing: TypeAlias = defaultdict[rdflib.term.Node, set[rdflib.term.Node]]
Things: TypeAlias = dict[str, Thing]


def plain_name(name: str) -> str:
    """Return a name of the table without article, footnote star and typographic apostrophe.

    >>> [plain_name(name) for name in ("Niger (the)", "le Saint-Siège *", "El Salvador")]
    ['Niger', 'Saint-Siège', 'El Salvador']
    """
    name = name.replace("’", "'").removesuffix("*").strip()
    return _BEFORE.sub("", _AFTER.sub("", name))


def variants(name: str, language: str) -> set[str]:
    """Return a name with the spellings that follow from it by rule.

    >>> sorted(variants("Iran (Islamic Republic of)", "en"))
    ['Iran (Islamic Republic of)', 'Iran, Islamic Republic of']
    >>> sorted(variants("États-Unis d'Amérique", "fr"))
    ["Etats-Unis d'Amérique", "États-Unis d'Amérique"]
    """
    names = {name}
    if turned := _TURNED.match(name):
        names.add(f"{turned['name']}, {turned['rest']}")
    if language == "fr":  # capitals often go without their accent
        names |= {found.translate(_ACCENTED_CAPITALS) for found in names}
    return names


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of the table; ``SystemExit`` where a column is missing."""
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        if missing := set(COLUMNS) - set(table.fieldnames or ()):
            raise SystemExit(f"{path}: no column {', '.join(sorted(missing))}")
        return list(table)


def read_things(path: Path, namespace: str) -> Things:
    """Return what a Turtle file says of each subject whose IRI begins with ``namespace``."""
    things: Things = {}
    for subject, predicate, value in rdflib.Graph().parse(path, format="turtle"):
        if str(subject).startswith(namespace):
            slug = str(subject).removeprefix(namespace)
            things.setdefault(slug, defaultdict(set))[predicate].add(value)
    return things


def renew(thing: Thing, row: Row, regions: set[str]) -> None:
    """Bring one State or area up to date with its row of the table."""
    for language in LANGUAGES:
        _renew_names(thing, row, language)
    thing[DCTERMS.identifier] = {rdflib.Literal(row["iso3"])}
    thing[SCHEMA.identifier] = {rdflib.Literal(row["iso2"])}
    thing[SKOS.notation] = {rdflib.Literal(row["m49"])}
    ours = {rdflib.URIRef(AREA + slug) for slug in (*regions, *GROUPS.values())}
    thing[DCTERMS.isPartOf] -= ours
    codes = (row["intermediate_code"], row["subregion_code"], row["region_code"])
    region = next((f"m49-{code}" for code in codes if code), "world")
    groups = [slug for column, slug in GROUPS.items() if row[column]]
    if not any(str(parent).startswith(AREA) for parent in thing[DCTERMS.isPartOf]):
        groups.append(region)
    thing[DCTERMS.isPartOf] |= {rdflib.URIRef(AREA + slug) for slug in groups}


def _renew_names(thing: Thing, row: Row, language: str) -> None:
    short = plain_name(row[f"unterm_{language}_short"])
    formal = plain_name(row[f"unterm_{language}_formal"])
    other = plain_name(row[f"m49_name_{language}"])
    known = {
        predicate: {str(label) for label in thing[predicate] if label.language == language}  # type: ignore[attr-defined]
        for predicate in LABELS
    }
    preferred = short or next(iter(known[SKOS.prefLabel]), other)
    given = {name for name in (preferred, formal, other) if name}
    alternative = set().union(*(variants(name, language) for name in given))
    alternative |= known[SKOS.prefLabel] | known[SKOS.altLabel]
    alternative -= known[SKOS.hiddenLabel] | {preferred}
    for predicate, names in ((SKOS.prefLabel, {preferred}), (SKOS.altLabel, alternative)):
        thing[predicate] = {
            label
            for label in thing[predicate]
            if label.language != language  # type: ignore[attr-defined]
        } | {rdflib.Literal(name, lang=language) for name in names}


def merge(rows: Iterable[Row], states: Things, areas: Things) -> None:
    """Bring both files' subjects up to date with the table; new ones are added."""
    rows = list(rows)
    columns = ("region_code", "subregion_code", "intermediate_code")
    regions = {f"m49-{row[column]}" for row in rows for column in columns if row[column]}
    for row in rows:
        key = row["iso3"].lower()
        named = bool(row["unterm_en_short"]) and row["iso3"] not in OTHER_STATES
        if named or key in states:
            thing = states.setdefault(key, defaultdict(set))
            thing[RDF.type] = {MIG.State}
            if row["iso3"] not in OBSERVERS:
                thing[ORG.memberOf] = {UNITED_NATIONS}
        else:
            thing = areas.setdefault(f"m49-{row['m49']}", defaultdict(set))
            thing[RDF.type] = {MIG.Area}
        renew(thing, row, regions)


def turtle(things: Things, prefix: str) -> str:
    """Return the subjects as Turtle, sorted, one statement a line."""
    return "\n".join(_block(f"{prefix}:{slug}", things[slug]) for slug in sorted(things))


def _block(subject: str, thing: Thing) -> str:
    if unknown := set(thing) - set(PREDICATES) - {RDF.type}:
        raise SystemExit(f"{subject}: no place for {', '.join(sorted(map(str, unknown)))}")
    types = ", ".join(sorted("mig:" + str(kind).removeprefix(MIG) for kind in thing[RDF.type]))
    lines = [f"{subject} a {types}"]
    for predicate, name in PREDICATES.items():
        values = sorted(thing[predicate], key=_order)
        if values:
            lines.append(f"    {name} {', '.join(map(_term, values))}")
    return " ;\n".join(lines) + " .\n"


def _order(value: rdflib.term.Node) -> tuple[int, str]:
    language = getattr(value, "language", None)
    return (LANGUAGES.index(language) if language in LANGUAGES else -1, str(value))


def _term(value: rdflib.term.Node) -> str:
    for prefix, namespace in (("state", STATE), ("area", AREA)):
        if isinstance(value, rdflib.URIRef) and value.startswith(namespace):
            return f"{prefix}:{value.removeprefix(namespace)}"
    return value.n3()


def rewrite(path: Path, things: Things, prefix: str) -> None:
    """Write the subjects behind the file's head, which is what stands before the first of them."""
    text = path.read_text(encoding="utf-8")
    first = re.search(rf"^{prefix}:", text, re.MULTILINE)
    head = text[: first.start()] if first else text.rstrip("\n") + "\n\n"
    path.write_text(head + turtle(things, prefix), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Renew both files; return 0, or 2 for a wrong call."""
    if len(arguments) != 3:
        sys.stderr.write((__doc__ or "").partition("\n\n")[2].partition("\n\n")[0] + "\n")
        return 2
    table, states_file, areas_file = map(Path, arguments)
    states, areas = read_things(states_file, STATE), read_things(areas_file, AREA)
    merge(read_rows(table), states, areas)
    rewrite(states_file, states, "state")
    rewrite(areas_file, areas, "area")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
