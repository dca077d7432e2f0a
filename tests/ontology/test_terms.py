"""What the design names is there, is of the right kind, and explains itself."""

import re

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from migkg import model
from migkg.namespaces import MIG
from migkg.ontology import superclasses

CLASSES = [
    "Person",
    "Office",
    "Tenure",
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
    "State",
    "Area",
    "Instrument",
    "Treaty",
    "CodeOfPractice",
    "Declaration",
    "Recommendation",
    "Framework",
    "Agreement",
    "Resolution",
    "Event",
    "Conference",
    "Dialogue",
    "Debate",
    "Session",
    "Meeting",
    "Workshop",
    "Symposium",
    "Campaign",
    "Document",
    "Report",
    "Letter",
    "Note",
    "ConceptNote",
    "Programme",
    "Summary",
    "Statement",
    "InformationNote",
    "VerbatimRecord",
    "Compilation",
    "Initiative",
    "Publication",
    "Theme",
    "Passage",
    "Fact",
    "Participation",
    "Affiliation",
    "GroupMembership",
    "Adoption",
    "EntryIntoForce",
    "PartyStatus",
    "PartyCount",
    "EventOccurrence",
    "Citation",
    "Observation",
    "Provision",
    "Relation",
]
OBJECTS = [
    "status",
    "tenureOf",
    "textOf",
    "contains",
    "inSeries",
    "sessionOf",
    "versionStatus",
    "speaker",
    "onBehalfOf",
    "deliveredAt",
    "passageOf",
    "passageKind",
    "section",
    "continues",
    "partOfPassage",
    "mentions",
    "participant",
    "inEvent",
    "role",
    "participationStatus",
    "positionStatus",
    "instrument",
    "adoptedBy",
    "adoptedAt",
    "adoptionKind",
    "party",
    "treatyAction",
    "countBasis",
    "placeState",
    "partOfEvent",
    "pursuantTo",
    "occurrenceStatus",
    "citing",
    "cited",
    "citationKind",
    "indicator",
    "unit",
    "valueQualifier",
    "refArea",
    "originArea",
    "destinationArea",
    "observedEntity",
    "observationStatus",
    "attributedTo",
    "actor",
    "act",
    "addressee",
    "concerns",
    "requestedAction",
    "withinProvision",
    "subject",
    "predicate",
    "object",
    "relationStatus",
    "stance",
    "quantifier",
    "reportedBy",
    "disagreesWith",
]
VALUES = [
    "sourceFile",
    "sha256",
    "reported",
    "order",
    "paragraphNumber",
    "heading",
    "page",
    "positionTitle",
    "asOf",
    "since",
    "until",
    "adoptionDate",
    "date",
    "count",
    "startDate",
    "endDate",
    "place",
    "pursuantToParagraph",
    "indicatorText",
    "value",
    "refPeriod",
    "breakdown",
    "sentence",
    "tableNumber",
    "rowLabel",
    "columnLabel",
    "addresseeText",
    "provisionText",
]
CONCEPT_VALUED = [
    "status",
    "versionStatus",
    "passageKind",
    "section",
    "role",
    "participationStatus",
    "positionStatus",
    "adoptionKind",
    "treatyAction",
    "countBasis",
    "occurrenceStatus",
    "citationKind",
    "indicator",
    "unit",
    "valueQualifier",
    "observationStatus",
    "act",
    "requestedAction",
    "predicate",
    "relationStatus",
    "stance",
    "quantifier",
]
FACTS = [
    "Participation",
    "Affiliation",
    "GroupMembership",
    "Adoption",
    "EntryIntoForce",
    "PartyStatus",
    "PartyCount",
    "EventOccurrence",
    "Citation",
    "Observation",
    "Provision",
    "Relation",
]


