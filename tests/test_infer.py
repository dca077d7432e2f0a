"""Each rule says what follows, and does not say what does not."""

import pyoxigraph as ox
import pytest

from migkg import infer, queries
from migkg.errors import OntologyError
from migkg.namespaces import BASE, PREFIXES

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + (
    f"PREFIX s: <{BASE}concept/participation-status/>\nPREFIX r: <{BASE}concept/role/>\n"
    f"PREFIX m: <{BASE}concept/membership-role/>\nPREFIX p: <{BASE}concept/position-status/>\n"
    f"PREFIX k: <{BASE}concept/adoption-kind/>\nPREFIX q: <{BASE}concept/value-qualifier/>\n"
    f"PREFIX o: <{BASE}concept/observation-status/>\nPREFIX i: <{BASE}concept/indicator/>\n"
    f"PREFIX u: <{BASE}concept/unit/>\nPREFIX : <http://example.org/>\n"
    f"PREFIX pr: <{BASE}concept/predicate/>\nPREFIX rs: <{BASE}concept/relation-status/>\n"
)


def inferred(turtle: str) -> set[str]:
    """Return what the shipped rules derive, as lines with short names."""
    data = ox.Store()
    data.update(f"{PREFIX} INSERT DATA {{ GRAPH :g {{ {turtle} }} }}")
    infer.infer(data)
    derived = data.quads_for_pattern(None, None, None, infer.INFERRED)
    return {
        " ".join(short(term.value) for term in (q.subject, q.predicate, q.object))  # type: ignore[union-attr]
        for q in derived
    }


def short(iri: str) -> str:
    for prefix, namespace in {**PREFIXES, "": "http://example.org/"}.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


EVENTS = ":panel schema:superEvent :debate . :debate schema:superEvent :session ."


def participation(who: str, role: str, status: str, more: str = "") -> str:
    return (
        f":f a mig:Participation ; mig:participant {who} ; mig:role r:{role} ; "
        f"mig:participationStatus s:{status} ; mig:inEvent :panel {more} . {EVENTS}"
    )


def test_who_spoke_in_a_panel_attended_all_that_it_is_part_of() -> None:
    found = inferred(participation(":person", "panellist", "actual"))

    assert {line for line in found if "attendee" in line} == {
        ":panel schema:attendee :person",
        ":debate schema:attendee :person",
        ":session schema:attendee :person",
    }
    assert ":panel schema:superEvent :session" in found


@pytest.mark.parametrize("status", ["announced", "to-be-confirmed", "offered"])
def test_who_was_only_announced_attended_nothing(status: str) -> None:
    assert not any("attendee" in x for x in inferred(participation(":a", "speaker", status)))


def test_who_prepares_an_event_organizes_it_and_need_not_be_there() -> None:
    found = inferred(participation(":body", "organizer", "announced"))

    assert ":panel schema:organizer :body" in found
    assert not any("attendee" in line for line in found)
    assert not any("organizer" in x for x in inferred(participation(":b", "organizer", "offered")))


def test_events_are_part_of_what_occurrences_and_sessions_say() -> None:
    found = inferred(
        ":f a mig:EventOccurrence ; mig:inEvent :a ; mig:partOfEvent :b . "
        ":b mig:sessionOf :c . :c a mig:Event ; mig:inSeries :series . :d mig:sessionOf :organ ."
    )

    assert found == {
        ":a schema:superEvent :b", ":b schema:superEvent :c", ":a schema:superEvent :c",
        ":a mig:inSeries :series", ":b mig:inSeries :series",
    }  # fmt: skip


def test_an_event_is_no_part_of_itself() -> None:
    found = inferred(":f a mig:EventOccurrence ; mig:inEvent :a ; mig:partOfEvent :a .")

    assert found == set()


POST = ":f a mig:Affiliation ; org:member :x ; org:organization :y"
SEAT = ":f a mig:GroupMembership ; org:member :x ; org:organization :y"


@pytest.mark.parametrize(
    ("turtle", "holds"),
    [
        (f"{POST} .", True),
        (f"{POST} ; mig:positionStatus p:current .", True),
        (f"{POST} ; mig:positionStatus p:former .", False),
        (f"{SEAT} ; org:role m:chair .", True),
        (f"{SEAT} ; org:role m:observer .", False),
        (f"{SEAT} ; mig:until '2006' .", False),
    ],
)
def test_members(turtle: str, holds: bool) -> None:
    assert inferred(turtle) == ({":x org:memberOf :y"} if holds else set())


