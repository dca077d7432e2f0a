"""Where documents begin in a file that holds several.

A document begins with a head: a run of short lines that are no sentences (title, name, date,
letterhead). Each run is weighed by what it holds, by what closes before it and by what opens
after it; no single wording decides. Inside an issued document (one with a masthead) it takes more,
and behind its annex nothing but another masthead will do: annexes stay with what they are annexed
to. A meeting's closing line ends what it was issued with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from migkg.language import language_of
from migkg.structure import dates, genres, headlike, signs
from migkg.structure.blocks import Block
from migkg.structure.kinds import is_annex

ENOUGH = 5  # weight at which a head begins a document
ENOUGH_INSIDE = 8  # the same inside an issued document or an annex
_LEAST_BODY = 40  # words that a document has at least before the next can begin


@dataclass(frozen=True, slots=True)
class Run:
    """A run of head-like blocks: ``first`` up to ``after``, where what follows begins."""

    first: int
    after: int


def starts(blocks: Sequence[Block]) -> list[int]:
    """Return the numbers of the blocks with which documents begin; the first is always one."""
    found = [0]
    sealed = _masthead(blocks, 0, min(len(blocks), 12))
    annexed = verbatim = False
    last = max((at for at, b in enumerate(blocks) if b.form == "text"), default=0)
    seen = 0  # blocks looked through for annexes and for a meeting's opening
    for run in _runs(blocks):
        issued = _masthead(blocks, run.first, run.after)
        if run.first == 0:
            sealed = sealed or issued
            continue
        for block in blocks[seen : run.after]:
            verbatim = verbatim or signs.CALL_TO_ORDER.match(block.text) is not None
            annexed = annexed or is_annex(block)
        seen = run.after
        closed = any(
            block.form == "text" and block.words < 12 and signs.MEETING_CLOSE.fullmatch(block.text)
            for block in blocks[max(found[-1], run.first - 3) : run.after]
        )
        if run.after > last:
            continue
        first = _own(blocks, run, found[-1])
        if first is None or not _grown(blocks[found[-1] : first]):
            continue
        weight = _weight(blocks, Run(first, run.after), issued=issued)
        sealed = sealed and not closed
        barred = verbatim or (sealed and annexed) or any(map(is_annex, blocks[first : run.after]))
        lettered = _letter(blocks, first, run.after) and not annexed
        enough = weight >= (ENOUGH_INSIDE if sealed or annexed else ENOUGH)
        if issued or (not barred and (lettered or enough)):
            found.append(first)
            sealed, annexed, verbatim = issued, False, False
    return found


def _runs(blocks: Sequence[Block]) -> list[Run]:
    """Return the runs of head-like blocks; an empty run stands between thanks and a salutation."""
    runs: list[Run] = []
    at = 0
    while at < len(blocks):
        if _in_head(blocks[at]):
            after = at
            while after < len(blocks) and (
                _in_head(blocks[after]) or blocks[after].form in ("rule", "furniture")
            ):
                after += 1
            runs.append(Run(at, after))
            at = after
        else:
            before = _last_text(blocks, at)
            if (
                before is not None
                and signs.thanks(blocks[before].text)
                and blocks[at].form == "text"
                and signs.salutes(blocks[at].text)
            ):
                runs.append(Run(at, at))
            at += 1
    return runs


def _in_head(block: Block) -> bool:
    return headlike.headlike(block) and not signs.ROLE_LINE.match(block.text)


def _last_text(blocks: Sequence[Block], at: int) -> int | None:
    """Return the number of the last block before ``at`` that is text, asterisks included."""
    for number in range(at - 1, -1, -1):
        if blocks[number].form in ("text", "row", "caption", "stars"):
            if blocks[number].mark.kind == "note":
                continue
            return number
    return None


def _masthead(blocks: Sequence[Block], first: int, after: int) -> bool:
    return any(
        block.form == "text" and block.words <= 80 and signs.DISTRIBUTION.search(block.text)
        for block in blocks[first:after]
    )


def _letter(blocks: Sequence[Block], first: int, after: int) -> bool:
    """Tell whether a run is a letter's: a letterhead or a date, then a salutation of letters."""
    opened = any(
        _letterhead(block) or dates.only(block.text) or genres.type_of(block.text) == "Letter"
        for block in blocks[first:after]
    )
    return opened and after < len(blocks) and _salutes_one(blocks[after])


def _salutes_one(block: Block) -> bool:
    return block.words <= 10 and bool(signs.LETTER_SALUTATION.fullmatch(block.text))


def _letterhead(block: Block) -> bool:
    return (
        block.form == "text"
        and block.words <= 14
        and bool(signs.LETTERHEAD.match(block.text))
        and not signs.HONORIFIC.match(block.text)
    )


