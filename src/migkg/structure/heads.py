"""The head of a document: what its first lines say of it, and where.

Names of spans: ``title``, ``type``, ``date``, ``place``, ``event``, ``panel``, ``speaker``,
``position``, ``on-behalf-of``, ``creator``, ``publisher``, ``symbol``, ``session``,
``agenda-item``, ``issued``, ``original-language``, ``reference``, ``note``, ``salutation``;
from the end of the text ``signature``, ``affiliation``, ``addressee`` and ``date``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from migkg.reading import View, view
from migkg.structure import dates, signs
from migkg.structure.blocks import Block

Span = tuple[str, int, int]

_MAX_TITLE = 60  # words
_SESSION = re.compile(r"(?:[\w-]+\s+){1,4}(?:special\s+)?session$|.*período.*sesiones$", re.I)
_AGENDA = re.compile(r"(?:provisional\s+)?(?:agenda\s+)?(?:items?|points?|temas?)\s+\d", re.I)
_ORIGINAL = re.compile(r"original\s*:", re.I)
_AUTHOR = re.compile(
    r"\s(?:of|by|from|du|de la|de l['’]|del|de|des|d['’]|par|por)\s+(?:the\s+|la\s+|le\s+|el\s+|l['’])?", re.I
)
_ADDRESSED = re.compile(r"\s(?:addressed\s+to|adressée?s?\s+(?:à|au)|dirigidas?\s+al?)\s", re.I)
_OCCASION = re.compile(
    r",?\s(?:at|during|on\s+the\s+occasion\s+of|to\s+the|before\s+the|lors\s+d[eu]s?|à\s+l['’]occasion\s+d[eu]|"
    r"devant|durante|con\s+motivo\s+de|en\s+ocasión\s+de|ante\s+(?=(?:el|la)\s+(?:debate|diálogo|reunión))|"
    r"(?:en|in|au|à\s+la)\s+(?=(?:(?:el|la|the|le|l['’])\s+)?(?:[\wáéíóú-]+\s+){0,2}(?:diálogo|debate|reunión|"
    r"conferencia|foro|cumbre|sesión|débat|dialogue|conférence|réunion|forum|sommet|session)\b))\s*", re.I
)
_BEHALF = re.compile(r"\s(?:on\s+behalf\s+of|au\s+nom\s+d[eu]s?|en\s+nombre\s+de)\s+(?:the\s+|la\s+|el\s+|l['’])?", re.I)
_ARRANGED = re.compile(
    r"(?:co-?)?(?:organi[sz]ed|hosted|convened|sponsored)\s+by\b|organisée?\s+par\b|organizad[oa]\s+por\b", re.I
)
# Gatherings, without the bodies that a post may be of.
_OCCASIONS = re.compile(
    r"\b(?:debate|dialogue|conference|meeting|summit|symposium|workshop|seminar|hearings?|"
    r"consultations?|débat|conférence|réunion|sommet|colloque|diálogo|conferencia|reunión|cumbre)\b", re.I
)
# What stands between a place and a date: "New York, le 3 mai", "New York, 3 and 4 May".
_UNTIL_DATE = re.compile(r",?\s*(?:\b(?:le|el|on)\b|\b\d{1,2}\s*(?:and|to|et|y|au|al|[-–]))?\s*$", re.I)
_BY = re.compile(r"(?:by|par|por|delivered\s+by|prononcée?\s+par|pronunciad[oa]\s+por)\s+", re.I)


@dataclass
class Head:
    """What was read of a head so far."""

    spans: list[Span] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)  # how a line counts, its text
    kind: str = ""
    date: str = ""
    issued: str = ""
    symbol: str = ""
    open_position: bool = False
    last_text: str = ""  # of the last span, with the comma behind it

    def has(self, name: str) -> bool:
        """Tell whether a span of that name was found."""
        return any(span[0] == name for span in self.spans)

    def add(self, name: str, seen: View, begin: int, end: int, *, joined: bool = False) -> None:
        """Add a stretch of a view, without white space and commas around it.

        A post goes on in the next line if it breaks off, or if the next line is no other post.
        """
        self.last_text = seen.text[begin:end]
        while begin < end and seen.text[begin] in " ,;:–-":
            begin += 1
        while end > begin and seen.text[end - 1] in " ,;:–-*":
            end -= 1
        if begin < end:
            span = (name, *seen.span(begin, end))
            before = self.spans[-1][0] if self.spans else ""
            if name == before == "position" and (self.open_position or joined):
                span = (name, self.spans.pop()[1], span[2])
            self.spans.append(span)
        self.open_position = name == "position" and signs.unfinished(self.last_text)


def length(blocks: Sequence[Block]) -> int:
    """Return how many of a document's first blocks are its head."""
    for at, block in enumerate(blocks):
        if block.form in ("rule", "stars", "furniture"):
            continue
        if not headlike(block):
            return at
        titled = any(signs.type_of(b.text) or b.level or b.words > 2 for b in blocks[:at])
        if titled and signs.OPENING_SECTION.fullmatch(block.text):
            return at
        if block.mark.kind == "section" and not signs.type_of(block.text):
            return at
        if signs.ANNEX.fullmatch(block.text) and at:
            return at
    return len(blocks)


