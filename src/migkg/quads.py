"""Turns documents, passages, mentions, entities and facts into quads, as lines of N-Quads.

A line is in canonical form: the store writes the same bytes back, so lines can be sorted, compared
and hashed as they are. Nothing here makes a blank node or a quad of the default graph.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from migkg import __version__, iris
from migkg.model import (
    Description,
    Document,
    Entity,
    Fact,
    Iri,
    Link,
    Literal,
    Passage,
    Property,
    Ref,
    Value,
    dated,
)
from migkg.namespaces import BASE, expand

# Characters that canonical N-Quads escapes: the seven with a letter of their own, other controls.
_ESCAPES = str.maketrans(
    {
        **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
        "\b": "\\b",
        "\t": "\\t",
        "\n": "\\n",
        "\f": "\\f",
        "\r": "\\r",
        '"': '\\"',
        "\\": "\\\\",
    }
)
_UNSAFE_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_LANGUAGE = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*")
_FRACTION_OF_SECONDS = re.compile(r"(\.\d*?)0*(?=$|[Z+-])")
_LABEL_PROPERTIES = {
    "pref": "skos:prefLabel",
    "alt": "skos:altLabel",
    "hidden": "skos:hiddenLabel",
}


@dataclass(frozen=True, slots=True)
class Read:
    """All that was read from one document, and what it is part or a version of."""

    document: Document
    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()
    entities: tuple[Entity, ...] = ()  # described in the document's graph: the unreviewed ones
    facts: tuple[Fact, ...] = ()
    descriptions: tuple[Description, ...] = ()
    parts: tuple[str, ...] = ()  # slugs of the documents it prints, copies among them
    printed_in: tuple[str, ...] = ()  # slugs of the compilations that print it
    version_of: str = ""  # slug of the work
    copies: tuple[tuple[str, str], ...] = ()  # path and SHA-256 of other files that print it


def canonical(value: Value) -> Value:
    """Return a value as the store would write it back.

    >>> canonical(Literal("0.90", "decimal")).lexical, canonical(Literal("007", "integer")).lexical
    ('0.9', '7')
    >>> canonical(Literal("a", language="fr-CA")).language
    'fr-ca'
    """
    if not isinstance(value, Literal):
        return value
    if value.language:
        # What is no language tag cannot be written as one.
        tag = value.language.lower()
        return replace(value, language=tag if _LANGUAGE.fullmatch(tag) else "")
    match value.datatype:
        case "integer":
            return replace(value, lexical=str(int(value.lexical)))
        case "decimal":
            return replace(value, lexical=decimal(value.lexical))
        case "boolean":
            return replace(value, lexical="true" if value.lexical in {"true", "1"} else "false")
        case "dateTime":
            text = _FRACTION_OF_SECONDS.sub(lambda found: found[1].rstrip("."), value.lexical)
            return replace(value, lexical=text)
    return value


def decimal(number: str | float) -> str:
    """Return a number in the canonical form of ``xsd:decimal``.

    >>> decimal("372000000000.00"), decimal(0.9), decimal("-0.0"), decimal("1e3")
    ('372000000000', '0.9', '0', '1000')
    """
    text = format(Decimal(str(number)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text.removeprefix("+")


def term(value: Value) -> str:
    r"""Return a value as a term of canonical N-Quads.

    >>> term(Literal("a\tb", language="EN")), term(Iri("http://example.org/a b"))
    ('"a\\tb"@en', '<http://example.org/a%20b>')
    """
    if isinstance(value, Ref):
        return f"<{BASE}{value}>"
    if isinstance(value, Iri):
        return f"<{_UNSAFE_IN_IRI.sub(lambda found: f'%{ord(found[0]):02X}', value)}>"
    value = canonical(value)
    assert isinstance(value, Literal)
    text = f'"{value.lexical.translate(_ESCAPES)}"'
    if value.language:
        return f"{text}@{value.language}"
    return text if value.datatype == "string" else f"{text}^^<{expand('xsd:' + value.datatype)}>"


def lines(graph: Ref, subject: Ref, properties: Iterable[Property]) -> Iterator[str]:
    """Yield the quads of one subject, a line each, without line ends."""
    for name, value in properties:
        yield f"<{BASE}{subject}> <{expand(name)}> {term(value)} <{BASE}{graph}> ."


def mig(local: str) -> Iri:
    """Return the IRI of one of our classes, properties or named values."""
    return Iri(expand(local))


def types(*names: str) -> Iterator[Property]:
    """Yield ``rdf:type`` for classes, given as :func:`expand` reads them; no class twice."""
    for name in dict.fromkeys(names):
        yield "rdf:type", Iri(expand(name))


def whole(number: int) -> Literal:
    """Return an integer literal."""
    return Literal(str(number), "integer")


def software(step: str = "") -> Ref:
    """Return the IRI of this version of migkg, or of one of its extractors.

    >>> software("document-symbol").startswith("id/software/migkg-")
    True
    """
    agent = f"id/software/migkg-{__version__}"
    return Ref(f"{agent}/{iris.slug(step)}" if step else agent)


def file(sha256: str) -> Ref:
    """Return the IRI of a file, which its content alone decides.

    >>> file("0123456789abcdef0000")
    'id/file/0123456789abcdef'
    """
    return Ref(f"id/file/{sha256[:16]}")


def of_document(read: Read) -> set[str]:
    """Return the lines of a document's graph."""
    document = read.document
    graph = document.graph
    found = set(lines(graph, document.ref, _document(read)))
    by_order = {passage.order: passage for passage in read.passages}
    for passage in read.passages:
        found.update(lines(graph, passage.ref, _passage(document, passage)))
    for link in read.links:
        place = iris.mention(document.slug, link.begin, link.end)
        passage = by_order[link.mention.passage]
        found.update(lines(graph, place, _mention(passage, link)))
        found.update(lines(graph, passage.ref, [("mentions", link.entity)]))
    for entity in read.entities:
        found.update(lines(graph, entity.ref, _entity(entity)))
    for fact in read.facts:
        fact = replace(fact, properties=tuple((n, canonical(v)) for n, v in fact.properties))
        found.update(lines(graph, iris.of_fact(fact), _fact(fact)))
    for description in read.descriptions:
        found.update(lines(graph, description.subject, description.properties))
    return found


