"""Records become canonical N-Quads: what the store would write back, byte for byte."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg import iris, quads
from migkg.model import Description, Fact, Iri, Literal, Ref, Value, ntriples
from migkg.namespaces import BASE, GRAPH, MIG, expand
from migkg.quads import Read

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def stored(lines: list[str]) -> list[str]:
    data = ox.Store()
    data.bulk_load("\n".join([*lines, ""]).encode(), format=ox.RdfFormat.N_QUADS)
    written = data.dump(format=ox.RdfFormat.N_QUADS) or b""
    return sorted(line for line in written.decode().split("\n") if line)


@given(TEXTS, st.sampled_from(["", "en", "FR", "es-MX", "no tag"]))
def test_text_is_written_as_the_store_writes_it(text: str, language: str) -> None:
    value = Literal(text, language=language)
    line = next(quads.lines(Ref("graph/x"), Ref("id/x"), [("dcterms:title", value)]))

    assert stored([line]) == [line]


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [
        ("0.90", "decimal"), ("372000000000", "decimal"), ("-5.0", "decimal"), ("007", "integer"),
        ("1", "boolean"), ("2011-05-19", "date"), ("2011-05-19T10:00:00", "dateTime"),
        ("2011-05-19T10:00:00.50", "dateTime"), ("2011", "gYear"), ("2011-05", "gYearMonth"),
    ],
)  # fmt: skip
def test_values_are_written_as_the_store_writes_them(lexical: str, datatype: str) -> None:
    value = Literal(lexical, datatype)  # type: ignore[arg-type]
    line = next(quads.lines(Ref("graph/x"), Ref("id/x"), [("value", value)]))

    assert stored([line]) == [line]


def test_document_graph_is_canonical_and_named(sample: Read) -> None:
    lines = sorted(quads.of_document(sample))

    assert stored(lines) == lines
    assert all(line.endswith(f" <{GRAPH}document/forum> .") for line in lines)
    assert not any("_:" in line.split(" ")[0] for line in lines)


def said(read: Read, subject: Ref, name: str) -> set[str]:
    start = f"<{BASE}{subject}> <{expand(name)}> "
    end = f" <{BASE}{read.document.graph}> ."
    return {
        line.removeprefix(start).removesuffix(end)
        for line in quads.of_document(read)
        if line.startswith(start)
    }


def test_document_says_what_it_is_and_where_from(sample: Read) -> None:
    me = sample.document.ref

    assert said(sample, me, "rdf:type") == {f"<{MIG}Note>", f"<{MIG}Document>"}
    assert said(sample, me, "dcterms:date") == {f'"2010-11"^^<{expand("xsd:gYearMonth")}>'}
    assert said(sample, me, "dcterms:title") == {'"Note on the Global Forum"@en'}
    assert said(sample, me, "sourceFile") == {'"notes/forum.txt"'}
    assert said(sample, me, "prov:wasDerivedFrom") == {f"<{BASE}id/file/{'ab' * 8}>"}


def test_copy_is_recorded_on_the_document_that_is_kept(sample: Read) -> None:
    copied = replace(sample, copies=(("dossier.txt", "cd" * 32),), printed_in=("dossier",))
    me = copied.document.ref

    assert said(copied, me, "prov:wasDerivedFrom") == {
        f"<{BASE}id/file/{'ab' * 8}>",
        f"<{BASE}id/file/{'cd' * 8}>",
    }
    assert said(copied, me, "sourceFile") == {'"notes/forum.txt"'}
    assert said(copied, me, "dcterms:isPartOf") == {f"<{BASE}id/document/dossier>"}


def test_mention_says_what_who_and_how_sure(sample: Read) -> None:
    link = sample.links[0]
    place = iris.mention("forum", link.begin, link.end)

    assert said(sample, place, "itsrdf:taConfidence") == {f'"0.95"^^<{expand("xsd:decimal")}>'}
    assert said(sample, place, "nif:anchorOf") == {'"Mexico"'}
    assert said(sample, place, "itsrdf:taIdentRef") == {f"<{BASE}id/state/mex>"}
    assert said(sample, place, "itsrdf:taAnnotatorsRef") == {f"<{BASE}{quads.software('names')}>"}
    assert f"<{BASE}id/state/mex>" in said(sample, Ref("id/passage/forum/2"), "mentions")


def test_new_entity_is_unreviewed(sample: Read) -> None:
    assert said(sample, Ref("id/event/fourth-meeting"), "status") == {f"<{MIG}Unreviewed>"}
    known = replace(sample, entities=(replace(sample.entities[0], reviewed=True),))
    assert said(known, Ref("id/event/fourth-meeting"), "status") == set()


def test_fact_cites_every_passage_once_merged(sample: Read) -> None:
    fact = sample.facts[0]
    merged = quads.merged([replace(fact, passages=(2,)), replace(fact, passages=(1,)), fact])

    assert [one.passages for one in merged] == [(1, 2)]
    read = replace(sample, facts=merged)
    assert said(read, iris.of_fact(merged[0]), "prov:wasDerivedFrom") == {
        f"<{BASE}id/passage/forum/1>",
        f"<{BASE}id/passage/forum/2>",
    }


def observed(value: Value, sentence: str, passage: int) -> Fact:
    said = (("value", value), ("sentence", Literal(sentence)))
    return Fact("forum", "Observation", said, (passage,))


def test_one_sentence_is_kept_of_a_fact_read_twice() -> None:
    first = observed(Literal("34", "decimal"), "34 per cent", 1)
    again = observed(Literal("34.0", "decimal"), "thirty-four per cent", 2)

    for order in ([first, again], [again, first]):
        (merged,) = quads.merged(order)
        assert list(merged.values("sentence")) == [Literal("34 per cent")]
        assert merged.passages == (1, 2)


def test_fact_hash_is_that_of_the_canonical_value(sample: Read) -> None:
    """The IRI can be computed again from what the store holds."""
    loose = observed(Literal("0.90", "decimal"), "x", 2)
    strict = observed(Literal("0.9", "decimal"), "x", 2)
    read = replace(sample, facts=(loose,))

    assert said(read, iris.of_fact(strict), "rdf:type") == {f"<{MIG}Observation>", f"<{MIG}Fact>"}


def test_description_goes_into_the_documents_graph(sample: Read) -> None:
    speaker = Description(sample.document.ref, (("speaker", Ref("id/state/mex")),))
    read = replace(sample, descriptions=(speaker,))

    assert said(read, sample.document.ref, "speaker") == {f"<{BASE}id/state/mex>"}


def test_an_iri_from_outside_cannot_break_out_of_its_brackets() -> None:
    term = quads.term(Iri('http://example.org/a> <b "c"'))

    assert term == "<http://example.org/a%3E%20%3Cb%20%22c%22>"


def test_own_terms_agree_with_the_models(sample: Read) -> None:
    for fact in sample.facts:
        for _, value in fact.properties:
            assert quads.term(value) == ntriples(value)
