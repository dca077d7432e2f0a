import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from migkg.cli.main import main
from migkg.evaluate import Evaluation, Found, GoldError, read_gold, report, score
from migkg.evaluate.intervals import Counts, bootstrap, wilson
from migkg.evaluate.matching import match
from migkg.model import (
    Description,
    Document,
    Fact,
    Link,
    Literal,
    Mention,
    Passage,
    Ref,
    SourceFile,
    typed,
)
from migkg.quads import Read

TEXT = "Mexico urged the Secretary-General to act.\n\nSweden and the Quiet Panel met in Mexico."
FIRST, SECOND = (0, 42), (44, 85)
MEX, SWE, SG = "id/state/mex", "id/state/swe", "id/office/secretary-general"
URGES = ("actor", Ref(MEX)), ("act", Ref("concept/act/urges"))
MENTIONS = (
    (0, 6, MEX),
    (17, 34, SG),
    (44, 50, SWE),
    (59, 70, "id/event/quiet-panel"),
    (78, 84, MEX),
)


def mention(begin: int, end: int, entity: str, **more: Any) -> dict[str, Any]:
    return {"begin": begin, "end": end, "anchor": TEXT[begin:end], "entity": entity, **more}


def passage(
    span: tuple[int, int], mentions: list[dict[str, Any]], *facts: Mapping[str, Any]
) -> dict[str, Any]:
    text = [TEXT[slice(*span)]]
    return {
        "spans": [list(span)],
        "stratum": "tiny",
        "language": "en",
        "text": text,
        "mentions": mentions,
        "facts": [dict(fact) for fact in facts],
    }


URGED = {"class": "Provision", "actor": MEX, "act": "concept/act/urges", "addressee?": SG}
HELD = {"class": "EventOccurrence", "inEvent": "thing/panel", "placeState": MEX}


def gold_data() -> dict[str, Any]:
    first = [mention(*MENTIONS[0]), mention(*MENTIONS[1])]
    second = [mention(*MENTIONS[2]), mention(59, 70, "thing/panel"), mention(*MENTIONS[4])]
    panel = {"name": "thing/panel", "kind": "event", "begin": 59, "end": 70, "anchor": TEXT[59:70]}
    return {
        "file": "documents/tiny.txt",
        "document": "tiny",
        "statement": {"begin": 0, "end": 85, "speaker": MEX, "onBehalfOf?": SWE},
        "things": [panel],
        "passages": [passage(FIRST, first, URGED), passage(SECOND, second, HELD)],
    }


def system(
    mentions: tuple[tuple[int, int, str], ...] = MENTIONS,
    facts: tuple[tuple[str, tuple[tuple[str, Any], ...], int], ...] = (),
    speaker: str = MEX,
) -> Found:
    source = SourceFile("documents/tiny.txt", TEXT, "0" * 64, "plain")
    document = Document("tiny", "Statement", 0, len(TEXT), source)
    passages = tuple(
        Passage("tiny", order, begin, end, TEXT[begin:end])
        for order, (begin, end) in enumerate((FIRST, SECOND), start=1)
    )
    links = tuple(
        Link(
            Mention(b, e, TEXT[b:e], Ref(entity).kind, TEXT[b:e], "test", 1 if b < 43 else 2),
            Ref(entity),
            1.0,
        )
        for b, e, entity in mentions
    )
    said = tuple(Fact("tiny", kind, properties, (order,)) for kind, properties, order in facts)
    described = (Description(document.ref, (("speaker", Ref(speaker)),)),)
    read = Read(document, passages, links, (), said, described)
    return Found({source.path: TEXT}, (read,), {})


PERFECT = (
    ("Provision", (*URGES, ("addressee", Ref(SG)), ("provisionText", Literal("urged"))), 1),
    ("EventOccurrence", (("inEvent", Ref("id/event/quiet-panel")), ("placeState", Ref(MEX))), 2),
)


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    folder = tmp_path / "gold" / "dev"
    folder.mkdir(parents=True)
    (folder / "tiny.json").write_text(json.dumps(gold_data()), "utf-8")
    return folder / "tiny.json"


def scored(path: Path, found: Found) -> Evaluation:
    return score(read_gold([path], found.texts), found)


def total(evaluation: Evaluation, group: str, name: str = "all") -> Counts:
    return next(
        row.total for row in report.rows(evaluation) if (row.group, row.name) == (group, name)
    )