def headlike(block: Block) -> bool:
    """Tell whether a block could stand in a head: a short line that is no sentence or item."""
    if block.form != "text" or block.mark.kind in ("bullet", "letter", "note", "hour", "count"):
        return False
    text = block.text
    if block.mark.kind == "number" and not (block.level or block.whole):
        return False
    if signs.salutes(text) or signs.thanks(text) or signs.VALEDICTION.search(text):
        return False
    if signs.CALL_TO_ORDER.match(text):
        return False
    if signs.ORGAN_LINE.fullmatch(text) or text.endswith((":", ";", "?")) and not block.level:
        return False
    if signs.DISTRIBUTION.search(text) or signs.type_of(text) == "Letter":
        return block.words <= 80
    if block.words > _MAX_TITLE or text[:1].islower() and not _BY.match(text):
        return False
    if text.endswith(",") and not (block.whole or block.level):
        return False
    if text.startswith("[") and text.endswith("]"):
        return True
    return not block.ended or bool(block.level) or _abbreviated(text)


def _abbreviated(text: str) -> bool:
    return bool(re.search(r"(?:\b[A-Z]\.|p\.m\.|a\.m\.|No\.|Distr\.)$", text))


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
    kind = signs.type_of(seen.text)
    if kind and not (head.kind and kind == "Statement" and head.kind != "Statement"):
        _typed(text, block, seen, kind, head)
        return
    if number := re.match(r"(?:\d+/\d+(?:\s[A-Z])?|\d+\s\((?:[IVXLC]+|\d{4})\))\.?\s+(?=\S)", seen.text):
        head.add("symbol", seen, 0, len(number[0].rstrip(" .")))
        head.add("title", seen, number.end(), len(seen.text))
        head.titles.append(("numbered", seen.text[number.end() :]))
        head.kind = head.kind or "Resolution"
        return
    if signs.LETTERHEAD.match(seen.text) and block.words <= 14 and not head.titles:
        head.add("letterhead", seen, 0, len(seen.text))
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
        or (signs.PLACE.search(line) and not signs.EVENT.search(line.replace("Conference Room", "")))
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
        _adopted(seen, adopted.end(), head)
    elif signs.DELIVERY.match(line):
        head.add("note", seen, 0, end)
    elif signs.dated(line):
        found_date = dates.find(line)
        assert found_date is not None
        head.add("date", seen, found_date[1], found_date[2])
        head.date = head.date or found_date[0]
        if place := _place(line, found_date):
            head.add("place", seen, *place)
    elif signs.PLACE.search(line) and not dates.find(line) and len(line.split()) <= 14 and not signs.EVENT.search(re.sub(r"Conference Room", "", line)):
        head.add("place", seen, 0, end)
    elif signs.LETTERHEAD.match(line) and not head.titles and len(line.split()) <= 12:
        head.add("letterhead", seen, 0, end)
    elif signs.PANEL.match(line) and not signs.type_of(line):
        head.add("panel", seen, 0, end)
        head.titles.append(("panel", line))
    elif _person(seen, head, block):
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


def _adopted(seen: View, begin: int, head: Head) -> None:
    """Read ``Adopted by the Security Council at its 4213th meeting, on 31 October 2000``."""
    line = seen.text
    if organ := signs.ORGANS.match(line, begin):
        head.add("creator", seen, *organ.span())
    if found := dates.find(line):
        head.add("date", seen, found[1], found[2])
        head.date = head.date or found[0]


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


