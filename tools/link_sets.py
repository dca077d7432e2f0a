"""Renews the links in ``ontology/links`` from tables of identifiers.

    python tools/link_sets.py TABLES ontology/links

``TABLES`` is a folder with ``countries.csv``, ``un_geoareas.csv``, ``organizations.csv``,
``instruments.csv``, ``unbis_eurovoc_concepts.csv`` and ``sdg_kos_goals_targets_indicators.ttl``.
What the themes are linked to is chosen by people and stands in ``link_themes.csv`` beside this
script; each choice must be found in the tables.

Each linkset is described in ``linksets.ttl``, which people edit: predicate, target, pattern. For
each link of a linkset the plain triple is written, and a ``mig:Mapping`` that names the source. An
identifier on which two tables disagree is left out, and a mapping without object says so.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from link_turtle import BASE, PREFIXES, block, date, iri, slug, source, text, write
from rdflib.namespace import DCTERMS, RDF, SKOS

MIG = rdflib.Namespace(PREFIXES["mig"])
VOID = rdflib.Namespace(PREFIXES["void"])
NOTHING = PREFIXES["sssom"] + "NoTermFound"
SEMAPV = PREFIXES["semapv"]

COUNTRY_CODES = "https://github.com/datasets/country-codes/blob/caa72d1/data/country-codes.csv"
SDG_CODES = "https://github.com/UNStats/LOD4Stats/blob/0ae578b/sdg-data/sdg-codes.ttl"
SDG_DATA = "https://github.com/UNStats/LOD4Stats/tree/0ae578b/sdg-data"
INDEX = "https://github.com/akjoshi/linkedsdg/blob/6bc5c1c/concepts/concepts-source-index.tsv"
COMPACT = "https://undocs.org/A/RES/73/195"
# What an organization's identifier was read in, by the name the table gives it.
READ_IN = {
    "ROR": "https://github.com/ror-community/ror-records/tree/d93fc66",
    "opensanctions": "https://github.com/opensanctions/opensanctions",
    "supraverden": "https://github.com/confirmordeny/supraverden/tree/59ab4fa",
}
# The year of each classification, and the groups it knows: column, area, concept of the source.
# The second table names no year: without Bhutan (an LDC until December 2023) and with Sao Tome and
# Principe (until December 2024), its list of least developed countries is that of 2024.
CLASSIFIED = {
    "2019": {
        "developing": ("developing-countries", "dc"),
        "developed": ("developed-countries", "ddc"),
        "ldc": ("least-developed-countries", "ldc"),
        "sids": ("small-island-developing-states", "sids"),
    },
    "2024": {
        "ldc": ("least-developed-countries", ""),
        "lldc": ("landlocked-developing-countries", ""),
        "sids": ("small-island-developing-states", ""),
    },
}
SYMBOL = re.compile(r"(A|E|S|ST)(/[A-Z0-9.-]+)+( \([0-9IVXLS-]+\))?")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a linkset; without object, that none was found."""

    linkset: str
    subject: str  # IRI
    object: str  # IRI
    justification: str
    sources: tuple[str, ...]
    note: str = ""

    @property
    def ref(self) -> str:
        """Return the IRI of the record."""
        name = re.sub(r".*/(id|concept)/[^/]+/", "", self.subject)
        local = self.object.rstrip("/").rpartition("/")[2].rpartition(":")[2].rpartition("?")[2]
        return f"{BASE}id/mapping/{self.linkset}-{slug(name)}-{slug(local)}"


@dataclass(frozen=True)
class Tables:
    """The tables, and what is ours."""

    folder: Path
    ours: rdflib.Graph = field(repr=False)

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def by_identifier(self, kind: str) -> dict[str, str]:
        """Return the IRIs of States or areas by ISO code."""
        return {
            str(self.ours.value(thing, DCTERMS.identifier)): str(thing)
            for thing in self.ours.subjects(RDF.type, MIG[kind])
            if (thing, DCTERMS.identifier, None) in self.ours
        }

    def named(self, kind: str, *names: str) -> str:
        """Return the IRI of what has one of these English names; ``SystemExit`` if none or two."""
        for name in filter(None, names):
            found = {
                str(thing)
                for label in (SKOS.prefLabel, SKOS.altLabel)
                for thing in self.ours.subjects(label, rdflib.Literal(name, lang="en"))
                if f"/id/{kind}/" in str(thing)
            }
            if len(found) == 1:
                return found.pop()
        raise SystemExit(f"no {kind} named {' or '.join(names)}")


