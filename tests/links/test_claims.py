"""The number of parties at a date is recomputed for any claim, any treaty on record."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg import queries, store

DATA = Path(__file__).parents[1] / "queries" / "cq80_party_counts_recomputed" / "data.trig"


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[str, ...]]:
    """Return what is recomputed for each paragraph of the example."""
    data = ox.Store()
    data.load(DATA.read_text("utf-8"), format=ox.RdfFormat.TRIG)
    found = store.ask(data, queries.find("cq80_party_counts_recomputed").text)
    assert isinstance(found, ox.QuerySolutions)
    columns = ["recomputed", "difference", "withOrganizations", "withTerritories", "completeUntil"]
    return {row["paragraph"].value: tuple(row[column].value for column in columns) for row in found}


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # Mexico alone is bound by both treaties.
        ("hit-all", ("1", "-1", "1", "1", "2012-06-30")),
        # Mexico, Niue, France; Italy has left; beside them the Union, and Malaysia for Sabah.
        ("hit-any", ("3", "0", "4", "4", "2012-06-30")),
        # In May 2009 Mexico acts on the last day, and Italy is still a party.
        ("hit-early", ("2", "1", "3", "2", "2013-01-01")),
        # By the date of the document: Niue acts on the day, France the day after.
        ("hit-undated", ("2", "-3", "3", "2", "2013-01-01")),
        # Only an act for a territory: no State is bound.
        ("hit-none-yet", ("0", "-1", "0", "1", "2012-06-30")),
    ],
)
def test_count_is_recomputed(rows, paragraph: str, expected: tuple[str, ...]) -> None:
    assert rows[paragraph] == expected


def test_a_claim_about_a_treaty_without_record_is_left_alone(rows) -> None:
    assert len(rows) == 5
