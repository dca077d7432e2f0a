"""What each block of a document is: its kind, number and section, and what it continues."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from migkg.model import PassageKind, Section
from migkg.structure import dates, heads, signs
from migkg.structure.blocks import Block

_READ = ("text", "row", "caption")  # forms that a reader reads
_LONG = 100  # characters: no heading or name is as long
_TABLE_NOTE = re.compile(r"(?:notes?|sources?|fuentes?|nota)\s*:", re.IGNORECASE)
_JOINING = frozenset({"and", "or", "et", "ou", "y", "e", "o", "u", "and/or"})
_CITES = re.compile(
    r"(?:See|Ibid|Resolution|Official Records|United Nations|Available|Report of|General Assembly|"
    r"Voir|Véase|Documents officiels|Documentos Oficiales|[AES]/|https?:|www\.|[A-Z]\w+,\s)"
)
_OPERATIVE = re.compile(
    r"(?:Also\s+|Further\s+|Decides|[Ss]trongly\s+)*(?!Conscious\b|Whereas\b|Always\b|Towards\b|This\b)"
    r"[A-Z][a-z]+s\b(?!,)(?:\s|$)|Calls?\b|"
    r"(?:Décide|Prie|Demande|Invite|Note|Engage|Prend|Accueille|Encourage|Exhorte|Réaffirme|Recommande|"
    r"Souligne|Adopte|Appelle|Approuve|Condamne|Exprime|Se félicite|"
    r"Decide|Pide|Solicita|Invita|Toma|Acoge|Alienta|Insta|Exhorta|Reafirma|Recomienda|Subraya|"
    r"Aprueba|Condena|Expresa|Hace|Observa|Reconoce)\b"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A block with all that is known of it; ``continues`` and ``part_of`` count units from 0."""

    block: Block
    kind: PassageKind
    section: Section = "body"
    number: str = ""
    heading: str = ""
    continues: int | None = None
    part_of: int | None = None


def units(blocks: Sequence[Block], kind: str) -> list[Unit]:
    """Return the units of a document of a class, in the order of the text."""
    own = [block for block in blocks if block.form in _READ and (block.text or block.mark.kind == "note")]
    kinds = _kinds(own, kind)
    sections = _sections(own, kinds, kind)
    found: list[Unit] = []
    for block, what, section in zip(own, kinds, sections, strict=True):
        number = block.mark.number if block.mark.kind in ("number", "count", "letter") else ""
        if what == "footnote":
            number = block.mark.number
        elif what == "heading":
            number = ""
        found.append(Unit(block, what, section, number))
    return _headed(_tied(_lettered(_continued(found, kind)), kind))


def _headed(found: list[Unit]) -> list[Unit]:
    """Return the units, each with the nearest heading above it.

    A heading inside a session of a programme ends with the session: the next hour stands below
    the heading of the day or of the whole.
    """
    done: list[Unit] = []
    heading = base = ""
    for at, unit in enumerate(found):
        hour = unit.kind == "programme-line" and unit.block.mark.kind == "hour"
        if hour:
            if at and found[at - 1].kind == "heading":
                base = heading
            heading = base or heading
        done.append(replace(unit, heading=heading))
        if unit.kind == "heading":
            joined = unit.continues is not None and found[unit.continues].kind == "heading"
            heading = f"{heading} {unit.block.text}" if joined else unit.block.text
    return done


def _kinds(own: Sequence[Block], kind: str) -> list[PassageKind]:
    head = heads.length(own)
    programme = kind == "Programme"
    table = _header_rows(own)
    found: list[PassageKind] = []
    last_note = 0
    for at, block in enumerate(own):
        before = found[-1] if found else None
        what: PassageKind
        if block.form == "row":
            what = "table-header" if at in table else "table-row"
        elif block.form == "caption" or _table_title(own, at):
            what = "caption"
        elif signs.PICTURE.fullmatch(block.text):
            what = "caption"
        elif _note(block, before, last_note, own[:at]):
            what = "footnote"
            last_note = int(block.mark.number) if block.mark.number.isdigit() else last_note
        elif block.mark.kind == "hour" and (block.words <= 60 or programme):
            what = "programme-line"
        elif _programme_line(block, own, at, found, programme=programme):
            what = "programme-line"
        elif block.mark.kind in ("bullet", "count", "letter"):
            what = "list-item"
        elif block.mark.kind == "number" and _listed(own, at, found, kind):
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
        if found[back] == "paragraph" and not own[back].mark.kind and back > 0:
            if own[back].text[:1].islower() or not own[back - 1].ended:
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
    if _annex(block):
        return True
    if (signs.ARTICLE.match(text) and block.words <= 14):
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
    if broken and not heads.headlike(own[at - 1]):
        return False
    return heads.headlike(block) and not signs.ORGANS.fullmatch(text)


