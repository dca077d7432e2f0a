"""Renews ``ontology/treaty-status`` from tables of signatures and ratifications.

    python tools/link_treaties.py untc_status.csv ilo_status.csv ontology/treaty-status

One file an instrument: its snapshot, whose ``mig:asOf`` says up to when the record is complete, and
a ``mig:TreatyAction`` for each act of each party. A date known by its year alone is a year. An act
that no source confirms is left out; ``CONFIRMED`` names the page that was read where the table has
no source of its own.
"""

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from link_turtle import BASE, block, date, iri, slug, source, text, write

NORMLEX = "https://normlex.ilo.org/dyn/nrmlx_en/f?p=1000:13100:0::NO:13100:P13100_COMMENT_ID:"
CONFIRMED = {
    ("C097", "GBR"): f"{NORMLEX}3084703",
    ("C097", "MKD"): f"{NORMLEX}4400507",
    ("C097", "MUS"): f"{NORMLEX}3126887",
    ("C097", "PRT"): f"{NORMLEX}2209091",
    ("C097", "SRB"): f"{NORMLEX}4314068",
    ("C097", "TJK"): f"{NORMLEX}3083789",
    ("C097", "URY"): f"{NORMLEX}2209932",
    ("C143", "TJK"): f"{NORMLEX}3341092",
}
UNTREATIES = "https://github.com/zmjones/untreaties/tree/003ce13/treaties"
# Parties that are no States with an ISO code in the authority file.
OTHER_PARTIES = {"European Union": "organization/european-union"}
AREAS = {"COK": "area/m49-184", "NIU": "area/m49-570"}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of an instrument's record as a whole."""

    key: str  # in the table
    slug: str  # of the instrument
    name: str
    until: str  # complete up to then
    sources: tuple[str, ...]
    note: str

    @property
    def ref(self) -> str:
        """Return the IRI of the snapshot."""
        return f"{BASE}id/treaty-status/{self.slug}"


_COLLECTION = (
    "Taken from the copy of the Treaty Collection published on 14 March 2015; the newest consent"
    " to be bound on record in it, of any treaty, is of 13 December 2013."
)
_BY_ILO = "Complete for registrations up to the date given; later ones are some of those there are."
_TREATIES = (
    ("ICRMW", "icrmw", "Convention on migrant workers", "IV-13&chapter=4"),
    ("CSR1951", "refugee-convention", "Refugee Convention", "V-2&chapter=5"),
    ("PSR1967", "refugee-protocol", "Refugee Protocol", "V-5&chapter=5"),
    ("UNTOC", "untoc", "Convention against organized crime", "XVIII-12&chapter=18"),
    ("TIP-Protocol", "trafficking-protocol", "Trafficking Protocol", "XVIII-12-a&chapter=18"),
    ("SOM-Protocol", "smuggling-protocol", "Smuggling Protocol", "XVIII-12-b&chapter=18"),
)
_PAGE = "https://treaties.un.org/pages/ViewDetails.aspx?src=TREATY&mtdsg_no="
_ILO = ("C097", "2012-06-30"), ("C143", "2012-06-30"), ("C189", "2020-10-05")
SNAPSHOTS = {
    **{
        key: Snapshot(
            key,
            name,
            title,
            "2013-12-13",
            (f"{_PAGE}{number}&lang=en", UNTREATIES),
            _COLLECTION,
        )
        for key, name, title, number in _TREATIES
    },
    **{
        key: Snapshot(
            key,
            f"ilo-{key.lower()}",
            f"ILO Convention No. {int(key[1:])}",
            until,
            (
                f"https://www.ilo.org/dyn/normlex/en/f?p=NORMLEXPUB:12100:0::NO::P12100_ILO_CODE:{key}",
            ),
            _BY_ILO,
        )
        for key, until in _ILO
    },
}


