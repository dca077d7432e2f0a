"""Observations of the corpus, against the figures that a reader wrote down beforehand."""

import csv
import time
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from migkg.facts.observations.observation import observations
from migkg.facts.observations.table_observation import table_observations
from migkg.model import Description, Fact, Iri, Literal
from migkg.namespaces import QB
from migkg.reading import Reading

HERE = Path(__file__).parent / "expected"
# The column of the expected figures, and the property it holds.
COLUMNS = {
    "value": "value",
    "unit": "unit",
    "qualifier": "valueQualifier",
    "indicator": "indicator",
    "period": "refPeriod",
    "area": "refArea",
    "origin": "originArea",
    "destination": "destinationArea",
    "entity": "observedEntity",
    "status": "observationStatus",
    "source": "attributedTo",
    "table": "tableNumber",
    "row": "rowLabel",
    "column": "columnLabel",
}
IDENTITY = ("document", "value", "unit", "indicator")
# What must hold beside value, unit and indicator, and the least F1.
LEAST = {
    (): 0.97,
    ("period",): 0.95,
    ("area", "origin", "destination"): 0.9,
    ("entity",): 0.9,
    ("qualifier",): 0.95,
    ("status",): 0.93,
    ("source",): 0.95,
}
# Of the long report a reader wrote down these paragraphs alone.
REPORT, READ = "a-67-254", {str(number) for number in (*range(5, 34), 40, 80)}


def expected(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(document: str, fact: Fact) -> dict[str, str]:
    """Return a fact as a row of the expected figures."""
    said = {"document": document}
    for column, name in COLUMNS.items():
        values = [
            value.lexical if isinstance(value, Literal) else str(value)
            for value in fact.values(name)
        ]
        short = [
            value.removeprefix("id/") if column in ("entity", "source") else value.split("/")[-1]
            for value in values
        ]
        said[column] = " ".join(sorted(values if column in ("period", "row", "column") else short))
    return said


def of_reader(reading: Reading, fact: Fact) -> bool:
    """Tell whether a figure stands where the reader wrote them down."""
    if reading.document.slug != REPORT:
        return True
    where = [reading.by_order[order] for order in fact.passages]
    return any(passage.number in READ for passage in where if passage.kind != "footnote")


@pytest.fixture(scope="module")
def found(corpus: dict[str, Reading]) -> list[dict[str, str]]:
    wanted = {figure["document"] for figure in expected("observations")}
    facts = {
        (slug, fact.properties): row(slug, fact)
        for slug in sorted(wanted)
        for fact in observations(corpus[slug])
        if of_reader(corpus[slug], fact)
    }
    return list(facts.values())


def key(figure: dict[str, str], columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(sorted(figure[column].split())) for column in columns)


@pytest.mark.parametrize("beside", LEAST)
def test_figures_of_sentences(beside: tuple[str, ...], found: list[dict[str, str]]) -> None:
    columns = (*IDENTITY, *beside)
    wanted = Counter(key(figure, columns) for figure in expected("observations"))
    given = Counter(key(figure, columns) for figure in found)
    right = (wanted & given).total()

    assert 2 * right / (wanted.total() + given.total()) >= LEAST[beside], (
        given - wanted,
        wanted - given,
    )
    assert beside or right / given.total() >= 0.97, given - wanted


def test_every_cell_of_both_tables(corpus: dict[str, Reading]) -> None:
    columns = ("table", "row", "column", "value", "unit", "indicator", "period", "area")
    columns += ("origin", "destination")
    wanted = {tuple(cell[column] for column in columns) for cell in expected("observations_tables")}
    cells = [
        row(REPORT, fact) for fact in table_observations(corpus[REPORT]) if isinstance(fact, Fact)
    ]

    assert {tuple(cell[column] for column in columns) for cell in cells} == wanted
    assert not [fact for fact in table_observations(corpus[REPORT]) if _flagged(fact)]


def _flagged(fact: Fact | Description) -> bool:
    return isinstance(fact, Fact) and any(fact.values("sumOfParts"))


def test_tables_are_data_sets(corpus: dict[str, Reading]) -> None:
    found = list(table_observations(corpus[REPORT]))
    described = {d.subject: dict(d.properties) for d in found if isinstance(d, Description)}
    sets = [s for s, said in described.items() if said["rdf:type"] == Iri(QB + "DataSet")]
    named = {value for f in found if isinstance(f, Fact) for value in f.values("qb:dataSet")}

    assert set(sets) == named
    assert len(sets) == 2
    for each in sets:
        structure = described[each]["qb:structure"]
        assert described[structure]["rdf:type"] == Iri(QB + "DataStructureDefinition")  # type: ignore[index]


def test_cells_of_a_data_set_have_a_key(corpus: dict[str, Reading]) -> None:
    """No two observations of one data set agree in all dimensions (Data Cube, IC-12)."""
    facts = [fact for fact in table_observations(corpus[REPORT]) if isinstance(fact, Fact)]
    keys = [
        tuple(
            str(v) for name in ("qb:dataSet", "rowLabel", "columnLabel") for v in fact.values(name)
        )
        for fact in facts
    ]

    assert len(set(keys)) == len(facts)


def test_values_are_canonical(corpus: dict[str, Reading]) -> None:
    for reading in corpus.values():
        for fact in (*observations(reading), *table_observations(reading)):
            if isinstance(fact, Fact):
                (value,) = fact.values("value")
                assert isinstance(value, Literal)
                assert (
                    value.lexical == f"{Decimal(value.lexical).normalize():f}"
                    or value.lexical == "0"
                )


def test_the_corpus_is_read_in_time(corpus: dict[str, Reading]) -> None:
    """The five sources take 0.4 s on one core; five times that is a defect."""
    begun = time.process_time()
    for reading in corpus.values():
        list(observations(reading))
        list(table_observations(reading))

    assert time.process_time() - begun < 2
