"""The scripts that renew links and treaty status: what they leave out, what they write."""

import csv
import doctest
import shutil
from pathlib import Path

import pytest
from rdflib import SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VOID

from migkg.namespaces import DEFAULT_BASE, ID, MIG

OURS = Namespace(MIG)
ROOT = Path(__file__).parents[2]
NOTHING = URIRef("https://w3id.org/sssom/NoTermFound")
Rows = list[dict[str, str]]


@pytest.mark.parametrize("name", ["link_turtle", "link_sets", "link_treaties"])
def test_examples_hold(script, name: str) -> None:
    found = doctest.testmod(script(name))

    assert found.attempted
    assert not found.failed


def table(path: Path, columns: str, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns.split(), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def status(script, tmp_path: Path) -> Graph:
    collection = table(
        tmp_path / "untc.csv",
        "untc_no instrument participant iso3 signature_date signature_type action_date"
        " action_type note",
        [
            {"instrument": "ICRMW", "participant": "Mexico", "iso3": "MEX",
             "signature_date": "1991-05-22", "signature_type": "signature",
             "action_date": "1999-03-08", "action_type": "ratification"},
            {"instrument": "ICRMW", "participant": "Benin", "iso3": "BEN",
             "signature_date": "2005-09-15", "signature_type": "signature"},
            {"instrument": "TIP-Protocol", "participant": "European Union",
             "action_date": "2006-09-06", "action_type": "approval"},
        ],
    )  # fmt: skip
    ilo = table(
        tmp_path / "ilo.csv",
        "convention iso3 member_or_territory registered precision source verification note",
        [
            {"convention": "C097", "iso3": "TZA", "registered": "1964", "source": "a list",
             "member_or_territory": "United Republic of Tanzania - Zanzibar",
             "verification": "read"},
            {"convention": "C097", "iso3": "FJI", "registered": "1970",
             "member_or_territory": "Fiji", "verification": "from memory"},
            {"convention": "C097", "iso3": "GBR", "registered": "1951",
             "member_or_territory": "United Kingdom", "verification": "from memory"},
        ],
    )  # fmt: skip
    assert script("link_treaties").main([str(collection), str(ilo), str(tmp_path)]) == 0
    found = Graph()
    for path in sorted(tmp_path.glob("*.ttl")):
        found.parse(path, publicID=DEFAULT_BASE)
    return found


def test_what_each_party_did_is_written(status: Graph) -> None:
    acts = {str(act).removeprefix(f"{ID}treaty-action/") for act in status.subjects(OURS.party)}

    assert acts == {
        "icrmw-mex-signature",
        "icrmw-mex-ratification",
        "icrmw-ben-signature",
        "trafficking-protocol-eu-approval",
        "ilo-c097-tza-ratification-zanzibar",
        "ilo-c097-gbr-ratification",
    }, "what is from memory and was read nowhere is left out"
    zanzibar = URIRef(f"{ID}treaty-action/ilo-c097-tza-ratification-zanzibar")
    assert status.value(zanzibar, OURS.territory) == Literal("Zanzibar")
    assert status.value(zanzibar, DCTERMS.source) == Literal("a list", lang="en")


def test_what_was_confirmed_names_the_page(status: Graph) -> None:
    act = URIRef(f"{ID}treaty-action/ilo-c097-gbr-ratification")

    assert "normlex.ilo.org" in str(status.value(act, DCTERMS.source))


@pytest.fixture
def links(script, tmp_path: Path) -> Graph:
    """The links that three States get, on one of whom the tables disagree."""
    sets = script("link_sets")
    code = {"MEX": ("484", "Q96", "3996063"), "NAM": ("516", "Q1030", "3355338"),
            "FJI": ("242", "Q712", "2205218")}  # fmt: skip
    there = {"MEX": ("Q96", "3996063"), "NAM": ("", "3355338;1"), "FJI": ("Q1", "2205218")}
    table(
        tmp_path / "countries.csv",
        "iso3 m49 wikidata geonames",
        [
            {"iso3": iso3, "m49": m49, "wikidata": wikidata, "geonames": geonames}
            for iso3, (m49, wikidata, geonames) in code.items()
        ],
    )
    table(
        tmp_path / "un_geoareas.csv",
        "uri m49 iso3 wikidata geonames",
        [
            {"uri": f"http://metadata.un.org/sdg/codes/geoArea/{code[iso3][0]}", "iso3": iso3,
             "m49": code[iso3][0], "wikidata": wikidata, "geonames": geonames}
            for iso3, (wikidata, geonames) in there.items()
        ],
    )  # fmt: skip
    ours = Graph()
    for iso3 in code:
        state = URIRef(f"{ID}state/{iso3.lower()}")
        ours.add((state, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), OURS.State))
        ours.add((state, DCTERMS.identifier, Literal(iso3)))
    exact = dict.fromkeys(
        ("state-geoarea", "state-wikidata", "state-geonames"), str(SKOS.exactMatch)
    )
    called = {"http://metadata.un.org/sdg/codes/geoArea/484": "Mexico"}
    blocks = sets.turtle(sets.places(sets.Tables(tmp_path, ours)), exact, called)
    script("link_turtle").write(tmp_path / "places.ttl", "A test.", list(blocks))
    registry = shutil.copy(ROOT / "ontology" / "links" / "linksets.ttl", tmp_path)
    sets.count(Path(registry), sets.places(sets.Tables(tmp_path, ours)))
    found = Graph().parse(tmp_path / "places.ttl", publicID=DEFAULT_BASE)
    return found.parse(registry, publicID=DEFAULT_BASE)


def test_what_the_other_data_set_calls_it_is_kept(links: Graph) -> None:
    named = dict(links.subject_objects(OURS.objectLabel))

    assert list(named.values()) == [Literal("Mexico", lang="en")]
    assert all("state-geoarea-mex" in str(mapping) for mapping in named)


def test_an_identifier_on_which_sources_disagree_is_left_out(links: Graph) -> None:
    fiji = URIRef(f"{ID}state/fji")
    (record,) = [m for m in links.subjects(OURS.mappingSubject, fiji) if "state-wikidata" in str(m)]

    assert not any("wikidata" in str(o) for o in links.objects(fiji, SKOS.exactMatch))
    assert links.value(record, OURS.mappingObject) == NOTHING
    assert "different" in str(links.value(record, SKOS.note))


def test_the_sources_that_agree_are_named(links: Graph) -> None:
    def sources(name: str) -> int:
        return len(list(links.objects(URIRef(f"{ID}mapping/{name}"), DCTERMS.source)))

    assert sources("state-wikidata-mex-q96") == 2
    assert sources("state-wikidata-nam-q1030") == 1
    assert sources("state-geonames-nam-3355338") == 2


def test_links_are_counted_in_the_registry(links: Graph) -> None:
    counts = {
        str(linkset).rpartition("/")[2]: int(str(number))
        for linkset, number in links.subject_objects(VOID.triples)
    }

    assert counts["state-geoarea"] == counts["state-geonames"] == 3
    assert counts["state-wikidata"] == 2
    assert counts["theme-gcm"] == 0


@pytest.mark.parametrize("name", ["link_sets", "link_treaties"])
def test_a_wrong_call_says_how_it_is_called(script, name: str, capsys) -> None:
    assert script(name).main([]) == 2
    assert f"python tools/{name}.py" in capsys.readouterr().err
