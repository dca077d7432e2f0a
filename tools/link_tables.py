"""The tables that links are made from, what is ours, and a link."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from link_turtle import BASE, PREFIXES, slug
from rdflib.namespace import DCTERMS, RDF, SKOS

MIG = rdflib.Namespace(PREFIXES["mig"])
NOTHING = PREFIXES["sssom"] + "NoTermFound"
SEMAPV = PREFIXES["semapv"]


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
