"""Reads the gold set, and checks it against corpus, concept schemes and authority files.

A file of the gold set is JSON: a document, the paragraphs drawn from it, and for each the mentions
and facts that a reader found in it. The guidelines in ``corpus/gold`` say what is annotated and how
it is written.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from migkg.errors import CheckError, MissingFileError, OntologyError
from migkg.evaluate import tables
from migkg.facts.schemes import broader
from migkg.link.authority import load_authority
from migkg.model import Ref

ANY: Final = "*"
# Kinds whose IRI may follow from a symbol or from what pins them, without an authority file.
_MINTED: Final = frozenset({"document", "instrument", "event"})
_KINDS: Final = _MINTED | {
    *("state", "area", "person", "organization", "office", "initiative", "publication"),
}
_STATEMENT: Final = ("speaker", "onBehalfOf", "deliveredAt")


class GoldError(CheckError):
    """A gold file that does not fit its text, or names what there is not."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Expected:
    """A value that a property may have: one of some, or anything; it may be allowed to lack."""

    values: tuple[str, ...]
    may_lack: bool = False

    def allows(self, value: str) -> bool:
        """Tell whether a value is one of those."""
        return ANY in self.values or value in self.values


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention that a reader found; an optional one counts neither found nor missed."""

    begin: int
    end: int
    anchor: str
    entities: tuple[str, ...]  # any of them is right
    kind: str
    optional: bool = False


@dataclass(frozen=True)
class GoldFact:
    """A fact that a reader found, with the paragraphs (numbers in the set) that say it."""

    document: str
    kind: str
    properties: Mapping[str, tuple[Expected, ...]] = field(hash=False)
    units: tuple[int, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of the gold set: its stretches of the source text and what was found there."""

    number: int
    part: str
    file: str
    document: str
    spans: tuple[tuple[int, int], ...]
    stratum: str
    language: str
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What no authority file knows, told by a place where the document names it."""

    name: str  # thing/panel-one
    kind: str
    begin: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """Who made a statement, for whom and where; an absent key means that the text does not say."""

    part: str
    file: str
    document: str
    begin: int
    end: int
    said: Mapping[str, Expected] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold set, or a part of it."""

    units: tuple[Unit, ...]
    facts: tuple[GoldFact, ...]
    statements: tuple[GoldStatement, ...]
    things: Mapping[str, Mapping[str, Thing]] = field(hash=False)  # by document, by name


