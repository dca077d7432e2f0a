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
from pathlib import Path

import rdflib
from link_places import classifications, places, regions
from link_tables import MIG, NOTHING, SEMAPV, Link, Row, Tables
from link_turtle import BASE, PREFIXES, block, iri, slug, source, text, write
from rdflib.namespace import DCTERMS, RDF, SKOS

VOID = rdflib.Namespace(PREFIXES["void"])
SDG_DATA = "https://github.com/UNStats/LOD4Stats/tree/0ae578b/sdg-data"
INDEX = "https://github.com/akjoshi/linkedsdg/blob/6bc5c1c/concepts/concepts-source-index.tsv"
COMPACT = "https://undocs.org/A/RES/73/195"
# What an organization's identifier was read in, by the name the table gives it.
READ_IN = {
    "ROR": "https://github.com/ror-community/ror-records/tree/d93fc66",
    "opensanctions": "https://github.com/opensanctions/opensanctions",
    "supraverden": "https://github.com/confirmordeny/supraverden/tree/59ab4fa",
}
SYMBOL = re.compile(r"(A|E|S|ST)(/[A-Z0-9.-]+)+( \([0-9IVXLS-]+\))?")


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


def object_labels(tables: Tables) -> dict[str, str]:
    """Return what the tables call the things that are linked to, by IRI.

    Kept with the link, so that a later name of the same IRI is noticed.
    """
    found = {row["uri"]: row.get("label_en", "") for row in tables.rows("un_geoareas")}
    for row in tables.rows("unbis_eurovoc_concepts"):
        for uri in row.get("eurovoc_uri", "").split(";"):
            found.setdefault(uri, row["label"])
        for uri in row.get("unbis_uri", "").split(";"):
            found.setdefault(uri, row.get("unbis_pref_label") or row["label"])
    sdg = rdflib.Graph().parse(tables.folder / "sdg_kos_goals_targets_indicators.ttl")
    for uri, label in sdg.subject_objects(SKOS.prefLabel):
        if isinstance(label, rdflib.Literal) and label.language == "en":
            found[str(uri)] = " ".join(label.split())
    return {uri: label for uri, label in found.items() if uri and label}


def turtle(
    links: Iterable[Link], predicates: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[str]:
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
        if link.object in labels:
            record["mig:objectLabel"] = [text(labels[link.object], "en")]
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
    labels = object_labels(tables)
    remark = "Written by tools/link_sets.py: links, and for each a record that names its source."
    for name, links in by_file.items():
        write(to / f"{name}.ttl", remark, list(turtle(links, predicates, labels)))
    count(to / "linksets.ttl", [link for links in by_file.values() for link in links])
    groups = (
        "Written by tools/link_sets.py: groups of countries, by the date of the classification."
    )
    write(to / "groups.ttl", groups, list(classifications(tables)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
