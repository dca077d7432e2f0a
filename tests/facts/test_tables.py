"""Tables read as grids: heads, inherited cells, numbers, totals."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.facts.telling import Told, told

from migkg.facts.observations.table_observation import table_observations
from migkg.facts.observations.tables import number, tables
from migkg.reading import Reading

Read = Callable[..., list[Reading]]

REMITTANCES = """Table 3
Remittances received by region, 2010-2012 (billions of US dollars)

Region\t2010\t2011\t2012
East Asia and the Pacific\t95\t106\t112
Latin America and the Caribbean\t56\t60\t61
South Asia\t82\t97\t(107)
Total\t233\t263\t{total}

Source: World Bank, Migration and development brief 18.
"""
SEXES = """Tableau 4. Nombre de migrants par sexe, 2010 (milliers)

Pays\tTotal\tHommes\tFemmes
Maroc\t60\t31\t29
Tunisie\t36\t18\t18
Sénégal\t{total}\t103\t105
"""
SHIFTED = """Table 2
Follow-up of recommendations, 2007-2008

Year\tRound table\tNumber of recommendations\t\tRatio
\t\tTotal\tFollowed up
2007\tI\t9\t3\t2.3
\tII\t19\t7\t2.5
Total 2007\t\t28\t10\t2.4
2008\tI\t13\t3\t3.0
\tII\t9\t4\t2.2
Total 2008\t\t22\t7\t2.6
"""


def flagged(found: list[Told]) -> list[tuple[str, str, str, str]]:
    return [
        tuple(str(cell[name]) for name in ("rowLabel", "columnLabel", "value", "sumOfParts"))  # type: ignore[misc]
        for cell in found
        if "sumOfParts" in cell
    ]


def test_units_of_the_head_and_negatives(read: Read) -> None:
    found = told(read(REMITTANCES.format(total="66")), table_observations)
    cell = next(c for c in found if (c["rowLabel"], c["columnLabel"]) == ("South Asia", "2012"))

    assert cell["value"] == "-107000000000"
    assert cell["unit"] == "us-dollars"
    assert cell["indicator"] == "remittances-received"
    assert cell["refPeriod"] == "2012"
    assert cell["refArea"] == "m49-034"
    assert cell["tableNumber"] == "3"
    assert not flagged(found)


def test_a_total_that_its_parts_contradict_is_flagged(read: Read) -> None:
    text = REMITTANCES.replace("(107)", "107")

    assert not flagged(told(read(text.format(total="280")), table_observations))
    assert flagged(told(read(text.format(total="290")), table_observations)) == [
        ("Total", "2012", "290000000000", "280000000000")
    ]


def test_a_total_of_a_row_is_checked_too(read: Read) -> None:
    assert not flagged(told(read(SEXES.format(total="208")), table_observations))
    assert flagged(told(read(SEXES.format(total="210")), table_observations)) == [
        ("Sénégal", "Total", "210000", "208000")
    ]


def test_a_part_that_was_changed_contradicts_its_total(read: Read) -> None:
    text = SHIFTED.replace("I\t13\t3", "I\t14\t3")

    assert not flagged(told(read(SHIFTED), table_observations))
    assert flagged(told(read(text), table_observations)) == [
        ("Total 2008", "Number of recommendations, Total", "22", "23")
    ]


def test_averages_are_no_sums(read: Read) -> None:
    found = told(read(SHIFTED), table_observations)
    ratios = [cell for cell in found if cell["columnLabel"] == "Ratio"]

    assert [cell["value"] for cell in ratios] == ["2.3", "2.5", "2.4", "3", "2.2", "2.6"]
    assert {cell["unit"] for cell in ratios} == {"ratio"}


def test_heads_have_paths_and_rows_inherit(read: Read) -> None:
    (reading,) = read(SHIFTED)
    (table,) = tables(reading)

    assert [cell.text for cell in table.path(3)] == ["Number of recommendations", "Followed up"]
    assert [cell.text for cell in table.path(4)] == ["Ratio"]
    assert table.names[1] == ("2007", "II")
    assert table.names[2] == ("Total 2007", "")


@pytest.mark.parametrize("text", ["..", "—", "n.a.", "", "I", "2007-2008", "(3", "Total"])
def test_what_is_no_number(text: str) -> None:
    assert number(text, "en") is None


@given(st.decimals(0, 10**9, places=1), st.booleans(), st.sampled_from(("en", "fr", "es")))
def test_cells_are_read_back(value: object, negative: bool, language: str) -> None:
    figures = f"{value:,}" if language == "en" else f"{value:,}".replace(",", " ").replace(".", ",")
    found = number(f"({figures})" if negative else figures, language)

    assert found is not None
    assert found[0] == (-value if negative else value)  # type: ignore[operator]


@given(st.lists(st.lists(st.text("12.\t() aé–", max_size=6), max_size=4), max_size=5))
def test_any_table_is_read(read: Read, rows: list[list[str]]) -> None:
    text = "Table 1\nSomething\n\nA\tB\tC\n" + "\n".join("\t".join(row) for row in rows)
    for reading in read(text):
        list(table_observations(reading))
