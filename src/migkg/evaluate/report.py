"""Puts the scores together, and shows them as a table or as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from migkg.evaluate import tables
from migkg.evaluate.facts import FactScore
from migkg.evaluate.gold import ANY, Gold
from migkg.evaluate.intervals import Counts, bootstrap, wilson
from migkg.evaluate.mentions import Fault, MentionScore
from migkg.evaluate.silence import Silence
from migkg.evaluate.statements import PROPERTIES, StatementScore

_QUOTE: Final = 160  # characters of a paragraph that an error shows


@dataclass(frozen=True)
class Evaluation:
    """The scores of a system against a gold set."""

    gold: Gold
    part: str
    mentions: MentionScore
    facts: FactScore
    statements: StatementScore
    silence: Mapping[str, Silence]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of figures: a name, the counts of each paragraph."""

    group: str
    name: str
    units: tuple[Counts, ...]

    @property
    def total(self) -> Counts:
        """Return the sum of the counts."""
        return sum(self.units, Counts())


def rows(evaluation: Evaluation, by: str = "class") -> list[Row]:
    """Return the lines of figures: by class and kind, or by language."""
    if by == "language":
        languages = sorted({unit.language for unit in evaluation.gold.units})
        return [
            Row(group, language, _units(evaluation, counted, language))
            for group, counted in _groups(evaluation)
            for language in languages
        ]
    found = []
    score = evaluation.mentions
    for group, kinds in (("mentions, exact", score.exact), ("mentions, partial", score.partial)):
        names = ["all", *sorted(kinds.keys() - {"all", "symbol"}), "symbol"]
        found += [Row(group, name, _units(evaluation, kinds.get(name, {}))) for name in names]
    for group, classes in (("facts, in full", evaluation.facts.full),
                           ("facts, in the core", evaluation.facts.core)):  # fmt: skip
        found.append(Row(group, "all", _units(evaluation, _summed(classes))))
        found += [
            Row(group, name, _units(evaluation, classes.get(name, {}))) for name in tables.CLASSES
        ]
    return [row for row in found if row.name == "all" or row.total != Counts()]


def _groups(evaluation: Evaluation) -> Iterator[tuple[str, Mapping[int, Counts]]]:
    yield "mentions, exact", evaluation.mentions.exact.get("all", {})
    yield "mentions, partial", evaluation.mentions.partial.get("all", {})
    yield "facts, in full", _summed(evaluation.facts.full)
    yield "facts, in the core", _summed(evaluation.facts.core)


def _summed(classes: Mapping[str, Mapping[int, Counts]]) -> dict[int, Counts]:
    found: dict[int, Counts] = {}
    for counted in classes.values():
        for number, counts in counted.items():
            found[number] = found.get(number, Counts()) + counts
    return found


def _units(
    evaluation: Evaluation, counted: Mapping[int, Counts], language: str = ""
) -> tuple[Counts, ...]:
    return tuple(
        counted.get(unit.number, Counts())
        for unit in evaluation.gold.units
        if language in ("", unit.language)
    )


def as_table(evaluation: Evaluation, by: str = "class") -> Iterator[str]:
    """Yield the lines of the table."""
    gold = evaluation.gold
    yield (
        f"gold: part {evaluation.part}, {len(gold.units)} paragraphs, "
        f"{sum(not m.optional for unit in gold.units for m in unit.mentions)} mentions, "
        f"{sum(not fact.optional for fact in gold.facts)} facts, "
        f"{len(gold.statements)} statements"
    )
    group = ""
    for row in rows(evaluation, by):
        if row.group != group:
            group = row.group
            yield ""
            yield (
                f"{group:22} {'gold':>5} {'found':>5} {'right':>5}"
                f"  {'precision':22} {'recall':22} F1"
            )
        total = row.total
        figures = (
            _share(total.precision, wilson(total.right, total.right + total.spurious)),
            _share(total.recall, wilson(total.right, total.right + total.missing)),
            _share(total.f1, bootstrap(row.units)),
        )
        yield (
            f"  {row.name:20} {total.right + total.missing:5} {total.right + total.spurious:5} "
            f"{total.right:5}  " + " ".join(f"{figure:22}" for figure in figures).rstrip()
        )
    yield ""
    yield from _others(evaluation)


def _share(share: float | None, interval: tuple[float, float] | None) -> str:
    if share is None:
        return "-"
    low, high = interval or (share, share)
    return f"{share:.3f} [{low:.3f}, {high:.3f}]"


