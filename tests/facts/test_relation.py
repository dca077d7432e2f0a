"""Relations: the shipped corpus against what a reader found in it, and invented sentences."""

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migkg.facts.relations.relation import relations
from migkg.model import Document, Fact, Literal, SourceFile
from migkg.passages import passages
from migkg.reading import Reading

Read = Callable[..., list[Reading]]
GOLD = Path(__file__).parent / "expected" / "relations.csv"


def short(fact: Fact, name: str) -> str:
    for value in fact.values(name):
        text = value.lexical if isinstance(value, Literal) else value
        return text.removeprefix("id/").removeprefix("concept/").removeprefix("predicate/")
    return ""


def triples(readings: list[Reading]) -> set[tuple[str, str, str]]:
    return {
        (short(fact, "subject"), short(fact, "predicate"), short(fact, "object"))
        for reading in readings
        for fact in relations(reading)
    }


def gold(which: str) -> dict[str, set[tuple[str, str, str]]]:
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["set"] == which:
                found[row["document"]].add((row["subject"], row["predicate"], row["object"]))
    return found


@pytest.mark.parametrize(("which", "recall"), [("tuned", 0.97), ("measured", 0.88)])
def test_relations_are_those_a_reader_found(
    corpus: dict[str, Reading], which: str, recall: float
) -> None:
    expected = gold(which)
    right = read_in_all = in_all = 0
    for slug, wanted in expected.items():
        found = triples([corpus[slug]])
        right += len(found & wanted)
        read_in_all += len(found)
        in_all += len(wanted)

    assert right / read_in_all >= 0.97
    assert right / in_all >= recall


def test_dates_and_statuses_are_those_a_reader_found(corpus: dict[str, Reading]) -> None:
    said = {
        (short(f, "subject"), short(f, "predicate"), short(f, "object")): f
        for slug in ("a-65-944", "debate-2011-dossier-15", "debate-2011-dossier-19")
        for f in relations(corpus[slug])
    }

    assert short(said["organization/g8", "endorsed", "initiative/five-by-five"], "asOf") == "2009"
    assert short(said["state/mar", "runs", "initiative/fincome"], "since") == "2006"
    considered = said["state/are", "cooperates-with", "state/bgd"]
    assert short(considered, "relationStatus") == "relation-status/considered"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IOM published the World Migration Report.", "organization/iom published publication/"),
        (
            (
                "The Migrants in Countries in Crisis Initiative, funded by Germany and implemented "
                "by IOM, began."
            ),
            "organization/iom runs organization/micic",
        ),
        ("The Government of Kenya works closely with UNHCR.", "state/ken cooperates-with"),
        (
            "The Global Migration Group was established in 2006 by the Secretary-General.",
            "organization/gmg founded-by office/secretary-general",
        ),
        (
            "La France appuie le Forum mondial sur la migration et le développement.",
            "state/fra supports organization/gfmd",
        ),
        (
            (
                "El Salvador se suma a la declaración formulada por la República Dominicana en "
                "nombre de la CELAC."
            ),
            "state/slv aligns-with organization/celac",
        ),
        (
            "México firmó acuerdos bilaterales con los Estados Unidos de América y el Canadá.",
            "state/mex concluded-with state/can",
        ),
        (
            (
                "The New York Declaration for Refugees and Migrants was the outcome of the United "
                "Nations Summit for Refugees and Migrants."
            ),
            "instrument/new-york-declaration outcome-of event/",
        ),
        (
            "The 2030 Agenda for Sustainable Development replaced the MDGs.",
            "instrument/agenda-2030 successor-of instrument/mdgs",
        ),
        (
            (
                "ILO, together with OHCHR and UN-Women, launched a campaign for the ratification "
                "of ILO Convention No. 189."
            ),
            "organization/ohchr promotes instrument/ilo-c189",
        ),
        (
            "The African Union Commission, with the support of the European Union, met.",
            "organization/european-union supports organization/african-union-commission",
        ),
    ],
)
def test_sentence_states_a_relation(read: Read, text: str, expected: str) -> None:
    found = {" ".join(triple) for triple in triples(read(text, kind="Report"))}

    assert any(said.startswith(expected) for said in found), found