def _annex(block: Block) -> bool:
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
    if signs.type_of(text):
        return True
    if signs.ADOPTED.match(text):
        return False
    if signs.dated(text) or signs.DISTRIBUTION.search(text) or signs.MASTHEAD.match(text):
        return False
    if signs.LETTERHEAD.match(text) and not signs.type_of(text):
        return False
    if text.startswith("[") or signs.ORGANS.fullmatch(text) or signs.SYMBOL.fullmatch(text):
        return False
    first = re.sub(r"^(?:by|par|por)\s+", "", block.rows[0] if block.rows else text)
    named = signs.person(first.partition(",")[0]) and not block.level
    if named or signs.HONORIFIC.match(first) or signs.POSITION.match(text):
        return False
    return not (signs.PLACE.search(text) and not signs.EVENT.search(text.replace("Conference Room", "")))


def _signing(own: Sequence[Block], at: int) -> bool:
    """Tell whether a line stands where a text is signed: after its close, before its addressee."""
    block = own[at]
    near = own[max(0, at - 4) : at]
    if signs.type_of(block.text) or any(_annex(b) for b in near):
        return False
    closed = any(signs.VALEDICTION.search(b.text) or signs.thanks(b.text) for b in near)
    return (closed and not block.level and not block.whole) or (
        signs.person(block.text) and at >= len(own) - 4 and not block.level
    )


def _sections(own: Sequence[Block], kinds: Sequence[PassageKind], kind: str) -> list[Section]:
    """Return the section of each block: head, preamble and operative part, body, annex, notes."""
    begun = _body(own, kinds, kind)
    organ = _organ(own, begun, kind)
    found: list[Section] = []
    section: Section = "front-matter"
    for at, (block, what) in enumerate(zip(own, kinds, strict=True)):
        if what == "heading" and _annex(block) and at >= begun:
            section = "annex"
        elif section == "annex":
            pass
        elif at == organ:
            section = "preamble"
        elif organ is not None and at > organ:
            section = _clause(block, what, section, treaty=kind != "Resolution")
        elif at >= begun:
            section = "body"
        found.append("notes" if what == "footnote" else section)
    return found


def _clause(block: Block, what: PassageKind, section: Section, *, treaty: bool) -> Section:
    """Return the section of a block behind a preamble's beginning, given that of the one before."""
    if section == "preamble" and what != "footnote":
        if treaty:
            opening = signs.OPENING_SECTION.fullmatch(block.text)
            ends = what == "heading" or block.mark.kind == "number"
            return "body" if ends and not opening else "preamble"
        if block.mark.kind == "number" or (
            _OPERATIVE.match(block.text) and not block.text.endswith(",")
        ):
            return "operative"
    if section == "operative" and signs.MEETING_CLOSE.fullmatch(block.text) and block.words < 15:
        return "body"
    return section


def _organ(own: Sequence[Block], begun: int, kind: str) -> int | None:
    """Return where a preamble begins: the line that names who adopts or concludes."""
    for at, block in enumerate(own[: begun + 6]):
        if kind == "Resolution" and signs.ORGAN_LINE.fullmatch(block.text) and block.words <= 14:
            return at
        if kind == "Document" and signs.PREAMBLE_OF_TREATY.fullmatch(block.text):
            titled = at > 0 and signs.OPENING_SECTION.fullmatch(own[at - 1].text)
            return at - 1 if titled else at
    return None


def _body(own: Sequence[Block], kinds: Sequence[PassageKind], kind: str) -> int:
    """Return where the front matter ends.

    It ends with the head; in a report with an abstract, with the abstract.
    """
    head = heads.length(own)
    if kind in ("Report", "Note", "Document", "Summary"):
        abstract = [
            at for at in range(head, min(head + 3, len(own)))
            if re.fullmatch(r"(?:executive\s+)?summary|résumé|resumen|abstract|contents", own[at].text, re.I)
        ]
        if abstract:
            return next(
                (
                    at
                    for at in range(abstract[0] + 1, len(own))
                    if own[at].mark.kind in ("section", "number") and kinds[at] != "list-item"
                ),
                head,
            )
    return head


def _continued(found: list[Unit], kind: str) -> list[Unit]:
    """Return the units with those that go on with an earlier sentence tied to it."""
    done = list(found)
    opened: int | None = None  # the last unit whose sentence may go on
    cut = False  # something that only a page break puts there stands between
    for at, unit in enumerate(found):
        if unit.kind in ("footnote", "table-row", "table-header", "caption"):
            cut = cut or unit.kind == "footnote"
            continue
        if opened is not None and _goes_on(done[opened], unit, cut=cut, kind=kind):
            first = done[opened]
            done[at] = replace(
                unit, kind=first.kind, section=first.section, number="", continues=opened
            )
        opened, cut = at, False
        if done[at].kind == "heading":
            opened = at if signs.unfinished(done[at].block.text) else None
    return done


