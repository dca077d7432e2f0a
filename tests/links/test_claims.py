"""The number of parties at a date is recomputed for any claim, any treaty on record."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migkg import queries, store
from migkg.namespaces import NIF
from migkg.serve import claims

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


DATES = st.sampled_from(["1999", "2000-05-01", "2009-12-31", "2010", "2012-01-15"])
PARTIES = st.sampled_from(["state/a", "state/b", "state/c", "organization/eu"])
ACTS = st.lists(
    st.tuples(
        st.sampled_from("xy"),
        PARTIES,
        st.sampled_from(["ratification", "accession", "signature", "withdrawal"]),
        DATES,
        st.sampled_from(["", "", "", "Sabah"]),
    ),
    max_size=10,
    unique=True,
)
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", "xy"]),
        st.sampled_from(["any", "all"]),
        st.sampled_from(["", "1999", "2009", "2009-12", "2010-01-01", "2012"]),
    ),
    min_size=1,
    max_size=3,
    unique=True,
)


def typed(date: str) -> str:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(date)]
    return f'"{date}"^^<http://www.w3.org/2001/XMLSchema#{kind}>'


@settings(max_examples=60, deadline=None)
@given(ACTS, CLAIMS)
def test_the_parties_listed_are_as_many_as_are_counted(acts, claimed) -> None:
    """The list of acts and the number come from two queries; they must not part."""
    lines = [
        "@base <https://w3id.org/migkg/> .",
        "@prefix mig: <https://w3id.org/migkg/ontology#> .",
        "@prefix dcterms: <http://purl.org/dc/terms/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "<concept/treaty-action/ratification> skos:broader <concept/treaty-action/consent> .",
        "<concept/treaty-action/accession> skos:broader <concept/treaty-action/consent> .",
        "<id/organization/eu> a mig:Organization .",
        '<id/document/d> dcterms:date "2011-06-01"^^<http://www.w3.org/2001/XMLSchema#date> .',
        "<id/passage/d/1> mig:passageOf <id/document/d> ; mig:order 1 ; <"
        + NIF
        + 'isString> "Parties." .',
    ]
    for name in "xy":
        lines.append(
            f"<id/treaty-status/{name}> a <http://rdfs.org/ns/void#Dataset> ; "
            f"mig:instrument <id/instrument/{name}> ; mig:asOf {typed('2013-01-01')} ."
        )
        # A record of the treaty, so that it counts as recorded though nobody is bound.
        lines.append(
            f"<id/act/none-{name}> a mig:TreatyAction ; mig:instrument <id/instrument/{name}> ; "
            f"mig:party <id/state/z> ; mig:treatyAction <concept/treaty-action/signature> ; "
            f'mig:date {typed("1998")} ; dcterms:source "S" .'
        )
    for number, (treaty, party, action, date, territory) in enumerate(acts):
        part = f' ; mig:territory "{territory}"' if territory else ""
        lines.append(
            f"<id/act/{number}> a mig:TreatyAction ; mig:instrument <id/instrument/{treaty}> ; "
            f"mig:party <id/{party}> ; mig:treatyAction <concept/treaty-action/{action}> ; "
            f'mig:date {typed(date)} ; dcterms:source "S"{part} .'
        )
    for number, (treaties, basis, when) in enumerate(claimed):
        of = ", ".join(f"<id/instrument/{name}>" for name in treaties)
        as_of = f" ; mig:asOf {typed(when)}" if when else ""
        lines.append(
            f"<id/fact/{number}> a mig:PartyCount ; mig:instrument {of} ; mig:count 1 ; "
            f"mig:countBasis <concept/count-basis/{basis}>{as_of} ; "
            "<http://www.w3.org/ns/prov#wasDerivedFrom> <id/passage/d/1> ."
        )
    data = ox.Store()
    record = ox.NamedNode("https://w3id.org/migkg/graph/treaty-status")
    data.load("\n".join(lines), format=ox.RdfFormat.TURTLE, to_graph=record)

    shown = claims.page(data, 1, "", "")["claims"]

    assert len(shown) == len(claimed)
    for one in shown:
        assert one["counts"]["Counted"] == int(one["number"]["recomputed"])
