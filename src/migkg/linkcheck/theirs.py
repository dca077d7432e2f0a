"""What a copy of an outside data set says of the things that we link to, read as a stream.

RDF in any syntax; tables as CSV or TSV; JSON: entities of Wikidata, records of ROR, answers to a
SPARQL query, lists of objects. Compressed by gzip or not.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph as ox

from migkg.errors import MissingFileError, UnknownNameError, UnreadableFileError
from migkg.linkcheck.opening import opened
from migkg.linkcheck.ours import Ours, Target, kind_of_code
from migkg.namespaces import DCTERMS, FOAF, OWL, RDFS, SCHEMA, SKOS
from migkg.search.words import key

_RDF: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
    "owl": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
ENDINGS: Final = (*_RDF, "csv", "tsv", "json", "jsonl", "ndjson")
_LABELS: Final = {
    SKOS + "prefLabel", SKOS + "altLabel", RDFS + "label", SCHEMA + "name",
    "http://schema.org/name", FOAF + "name", DCTERMS + "title",
    "http://www.geonames.org/ontology#name", "http://www.geonames.org/ontology#officialName",
    "http://www.geonames.org/ontology#alternateName",
}  # fmt: skip
_INSTEAD: Final = {DCTERMS + "isReplacedBy", OWL + "sameAs", SCHEMA + "supersededBy"}
_ID_COLUMNS: Final = {"id", "uri", "iri", "item", "entity", "concept", "subject", "code"}
_MOST_FIELD: Final = 1 << 24  # characters of one field of a table


@dataclass(slots=True)
class Entry:
    """What the copy says of one of its things."""

    labels: list[str] = field(default_factory=list)
    codes: dict[str, set[str]] = field(default_factory=dict)
    deprecated: bool = False
    instead: str = ""  # the thing that takes its place


@dataclass(slots=True)
class Theirs:
    """What a copy says: of what we link to, and of things called as ours are."""

    entries: dict[str, Entry] = field(default_factory=dict)
    named: dict[str, dict[str, str]] = field(default_factory=dict)  # key of a name: IRI, label
    gone: set[str] = field(default_factory=set)  # deprecated things that we do not link to
    targets: set[str] = field(default_factory=set)  # data sets that the copy is of


class Reader:
    """Reads copies of outside data sets."""

    def __init__(self, ours: Ours, wanted: Iterable[str] = (), shown: bool = True) -> None:
        """Read for what we have; ``wanted`` are the names of the data sets that the copies are of.

        Raises UnknownNameError for a data set that is not in the registry.
        """
        for name in wanted:
            if name not in ours.targets:
                raise UnknownNameError("data set", name, sorted(ours.targets))
        self.found = Theirs()
        self._ours, self._wanted, self._shown = ours, set(wanted), shown
        self._linked = {link.object for link in ours.links}
        self._keys = {name for thing in ours.things.values() for name in thing.names if name}
        self._spaces = sorted(ours.targets.values(), key=lambda one: -len(one.space))

    def read(self, path: Path) -> None:
        """Read one file.

        Raises MissingFileError, UnreadableFileError for what is not what its ending says.
        """
        name = path.name.removesuffix(".gz")
        ending = name.rpartition(".")[2].lower()
        if ending not in ENDINGS:
            raise UnreadableFileError(
                str(path), f"no known ending; there are: {', '.join(ENDINGS)}, each with .gz or not"
            )
        try:
            with opened(path, self._shown) as file:
                if ending in _RDF:
                    self._rdf(file, _RDF[ending])
                elif ending in {"csv", "tsv"}:
                    self._table(file, "\t" if ending == "tsv" else ",")
                else:
                    self._json(file, ending != "json")
        except FileNotFoundError as error:
            raise MissingFileError(str(path)) from error
        except (SyntaxError, ValueError, csv.Error, EOFError, gzip.BadGzipFile) as error:
            reason = " ".join(str(error).split())[:200]
            raise UnreadableFileError(str(path), f"not read as .{ending}: {reason}") from error

    def _target(self, iri: str) -> Target | None:
        return next((one for one in self._spaces if iri.startswith(one.space)), None)

    def _entry(self, iri: str) -> Entry | None:
        """Return the entry of a thing, noting that its data set is there; None if not linked."""
        target = self._target(iri)
        if target is None or (self._wanted and target.name not in self._wanted):
            return None
        self.found.targets.add(target.name)
        return self.found.entries.setdefault(iri, Entry()) if iri in self._linked else None

    def _label(self, iri: str, text: str) -> None:
        """Note a name of a thing that we link to, or that is called as a thing of ours."""
        entry = self._entry(iri)
        if entry is not None:
            if text not in entry.labels:
                entry.labels.append(text)
            return
        target = self._target(iri)
        folded = key(text)
        if target and target.name in self.found.targets and folded in self._keys:
            self.found.named.setdefault(folded, {})[iri] = text

    def _code(self, iri: str, text: str, hint: str) -> None:
        entry = self._entry(iri)
        kind = kind_of_code(text, hint)
        if entry is not None and kind:
            code = text.zfill(3) if kind == "m49" else text.upper()
            entry.codes.setdefault(kind, set()).add(code)

    def _gone(self, iri: str, instead: str = "") -> None:
        entry = self._entry(iri)
        if entry is None:
            self.found.gone.add(iri)
        else:
            entry.deprecated, entry.instead = True, instead or entry.instead

    def _rdf(self, file: IO[bytes], form: ox.RdfFormat) -> None:
        for quad in ox.parse(file, format=form, base_iri="http://localhost/", lenient=True):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, ox.NamedNode) or self._target(subject.value) is None:
                continue
            iri = subject.value
            if predicate == OWL + "deprecated":
                if isinstance(value, ox.Literal) and value.value in {"true", "1"}:
                    self._gone(iri)
            elif predicate in _INSTEAD and isinstance(value, ox.NamedNode):
                if self._same_target(iri, value.value):
                    self._gone(iri, value.value)
            elif isinstance(value, ox.Literal):
                if predicate in _LABELS:
                    self._label(iri, value.value)
                else:
                    self._code(iri, value.value, predicate.replace("#", "/").rpartition("/")[2])
            else:
                self._entry(iri)

    def _same_target(self, one: str, other: str) -> bool:
        return one != other and self._target(one) == self._target(other)

    def _table(self, file: IO[bytes], comma: str) -> None:
        csv.field_size_limit(_MOST_FIELD)
        text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        for row in csv.DictReader(text, delimiter=comma):
            self._row(
                {name or "": cell or "" for name, cell in row.items() if isinstance(cell, str)}
            )

    def _row(self, row: dict[str, str]) -> None:
        """Take a row of a table: the things that it names, with the names and codes beside."""
        iris = [iri for name, cell in row.items() for iri in self._iris(name, cell)]
        for iri in iris:
            self._entry(iri)
            for name, cell in row.items():
                plain = name.casefold()
                if any(part in plain for part in ("label", "name", "title", "short", "formal")):
                    for text in cell.split("|"):
                        if text.strip() and not text.startswith("http"):
                            self._label(iri, text.strip())
                elif plain in {"deprecated", "withdrawn"} and cell.casefold() in {"true", "1", "x"}:
                    self._gone(iri)
                elif plain in {"replaced_by", "replacedby", "isreplacedby"} and cell:
                    self._gone(iri, cell)
                elif cell:
                    self._code(iri, cell, plain if len(plain) > 3 else f"code {plain}")

    def _iris(self, name: str, cell: str) -> Iterator[str]:
        """Yield the things of data sets that a cell of a table names."""
        plain = name.casefold()
        if "broader" in plain or "replaced" in plain:
            return
        for text in cell.replace("|", ";").split(";"):
            text = text.strip()
            if text.startswith(("http://", "https://")):
                target = self._target(text)
                if target and target.iri(text):
                    yield text
                continue
            for target in self._spaces:
                named = target.name in plain or (
                    target.name in self._wanted and plain in _ID_COLUMNS
                )
                if text and named and (iri := target.iri(text)):
                    yield iri

    def _json(self, file: IO[bytes], by_line: bool) -> None:
        if by_line:
            for line in file:
                line = line.strip().rstrip(b",")
                if line not in {b"", b"[", b"]"}:
                    self._object(json.loads(line))
            return
        said = json.load(file)
        if isinstance(said, dict) and "entities" in said:
            for record in said["entities"].values():
                self._object(record)
        elif isinstance(said, dict) and "bindings" in said.get("results", {}):
            for row in said["results"]["bindings"]:
                self._row({name: str(term.get("value", "")) for name, term in row.items()})
        elif isinstance(said, dict) and ("@graph" in said or "@context" in said or "@id" in said):
            self._rdf(io.BytesIO(json.dumps(said).encode()), ox.RdfFormat.JSON_LD)
        else:
            for record in said if isinstance(said, list) else [said]:
                self._object(record)

    def _object(self, record: Any) -> None:
        """Take one record: an entity of Wikidata, a record of ROR, or an object as a row."""
        if not isinstance(record, dict):
            return
        if isinstance(record.get("labels"), dict):
            self._wikidata(record)
        elif str(record.get("id", "")).startswith("https://ror.org/"):
            self._ror(record)
        else:
            self._row({name: str(v) for name, v in record.items() if isinstance(v, str | int)})

    def _wikidata(self, record: dict[str, Any]) -> None:
        target = self._ours.targets.get("wikidata")
        if target is None:
            return
        iri = target.space + str(record.get("id", ""))
        moved = record.get("redirects") or {}
        if moved.get("from"):
            self._gone(target.space + moved["from"], target.space + str(moved.get("to", "")))
        for group in (record.get("labels", {}), record.get("aliases", {})):
            for given in group.values():
                for one in given if isinstance(given, list) else [given]:
                    self._label(iri, str(one.get("value", "")))
        for name in ("P297", "P298", "P299", "P2082"):
            for claim in record.get("claims", {}).get(name, []):
                value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
                if isinstance(value, str) and claim.get("rank") != "deprecated":
                    self._code(iri, value, name)

    def _ror(self, record: dict[str, Any]) -> None:
        iri = record["id"]
        for one in record.get("names", []):
            self._label(iri, str(one.get("value", "")))
        if record.get("name"):
            self._label(iri, str(record["name"]))
        if str(record.get("status", "active")) != "active":
            after = [
                str(one.get("id", ""))
                for one in record.get("relationships", [])
                if str(one.get("type", "")).lower() == "successor"
            ]
            self._gone(iri, after[0] if after else "")
