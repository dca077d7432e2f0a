"""The kind of passage that each block of a document is."""

import re
from collections.abc import Sequence

from migkg.model import PassageKind
from migkg.structure import dates, genres, headlike, signs
from migkg.structure.blocks import Block

_TABLE_NOTE = re.compile(r"(?:notes?|sources?|fuentes?|nota)\s*:", re.IGNORECASE)
_CITES = re.compile(
    r"(?:See|Ibid|Resolution|Official Records|United Nations|Available|Report of|General Assembly|"
    r"Voir|Véase|Documents officiels|Documentos Oficiales|[AES]/|https?:|www\.|[A-Z]\w+,\s)"
)


def kinds(own: Sequence[Block], kind: str) -> list[PassageKind]:
    """Return the kind of passage that each block is."""
    head = headlike.length(own)
    programme = kind == "Programme"
    table = _header_rows(own)
    found: list[PassageKind] = []
    last_note = 0
    for at, block in enumerate(own):
        before = found[-1] if found else None
        what: PassageKind
        if block.form == "row":
            what = "table-header" if at in table else "table-row"
        elif (
            block.form == "caption" or _table_title(own, at) or signs.PICTURE.fullmatch(block.text)
        ):
            what = "caption"
        elif _note(block, before, last_note, own[:at]):
            what = "footnote"
            last_note = int(block.mark.number) if block.mark.number.isdigit() else last_note
        elif (block.mark.kind == "hour" and (block.words <= 60 or programme)) or _programme_line(
            block, own, at, found, programme=programme
        ):
            what = "programme-line"
        elif block.mark.kind in ("bullet", "count", "letter") or (
            block.mark.kind == "number" and _listed(own, at, found, kind)
        ):
            what = "list-item"
        elif _heading(own, at, head, found, kind):
            what = "heading"
        else:
            what = "paragraph"
        found.append(what)
    return found


def _header_rows(own: Sequence[Block]) -> set[int]:
    """Return which rows head their table: those above the first row of data."""
    found: set[int] = set()
    for at, block in enumerate(own):
        if block.form != "row":
            continue
        first = at == 0 or own[at - 1].form != "row"
        if (first or at - 1 in found) and _names_columns(block):
            found.add(at)
    return found


def _names_columns(block: Block) -> bool:
    """Tell whether no cell of a row holds a figure, years apart, or all its cells are set off."""
    if re.search(r"\*\w|\w\*", block.text) or block.text == "":
        return True
    figures = re.findall(r"(?<![\w.])\(?[-–]?\d[\d,. ]*%?\)?(?![\w])", block.text)
    return all(re.fullmatch(r"(?:19|20)\d\d", figure.strip(" .,")) for figure in figures)


def _table_title(own: Sequence[Block], at: int) -> bool:
    """Tell whether a block is the title between "Table 1" and the table."""
    block = own[at]
    return (
        at > 0
        and at + 1 < len(own)
        and own[at - 1].form == "caption"
        and own[at - 1].words <= 3
        and own[at + 1].form == "row"
        and block.words <= 40
    )


def _note(block: Block, before: PassageKind | None, last: int, earlier: Sequence[Block]) -> bool:
    if block.mark.kind == "note":
        if not block.mark.number.startswith("*"):
            return True
        # An asterisk is a footnote's mark if a word above carries it, else a bullet.
        return any(other.starred for other in earlier)
    if before in ("table-row", "footnote", "table-header") and _TABLE_NOTE.match(block.text):
        return True
    # In text taken from a PDF the raised figure is a plain one: "3 See resolution 60/1."
    plain = re.match(r"(\d{1,3})\s+(?=\S)", block.text)
    return bool(
        plain
        and block.mark.kind == ""
        and int(plain[1]) == last + 1
        and len(block.text) < 600
        and _CITES.match(block.text[plain.end() :])
    )


def _programme_line(
    block: Block, own: Sequence[Block], at: int, found: Sequence[PassageKind], *, programme: bool
) -> bool:
    """Tell whether a block is a line of a programme: below an hour, or a role with its names."""
    running = "programme-line" in found[-40:] and not any(
        own[back].words > 60 for back in range(max(0, at - 3), at)
    )
    if not (programme or running):
        return False
    if signs.ROLE_LINE.match(block.text) and block.words <= 40:
        return True
    if block.mark.kind != "bullet":
        return at > 0 and found[at - 1] == "programme-line" and block.gap == 0 and block.words <= 40
    for back in range(at - 1, -1, -1):
        if found[back] == "programme-line":
            return True
        if found[back] in ("paragraph", "list-item"):
            return bool(programme and signs.HONORIFIC.match(block.text))
        if found[back] == "heading" and back < at - 1:
            return False
    return programme and bool(signs.HONORIFIC.match(block.text))


