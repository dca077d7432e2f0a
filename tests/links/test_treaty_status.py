"""What the depositaries have on record, against numbers that others published."""

from collections import Counter

import pytest
from rdflib import RDF, SKOS, XSD, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, VOID

from migkg.namespaces import CONCEPT, ID, MIG

OURS = Namespace(MIG)
ACTIONS = ["ratification", "accession", "succession", "acceptance", "approval"]


def acts(graph: Graph, treaty: str) -> list[URIRef]:
    return [
        act
        for act in graph.subjects(OURS.instrument, URIRef(f"{ID}instrument/{treaty}"))
        if (act, RDF.type, OURS.TreatyAction) in graph
    ]


def bound(graph: Graph, treaty: str, until: str) -> set[str]:
    """Return who had consented to be bound by a date, with those bound for a territory only."""
    found = set()
    for act in acts(graph, treaty):
        action = str(graph.value(act, OURS.treatyAction)).rpartition("/")[2]
        if action in ACTIONS and str(graph.value(act, OURS.date)) <= until:
            found.add(str(graph.value(act, OURS.party)).removeprefix(ID))
    return found


@pytest.mark.parametrize(
    ("treaty", "until", "parties"),
    [
        # The Treaty Collection and the ILO at those dates; A/67/254, note to paragraph 14: 46.
        ("icrmw", "2012-06-30", 46),
        ("icrmw", "2013-12-13", 47),
        ("ilo-c097", "2012-06-30", 49),
        ("ilo-c143", "2012-06-30", 23),
        ("ilo-c189", "2012-06-30", 1),
        ("refugee-convention", "2012-06-30", 145),
        ("refugee-protocol", "2012-06-30", 146),
        ("trafficking-protocol", "2012-06-30", 150),
        ("smuggling-protocol", "2012-06-30", 131),
    ],
)
def test_parties_at_a_date(graph: Graph, treaty: str, until: str, parties: int) -> None:
    assert len(bound(graph, treaty, until)) == parties


def test_acts_for_a_territory_say_so(graph: Graph) -> None:
    found = {
        (str(graph.value(act, OURS.party)).removeprefix(ID), str(territory))
        for act, territory in graph.subject_objects(OURS.territory)
    }

    assert found == {("state/mys", "Sabah"), ("state/tza", "Zanzibar")}


def test_dates_are_as_precise_as_their_source(graph: Graph) -> None:
    kinds = Counter(
        graph.value(act, OURS.date).datatype for act in graph.subjects(RDF.type, OURS.TreatyAction)
    )

    assert set(kinds) == {XSD.date, XSD.gYear}
    # Only the ILO's registrations, some of which were read in lists of years.
    assert {
        str(graph.value(act, OURS.instrument)).rpartition("/")[2]
        for act in graph.subjects(RDF.type, OURS.TreatyAction)
        if graph.value(act, OURS.date).datatype == XSD.gYear
    } == {"ilo-c097", "ilo-c143"}


def test_each_act_has_a_source_and_lies_in_a_snapshot_with_its_date(graph: Graph) -> None:
    for act in graph.subjects(RDF.type, OURS.TreatyAction):
        snapshot = graph.value(act, DCTERMS.isPartOf)
        assert (act, DCTERMS.source, None) in graph, act
        assert (snapshot, RDF.type, VOID.Dataset) in graph, act
        assert graph.value(snapshot, OURS.instrument) == graph.value(act, OURS.instrument), act
        assert graph.value(snapshot, OURS.asOf).datatype == XSD.date


def test_each_act_is_named_after_what_it_says(graph: Graph) -> None:
    for act in graph.subjects(RDF.type, OURS.TreatyAction):
        treaty, party, action = (
            str(graph.value(act, OURS[name])).rpartition("/")[2]
            for name in ("instrument", "party", "treatyAction")
        )
        who = {"european-union": "eu"}.get(party, party)
        name = str(act).removeprefix(f"{ID}treaty-action/")
        territory = str(graph.value(act, OURS.territory) or "").lower()
        assert name == "-".join(filter(None, [treaty, who, action, territory]))


def test_acts_are_concepts_and_parties_are_known(graph: Graph) -> None:
    scheme = URIRef(CONCEPT + "treaty-action")
    for act in graph.subjects(RDF.type, OURS.TreatyAction):
        action = graph.value(act, OURS.treatyAction)
        assert (action, SKOS.inScheme, scheme) in graph, act
        assert (graph.value(act, OURS.party), RDF.type, None) in graph, act
