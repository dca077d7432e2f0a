"""The records that one step of the pipeline hands to the next; all frozen, all picklable.

Offsets are Unicode code points in the source text: ``source.text[begin:end]`` is the thing itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal as Choice
from typing import TypeAlias

from migkg.namespaces import BASE, expand


class Iri(str):
    """An absolute IRI that is not ours."""

    __slots__ = ()


class Ref(str):
    """An IRI of ours, relative to the base: ``id/state/mex``, ``concept/role/chair``."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """Return the kind of thing, the segment after ``id/``; empty for what is no thing.

        >>> Ref("id/organization/iom").kind
        'organization'
        """
        parts = self.split("/")
        return parts[1] if parts[0] == "id" else ""

    @property
    def slug(self) -> str:
        """Return what follows the kind.

        >>> Ref("id/organization/iom").slug
        'iom'
        """
        return self.split("/", 2)[2]


Datatype = Choice[
    "string", "integer", "decimal", "boolean", "date", "dateTime", "gYear", "gYearMonth"
]


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal in canonical form; ``datatype`` is the local name of an XSD type."""

    lexical: str
    datatype: Datatype = "string"
    language: str = ""


Value: TypeAlias = Iri | Ref | Literal

# A property is a prefixed name as ``migkg.namespaces.expand`` reads it: one of ours has no
# prefix (``inEvent``), others do (``org:member``).
Property: TypeAlias = tuple[str, Value]

Language = Choice["en", "fr", "es"]


def typed(text: str, datatype: Datatype) -> Literal:
    """Return a literal of an XSD type.

    >>> typed("2011-05", "gYearMonth").lexical
    '2011-05'
    """
    return Literal(text, datatype)


def dated(text: str) -> Literal:
    """Return a date, month or year as the literal its precision asks for.

    >>> [dated(text).datatype for text in ("2011", "2011-05", "2011-05-19", "2011-05-19T10:00:00")]
    ['gYear', 'gYearMonth', 'date', 'dateTime']
    """
    if "T" in text:
        return Literal(text, "dateTime")
    types: dict[int, Datatype] = {4: "gYear", 7: "gYearMonth", 10: "date"}
    if len(text) == 10:
        date.fromisoformat(text)
    return Literal(text, types[len(text)])


def ntriples(value: Value, base: str = BASE) -> str:
    r"""Return the N-Triples term of a value; an own IRI is resolved against ``base``.

    >>> ntriples(Ref("id/state/mex"), base="")
    '<id/state/mex>'
    >>> ntriples(Literal('"A"', language="en"))
    '"\\"A\\""@en'
    """
    if isinstance(value, Ref):
        return f"<{base}{value}>"
    if isinstance(value, Iri):
        return f"<{value}>"
    text = value.lexical.translate(_ESCAPES)
    if value.language:
        return f'"{text}"@{value.language}'
    if value.datatype == "string":
        return f'"{text}"'
    return f'"{text}"^^<{expand("xsd:" + value.datatype)}>'


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the corpus, decoded: what offsets count in, and what the manifest says of it."""

    path: str  # relative to the corpus folder
    text: str
    sha256: str  # of the file's bytes, hexadecimal
    format: str  # "plain", "pdf", "docx", "html", "akn"
    pages: tuple[int, ...] = ()  # where each page begins, in code points; empty where not known
    symbol: str = ""
    title: str = ""
    date: str = ""  # ISO 8601: a date, a month or a year
    language: str = ""
    kind: str = ""  # local name of a subclass of mig:Document
    address: str = ""  # where the file was retrieved

    def page(self, offset: int) -> int | None:
        """Return the number of the page that holds an offset, counted from 1."""
        from bisect import bisect_right

        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True)
class Document:
    """A text as issued: a file of the corpus, or one part of a file that holds several."""

    slug: str  # ``a-67-254``, ``debate-2011-dossier-03``
    kind: str  # local name of a subclass of mig:Document: "Report", "Letter" ...
    begin: int
    end: int
    source: SourceFile = field(repr=False)
    part_of: str = ""  # slug of the compilation
    title: str = ""
    symbol: str = ""
    date: str = ""  # as printed, ISO 8601
    issued: str = ""  # distribution date, ISO 8601
    language: str = ""
    version_status: str = ""  # "provisional" or "final"
    # Spans of the document's own head that later steps read names from: ("title", 10, 60),
    # ("speaker", 70, 84), ("event", ...), ("creator", ...), ("publisher", ...), ("date", ...).
    head: tuple[tuple[str, int, int], ...] = ()

    @property
    def ref(self) -> Ref:
        """Return the document's IRI."""
        return Ref(f"id/document/{self.slug}")

    @property
    def graph(self) -> Ref:
        """Return the IRI of the named graph that holds what was read from the document."""
        return Ref(f"graph/document/{self.slug}")

    @property
    def text(self) -> str:
        """Return the document's stretch of the source text."""
        return self.source.text[self.begin : self.end]