def places(tables: Tables) -> Iterator[Link]:
    """Yield the links of States and territories, by their ISO codes."""
    codes = {row["iso3"]: row for row in tables.rows("countries")}
    areas: dict[str, Row] = {}
    for row in tables.rows("un_geoareas"):
        code = codes.get(row["iso3"], {}).get("m49")
        if row["iso3"] and code == row["m49"]:  # not the code of a country as it was before
            areas[row["iso3"]] = row
    for kind in ("State", "Area"):
        for iso3, thing in sorted(tables.by_identifier(kind).items()):
            yield from _place(kind.lower(), thing, codes[iso3], areas.get(iso3, {}))


def _place(kind: str, thing: str, row: Row, area: Row) -> Iterator[Link]:
    both = (COUNTRY_CODES, SDG_CODES)
    chained = SEMAPV + "MappingChaining"
    if area:
        yield Link(f"{kind}-geoarea", thing, area["uri"], chained, both)
    else:
        yield Link(
            f"{kind}-geoarea", thing, NOTHING, chained, (SDG_CODES,), "Not among the areas there."
        )
    for name, form in (
        ("wikidata", "http://www.wikidata.org/entity/{}"),
        ("geonames", "https://sws.geonames.org/{}/"),
    ):
        one, other = row[name], set(filter(None, area.get(name, "").split(";")))
        linkset = f"{kind}-{name}"
        if one and (not other or one in other):
            read_in = both if other else (COUNTRY_CODES,)
            yield Link(linkset, thing, form.format(one), chained, read_in)
        elif not one and len(other) == 1:
            yield Link(linkset, thing, form.format(*other), chained, (SDG_CODES,))
        else:
            note = "The sources give different identifiers." if one else "No source gives one."
            yield Link(linkset, thing, NOTHING, chained, both, note)


def regions(tables: Tables) -> Iterator[Link]:
    """Yield the links of regions, by M49 code, and of groups of countries."""
    there = {row["m49"]: row["uri"] for row in tables.rows("un_geoareas") if row["m49"]}
    ours = tables.ours
    chained = SEMAPV + "MappingChaining"
    for area in sorted(ours.subjects(RDF.type, MIG.Area), key=str):
        code = str(ours.value(area, SKOS.notation) or "")
        if not code or (area, DCTERMS.identifier, None) in ours:
            continue
        found = code in there
        note = "" if found else "Not among the areas there."
        yield Link(
            "area-geoarea",
            str(area),
            there.get(code, NOTHING),
            chained,
            (SDG_CODES,),
            note,
        )
    for group, concept in CLASSIFIED["2019"].values():
        uri = f"http://metadata.un.org/sdg/codes/geoArea/{concept}"
        curated = SEMAPV + "ManualMappingCuration"
        yield Link("area-group-geoarea", f"{BASE}id/area/{group}", uri, curated, (SDG_CODES,))


def organizations(tables: Tables) -> Iterator[Link]:
    """Yield the links of organizations and of one office."""
    curated, lexical = SEMAPV + "ManualMappingCuration", SEMAPV + "LexicalMatching"
    for row in tables.rows("organizations"):
        kind = "office" if row["key"] == "un-sg" else "organization"
        thing = tables.named(kind, row["name_en"], row["acronym"])
        if row["eurovoc_uri"]:
            yield Link(f"{kind}-eurovoc", thing, row["eurovoc_uri"], lexical, (INDEX,))
        if kind == "office":
            continue
        read_in = tuple(
            READ_IN[name] for name in row["wikidata_source"].split("; ") if name in READ_IN
        )
        if row["wikidata"] and read_in:
            uri = f"http://www.wikidata.org/entity/{row['wikidata']}"
            yield Link("organization-wikidata", thing, uri, curated, read_in)
        else:
            note = "No source that was read confirms an identifier."
            sources = tuple(READ_IN.values())
            yield Link("organization-wikidata", thing, NOTHING, curated, sources, note)
        if row["ror"]:
            yield Link("organization-ror", thing, row["ror"], curated, (READ_IN["ROR"],))