def _document(read: Read) -> Iterator[Property]:
    document = read.document
    yield from types(document.kind, "Document")
    if document.title:
        yield "dcterms:title", Literal(document.title, language=document.language)
    if document.symbol:
        yield "dcterms:identifier", Literal(document.symbol)
    if document.date:
        yield "dcterms:date", dated(document.date)
    if document.issued:
        yield "dcterms:issued", dated(document.issued)
    if document.language:
        yield "dcterms:language", Literal(document.language)
    if document.version_status:
        yield "versionStatus", iris.concept("version-status", document.version_status)
    if document.source.address:
        yield "dcterms:source", Iri(document.source.address)
    yield "sourceFile", Literal(document.source.path)
    yield "sha256", Literal(document.source.sha256)
    for _, sha256 in ((document.source.path, document.source.sha256), *read.copies):
        yield "prov:wasDerivedFrom", file(sha256)
    for part in read.parts:
        yield "dcterms:hasPart", iris.thing("document", part)
    for compilation in read.printed_in:
        yield "dcterms:isPartOf", iris.thing("document", compilation)
    if read.version_of:
        yield "dcterms:isVersionOf", iris.thing("document", read.version_of)


def _passage(document: Document, passage: Passage) -> Iterator[Property]:
    yield from types("Passage", "nif:Context")
    yield "passageOf", document.ref
    yield "order", whole(passage.order)
    yield "passageKind", iris.concept("passage-kind", passage.kind)
    yield "section", iris.concept("section", passage.section)
    if passage.number:
        yield "paragraphNumber", Literal(passage.number)
    if passage.heading:
        yield "heading", Literal(passage.heading)
    if passage.page is not None:
        yield "page", whole(passage.page)
    if passage.language:
        yield "dcterms:language", Literal(passage.language)
    if passage.continues is not None:
        yield "continues", replace(passage, order=passage.continues).ref
    if passage.part_of is not None:
        yield "partOfPassage", replace(passage, order=passage.part_of).ref
    yield "nif:isString", Literal(passage.text)
    yield "nif:beginIndex", whole(passage.begin)
    yield "nif:endIndex", whole(passage.end)


def _mention(passage: Passage, link: Link) -> Iterator[Property]:
    yield from types("nif:Phrase")
    yield "nif:referenceContext", passage.ref
    yield "nif:beginIndex", whole(link.begin)
    yield "nif:endIndex", whole(link.end)
    yield "nif:anchorOf", Literal(link.mention.anchor)
    yield "itsrdf:taIdentRef", link.entity
    yield "itsrdf:taConfidence", Literal(decimal(round(link.confidence, 4)), "decimal")
    yield "itsrdf:taAnnotatorsRef", software(link.mention.extractor)


def _entity(entity: Entity) -> Iterator[Property]:
    yield from types(*entity.types)
    for label in entity.labels:
        yield _LABEL_PROPERTIES[label.role], Literal(label.text, language=label.language)
    yield from entity.properties
    if not entity.reviewed:
        yield "status", mig("Unreviewed")


def _fact(fact: Fact) -> Iterator[Property]:
    yield from types(fact.kind, "Fact")
    yield from fact.properties
    for order in fact.passages:
        yield "prov:wasDerivedFrom", Ref(f"id/passage/{fact.document}/{order}")


def of_work(slug: str, title: Literal | None, kinds: Sequence[str]) -> set[str]:
    """Return the lines of a work, the thing that several documents are versions of."""
    properties = [*types(*kinds, "Document")]
    if title is not None:
        properties.append(("dcterms:title", title))
    return set(lines(Ref("graph/authority"), iris.thing("document", slug), properties))


def merged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return each fact once, citing the passages of all its readings.

    The quoted sentence is no part of what makes a fact: where readings differ in it, those of the
    first passage are kept.
    """
    by_ref: dict[Ref, Fact] = {}
    for fact in sorted(facts, key=lambda said: (min(said.passages, default=0), repr(said))):
        fact = replace(fact, properties=tuple((n, canonical(v)) for n, v in fact.properties))
        ref = iris.of_fact(fact)
        known = by_ref.setdefault(ref, fact)
        passages = tuple(sorted({*known.passages, *fact.passages}))
        by_ref[ref] = replace(known, passages=passages)
    return tuple(by_ref[ref] for ref in sorted(by_ref))