def test_what_is_all_right_scores_one(gold_file: Path) -> None:
    evaluation = scored(gold_file, system(facts=PERFECT))

    for group, number in (("mentions, exact", 5), ("facts, in full", 2), ("facts, in the core", 2)):
        counts = total(evaluation, group)
        assert (counts, counts.f1) == (Counts(right=number), 1.0)
    assert evaluation.mentions.linked == {("known", True): 4, ("new", True): 1}
    assert evaluation.statements.right == {"speaker": 1, "onBehalfOf": 1, "deliveredAt": 1}
    assert report.faults(evaluation) == []


def test_a_system_that_says_nothing_misses_all(gold_file: Path) -> None:
    evaluation = scored(gold_file, system(()))

    assert total(evaluation, "mentions, exact") == Counts(missing=5)
    assert total(evaluation, "facts, in full") == Counts(missing=2)
    assert total(evaluation, "facts, in full").precision is None
    assert evaluation.silence["all"].nothing == evaluation.silence["all"].sentences == 2


def test_half_a_span_is_right_in_part_only(gold_file: Path) -> None:
    found = system(((0, 6, MEX), (17, 26, SG), (44, 50, MEX)))
    evaluation = scored(gold_file, found)

    assert total(evaluation, "mentions, exact") == Counts(right=2, spurious=1, missing=3)
    assert total(evaluation, "mentions, partial") == Counts(right=3, missing=2)
    assert evaluation.mentions.linked == {("known", True): 1, ("known", False): 1}
    assert evaluation.mentions.confusion["event", "none"] == 1


def test_a_property_too_many_is_right_in_the_core_only(gold_file: Path) -> None:
    more = ("Provision", (*URGES, ("quantifier", Ref("concept/quantifier/all"))), 1)
    evaluation = scored(gold_file, system(facts=(more,)))

    assert total(evaluation, "facts, in full", "Provision") == Counts(spurious=1, missing=1)
    assert total(evaluation, "facts, in the core", "Provision") == Counts(right=1)
    wrong = next(one for one in evaluation.facts.faults if one.what == "wrong")
    assert wrong.detail == "quantifier: nothing, not concept/quantifier/all"


def test_a_property_that_may_lack_may_not_be_another(gold_file: Path) -> None:
    lacking, other = ("Provision", URGES, 1), ("Provision", (*URGES, ("addressee", Ref(SWE))), 1)

    right = scored(gold_file, system(facts=(lacking,)))
    wrong = scored(gold_file, system(facts=(other,)))
    assert total(right, "facts, in full", "Provision") == Counts(right=1)
    assert total(wrong, "facts, in full", "Provision") == Counts(spurious=1, missing=1)


def test_a_fact_counts_only_where_it_stands(gold_file: Path) -> None:
    evaluation = scored(gold_file, system(facts=(("Provision", URGES, 2),)))

    assert total(evaluation, "facts, in full", "Provision") == Counts(spurious=1, missing=1)


def test_one_fact_answers_for_one(gold_file: Path) -> None:
    twice = (("Provision", URGES, 1), ("Provision", (*URGES, ("addressee", Ref(SG))), 1))
    evaluation = scored(gold_file, system(facts=twice))

    assert total(evaluation, "facts, in full", "Provision") == Counts(right=1, spurious=1)


def test_what_is_optional_counts_nothing(gold_file: Path) -> None:
    data = gold_data()
    data["passages"][0]["facts"] = [{**URGED, "optional": True}]
    data["passages"][1]["mentions"][1]["optional"] = True
    gold_file.write_text(json.dumps(data), "utf-8")
    with_it, without = scored(gold_file, system(facts=PERFECT)), scored(gold_file, system(()))

    assert total(with_it, "facts, in full") == Counts(right=1)
    assert total(with_it, "mentions, exact") == Counts(right=4)
    assert with_it.facts.excused["Provision"] == 1
    assert total(without, "facts, in full") == Counts(missing=1)
    assert total(without, "mentions, exact") == Counts(missing=4)


def test_a_wrong_speaker_is_no_right_one(gold_file: Path) -> None:
    evaluation = scored(gold_file, system(facts=PERFECT, speaker=SWE))

    assert evaluation.statements.right["speaker"] == 0
    assert report.faults(evaluation)[0].detail == f"speaker: {MEX}, not {SWE}"


def test_a_new_thing_is_not_linked_to_a_known_one(gold_file: Path) -> None:
    known = tuple((b, e, "id/event/hld-2006" if b == 59 else entity) for b, e, entity in MENTIONS)

    assert scored(gold_file, system(known)).mentions.linked["new", False] == 1


def test_figures_that_may_be_too_good_are_told(gold_file: Path) -> None:
    lines = list(report.as_table(scored(gold_file, system(facts=PERFECT))))

    assert any(line.startswith("left open: 0 facts found met an optional one") for line in lines)