@pytest.mark.parametrize(("kind", "holds"), [("adopted", True), ("endorsed", False)])
def test_who_adopted(kind: str, holds: bool) -> None:
    turtle = (
        f":f a mig:Adoption ; mig:instrument :x ; mig:adoptedBy :y ; mig:adoptionKind k:{kind} ."
    )

    assert inferred(turtle) == ({":x mig:adoptedBy :y"} if holds else set())


def test_references_reach_the_work() -> None:
    found = inferred(
        ":f a mig:Citation ; mig:citing :copy ; mig:cited :text . :copy dcterms:isVersionOf :work ."
    )

    assert found == {":copy dcterms:references :text", ":work dcterms:references :text"}


TENURES = """
    :t1 mig:tenureOf :office ; org:member :first ;
        mig:since "1997-01-01"^^xsd:date ; mig:until "2006-12-31"^^xsd:date .
    :t2 mig:tenureOf :office ; org:member :second ; mig:since "2007-01-01"^^xsd:date .
"""
ACTS = """
    :f a mig:Provision, mig:Fact ; mig:actor :office ; prov:wasDerivedFrom :p .
    :p mig:passageOf :d .
"""


@pytest.mark.parametrize(
    ("date", "holder"),
    [
        ('"2006-06-06"^^xsd:date', ":first"),
        ('"2006-12"^^xsd:gYearMonth', ":first"),
        ('"2007"^^xsd:gYear', ":second"),
        ('"2012-08-03"^^xsd:date', ":second"),
        ('"1996-12-31"^^xsd:date', None),
    ],
)
def test_the_holder_is_who_held_the_office_when_the_document_was_written(
    date: str, holder: str | None
) -> None:
    found = inferred(f"{TENURES} {ACTS} :d dcterms:date {date} .")

    assert found == ({f":f prov:agent {holder}"} if holder else set())


def test_a_year_that_two_persons_share_names_neither() -> None:
    shared = TENURES.replace("2006-12-31", "2006-06-30").replace("2007-01-01", "2006-07-01")

    assert inferred(f'{shared} {ACTS} :d dcterms:date "2006"^^xsd:gYear .') == set()


def test_the_date_of_the_event_comes_before_that_of_the_document() -> None:
    said = participation(":office", "speaker", "actual", "; prov:wasDerivedFrom :p")
    found = inferred(
        f"{TENURES} {said} :f a mig:Fact . :p mig:passageOf :d . "
        ':d dcterms:date "2011-01-01"^^xsd:date . :panel schema:startDate "2006-09-14"^^xsd:date .'
    )

    assert {line for line in found if line.endswith((":first", ":second"))} == {
        ":f prov:agent :first",
        ":panel schema:attendee :first",
        ":debate schema:attendee :first",
        ":session schema:attendee :first",
    }


def test_who_signs_a_document_for_an_office_is_its_creator_too() -> None:
    found = inferred(f'{TENURES} :d dcterms:creator :office ; dcterms:date "2012"^^xsd:gYear .')

    assert found == {":d dcterms:creator :second"}


def figures(one: str, other: str, more: str = "") -> str:
    usual = (
        'a mig:Observation ; mig:indicator i:remittances ; mig:refPeriod "2011"^^xsd:gYear ; '
        "mig:refArea :world ; mig:unit u:us-dollars"
    )
    return (
        f":a {usual} ; {one} ; prov:wasDerivedFrom :p1 . "
        f":b {usual} ; {other} ; prov:wasDerivedFrom :p2 . "
        f"{more}"
    )


