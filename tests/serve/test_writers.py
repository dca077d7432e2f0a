"""Every format holds what it is given, read back by libraries other than the one that wrote it."""

import csv
import io
import json
import warnings
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from migkg.serve import writers
from migkg.serve.faults import NoAnswerError

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SPARQL = "{http://www.w3.org/2005/sparql-results#}"
NAMES = {"ttl": "turtle", "nt": "nt", "trig": "trig", "nq": "nquads", "rdf": "xml",
         "jsonld": "json-ld"}  # fmt: skip

texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "\"'\\<>&;,\t\n\r \x00\x01\x0b\x1f\x7f\x85\u2028\ufffe\uffff\U0001f600{}@^_"
        ),
    )
)
iris = st.builds(
    "http://example.org/{}".format, st.text("abcXYZ019-._~!$&'()*+,;=:@/?%20é中".replace("%20", ""))
).map(ox.NamedNode)
tags = st.sampled_from(["en", "fr", "zh-hant"])
TYPE = ox.NamedNode("http://example.org/type")
literals = st.one_of(
    st.builds(ox.Literal, texts),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), texts, tags),
    st.builds(lambda text: ox.Literal(text, datatype=TYPE), texts),
    st.builds(lambda number: ox.Literal(number), st.integers()),
    st.builds(lambda truth: ox.Literal(truth), st.booleans()),
    st.just(ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal"))),
)
terms = st.one_of(iris, literals)
rows = st.lists(st.tuples(st.none() | terms, st.none() | terms), max_size=6)


class Written:
    """What was written, as a reader's answer takes it."""

    def __init__(self) -> None:
        self.content = b""

    def head(self, **said: Any) -> None:
        pass

    def write(self, data: bytes, /) -> int:
        self.content += data
        return len(data)

    def flush(self) -> None:
        pass


def solutions(names: Iterable[str], found: Iterable[Iterable[Any]]) -> ox.QuerySolutions:
    """The rows as an engine's answer."""
    listed = list(names)
    bindings = [
        {name: as_json(term) for name, term in zip(listed, row, strict=True) if term is not None}
        for row in found
    ]
    text = json.dumps({"head": {"vars": listed}, "results": {"bindings": bindings}})
    result = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(result, ox.QuerySolutions)
    return result