def _terms(graph: Graph) -> list[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    return sorted(
        {
            term
            for kind in kinds
            for term in graph.subjects(RDF.type, kind)
            if isinstance(term, URIRef) and term.startswith(MIG)
        }
    )


@pytest.mark.parametrize(
    ("names", "kind"),
    [(CLASSES, OWL.Class), (OBJECTS, OWL.ObjectProperty), (VALUES, OWL.DatatypeProperty)],
    ids=["classes", "object properties", "datatype properties"],
)
def test_terms_of_the_design_are_of_their_kind(ontology: Graph, names: list[str], kind: URIRef):
    assert [name for name in names if (URIRef(MIG + name), RDF.type, kind) not in ontology] == []


def test_every_term_has_one_kind(ontology: Graph):
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    several = [
        term
        for term in set(ontology.subjects())
        if len(kinds & set(ontology.objects(term, RDF.type))) > 1
    ]
    assert several == []


def test_every_term_has_labels_in_three_languages(ontology: Graph):
    for term in _terms(ontology):
        languages = sorted(label.language for label in ontology.objects(term, SKOS.prefLabel))
        assert languages == ["en", "es", "fr"], term
        label = next(
            label for label in ontology.objects(term, SKOS.prefLabel) if label.language == "en"
        )
        assert list(ontology.objects(term, RDFS.label)) == [label], term


@pytest.mark.parametrize(
    ("predicate", "languages"), [(SKOS.definition, ["en", "es", "fr"]), (SKOS.example, ["en"])]
)
def test_every_term_is_explained(ontology: Graph, predicate: URIRef, languages: list[str]):
    wrong = [
        term
        for term in _terms(ontology)
        if sorted(text.language for text in ontology.objects(term, predicate)) != languages
    ]
    assert wrong == []


def test_every_term_says_where_it_is_defined(ontology: Graph):
    header = URIRef(MIG.rstrip("#"))
    assert (header, RDF.type, OWL.Ontology) in ontology
    assert list(ontology.objects(header, OWL.versionInfo)) == [Literal("1.0.0")]
    assert list(ontology.objects(header, OWL.versionIRI)) == [URIRef(f"{header}/1.0.0")]
    for term in _terms(ontology):
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [header], term


def test_every_term_is_aligned_to_another_vocabulary(ontology: Graph):
    links = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass)
    matches = (SKOS.closeMatch, SKOS.relatedMatch, SKOS.exactMatch)
    alone = [
        term
        for term in _terms(ontology)
        if not any(
            not str(other).startswith(MIG)
            for link in (*links, *matches)
            for other in ontology.objects(term, link)
        )
    ]
    assert alone == []


def test_concept_valued_properties_lead_to_concepts(ontology: Graph):
    for name in CONCEPT_VALUED:
        assert list(ontology.objects(URIRef(MIG + name), RDFS.range)) == [SKOS.Concept], name


def test_properties_of_several_classes_have_no_domain(ontology: Graph):
    shared = "instrument inEvent onBehalfOf asOf since until adoptedBy date placeState sentence"
    for name in shared.split():
        assert not list(ontology.objects(URIRef(MIG + name), RDFS.domain)), name


def test_cardinality_is_left_to_the_shapes(ontology: Graph):
    assert not list(ontology.subjects(RDF.type, OWL.Restriction))


def test_no_blank_nodes(ontology: Graph):
    assert not [triple for triple in ontology if any(isinstance(term, BNode) for term in triple)]


def test_names_follow_the_house_rule(ontology: Graph):
    for term in _terms(ontology):
        is_class = (term, RDF.type, OWL.Class) in ontology
        pattern = r"[A-Z][A-Za-z]+" if is_class else r"[a-z][A-Za-z0-9]+"
        assert re.fullmatch(pattern, term.removeprefix(MIG)), term


def test_facts_are_facts_and_share_no_instance(ontology: Graph):
    above = superclasses(ontology)
    assert sorted(name for name in above if "Fact" in above[name]) == sorted([*FACTS, "Fact"])
    for number, one in enumerate(FACTS):
        for other in FACTS[number + 1 :]:
            pair = URIRef(MIG + one), URIRef(MIG + other)
            assert (pair[0], OWL.disjointWith, pair[1]) in ontology or (
                pair[1],
                OWL.disjointWith,
                pair[0],
            ) in ontology


def test_a_resolution_is_instrument_and_document(ontology: Graph):
    above = superclasses(ontology)
    assert above["Resolution"] == {"Resolution", "Instrument", "Document"}
    assert above["InterAgencyGroup"] == {"InterAgencyGroup", "Organization"}
    assert above["Person"] == {"Person"}


def test_the_code_knows_the_sections_and_kinds_of_the_schemes(ontology: Graph):
    """The pipeline's own choices are the notations of the schemes that it points to."""
    from migkg.ontology import load_concepts

    graph = load_concepts()
    for scheme, choice in (("passage-kind", model.PassageKind), ("section", model.Section)):
        notations = {
            str(notation)
            for concept, notation in graph.subject_objects(SKOS.notation)
            if f"/concept/{scheme}/" in str(concept)
        }
        assert notations == set(choice.__args__)