def test_both_formats_show_the_same(gold_file: Path) -> None:
    evaluation = scored(gold_file, system(facts=PERFECT[:1]))
    shown = json.loads(report.as_json(evaluation, errors=True))
    full = next(one for one in shown["figures"] if one["group"] == "facts, in full")

    assert (full["right"], full["missing"], full["recall"]) == (1, 1, 0.5)
    assert [error["what"] for error in shown["errors"]] == ["missing"]
    assert len(list(report.as_lines(evaluation))) == 1
    by_language = [row.name for row in report.rows(evaluation, "language")]
    assert by_language == ["en"] * 4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["passages"][0]["mentions"][0].update(end=5), "0-5 holds 'Mexic', not"),
        (lambda d: d["passages"][0]["facts"][0].update({"class": "Rumour"}), "class 'Rumour'"),
        (lambda d: d["passages"][0]["facts"][0].update(tone="loud"), "unknown property 'tone'"),
        (lambda d: d["passages"][0]["facts"][0].update(act="concept/act/sings"), "unknown concept"),
        (lambda d: d["passages"][0]["facts"][0].update(act="urges"), "unknown concept 'urges'"),
        (lambda d: d["passages"][0]["facts"][0].update(actor="id/state/xyz"), "no authority file"),
        (lambda d: d["passages"][1]["facts"][0].update(inEvent="thing/x"), "not told under"),
        (lambda d: d["passages"][0].update(mood="bright"), "unknown key 'mood'"),
        (lambda d: d.update(file="documents/none.txt"), "no document 'documents/none.txt'"),
        (lambda d: d["passages"][0]["mentions"].reverse(), "overlaps or precedes"),
    ],
)
def test_a_fault_in_a_gold_file_is_said(gold_file: Path, change: Any, words: str) -> None:
    data = gold_data()
    change(data)
    gold_file.write_text(json.dumps(data), "utf-8")

    with pytest.raises(GoldError, match=r"dev/tiny\.json: ") as caught:
        read_gold([gold_file], {"documents/tiny.txt": TEXT})
    assert words in str(caught.value)
    assert caught.value.exit_code == 1


def test_the_command_ends_with_one_where_gold_is_wrong(
    gold_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = gold_file.parents[2] / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "documents" / "tiny.txt").write_text("Other words stand here.", "utf-8")

    assert main(["evaluate", str(gold_file), "--corpus", str(corpus)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_command_needs_the_gold_it_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(tmp_path / "none")]) == 2
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        (Counts(), (None, None, None)),
        (Counts(right=3), (1.0, 1.0, 1.0)),
        (Counts(spurious=2), (0.0, None, 0.0)),
        (Counts(right=1, spurious=1, missing=3), (0.5, 0.25, 1 / 3)),
    ],
)
def test_precision_recall_and_f1(
    counts: Counts, figures: tuple[float | None, float | None, float | None]
) -> None:
    assert (counts.precision, counts.recall, counts.f1) == figures


def test_wilsons_interval_is_that_of_the_books() -> None:
    low, high = wilson(0, 10) or (1.0, 0.0)
    assert (round(low, 4), round(high, 4)) == (0.0, 0.2775)
    low, high = wilson(81, 263) or (1.0, 0.0)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) is None


def test_the_bootstrap_gives_the_same_interval_again() -> None:
    units = [Counts(right=2, missing=1), Counts(spurious=1), Counts(right=5), Counts()] * 5
    low, high = bootstrap(units) or (1.0, 0.0)

    assert bootstrap(units) == (low, high)
    assert low < (sum(units, Counts()).f1 or 0) < high
    assert bootstrap([Counts(right=1)] * 4) == (1.0, 1.0)
    assert bootstrap([Counts()]) is None


def test_matching_finds_the_most_pairs_and_keeps_what_was_paired() -> None:
    def fits(one: int, other: int) -> bool:
        return other in {1: (10, 20), 2: (10,), 3: ()}[one]

    assert match([1, 2, 3], [10, 20], fits) == {0: 1, 1: 0}
    assert match([2, 1], [10], fits, {1: 0}) == {1: 0}


def test_values_are_compared_as_written(gold_file: Path) -> None:
    data = gold_data()
    data["passages"][0]["facts"] = [
        {"class": "PartyCount", "instrument": "id/instrument/icrmw", "count": "46"}
    ]
    gold_file.write_text(json.dumps(data), "utf-8")
    said = (("instrument", Ref("id/instrument/icrmw")), ("count", typed("46", "integer")))
    evaluation = scored(gold_file, system(facts=(("PartyCount", said, 1),)))

    assert total(evaluation, "facts, in full", "PartyCount") == Counts(right=1)
