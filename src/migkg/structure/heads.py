"""The head of a document: what its first lines say of it, and where.

Names of spans: ``title``, ``type``, ``date``, ``place``, ``event``, ``panel``, ``speaker``,
``position``, ``on-behalf-of``, ``creator``, ``publisher``, ``symbol``, ``session``,
``agenda-item``, ``issued``, ``original-language``, ``reference`` (in brackets below a title),
``note`` (such as "check against delivery"), ``presiding``, ``address``, ``salutation``; from the
end of the text ``signature``, ``affiliation``, ``position``, ``addressee`` and ``date``. A
letterhead is the ``creator`` of a letter and the ``publisher`` of anything else; the body that a
named person speaks for is ``on-behalf-of``, one that nobody is named for is the ``speaker``.
"""

import re
from collections.abc import Sequence

from migkg.reading import View, view
from migkg.structure import dates, genres, signs, speakers
from migkg.structure.blocks import Block
from migkg.structure.headlike import length
from migkg.structure.spans import Head

_SESSION = re.compile(r"(?:[\w-]+\s+){1,4}(?:special\s+)?session$|.*período.*sesiones$", re.I)
_AGENDA = re.compile(r"(?:provisional\s+)?(?:agenda\s+)?(?:items?|points?|temas?)\s+\d", re.I)
_ORIGINAL = re.compile(r"original\s*:", re.I)
_ARRANGED = re.compile(
    r"(?:co-?)?(?:organi[sz]ed|hosted|convened|sponsored)\s+by\b|organisée?\s+par\b|organizad[oa]\s+por\b",
    re.I,
)
# Gatherings, without the bodies that a post may be of.
_OCCASIONS = re.compile(
    r"\b(?:debate|dialogue|conference|meeting|summit|symposium|workshop|seminar|hearings?|"
    r"consultations?|débat|conférence|réunion|sommet|colloque|diálogo|conferencia|reunión|cumbre)\b",
    re.I,
)
# What stands between a place and a date: "New York, le 3 mai", "New York, 3 and 4 May".
_UNTIL_DATE = re.compile(
    r",?\s*(?:\b(?:le|el|on)\b|\b\d{1,2}\s*(?:and|to|et|y|au|al|[-–]))?\s*$", re.I
)
_BY = re.compile(r"(?:by|par|por|delivered\s+by|prononcée?\s+par|pronunciad[oa]\s+por)\s+", re.I)


def read(text: str, blocks: Sequence[Block]) -> Head:
    """Return what a document's head says: its blocks up to :func:`length`."""
    head = Head()
    for block in blocks[: length(blocks)]:
        if block.form == "text":
            _read(text, block, head)
    _promote(head)
    return head


def _read(text: str, block: Block, head: Head) -> None:
    seen = view(text, block.begin, block.end)
    if not seen.text:
        return
    if signs.DISTRIBUTION.search(seen.text):
        _masthead(seen, head)
        return
    kind = genres.type_of(seen.text)
    if kind and not (head.kind and kind == "Statement" and head.kind != "Statement"):
        speakers.typed(block, seen, kind, head)
        return
    if number := re.match(
        r"(?:\d+/\d+(?:\s[A-Z])?|\d+\s\((?:[IVXLC]+|\d{4})\))\.?\s+(?=\S)", seen.text
    ):
        head.add("symbol", seen, 0, len(number[0].rstrip(" .")))
        head.add("title", seen, number.end(), len(seen.text))
        head.titles.append(("numbered", seen.text[number.end() :]))
        head.kind = head.kind or "Resolution"
        return
    if signs.LETTERHEAD.match(seen.text) and block.words <= 30 and not head.titles:
        # What stands below the name of an office is its address.
        named = block.words <= 14 or not block.parts
        head.add("letterhead", seen if named else view(text, *block.parts[0]))
        if not named and len(block.parts) > 1:
            head.add("address", view(text, block.parts[1][0], block.end))
        return
    rows = [row for part in block.parts if (row := view(text, *part)).text]
    if len(rows) == 1 or not any(_known(row) for row in rows):
        _line(seen, head, block)
        return
    # A block of several lines that say different things: a name, a post, a date, a place.
    waiting: View | None = None
    for row in rows:
        if waiting is not None:
            joined = view(text, waiting.offsets[0], row.offsets[-1] + 1)
            lower = row.text[:1].islower()
            organ = (
                signs.ORGANS.fullmatch(waiting.text)
                and signs.EVENT.search(row.text)
                and not _SESSION.fullmatch(row.text)
            )
            if lower or organ or (signs.unfinished(waiting.text) and not _known(row)):
                waiting = joined
                continue
            _line(waiting, head, block)
        waiting = row
    if waiting is not None:
        _line(waiting, head, block)


def _known(seen: View) -> bool:
    """Tell whether a line by itself shows that it is a date, a place, a name or a post."""
    line = seen.text
    return bool(
        signs.dated(line)
        or (
            signs.PLACE.search(line) and not signs.EVENT.search(line.replace("Conference Room", ""))
        )
        or signs.POSITION.match(line)
        or signs.person(_BY.sub("", line).partition(",")[0])
        or signs.ORGANS.fullmatch(line)
        or _SESSION.fullmatch(line)
        or _AGENDA.match(line)
        or _ORIGINAL.match(line)
    )


