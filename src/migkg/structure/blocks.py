"""Blocks: the paragraphs, headings, items, rows and notes of a text as it is laid out.

A block is a run of lines that belong together. Empty lines part blocks; inside a run, so does a
line that begins with a mark (a number in its sequence, a bullet behind a bullet, a footnote mark)
or that a line at its full measure would not have left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from migkg.model import SourceFile
from migkg.reading import view
from migkg.structure import marks, signs
from migkg.structure.lines import Line, lines
from migkg.structure.marks import NO_MARK, Mark

_WRAPPED_AT = 130  # characters: no printed line is longer, so a longer one is a whole paragraph
_END = re.compile(r"(?:[.!?:;…]|\.\.\.)[\"'”’»)\]]*$")
_NOTE_BEHIND = re.compile(
    r"(?:<sup>[^<]{0,9}</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]|\s\^[a-z]|[*_\\\s]|(?<=[.,;:\w])\[\d{1,3}\])+$"
)
_STARRED = re.compile(r"[\w).,”\"]\\?\*{1,3}(?!\w)")
_STAR_RUN = re.compile(r"\*+")
_CAPTION = re.compile(
    r"(?:Table|Figure|Box|Chart|Map|Tableau|Graphique|Encadré|Carte|Cuadro|Gráfico|Figura|"
    r"Recuadro|Mapa|TABLE|FIGURE|TABLEAU|CUADRO)\s+(?:\d+|[IVX]+|[A-Z])(?:\.\d+)?\b[.:]?(?:\s|$)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together, without the mark-up around them."""

    begin: int
    end: int
    text: str  # clean
    form: str  # "text", "stars", "rule", "furniture", "row", "caption"
    mark: Mark = NO_MARK
    level: int = 0  # of a heading in Markdown
    whole: str = ""  # "bold", "italic": emphasis on the whole block
    gap: int = 0  # empty lines before it
    parts: tuple[tuple[int, int], ...] = ()  # its lines
    page: int | None = None
    rows: tuple[str, ...] = ()  # its lines, clean
    starred: bool = False  # a word carries an asterisk that is no emphasis: a footnote's mark

    @property
    def words(self) -> int:
        """Return how many words it has."""
        return len(self.text.split())

    @property
    def ended(self) -> bool:
        """Tell whether its last sentence has come to an end."""
        return bool(_END.search(self.text))

    @property
    def body(self) -> str:
        """Return the clean text behind the mark."""
        return self.text[min(self.mark.length, len(self.text)) :] if self.mark.kind else self.text


def ends(raw: str) -> bool:
    """Tell whether a line ends a sentence, footnote references and mark-up aside."""
    return bool(_END.search(_NOTE_BEHIND.sub("", raw.strip())))


def blocks(source: SourceFile, begin: int, end: int) -> list[Block]:
    """Return the blocks of a stretch of a source text, in order; blank lines are none."""
    found: list[Block] = []
    for gap, group, row in _groups(_join_lone_marks(_runs(lines(source, begin, end)))):
        found.append(_block(source, group, gap, row=row))
    return found


def _runs(every: list[Line]) -> list[tuple[int, list[Line]]]:
    """Return runs of text lines, and other lines alone, with the empty lines before each."""
    runs: list[tuple[int, list[Line]]] = []
    gap = 0
    for line in every:
        if line.kind == "blank":
            gap += 1
            continue
        before = runs[-1][1][-1] if runs else None
        joined = (
            before is not None
            and gap == 0
            and before.kind == line.kind == "text"
            and before.page == line.page
        )
        if joined:
            runs[-1][1].append(line)
        else:
            runs.append((gap, [line]))
        gap = 0
    return runs


def _lone(line: Line) -> bool:
    """Tell whether a line is a mark and nothing else: ``1.``, ``II.``, a full stop as bullet."""
    mark = marks.read(line.clean)
    return mark.kind in ("number", "section", "bullet", "note") and mark.length >= len(line.clean)


def _join_lone_marks(runs: list[tuple[int, list[Line]]]) -> list[tuple[int, list[Line]]]:
    """Join a run that is only a mark with the run it stands before."""
    joined: list[tuple[int, list[Line]]] = []
    for gap, run in runs:
        before = joined[-1][1] if joined else []
        if (
            len(before) == 1
            and before[0].kind == run[0].kind == "text"
            and _lone(before[0])
            and not _row(run[0])
            and marks.read(run[0].clean).kind in ("", "hour")
        ):
            before.extend(run)
        else:
            joined.append((gap, run))
    return joined


