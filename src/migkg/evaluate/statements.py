"""Scores what is read of a statement as a whole: who speaks, for whom, where."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from migkg.evaluate.align import Alignment, written
from migkg.evaluate.gold import ANY, GoldStatement
from migkg.evaluate.mentions import Fault
from migkg.quads import Read

PROPERTIES: Final = ("speaker", "onBehalfOf", "deliveredAt")


@dataclass
class StatementScore:
    """How many statements there are, and in how many each property is right."""

    number: int = 0
    found: int = 0  # documents of class Statement where one is expected
    right: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


def score_statements(alignment: Alignment) -> StatementScore:
    """Return how the heads of the statements were read."""
    score = StatementScore()
    for gold in alignment.gold.statements:
        score.number += 1
        read = _read(alignment, gold)
        if read is None:
            score.faults.append(Fault("missing", "statement", -1, gold.document))
            continue
        score.found += 1
        for name in PROPERTIES:
            values = [
                written(value)
                for described in read.descriptions
                if described.subject == read.document.ref
                for key, value in described.properties
                if key == name
            ]
            if _right(alignment, gold, name, values):
                score.right[name] += 1
            else:
                expected = gold.said.get(name)
                wanted = "|".join(expected.values) if expected else "nothing"
                detail = f"{name}: {wanted}, not {', '.join(sorted(values)) or 'nothing'}"
                score.faults.append(Fault("wrong", "statement", -1, gold.document, detail))
    return score


def _read(alignment: Alignment, gold: GoldStatement) -> Read | None:
    """Return the statement that covers most of the stretch; None if that is under half of it."""
    best: tuple[int, Read] | None = None
    for read in alignment.found.reads:
        document = read.document
        if document.source.path == gold.file and document.kind == "Statement":
            common = min(document.end, gold.end) - max(document.begin, gold.begin)
            if best is None or common > best[0]:
                best = common, read
    return best[1] if best and 2 * best[0] >= gold.end - gold.begin else None


def _right(alignment: Alignment, gold: GoldStatement, name: str, values: list[str]) -> bool:
    expected = gold.said.get(name)
    if expected is None:
        return not values
    if not values:
        return expected.may_lack
    return all(
        ANY in expected.values or alignment.same(gold.document, expected.values, value)
        for value in values
    )
