"""Reads the lines of a head that say who issues, sends or delivers a document."""

import re

from migkg.reading import View
from migkg.structure import dates, signs
from migkg.structure.blocks import Block
from migkg.structure.spans import Head

_AUTHOR = re.compile(
    r"\s(?:of|by|from|du|de la|de l['’]|del|de|des|d['’]|par|por)\s+"
    r"(?:the\s+|la\s+|le\s+|el\s+|l['’])?",
    re.I,
)
_ADDRESSED = re.compile(r"\s(?:addressed\s+to|adressée?s?\s+(?:à|au)|dirigidas?\s+al?)\s", re.I)
_OCCASION = re.compile(
    r",?\s(?:at|during|on\s+the\s+occasion\s+of|to\s+the|before\s+the|lors\s+d[eu]s?|à\s+l['’]occasion\s+d[eu]|"
    r"devant|durante|con\s+motivo\s+de|en\s+ocasión\s+de|ante\s+(?=(?:el|la)\s+(?:debate|diálogo|reunión))|"
    r"(?:en|in|au|à\s+la)\s+(?=(?:(?:el|la|the|le|l['’])\s+)?(?:[\wáéíóú-]+\s+){0,2}(?:diálogo|debate|reunión|"
    r"conferencia|foro|cumbre|sesión|débat|dialogue|conférence|réunion|forum|sommet|session)\b))\s*",
    re.I,
)
_BEHALF = re.compile(
    r"\s(?:on\s+behalf\s+of|au\s+nom\s+d[eu]s?|en\s+nombre\s+de)\s+(?:the\s+|la\s+|el\s+|l['’])?",
    re.I,
)
_BY = re.compile(r"(?:by|par|por|delivered\s+by|prononcée?\s+par|pronunciad[oa]\s+por)\s+", re.I)


def typed(block: Block, seen: View, kind: str, head: Head) -> None:
    """Read a line that names the kind of document, and who issues or delivers it."""
    line = seen.text
    head.kind = head.kind or kind
    head.titles.append(("type", line))
    head.add("title" if kind == "Statement" else "type", seen, 0, len(line))
    author = _AUTHOR.search(line)
    if kind == "Letter":
        _letter(seen, head)
    elif kind == "Statement" and author:
        _speaker(block, seen, author.end(), head)
    elif (
        author
        and kind in ("Report", "Note", "Summary")
        and re.search(r"by|of|par|du|de|del|por", author[0])
    ):
        if not re.match(
            r"(?:discussion|debate|meeting|panel|work|proceedings|deliberation)",
            line[author.end() :],
            re.I,
        ):
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


def _speaker(block: Block, seen: View, begin: int, head: Head) -> None:
    """Read who delivers a statement: up to the first comma or line end, then post and event."""
    line = seen.text
    if delivered := re.search(
        r"\b(?:delivered|made|prononcée?|pronunciad[oa])\s+(?:by|par|por)\s+", line
    ):
        begin = delivered.end()
    first_end = next(
        (seen.position(part[1]) for part in block.parts if seen.position(part[1]) > begin),
        len(line),
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


def person(seen: View, head: Head, block: Block) -> bool:
    """Read ``NAME``, ``by NAME, post`` or ``NAME, post`` as speaker and position."""
    line = seen.text
    start = by.end() if (by := _BY.match(line)) else 0
    rest = line[start:]
    name, comma, post = rest.partition(",")
    if (
        comma
        and signs.person(name)
        and (by or signs.POSITION.match(post.strip()) or signs.HONORIFIC.match(name))
    ):
        head.add("speaker", seen, start, start + len(name))
        head.titles.append(("name", line))
        _post(seen, start + len(name) + 1, head)
        return True
    if signs.person(rest) and (by or not head.has("speaker")) and _name_expected(head, block, rest):
        head.add("speaker", seen, start, len(line))
        head.titles.append(("name", line))
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


def adopted(seen: View, begin: int, head: Head) -> None:
    """Read ``Adopted by the Security Council at its 4213th meeting, on 31 October 2000``."""
    line = seen.text
    if organ := signs.ORGANS.match(line, begin):
        head.add("creator", seen, *organ.span())
    if found := dates.find(line):
        head.add("date", seen, found[1], found[2])
        head.date = head.date or found[0]
