"""Every format holds the same, three parsers read the Turtle alike, and the bytes never change."""

import io
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from migkg import export, store, turtle
from migkg.errors import UnknownNameError
from migkg.namespaces import BASE, XSD


def written(folder: Path, form: str, graph: str | None = None) -> bytes:
    file = io.BytesIO()
    with store.opened(folder) as found:
        export.export(found, file, form, graph)
    return file.getvalue()


def triples(data: bytes, form: ox.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, format=form)}


@pytest.mark.parametrize("form", ["ttl", "rdf"])
def test_formats_without_graphs_hold_all_triples(sample_store: Path, form: str) -> None:
    plain = triples(written(sample_store, "nt"), ox.RdfFormat.N_TRIPLES)

    assert len(plain) > 30
    assert triples(written(sample_store, form), export.FORMATS[form].rdf) == plain


@pytest.mark.parametrize("form", ["trig", "jsonld"])
def test_formats_with_graphs_hold_all_quads(sample_store: Path, form: str) -> None:
    plain = {str(q) for q in ox.parse(written(sample_store, "nq"), format=ox.RdfFormat.N_QUADS)}
    found = {
        str(quad) for quad in ox.parse(written(sample_store, form), format=export.FORMATS[form].rdf)
    }

    assert found == plain


def test_turtle_reads_the_same_in_rdflib(sample_store: Path) -> None:
    ours = written(sample_store, "ttl")
    theirs = rdflib.Graph().parse(data=ours, format="turtle").serialize(format="nt")

    assert triples(theirs.encode(), ox.RdfFormat.N_TRIPLES) == triples(ours, ox.RdfFormat.TURTLE)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="needs rapper (raptor2-utils)")
def test_turtle_reads_the_same_in_rapper(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.ttl"
    path.write_bytes(written(sample_store, "ttl"))
    command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(path)]
    theirs = subprocess.run(command, check=True, capture_output=True).stdout

    assert triples(theirs, ox.RdfFormat.N_TRIPLES) == triples(
        path.read_bytes(), ox.RdfFormat.TURTLE
    )


@pytest.mark.parametrize("form", sorted(export.FORMATS))
def test_two_exports_are_the_same_bytes(sample_store: Path, form: str) -> None:
    assert written(sample_store, form) == written(sample_store, form)


@pytest.mark.parametrize("form", ["nt", "nq"])
def test_lines_are_sorted(sample_store: Path, form: str) -> None:
    lines = written(sample_store, form).split(b"\n")

    assert lines.pop() == b""
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("name", ["authority", "graph/authority", f"{BASE}graph/authority"])
def test_one_graph(sample_store: Path, name: str) -> None:
    lines = written(sample_store, "nq", name).decode().splitlines()

    assert len(lines) == 3
    assert all(line.endswith(f"<{BASE}graph/authority> .") for line in lines)


def test_what_is_not_there_is_said_with_what_is(sample_store: Path) -> None:
    with pytest.raises(UnknownNameError, match="there are: authority, document/forum"):
        written(sample_store, "nq", "nope")
    with pytest.raises(UnknownNameError, match="ttl"):
        written(sample_store, "n3")


def test_turtle_is_one_block_a_subject(sample_store: Path) -> None:
    text = written(sample_store, "ttl").decode()

    assert "<id/state/mex> a mig:State ;\n    skos:altLabel" in text
    assert "    mig:order 2 ;" in text
    assert text.count("\n<id/passage/forum/2> ") == 1


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (f'"5"^^<{XSD}decimal>', '"5"^^xsd:decimal'),  # bare, it would be an integer
        (f'"5"^^<{XSD}integer>', "5"),
        (f'"true"^^<{XSD}boolean>', "true"),
        ('"a \\"b\\" ^^<x>"', '"a \\"b\\" ^^<x>"'),
        (f"<{BASE}id/a:b>", f"<{BASE}id/a:b>"),
        (f"<{BASE}>", f"<{BASE}>"),
        ("<https://schema.org/a/b>", "<https://schema.org/a/b>"),
        ("<https://schema.org/1a>", "<https://schema.org/1a>"),
    ],
)
def test_terms_are_shortened_only_where_that_is_safe(term: str, expected: str) -> None:
    assert turtle.term(term) == expected