PassageKind = Choice[
    "paragraph",
    "heading",
    "list-item",
    "table-row",
    "table-header",
    "footnote",
    "caption",
    "programme-line",
]
Section = Choice["front-matter", "preamble", "operative", "body", "annex", "notes"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A leaf unit of a document; passages of one document never overlap."""

    document: str  # slug
    order: int  # from 1, in the order of the text
    begin: int
    end: int
    text: str = field(repr=False)  # source.text[begin:end]
    kind: PassageKind = "paragraph"
    section: Section = "body"
    number: str = ""  # as printed, no full stop: "14", "62 (c)", footnotes "12" or "a"
    heading: str = ""  # text of the nearest heading above
    page: int | None = None
    language: str = "en"
    continues: int | None = None  # order of the passage whose sentence goes on here
    part_of: int | None = None  # order of the passage that introduces this item: its chapeau

    @property
    def ref(self) -> Ref:
        """Return the passage's IRI."""
        return Ref(f"id/passage/{self.document}/{self.order}")


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters that name something; ``kind`` is the kind of IRI the thing would have."""

    begin: int
    end: int
    anchor: str  # source.text[begin:end]
    kind: str  # person, organization, state, area, office, instrument, event, document ...
    form: str  # the anchor with white space and mark-up made plain
    extractor: str
    passage: int  # order of the passage it stands in
    language: str = "en"
    # What the extractor read that helps to link or describe it: ("year", "2011"),
    # ("type", "NationalBody"), ("ref", "id/instrument/ilo-c097") ...
    hints: tuple[tuple[str, str], ...] = ()

    def hint(self, name: str) -> str:
        """Return the value of the first hint of that name, or an empty string."""
        return next((value for key, value in self.hints if key == name), "")


@dataclass(frozen=True, slots=True)
class Link:
    """A mention and the entity it was linked to."""

    mention: Mention
    entity: Ref
    confidence: float  # 0 to 1

    @property
    def begin(self) -> int:
        """Return where the mention begins."""
        return self.mention.begin

    @property
    def end(self) -> int:
        """Return where the mention ends."""
        return self.mention.end

    @property
    def kind(self) -> str:
        """Return the kind of the entity, which may be another than the mention's."""
        return self.entity.kind


@dataclass(frozen=True, slots=True)
class Label:
    """A name of an entity; ``role`` says how far it holds without context."""

    text: str
    language: str
    role: Choice["pref", "alt", "hidden"]


@dataclass(frozen=True, slots=True)
class Entity:
    """What is named: from an authority file, or first met in a text (``reviewed`` is false)."""

    ref: Ref
    types: tuple[str, ...]  # local names of our classes
    labels: tuple[Label, ...]
    properties: tuple[Property, ...] = ()
    reviewed: bool = True

    def values(self, name: str) -> Iterator[Value]:
        """Yield the values of one property."""
        return (value for key, value in self.properties if key == name)

    def name(self, language: str = "en") -> str:
        """Return the preferred label in a language, else in any, else the slug."""
        preferred = [label for label in self.labels if label.role == "pref"]
        for label in preferred:
            if label.language == language:
                return label.text
        return preferred[0].text if preferred else self.ref.slug


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement with the passages it was read from.

    ``properties`` may hold one property several times. Two facts with the same document, kind and
    properties are one fact that cites the passages of both.
    """

    document: str  # slug
    kind: str  # local name of a subclass of mig:Fact
    properties: tuple[Property, ...]
    passages: tuple[int, ...]  # orders, in the document

    def values(self, name: str) -> Iterator[Value]:
        """Yield the values of one property."""
        return (value for key, value in self.properties if key == name)


@dataclass(frozen=True, slots=True)
class Description:
    """Triples about a document or an entity that are no fact of their own."""

    subject: Ref
    properties: tuple[Property, ...]
