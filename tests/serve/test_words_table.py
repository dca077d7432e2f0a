"""Rows of an answer as pages show them: dates, figures, folded texts, links that mark words."""

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migkg.namespaces import ID
from migkg.serve.reading.highlight import said
from migkg.serve.words import table

PASSAGE = f"{ID}passage/a-67-254/19"


def literal(value: str, datatype: str = "", language: str = "") -> dict[str, Any]:
    return {"type": "literal", "value": value, "datatype": datatype, "language": language}


def iri(value: str, label: str = "a thing") -> dict[str, Any]:
    return {"type": "iri", "value": value, "label": label}


def one(name: str, cell: dict[str, Any] | None) -> dict[str, Any]:
    return table.cells([name], [cell])[0]


@pytest.mark.parametrize(
    ("name", "cell", "kind", "text"),
    [
        ("date", literal("2011-05-19", "xsd:date"), "time", "19 May 2011"),
        ("date", literal("2011-05"), "time", "May 2011"),
        ("asOf", literal("2012", "xsd:gYear"), "time", "2012"),
        ("symbol", literal("2012"), "text", "2012"),
        ("period", literal("1990/2010"), "text", "1990 to 2010"),
        ("count", literal("214200", "xsd:integer"), "figure", "214\u202f200"),
        ("value", literal("-1500.25", "xsd:decimal"), "figure", "−1\u202f500.25"),
        ("year", literal("2011", "xsd:integer"), "figure", "2011"),
        ("held", literal("true", "xsd:boolean"), "text", "yes"),
    ],
)
def test_value_is_shown_as_it_is_read(
    name: str, cell: dict[str, Any], kind: str, text: str
) -> None:
    shown = one(name, cell)

    assert (shown["kind"], shown["text"]) == (kind, text)


def test_nothing_is_nothing_and_a_fact_has_a_name() -> None:
    fact = f"{ID}fact/87dabff9dc21dd2c"

    assert one("value", None)["kind"] == "none"
    assert one("fact", iri(fact, "id/fact/87dabff9dc21dd2c"))["label"] == "the fact"
    assert one("state", iri(f"{ID}state/mex", "Mexico"))["label"] == "Mexico"


@given(st.text(alphabet="abc def", min_size=1, max_size=1500))
def test_folded_text_is_whole(text: str) -> None:
    shown = one("quote", literal(text))
    whole = f"{shown['text']} {shown['rest']}"

    assert whole.replace(" ", "") == text.replace(" ", "")
    assert not shown["rest"] or len(shown["text"]) <= 200


def test_link_to_a_passage_marks_the_narrowest_words_of_its_row() -> None:
    names = ["passage", "sentence", "clause"]
    cells = table.cells(names, [iri(PASSAGE), literal("It met & agreed."), literal("agreed & so")])

    assert unquote(cells[0]["asked"]) == "?sentence=agreed & so"
    assert "&" not in cells[0]["asked"]


def test_each_passage_goes_with_its_own_quote_and_a_fact_comes_first() -> None:
    names = ["passage", "quote", "otherPassage", "otherQuote", "fact", "sentence"]
    row = [iri(PASSAGE), literal("one"), iri(PASSAGE), literal("two"), iri(f"{ID}fact/ab12"), None]
    cells = table.cells(names, row)

    assert [cell.get("asked") for cell in cells[:3:2]] == ["?fact=ab12", "?sentence=two"]
    assert table.cells(["passage"], [iri(PASSAGE)])[0]["asked"] == ""


def test_a_very_long_quote_is_cut_for_the_address() -> None:
    cells = table.cells(["passage", "quote"], [iri(PASSAGE), literal("é" * 9_000)])

    assert len(unquote(cells[0]["asked"])) == len("?sentence=") + table.SENTENCE


@given(st.data())
def test_words_are_found_where_they_stand(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["met", "*in*", "**New York**", "it"]), min_size=1))
    gaps = st.sampled_from([" ", "\n", "  "])
    text = "Then " + "".join(word + data.draw(gaps) for word in words) + "end"
    begin = data.draw(st.integers(0, len(words) - 1))
    wanted = " ".join(words[begin:]).replace("*", "")
    found = said(text, wanted)

    assert found
    marked = text[slice(*found)]
    assert "".join(marked.split()).replace("*", "") == wanted.replace(" ", "")


def test_words_that_are_not_there_are_not_found() -> None:
    assert said("It met in New York.", "It met in Geneva.") is None
    assert said("It met.", "") is None
    assert said("", "It met.") is None