def _row(line: Line, *, listed: bool = False) -> bool:
    """Tell whether a line is a row of cells; ``listed`` if its neighbours have cells as well.

    A tab behind a number, a letter or a bullet parts no cells, nor do those of a masthead or
    behind an hour.
    """
    if line.kind != "text":
        return False
    clean = line.clean
    if clean.startswith("|") and clean.count("|") > 1:
        return True
    mark = marks.read(clean)
    organ, _, rest = clean.partition("\t")
    masthead = signs.ORGANS.fullmatch(organ.strip()) and signs.SYMBOL.fullmatch(rest.strip())
    if mark.kind == "hour" or masthead or signs.DISTRIBUTION.search(clean):
        return False
    if mark.kind and clean[mark.length - 1 : mark.length] == "\t":
        cells = clean = clean[mark.length :]
    else:
        cells = line.raw.rstrip()
    return cells.count("\t") > 1 or (listed and "\t" in clean)


def _groups(runs: list[tuple[int, list[Line]]]) -> Iterator[tuple[int, list[Line], bool]]:
    """Yield the lines of each block, with the gap before it, and whether it is a row."""
    last = 0  # the last number met, so that a year at a line's beginning is no number
    for gap, run in runs:
        group = [run[0]]
        measure = max(len(line.raw.rstrip()) for line in run) if len(run) > 1 else 0
        listed = sum(_row(line, listed=True) for line in run) > 1
        hourly = _below_hour(run[0])
        for line in run[1:]:
            if _parted(group, line, last, measure=measure, listed=listed, hourly=hourly):
                yield gap, group, _row(group[0], listed=listed)
                last = _number(group[0], last)
                group, gap = [line], 0
                hourly = hourly or _below_hour(line)
            else:
                group.append(line)
        yield gap, group, _row(group[0], listed=listed)
        last = _number(group[0], last)


def _number(line: Line, last: int) -> int:
    mark = marks.read(line.clean)
    return int(mark.number) if mark.kind in ("number", "count") else last


def _below_hour(line: Line) -> bool:
    """Tell whether what follows a line is a programme's: an hour, or a role with its names."""
    clean = line.clean.lstrip("*")
    return marks.read(clean).kind == "hour" or bool(signs.ROLE_LINE.match(clean))


def _parted(
    group: list[Line], line: Line, last: int, *, measure: int, listed: bool, hourly: bool
) -> bool:
    """Tell whether a new block begins at a line."""
    before = group[-1]
    if _row(line, listed=listed) or _row(before, listed=listed):
        return True
    if _lone(before) and len(group) == 1:
        return False
    first, mark = marks.read(group[0].clean), marks.read(line.clean)
    done = ends(before.raw)
    if line.clean.startswith("#") or before.clean.startswith("#"):
        return True
    if mark.kind == "note":
        return mark.number not in ("*", "**") or first.kind == "note" or done
    if mark.kind in ("number", "count"):
        number = int(mark.number)
        current = _number(group[0], last)
        return done or mark.bullet > 0 or number == current + 1 or (number == 1 and len(group) == 1)
    if mark.kind == "bullet":
        return first.bullet > 0 or done or before.clean.endswith((",", ";"))
    if hourly and mark.kind in ("", "section"):
        # Lines below an hour or a role are short; each says one thing.
        upper = line.clean.lstrip("*_\"'“‘«¿¡([")[:1]
        return not upper.islower() and not signs.unfinished(before.clean)
    if mark.kind in ("letter", "section"):
        listed = first.kind == mark.kind and before.clean.endswith((" and", " or", ","))
        return done or listed or before.clean.endswith((",", ";"))
    if mark.kind == "hour":
        return done or first.kind == "hour" or len(group) == 1
    return _measured(before, line, measure, done=done)