def _goes_on(first: Unit, second: Unit, *, cut: bool, kind: str) -> bool:
    """Tell whether a unit goes on with the sentence that another one breaks off."""
    before, after = first.block, second.block
    if before.text.lower() in _JOINING:
        return False
    if after.text.lower() in _JOINING and first.kind == "list-item":
        return True
    if after.mark.kind in ("number", "count", "letter", "bullet", "hour", "section"):
        return False
    if after.level or before.ended or signs.salutes(after.text) or signs.thanks(after.text):
        return False
    if first.section == "preamble" and before.text.endswith(",") and kind == "Resolution":
        return False
    if signs.salutes(before.text) or dates.only(before.text) or after.whole != before.whole and not cut:
        return after.text[:1].islower() and not signs.salutes(before.text) and before.words > 8
    if first.kind == "heading":
        return bool(before.whole and after.whole and signs.unfinished(before.text))
    lower = after.text[:1].islower() or after.text[:1] in ",;)"
    if lower:
        return True
    if signs.unfinished(before.text) and not before.text.endswith(","):
        return second.kind in ("paragraph", "heading") and (before.words > 6 or bool(before.whole))
    page = before.page is not None and after.page is not None and before.page != after.page
    return (cut or page) and len(before.text) > _LONG and second.kind == "paragraph"


def _lettered(found: list[Unit]) -> list[Unit]:
    """Return the units; a lettered item below a numbered paragraph has its number before it."""
    done: list[Unit] = []
    paragraph = letter = ""
    for unit in found:
        mark = unit.block.mark
        if unit.kind == "heading":
            paragraph = letter = ""
        elif unit.kind == "paragraph" and unit.continues is None:
            paragraph, letter = unit.number or (paragraph if mark.kind else ""), ""
        if unit.kind == "list-item" and mark.kind == "letter" and unit.continues is None:
            inner = unit.number.strip("()")
            roman = re.fullmatch(r"[ivx]+", inner) and letter and not _follows(letter, inner)
            if roman:
                number = " ".join(filter(None, (paragraph, letter, unit.number)))
            else:
                letter = unit.number
                number = " ".join(filter(None, (paragraph, unit.number)))
            unit = replace(unit, number=number)
        done.append(unit)
    return done


def _follows(letter: str, inner: str) -> bool:
    return len(inner) == 1 and ord(inner) == ord(letter.strip("()")[-1]) + 1


def _tied(found: list[Unit], kind: str) -> list[Unit]:
    """Return the units with each item tied to what introduces it."""
    done = list(found)
    chapeau: int | None = None  # the paragraph that introduces the items that follow
    hour = role = None  # the line with the hour, the line with the role
    item = lettered = None  # the list's last numbered and lettered item
    for at, unit in enumerate(found):
        if unit.kind == "heading":
            chapeau = role = item = lettered = None
            if unit.block.level or kind != "Programme":
                hour = None
        elif unit.kind == "programme-line":
            if unit.block.mark.kind == "hour":
                hour, role, chapeau = at, None, None
            elif signs.ROLE_LINE.match(unit.block.text):
                done[at] = replace(unit, part_of=hour)
                role = at if unit.block.text.endswith(":") else None
            else:
                done[at] = replace(unit, part_of=role if role is not None else hour)
        elif unit.kind == "list-item" and unit.continues is None:
            mark = unit.block.mark
            parent = chapeau
            if mark.kind == "letter" and item is not None and found[item].block.mark.kind != mark.kind:
                parent = item if found[item].block.ended and found[item].block.text.endswith(":") else chapeau
            if mark.kind == "letter" and unit.number.count("(") > 1 and lettered is not None:
                parent = lettered
            elif mark.kind == "letter":
                lettered = at
            else:
                item = at
            done[at] = replace(unit, part_of=parent)
        elif unit.kind == "paragraph":
            if unit.continues is not None:
                root = unit.continues
                while (further := found[root].continues) is not None:
                    root = further
                if found[root].kind == "paragraph" and signs.INTRODUCES.search(unit.block.text):
                    chapeau = root
            elif signs.INTRODUCES.search(unit.block.text) or (
                unit.number and at + 1 < len(found) and found[at + 1].kind == "list-item"
            ):
                chapeau, item, lettered, role = at, None, None, None
            elif unit.number:
                chapeau = None
    return done

