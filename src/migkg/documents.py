"""Splits a source file into the documents it holds, and reads each document's own head."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from migkg.iris import slug
from migkg.language import LANGUAGES, language_of
from migkg.model import Document, Language, SourceFile
from migkg.structure import classes, headlike, heads, signatures, signs, titles
from migkg.structure.blocks import Block, blocks
from migkg.structure.spans import Head, Span
from migkg.structure.starts import starts

_BODY_SAMPLE = 20_000  # characters, enough to tell a document's language


def split(source: SourceFile) -> tuple[Document, ...]:
    """Return the whole file as a document and, if it holds several, each of them after it.

    The whole then has the kind ``Compilation``. What the manifest says (symbol, title, date,
    language, kind) goes before what is read from the text.
    """
    every = blocks(source, 0, len(source.text))
    stem = slug(PurePosixPath(source.path).stem) or "document"
    bounds = [*starts(every), len(every)]
    if len(bounds) == 2:
        return (_single(source, every, stem),)
    key = slug(source.symbol) or stem
    parts = tuple(
        _part(source, every[first:after], f"{key}-{number:02}", key)
        for number, (first, after) in enumerate(itertools.pairwise(bounds), start=1)
    )
    parts = _by_neighbours(parts)
    sizes: Counter[str] = Counter()
    for part in parts:
        sizes[part.language] += part.end - part.begin
    begin, end = _extent(source.text, 0, len(source.text))
    whole = Document(
        slug=key,
        kind="Compilation",
        begin=begin,
        end=end,
        source=source,
        title=source.title or stem,
        symbol=source.symbol,
        date=source.date,
        language=source.language or max(sizes, key=lambda name: (sizes[name], name)),
    )
    return (whole, *parts)


def _by_neighbours(parts: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the parts; what stands beside a statement, says I and shows no class, is one too."""
    kinds = ["", *(part.kind for part in parts), ""]
    return tuple(
        replace(part, kind="Statement")
        if part.kind == "Document"
        and "Statement" in (kinds[at], kinds[at + 2])
        and classes.SPEAKING.search(part.text)
        else part
        for at, part in enumerate(parts)
    )


def _closed(language: str) -> Language:
    """Return one of the languages that texts are told apart in; English for any other."""
    return next((known for known in LANGUAGES if known == language), "en")


def _extent(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space around it; an empty file has an empty extent."""
    stretch = text[begin:end]
    if not stretch.strip():
        return begin, begin
    return begin + len(stretch) - len(stretch.lstrip()), begin + len(stretch.rstrip())


def _single(source: SourceFile, every: Sequence[Block], stem: str) -> Document:
    head = heads.read(source.text, every)
    kind = source.kind or classes.kind_of(head, every)
    symbol = source.symbol or titles.symbol(head, source.text, kind)
    begin, end = _extent(source.text, 0, len(source.text))
    spans = _spans(source.text, head, every, kind)
    sample = source.text[begin : min(end, begin + _BODY_SAMPLE)]
    language = source.language or language_of(sample)
    issued = head.issued
    return Document(
        slug=slug(symbol) or stem,
        kind=kind,
        begin=begin,
        end=end,
        source=source,
        title=source.title or titles.title(head, every, kind, language) or stem,
        symbol=symbol,
        date=source.date or titles.date(head, every, kind) or issued,
        issued=issued,
        language=language,
        version_status=titles.version(head, kind),
        head=spans,
    )


def _part(source: SourceFile, own: Sequence[Block], name: str, whole: str) -> Document:
    head = heads.read(source.text, own)
    kind = classes.kind_of(head, own)
    # A block begins behind the mark-up around it, which belongs to the part as well.
    line = source.text.rfind("\n", 0, own[0].begin) + 1
    line = max(line, source.text.rfind("\f", 0, own[0].begin) + 1)
    begin, end = _extent(source.text, line, own[-1].end)
    while end < len(source.text) and source.text[end] in "*_":
        end += 1
    sample = source.text[begin : min(end, begin + _BODY_SAMPLE)]
    language = language_of(sample, default=_closed(source.language))
    return Document(
        slug=name,
        kind=kind,
        begin=begin,
        end=end,
        source=source,
        part_of=whole,
        title=titles.title(head, own, kind, language) or name,
        symbol=titles.symbol(head, source.text, kind),
        date=titles.date(head, own, kind),
        issued=head.issued,
        language=language,
        version_status=titles.version(head, kind),
        head=_spans(source.text, head, own, kind),
    )


def _spans(text: str, head: Head, own: Sequence[Block], kind: str) -> tuple[Span, ...]:
    """Return what the head says and where, with the salutation and what stands at the end."""
    letter = kind == "Letter"
    spans = [
        (("creator" if letter else "publisher") if name == "letterhead" else name, begin, end)
        for name, begin, end in head.spans
    ]
    if kind not in ("Resolution", "Letter"):
        spans = [("title" if span[0] == "type" else span[0], *span[1:]) for span in spans]
    size = headlike.length(own)
    for block in own[size : size + 4]:
        if block.form == "text" and (
            signs.salutes(block.text) or (letter and signs.LETTER_SALUTATION.fullmatch(block.text))
        ):
            spans.append(("salutation", block.begin, block.end))
            break
    spans += signatures.closing(text, own, kind, named=head.has("speaker"))
    return tuple(sorted(set(spans), key=lambda span: (span[1], -span[2], span[0])))