def _others(evaluation: Evaluation) -> Iterator[str]:
    linked = evaluation.mentions.linked
    for known, name in (("known", "of known entities"), ("new", "of new entities")):
        right, number = linked[known, True], linked[known, True] + linked[known, False]
        share = right / number if number else None
        figure = _share(share, wilson(right, number))
        yield f"links {name}, exact spans: {right} of {number}, {figure}"
    right = linked["known", True] + linked["new", True]
    number = sum(linked.values())
    share = right / number if number else None
    yield f"links, exact spans: {right} of {number}, {_share(share, wilson(right, number))}"
    wrong = sorted(
        (pair, times) for pair, times in evaluation.mentions.confusion.items() if pair[0] != pair[1]
    )
    told = ", ".join(f"{gold} as {said} {times}" for (gold, said), times in wrong)
    yield f"kinds confused: {told or 'none'}"
    yield _leniency(evaluation)
    score = evaluation.statements
    told = ", ".join(f"{name} {score.right[name]}" for name in PROPERTIES)
    yield f"statements: {score.found} of {score.number} found; right: {told}"
    for language, silence in evaluation.silence.items():
        yield (
            f"sentences of the corpus, {language}: {silence.sentences}; without a mention "
            f"{silence.no_mention}, without a fact {silence.no_fact}, "
            f"with neither {silence.nothing} ({_percent(silence)})"
        )


def _leniency(evaluation: Evaluation) -> str:
    """Return what the figures of facts leave open, so that nobody takes them for stricter."""
    needed = [fact for fact in evaluation.gold.facts if not fact.optional]
    loose = sum(
        any(ANY in each.values for given in fact.properties.values() for each in given)
        for fact in needed
    )
    return (
        f"left open: {evaluation.facts.excused.total()} facts found met an optional one and count "
        f"nothing, {evaluation.facts.outside.total()} only lean on a paragraph of the set; in "
        f"{loose} of {len(needed)} facts of the set some property may be anything"
    )


def _percent(silence: Silence) -> str:
    return f"{silence.nothing / silence.sentences:.1%}" if silence.sentences else "-"


def as_json(evaluation: Evaluation, by: str = "class", errors: bool = False) -> str:
    """Return the same figures as JSON, keys sorted."""
    said: dict[str, Any] = {
        "part": evaluation.part,
        "paragraphs": len(evaluation.gold.units),
        "figures": [_figures(row) for row in rows(evaluation, by)],
        "links": {
            f"{name} {'right' if right else 'wrong'}": evaluation.mentions.linked[name, right]
            for name in ("known", "new")
            for right in (True, False)
        },
        "left open": {
            "met an optional fact": evaluation.facts.excused.total(),
            "lean on the set": evaluation.facts.outside.total(),
        },
        "confusion": [
            {"gold": gold, "found": found, "times": times}
            for (gold, found), times in sorted(evaluation.mentions.confusion.items())
        ],
        "statements": {
            "number": evaluation.statements.number,
            "found": evaluation.statements.found,
            **{name: evaluation.statements.right[name] for name in PROPERTIES},
        },
        "silence": {
            language: {name: getattr(silence, name) for name in silence.__slots__}
            for language, silence in evaluation.silence.items()
        },
    }
    if errors:
        said["errors"] = [
            {
                "what": fault.what,
                "kind": fault.kind,
                "place": place(evaluation, fault),
                "quote": quote(evaluation, fault),
                "detail": fault.detail,
            }
            for fault in faults(evaluation)
        ]
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True)


def _figures(row: Row) -> dict[str, Any]:
    total = row.total
    return {
        "group": row.group,
        "name": row.name,
        "right": total.right,
        "spurious": total.spurious,
        "missing": total.missing,
        "precision": _rounded(total.precision),
        "precision95": _bounds(wilson(total.right, total.right + total.spurious)),
        "recall": _rounded(total.recall),
        "recall95": _bounds(wilson(total.right, total.right + total.missing)),
        "f1": _rounded(total.f1),
        "f195": _bounds(bootstrap(row.units)),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _bounds(interval: tuple[float, float] | None) -> Sequence[float] | None:
    return None if interval is None else [round(bound, 4) for bound in interval]


def faults(evaluation: Evaluation) -> list[Fault]:
    """Return the list of errors: mentions and links, then facts by class, in the order of texts."""
    return [
        *evaluation.statements.faults,
        *sorted(evaluation.mentions.faults, key=lambda fault: (fault.kind, fault.unit)),
        *evaluation.facts.faults,
    ]


def place(evaluation: Evaluation, fault: Fault) -> str:
    """Return where an error stands: the document, and the offset of the paragraph."""
    if fault.unit < 0:
        return fault.quote
    unit = evaluation.gold.units[fault.unit]
    return f"{unit.document} {unit.spans[0][0]}"


def quote(evaluation: Evaluation, fault: Fault) -> str:
    """Return the words an error is about; of a fact that was missed, how its paragraph begins."""
    if fault.quote or fault.unit < 0:
        return " ".join(fault.quote.split())
    unit = evaluation.gold.units[fault.unit]
    words = " ".join(evaluation.texts[unit.file][slice(*unit.spans[0])].split())
    return words if len(words) <= _QUOTE else words[:_QUOTE].rsplit(" ", 1)[0] + " …"


def as_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the list of errors, a line each: what, of what, where, the quote, the difference."""
    for fault in faults(evaluation):
        yield "\t".join(
            (
                fault.what,
                fault.kind,
                place(evaluation, fault),
                f"“{quote(evaluation, fault)}”",
                " ".join(fault.detail.split()),
            )
        )
