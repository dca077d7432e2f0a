"""Documents of a corpus are linked by rule: to their address, and to the classes of UNDO."""

import pyoxigraph as ox
import pytest

from migkg import infer
from migkg.namespaces import BASE, UNDO
from migkg.shacl.shapes import Shapes
from migkg.validate import Context, check_quads

DATA = """
@base <https://w3id.org/migkg/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix mig: <https://w3id.org/migkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix undo: <https://w3id.org/un/ontology/undo/> .
<graph/ontology> {
  mig:Letter rdfs:subClassOf undo:OfficialLetter .
  undo:OfficialLetter rdfs:subClassOf undo:Communication .
}
<graph/document/a> {
  <id/document/a> a mig:Document, mig:Letter ; dcterms:identifier "A/65/944" .
  <id/document/b> a mig:Document ; dcterms:identifier "S/RES/1325 (2000)" .
  <id/document/c> a mig:Document ; dcterms:identifier "WHA63.16" .
  <id/document/d> a mig:Document ; dcterms:identifier "A/RES/57/270 B" .
  <id/state/e> a mig:State ; dcterms:identifier "A/65/1" .
}
"""


@pytest.fixture(scope="module")
def derived() -> list[tuple[str, str, str]]:
    data = ox.Store()
    data.load(DATA.replace("https://w3id.org/migkg/", BASE), format=ox.RdfFormat.TRIG)
    by = [rule for rule in infer.rules() if rule.name.startswith("document_")]
    infer.infer(data, by)
    return sorted(
        (
            quad.subject.value.removeprefix(BASE),
            quad.predicate.value.rpartition("#")[2],
            quad.object.value,
        )
        for quad in data.quads_for_pattern(None, None, None, infer.INFERRED)
    )


def test_a_plain_symbol_is_an_address(derived) -> None:
    assert [triple for triple in derived if triple[1] == "seeAlso"] == [
        ("id/document/a", "seeAlso", "https://undocs.org/A/65/944"),
        ("id/document/b", "seeAlso", "https://undocs.org/S/RES/1325(2000)"),
    ]


def test_classes_below_those_of_undo_are_stated(derived) -> None:
    assert [triple for triple in derived if triple[1] == "type"] == [
        ("id/document/a", "type", UNDO + "Communication"),
        ("id/document/a", "type", UNDO + "OfficialLetter"),
    ]


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("https://undocs.org/S/RES/1325(2000)", False),
        ("http://undocs.org/A/65/944", True),
        ("https://undocs.org/", True),
        ("https://example.org/A/65/944", True),
    ],
)
@pytest.mark.parametrize("engine", ["pyshacl", "fast"])
def test_the_shape_lets_registered_addresses_pass(engine, address: str, refused: bool) -> None:
    if engine == "fast":
        pytest.importorskip("shacl")
    see_also = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
    line = f"<{BASE}id/document/a> <{see_also}> <{address}> ."
    report = check_quads([line], Context(), shapes=Shapes.load(), engine=engine)

    assert [result.shape.rpartition("/")[2] for result in report.violations] == ["Link"] * refused
