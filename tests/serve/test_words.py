"""Facts of the shipped corpus in words, and the sentences of their passages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg import store
from migkg.namespaces import BASE, CONCEPT, ID, MIG, RDF
from migkg.serve.words.facts import Teller

# What the words of a fact leave to badges, to the citation, or to the list of properties.
UNSAID = {
    *("wasDerivedFrom", "stance", "dataSet", "disagreesWith", "agent", "type"),
    *("participationStatus", "positionStatus", "occurrenceStatus", "relationStatus"),
    *("observationStatus", "valueQualifier", "unit", "adoptionKind", "countBasis", "citationKind"),
    *("role", "act", "predicate", "quantifier"),
}


@pytest.fixture(scope="module")
def opened(built_store: Path) -> Iterator[ox.Store]:
    with store.opened(built_store) as held:
        yield held.data


@pytest.fixture(scope="module")
def teller(opened: ox.Store) -> Teller:
    return Teller(opened)


@pytest.fixture(scope="module")
def facts(opened: ox.Store) -> list[str]:
    kind, fact = ox.NamedNode(RDF + "type"), ox.NamedNode(MIG + "Fact")
    return sorted({quad.subject.value for quad in opened.quads_for_pattern(None, kind, fact, None)})


def text_of(told: dict) -> str:
    return "".join(part["text"] for part in told["full"])


def one(opened: ox.Store, pattern: str) -> str:
    names = f"PREFIX mig: <{MIG}> PREFIX id: <{ID}> PREFIX c: <{CONCEPT}> "
    names += "PREFIX org: <http://www.w3.org/ns/org#> "
    query = f"{names} SELECT DISTINCT ?fact {{ {pattern} }} ORDER BY ?fact LIMIT 1"
    ((fact,),) = opened.query(query, use_default_graph_as_union=True, base_iri=BASE)
    return fact.value


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (
            (
                "?fact a mig:Participation ; mig:participant <id/person/william-lacy-swing> ; "
                "mig:role <concept/role/chair> ; mig:participationStatus "
                "<concept/participation-status/actual>"
            ),
            "William Lacy Swing chaired Panel one",
        ),
        (
            (
                "?fact mig:participant <id/person/eduard-gnesa> ; mig:participationStatus "
                "<concept/participation-status/announced> ; mig:onBehalfOf <id/organization/gfmd>"
            ),
            "Eduard Gnesa was announced as panellist at Panel two",
        ),
        (
            "?fact a mig:Participation ; mig:onBehalfOf <id/state/mex>",
            "on behalf of Mexico",
        ),
        (
            (
                "?fact a mig:Affiliation ; org:member <id/person/khalid-koser> ; "
                'mig:positionTitle "Academic Dean"'
            ),
            "Khalid Koser is Academic Dean of the Geneva Centre for Security Policy",
        ),
        (
            "?fact a mig:GroupMembership ; org:member <id/state/pse>",
            "The State of Palestine is an observer of the General Assembly",
        ),
        (
            "?fact a mig:Adoption ; mig:instrument <id/instrument/a-res-59-241>",
            "on 22 December 2004",
        ),
        (
            "?fact a mig:EntryIntoForce",
            "Members of Their Families entered into force in 2003",
        ),
        (
            "?fact a mig:PartyCount ; mig:count 148",
            (
                "As of 2012, 148 States were party to at least one of the Convention relating to "
                "the Status of Refugees or the Protocol relating to the Status of Refugees"
            ),
        ),
        (
            "?fact a mig:EventOccurrence ; mig:inEvent <id/event/icpd-1994>",
            "was held in 1994 in Cairo",
        ),
        (
            (
                "?fact a mig:Citation ; mig:citing <id/document/debate-2011-dossier-06> ; "
                "mig:cited <id/instrument/icescr>"
            ),
            "recalls the International Covenant on Economic, Social and Cultural Rights",
        ),
        (
            (
                "?fact a mig:Observation ; mig:tableNumber '1' ; mig:rowLabel 'Total in North' ; "
                "mig:columnLabel 'Migrant stock (millions), 2010'"
            ),
            (
                "Migrant stock, global North: 127.8 million persons, 2010 (table 1, row Total in "
                "North, column Migrant stock (millions), 2010)"
            ),
        ),
        (
            (
                "?fact mig:indicator <concept/indicator/remittances-received> ; mig:attributedTo "
                "<id/document/a-65-203> ; mig:value ?value FILTER(?value = 316000000000)"
            ),
            "$316 billion, 2009, according to A/65/203",
        ),
        (
            (
                "?fact a mig:Provision ; mig:actor <id/organization/general-assembly> ; mig:act "
                "<concept/act/urges> ; mig:addressee <concept/addressee/member-states>"
            ),
            "The General Assembly urges Member States to ",
        ),
        (
            (
                "?fact a mig:Provision ; mig:actor <concept/actor/participants> ; "
                "mig:quantifier <concept/quantifier/some> ; mig:act <concept/act/notes>"
            ),
            "Some participants note",
        ),
        (
            (
                "?fact a mig:Relation ; mig:predicate <concept/predicate/cooperates-with> ; "
                "mig:relationStatus <concept/relation-status/considered>"
            ),
            "Under consideration: the United Arab Emirates cooperates with ",
        ),
        (
            (
                "?fact a mig:Relation ; mig:predicate <concept/predicate/founded-by> ; "
                "mig:object <id/state/bra>"
            ),
            "The Global Commission on International Migration was founded by Brazil in 2005",
        ),
        (
            (
                "?fact a mig:TreatyAction ; mig:party <id/state/mex> ; mig:instrument "
                "<id/instrument/icrmw> ; mig:treatyAction <concept/treaty-action/ratification>"
            ),
            "on 8 March 1999",
        ),
    ],
)
def test_fact_of_each_class_is_said(
    opened: ox.Store, teller: Teller, pattern: str, said: str
) -> None:
    assert said in text_of(teller.tell(one(opened, pattern)))


def test_every_fact_has_words_a_citation_and_a_quote(teller: Teller, facts: list[str]) -> None:
    assert len(facts) > 1000
    for fact in facts:
        told = teller.tell(fact)

        assert told["kind"], fact
        assert told["passages"], fact
        assert text_of(told)[0].isupper() or not text_of(told)[0].isalpha()
        for passage in told["passages"]:
            assert passage["label"], fact
            assert passage["document"]
            assert any(piece["text"].strip() for piece in passage["pieces"])


def test_every_thing_a_fact_names_is_a_link_in_its_words(
    opened: ox.Store, teller: Teller, facts: list[str]
) -> None:
    left_out = set()
    for fact in facts:
        linked = {part.get("iri") for part in teller.tell(fact)["full"]}
        for quad in opened.quads_for_pattern(ox.NamedNode(fact), None, None, None):
            name = re.split("[#/]", quad.predicate.value)[-1]
            thing = quad.object.value
            if isinstance(quad.object, ox.NamedNode) and name not in UNSAID and thing not in linked:
                left_out.add((name, thing.removeprefix(BASE)))

    # What is asked for only as "other" stands in the clause; a figure of no known indicator is
    # named by its own words.
    assert left_out <= {
        ("requestedAction", "concept/requested-action/other"),
        ("indicator", "concept/indicator/other"),
        *{pair for pair in left_out if pair[0] == "placeState"},
    }


def test_most_facts_have_their_sentence_marked(teller: Teller, facts: list[str]) -> None:
    marked = [
        any(
            piece["mark"]
            for passage in teller.tell(fact)["passages"]
            for piece in passage["pieces"]
        )
        for fact in facts
    ]

    assert sum(marked) > 0.98 * len(marked)


def test_marked_sentence_of_an_observation_is_the_one_stated(
    opened: ox.Store, teller: Teller
) -> None:
    sentence, derived = (
        ox.NamedNode(MIG + "sentence"),
        ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom"),
    )
    seen = 0
    for quad in opened.quads_for_pattern(None, sentence, None, None):
        for passage in opened.quads_for_pattern(quad.subject, derived, None, None):
            text = teller.passage(passage.object.value)["text"]
            if quad.object.value in text:
                begin, end = teller.span(quad.subject.value, passage.object.value)
                assert text[begin:end] == quad.object.value
                seen += 1

    assert seen > 100