def as_json(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    said = {"type": "literal", "value": term.value}
    if term.language:
        said["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        said["datatype"] = term.datatype.value
    return said


def as_text(term: Any) -> str:
    return "" if term is None else str(term.value)


def holds_xml(found: Iterable[Any]) -> bool:
    """Whether XML can hold the text of all terms, by lxml's judgement."""
    for term in found:
        try:
            etree.Element("x").text = as_text(term)
        except ValueError:
            return False
    return True


@given(rows)
@example([(ox.Literal("a\rb"), ox.Literal("a\r\nb")), (ox.Literal(" "), ox.Literal("\t"))])
@example([(ox.Literal("x" * 5000 + "\uffff"), None)])
@example([(ox.Literal("￾"), ox.Literal("￰" * 3000))])
def test_rows_in_xml(found: list[tuple[Any, Any]]) -> None:
    written = Written()
    if not holds_xml(term for row in found for term in row):
        with pytest.raises(NoAnswerError, match="which XML cannot"):
            writers.rows(solutions("ab", found), "xml", written)
        return
    writers.rows(solutions("ab", found), "xml", written)

    read = []
    for result in etree.fromstring(written.content).iter(SPARQL + "result"):
        row: dict[str, dict[str, str]] = {}
        for binding in result:
            (term,) = binding
            said = {"type": etree.QName(term).localname, "value": term.text or ""}
            if "datatype" in term.attrib:
                said["datatype"] = term.attrib["datatype"]
            if tag := term.attrib.get("{http://www.w3.org/XML/1998/namespace}lang"):
                said["xml:lang"] = tag
            row[binding.attrib["name"]] = said
        read.append(row)
    assert read == [
        {name: as_json(term) for name, term in zip("ab", row, strict=True) if term is not None}
        for row in found
    ]


@given(rows)
def test_rows_in_json(found: list[tuple[Any, Any]]) -> None:
    written = Written()
    writers.rows(solutions("ab", found), "json", written)

    assert json.loads(written.content)["results"]["bindings"] == [
        {name: as_json(term) for name, term in zip("ab", row, strict=True) if term is not None}
        for row in found
    ]


@given(rows)
def test_rows_in_csv(found: list[tuple[Any, Any]]) -> None:
    written = Written()
    writers.rows(solutions("ab", found), "csv", written)

    read = list(csv.reader(io.StringIO(written.content.decode(), newline="")))
    assert read == [["a", "b"], *([as_text(term) for term in row] for row in found)]


@given(st.lists(st.none() | terms, max_size=6))
@example([None, ox.Literal(""), ox.Literal("\n"), None])
def test_one_column_in_csv_keeps_its_empty_rows(found: list[Any]) -> None:
    written = Written()
    writers.rows(solutions("a", ([term] for term in found)), "csv", written)

    # DictReader passes over empty lines, as pandas does.
    read = csv.DictReader(io.StringIO(written.content.decode(), newline=""))
    assert [row["a"] for row in read] == [as_text(term) for term in found]


@given(rows)
def test_rows_in_tsv(found: list[tuple[Any, Any]]) -> None:
    written = Written()
    writers.rows(solutions("ab", found), "tsv", written)

    head, *lines = written.content.decode().removesuffix("\n").split("\n")
    cells = [tuple(line.split("\t")) for line in lines]
    assert head == "?a\t?b"
    given_terms = [term for row in found for term in row]
    for cell, term in zip((cell for row in cells for cell in row), given_terms, strict=True):
        assert (cell == "") == (term is None)
    terms_read = {place: cell for place, cell in enumerate(c for row in cells for c in row) if cell}
    turtle = "".join(f"<urn:{place}> <urn:p> {cell} .\n" for place, cell in terms_read.items())
    assert graph_of(turtle, "turtle") == {
        (f"urn:{place}", "urn:p", key(term))
        for place, term in enumerate(given_terms)
        if term is not None
    }


def key(term: Any) -> tuple[str, ...]:
    """A term as something to compare, of either library."""
    if isinstance(term, ox.NamedNode | rdflib.URIRef):
        return ("iri", str(getattr(term, "value", term)))
    if isinstance(term, ox.Literal):
        return ("literal", term.value, term.language or "", term.datatype.value)
    assert isinstance(term, rdflib.Literal)
    kind = RDF + "langString" if term.language else XSD + "string"
    return ("literal", str(term), term.language or "", str(term.datatype or kind))


def graph_of(text: str | bytes, name: str) -> set[tuple[Any, ...]]:
    dataset = rdflib.Dataset(default_union=True)
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=text, format=name)
            return {(str(s), str(p), key(o)) for s, p, o in dataset.triples((None, None, None))}
    finally:
        rdflib.NORMALIZE_LITERALS = before


properties = st.one_of(
    iris,
    st.sampled_from(
        [
            "http://purl.org/dc/terms/", "http://purl.org/dc/terms/title", RDF + "type", RDF + "li",
            RDF + "_1", RDF + "about", "urn:a:b", "x:1", "http://www.w3.org/2004/02/skos/core#pref/x",
            "http://example.org/é", "http://example.org/1a", "http://example.org/a(b)",
        ]
    ).map(ox.NamedNode),
)  # fmt: skip


def writable_in_xml(triples: list[ox.Triple]) -> bool:
    """Whether RDF/XML has a name for every property, by lxml's judgement of names."""
    syntax = {RDF + name for name in ("RDF", "ID", "about", "li", "Description", "datatype")}
    for triple in triples:
        iri = triple.predicate.value
        if iri in syntax or not any(named(iri[:cut], iri[cut:]) for cut in range(1, len(iri))):
            return False
    return True


def named(namespace: str, name: str) -> bool:
    try:
        etree.QName(namespace, name)
    except ValueError:
        return False
    return True


@given(
    st.lists(st.builds(ox.Triple, iris, properties, terms), max_size=5),
    st.sampled_from(list(NAMES)),
)
@example([ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p:x"), ox.Literal("a\rb"))], "rdf")
def test_graph_in_every_format(triples: list[ox.Triple], name: str) -> None:
    written = Written()
    fits = name != "rdf" or (
        writable_in_xml(triples) and holds_xml(triple.object for triple in triples)
    )
    if not fits:
        with pytest.raises(NoAnswerError, match="cannot"):
            writers.graph(triples, name, written)
        return
    writers.graph(triples, name, written)

    assert graph_of(written.content, NAMES[name]) == {
        (triple.subject.value, triple.predicate.value, key(triple.object)) for triple in triples
    }


@pytest.mark.parametrize(
    "term",
    [
        ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o")),
        ox.Literal("o", language="en", direction=ox.BaseDirection.LTR),
    ],
)
def test_json_ld_refuses_what_only_rdf_1_2_knows(term: Any) -> None:
    statement = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), term)

    with pytest.raises(NoAnswerError, match="JSON-LD cannot hold"):
        writers.graph([statement], "jsonld", Written())
    writers.graph([statement], "nt", Written())
