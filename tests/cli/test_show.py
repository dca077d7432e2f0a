"""An entity's facts in words, each with its document, paragraph and quote."""

from pathlib import Path

import pytest

from migkg.cli.main import main
from migkg.namespaces import BASE

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "name",
    [f"{BASE}id/state/mex", "id/state/mex", "state/mex", "Mexico", "united  mexican STATES"],
)
def test_a_fact_is_told_with_its_source(sample_store: Path, capfd: Capture, name: str) -> None:
    assert main(["show", name, "--store", str(sample_store)]) == 0
    told = capfd.readouterr().out.splitlines()

    assert told[:3] == ["Mexico", f"<{BASE}id/state/mex> mig:State", "1 fact"]
    assert told[4].startswith("participation: in event Fourth meeting of the Global Forum; ")
    assert "participant Mexico" in told[4]
    assert told[5] == (
        "    A/65/1, paragraph 1: “1. Mexico was host of the fourth meeting of the Global Forum on "
        "Migration and Development.”"
    )


def test_a_fact_can_be_shown_too(sample_store: Path, capfd: Capture) -> None:
    from migkg import store

    with store.opened(sample_store) as found:
        (row,) = found.query(f"SELECT ?f {{ ?f a <{BASE}ontology#Participation> }}")
    assert main(["show", row["f"].value, "--store", str(sample_store)]) == 0
    assert "participation: " in capfd.readouterr().out


def test_a_title_is_a_name(sample_store: Path, capfd: Capture) -> None:
    assert main(["show", "note on the global forum", "--store", str(sample_store)]) == 0
    assert f"<{BASE}id/document/forum>" in capfd.readouterr().out


def test_what_nobody_is_called(sample_store: Path, capfd: Capture) -> None:
    assert main(["show", "Atlantis", "--store", str(sample_store)]) == 2
    assert capfd.readouterr().err == "migkg: no entity named 'Atlantis'\n"


def test_what_several_are_called_lists_them(built_store: Path, capfd: Capture) -> None:
    assert main(["show", "Forum", "--store", str(built_store)]) == 2
    said = capfd.readouterr().err
    assert "may be any of: id/" in said
    assert said.count("\n") == 1
