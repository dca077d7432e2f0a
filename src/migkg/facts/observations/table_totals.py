"""Totals of a table held against their parts; what a total is of is read from the figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from migkg.facts.observations.tables import Table, decimals, is_total, number

_RATE = re.compile(
    r"\bratio\b|\baverage|\brate\b|\bmean\b|\bmedian|\bper (?!cent)|\bmoyen|\btaux\b|\bpromedio|"
    r"\btasa|growth|"
    r"(?:percentage|per ?cent|%) (?:change|increase)|change",
    re.IGNORECASE,
)
Figures = Mapping[tuple[int, int], Decimal]  # row and column of a cell to its number


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell that is a total, the cells it is of, and what they add up to."""

    total: tuple[int, int]
    parts: tuple[tuple[int, int], ...]
    added: Decimal
    holds: bool  # the printed total is that sum, rounding aside


def figures(table: Table) -> dict[tuple[int, int], Decimal]:
    """Return the numbers of a table by row and column."""
    found = {}
    for at, row in enumerate(table.rows):
        for column in range(table.stub, table.width):
            read = number(row.cells[column].text, table.language)
            if read is not None:
                found[at, column] = read[0]
    return found


def sums(table: Table) -> list[Sum]:
    """Return every total of a table with its parts.

    Which rows or columns a total is of is not printed. A set of them counts as its parts where the
    sums hold in most columns (or rows); those where they do not hold are contradictions.
    """
    known = figures(table)
    return [*_down(table, known), *_across(table, known)]


def _down(table: Table, known: Figures) -> Iterator[Sum]:
    totals = [at for at, names in enumerate(table.names) if is_total(names)]
    found: list[Sum] = []
    for total in totals:
        best: list[Sum] = []
        for parts in _row_sets(table, totals, total):
            tried = [
                _sum(table, known, (total, column), [(part, column) for part in parts])
                for column in range(table.stub, table.width)
            ]
            seen = [s for s in tried if s is not None]
            voting = [s for s in seen if not _is_rate(table, s.total[1])]
            if _holding(voting) * 2 >= len(voting) and _holding(seen) > _holding(best):
                best = seen
        found += best
    # A column whose sums never hold is one of averages or rates, unless it is a plain count.
    additive = {s.total[1] for s in found if s.holds}
    yield from (s for s in found if s.total[1] in additive or _is_count(table, known, s))


def _holding(found: Sequence[Sum]) -> int:
    return sum(s.holds for s in found)


def _is_count(table: Table, known: Figures, found: Sum) -> bool:
    """Tell whether a sum that does not hold is one of counts, not of averages or rates."""
    values = [known[part] for part in found.parts]
    # An average lies between the figures it is of.
    between = min(values) <= known[found.total] <= max(values)
    return not between and not _is_rate(table, found.total[1])


def _is_rate(table: Table, column: int) -> bool:
    """Tell whether the head of a column is that of averages, shares of change or the like."""
    return bool(_RATE.search(" ".join(cell.text for cell in table.path(column))))


def _row_sets(table: Table, totals: Sequence[int], total: int) -> Iterator[list[int]]:
    """Yield the sets of rows that a total may be of, the likeliest first."""
    names = table.names
    plain = [at for at in range(len(names)) if at not in totals]
    label = re.sub(
        r"(?i)^(?:sub-?|grand |overall )?total\b\W*(?:for|of|de|in|from)?\s*",
        "",
        " ".join(names[total]).strip(),
    )
    above = [at for at in totals if at < total]
    block = [at for at in plain if (above[-1] if above else -1) < at < total]
    if len(block) > 1:
        yield block
    if label:
        ends = re.search(r"(?i)\btotal from\b", " ".join(names[total]))
        yield [at for at in plain if label in names[at]]
        side = 0 if ends else -1
        yield [
            at
            for at in plain
            if len(parts := re.split(r"\s?[-–—/]\s?", names[at][0])) == 2 and parts[side] == label
        ]
    yield plain
    subtotals = [at for at in totals if at != total]
    if len(subtotals) > 1:
        yield subtotals


def _across(table: Table, known: Figures) -> Iterator[Sum]:
    for column in range(table.stub, table.width):
        path = table.path(column)
        if not path or not re.fullmatch(
            r"(?i)(?:grand )?total|ensemble|all|both sexes", path[-1].text.strip()
        ):
            continue
        best: list[Sum] = []
        for low, high in _runs(table, column):
            tried = [
                _sum(table, known, (at, column), [(at, other) for other in range(low, high)])
                for at in range(len(table.rows))
            ]
            found = [s for s in tried if s is not None]
            good = [s for s in found if s.holds]
            if (
                len(good) >= 2
                and len(good) * 10 >= len(found) * 6
                and len(good) > len([s for s in best if s.holds])
            ):
                best = found
        yield from best


def _runs(table: Table, total: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of columns next to a total, of two or more."""
    for high in range(total + 3, table.width + 1):
        yield total + 1, high
    for low in range(total - 2, table.stub - 1, -1):
        yield low, total


def _sum(
    table: Table, known: Figures, total: tuple[int, int], parts: Sequence[tuple[int, int]]
) -> Sum | None:
    if len(parts) < 2 or total not in known or any(part not in known for part in parts):
        return None
    added = sum((known[part] for part in parts), Decimal(0))
    cells = [table.rows[at].cells[column].text for at, column in (total, *parts)]
    places = max(decimals(cell) for cell in cells)
    apart = abs(added - known[total])
    # Each figure is rounded: each may be off by half of its last place. Whole numbers are exact.
    head = " ".join([*(cell.text for cell in table.path(total[1])), table.title])
    rounded = places > 0 or re.search(
        r"(?i)thousand|million|billion|per ?cent|%|millier|milliard|millones|miles", head
    )
    allowed = Decimal(len(parts) + 1) / 2 * Decimal(10) ** -places if rounded else Decimal(0)
    return Sum(total, tuple(parts), added, apart <= allowed)


def contradicted(table: Table) -> dict[tuple[int, int], Decimal]:
    """Return the totals that are not the sum of their parts, with that sum."""
    return {s.total: s.added for s in sums(table) if not s.holds}


def parts_of_columns(table: Table) -> dict[int, int]:
    """Return, for each column that is part of a total column, that total's column."""
    return {
        column: s.total[1]
        for s in sums(table)
        for at, column in s.parts
        if column != s.total[1] and at == s.total[0]
    }
