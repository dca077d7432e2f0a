"""Links are checked against copies of the data sets that they lead to, in the forms these come."""

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from migkg.cli.main import main
from migkg.linkcheck import ours as registry

REGISTRY = """
@base <https://w3id.org/migkg/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix mig: <https://w3id.org/migkg/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix void: <http://rdfs.org/ns/void#> .
"""
AREA = "http://metadata.un.org/sdg/codes/geoArea/"
WIKIDATA = "http://www.wikidata.org/entity/"
STATES = {  # code: name, alpha-3, alpha-2, M49, item of Wikidata
    "aaa": ("Aland", "AAA", "AA", "901", "Q901"),
    "bbb": ("Bravonia", "BBB", "BB", "902", "Q902"),
    "ccc": ("Charlonia", "CCC", "CC", "903", "Q903"),
    "ddd": ("Deltonia (islands)", "DDD", "DD", "904", "Q904"),
}
Run = Callable[..., tuple[int, list[dict[str, str]]]]


def mapping(number: int, linkset: str, subject: str, target: str, predicate: str) -> str:
    return (
        f"<id/mapping/{number}> a mig:Mapping ; dcterms:isPartOf <id/linkset/{linkset}> ; "
        f"mig:mappingSubject <{subject}> ; mig:mappingPredicate skos:{predicate} ; "
        f"mig:mappingObject <{target}> .\n"
    )


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """A folder of links: four States in two data sets, and a theme near a heading of a third."""
    folder = tmp_path / "ontology"
    for name in ("links", "authority"):
        (folder / name).mkdir(parents=True)
    links = REGISTRY
    for name, space, pattern in (
        ("geoarea", AREA, "^http://metadata.un.org/sdg/codes/geoArea/[0-9]{3}$"),
        ("wikidata", WIKIDATA, "^http://www.wikidata.org/entity/Q[1-9][0-9]*$"),
        ("ror", "https://ror.org/", "^https://ror.org/0[a-z0-9]{8}$"),
        ("unbis", "http://metadata.un.org/thesaurus/", "^http://metadata.un.org/thesaurus/[0-9]+$"),
    ):
        links += (
            f'<id/dataset/{name}> a void:Dataset ; dcterms:title "{name}"@en ; '
            f'void:uriSpace "{space}" ; void:uriRegexPattern "{pattern}" .\n'
        )
    for linkset, name, linked in (
        ("state-geoarea", "geoarea", "State"),
        ("state-wikidata", "wikidata", "State"),
        ("organization-ror", "ror", "Organization"),
        ("theme-unbis", "unbis", "Theme"),
    ):
        links += (
            f"<id/linkset/{linkset}> a void:Linkset ; void:objectsTarget <id/dataset/{name}> ; "
            f"mig:linkedClass mig:{linked} .\n"
        )
    known = REGISTRY
    for number, (key, (name, iso3, iso2, m49, item)) in enumerate(STATES.items()):
        state = f"id/state/{key}"
        known += (
            f'<{state}> a mig:State ; skos:prefLabel "{name}"@en ; '
            f'skos:altLabel "{name} Rep."@en ; '
            f'dcterms:identifier "{iso3}" ; schema:identifier "{iso2}" ; skos:notation "{m49}" .\n'
        )
        links += mapping(2 * number, "state-geoarea", state, AREA + m49, "exactMatch")
        links += mapping(2 * number + 1, "state-wikidata", state, WIKIDATA + item, "exactMatch")
    known += '<id/state/eee> a mig:State ; skos:prefLabel "Echonia"@en .\n'
    known += '<id/organization/foo> a mig:Organization ; skos:prefLabel "Foo"@en .\n'
    links += mapping(
        90, "organization-ror", "id/organization/foo", "https://ror.org/0aaaaaa11", "exactMatch"
    )
    known += '<concept/theme/work> a mig:Theme ; skos:prefLabel "work"@en .\n'
    links += mapping(
        91, "theme-unbis", "concept/theme/work", "http://metadata.un.org/thesaurus/1", "closeMatch"
    )
    known += '<concept/theme/trade> a mig:Theme ; skos:prefLabel "trade"@en .\n'
    second = "http://metadata.un.org/thesaurus/12"
    links += mapping(92, "theme-unbis", "concept/theme/trade", second, "closeMatch")
    links += '<id/mapping/92> mig:objectLabel "COMMERCE"@en .\n'
    (folder / "links" / "links.ttl").write_text(links, encoding="utf-8")
    (folder / "authority" / "known.ttl").write_text(known, encoding="utf-8")
    return folder


