"""The registry of linksets and the shape that holds every link say the same."""

import re

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDFS, SH, VOID

from migkg.namespaces import BASE, MIG, SHAPE
from migkg.shacl.shapes import Shapes

OURS = Namespace(MIG)
NOTHING = URIRef("https://w3id.org/sssom/NoTermFound")
PREDICATES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch, RDFS.seeAlso)


def test_registry_and_shape_have_the_same_patterns(graph: Graph) -> None:
    registered = {
        str(target).rpartition("/")[2]: str(pattern)
        for target, pattern in graph.subject_objects(VOID.uriRegexPattern)
    }
    shapes = Shapes.load().graph
    members = shapes.items(shapes.value(URIRef(SHAPE + "RegisteredTarget"), SH["or"]))
    checked = {
        str(member).removeprefix(SHAPE + "Target-"): str(shapes.value(member, SH.pattern))
        for member in members
    }

    assert len(registered) > 10
    assert checked == registered


def test_each_pattern_lies_within_its_space(graph: Graph) -> None:
    for target, pattern in graph.subject_objects(VOID.uriRegexPattern):
        space = str(graph.value(target, VOID.uriSpace))
        begin = re.sub(r"\\(.)", r"\1", str(pattern).removeprefix("^"))
        assert begin.startswith(space), target


def test_concepts_of_the_united_nations_are_named_under_http(graph: Graph) -> None:
    named = {str(o) for _, _, o in graph if isinstance(o, URIRef) and "metadata.un.org" in o}

    assert len(named) > 250
    assert {iri for iri in named if not iri.startswith("http://metadata.un.org/")} == set()


def test_each_linkset_has_what_its_registry_entry_says(graph: Graph) -> None:
    for linkset in graph.subjects(RDF.type, VOID.Linkset):
        predicate = graph.value(linkset, VOID.linkPredicate)
        target = graph.value(linkset, VOID.objectsTarget)
        pattern = re.compile(str(graph.value(target, VOID.uriRegexPattern) or "$^"))
        found = 0
        for mapping in graph.subjects(DCTERMS.isPartOf, linkset):
            one, other = (graph.value(mapping, OURS[f"mapping{p}"]) for p in ("Subject", "Object"))
            assert graph.value(mapping, OURS.mappingPredicate) == predicate
            if other == NOTHING:
                assert (mapping, SKOS.note, None) in graph
                assert not any(pattern.fullmatch(str(o)) for o in graph.objects(one, predicate))
                continue
            assert pattern.fullmatch(str(other)), mapping
            assert (one, predicate, other) in graph
            found += 1
        assert graph.value(linkset, VOID.triples) == Literal(found), linkset


def test_each_link_has_a_record_with_a_source(graph: Graph) -> None:
    recorded = {
        tuple(graph.value(m, OURS[f"mapping{part}"]) for part in ("Subject", "Predicate", "Object"))
        for m in graph.subjects(RDF.type, OURS.Mapping)
        if (m, DCTERMS.source, None) in graph
    }
    links = {
        (s, p, o) for p in PREDICATES for s, o in graph.subject_objects(p) if s.startswith(BASE)
    }

    assert len(links) > 900
    assert links - recorded == set()


def test_what_is_linked_is_known_and_of_the_class_that_the_linkset_names(graph: Graph) -> None:
    from migkg.ontology import load_ontology, superclasses

    above = superclasses(load_ontology())
    for mapping in graph.subjects(RDF.type, OURS.Mapping):
        thing = graph.value(mapping, OURS.mappingSubject)
        linkset = graph.value(mapping, DCTERMS.isPartOf)
        kind = str(graph.value(linkset, OURS.linkedClass)).removeprefix(MIG)
        types = {str(t).removeprefix(MIG) for t in graph.objects(thing, RDF.type)}
        assert any(kind in above.get(name, ()) for name in types), mapping


@pytest.mark.parametrize("objective", range(1, 24))
def test_objectives_of_the_compact_are_concepts(graph: Graph, objective: int) -> None:
    concept = URIRef(f"{BASE}concept/gcm-objective/{objective}")

    assert (concept, RDF.type, SKOS.Concept) in graph
