"""The shapes name what there is, say what to do, and mean the same in the form pySHACL is given."""

import re
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import SH

from migkg.namespaces import MIG, SHAPE
from migkg.namespaces import SKOS as SKOS_NS
from migkg.ontology import load_concepts, load_ontology
from migkg.resources import folder
from migkg.shacl.engines import graph_of
from migkg.shacl.shapes import TARGETS, Shapes
from migkg.validate import Context, shipped_context

SHAPES = Shapes.load()
ONTOLOGY = load_ontology()
FILES = sorted(folder("shapes").glob("*.ttl"))
VOCABULARIES = {str(OWL), SKOS_NS, "http://rdfs.org/ns/void#"}


def namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def test_each_target_class_is_in_the_ontology() -> None:
    """A misspelt target lets everything conform."""
    targets = {str(target) for target in SHAPES.graph.objects(None, SH.targetClass)}
    known = {str(term) for term in ONTOLOGY.subjects(RDF.type, OWL.Class)}

    assert MIG + "Fact" in targets
    assert {t for t in targets - known if namespace(t) not in VOCABULARIES} == set()


def test_each_term_of_ours_in_a_shape_is_in_the_ontology() -> None:
    named = {str(term) for triple in SHAPES.graph for term in triple if str(term).startswith(MIG)}
    named.discard(MIG)
    known = {str(term) for term in ONTOLOGY.subjects()}
    patterns = {str(pattern) for pattern in SHAPES.graph.objects(None, SH.pattern)}

    assert len(named) > 100
    assert named - known - patterns == set()


def test_each_property_of_the_ontology_is_covered() -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    ours = {str(p) for kind in kinds for p in ONTOLOGY.subjects(RDF.type, kind)}
    covered = {str(term) for triple in SHAPES.graph for term in triple}

    assert {p.removeprefix(MIG) for p in ours if p.startswith(MIG)} >= {"count", "act"}
    assert {p for p in ours - covered if p.startswith(MIG)} == set()


def test_each_class_of_the_ontology_is_covered() -> None:
    targets = set(SHAPES.graph.objects(None, SH.targetClass))
    ours = [c for c in ONTOLOGY.subjects(RDF.type, OWL.Class) if str(c).startswith(MIG)]

    assert ours
    assert [
        str(c) for c in ours if not targets & set(ONTOLOGY.transitive_objects(c, RDFS.subClassOf))
    ] == []


def test_each_scheme_that_shapes_name_has_concepts() -> None:
    schemes = set(SHAPES.graph.objects(None, SH.hasValue))

    assert len(schemes) > 20
    assert schemes - set(load_concepts().objects(None, SKOS.inScheme)) == set()


def test_each_shape_referred_to_is_defined() -> None:
    """An engine takes a shape that is not there for one that always holds."""
    named = {str(term) for triple in SHAPES.graph for term in triple}
    known = {str(subject) for subject in SHAPES.graph.subjects()}

    assert {name for name in named - known if name.startswith(SHAPE)} - {SHAPE} == set()


@pytest.mark.parametrize("shape", SHAPES.property_shapes, ids=lambda s: s.removeprefix(SHAPE))
def test_property_shape_says_what_to_do(shape: URIRef) -> None:
    graph = SHAPES.graph
    owners = set(graph.subjects(SH.property, shape))
    messages = list(graph.objects(shape, SH.message))

    assert {str(owner) for owner in owners} == {str(shape).rpartition("-")[0]} or all(
        str(shape).startswith(f"{owner}-") for owner in owners
    )
    assert set(graph.objects(shape, SH.severity)) <= {SH.Violation, SH.Warning}
    assert len(list(graph.objects(shape, SH.severity))) == 1
    assert [message.language for message in messages] == ["en"]
    assert re.fullmatch(r"\S.{20,200}\.", messages[0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_store_would_change_no_literal(path) -> None:
    triples = {(q.subject, q.predicate, q.object) for q in ox.parse(path=path)}
    store = ox.Store()
    store.load(path=path)
    stored = {str(quad.object) for quad in store if isinstance(quad.object, ox.Literal)}

    assert stored == {str(o) for _, _, o in triples if isinstance(o, ox.Literal)}


def test_flat_shapes_give_the_verdicts_of_the_shapes_as_written() -> None:
    """pySHACL is given property shapes with the targets of their node shapes."""
    data = Graph()
    for path in sorted((Path(__file__).parent / "counterexamples").glob("*.ttl")):
        # One graph of all counterexamples: their triples may mix, the verdicts must not differ.
        data.parse(path)
    for triple in graph_of(context_triples(shipped_context(), data)):
        data.add(triple)

    written, flat = (verdicts(data, shapes) for shapes in (SHAPES.graph, SHAPES.flat))

    assert len(flat) > 200
    assert flat == written


def context_triples(context: Context, data: Graph) -> list:
    quads = ox.parse(data.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    triples = [(quad.subject, quad.predicate, quad.object) for quad in quads]
    return context.around(triples, SHAPES.beyond)[0]


def verdicts(data: Graph, shapes: Graph) -> set[tuple[rdflib.term.Node | None, ...]]:
    report = pyshacl.validate(data, shacl_graph=shapes, inplace=True)[1]
    parts = (SH.focusNode, SH.sourceShape, SH.value, SH.resultSeverity)
    return {tuple(report.value(r, p) for p in parts) for r in report.objects(None, SH.result)}


def test_what_is_read_of_values_is_known() -> None:
    assert str(RDF.type) in SHAPES.beyond
    assert str(SKOS.inScheme) in SHAPES.beyond
    assert not any(set(SHAPES.graph.objects(None, p)) & {RDF.nil} for p in TARGETS)