def _person(seen: View, head: Head, block: Block) -> bool:
    """Read ``NAME``, ``by NAME, post`` or ``NAME, post`` as speaker and position."""
    line = seen.text
    start = by.end() if (by := _BY.match(line)) else 0
    rest = line[start:]
    name, comma, post = rest.partition(",")
    if comma and signs.person(name) and (by or signs.POSITION.match(post.strip()) or signs.HONORIFIC.match(name)):
        head.add("speaker", seen, start, start + len(name))
        _post(seen, start + len(name) + 1, head)
        return True
    if signs.person(rest) and (by or not head.has("speaker")) and _name_expected(head, block, rest):
        head.add("speaker", seen, start, len(line))
        return True
    return False


def _name_expected(head: Head, block: Block, name: str) -> bool:
    """Tell whether a bare name may stand here: with an honorific, or not as the first line."""
    return bool(signs.HONORIFIC.match(name)) or bool(head.spans) or len(block.parts) > 1


def _post(seen: View, begin: int, head: Head) -> None:
    """Read the rest of a line behind a name: the post, for whom, the occasion, the date."""
    line, end = seen.text, len(seen.text)
    if found := dates.find(line[begin:]):
        head.add("date", seen, begin + found[1], begin + found[2])
        head.date = head.date or found[0]
        end = begin + found[1]
    if occasion := _OCCASION.search(line, begin, end):
        head.add("event", seen, occasion.end(), end)
        end = occasion.start()
    if behalf := _BEHALF.search(line, begin, end):
        head.add("on-behalf-of", seen, behalf.end(), end)
        end = behalf.start()
    if end > begin:
        head.add("position", seen, begin, end)


def _typed(text: str, block: Block, seen: View, kind: str, head: Head) -> None:
    """Read a line that names the kind of document, and who issues or delivers it."""
    line = seen.text
    head.kind = head.kind or kind
    head.titles.append(("type", line))
    head.add("title" if kind == "Statement" else "type", seen, 0, len(line))
    author = _AUTHOR.search(line)
    if kind == "Letter":
        _letter(seen, head)
    elif kind == "Statement" and author:
        _speaker(text, block, seen, author.end(), head)
    elif author and kind in ("Report", "Note", "Summary") and re.search(r"by|of|par|du|de|del|por", author[0]):
        if not re.match(r"(?:discussion|debate|meeting|panel|work|proceedings|deliberation)", line[author.end() :], re.I):
            head.add("creator", seen, author.end(), _stop(line, author.end()))
    elif kind == "Resolution" and author:
        head.add("creator", seen, author.end(), len(line))
    elif kind == "Summary" and (whose := re.match(r"(?:the\s+)?([\w-]+?)['’]s?\s", line, re.I)):
        head.add("creator", seen, *whose.span(1))
    if kind != "Letter" and not head.date and not head.has("date") and (found := dates.find(line)):
        head.add("date", seen, found[1], found[2])
        head.date = found[0]


def _stop(line: str, begin: int) -> int:
    found = re.search(r"[,;*(]|\s(?:on|sur|sobre|at|for)\s", line[begin:])
    return begin + found.start() if found else len(line)


def _letter(seen: View, head: Head) -> None:
    line = seen.text
    if found := dates.find(line):
        head.add("date", seen, found[1], found[2])
        head.date = head.date or found[0]
        to = _ADDRESSED.search(line, found[2])
        author = _AUTHOR.match(line, found[2])
        if author:
            head.add("creator", seen, author.end(), to.start() if to else len(line))
        if to:
            head.add("addressee", seen, to.end(), len(line))


def _speaker(text: str, block: Block, seen: View, begin: int, head: Head) -> None:
    """Read who delivers a statement: up to the first comma or line end, then post and event."""
    line = seen.text
    if delivered := re.search(r"\b(?:delivered|made|prononcée?|pronunciad[oa])\s+(?:by|par|por)\s+", line):
        begin = delivered.end()
    first_end = next(
        (seen.position(part[1]) for part in block.parts if seen.position(part[1]) > begin), len(line)
    )
    comma = line.find(",", begin)
    stops = [at for at in (first_end, comma if comma >= 0 else len(line)) if at > begin]
    stop = min(stops, default=len(line))
    for pattern in (_OCCASION, _BEHALF):
        if (found := pattern.search(line, begin, stop)) is not None:
            stop = min(stop, found.start())
    found_date = dates.find(line[begin:stop])
    if found_date:
        stop = begin + found_date[1]
    head.add("speaker", seen, begin, stop)
    if stop < len(line):
        _post(seen, stop, head)


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