def themes(tables: Tables, chosen: Path) -> Iterator[Link]:
    """Yield the links of themes that people chose; ``SystemExit`` for one no table knows."""
    index = {row["label"]: row for row in tables.rows("unbis_eurovoc_concepts")}
    sdg = rdflib.Graph().parse(tables.folder / "sdg_kos_goals_targets_indicators.ttl")
    curated, lexical = SEMAPV + "ManualMappingCuration", SEMAPV + "LexicalMatching"
    with chosen.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            thing = f"{BASE}concept/theme/{row['theme']}"
            if (rdflib.URIRef(thing), RDF.type, MIG.Theme) not in tables.ours:
                raise SystemExit(f"{chosen}: no theme {row['theme']}")
            for target in row["targets"].split("|"):
                match row["linkset"]:
                    case "theme-sdg":
                        uri, read_in = f"http://metadata.un.org/sdg/{target}", SDG_DATA
                        known = (rdflib.URIRef(uri), SKOS.prefLabel, None) in sdg
                    case "theme-gcm":
                        uri, read_in = f"{BASE}concept/gcm-objective/{target}", COMPACT
                        known = (rdflib.URIRef(uri), SKOS.prefLabel, None) in tables.ours
                    case linkset:
                        uri = _heading(index.get(target, {}), "eurovoc" in linkset)
                        known, read_in = bool(uri), INDEX
                if not known:
                    raise SystemExit(f"{chosen}: nothing known as {target} for {row['linkset']}")
                same = slug(target) == row["theme"]
                how = lexical if same else curated
                yield Link(row["linkset"], thing, uri, how, (read_in,))


def _heading(row: Row, eurovoc: bool) -> str:
    """Return the concept of a row: of several the one that is no microthesaurus."""
    uris = row.get("eurovoc_uri" if eurovoc else "unbis_uri", "").split(";")
    return next((uri for uri in uris if eurovoc or re.search(r"/\d{7}$", uri)), "")


def instruments(tables: Tables) -> Iterator[Link]:
    """Yield the links of treaties to their collections, and of resolutions to their text."""
    curated, symbol = SEMAPV + "ManualMappingCuration", SEMAPV + "LexicalMatching"
    for row in tables.rows("instruments"):
        if row["untc_url"]:
            thing = tables.named(
                "instrument",
                row["title_en"].replace(" and Members of their ", " and Members of Their "),
            )
            yield Link(
                "instrument-untc", thing, row["untc_url"], curated, ("https://treaties.un.org/",)
            )
        if row["normlex_url"]:
            thing = f"{BASE}id/instrument/ilo-{row['ilo_code'].lower()}"
            read_in = ("https://www.ilo.org/dyn/normlex/en/",)
            yield Link("instrument-normlex", thing, row["normlex_url"], curated, read_in)
    ours = tables.ours
    for resolution in sorted(ours.subjects(RDF.type, MIG.Resolution), key=str):
        address = undocs(str(ours.value(resolution, DCTERMS.identifier) or ""))
        read_in = ("https://undocs.org/",)
        if not address:
            note = "Its symbol is not one that the address is made from."
            yield Link("resolution-undocs", str(resolution), NOTHING, symbol, read_in, note)
            continue
        yield Link("resolution-undocs", str(resolution), address, symbol, read_in)
        for part in sorted(map(str, ours.objects(resolution, MIG.contains))):
            yield Link("instrument-undocs", part, address, symbol, read_in)


def undocs(symbol: str) -> str:
    """Return the address of a document, or nothing for what is no plain symbol.

    >>> undocs("A/RES/45/158"), undocs("S/RES/1325 (2000)"), undocs("WHA63.16")
    ('https://undocs.org/A/RES/45/158', 'https://undocs.org/S/RES/1325(2000)', '')
    """
    return f"https://undocs.org/{symbol.replace(' ', '')}" if SYMBOL.fullmatch(symbol) else ""


