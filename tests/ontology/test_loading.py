"""The folders load; what is broken is named in one line; another base moves every IRI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from migkg.errors import MissingFileError, OntologyError, UnreadableFileError
from migkg.namespaces import DEFAULT_BASE, MIG
from migkg.ontology import load_authority, load_concepts, load_ontology, load_turtle

PREFIX = "@prefix a: <https://example.org/> .\n"


def test_the_concepts_are_part_of_the_ontology(ontology: Graph):
    concepts = load_concepts()
    assert len(concepts) > 1000
    assert set(concepts) <= set(ontology)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PREFIX + "a:s a:p a:o .\na:s a:p\n  b:o .\n", 4),
        (PREFIX + "a:s a:p .\n", 2),
        (PREFIX + 'a:s a:p "open .\n', 2),
        (PREFIX + 'a:s a:p "2011-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .\n', 2),
    ],
    ids=["unknown prefix", "no object", "open string", "no such day"],
)
def test_broken_turtle_is_named_with_file_and_line(turtle, text: str, line: int):
    path = turtle(text)
    with pytest.raises(OntologyError) as caught:
        load_turtle([path])
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert "\n" not in message


def test_turtle_that_breaks_off_is_named_too(turtle):
    path = turtle(PREFIX + 'a:s a:p "x"^^ .\n')
    with pytest.raises(OntologyError, match=r"data\.ttl"):
        load_turtle([path])


def test_one_broken_file_among_others_is_the_one_named(tmp_path: Path, turtle):
    turtle(PREFIX + "a:s a:p a:o .\n", "authority/good.ttl")
    bad = turtle(PREFIX + "a:s a:p\n", "authority/worse.ttl")
    with pytest.raises(OntologyError, match=str(bad)):
        load_authority(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(MissingFileError, match="nowhere"):
        load_ontology(tmp_path / "nowhere")
    with pytest.raises(MissingFileError, match="authority"):
        load_authority(tmp_path)
    with pytest.raises(MissingFileError, match=r"gone\.ttl"):
        load_turtle([tmp_path / "gone.ttl"])


def test_bytes_that_are_no_text_are_refused(tmp_path: Path):
    path = tmp_path / "data.ttl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        load_turtle([path])


def test_another_base_moves_our_iris_and_no_others(turtle):
    path = turtle(
        "@prefix mig: <https://w3id.org/migkg/ontology#> .\n"
        "@prefix undo: <https://w3id.org/un/ontology/undo/> .\n"
        "mig:Person a undo:Agent .\n"
    )
    (triple,) = load_turtle([path], base="https://example.org/kg/")
    assert triple == (
        URIRef("https://example.org/kg/ontology#Person"),
        RDF.type,
        URIRef("https://w3id.org/un/ontology/undo/Agent"),
    )


def test_the_base_of_the_environment_holds_for_the_whole_ontology():
    code = (
        "from migkg.ontology import load_ontology, superclasses\n"
        "graph = load_ontology()\n"
        f"print(any({DEFAULT_BASE!r} in str(term) for triple in graph for term in triple))\n"
        "print(len(superclasses(graph)))\n"
    )
    env = {**os.environ, "MIGKG_BASE": "https://example.org/kg/"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    moved, count = done.stdout.split()
    assert moved == "False"
    assert int(count) > 50


def test_loading_twice_gives_the_same_graph(ontology: Graph):
    assert set(load_ontology()) == set(ontology)
    assert (URIRef(MIG + "Fact"), RDF.type, OWL.Class) in ontology
