"""The facts about people and bodies in the shipped corpus, against what a reader found in it."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from migkg.facts.people.affiliation import affiliations
from migkg.facts.people.group_membership import group_memberships
from migkg.facts.people.participation import participations
from migkg.facts.people.statement import statements
from migkg.model import Description, Fact, Literal, Value
from migkg.reading import Reading

HERE = Path(__file__).parent / "hand_read"
Row = tuple[str, ...]
Extractor = Callable[[Reading], Iterator[Fact | Description]]

FACTS: dict[str, tuple[Extractor, tuple[str, ...]]] = {
    "affiliation": (
        affiliations,
        ("org:member", "org:organization", "positionTitle", "positionStatus"),
    ),
    "participation": (
        participations,
        ("participant", "inEvent", "role", "participationStatus", "onBehalfOf", "positionTitle"),
    ),
    "group_membership": (
        group_memberships,
        ("org:member", "org:organization", "org:role", "asOf"),
    ),
}
STATEMENT = (
    "speaker", "onBehalfOf", "deliveredAt", "reported", "dcterms:creator", "dcterms:publisher",
)  # fmt: skip
CONCEPTS = {"role", "participationStatus", "positionStatus", "org:role"}


def expected(name: str) -> set[Row]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {tuple(row) for row in list(csv.reader(file))[1:]}


def written(name: str, value: Value) -> str:
    text = value.lexical if isinstance(value, Literal) else value.removeprefix("id/")
    return text.rpartition("/")[2] if name in CONCEPTS else text


def found(corpus: dict[str, Reading], name: str) -> dict[Row, Fact]:
    extract, columns = FACTS[name]
    return {
        (slug, *("; ".join(written(c, v) for v in fact.values(c)) for c in columns)): fact
        for slug, reading in corpus.items()
        for fact in extract(reading)
        if isinstance(fact, Fact)
    }


def measures(gold: set[Row], read: set[Row]) -> tuple[float, float]:
    """Return precision and recall."""
    right = len(gold & read)
    return right / len(read), right / len(gold)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_facts_are_those_a_reader_finds(corpus: dict[str, Reading], name: str) -> None:
    gold, read = expected(name), set(found(corpus, name))

    precision, recall = measures(gold, read)

    assert precision >= 0.97, sorted(read - gold)
    assert recall >= 0.94, sorted(gold - read)


def test_statements_have_speaker_body_and_event_that_a_reader_finds(
    corpus: dict[str, Reading],
) -> None:
    gold = expected("statement")
    read = {
        (slug, said.subject.removeprefix("id/"), *(
            "; ".join(written(n, v) for key, v in said.properties if key == n) for n in STATEMENT
        ))
        for slug, reading in corpus.items()
        for said in statements(reading)
    }  # fmt: skip

    precision, recall = measures(gold, read)

    assert precision >= 0.97, sorted(read - gold)
    assert recall >= 0.94, sorted(gold - read)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_every_fact_cites_passages_of_its_document(corpus: dict[str, Reading], name: str) -> None:
    for (slug, *_), fact in found(corpus, name).items():
        assert fact.passages
        assert set(fact.passages) <= set(corpus[slug].by_order)


def test_facts_of_one_person_cite_the_line_that_says_so(corpus: dict[str, Reading]) -> None:
    facts = found(corpus, "affiliation").values()
    for fact in facts:
        text = " ".join(corpus[fact.document].by_order[order].text for order in fact.passages)
        plain = " ".join(text.replace("*", "").replace("<sup>", "").replace("</sup>", "").split())
        for title in fact.values("positionTitle"):
            assert isinstance(title, Literal)
            assert title.lexical in plain
