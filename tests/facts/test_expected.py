"""Citations, adoptions, party counts and occurrences in the corpus, against what a reader found."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from migkg.facts.events.event_occurrence import event_occurrences
from migkg.facts.instruments.adoption import adoptions
from migkg.facts.instruments.citation import citations
from migkg.facts.instruments.party_count import party_counts
from migkg.model import Description, Fact, Literal, Value
from migkg.quads import merged
from migkg.reading import Reading

HERE = Path(__file__).parent / "expected"
Said = frozenset[tuple[str, str]]
Extractor = Callable[[Reading], Iterator[Fact | Description]]

# The extractor, and the least precision and recall that it must keep.
CLASSES: dict[str, tuple[Extractor, float, float]] = {
    "party_count": (party_counts, 1.0, 1.0),
    "adoption": (adoptions, 0.95, 0.92),
    "event_occurrence": (event_occurrences, 0.95, 0.9),
    "citation": (citations, 0.95, 0.9),
}


def expected(name: str) -> set[tuple[str, Said]]:
    """Return the document and properties of each fact that a reader wrote down."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["document"], frozenset(_pair(text) for text in row["properties"].split("; ")))
            for row in csv.DictReader(file)
        }


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def _written(value: Value) -> str:
    if isinstance(value, Literal):
        return value.lexical
    return value.removeprefix("id/").removeprefix("concept/")


def with_siblings(corpus: dict[str, Reading]) -> Iterator[Reading]:
    """Yield the readings, each with the documents printed with it."""
    for reading in corpus.values():
        whole = reading.document.part_of
        together = [r.document for r in corpus.values() if whole and r.document.part_of == whole]
        yield replace(reading, siblings=tuple(sorted(together, key=lambda one: one.begin)))


def read(corpus: dict[str, Reading], extract: Extractor) -> list[tuple[Reading, Fact]]:
    """Return the facts an extractor reads, those alike merged."""
    return [
        (reading, fact)
        for reading in with_siblings(corpus)
        for fact in merged([said for said in extract(reading) if isinstance(said, Fact)])
    ]


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_what_a_reader_found_is_read(name: str, corpus: dict[str, Reading]) -> None:
    """Every property counts: a fact with one of them wrong is a wrong fact and a missing one."""
    extract, precision, recall = CLASSES[name]
    found = {
        (
            reading.document.slug,
            frozenset((key, _written(value)) for key, value in fact.properties if key != "citing"),
        )
        for reading, fact in read(corpus, extract)
    }
    wanted = expected(name)
    both = found & wanted

    assert len(both) / len(found) >= precision, sorted(found - wanted, key=str)
    assert len(both) / len(wanted) >= recall, sorted(wanted - found, key=str)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_cited_passage_exists(name: str, corpus: dict[str, Reading]) -> None:
    for reading, fact in read(corpus, CLASSES[name][0]):
        assert fact.passages
        assert set(fact.passages) <= reading.by_order.keys()