def gold_files(paths: Sequence[Path]) -> list[Path]:
    """Return the gold files that some files and folders hold; raises MissingFileError."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found |= set(path.rglob("*.json"))
        elif path.is_file():
            found.add(path)
        else:
            raise MissingFileError(str(path))
    return sorted(found, key=lambda path: (path.parent.name, path.name))


def read_gold(paths: Sequence[Path], texts: Mapping[str, str], part: str = "all") -> Gold:
    """Return what some gold files say; ``texts`` are the source texts by path in the corpus.

    The folder of a file names its part. Raises MissingFileError and GoldError.
    """
    units: list[Unit] = []
    facts: dict[str, GoldFact] = {}
    statements: list[GoldStatement] = []
    things: dict[str, dict[str, Thing]] = {}
    for path in gold_files(paths):
        if part in ("all", path.parent.name):
            _File(path, texts).read(units, facts, statements, things)
    return Gold(tuple(units), tuple(facts.values()), tuple(statements), things)


@dataclass
class _File:
    """A gold file that is being read."""

    path: Path
    texts: Mapping[str, str]

    def fail(self, reason: str) -> GoldError:
        return GoldError(f"{self.path.parent.name}/{self.path.name}", reason)

    def read(
        self,
        units: list[Unit],
        facts: dict[str, GoldFact],
        statements: list[GoldStatement],
        things: dict[str, dict[str, Thing]],
    ) -> None:
        try:
            said = json.loads(self.path.read_text("utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise self.fail(f"is no JSON: {error}") from error
        self.keys(said, {"file", "document", "things", "passages"}, {"statement"}, "the file")
        file, document = said["file"], said["document"]
        if file not in self.texts:
            raise self.fail(f"no document {file!r} in the corpus")
        text, part = self.texts[file], self.path.parent.name
        own = things.setdefault(document, {})
        for thing in said["things"]:
            self.keys(thing, {"name", "kind", "begin", "end", "anchor"}, set(), "a thing")
            self.holds(text, thing)
            if thing["kind"] not in _KINDS:
                raise self.fail(f"unknown kind {thing['kind']!r}")
            own[thing["name"]] = Thing(**thing)
        if "statement" in said:
            statements.append(self.statement(said["statement"], part, file, document, text, own))
        for passage in said["passages"]:
            unit = self.unit(passage, len(units), part, file, document, text, own)
            units.append(unit)
            for fact in passage["facts"]:
                self.fact(fact, unit, facts, own)

    def keys(self, said: Any, needed: set[str], further: set[str], what: str) -> None:
        if not isinstance(said, dict):
            raise self.fail(f"{what} is no object")
        for missing in sorted(needed - said.keys()):
            raise self.fail(f"{what} has no {missing!r}")
        for unknown in sorted(said.keys() - needed - further):
            raise self.fail(f"{what} has an unknown key {unknown!r}")

    def holds(self, text: str, said: Mapping[str, Any]) -> None:
        begin, end, anchor = said["begin"], said["end"], said["anchor"]
        if not anchor or text[begin:end] != anchor:
            raise self.fail(f"{begin}-{end} holds {text[begin:end]!r}, not {anchor!r}")

    def unit(
        self,
        said: Mapping[str, Any],
        number: int,
        part: str,
        file: str,
        document: str,
        text: str,
        things: Mapping[str, Thing],
    ) -> Unit:
        keys = {"spans", "stratum", "language", "text", "mentions", "facts"}
        self.keys(said, keys, set(), "a passage")
        spans = tuple((begin, end) for begin, end in said["spans"])
        for (begin, end), words in zip(spans, said["text"], strict=True):
            self.holds(text, {"begin": begin, "end": end, "anchor": words})
        mentions: list[GoldMention] = []
        for one in said["mentions"]:
            self.keys(one, {"begin", "end", "anchor", "entity"}, {"optional"}, "a mention")
            self.holds(text, one)
            begin, end = one["begin"], one["end"]
            if not any(low <= begin and end <= high for low, high in spans):
                raise self.fail(f"mention {begin}-{end} lies outside its passage")
            if mentions and begin < mentions[-1].end:
                raise self.fail(f"mention {begin}-{end} overlaps or precedes the one before it")
            entities = tuple(one["entity"].split("|"))
            for entity in entities:
                self.thing(entity, things)
            kind = things[entities[0]].kind if entities[0] in things else Ref(entities[0]).kind
            optional = bool(one.get("optional"))
            mentions.append(GoldMention(begin, end, one["anchor"], entities, kind, optional))
        stratum, language = said["stratum"], said["language"]
        return Unit(number, part, file, document, spans, stratum, language, tuple(mentions))

    def statement(
        self,
        said: Mapping[str, Any],
        part: str,
        file: str,
        document: str,
        text: str,
        things: Mapping[str, Thing],
    ) -> GoldStatement:
        known = {*_STATEMENT, *(f"{name}?" for name in _STATEMENT)}
        self.keys(said, {"begin", "end"}, known, "a statement")
        begin, end = said["begin"], said["end"]
        if not 0 <= begin < end <= len(text):
            raise self.fail(f"statement {begin}-{end} lies outside the text")
        expected = {}
        for name in _STATEMENT:
            for key in (name, f"{name}?"):
                if key in said:
                    values = tuple(said[key].split("|"))
                    for value in values:
                        self.thing(value, things)
                    expected[name] = Expected(values, key.endswith("?"))
        return GoldStatement(part, file, document, begin, end, expected)

    def fact(
        self,
        said: Mapping[str, Any],
        unit: Unit,
        facts: dict[str, GoldFact],
        things: Mapping[str, Thing],
    ) -> None:
        kind = said.get("class", "")
        if kind not in tables.CLASSES:
            raise self.fail(f"unknown class {kind!r}; there are: {', '.join(tables.CLASSES)}")
        properties: dict[str, tuple[Expected, ...]] = {}
        for key, value in said.items():
            if key in ("class", "optional"):
                continue
            name = key.removesuffix("?")
            if name not in tables.CLASSES[kind].every:
                raise self.fail(f"unknown property {name!r} of {kind}")
            given = value if isinstance(value, list) else [value]
            for one in given:
                for alternative in one.split("|"):
                    self.value(name, alternative, things)
            expected = tuple(Expected(tuple(one.split("|")), key.endswith("?")) for one in given)
            properties[name] = properties.get(name, ()) + expected
        optional = bool(said.get("optional"))
        key = json.dumps([unit.document, unit.part, said], sort_keys=True, ensure_ascii=False)
        # One fact a document and content, except that a provision's clause, which is not compared,
        # is a part of its content.
        if optional or kind == "Provision" or (key in facts and unit.number in facts[key].units):
            key = f"{key}#{len(facts)}"
        before = facts[key].units if key in facts else ()
        units = (*before, unit.number)
        facts[key] = GoldFact(unit.document, kind, properties, units, optional)

    def value(self, name: str, value: str, things: Mapping[str, Thing]) -> None:
        if value == ANY:
            return
        if name in tables.CONCEPTS:
            scheme = tables.SCHEMES.get(name, re.sub(r"([A-Z])", r"-\1", name).lower())
            self.concept(value, (scheme,))
        elif name in tables.AGENTS and value.startswith("concept/"):
            self.concept(value, tables.AGENTS)
        elif name in tables.AGENTS or name in tables.THINGS:
            self.thing(value, things)

    def concept(self, value: str, schemes: Iterable[str]) -> None:
        for scheme in schemes:
            try:
                known = {f"concept/{scheme}/{slug}" for slug in broader(scheme)}
            except OntologyError as error:
                raise self.fail(str(error)) from error
            if value in known:
                return
        raise self.fail(f"unknown concept {value!r} of {' or '.join(schemes)}")

    def thing(self, value: str, things: Mapping[str, Thing]) -> None:
        if value == ANY or value in things:
            return
        ref = Ref(value)
        if value.startswith("thing/"):
            raise self.fail(f"{value} is not told under 'things'")
        if not value.startswith("id/") or ref.kind not in _KINDS or not ref.slug:
            raise self.fail(f"{value!r} names no thing")
        if ref.kind not in _MINTED and ref not in load_authority().entities:
            raise self.fail(f"no authority file knows {value}")