@pytest.fixture
def run(ontology: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return the exit code of a check, and what it finds."""

    def check(*arguments: object) -> tuple[int, list[dict[str, str]]]:
        words = ["link", "--format", "csv", "--ontology", str(ontology), "--check"]
        code = main([*words, *map(str, arguments)])
        return code, list(csv.DictReader(capsys.readouterr().out.splitlines()))

    return check


def brief(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(row["kind"], row["subject"].rpartition("/")[2], row["theirs"]) for row in rows]


def turtle(**changed: str) -> str:
    """Return a copy of the areas, some of them as told here."""
    areas = {
        key: f'<{AREA}{m49}> <http://www.w3.org/2004/02/skos/core#prefLabel> "{name}"@en ; '
        f'<http://example.org/codes#iso3Code> "{iso3}" ; '
        f'<http://www.w3.org/2004/02/skos/core#notation> "{m49}" .\n'
        for key, (name, iso3, _, m49, _) in STATES.items()
    }
    return "".join((areas | changed).values())


def test_a_faithful_copy_has_no_fault(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "areas.ttl"
    path.write_text(turtle(), encoding="utf-8")

    assert run(path) == (0, [])


def test_planted_faults_are_found_and_no_others(run: Run, tmp_path: Path) -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    owl, code = "http://www.w3.org/2002/07/owl#", "http://example.org/codes#iso3Code"
    path = tmp_path / "areas.ttl"
    path.write_text(
        turtle(
            aaa="",  # gone
            bbb=f'<{AREA}902> {label} "Bravia"@en .\n',
            ccc=f'<{AREA}903> {label} "Charlonia"@en ; <{code}> "CCD" .\n',
            ddd=f'<{AREA}904> {label} "DELTONIA"@fr ; <{owl}deprecated> true ; '
            f"<http://purl.org/dc/terms/isReplacedBy> <{AREA}905> .\n",
            more=f'<{AREA}906> {label} "echonia"@en .\n',
        ),
        encoding="utf-8",
    )
    code, rows = run(path)

    assert code == 1
    assert brief(rows) == [
        ("code", "ccc", "iso3 CCD"),
        ("dead", "aaa", ""),
        ("missing", "eee", "echonia"),
        ("renamed", "bbb", "Bravia"),
        ("replaced", "ddd", f"{AREA}905"),
    ]


def test_proposals_are_no_faults(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "areas.ttl"
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    path.write_text(turtle(more=f'<{AREA}906> {label} "Echonia"@en .\n'), encoding="utf-8")

    assert run(path)[0] == 0
    assert brief(run(path)[1]) == [("missing", "eee", "Echonia")]
    assert run(path, "--no-proposals") == (0, [])


def test_two_of_one_name_are_not_proposed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "areas.ttl"
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    twice = "".join(f'<{AREA}{code}> {label} "Echonia"@en .\n' for code in ("906", "907"))
    path.write_text(turtle(more=twice), encoding="utf-8")

    assert run(path) == (0, [])


@pytest.mark.parametrize("packed", [False, True])
def test_tables_are_read_by_the_names_of_their_columns(
    run: Run, tmp_path: Path, packed: bool
) -> None:
    rows = [
        [f"Name of {name}" if key == "bbb" else name, iso2, "999" if key == "ccc" else m49, item]
        for key, (name, _, iso2, m49, item) in STATES.items()
    ]
    text = "label_en,iso2,m49,wikidata\n" + "".join(f"{','.join(row)}\n" for row in rows)
    path = tmp_path / ("items.csv.gz" if packed else "items.csv")
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    code, found = run(path)

    assert code == 1
    assert brief(found) == [("code", "ccc", "m49 999"), ("renamed", "bbb", "Name of Bravonia")]


def test_what_a_part_lacks_is_not_dead(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("wikidata,name\nQ901,Aland\n", encoding="utf-8")

    assert [row[0] for row in brief(run(path)[1])] == ["dead", "dead", "dead"]
    assert run(path, "--part") == (0, [])


def test_a_linkset_of_which_nothing_is_there_is_not_checked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ror.csv"
    path.write_text("ror,name\nhttps://ror.org/0bbbbbb22,Bar\n", encoding="utf-8")

    assert run(path) == (0, [])
    assert brief(run(path, "--whole")[1]) == [("dead", "foo", "")]


def item(number: str, name: str, **codes: str) -> dict[str, object]:
    """Return an entity as Wikidata has it."""
    return {
        "id": number,
        "labels": {"en": {"language": "en", "value": name}},
        "aliases": {"en": [{"language": "en", "value": f"{name} too"}]},
        "claims": {
            of: [{"rank": "normal", "mainsnak": {"datavalue": {"value": code, "type": "string"}}}]
            for of, code in codes.items()
        },
    }


WIKI = [
    item("Q901", "Aland", P298="AAA", P297="AA"),
    item("Q902", "Bravonia", P298="XXX"),
    item("Q904", "Deltonia", P299="904"),
]


@pytest.mark.parametrize("form", ["entities", "list", "lines", "sparql", "objects"])
def test_json_comes_in_many_forms(run: Run, tmp_path: Path, form: str) -> None:
    def row(one: dict[str, object]) -> dict[str, str]:
        codes = {
            name: claim[0]["mainsnak"]["datavalue"]["value"]
            for name, claim in one["claims"].items()
        }
        names = {"P297": "iso2", "P298": "iso3", "P299": "m49"}
        return {
            "item": WIKIDATA + one["id"],
            "itemLabel": one["labels"]["en"]["value"],
            **{names[name]: code for name, code in codes.items()},
        }

    said = {
        "entities": lambda: json.dumps({"entities": {one["id"]: one for one in WIKI}}),
        "list": lambda: json.dumps(WIKI),
        "lines": lambda: "[\n" + ",\n".join(json.dumps(one) for one in WIKI) + "\n]\n",
        "sparql": lambda: json.dumps(
            {
                "head": {"vars": ["item"]},
                "results": {
                    "bindings": [
                        {
                            name: {"type": "literal", "value": text}
                            for name, text in row(one).items()
                        }
                        for one in WIKI
                    ]
                },
            }
        ),
        "objects": lambda: json.dumps([row(one) for one in WIKI]),
    }[form]()
    path = tmp_path / ("items.jsonl" if form == "lines" else "items.json")
    path.write_text(said, encoding="utf-8")
    code, found = run(path)

    assert code == 1
    assert brief(found) == [("code", "bbb", "iso3 XXX"), ("dead", "ccc", "")]


def test_records_of_ror_say_what_took_their_place(run: Run, tmp_path: Path) -> None:
    record = {
        "id": "https://ror.org/0aaaaaa11",
        "names": [{"value": "Foo", "types": ["ror_display"]}],
        "status": "withdrawn",
        "relationships": [{"type": "successor", "id": "https://ror.org/0cccccc33"}],
    }
    path = tmp_path / "ror.json"
    path.write_text(json.dumps([record]), encoding="utf-8")

    assert brief(run(path)[1]) == [("replaced", "foo", "https://ror.org/0cccccc33")]


@pytest.mark.parametrize("ending", ["nt", "rdf", "jsonld"])
def test_all_syntaxes_of_rdf_are_read(run: Run, tmp_path: Path, ending: str) -> None:
    import rdflib

    name = {"nt": "nt", "rdf": "xml", "jsonld": "json-ld"}[ending]
    path = tmp_path / f"areas.{ending}"
    bbb = f'<{AREA}902> <http://www.w3.org/2004/02/skos/core#prefLabel> "Bravia"@en .\n'
    copy = rdflib.Graph().parse(data=turtle(bbb=bbb), format="turtle")
    copy.serialize(path, format=name, encoding="utf-8")

    assert brief(run(path)[1]) == [("renamed", "bbb", "Bravia")]


def test_a_near_match_may_have_another_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.csv"
    heading = "http://metadata.un.org/thesaurus/1"
    path.write_text(f"uri,label\n{heading},LABOUR\n{heading}2,Commerce\n", encoding="utf-8")

    assert run(path) == (0, [])


def test_but_not_another_than_when_it_was_linked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.csv"
    heading = "http://metadata.un.org/thesaurus/1"
    path.write_text(f"uri,label\n{heading},LABOUR\n{heading}2,TRADE\n", encoding="utf-8")
    code, found = run(path)

    assert (code, brief(found)) == (1, [("renamed", "trade", "TRADE")])
    assert found[0]["ours"] == "COMMERCE"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("copy.ttl", "<a> <b", "not read as .ttl"),
        ("copy.json", "{", "not read as .json"),
        ("copy.csv.gz", "plain", "not read as .csv"),
        ("copy.txt", "x", "no known ending"),
        ("copy.csv", "a,b\n1,2\n", "nothing of a data set that is linked to"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    ontology: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str,
    said: str,
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    assert main(["link", "--ontology", str(ontology), "--check", str(path)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_data_set_must_be_in_the_registry(
    ontology: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["link", "--ontology", str(ontology), "--dataset", "nowhere", "--check"]

    assert main([*words, str(tmp_path / "x.ttl")]) == 2
    assert "no data set named 'nowhere'" in capsys.readouterr().err
    assert main(["link", "--ontology", str(tmp_path / "none"), "--check", "x.ttl"]) == 2


def test_the_data_set_can_be_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("id,name\nQ901,Other\n", encoding="utf-8")

    code, found = run(path, "--dataset", "wikidata", "--part")

    assert (code, brief(found)) == (1, [("renamed", "aaa", "Other")])


def test_the_shipped_registry_is_read() -> None:
    found = registry.load()

    assert len(found.links) > 1000
    assert {"geoarea", "wikidata", "unbis", "eurovoc", "ror"} <= found.targets.keys()
    assert all(found.target_of(link.object) for link in found.links)
    assert found.things["https://w3id.org/migkg/id/state/mex"].codes == {
        "iso3": "MEX",
        "iso2": "MX",
        "m49": "484",
    }


def test_the_table_counts_what_was_checked(
    ontology: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "areas.ttl"
    path.write_text(turtle(aaa=""), encoding="utf-8")

    assert main(["link", "--ontology", str(ontology), "--check", str(path)]) == 1
    said = capsys.readouterr().out
    assert "state-geoarea: 3 of 4 found" in said
    assert said.endswith("1 fault, 0 proposals\n")
    words = ["link", "--ontology", str(ontology), "--format", "json", "--check", str(path)]
    assert main(words) == 1
    assert json.loads(capsys.readouterr().out)["faults"] == 1
