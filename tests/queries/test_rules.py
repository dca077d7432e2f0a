"""Rules say nothing where what they would have to know is not in the graph."""

import pyoxigraph as ox
import pytest

from migkg import infer
from migkg.namespaces import BASE, PREFIXES, expand

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + (
    f"PREFIX i: <{BASE}concept/indicator/>\nPREFIX u: <{BASE}concept/unit/>\n"
    "PREFIX : <http://example.org/>\n"
)


def derived(turtle: str, predicate: str) -> set[tuple[str, str]]:
    """Return subject and object, by local name, of what the rules derive with a predicate."""
    data = ox.Store()
    data.update(f"{PREFIX} INSERT DATA {{ GRAPH :g {{ {turtle} }} }}")
    infer.infer(data)
    return {
        (str(quad.subject)[1:-1].rpartition("/")[2], str(quad.object)[1:-1].rpartition("/")[2])
        for quad in data.quads_for_pattern(
            None, ox.NamedNode(expand(predicate)), None, infer.INFERRED
        )
    }


def figure(name: str, value: str, passage: str, more: str = "") -> str:
    return (
        f":{name} a mig:Observation ; mig:indicator i:migrant-stock ; mig:unit u:persons ; "
        f'mig:refPeriod "2010"^^xsd:gYear ; mig:refArea :world ; mig:value {value} {more} ; '
        f"prov:wasDerivedFrom :{passage} . "
    )


@pytest.mark.parametrize(
    ("twin", "disagree"),
    [
        ("", True),
        # Rows of a table that the graph tells apart by nothing: which is the one meant?
        (figure("women", "109.0", "table"), False),
        (figure("women", "109.0", "table", "; mig:breakdown 'women'"), True),
        (figure("asia", "61.0", "table").replace(":world", ":asia"), True),
    ],
)
def test_a_figure_that_only_words_tell_from_another_contradicts_none(
    twin: str, disagree: bool
) -> None:
    turtle = figure("row", "105.0", "table") + figure("said", "214.0", "sentence") + twin

    found = derived(turtle, "mig:disagreesWith")

    assert found == ({("row", "said"), ("said", "row")} if disagree else set())


TENURES = """
    :t1 mig:tenureOf :office ; org:member :first ;
        mig:since "2005"^^xsd:gYear ; mig:until "2011"^^xsd:gYear .
    :t2 mig:tenureOf :office ; org:member :second ; mig:since "2011"^^xsd:gYear .
    :d dcterms:creator :office ; dcterms:date
"""


@pytest.mark.parametrize(
    ("date", "holder"),
    [
        ('"2010-12-31"^^xsd:date', {("d", "first")}),
        ('"2011-05-19"^^xsd:date', set()),
        ('"2011"^^xsd:gYear', set()),
        ('"2012-01"^^xsd:gYearMonth', {("d", "second")}),
    ],
)
def test_the_year_in_which_an_office_changes_hands_has_no_sure_holder(
    date: str, holder: set[tuple[str, str]]
) -> None:
    assert derived(f"{TENURES} {date} .", "dcterms:creator") == holder