DISAGREE = {":a mig:disagreesWith :b", ":b mig:disagreesWith :a"}


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("mig:value 372000000000.0", "mig:value 351000000000.0", True),
        ("mig:value 372000000000.0", "mig:value 372400000000.0", False),  # rounded to billions
        ("mig:value 34.0", "mig:value 34.4", False),
        ("mig:value 34.2", "mig:value 34.4", True),
        ("mig:value 214.0 ", "mig:value 200.0 ; mig:valueQualifier q:more-than", False),
        ("mig:value 190.0 ; mig:valueQualifier q:exactly",
         "mig:value 250.0 ; mig:valueQualifier q:more-than", True),
        ("mig:value 214.0", "mig:value 333.0 ; mig:valueQualifier q:less-than", False),
        ("mig:value 5.0", "mig:value 9.0 ; mig:observationStatus o:target", False),
        ("mig:value 5.0", "mig:value 9.0 ; mig:observationStatus o:projected", False),
        ("mig:value 5.0 ; mig:observationStatus o:projected",
         "mig:value 9.0 ; mig:observationStatus o:projected", True),
        ("mig:value 5.0", "mig:value 9.0 ; mig:breakdown 'women'", False),
        ("mig:value 5.0 ; mig:breakdown 'women'", "mig:value 9.0 ; mig:breakdown 'women'", True),
        ("mig:value 5.0", "mig:value 9.0 ; mig:refArea :asia", False),
    ],
)  # fmt: skip
def test_figures_disagree_when_both_cannot_be_right(one: str, other: str, disagree: bool) -> None:
    assert inferred(figures(one, other)) == (DISAGREE if disagree else set())


def test_figures_of_one_passage_do_not_disagree() -> None:
    same = ":a prov:wasDerivedFrom :p ." + ":b prov:wasDerivedFrom :p ."

    assert inferred(figures("mig:value 5.0", "mig:value 9.0", same)) == set()


def test_figures_about_nothing_in_particular_do_not_disagree() -> None:
    turtle = figures("mig:value 5.0", "mig:value 9.0").replace("mig:refArea :world ; ", "")

    assert inferred(turtle) == set()


RELATION = ":f a mig:Relation ; mig:subject :x ; mig:object :y ; mig:predicate"


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("pr:part-of . :x a mig:Organization . :y a mig:Organization .",
         ":x org:subOrganizationOf :y"),
        ("pr:part-of . :x a mig:Event . :y a mig:Event .", ":x schema:superEvent :y"),
        ("pr:part-of . :x a mig:Event . :y a mig:Organization .", None),
        ("pr:founded-by . :x a mig:Organization . :y a mig:State .", ":x schema:founder :y"),
        ("pr:author . :x a mig:Person .", ":y dcterms:creator :x"),
        ("pr:published . :x a mig:Organization .", ":y dcterms:publisher :x"),
        ("pr:funds . :x a mig:State .", ":y schema:funder :x"),
        ("pr:funds ; mig:relationStatus rs:planned . :x a mig:State .", None),
        ("pr:supports . :x a mig:State .", None),
    ],
)  # fmt: skip
def test_relations_that_other_vocabularies_know(turtle: str, expected: str | None) -> None:
    assert inferred(f"{RELATION} {turtle}") == ({expected} if expected else set())


def test_broader_classes_of_ours_and_only_ours() -> None:
    found = inferred(
        "mig:UNEntity rdfs:subClassOf mig:Organization . "
        "mig:Organization rdfs:subClassOf org:Organization . "
        ":x a mig:UNEntity ."
    )

    assert found == {":x rdf:type mig:Organization"}


def test_what_is_known_is_not_said_again() -> None:
    data = ox.Store()
    data.update(
        f"{PREFIX} INSERT DATA {{ GRAPH :g {{ :x org:memberOf :y . "
        ":f a mig:Affiliation ; org:member :x ; org:organization :y } }"
    )

    assert sum(infer.infer(data).values()) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CONSTRUCT { ?s ?p", "does not parse"),
        ("SELECT * { ?s ?p ?o }", "is no CONSTRUCT query"),
        ("CONSTRUCT { [] a ?o } WHERE { ?s a ?o }", "makes a blank node"),
        (
            "CONSTRUCT { ?s a ?new } WHERE { ?s a ?o BIND (IRI(CONCAT(STR(?o), 'x')) AS ?new) }",
            "something new after",
        ),
    ],
)
def test_a_rule_that_cannot_be_one_is_refused(text: str, message: str) -> None:
    data = ox.Store()
    data.update("INSERT DATA { GRAPH <http://g> { <http://s> a <http://o> } }")
    with pytest.raises(OntologyError, match=message):
        infer.infer(data, [queries.parse(text, "bad", "inferred")])


def test_every_rule_says_what_it_derives() -> None:
    assert all(rule.header.get("derives") for rule in infer.rules())
    assert len(infer.rules()) >= 10
