"""Splits a source file into the documents it holds, and reads each document's own head."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from migkg.iris import slug
from migkg.language import language_of
from migkg.model import Document, SourceFile
from migkg.reading import view
from migkg.structure import dates, heads, signs
from migkg.structure.blocks import Block, blocks
from migkg.structure.heads import Head, Span
from migkg.structure.starts import starts

_BODY_SAMPLE = 20_000  # characters, enough to tell a document's language

_PROVISIONAL = re.compile(
    r"\b(?:provisional|draft|tentative|preliminary|provisoire|préliminaire|projet|preliminar|"
    r"borrador|proyecto)\b",
    re.IGNORECASE,
)
# How a letter is cited: what it is, of which date, from whom.
_LETTER_WORDS = {
    "en": ("Letter", "dated", "from"),
    "fr": ("Lettre", "datée du", "–"),
    "es": ("Carta", "de fecha", "–"),
}
_SPEAKING = re.compile(r"\bI\b(?!\.)|\b[Jj]e\b|\b[Jj]['’]|\b[Yy]o\b|\b[Qq]uiero\b|\b[Dd]eseo\b")
_RESOLUTION = re.compile(r"(\d+/\d+)(\s[A-Z])?\.?$")
_COUNCIL_RESOLUTION = re.compile(r"(?:resolution|résolution|resolución)\s+(\d+\s\(\d{4}\))", re.I)
# Organ that adopts, as its name is printed, and what stands before the number in its symbols.
_SERIES = (
    (re.compile(r"General Assembly|Assemblée générale|Asamblea General", re.I), "A/RES/"),
    (re.compile(r"Human Rights Council|droits de l['’]homme|Derechos Humanos", re.I), "A/HRC/RES/"),
    (re.compile(r"Economic and Social|économique et social|Económico y Social", re.I), "E/RES/"),
    (re.compile(r"Security Council|Conseil de sécurité|Consejo de Seguridad", re.I), "S/RES/"),
)


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
        for number, (first, after) in enumerate(zip(bounds, bounds[1:], strict=False), start=1)
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
    """Return the parts; one that does not show what it is, beside a statement and in the first
    person, is a statement."""
    kinds = ["", *(part.kind for part in parts), ""]
    return tuple(
        replace(part, kind="Statement")
        if part.kind == "Document"
        and "Statement" in (kinds[at], kinds[at + 2])
        and _SPEAKING.search(part.text)
        else part
        for at, part in enumerate(parts)
    )


def _extent(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space around it; an empty file has an empty extent."""
    stretch = text[begin:end]
    if not stretch.strip():
        return begin, begin
    return begin + len(stretch) - len(stretch.lstrip()), begin + len(stretch.rstrip())


def _single(source: SourceFile, every: Sequence[Block], stem: str) -> Document:
    head = heads.read(source.text, every)
    kind = source.kind or _kind(head, every)
    symbol = source.symbol or _symbol(head, source.text, kind)
    begin, end = _extent(source.text, 0, len(source.text))
    spans = _spans(source.text, head, every, kind)
    sample = source.text[begin : min(end, begin + _BODY_SAMPLE)]
    language = source.language or language_of(sample, default="en")
    issued = head.issued
    return Document(
        slug=slug(symbol) or stem,
        kind=kind,
        begin=begin,
        end=end,
        source=source,
        title=source.title or _title(head, every, kind, language) or stem,
        symbol=symbol,
        date=source.date or _date(head, every, kind) or issued,
        issued=issued,
        language=language,
        version_status=_version(head, kind),
        head=spans,
    )


def _part(source: SourceFile, own: Sequence[Block], name: str, whole: str) -> Document:
    head = heads.read(source.text, own)
    kind = _kind(head, own)
    # A block begins behind the mark-up around it, which belongs to the part as well.
    line = source.text.rfind("\n", 0, own[0].begin) + 1
    line = max(line, source.text.rfind("\f", 0, own[0].begin) + 1)
    begin, end = _extent(source.text, line, own[-1].end)
    while end < len(source.text) and source.text[end] in "*_":
        end += 1
    sample = source.text[begin : min(end, begin + _BODY_SAMPLE)]
    language = language_of(sample, default=source.language or "en")
    return Document(
        slug=name,
        kind=kind,
        begin=begin,
        end=end,
        source=source,
        part_of=whole,
        title=_title(head, own, kind, language) or name,
        symbol=_symbol(head, source.text, kind),
        date=_date(head, own, kind),
        issued=head.issued,
        language=language,
        version_status=_version(head, kind),
        head=_spans(source.text, head, own, kind),
    )


def _kind(head: Head, own: Sequence[Block]) -> str:
    """Return the class of a document: what its head calls it, else what its text does."""
    texts = [block.text for block in own if block.form == "text"]
    first = texts[: heads.length(own) + 6]
    if any(signs.CALL_TO_ORDER.match(text) for text in first):
        return "VerbatimRecord"
    if any(signs.LETTER_SALUTATION.fullmatch(text) for text in first[:6]) and (
        any(signs.VALEDICTION.search(text) for text in texts) and head.kind in ("", "Letter")
    ):
        return "Letter"
    if head.kind:
        return head.kind
    if _preambled(own):
        return "Resolution"
    if sum(block.mark.kind == "hour" for block in own) >= 3:
        return "Programme"
    if _spoken(head, own, texts):
        return "Statement"
    if _outlined(head, own):
        return "InformationNote"
    return "Document"


