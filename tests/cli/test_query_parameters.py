"""Parameters of shipped queries from the command line."""

import csv
import io
from pathlib import Path

import pytest

from migkg.cli.main import main

Capture = pytest.CaptureFixture[str]


def asked(store: Path, *arguments: str) -> int:
    return main(["query", *arguments, "--store", str(store), "--format", "csv"])


def test_a_parameter_takes_a_name(built_store: Path, capfd: Capture) -> None:
    assert asked(built_store, "spoken_for", "--param", "for=Mexico", "--param", "year=2011") == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))

    assert {row["name"] for row in rows} == {"Claude Heller"}


def test_a_parameter_may_be_given_again(built_store: Path, capfd: Capture) -> None:
    people = ("--param", "person=William Lacy Swing", "--param", "person=person/joseph-deiss")
    assert asked(built_store, "cq33_where_a_person_is_named", *people) == 0
    rows = csv.DictReader(io.StringIO(capfd.readouterr().out))

    slugs = {row["person"].rpartition("/")[2] for row in rows}
    assert slugs == {"william-lacy-swing", "joseph-deiss"}


def test_parameters_are_listed(capfd: Capture) -> None:
    assert main(["query", "bound_by_a_date", "--list"]) == 0
    said = capfd.readouterr().out

    assert said.startswith("bound_by_a_date\n    Which States had ratified")
    assert "--param instrument=...  The treaty." in said
    assert "(instrument/icrmw)" in said
    assert main(["query", "--list"]) == 0
    assert "cq18_parties\n" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--param", "by=soon"), "by: 'soon' is not a date such as 2012"),
        (("--param", "state=mex"), "no parameter named 'state'; there are: instrument, by"),
        (("--param", "by"), "--param by: write it as NAME=VALUE"),
        (("--param", "instrument=Atlantis"), "instrument: 'Atlantis' is not the IRI, code or name"),
    ],
)
def test_what_does_not_fit_is_one_line(
    arguments: tuple[str, str], message: str, built_store: Path, capfd: Capture
) -> None:
    assert asked(built_store, "bound_by_a_date", *arguments) == 2
    said = capfd.readouterr().err

    assert message in said
    assert said.count("\n") == 1
