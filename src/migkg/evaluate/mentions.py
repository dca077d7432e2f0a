"""Scores mentions: their spans, exact and partial, their kinds, and what they are linked to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from migkg.evaluate.align import Alignment, is_known
from migkg.evaluate.gold import GoldMention, Unit
from migkg.evaluate.intervals import Counts
from migkg.evaluate.matching import match
from migkg.model import Link

# The number of a resolution, or a document symbol.
_SYMBOL: Final = re.compile(r"(?<!\w)(?:[A-Z]{1,5}(?:[/.][\w.]+)*/)?[\w.]*\d+/\d+|S-\d+/\d+")


@dataclass(frozen=True, slots=True)
class Fault:
    """An entry of the list of errors."""

    what: str  # missing, spurious, wrong
    kind: str  # "mention", "link", or a class of facts
    unit: int
    quote: str
    detail: str = ""


@dataclass
class MentionScore:
    """The counts of mentions, a paragraph of the gold set each, and the links of exact spans."""

    exact: dict[str, dict[int, Counts]] = field(default_factory=lambda: defaultdict(dict))
    partial: dict[str, dict[int, Counts]] = field(default_factory=lambda: defaultdict(dict))
    linked: Counter[tuple[str, bool]] = field(default_factory=Counter)  # known or new; right
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


def is_symbol(anchor: str) -> bool:
    """Tell whether a mention is a document symbol or the number of a resolution.

    >>> [is_symbol(text) for text in ("A/67/254", "resolutions 58/208", "ILO", "Round 2")]
    [True, True, False, False]
    """
    return _SYMBOL.search(anchor) is not None


def score_mentions(alignment: Alignment) -> MentionScore:
    """Return how the system's mentions and links compare with those of the gold set."""
    score = MentionScore()
    links = alignment.links()
    for unit in alignment.gold.units:
        _unit(score, unit, links[unit.number])
    return score


def _unit(score: MentionScore, unit: Unit, links: list[Link]) -> None:
    gold = sorted(unit.mentions, key=lambda one: (one.optional, one.begin))
    exact = match(gold, links, lambda one, link: (one.begin, one.end) == (link.begin, link.end))
    partial = match(
        gold, links, lambda one, link: one.begin < link.end and link.begin < one.end, exact
    )
    for name, pairs, counted in (
        ("exact", exact, score.exact),
        ("partial", partial, score.partial),
    ):
        tallies: dict[str, Counts] = defaultdict(Counts)
        taken = {at: one for one, at in pairs.items()}
        for position, mention in enumerate(gold):
            if not mention.optional:
                said = Counts(right=1) if position in pairs else Counts(missing=1)
                for key in _keys(mention.kind, mention.anchor):
                    tallies[key] += said
        for at, link in enumerate(links):
            lies_over = any(
                one.optional and one.begin < link.end and link.begin < one.end for one in gold
            )
            if at not in taken and not lies_over:
                for key in _keys(link.kind, link.mention.anchor):
                    tallies[key] += Counts(spurious=1)
        for key, tally in tallies.items():
            counted[key][unit.number] = tally
        if name == "exact":
            _links(score, unit, [(gold[one], links[at]) for one, at in pairs.items()])
    _confuse(score, gold, links, partial)
    _faults(score, unit, gold, links, exact, partial)


def _keys(kind: str, anchor: str) -> Iterable[str]:
    return ("all", kind, "symbol") if is_symbol(anchor) else ("all", kind)


def _links(
    score: MentionScore,
    unit: Unit,
    pairs: list[tuple[GoldMention, Link]],
) -> None:
    for mention, link in pairs:
        if mention.optional:
            continue
        new = all(name.startswith("thing/") for name in mention.entities)
        if new:
            right = not is_known(link.entity) and link.kind == mention.kind
        else:
            right = link.entity in mention.entities
        score.linked["new" if new else "known", right] += 1
        if not right:
            detail = f"{' or '.join(mention.entities)}, not {link.entity}"
            score.faults.append(Fault("wrong", "link", unit.number, mention.anchor, detail))


def _confuse(
    score: MentionScore, gold: list[GoldMention], links: list[Link], partial: dict[int, int]
) -> None:
    for position, mention in enumerate(gold):
        if not mention.optional:
            at = partial.get(position)
            score.confusion[mention.kind, links[at].kind if at is not None else "none"] += 1
    taken = set(partial.values())
    for at, link in enumerate(links):
        over = any(one.begin < link.end and link.begin < one.end for one in gold if one.optional)
        if at not in taken and not over:
            score.confusion["none", link.kind] += 1


def _faults(
    score: MentionScore,
    unit: Unit,
    gold: list[GoldMention],
    links: list[Link],
    exact: dict[int, int],
    partial: dict[int, int],
) -> None:
    for position, mention in enumerate(gold):
        if mention.optional or position in exact:
            continue
        at = partial.get(position)
        if at is None:
            score.faults.append(
                Fault("missing", "mention", unit.number, mention.anchor, mention.kind)
            )
        else:
            detail = f"found as {links[at].mention.anchor!r}"
            score.faults.append(Fault("wrong", "mention", unit.number, mention.anchor, detail))
    taken = set(partial.values())
    for at, link in enumerate(links):
        over = any(one.begin < link.end and link.begin < one.end for one in gold if one.optional)
        if at not in taken and not over:
            anchor = link.mention.anchor
            score.faults.append(Fault("spurious", "mention", unit.number, anchor, link.entity))