def _own(blocks: Sequence[Block], run: Run, begun: int) -> int | None:
    """Return where in a run the new head begins: what closes the document before is not its own."""
    members = range(run.first, run.after)
    for at in members:
        block = blocks[at]
        organ = signs.ORGANS.match(block.text) and block.words <= 6
        if organ and _masthead(blocks, at, min(at + 5, run.after)):
            return at
        if signs.DISTRIBUTION.search(block.text):
            return at
        if _letterhead(block) and (block.text.isupper() or not block.whole):
            later = blocks[at + 1 : run.after + 1]
            if any(dates.find(b.text) or genres.type_of(b.text) for b in later):
                return at
    first = run.first
    closing = _closing(blocks, run.first)
    while first < run.after:
        block = blocks[first]
        if (
            block.form in ("rule", "furniture")
            or signs.PICTURE.fullmatch(block.text)
            or signs.MEETING_CLOSE.fullmatch(block.text)
            or (closing and not block.level and not block.whole and _below_close(block))
        ):
            first += 1
        else:
            break
    if first < run.after and _date_of_last(blocks, first, run.after, begun):
        first += 1
    return first if first < run.after or run.first == run.after else None


def _below_close(block: Block) -> bool:
    """Tell whether a block is what stands below a letter's close: name, post or addressee."""
    if genres.type_of(block.text):
        return False
    row = block.rows[0] if block.rows else block.text
    return bool(
        signs.person(row)
        or signs.POSITION.match(row)
        or signs.ADDRESSEE.search(block.text)
        or (signs.HONORIFIC.match(row) and len(block.rows) > 1)
    )


def _closing(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the blocks just before hold a letter's complimentary close."""
    return any(signs.VALEDICTION.search(block.text) for block in blocks[max(0, at - 4) : at])


def _date_of_last(blocks: Sequence[Block], first: int, after: int, begun: int) -> bool:
    """Tell whether a date that opens a run belongs to the document before.

    It does if the new head has a date of its own further on and the document before has none.
    """
    if not dates.only(blocks[first].text):
        return False
    later = any(signs.dated(block.text) for block in blocks[first + 1 : after])
    earlier = blocks[begun : begun + headlike.length(blocks[begun:first])]
    return later and not any(dates.find(block.text) for block in earlier)


def _grown(blocks: Sequence[Block]) -> bool:
    """Tell whether the document before has a body by now."""
    words = 0
    for block in blocks:
        if block.form in ("text", "row") and not headlike.headlike(block):
            words += block.words
        if words >= _LEAST_BODY:
            return True
    return False


def _weight(blocks: Sequence[Block], run: Run, *, issued: bool) -> int:
    """Return how much speaks for a document's beginning at a run of blocks."""
    members = [block for block in blocks[run.first : run.after] if block.form == "text"]
    following = blocks[run.after] if run.after < len(blocks) else None
    weight = 4 if issued else 0
    kinds = {kind for block in members if (kind := genres.type_of(block.text))}
    if kinds and _followed(following, kinds):
        weight += 3
    weight += any(signs.dated(block.text) or dates.find(block.text) for block in members)
    weight += any(signs.EVENT.search(b.text) and not signs.PANEL.match(b.text) for b in members)
    weight += any(_names(block) for block in members)
    weight += 2 * any(_letterhead(block) for block in members)
    weight += bool(members) and members[0].level in (1, 2)
    if following is not None and (_salutes_one(following) or signs.salutes(following.text)):
        weight += 2
    return weight + _closed(blocks, run)


def _followed(following: Block | None, kinds: set[str]) -> bool:
    """Tell whether what follows a title is a text of its own, not one more line of a list."""
    if following is None:
        return False
    if "Statement" in kinds and len(kinds) == 1:
        return (
            following.form == "text"
            and (signs.salutes(following.text) or following.words >= 20)
            and following.mark.kind in ("", "number")
        )
    return True


def _names(block: Block) -> bool:
    """Tell whether a block has a line that names a person."""
    first = block.text.partition(",")[0]
    return signs.person(first) or bool(signs.HONORIFIC.match(block.text))


def _closed(blocks: Sequence[Block], run: Run) -> int:
    """Return how much speaks for an end just before a run."""
    before = _last_text(blocks, run.first)
    if before is None:
        return 0
    weight = 0
    last = blocks[before]
    if last.form == "stars" or signs.thanks(last.text) or _signed(blocks, before):
        weight += 3
    if signs.MEETING_CLOSE.fullmatch(last.text) or _closing(blocks, run.first):
        weight += 2
    if run.first < len(blocks) and blocks[run.first].gap >= 3:
        weight += 1
    earlier, later = (
        _sample(blocks, range(before, -1, -1)),
        _sample(blocks, range(run.first, len(blocks))),
    )
    if earlier and later and language_of(earlier, "en") != language_of(later, "en"):
        weight += 3
    return weight


def _signed(blocks: Sequence[Block], last: int) -> bool:
    """Tell whether a text ends in a name, or in a name and a body, behind a full sentence."""
    for name in (last, last - 1):
        if name < 1:
            continue
        block = blocks[name]
        if (
            block.form == "text"
            and not block.level
            and not block.whole
            and signs.person(block.text)
            and blocks[name - 1].ended
            and all(later.words <= 12 for later in blocks[name + 1 : last + 1])
        ):
            return True
    return False


def _sample(blocks: Sequence[Block], numbers: range) -> str:
    """Return the nearest running text in one direction: enough to tell its language."""
    texts: list[str] = []
    for number in numbers:
        block = blocks[number]
        if block.form == "text" and block.words >= 15 and block.mark.kind != "note":
            texts.append(block.text)
            if sum(len(text) for text in texts) > 400:
                break
    return " ".join(texts)