@dataclass(frozen=True, slots=True)
class Act:
    """An act of a party on a treaty."""

    snapshot: Snapshot
    party: str  # its IRI, from the kind on
    action: str
    date: str
    sources: tuple[str, ...]
    territory: str = ""
    note: str = ""

    @property
    def ref(self) -> str:
        """Return the IRI of the record."""
        who = "eu" if self.party.startswith("organization") else self.party.rpartition("/")[2]
        parts = [self.snapshot.slug, who, self.action, *filter(None, [slug(self.territory)])]
        return f"{BASE}id/treaty-action/{'-'.join(parts)}"

    @property
    def turtle(self) -> str:
        """Return the record."""
        said = {
            "a": ["mig:TreatyAction"],
            "mig:instrument": [iri(f"{BASE}id/instrument/{self.snapshot.slug}")],
            "mig:party": [iri(f"{BASE}id/{self.party}")],
            "mig:treatyAction": [iri(f"{BASE}concept/treaty-action/{self.action}")],
            "mig:date": [date(self.date)],
            "dcterms:isPartOf": [iri(self.snapshot.ref)],
            "dcterms:source": [source(one) for one in self.sources],
        }
        if self.territory:
            said["mig:territory"] = [text(self.territory)]
        if self.note:
            said["skos:note"] = [text(self.note, "en")]
        return block(self.ref, said)


def party(name: str, iso3: str) -> str:
    """Return who acts: a State, an area, or an organization.

    >>> party("Mexico", "MEX"), party("Niue", "NIU"), party("European Union", "")
    ('state/mex', 'area/m49-570', 'organization/european-union')
    """
    return AREAS.get(iso3, f"state/{iso3.lower()}") if iso3 else OTHER_PARTIES[name]


def of_the_collection(path: Path) -> Iterator[Act]:
    """Yield the acts of the United Nations Treaty Collection: signatures and consents."""
    for row in _rows(path):
        snapshot = SNAPSHOTS[row["instrument"]]
        who = party(row["participant"], row["iso3"])
        for kind in ("signature", "action"):
            action, when = row[f"{kind}_type"], row[f"{kind}_date"]
            if not action or not when:
                continue
            note = "" if action == action.partition(" ")[0] else f"{action.capitalize()}."
            action = "signature" if kind == "signature" else action
            yield Act(snapshot, who, action, when, (UNTREATIES,), note=note)


def of_the_ilo(path: Path) -> Iterator[Act]:
    """Yield the ratifications registered by the International Labour Organization."""
    for row in _rows(path):
        page = CONFIRMED.get((row["convention"], row["iso3"]), "")
        sources = tuple(part for part in row["source"].split("; ") if part)
        doubt = row["verification"] if row["verification"] != "read" else ""
        if page:
            sources, doubt = (*sources, page), ""
        if not sources:
            continue
        territory = row["member_or_territory"].partition(" - ")[2]
        remarks = (part[0].upper() + part[1:] for part in (doubt, row["note"]) if part)
        note = ". ".join(remark.rstrip(".") for remark in remarks)
        yield Act(
            SNAPSHOTS[row["convention"]],
            party(row["member_or_territory"], row["iso3"]),
            "succession" if re.search(r"\bsuccession\b", row["source"]) else "ratification",
            row["registered"],
            sources,
            territory,
            f"{note}." if note else "",
        )


def _rows(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def head(snapshot: Snapshot) -> str:
    """Return what is said of a snapshot."""
    return block(
        snapshot.ref,
        {
            "a": ["void:Dataset"],
            "dcterms:title": [text(f"Status of the {snapshot.name}", "en")],
            "mig:instrument": [iri(f"{BASE}id/instrument/{snapshot.slug}")],
            "mig:asOf": [date(snapshot.until)],
            "dcterms:source": [source(one) for one in snapshot.sources],
            "skos:note": [text(snapshot.note, "en")],
            "dcterms:modified": [date("2026-11-22")],
            "dcterms:rights": [text("Facts only: who acted, how and when.", "en")],
        },
    )


def main(arguments: list[str]) -> int:
    """Renew the files; return 0, or 2 for a wrong call."""
    if len(arguments) != 3:
        sys.stderr.write((__doc__ or "").partition("\n\n")[2].partition("\n\n")[0] + "\n")
        return 2
    collection, ilo, to = map(Path, arguments)
    acts = [*of_the_collection(collection), *of_the_ilo(ilo)]
    remark = "Written by tools/link_treaties.py."
    for snapshot in SNAPSHOTS.values():
        found = sorted((act for act in acts if act.snapshot == snapshot), key=lambda act: act.ref)
        refs = [act.ref for act in found]
        if len(refs) != len(set(refs)):
            raise SystemExit(f"{snapshot.key}: one party, one act, two dates")
        blocks = [head(snapshot), *(act.turtle for act in found)]
        write(to / f"{snapshot.slug}.ttl", remark, blocks)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