def classifications(tables: Tables) -> Iterator[str]:
    """Yield the records of who was counted in which group of countries, and when."""
    places = {**tables.by_identifier("Area"), **tables.by_identifier("State")}
    codes = {row["iso3"]: row["m49"] for row in tables.rows("countries")}
    for name, when, read_in in (
        ("un_geoareas", "2019", SDG_CODES),
        ("countries", "2024", COUNTRY_CODES),
    ):
        for row in sorted(tables.rows(name), key=lambda row: row["iso3"]):
            iso3 = row["iso3"]
            if iso3 not in places or codes.get(iso3) != row["m49"]:
                continue
            for column, (group, _) in CLASSIFIED[when].items():
                if row[column]:
                    ref = f"{BASE}id/classification/{group}-{iso3.lower()}-{when}"
                    yield block(
                        ref,
                        {
                            "a": ["mig:Classification"],
                            "mig:classified": [iri(places[iso3])],
                            "mig:classifiedIn": [iri(f"{BASE}id/area/{group}")],
                            "mig:asOf": [date(when)],
                            "dcterms:source": [source(read_in)],
                        },
                    )


def turtle(links: Iterable[Link], predicates: Mapping[str, str]) -> Iterator[str]:
    """Yield a block for each link: the plain triple and the record of it."""
    for link in sorted(set(links), key=lambda link: link.ref):
        predicate = predicates[link.linkset]
        record = {
            "a": ["mig:Mapping"],
            "dcterms:isPartOf": [iri(f"{BASE}id/linkset/{link.linkset}")],
            "mig:mappingSubject": [iri(link.subject)],
            "mig:mappingPredicate": [iri(predicate)],
            "mig:mappingObject": [iri(link.object)],
            "mig:mappingJustification": [iri(link.justification)],
            "dcterms:source": [source(one) for one in link.sources],
        }
        if link.note:
            record["skos:note"] = [text(link.note, "en")]
        plain = f"{iri(link.subject)} {iri(predicate)} {iri(link.object)} .\n"
        yield ("" if link.object == NOTHING else plain) + block(link.ref, record)


def count(registry: Path, links: Iterable[Link]) -> None:
    """Write into the registry how many links each linkset has."""
    found: dict[str, int] = {}
    for link in set(links):
        found[link.linkset] = found.get(link.linkset, 0) + (link.object != NOTHING)
    said = re.sub(
        r"(<id/linkset/([a-z-]+)> a void:Linkset ;(?:\n .*)*?\n    void:triples )\d+",
        lambda match: f"{match[1]}{found.get(match[2], 0)}",
        registry.read_text(encoding="utf-8"),
    )
    registry.write_text(said, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Renew the files; return 0, or 2 for a wrong call."""
    if len(arguments) != 2:
        sys.stderr.write((__doc__ or "").partition("\n\n")[2].partition("\n\n")[0] + "\n")
        return 2
    folder, to = map(Path, arguments)
    ours = rdflib.Graph()
    for path in sorted([*to.parent.glob("authority/*.ttl"), *to.parent.glob("concepts/*.ttl")]):
        ours.parse(path, publicID=BASE)
    tables = Tables(folder, ours)
    registry = rdflib.Graph().parse(to / "linksets.ttl", publicID=BASE)
    predicates = {
        str(linkset).rpartition("/")[2]: str(registry.value(linkset, VOID.linkPredicate))
        for linkset in registry.subjects(RDF.type, VOID.Linkset)
    }
    by_file = {
        "places": [*places(tables), *regions(tables)],
        "organizations": list(organizations(tables)),
        "themes": list(themes(tables, Path(__file__).with_name("link_themes.csv"))),
        "instruments": list(instruments(tables)),
    }
    remark = "Written by tools/link_sets.py: links, and for each a record that names its source."
    for name, links in by_file.items():
        write(to / f"{name}.ttl", remark, list(turtle(links, predicates)))
    count(to / "linksets.ttl", [link for links in by_file.values() for link in links])
    groups = (
        "Written by tools/link_sets.py: groups of countries, by the date of the classification."
    )
    write(to / "groups.ttl", groups, list(classifications(tables)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
