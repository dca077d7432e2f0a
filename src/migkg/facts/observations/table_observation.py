"""Observation: every cell of a table, with its heads; each table is a Data Cube as well."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from migkg.facts.observations.indicators import indicator
from migkg.facts.observations.observed_when import periods
from migkg.facts.observations.plain_numbers import plain
from migkg.facts.observations.table_areas import areas
from migkg.facts.observations.table_cube import cube, data_set
from migkg.facts.observations.table_totals import contradicted, parts_of_columns
from migkg.facts.observations.tables import Cell, Table, is_blank, is_total, number, tables
from migkg.facts.observations.units import load_units
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Description, Fact, Literal, Property, Ref, dated
from migkg.reading import Reading

_SCALES: Final = (
    (10**9, r"\b(?:billions?|milliards?|miles de millones)\b"),
    (10**6, r"\b(?:millions?|millones)\b"),
    (10**3, r"\b(?:thousands?|milliers|miles)\b|\b'?000s?\b"),
)
_PERCENT: Final = re.compile(
    r"per ?cent|%|\bpourcentage|\bpour cent|\bporcentaje|\bpor ciento|\bshare\b|\bproportion", re.I
)
_CHANGE: Final = re.compile(
    r"\b(?:change|increase|decrease|growth|difference|variation|évolution|croissance|variación|"
    r"cambio|aumento)\b",
    re.I,
)
_RATIO: Final = re.compile(
    r"\b(?:ratio|average|mean|rapport|moyenne|razón|promedio)\b", re.IGNORECASE
)
_SOURCE: Final = re.compile(r"\s*[*_]*\s*(?:<\w+>)?(?:sources?|fuentes?)\b", re.IGNORECASE)


@fact_extractor("TableObservation")
def table_observations(reading: Reading) -> Iterator[Fact | Description]:
    """Yield one observation per figure in the tables of a document, and the data sets they form."""
    for table in tables(reading):
        found = list(_of_table(reading, table))
        if found:
            yield from found
            yield from cube(reading.document, table, found)


def _of_table(reading: Reading, table: Table) -> Iterator[Fact]:
    wrong = contradicted(table)
    parts = parts_of_columns(table)
    for at, row in enumerate(table.rows):
        for column in range(table.stub, table.width):
            cell = row.cells[column]
            read = number(cell.text, table.language)
            if read is None or is_blank(cell.text):
                continue
            added = wrong.get((at, column))
            yield _fact(reading, table, at, column, read, parts.get(column), added)


def _fact(
    reading: Reading,
    table: Table,
    at: int,
    column: int,
    read: tuple[Decimal, str],
    total_column: int | None,
    added: Decimal | None,
) -> Fact:
    names = [name for name in table.names[at] if name]
    path = table.path(column)
    label = ", ".join(cell.text for cell in path)
    notes = _notes(reading, table, at, column, path)
    unit, scale = _unit(table, path, names, total_column)
    spoken = " ".join(text for _, text in notes)
    contexts = (label, f"{label} {spoken}", f"{label} {table.title}", " ".join(names))
    money = load_units().is_money(unit)
    change = bool(_CHANGE.search(label))
    measured, _ = indicator(unit, contexts, money=money, change=change)
    if measured == "other" and table.title:
        measured, _ = indicator(unit, (table.title,), money=money, change=change)
    if measured == "remittances" and unit != "percent":
        for way in ("received", "sent"):
            if re.search(rf"\b{way}\b", f"{label} {table.title}"):
                measured = f"remittances-{way}"
    said: list[Property] = [
        ("indicator", concept("indicator", measured)),
        ("indicatorText", Literal(_text(table, label))),
        ("value", Literal(plain(read[0] * scale), "decimal")),
        ("unit", concept("unit", unit)),
        ("valueQualifier", concept("value-qualifier", read[1] or "exactly")),
        ("observationStatus", concept("observation-status", _status(label, table, names))),
        ("stance", concept("stance", "stated")),
        ("sentence", Literal(" ".join(cell.text for cell in table.rows[at].cells if cell.text))),
        ("rowLabel", Literal(", ".join(names) or "-")),
        ("qb:dataSet", data_set(reading.document, table)),
        *areas(table, names, path),
    ]
    if label:
        said.append(("columnLabel", Literal(label)))
    if table.number:
        said.append(("tableNumber", Literal(table.number)))
    when = _when(table, names, path, change=change)
    if when:
        said.append(("refPeriod", Literal(when) if "/" in when else dated(when)))
    said += [("attributedTo", ref) for ref in _sources(reading, notes)]
    if added is not None:
        said.append(("sumOfParts", Literal(plain(added * scale), "decimal")))
    orders = {table.rows[at].order, *table.caption, *(row.order for row in table.head)}
    orders |= {order for order, _ in notes}
    return Fact(reading.document.slug, "Observation", tuple(said), tuple(sorted(orders)))


def _text(table: Table, label: str) -> str:
    """Return what a column measures, as printed; for a mere year, the table's title."""
    named = label and not re.fullmatch(r"[\d\s,/–-]*|total", label, re.IGNORECASE)
    return label if named or not table.title else table.title


