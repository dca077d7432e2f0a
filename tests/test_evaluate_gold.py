"""The gold set that is shipped, and how it was drawn."""

import itertools
import json

import pytest

from migkg.cli.main import main
from migkg.corpus import read_corpus
from migkg.documents import split
from migkg.evaluate import draw, read_gold
from migkg.evaluate.gold import Gold
from migkg.evaluate.tables import CLASSES
from migkg.model import Document, Passage
from migkg.passages import passages
from migkg.resources import folder

GOLD = folder("corpus") / "gold"


@pytest.fixture(scope="module")
def documents() -> list[tuple[Document, tuple[Passage, ...]]]:
    found = []
    for source in read_corpus():
        parts = split(source)
        found += [(document, passages(document, parts)) for document in parts]
    return found


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold([GOLD], {source.path: source.text for source in read_corpus()})


def test_every_file_holds_against_the_corpus_and_the_schemes(gold: Gold) -> None:
    assert len(gold.units) == 167
    assert {unit.part for unit in gold.units} == {"dev", "report"}


def test_no_paragraph_stands_in_both_halves_or_twice(gold: Gold) -> None:
    places = sorted((unit.file, *span) for unit in gold.units for span in unit.spans)

    for (file, _, end), (other, begin, _) in itertools.pairwise(places):
        assert file != other or end <= begin


def test_every_language_and_most_classes_are_in_both_halves(gold: Gold) -> None:
    for part in ("dev", "report"):
        numbers = {unit.number for unit in gold.units if unit.part == part}
        kinds = {fact.kind for fact in gold.facts if set(fact.units) & numbers}
        assert {unit.language for unit in gold.units if unit.part == part} == {"en", "fr", "es"}
        assert {"Provision", "Observation", "Citation", "Participation", "Adoption"} <= kinds, part
    assert {fact.kind for fact in gold.facts} <= CLASSES.keys()


def test_every_statement_of_the_corpus_has_its_speaker_checked(
    gold: Gold, documents: list[tuple[Document, tuple[Passage, ...]]]
) -> None:
    statements = {document.slug for document, _ in documents if document.kind == "Statement"}

    assert {one.document for one in gold.statements} == statements


def test_the_seed_draws_the_same_whatever_the_order(
    documents: list[tuple[Document, tuple[Passage, ...]]],
) -> None:
    drawn = draw.draw(documents)

    assert drawn == draw.draw(documents)
    first = {(one.document.slug, one.passages[0].begin) for one in drawn}
    backwards = draw.draw(list(reversed(documents)))
    # Of equal texts that stand in two documents the hash, not the order, says which is taken.
    assert first == {(one.document.slug, one.passages[0].begin) for one in backwards}
    halves = [sum(one.part == part for one in drawn) for part in draw.PARTS]
    assert abs(halves[0] - halves[1]) <= len(draw.STRATA)


def test_each_stratum_is_filled(documents: list[tuple[Document, tuple[Passage, ...]]]) -> None:
    drawn = draw.draw(documents)

    for name, number, _ in (*draw.STRATA, *draw.RARE):
        assert 0 < sum(one.stratum == name for one in drawn) <= number


def test_the_command_gives_figures(gold: Gold, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--format", "json", "--errors"]) == 0
    shown = json.loads(capsys.readouterr().out)
    figures = {(one["group"], one["name"]): one for one in shown["figures"]}
    spans = figures["mentions, exact", "all"]

    marked = [m for unit in gold.units if unit.part == "dev" for m in unit.mentions]
    assert spans["right"] + spans["missing"] == sum(not m.optional for m in marked)
    assert spans["f195"][0] <= spans["f1"] <= spans["f195"][1]
    assert (
        figures["facts, in full", "all"]["right"] <= figures["facts, in the core", "all"]["right"]
    )
    assert shown["statements"]["number"] == 7
    assert shown["silence"]["all"]["nothing"] <= shown["silence"]["all"]["no_mention"]
    missed = sum(error["what"] == "missing" for error in shown["errors"])
    core = figures["facts, in the core", "all"]["missing"]
    assert missed >= core


def test_the_command_lists_what_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--draw"]) == 0
    assert capsys.readouterr().out.count("\n") == len(draw.draw())
