"""Links of States, territories, regions and groups, by their codes; who is in which group."""

from collections.abc import Iterator

from link_tables import MIG, NOTHING, SEMAPV, Link, Row, Tables
from link_turtle import BASE, block, date, iri, source
from rdflib.namespace import DCTERMS, RDF, SKOS

COUNTRY_CODES = "https://github.com/datasets/country-codes/blob/caa72d1/data/country-codes.csv"
SDG_CODES = "https://github.com/UNStats/LOD4Stats/blob/0ae578b/sdg-data/sdg-codes.ttl"
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
