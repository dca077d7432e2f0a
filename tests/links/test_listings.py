"""The long answers: things without a link and why, the acts behind a number of parties."""

import pyoxigraph as ox
import pytest
from rdflib import RDF, SKOS, Graph, Namespace
from rdflib.namespace import DCTERMS

from migkg import queries, store
from migkg.namespaces import MIG

OURS = Namespace(MIG)
DATA = """
@base <https://w3id.org/migkg/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix mig: <https://w3id.org/migkg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<id/linkset/s> mig:linkedClass mig:State ; skos:scopeNote "None was read."@en .
<id/state/linked> a mig:State .
<id/state/sought> a mig:State .
<id/state/not-sought> a mig:State .
<id/state/unknown> a mig:State ; mig:status mig:Unreviewed .
<id/area/other> a mig:Area .
<id/mapping/1> mig:mappingSubject <id/state/linked> ; dcterms:isPartOf <id/linkset/s> ;
    mig:mappingObject <http://www.wikidata.org/entity/Q1> .
<id/mapping/2> mig:mappingSubject <id/state/sought> ; dcterms:isPartOf <id/linkset/s> ;
    mig:mappingObject <https://w3id.org/sssom/NoTermFound> ; skos:note "Two sources differ."@en .
"""


def answer(data: ox.Store, name: str) -> list[list[str]]:
    found = store.ask(data, queries.find(name).text)
    assert isinstance(found, ox.QuerySolutions)
    return [
        ["" if term is None else term.value.rpartition("/")[2] for term in row] for row in found
    ]


def test_a_thing_without_link_is_listed_with_the_reason() -> None:
    data = ox.Store()
    data.load(DATA, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:g"))

    assert answer(data, "things_without_link") == [
        ["s", "not-sought", "None was read."],
        ["s", "sought", "Two sources differ."],
    ]


def test_every_known_thing_is_linked_or_listed(graph: Graph) -> None:
    data = ox.Store()
    data.load(
        graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("urn:g")
    )
    listed = answer(data, "things_without_link")

    for linkset in ("state-wikidata", "state-unms", "theme-unbis", "resolution-undocs"):
        (linked_class,) = {
            linked
            for one, linked in graph.subject_objects(OURS.linkedClass)
            if str(one).endswith("/" + linkset)
        }
        things = {str(one).rpartition("/")[2] for one in graph.subjects(RDF.type, linked_class)}
        linked = {
            str(graph.value(mapping, OURS.mappingSubject)).rpartition("/")[2]
            for mapping, of in graph.subject_objects(DCTERMS.isPartOf)
            if str(of).endswith("/" + linkset)
            and "NoTermFound" not in str(graph.value(mapping, OURS.mappingObject))
        }
        without = {thing for of, thing, _ in listed if of == linkset}
        assert without == things - linked
    assert all(why for _, _, why in listed)


def test_each_linkset_says_why_a_thing_may_have_no_link(graph: Graph) -> None:
    for linkset in graph.subjects(OURS.linkedClass):
        assert len(list(graph.objects(linkset, SKOS.scopeNote))) == 1


@pytest.mark.parametrize("name", ["things_without_link", "parties_counted"])
def test_nothing_is_answered_from_an_empty_graph(name: str) -> None:
    assert answer(ox.Store(), name) == []
