"""The page of the ontology shows every term in the language that is asked for; shapes in words."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SKOS
from tests.serve.conftest import Server, serving

from migkg.namespaces import MIG
from migkg.resources import folder
from migkg.shacl.shapes import Shapes

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def server(built_store: Path) -> Iterator[Server]:
    with serving(built_store) as running:
        yield running


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(folder("ontology") / "migkg.ttl")


def terms(ontology: Graph) -> list[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    return sorted(
        {
            term
            for kind in kinds
            for term in ontology.subjects(RDF.type, kind)
            if term.startswith(MIG)
        }
    )


def page(server: Server, address: str) -> html.HtmlElement:
    answered: httpx.Response = server.client.get(address, headers=HTML).raise_for_status()
    assert len(answered.content) < 150_000
    return html.fromstring(answered.text)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_term_stands_at_its_anchor_with_label_and_definition(
    server: Server, ontology: Graph, language: str
) -> None:
    shown = page(server, f"/ontology?lang={language}")
    for term in terms(ontology):
        (article,) = shown.xpath(f'//article[@id="{term.removeprefix(MIG)}"]')
        said = " ".join(article.text_content().split())
        for predicate in (SKOS.prefLabel, SKOS.definition):
            (text,) = (t for t in ontology.objects(term, predicate) if t.language == language)
            assert " ".join(text.split()) in said


def test_a_language_that_there_is_not_is_english(server: Server) -> None:
    shown = page(server, "/ontology?lang=<script>")
    assert shown.xpath("//h1/@lang") == ["en"]


def test_alignments_are_links(server: Server) -> None:
    shown = page(server, "/ontology")
    links = shown.xpath('//article[@id="Person"]//dd//a/@href')
    assert "http://xmlns.com/foaf/0.1/Person" in links


def test_every_class_hangs_in_the_tree(server: Server, ontology: Graph) -> None:
    tree = page(server, "/ontology").xpath('//section[@aria-labelledby="picture"]//ul//a/@href')
    classes = {
        f"#{term.removeprefix(MIG)}"
        for term in terms(ontology)
        if (term, RDF.type, OWL.Class) in ontology
    }
    assert set(tree) == classes


def test_the_shapes_are_told_in_their_own_words(server: Server) -> None:
    said = " ".join(page(server, "/shapes").text_content().split())
    shapes = Shapes.load()
    told = [
        message
        for shape in shapes.property_shapes
        if " ".join((message := shapes.by_iri[str(shape)][2]).split()) in said
    ]
    assert len(told) == len(shapes.property_shapes)
    written = Graph().parse(data=server.client.get("/shapes.ttl").text, format="turtle")
    shipped = Graph()
    for path in sorted(folder("shapes").glob("*.ttl")):
        shipped.parse(path)
    assert len(written) == len(shipped)
