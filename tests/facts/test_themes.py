"""Themes of passages and documents."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migkg.errors import OntologyError
from migkg.facts.themes import load_themes, themes
from migkg.model import Document, Ref, SourceFile
from migkg.passages import passages
from migkg.reading import Reading

Read = Callable[..., list[Reading]]
GOLD = Path(__file__).parent / "expected" / "themes.csv"


def by_subject(reading: Reading) -> dict[Ref, set[str]]:
    return {
        said.subject: {str(theme).rpartition("/")[2] for _, theme in said.properties}
        for said in themes(reading)
    }


def test_themes_of_passages_are_those_a_reader_found(corpus: dict[str, Reading]) -> None:
    right = read_in_all = in_all = 0
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reading = corpus[row["document"]]
            passage = reading.by_order[int(row["passage"])]
            found = by_subject(reading).get(passage.ref, set())
            wanted = set(row["themes"].split())
            right += len(found & wanted)
            read_in_all += len(found)
            in_all += len(wanted)

    assert right / read_in_all >= 0.95
    assert 2 * right / (read_in_all + in_all) >= 0.85


def test_label_in_a_convention_s_name_is_no_theme(read: Read) -> None:
    text = (
        "States adopted the Protocol to Prevent, Suppress and Punish Trafficking in Persons, "
        "Especially Women and Children.\n\nThey spoke of remittances."
    )
    (reading,) = read(text, kind="Report")

    assert list(by_subject(reading).values()) == [{"remittances"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The costs of transferring remittances fell.", {"transfer-costs"}),
        ("The human rights of all migrants matter.", {"human-rights-of-migrants"}),
        ("Migration and development matter.", {"migration-and-development"}),
        ("Migration matters for development.", set()),
        ("LA TRATA DE PERSONAS", {"trafficking-in-persons"}),
        ("Les envois de fonds ont augmenté.", {"remittances"}),
    ],
)
def test_passage_has_the_themes_it_names(read: Read, text: str, expected: set[str]) -> None:
    (reading,) = read(f"An introduction.\n\n{text}", kind="Report")
    found = by_subject(reading)

    assert found.get(reading.passages[-1].ref, set()) == expected


def test_document_has_the_themes_of_three_passages_and_of_its_title(read: Read) -> None:
    text = "\n\n".join(f"{n}. Remittances grew again." for n in (1, 2, 3)) + "\n\n4. Diaspora."
    (reading,) = read(text, kind="Report", title="Trafficking in persons")

    found = by_subject(reading)[reading.document.ref]

    assert found == {"remittances", "trafficking-in-persons"}


def test_scheme_that_does_not_parse_is_an_ontology_error(tmp_path: Path) -> None:
    wrong = tmp_path / "theme.ttl"
    wrong.write_text("a b", encoding="utf-8")

    with pytest.raises(OntologyError, match=r"theme\.ttl"):
        load_themes(wrong)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    source = SourceFile("any.txt", text, "0" * 64, "plain")
    document = Document("any", "Report", 0, len(text), source)
    reading = Reading(document, tuple(passages(document)), ())

    for said in themes(reading):
        assert all(theme.startswith("concept/theme/") for _, theme in said.properties)  # type: ignore[union-attr]