def _line(seen: View, head: Head, block: Block) -> None:
    """Read one line, or a block that says one thing."""
    line = seen.text
    end = len(line)
    organ = signs.ORGANS.fullmatch(line.rstrip(" *"))
    if organ:
        head.add("publisher", seen, 0, end)
        head.titles.append(("organ", line))
    elif found := signs.SYMBOL.fullmatch(line):
        head.add("symbol", seen, *found.span(1))
        head.symbol = head.symbol or found[1]
    elif _ORIGINAL.match(line):
        head.add("original-language", seen, 0, end)
    elif _SESSION.fullmatch(line) and len(line.split()) <= 6:
        head.add("session", seen, 0, end)
        head.titles.append(("session", line))
    elif _AGENDA.match(line):
        head.add("agenda-item", seen, 0, end)
    elif line.startswith("[") and line.endswith("]") and not signs.DELIVERY.match(line):
        head.add("reference", seen, 1, end - 1)
    elif signs.ROLE_LINE.match(line) and re.match(r"pr[eé]sid", line, re.I):
        head.add("presiding", seen, line.index(":") + 1, end)
    elif adopted := signs.ADOPTED.match(line):
        speakers.adopted(seen, adopted.end(), head)
    elif signs.DELIVERY.match(line):
        head.add("note", seen, 0, end)
    elif signs.dated(line):
        found_date = dates.find(line)
        assert found_date is not None
        head.add("date", seen, found_date[1], found_date[2])
        head.date = head.date or found_date[0]
        if place := _place(line, found_date):
            head.add("place", seen, *place)
    elif (
        signs.PLACE.search(line)
        and not dates.find(line)
        and len(line.split()) <= 14
        and not signs.EVENT.search(re.sub(r"Conference Room", "", line))
    ):
        head.add("place", seen, 0, end)
    elif signs.LETTERHEAD.match(line) and not head.titles and len(line.split()) <= 12:
        head.add("letterhead", seen, 0, end)
    elif signs.PANEL.match(line) and not genres.type_of(line):
        head.add("panel", seen, 0, end)
        head.titles.append(("panel", line))
    elif speakers.person(seen, head, block):
        pass
    elif signs.POSITION.match(line) and (head.has("speaker") or head.has("position")):
        head.add("position", seen, 0, end)
    else:
        _free(seen, head, block)


def _place(line: str, found: tuple[str, int, int]) -> tuple[int, int] | None:
    before = re.sub(r"^\W+|\W+$", "", _UNTIL_DATE.sub("", line[: found[1]]))
    if before and signs.PLACE.search(before):
        return line.index(before), line.index(before) + len(before)
    after = line[found[2] :]
    if after.strip(" ,.") and signs.PLACE.search(after.strip(" ,.")):
        return found[2], len(line)
    return None


def _event(seen: View, head: Head) -> None:
    """Read a line that names an event, with its date and place if they follow."""
    end = len(seen.text)
    if found := dates.find(seen.text):
        head.add("date", seen, found[1], found[2])
        head.date = head.date or found[0]
        if place := _place(seen.text, found):
            head.add("place", seen, *place)
        weekday = re.search(r"[\s,]+\w+day,?\s*$", seen.text[: found[1]])
        end = weekday.start() if weekday else found[1]
        if end < 4:
            end = len(seen.text)
    head.add("event", seen, 0, end)
    head.titles.append(("event", seen.text[:end]))


def _free(seen: View, head: Head, block: Block) -> None:
    """Read a line that says none of the known things: a post behind a name, else a title."""
    line = seen.text
    last = head.spans[-1] if head.spans else None
    behind_name = last is not None and last[0] in ("speaker", "position")
    same_block = last is not None and last[1] >= block.begin
    broken_off = last is not None and signs.unfinished(head.last_text)
    if _ARRANGED.match(line):
        head.add("note", seen, 0, len(line))
    elif last is not None and last[0] in ("event", "title") and broken_off and head.titles:
        role, before = head.titles.pop()
        head.titles.append((role, f"{before} {line}"))
        head.spans[-1] = (last[0], last[1], seen.span(0, len(line))[1])
    elif behind_name and _OCCASIONS.search(line) and len(line.split()) > 3 and not broken_off:
        _event(seen, head)
    elif behind_name and (same_block or broken_off or not (block.level or block.whole)):
        head.add("position", seen, 0, len(line), joined=same_block)
    elif signs.EVENT.search(line) and len(line.split()) > 2:
        _event(seen, head)
    else:
        head.add("title", seen, 0, len(line))
        head.titles.append(("free", line))


def _masthead(seen: View, head: Head) -> None:
    """Read ``Distr.: General 17 March 2011``, with what else stands in the same block."""
    if found := dates.find(seen.text):
        head.add("issued", seen, found[1], found[2])
        head.issued = head.issued or found[0]
    for found_symbol in signs.SYMBOL.finditer(seen.text):
        if not head.symbol:
            head.add("symbol", seen, *found_symbol.span(1))
            head.symbol = found_symbol[1]
    if original := re.search(r"original\s*:\s*\w+", seen.text, re.I):
        head.add("original-language", seen, *original.span())
    organ = signs.ORGANS.match(seen.text)
    if organ:
        head.add("publisher", seen, *organ.span())


def _promote(head: Head) -> None:
    """Set apart a body that a person speaks for, and lines that only look like a name."""
    speakers = [span for span in head.spans if span[0] == "speaker"]
    if len(speakers) > 1:
        # "Statement of the Group", then "NAME, Chair of the Group": the person speaks.
        first = speakers[0]
        head.spans = [("on-behalf-of", *span[1:]) if span == first else span for span in head.spans]