def _preambled(own: Sequence[Block]) -> bool:
    """Tell whether a text has a resolution's preamble: an organ, then clauses that end in commas."""
    for at, block in enumerate(own):
        if signs.ORGAN_LINE.fullmatch(block.text) and block.words <= 12:
            after = [b for b in own[at + 1 : at + 5] if b.form == "text" and b.mark.kind != "note"]
            organ = signs.ORGANS.search(block.text) is not None
            if organ and after and after[0].text.endswith(","):
                return True
    return False


def _spoken(head: Head, own: Sequence[Block], texts: Sequence[str]) -> bool:
    """Tell whether a text was spoken: it greets, gives thanks, is signed or says I and we."""
    if any(signs.ARTICLE.match(text) for text in texts):
        return False
    if any(signs.salutes(text) for text in texts[: len(texts) // 2 + 1]):
        return True
    if any(signs.thanks(text) for text in texts[-4:]) or head.has("speaker"):
        return True
    personal = sum(len(signs.FIRST_PERSON.findall(text)) for text in texts)
    alone = sum(len(_SPEAKING.findall(text)) for text in texts)
    words = sum(len(text.split()) for text in texts)
    return (alone >= 1 and _signature(own) is not None) or (
        alone >= 1 and personal >= 2 and personal * 400 >= words
    )


def _outlined(head: Head, own: Sequence[Block]) -> bool:
    """Tell whether a page presents an event: its name, then sections such as Objectives."""
    sections = [b for b in own if signs.OPENING_SECTION.fullmatch(b.text)]
    return head.has("event") and len(sections) >= 2


def _title(head: Head, own: Sequence[Block], kind: str, language: str) -> str:
    """Return the title as printed, its lines joined; a letter's is made of its date and sender.

    Lines that name the kind of document stand behind what it is about.
    """
    by: dict[str, list[str]] = {}
    for role, text in head.titles:
        by.setdefault(role, [])
        if text not in by[role]:
            by[role].append(text)
    if numbered := by.get("numbered"):
        return numbered[0]
    typed, free = by.get("type", []), by.get("free", [])
    event, panel = by.get("event", []), by.get("panel", [])
    if kind == "VerbatimRecord":
        organ = [t for role, t in head.titles if role in ("organ", "session")]
        named = [t for t in organ if not signs.WORLD_BODY.fullmatch(t)]
        return ", ".join([*named, *event[:1]]) or "".join(typed[:1])
    if kind == "Resolution":
        return " ".join(free[:1] or typed[:1])
    if kind == "Letter":
        return typed[0] if typed else _letter_title(head, own, language)
    if kind == "Statement":
        return next(iter([*typed, *free, *(text for _, text in head.titles[:1])]), "")
    if typed:
        about = free[-1:] if kind in ("Report", "Note") else []
        return ": ".join([*(about or event[:1]), typed[0]])
    return " ".join(free[:2] or event[:1] or panel[:1])


def _letter_title(head: Head, own: Sequence[Block], language: str) -> str:
    """Return the title by which a letter is cited, from its date and letterhead."""
    printed = next((b.text for b in own[:8] if signs.dated(b.text)), "")
    if found := dates.find(printed):
        printed = printed[found[1] : found[2]]
    sender = next((b.text for b in own[:6] if signs.LETTERHEAD.match(b.text)), "")
    if sender.isupper():
        small = {"of", "the", "for", "and", "to", "de", "la", "le", "des", "del"}
        sender = " ".join(w.lower() if w.lower() in small else w.title() for w in sender.split())
    name, dated, by = _LETTER_WORDS.get(language, _LETTER_WORDS["en"])
    parts = (name, printed and f"{dated} {printed}", sender and f"{by} {sender}")
    return " ".join(part for part in parts if part)


def _date(head: Head, own: Sequence[Block], kind: str) -> str:
    """Return the date a document prints as its own: in its head, or at its very end."""
    last = [block.text for block in own if block.form == "text" and block.mark.kind != "note"][-3:]
    if kind == "Resolution":
        for text in reversed(last):
            if signs.MEETING_CLOSE.match(text) and (found := dates.find(text)):
                return found[0]
    if head.date:
        return head.date
    if kind == "Letter":
        first = next((iso for b in own[:6] if (iso := signs.dated(b.text))), "")
        if first:
            return first
    return next((iso for text in reversed(last) if (iso := signs.dated(text))), "")


def _symbol(head: Head, text: str, kind: str) -> str:
    """Return the symbol that a document prints as its own.

    The number at the head of a resolution counts with the organ that the head names: 65/170 under
    "Resolution adopted by the General Assembly" is A/RES/65/170.
    """
    if head.symbol:
        return head.symbol.rstrip("*")
    if kind != "Resolution":
        return ""
    organ = " ".join(view(text, b, e).text for name, b, e in head.spans if name in ("type", "creator"))
    if not organ:
        return ""
    series = next((before for pattern, before in _SERIES if pattern.search(organ)), "")
    numbers = [view(text, b, e).text for name, b, e in head.spans if name == "symbol"]
    if series and numbers and (found := _RESOLUTION.match(numbers[0])):
        return f"{series}{found[1]}{(found[2] or '').strip()}"
    if council := _COUNCIL_RESOLUTION.search(organ):
        return f"S/RES/{council[1]}"
    return ""


def _version(head: Head, kind: str) -> str:
    """Return the status of a programme: provisional if it says so, else final."""
    if kind != "Programme":
        return ""
    titles = [text for role, text in head.titles if role == "type"]
    return "provisional" if any(_PROVISIONAL.search(title) for title in titles) else "final"


@dataclass(frozen=True, slots=True)
class _Signature:
    """Where a name signs a text, and what stands below it."""

    name: tuple[int, int]
    post: tuple[int, int] | None = None  # in the same block
    below: Block | None = None


def _signature(own: Sequence[Block]) -> _Signature | None:
    """Return the name that signs a text: below a letter's close, or at the very end."""
    texts = [b for b in own if b.form == "text" and b.mark.kind != "note"]
    for at, block in enumerate(texts):
        if not signs.VALEDICTION.search(block.text):
            continue
        if signed := _name(block) if signs.SIGNED.search(block.text) else None:
            return replace(signed, below=texts[at + 1] if at + 1 < len(texts) else None)
        for next_at in range(at + 1, min(at + 4, len(texts))):
            if signed := _name(texts[next_at]):
                return replace(signed, below=next(iter(texts[next_at + 1 :]), None))
    for back in range(1, min(6, len(texts))):
        block, before = texts[-back], texts[-back - 1]
        if block.level or block.whole or not (before.ended or signs.PICTURE.fullmatch(before.text)):
            continue
        if signed := _name(block):
            return replace(signed, below=texts[-back + 1] if back > 1 else None)
    return None


def _name(block: Block) -> _Signature | None:
    """Return the name in a block's first line, with the post in the lines below it."""
    if not block.rows or block.words > 20:
        return None
    mark = signs.SIGNED.match(block.rows[0])
    row = block.rows[0][mark.end() :] if mark else block.rows[0]
    if not signs.person(row):
        return None
    low, high = block.parts[0]
    post = (block.parts[1][0], block.end) if len(block.parts) > 1 else None
    return _Signature((high - len(row) if mark else low, high), post)


def _spans(text: str, head: Head, own: Sequence[Block], kind: str) -> tuple[Span, ...]:
    """Return what the head says and where, with the salutation and what stands at the end."""
    letter = kind == "Letter"
    spans = [
        (("creator" if letter else "publisher") if name == "letterhead" else name, begin, end)
        for name, begin, end in head.spans
    ]
    if kind not in ("Resolution", "Letter"):
        spans = [("title" if span[0] == "type" else span[0], *span[1:]) for span in spans]
    size = heads.length(own)
    for block in own[size : size + 4]:
        if block.form == "text" and (
            signs.salutes(block.text) or (letter and signs.LETTER_SALUTATION.fullmatch(block.text))
        ):
            spans.append(("salutation", block.begin, block.end))
            break
    spans += _closing_spans(text, own, kind, named=head.has("speaker"))
    return tuple(sorted(set(spans), key=lambda span: (span[1], -span[2], span[0])))


def _closing_spans(text: str, own: Sequence[Block], kind: str, *, named: bool) -> list[Span]:
    spans: list[Span] = []
    signed = _signature(own) if kind in ("Letter", "Statement", "Note") else None
    if signed is not None:
        below = signed.below
        spans.append(("signature", *signed.name))
        if kind == "Statement" and not named:
            spans.append(("speaker", *signed.name))
        if signed.post is not None:
            spans.append(("position", *signed.post))
        if below is not None and kind == "Letter":
            row = below.rows[0] if below.rows else below.text
            if signs.ADDRESSEE.search(below.text) or signs.HONORIFIC.match(row):
                spans.append(("addressee", below.begin, below.end))
            elif signs.POSITION.match(row) and below.words <= 20:
                spans.append(("position", below.begin, below.end))
        elif below is not None and below.words <= 12 and not dates.only(below.text):
            post = signs.POSITION.match(below.text)
            spans.append(("position" if post else "affiliation", below.begin, below.end))
    size = heads.length(own)
    for block in [b for b in own[size:] if b.form == "text" and b.mark.kind != "note"][-3:]:
        if block.words > 14 or block.ended:
            continue
        if signs.dated(block.text) or signs.MEETING_CLOSE.match(block.text):
            seen = view(text, block.begin, block.end)
            if found := dates.find(seen.text):
                spans.append(("date", *seen.span(found[1], found[2])))
    return spans