def _measured(before: Line, line: Line, measure: int, *, done: bool) -> bool:
    """Tell whether a line end is a paragraph's: the line was long, or shorter than it need be."""
    # Two spaces at a line's end are a line break in Markdown; in wrapped text they mean nothing.
    if not done and len(before.raw) < _WRAPPED_AT and re.search(r"\S  $", before.raw):
        return False
    upper = line.clean.lstrip("*_\"'“‘«¿¡([")[:1]
    if upper.islower():
        return False
    if measure > _WRAPPED_AT:
        return done or len(before.clean) > _WRAPPED_AT or len(line.clean) > _WRAPPED_AT
    return done and measure > 50 and len(before.raw.rstrip()) < 0.7 * measure


def _block(source: SourceFile, group: list[Line], gap: int, *, row: bool) -> Block:
    first, text = group[0], source.text
    begin, end = first.begin, group[-1].end
    while end > begin and text[end - 1].isspace():
        end -= 1
    if first.kind != "text":
        return Block(begin, end, text[begin:end].strip(), first.kind, gap=gap, page=first.page)
    if row:
        # Cells are counted from the line's beginning, so the empty ones before it stay.
        clean = view(text, begin, end).text
        return Block(begin, end, clean, "row", gap=gap, page=first.page)
    begin, end, level, whole = _trimmed(text, begin, end)
    mark = marks.read(text[begin:end])
    begin += mark.bullet
    if mark.kind == "bullet":
        begin, end, _, whole = _trimmed(text, begin, end)
    # A tab behind a number or between a name and a post parts no cells here.
    clean = view(text, begin, end).text.replace("\t", " ")
    parts = tuple(
        (
            max(begin, line.begin + len(line.raw) - len(line.raw.lstrip())),
            min(end, line.begin + len(line.raw.rstrip())),
        )
        for line in group
    )
    parts = tuple(part for part in parts if part[0] < part[1])
    rows = (
        tuple(view(text, *part).text.replace("\t", " ") for part in parts)
        if len(parts) > 1
        else (clean,)
    )
    caption = _CAPTION.match(clean) and not _END.search(clean) and len(clean.split()) <= 60
    mark = Mark(mark.kind, mark.number, _clean_length(text, begin, mark), mark.bullet)
    return Block(
        begin,
        end,
        clean,
        "caption" if caption else "text",
        mark,
        level,
        whole,
        gap,
        parts,
        first.page,
        rows,
        bool(_STARRED.search(text, begin, end))
        and len(_STAR_RUN.findall(text, begin, end)) % 2 == 1,
    )


def _clean_length(text: str, begin: int, mark: Mark) -> int:
    """Return how long a mark is in the clean text; a footnote's is not in it at all."""
    if mark.kind in ("", "bullet"):
        return 0
    clean = view(text, begin, begin + mark.length - mark.bullet).text
    return len(clean) + 1 if clean else 0


_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)|>[ \t]+")
_EMPHASIS = {"*": "italic", "**": "bold", "***": "bold"}


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int, int, str]:
    """Return a stretch without white space, heading and emphasis marks around the whole of it."""
    level, whole = 0, ""
    while True:
        while begin < end and text[begin].isspace():
            begin += 1
        while end > begin and text[end - 1].isspace():
            end -= 1
        heading = _HEADING.match(text, begin, end)
        if heading and not level:
            level = len(heading[1] or "")
            begin = heading.end()
            continue
        for stars in ("***", "**", "*"):
            if _wrapped(text[begin:end], stars):
                begin, end = begin + len(stars), end - len(stars)
                whole = "bold" if "bold" in (whole, _EMPHASIS[stars]) else "italic"
                break
        else:
            break
    if not whole and (found := _line_wise(text[begin:end])):
        return begin + found[0], end - found[1], level, "bold"
    return begin, end, level, whole


def _wrapped(text: str, stars: str) -> bool:
    inner = text[len(stars) : -len(stars)]
    return (
        len(text) > 2 * len(stars)
        and text.startswith(stars)
        and text.endswith(stars)
        and stars not in inner
        and not inner.startswith((" ", "\\*"))
        and not inner.endswith("\\")
    )


def _line_wise(text: str) -> tuple[int, int] | None:
    """Return the length of the marks around a text of which every line is bold by itself."""
    rows = [row.strip() for row in text.split("\n")]
    if len(rows) < 2 or not all(re.fullmatch(r"\*{2,3}[^*]+\*{2,3}", row) for row in rows):
        return None
    low, high = re.match(r"\*+", rows[0]), re.search(r"\*+$", rows[-1])
    return (low.end(), high.end() - high.start()) if low and high else None
