"""Every term of another vocabulary that our Turtle names is really one of that vocabulary."""

import csv
from pathlib import Path

import pytest
from rdflib import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SKOS,
    TIME,
    VANN,
    VOID,
    XSD,
    Graph,
    Literal,
    URIRef,
)

from migkg.namespaces import BASE, PREFIXES
from migkg.ontology import load_authority

# rdflib ships the local names of these vocabularies, and knows when it is asked for another.
CLOSED = (DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SKOS, TIME, VANN, VOID, XSD)
SDMX = "http://purl.org/linked-data/sdmx/2009/"
NAMESPACES = {
    **PREFIXES,
    "sdmx-attribute": f"{SDMX}attribute#",
    "sdmx-dimension": f"{SDMX}dimension#",
    "sdmx-measure": f"{SDMX}measure#",
    "sssom": "https://w3id.org/sssom/",
}
LINKS = {"https://creativecommons.org/licenses/by/4.0/", "https://undocs.org/A/RES/73/195"}


def _listed() -> set[str]:
    """Return the terms read in copies of vocabularies that rdflib does not ship."""
    path = Path(__file__).parent / "outside_terms.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {NAMESPACES[row["prefix"]] + row["name"] for row in csv.DictReader(lines)}


def _is_real(term: str) -> bool:
    for vocabulary in CLOSED:
        if term.startswith(str(vocabulary)):
            return URIRef(term) in vocabulary
    return term in _listed()


def _outside(graph: Graph) -> set[str]:
    named = {term for triple in graph for term in triple if isinstance(term, URIRef)}
    types = {term.datatype for term in graph.objects() if isinstance(term, Literal)}
    return {str(term) for term in named | types if term and not term.startswith(BASE)} - LINKS


def test_outside_terms_are_real(ontology: Graph):
    found = _outside(ontology)
    assert len(found) > 150
    assert [term for term in sorted(found) if not _is_real(term)] == []


@pytest.mark.parametrize(
    "name",
    [
        str(ORG) + "hasMembers",
        str(SDO) + "Conference",
        NAMESPACES["undo"] + "Report",
        str(SKOS) + "x",
    ],
)
def test_a_name_that_is_not_real_is_noticed(name: str):
    assert not _is_real(name)


@pytest.mark.parametrize(
    "prefix", ["foaf", "org", "prov", "skos", "nif", "schema", "eli", "qb", "undo"]
)
def test_the_vocabulary_is_aligned_to(ontology: Graph, prefix: str):
    assert any(term.startswith(NAMESPACES[prefix]) for term in _outside(ontology))


def test_the_list_names_no_term_that_is_not_used(ontology: Graph):
    assert _listed() <= _outside(ontology)


def test_axioms_name_declared_classes_only(ontology: Graph):
    """A class that OWL tools do not know as one would make an axiom an annotation."""
    classes = set(ontology.subjects(RDF.type, OWL.Class)) | {RDFS.Literal}
    used = {
        kind
        for predicate in (RDFS.subClassOf, OWL.disjointWith, OWL.equivalentClass, RDFS.domain)
        for kind in ontology.objects(predicate=predicate)
    }
    ranges = {kind for kind in ontology.objects(predicate=RDFS.range) if kind not in XSD}
    assert sorted((used | ranges) - classes) == []


def test_subproperties_are_of_the_kind_of_what_they_lie_below(ontology: Graph):
    for lower, upper in ontology.subject_objects(RDFS.subPropertyOf):
        kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
        one, other = (kinds & set(ontology.objects(term, RDF.type)) for term in (lower, upper))
        assert one == other, (lower, upper)
        assert one, lower


def test_the_authority_files_use_real_and_declared_terms(ontology: Graph):
    """What OWL tools do not know as a property they read as a remark without meaning."""
    authority = load_authority()
    properties = set(authority.predicates()) - {RDF.type, RDFS.seeAlso}
    types = set(authority.objects(predicate=RDF.type))
    assert sorted((properties | types) - set(ontology.subjects(RDF.type))) == []
    outside = {str(term) for term in properties | types if not term.startswith(BASE)}
    assert [term for term in sorted(outside) if not _is_real(term)] == []
