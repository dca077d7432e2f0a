"""Scores facts: each of the gold set with one of the system that cites the same paragraph."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from migkg.evaluate import tables
from migkg.evaluate.align import Alignment, Placed, words, written
from migkg.evaluate.gold import ANY, Expected, GoldFact
from migkg.evaluate.intervals import Counts
from migkg.evaluate.matching import match
from migkg.evaluate.mentions import Fault
from migkg.model import Fact

_QUOTES = ("provisionText", "sentence", "indicatorText", "positionTitle")


@dataclass
class FactScore:
    """The counts of facts by class, a paragraph of the gold set each, in full and in the core."""

    full: dict[str, dict[int, Counts]] = field(default_factory=lambda: defaultdict(dict))
    core: dict[str, dict[int, Counts]] = field(default_factory=lambda: defaultdict(dict))
    faults: list[Fault] = field(default_factory=list)
    excused: Counter[str] = field(default_factory=Counter)  # facts that met an optional one
    outside: Counter[str] = field(default_factory=Counter)  # their main passage is not in the set


def score_facts(alignment: Alignment) -> FactScore:
    """Return how the system's facts compare with those of the gold set."""
    score = FactScore()
    placed = alignment.facts()
    for kind in tables.CLASSES:
        gold = [fact for fact in alignment.gold.facts if fact.kind == kind]
        needed = [fact for fact in gold if not fact.optional]
        optional = [fact for fact in gold if fact.optional]
        said = [one for one in placed if one.fact.kind == kind]
        _kind(score, alignment, kind, needed, optional, said)
    return score


def _kind(
    score: FactScore,
    alignment: Alignment,
    kind: str,
    needed: list[GoldFact],
    optional: list[GoldFact],
    said: list[Placed],
) -> None:
    compared = tables.CLASSES[kind]

    def fits(names: tuple[str, ...], one: GoldFact, other: Placed) -> bool:
        return bool(set(one.units) & set(other.units)) and not differing(
            alignment, names, one, other.fact
        )

    full = match(needed, said, lambda one, other: fits(compared.every, one, other))
    core = match(needed, said, lambda one, other: fits(compared.core, one, other), full)
    rest = [one for at, one in enumerate(said) if at not in core.values()]
    excused = match(optional, rest, lambda one, other: fits(compared.core, one, other))
    passed = {id(rest[at]) for at in excused.values()}
    score.excused[kind] = len(passed)
    score.outside[kind] = sum(one.home is None and id(one) not in passed for one in rest)
    for pairs, counted in ((full, score.full), (core, score.core)):
        tallies: dict[int, Counts] = defaultdict(Counts)
        for position, one in enumerate(needed):
            right = Counts(right=1) if position in pairs else Counts(missing=1)
            tallies[one.units[0]] += right
        for at, other in enumerate(said):
            if at not in pairs.values() and id(other) not in passed and other.home is not None:
                tallies[other.home] += Counts(spurious=1)
        counted[kind] = dict(tallies)
    _faults(score, alignment, kind, needed, said, full, core, passed)


def differing(
    alignment: Alignment, names: tuple[str, ...], gold: GoldFact, fact: Fact
) -> list[str]:
    """Return the names of the properties in which a fact is not as the gold set has it."""
    found = []
    for name in names:
        values = [written(value) for value in fact.values(name)]
        values = [value for value in values if not value.startswith("concept/theme/")]
        expected = gold.properties.get(name, ())
        if not _agree(alignment, gold.document, name, expected, values):
            found.append(name)
    return found


def _agree(
    alignment: Alignment,
    document: str,
    name: str,
    expected: tuple[Expected, ...],
    values: list[str],
) -> bool:
    def allows(one: Expected, value: str) -> bool:
        if ANY in one.values:
            return True
        if name in tables.WORDS:
            return words(value) in {words(text) for text in one.values}
        return alignment.same(document, one.values, value)

    return all(any(allows(one, value) for one in expected) for value in values) and all(
        one.may_lack or any(allows(one, value) for value in values) for one in expected
    )


def _faults(
    score: FactScore,
    alignment: Alignment,
    kind: str,
    needed: list[GoldFact],
    said: list[Placed],
    full: dict[int, int],
    core: dict[int, int],
    passed: set[int],
) -> None:
    every = tables.CLASSES[kind].every
    for position, one in enumerate(needed):
        if position in full and position in core:
            continue
        if position in core:
            other = said[core[position]]
            wrong = differing(alignment, every, one, other.fact)
            detail = "; ".join(
                f"{name}: {_expected(one, name)}, not {_values(other.fact, name)}" for name in wrong
            )
            score.faults.append(Fault("wrong", kind, one.units[0], _quote(other), detail))
        else:
            detail = "; ".join(f"{name}: {_expected(one, name)}" for name in one.properties)
            score.faults.append(Fault("missing", kind, one.units[0], "", detail))
    for at, other in enumerate(said):
        if at not in core.values() and id(other) not in passed and other.home is not None:
            detail = "; ".join(
                f"{name}: {_values(other.fact, name)}"
                for name in every
                if any(True for _ in other.fact.values(name))
            )
            score.faults.append(Fault("spurious", kind, other.home, _quote(other), detail))


def _expected(one: GoldFact, name: str) -> str:
    parts = ["|".join(each.values) + "?" * each.may_lack for each in one.properties.get(name, ())]
    return ", ".join(parts) or "nothing"


def _values(fact: Fact, name: str) -> str:
    return ", ".join(sorted(written(value) for value in fact.values(name))) or "nothing"


def _quote(placed: Placed) -> str:
    return next((written(value) for name in _QUOTES for value in placed.fact.values(name)), "")
