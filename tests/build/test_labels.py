"""Documents may call one thing by several names; the graph prefers one."""

import pytest

from migkg.build.labels import harmonized
from migkg.namespaces import BASE, GRAPH, expand


def line(name: str, value: str, graph: str, subject: str = "id/event/panel") -> bytes:
    return f"<{BASE}{subject}> <{expand(name)}> {value} <{GRAPH}{graph}> .\n".encode()


def test_the_longest_name_is_preferred_and_each_graph_says_so() -> None:
    said = [
        line("skos:prefLabel", '"Panel 2"@en', "document/a"),
        line("skos:prefLabel", '"Panel 2 on cooperation"@en', "document/b"),
        line("skos:prefLabel", '"Panel deux"@fr', "document/b"),
    ]

    assert list(harmonized(sorted(said))) == [
        line("skos:altLabel", '"Panel 2"@en', "document/a"),
        line("skos:prefLabel", '"Panel 2 on cooperation"@en', "document/a"),
        line("skos:prefLabel", '"Panel 2 on cooperation"@en', "document/b"),
        line("skos:prefLabel", '"Panel deux"@fr', "document/b"),
    ]


def test_the_name_of_the_authority_comes_first() -> None:
    said = [
        line("skos:altLabel", '"A much longer name"@en', "authority"),
        line("skos:prefLabel", '"Panel"@en', "authority"),
        line("skos:prefLabel", '"A much longer name"@en', "document/a"),
    ]

    assert list(harmonized(sorted(said))) == [
        line("skos:altLabel", '"A much longer name"@en', "authority"),
        line("skos:altLabel", '"A much longer name"@en', "document/a"),
        line("skos:prefLabel", '"Panel"@en', "authority"),
        line("skos:prefLabel", '"Panel"@en', "document/a"),
    ]


def test_no_name_is_of_two_kinds() -> None:
    said = [
        line("skos:altLabel", '"Panel 2"@en', "document/a"),
        line("skos:hiddenLabel", '"Panel 1"@en', "document/a"),
        line("skos:prefLabel", '"Panel 2"@en', "document/a"),
        line("skos:prefLabel", '"Panel 1"@en', "document/b"),
    ]

    assert list(harmonized(sorted(said))) == [
        line("skos:altLabel", '"Panel 2"@en', "document/a"),
        line("skos:prefLabel", '"Panel 1"@en', "document/a"),
        line("skos:prefLabel", '"Panel 1"@en', "document/b"),
    ]


@pytest.mark.parametrize("other", ["id/event/panel", "id/event/panel/2", "id/event/panel-2"])
def test_everything_else_stays_as_it_is_and_sorted(other: str) -> None:
    said = sorted(
        {
            line("dcterms:title", '"A \\" <b> name"@en', "document/a", other),
            line("skos:prefLabel", '"Panel"@en', "document/a"),
            line("skos:prefLabel", '"Panel"@en', "document/b"),
            line("skos:prefLabel", '"Panel 3"@en', "document/b", "id/event/panel-3"),
        }
    )

    assert list(harmonized(said)) == said
