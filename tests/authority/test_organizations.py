"""The authority files of organizations, offices and persons."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS, XSD

from migkg.link.labels import fold, is_acronym

ROOT = Path(__file__).parents[2]
AUTHORITY = ROOT / "ontology" / "authority"
BASE = "https://w3id.org/migkg/"
ID = BASE + "id/"
MIG = rdflib.Namespace(BASE + "ontology#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")

OF_ORGANIZATIONS = ("un-entities", "intergovernmental", "processes", "civil-society", "national")
FILES = (*OF_ORGANIZATIONS, "offices", "persons")
GRAPHS = {name: rdflib.Graph().parse(AUTHORITY / f"{name}.ttl", format="turtle") for name in FILES}
GRAPH = rdflib.Graph()
for graph in GRAPHS.values():
    GRAPH += graph

KINDS = {
    "Organization",
    "UNEntity",
    "IntergovernmentalOrganization",
    "NationalBody",
    "CivilSocietyOrganization",
    "PrivateSectorOrganization",
    "AcademicInstitution",
    "InterAgencyGroup",
    "ConsultativeProcess",
    "StateGroup",
    "Commission",
}
# The name of a UN body in French and Spanish is official; of these, only English names are sure.
ENGLISH_ONLY = {
    "global-campaign-steering-committee",
    "unu-cris",
    "unu-ehs",
    "unu-gcm",
    "unu-merit",
}


def of_kind(kind: str) -> list[rdflib.URIRef]:
    start = f"{ID}{kind}/"
    return sorted(
        {
            subject
            for subject in GRAPH.subjects(RDF.type)
            if isinstance(subject, rdflib.URIRef) and subject.startswith(start)
        }
    )


ORGANIZATIONS, OFFICES = of_kind("organization"), of_kind("office")
PERSONS, TENURES = of_kind("person"), of_kind("tenure")
UN_ENTITIES = sorted(set(GRAPH.subjects(RDF.type, MIG.UNEntity)), key=str)


def slug(subject: rdflib.term.Node) -> str:
    return str(subject).rpartition("/")[2]


def labels(subject: rdflib.term.Node, *properties: rdflib.term.Node) -> Iterator[rdflib.Literal]:
    for prop in properties:
        for label in GRAPH.objects(subject, prop):
            assert isinstance(label, rdflib.Literal)
            yield label


@pytest.mark.parametrize("name", FILES)
def test_a_file_states_its_title_source_date_and_terms(name: str) -> None:
    graph = GRAPHS[name]
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)

    assert slug(dataset) == name
    for said in (DCTERMS.title, DCTERMS.source, DCTERMS.modified, DCTERMS.license):
        assert len(list(graph.objects(dataset, said))) == 1


def test_no_entity_is_described_in_two_files() -> None:
    where = defaultdict(set)
    for name, graph in GRAPHS.items():
        for subject in graph.subjects(RDF.type):
            where[subject].add(name)

    assert {s: files for s, files in where.items() if len(files) > 1} == {}


def test_every_statement_is_of_a_typed_entity() -> None:
    """A slug misspelt once makes an entity without a type."""
    assert set(GRAPH.subjects()) == set(GRAPH.subjects(RDF.type))


def test_there_are_no_blank_nodes() -> None:
    assert not [node for node in GRAPH.all_nodes() if isinstance(node, rdflib.BNode)]


def test_types_are_those_of_the_ontology() -> None:
    types = {
        str(t).removeprefix(str(MIG)) for s in ORGANIZATIONS for t in GRAPH.objects(s, RDF.type)
    }

    assert types == KINDS
    assert {t for s in OFFICES for t in GRAPH.objects(s, RDF.type)} == {MIG.Office}
    assert {t for s in PERSONS for t in GRAPH.objects(s, RDF.type)} == {MIG.Person}
    assert {t for s in TENURES for t in GRAPH.objects(s, RDF.type)} == {MIG.Tenure}


def test_an_english_name_is_preferred_and_one_a_language() -> None:
    for subject in ORGANIZATIONS + OFFICES + PERSONS:
        languages = [label.language for label in labels(subject, SKOS.prefLabel)]

        assert "en" in languages, subject
        assert len(languages) == len(set(languages)), subject


@pytest.mark.parametrize("subject", sorted({*UN_ENTITIES, *OFFICES}, key=str), ids=slug)
def test_un_bodies_and_offices_have_names_in_three_languages(subject: rdflib.URIRef) -> None:
    languages = {label.language for label in labels(subject, SKOS.prefLabel)}
    short_lived = any(
        word in slug(subject) for word in ("task-team", "gmg-working-group")
    )  # groups that worked in English

    assert languages >= {"en", "fr", "es"} or slug(subject) in ENGLISH_ONLY or short_lived


def test_no_two_entities_share_a_label_in_a_language() -> None:
    """Held as the matcher holds them: without case, accents and hyphens."""
    owners = defaultdict(set)
    for subject in ORGANIZATIONS + OFFICES + PERSONS:
        for label in labels(subject, SKOS.prefLabel, SKOS.altLabel):
            owners[label.language, fold(str(label))].add(slug(subject))

    assert {label: found for label, found in owners.items() if len(found) > 1} == {}


def test_labels_are_clean() -> None:
    for subject in ORGANIZATIONS + OFFICES + PERSONS:
        for label in labels(subject, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            text = str(label)
            assert text == " ".join(text.split())
            assert label.language
            assert label.language == label.language.lower()
            assert not text.endswith(")"), f"an acronym in brackets is a label of its own: {text}"
            assert "’" not in text, f"apostrophes are straight: {text}"
            assert text[0].isalnum()


def test_a_label_stands_once_with_an_entity() -> None:
    for subject in ORGANIZATIONS + OFFICES + PERSONS:
        said = list(labels(subject, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel))

        assert len(said) == len(set(said)), subject


def test_labels_without_capitals_are_not_hidden() -> None:
    """A common noun ("the forum") is no mention."""
    for subject in ORGANIZATIONS + OFFICES + PERSONS:
        for label in labels(subject, SKOS.hiddenLabel):
            assert label[0].isupper(), label


def test_hidden_labels_of_persons_do_not_exist() -> None:
    assert [label for s in PERSONS for label in labels(s, SKOS.hiddenLabel)] == []


@pytest.mark.parametrize("predicate", [ORG.subOrganizationOf, DCTERMS.isReplacedBy])
def test_organizations_refer_to_organizations_and_never_in_a_circle(
    predicate: rdflib.URIRef,
) -> None:
    pairs = set(GRAPH.subject_objects(predicate))

    assert pairs
    assert {node for pair in pairs for node in pair} <= set(ORGANIZATIONS)
    for start, _ in pairs:
        above = set(GRAPH.objects(start, predicate))
        while wider := {node for here in above for node in GRAPH.objects(here, predicate)} - above:
            above |= wider
        assert start not in above


@pytest.mark.parametrize("office", OFFICES, ids=slug)
def test_an_office_is_in_a_known_body(office: rdflib.URIRef) -> None:
    (body,) = GRAPH.objects(office, ORG.postIn)

    assert body in ORGANIZATIONS


@pytest.mark.parametrize("office", OFFICES, ids=slug)
def test_holders_are_those_of_the_tenures(office: rdflib.URIRef) -> None:
    tenures = set(GRAPH.subjects(MIG.tenureOf, office))
    holders = {person for tenure in tenures for person in GRAPH.objects(tenure, ORG.member)}

    assert holders == set(GRAPH.objects(office, ORG.heldBy))
    assert holders <= set(PERSONS)


def test_a_tenure_has_one_office_one_holder_and_a_beginning() -> None:
    for tenure in TENURES:
        (office,) = GRAPH.objects(tenure, MIG.tenureOf)
        (person,) = GRAPH.objects(tenure, ORG.member)
        (_,) = GRAPH.objects(tenure, MIG.since)

        assert office in OFFICES
        assert len(list(GRAPH.objects(tenure, MIG.until))) <= 1
        assert slug(tenure).startswith(f"{slug(office)}-{slug(person)}")


def dated(tenure: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
    found = list(GRAPH.objects(tenure, predicate))
    for value in found:
        assert isinstance(value, rdflib.Literal)
        written = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}
        assert value.datatype == written[len(str(value))]
    return str(found[0]) if found else "9999"


def not_after(first: str, second: str) -> bool:
    """Tell whether a date can lie before another, both compared as exactly as both are known."""
    known = min(len(first), len(second))
    return first[:known] <= second[:known]


@pytest.mark.parametrize(
    "office", [o for o in OFFICES if (None, MIG.tenureOf, o) in GRAPH], ids=slug
)
def test_tenures_begin_before_they_end_and_do_not_overlap(office: rdflib.URIRef) -> None:
    spans = sorted(
        (dated(tenure, MIG.since), dated(tenure, MIG.until))
        for tenure in GRAPH.subjects(MIG.tenureOf, office)
    )

    for since, until in spans:
        assert not_after(since, until)
    for (_, until), (since, _) in pairwise(spans):
        # Two exact dates never meet on one day; a year may see two holders.
        both_exact = len(until) == len(since) == len("2007-01-01")
        assert until < since if both_exact else not_after(until, since)


@pytest.mark.parametrize(
    ("name", "day", "holder"),
    [
        ("secretary-general", "2011-05-19", "ban-ki-moon"),
        ("secretary-general", "1999-12-31", "kofi-annan"),
        ("president-of-the-general-assembly", "2006-09-14", "haya-rashed-al-khalifa"),
        ("president-of-the-general-assembly", "2013-10-03", "john-w-ashe"),
        ("high-commissioner-for-refugees", "2010-06-20", "antonio-guterres"),
    ],
)
def test_the_holder_on_a_day_is_found(name: str, day: str, holder: str) -> None:
    office = rdflib.URIRef(f"{ID}office/{name}")
    found = {
        slug(person)
        for tenure in GRAPH.subjects(MIG.tenureOf, office)
        if not_after(dated(tenure, MIG.since), day) and not_after(day, dated(tenure, MIG.until))
        for person in GRAPH.objects(tenure, ORG.member)
    }

    assert found == {holder}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("gfmd", {"GFMD", "Global Forum", "FMMD", "Foro Mundial sobre Migración y Desarrollo"}),
        ("iom", {"IOM", "OIM", "Organisation internationale pour les migrations"}),
        ("gmg", {"GMG", "Global Migration Group"}),
        ("asean", {"Association of South East Asian Nations", "ASEAN"}),
        ("united-nations", {"UN", "ONU", "Naciones Unidas", "Nations Unies"}),
        ("ccme", {"Conseil de la communauté marocaine à l'étranger", "CCME"}),
    ],
)
def test_usual_forms_are_known(name: str, known: set[str]) -> None:
    organization = rdflib.URIRef(f"{ID}organization/{name}")

    assert known <= {str(label) for label in labels(organization, SKOS.prefLabel, SKOS.altLabel)}


def test_a_hidden_word_is_no_acronym_of_another_body() -> None:
    """Short forms in context ("SG") must not take away what a body is known by."""
    known = {
        str(label)
        for subject in ORGANIZATIONS
        for label in labels(subject, SKOS.altLabel)
        if is_acronym(str(label))
    }
    hidden = {str(label) for s in ORGANIZATIONS + OFFICES for label in labels(s, SKOS.hiddenLabel)}

    assert known
    assert not known & hidden
