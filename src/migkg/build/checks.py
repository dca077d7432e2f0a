"""What the build checks before anything enters the graph: quotes, references, shapes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from migkg import iris, quads
from migkg.errors import QuoteError
from migkg.model import Fact, Property, Ref
from migkg.namespaces import BASE, expand
from migkg.quads import Read
from migkg.validate import Context, Result, check_quads, shipped_context

# How often what does not conform is taken out before the build gives up on a document.
_ATTEMPTS = 3


def check_quotes(read: Read) -> int:
    """Return how many quotes stand verbatim at their offsets: all, or an error is raised.

    Raises QuoteError for a passage or mention that does not, for passages or mentions that
    overlap, and for a fact that cites no passage or one that is not there.
    """
    document = read.document
    text = document.source.text
    by_order = {passage.order: passage for passage in read.passages}
    if len(by_order) != len(read.passages):
        raise QuoteError(f"{document.slug}: two passages with one number")
    at = document.begin
    for passage in sorted(read.passages, key=lambda one: one.begin):
        where = f"{document.slug}, passage {passage.order}"
        if text[passage.begin : passage.end] != passage.text or not passage.text:
            raise QuoteError(f"{where}: its text is not what stands at {passage.begin}")
        if passage.begin < at or passage.end > document.end:
            raise QuoteError(f"{where}: overlaps another, or leaves its document")
        at = passage.end
    at = document.begin
    for link in sorted(read.links, key=lambda one: one.begin):
        where = f"{document.slug}, mention {link.mention.anchor!r} at {link.begin}"
        home = by_order.get(link.mention.passage)
        if text[link.begin : link.end] != link.mention.anchor or not link.mention.anchor:
            raise QuoteError(f"{where}: not what stands there")
        if home is None or not home.begin <= link.begin < link.end <= home.end:
            raise QuoteError(f"{where}: not inside passage {link.mention.passage}")
        if link.begin < at:
            raise QuoteError(f"{where}: overlaps the mention before it")
        at = link.end
    for fact in read.facts:
        if not fact.passages or any(order not in by_order for order in fact.passages):
            raise QuoteError(f"{document.slug}, a {fact.kind}: cites passages {fact.passages}")
    return len(read.passages) + len(read.links)


def count(reads: Sequence[Read]) -> Mapping[str, int]:
    """Return how much was read: documents, passages, mentions, facts of each class."""
    found = {
        "documents": len(reads),
        "passages": sum(len(read.passages) for read in reads),
        "mentions": sum(len(read.links) for read in reads),
        "facts": sum(len(read.facts) for read in reads),
    }
    for read in reads:
        for fact in read.facts:
            found[fact.kind] = found.get(fact.kind, 0) + 1
    return found


@lru_cache(maxsize=2)
def context(documents: frozenset[str]) -> Context:
    """Return what is known beside a document's graph: our files, and the documents' classes."""
    return Context.of(shipped_context().nquads, documents)


def conforming(
    read: Read, known: Context, engine: str = "pyshacl"
) -> tuple[Read, set[str], tuple[str, ...]]:
    """Return a document without what was read from it against the shapes.

    A fact goes as a whole, of a description and of a new entity the property at fault. With the
    document come its quads, and a line for each fault that was left out. Raises
    NotConformingError where something else is at fault: the document, a passage, a mention.
    """
    left_out: list[str] = []
    for _ in range(_ATTEMPTS):
        lines = quads.of_document(read)
        report = check_quads(lines, known, engine=engine)
        if report.conforms():
            return read, lines, tuple(left_out)
        without = _without(read, report.violations)
        if without == read:
            break
        left_out += [f"{read.document.slug}: {result}" for result in report.violations]
        read = without
    report.require(read.document.graph)
    return read, lines, tuple(left_out)


def _without(read: Read, faults: Sequence[Result]) -> Read:
    nodes = {fault.focus_node for fault in faults}
    said = {(fault.focus_node, expand(fault.path)) for fault in faults if _is_name(fault.path)}

    def stays(fact: Fact) -> bool:
        return BASE + iris.of_fact(fact) not in nodes

    def kept(subject: Ref, properties: Iterable[Property]) -> tuple[Property, ...]:
        return tuple(
            (name, value)
            for name, value in properties
            if (BASE + subject, expand(name)) not in said
        )

    return replace(
        read,
        facts=tuple(fact for fact in read.facts if stays(fact)),
        entities=tuple(replace(e, properties=kept(e.ref, e.properties)) for e in read.entities),
        descriptions=tuple(
            replace(d, properties=kept(d.subject, d.properties)) for d in read.descriptions
        ),
    )


def _is_name(path: str) -> bool:
    prefix, colon, local = path.partition(":")
    return bool(colon) and prefix.isalpha() and local.replace("-", "").isalnum()