def _unit(
    table: Table, path: Sequence[Cell], names: Sequence[str], total_column: int | None
) -> tuple[str, Decimal]:
    """Return the unit of a cell and the number it counts in: head first, then row, then title."""
    own = [cell.text for cell in reversed(path)]
    for text in own:
        # "Percentage change" under "millions" is in per cent; "Absolute change" is not.
        if _PERCENT.search(text) and not re.search(r"percentage points?", text, re.IGNORECASE):
            return "percent", Decimal(1)
    label = " ".join(reversed(own))
    if _RATIO.search(label):
        return "ratio", Decimal(1)
    if total_column is not None:
        unit, scale = _unit(table, table.path(total_column), names, None)
        if unit != "count":
            return unit, scale
    texts = [label, " ".join(names), table.title]
    unit = next((u for text in texts for u in [_named_unit(text, table.language)] if u), "count")
    scale = next((s for text in texts for s in [_scale(text)] if s != 1), Decimal(1))
    if unit == "count" and _PERCENT.search(table.title):
        return "percent", Decimal(1)
    return unit, scale


def _scale(text: str) -> Decimal:
    for scale, pattern in _SCALES:
        if re.search(pattern, text, re.IGNORECASE):
            return Decimal(scale)
    return Decimal(1)


def _named_unit(text: str, language: str) -> str:
    units = load_units()
    for found in re.finditer(
        r"(?:US\s?\$|[A-Z]{2,3}\s?\$|[$€£¥]|\b[A-Z]{3}\b|\bdollars?\b|\beuros?\b|\bdirhams?\b)",
        text,
    ):
        unit = units.currency(found[0])
        if unit:
            return unit
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    for first, second in pairwise([*words, ""]):
        unit = units.noun(f"{first} {second}", language) or units.noun(first, language)
        if unit and unit not in ("years", "months", "weeks", "days", "hours", "minutes"):
            return unit
    if re.search(r"\b(?:stock|population|población|effectifs?)\b", text, re.IGNORECASE):
        return "persons"
    return ""


def _when(table: Table, names: Sequence[str], path: Sequence[Cell], *, change: bool) -> str:
    """Return the period of a cell: of its column, its row, else of the whole table."""
    for texts in ([cell.text for cell in reversed(path)], list(names)):
        for text in texts:
            found = periods(text)
            if len(found) == 1 and not found[0].also:
                return found[0].iso
    spans = [p.iso for p in periods(table.title) if p.is_span]
    if len(spans) == 1:
        return spans[0]
    years = sorted(
        {p.iso for p in periods(table.title)} | {p.also for p in periods(table.title) if p.also}
    )
    if change or any(is_total([name]) for name in names[:1]):
        columns = {
            p.iso
            for column in range(table.stub, table.width)
            for cell in table.path(column)
            for p in periods(cell.text)
            if len(p.iso) == 4
        }
        named = years if len(years) > 1 else sorted(columns)
        if len(named) > 1 and (change or not columns):
            return f"{named[0]}/{named[-1]}"
    return years[0] if len(years) == 1 else ""


def _status(label: str, table: Table, names: Sequence[str]) -> str:
    text = f"{label} {table.title} {' '.join(names)}"
    if re.search(
        r"\bproject(?:ed|ions?)\b|\bforecast|\bprojections?\b|\bproyec", text, re.IGNORECASE
    ):
        return "projected"
    return (
        "estimated"
        if re.search(r"\bestimat|\bestim[ée]|\bestima", text, re.IGNORECASE)
        else "observed"
    )


def _notes(
    reading: Reading, table: Table, at: int, column: int, path: Sequence[Cell]
) -> list[tuple[int, str]]:
    """Return the footnotes that a cell, its heads, row or caption refer to, and the source."""
    row = table.rows[at]
    marks = {
        mark for cell in (*path, row.cells[column], *row.cells[: table.stub]) for mark in cell.notes
    }
    marks |= set(table.notes)
    last = table.rows[-1].order
    found = []
    for passage in reading.passages:
        near = last < passage.order <= last + 8
        cited = passage.kind == "footnote" and passage.number in marks
        if (cited and (near or passage.number.isdigit())) or (near and _SOURCE.match(passage.text)):
            found.append((passage.order, passage.text))
    return found


def _sources(reading: Reading, notes: Sequence[tuple[int, str]]) -> list[Ref]:
    found: list[Ref] = []
    for order, text in notes:
        passage = reading.by_order[order]
        links = reading.links_between(passage.begin, passage.end)
        for kinds in (("publication",), ("document",), ("organization",)):
            if kinds == ("organization",) and not _SOURCE.match(text):
                continue
            cited = [link.entity for link in links if link.kind in kinds]
            if cited:
                found += cited
                break
    return list(dict.fromkeys(found))