@pytest.mark.parametrize(
    "text",
    [
        "UNICEF could support the Global Forum on Migration and Development.",
        "UNHCR and IOM should publish the World Migration Report.",
        "UN-Women did not support IOM.",
        "The General Assembly invited UNDP to support IOM.",
        "Members of the European Union should support IOM.",
        "The work of IOM supports the Global Forum on Migration and Development.",
        "Le Mali devrait collaborer avec l'OIM.",
        "La CEPAL debería colaborar con el UNICEF.",
        "In collaboration with IOM, UNHCR should act.",
        "Calls upon UNDP, in collaboration with IOM, to act.",
        "Spain has no agreements with Ecuador.",
        "Migrants in Libya were assisted by IOM.",
        "The statement by Sweden, supported by Norway, was welcomed.",
        "An agreement between the Philippines and Canada could be concluded.",
        "Neither IOM nor UNHCR supports the Rabat Process.",
        "IOM no longer supports the Colombo Process.",
        "The secretariat of the Colombo Process was established in 2003.",
    ],
)
def test_what_is_no_fact_is_no_relation(read: Read, text: str) -> None:
    assert triples(read(text, kind="Report")) == set()


def test_subject_of_a_passive_behind_an_aside_is_the_thing_itself(read: Read) -> None:
    text = "The Global Migration Group, hosted by UNICEF, was launched in 2006."

    assert triples(read(text, kind="Report")) == {("organization/gmg", "founded-by", "")}


def test_who_says_so_is_kept(read: Read) -> None:
    text = (
        "Several participants noted that the World Bank supports the Global Forum on Migration "
        "and Development.\n\nAccording to the World Bank, Switzerland supports IOM."
    )
    stances = {
        short(fact, "subject"): (short(fact, "stance"), short(fact, "reportedBy"))
        for reading in read(text, kind="Report")
        for fact in relations(reading)
    }

    assert stances == {
        "organization/world-bank": ("stance/attributed-unnamed", ""),
        "state/che": ("stance/reported", "organization/world-bank"),
    }


def test_programme_named_in_the_next_sentence_cites_both(corpus: dict[str, Reading]) -> None:
    reading = corpus["debate-2011-dossier-20"]
    funded = [
        fact
        for fact in relations(reading)
        if short(fact, "predicate") == "funds" and "diaspora" in short(fact, "object")
    ]

    assert [fact.passages for fact in funded] == [(9,)]
    assert "financing a programme" in reading.by_order[9].text


WORDS = st.sampled_from(
    [
        "the",
        "of",
        "by",
        "and",
        "IOM",
        "UNHCR",
        "Kenya",
        "supports",
        "supported,",
        "funded",
        "published",
        "(2011)",
        "In",
        "2006,",
        "is",
        "are",
        "considering",
        "with",
        "collaboration",
        "together",
        "–",
        "led",
        "-",
        "Convention",
        "'",
        '"',
        ";",
        ".",
        "We",
        "programme",
        "called",
        "established",
        "its",
        "creation",
        "⟦organization",
        "0⟧",
        "⟦",
        "\x00",
        "en",
        "par",
        "la",
        "les",
        "et",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_no_text_raises(text: str) -> None:
    source = SourceFile("any.txt", text, "0" * 64, "plain")
    document = Document("any", "Statement", 0, len(text), source)
    reading = Reading(document, tuple(passages(document)), ())

    assert list(relations(reading)) == []


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(WORDS, max_size=50).map(" ".join))
def test_relations_hold_between_two_things_of_the_cited_passages(read: Read, text: str) -> None:
    for reading in read(text.replace("\x00", ""), kind="Report"):
        for fact in relations(reading):
            assert fact.passages
            assert short(fact, "subject") != short(fact, "object")
            assert short(fact, "object") or short(fact, "asOf")
