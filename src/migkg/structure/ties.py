"""What ties the units of a document: cut sentences, items and their chapeaux, headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from migkg.model import PassageKind, Section
from migkg.structure import dates, signs
from migkg.structure.blocks import Block
from migkg.structure.kinds import kinds
from migkg.structure.sections import sections

_READ = ("text", "row", "caption")  # forms that a reader reads
_LONG = 100  # characters: no heading or name is as long
_JOINING = frozenset({"and", "or", "et", "ou", "y", "e", "o", "u", "and/or"})


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
    own = [b for b in blocks if b.form in _READ and (b.text or b.mark.kind == "note")]
    every = kinds(own, kind)
    found: list[Unit] = []
    for block, what, section in zip(own, every, sections(own, every, kind), strict=True):
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
    if (
        signs.salutes(before.text)
        or dates.only(before.text)
        or (after.whole != before.whole and not cut)
    ):
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
            if (
                mark.kind == "letter"
                and item is not None
                and found[item].block.mark.kind != mark.kind
            ):
                parent = (
                    item
                    if found[item].block.ended and found[item].block.text.endswith(":")
                    else chapeau
                )
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