def _listed(own: Sequence[Block], at: int, found: Sequence[PassageKind], kind: str) -> bool:
    """Tell whether a numbered block is an item of a list, not a numbered paragraph."""
    block = own[at]
    if kind == "Programme" or block.mark.bullet:
        return True
    if kind == "Resolution":
        return False
    for back in range(at - 1, -1, -1):
        if found[back] in ("footnote", "table-row", "table-header", "caption"):
            continue
        if found[back] == "list-item":
            if own[back].mark.kind == "number":
                return int(own[back].mark.number) + 1 == int(block.mark.number)
            if own[back].mark.kind:
                continue
        if block.mark.number == "1":
            return found[back] == "paragraph" and own[back].text.endswith(":")
        # An item that breaks off at a page's end, or that has a second paragraph.
        plain = found[back] == "paragraph" and not own[back].mark.kind and back > 0
        if plain and (own[back].text[:1].islower() or not own[back - 1].ended):
            continue
        return False
    return False


def _heading(
    own: Sequence[Block], at: int, head: int, found: Sequence[PassageKind], kind: str
) -> bool:
    block = own[at]
    text = block.text
    following = next((b for b in own[at + 1 :] if b.mark.kind != "note"), None)
    if dates.only(text):
        return kind == "Programme" and at >= head  # a day of the programme
    if signs.salutes(text) or signs.thanks(text) or signs.DELIVERY.match(text):
        return False
    if at < head:
        return _title_line(block)
    if signs.MEETING_CLOSE.fullmatch(text) and block.words < 15:
        return False
    if block.level:
        return not (block.words > 40 and block.ended)
    if block.mark.kind == "number":
        return bool(block.whole) and block.words <= 20 and not block.ended
    if is_annex(block):
        return True
    if signs.ARTICLE.match(text) and block.words <= 14:
        return not text.endswith(".") or block.words <= 3
    if block.mark.kind == "section":
        return block.words <= 30 and not _sentence(text)
    if text[:1].islower() or block.words > 25 or text.endswith((",", ";")) or _signing(own, at):
        return False
    if block.whole:
        return not _sentence(text)
    if _sentence(text) or text.endswith(":") or len(text) > 125 or signs.ORGAN_LINE.fullmatch(text):
        return False
    if "*" in text or len(block.parts) > 2 or signs.unfinished(text):
        return False
    # A plain short line is a heading only above something that it can head.
    if following is None or following.text[:1].islower():
        return False
    broken = bool(found) and found[-1] == "paragraph" and not own[at - 1].ended
    if broken and not headlike.headlike(own[at - 1]):
        return False
    return headlike.headlike(block) and not signs.ORGANS.fullmatch(text)


def is_annex(block: Block) -> bool:
    """Tell whether a block heads an annex."""
    return (
        block.text[:1].isupper()
        and signs.ANNEX.match(block.text) is not None
        and block.words <= 45
        and block.mark.kind == ""
        and not _sentence(block.text)
    )


def _sentence(text: str) -> bool:
    return bool(re.search(r"[.!;…][\"')\]]*$", text)) and not re.search(r"\b[A-Z]\.$", text)


def _title_line(block: Block) -> bool:
    """Tell whether a line of a head is a title, not a name, a date, a place or a masthead."""
    text = block.text
    if genres.type_of(text):
        return True
    if signs.ADOPTED.match(text):
        return False
    if signs.dated(text) or signs.DISTRIBUTION.search(text) or signs.MASTHEAD.match(text):
        return False
    if signs.LETTERHEAD.match(text) and not genres.type_of(text):
        return False
    if text.startswith("[") or signs.ORGANS.fullmatch(text) or signs.SYMBOL.fullmatch(text):
        return False
    first = re.sub(r"^(?:by|par|por)\s+", "", block.rows[0] if block.rows else text)
    named = signs.person(first.partition(",")[0]) and not block.level
    if named or signs.HONORIFIC.match(first) or signs.POSITION.match(text):
        return False
    return not (
        signs.PLACE.search(text) and not signs.EVENT.search(text.replace("Conference Room", ""))
    )


def _signing(own: Sequence[Block], at: int) -> bool:
    """Tell whether a line stands where a text is signed: after its close, before its addressee."""
    block = own[at]
    near = own[max(0, at - 4) : at]
    if genres.type_of(block.text) or any(is_annex(b) for b in near):
        return False
    closed = any(signs.VALEDICTION.search(b.text) or signs.thanks(b.text) for b in near)
    return (closed and not block.level and not block.whole) or (
        signs.person(block.text) and at >= len(own) - 4 and not block.level
    )
