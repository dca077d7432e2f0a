"""The table of mappings is SSSOM/TSV: metadata, known slots, CURIEs whose prefixes are told."""

import csv
import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from migkg import sssom
from migkg.cli.main import main
from migkg.export import format_of
from migkg.namespaces import GRAPH, PREFIXES

ROOT = Path(__file__).parents[1]
# Slots of a mapping in SSSOM 1.0 that the table may use, and those that it must fill.
SLOTS = {
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "object_source", "mapping_source", "mapping_date", "see_also",
    "comment",
}  # fmt: skip
REQUIRED = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
REFERENCES = {*REQUIRED, "object_source", "mapping_source"}


@pytest.fixture(scope="module")
def data() -> ox.Store:
    """A store of the links, and of what they are about."""
    found = ox.Store()
    for folder in ("links", "authority", "concepts"):
        for path in sorted((ROOT / "ontology" / folder).glob("*.ttl")):
            found.load(
                path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + folder)
            )
    return found


@pytest.fixture(scope="module")
def text(data: ox.Store) -> str:
    return "".join(sssom.lines(data))


@pytest.fixture(scope="module")
def head(text: str) -> dict[str, object]:
    """The metadata; of YAML they use keys, and one mapping of quoted texts."""
    found: dict[str, object] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        name, _, value = line[1:].partition(": " if ": " in line else ":")
        if name.startswith("  "):
            assert isinstance(found["curie_map"], dict)
            found["curie_map"][name.strip()] = json.loads(value)
        else:
            found[name] = value.strip() or {}
    return found


@pytest.fixture(scope="module")
def rows(text: str) -> list[dict[str, str]]:
    table = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(io.StringIO(table), delimiter="\t"))


def test_the_metadata_name_set_licence_and_prefixes(head) -> None:
    assert head["mapping_set_id"] == GRAPH + "links"
    assert head["license"].startswith("https://")
    assert head["curie_map"]["semapv"] == "https://w3id.org/semapv/vocab/"
    assert head["curie_map"]["skos"] == PREFIXES["skos"]


def test_each_mapping_is_a_row(rows, data: ox.Store) -> None:
    (counted,) = data.query(
        "SELECT (COUNT(*) AS ?n) { ?m a <https://w3id.org/migkg/ontology#Mapping> }",
        use_default_graph_as_union=True,
    )
    assert len(rows) == int(counted[0].value) > 1000
    assert set(rows[0]) <= SLOTS
    assert all(row[name] for row in rows for name in REQUIRED)


def test_references_are_curies_whose_prefix_is_told(rows, head) -> None:
    prefixes = head["curie_map"]
    for row in rows:
        for name in REFERENCES:
            if row[name]:
                prefix, colon, local = row[name].partition(":")
                assert colon
                assert local
                assert prefix in prefixes
        assert row["mapping_justification"].startswith("semapv:")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["mapping_date"])


def test_expanded_they_are_the_links(rows, head, data: ox.Store) -> None:
    prefixes = head["curie_map"]

    def iri(curie: str) -> ox.NamedNode:
        prefix, _, local = curie.partition(":")
        return ox.NamedNode(prefixes[prefix] + local)

    for row in rows:
        if row["object_id"] != "sssom:NoTermFound":
            parts = (iri(row[name]) for name in ("subject_id", "predicate_id", "object_id"))
            assert next(iter(data.quads_for_pattern(*parts, None)), None)


def test_every_mapping_names_a_source(rows) -> None:
    assert all(row["see_also"] or "Source: " in row["comment"] for row in rows)


def test_what_was_not_found_says_so(rows) -> None:
    none = [row for row in rows if row["object_id"] == "sssom:NoTermFound"]

    assert none
    assert all(row["comment"] for row in none)


def test_no_cell_breaks_the_table() -> None:
    graph = rdflib.Graph().parse(
        format="turtle",
        data="""
        @prefix mig: <https://w3id.org/migkg/ontology#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:s> skos:prefLabel 'a "b"\\tc'@en .
        <urn:m> a mig:Mapping ; mig:mappingSubject <urn:s> ; mig:mappingPredicate skos:exactMatch ;
          mig:mappingObject <urn:o> ; dcterms:isPartOf <urn:l> ; dcterms:source "In\\nprint" ;
          mig:mappingJustification <https://w3id.org/semapv/vocab/LexicalMatching> .
        """,
    )
    data = ox.Store()
    data.load(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)
    lines = "".join(sssom.lines(data))
    (row,) = csv.DictReader(
        io.StringIO(lines[lines.index("subject_id") :], newline=""), delimiter="\t"
    )

    assert row["subject_label"] == 'a "b"\tc'
    assert row["comment"] == "Source: In\nprint"


def test_the_command_writes_it(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.sssom.tsv"

    assert format_of(path) == "sssom"
    assert main(["export", "--store", str(sample_store), "-o", str(path)]) == 0
    assert path.read_text("utf-8").startswith("#mapping_set_id: ")
