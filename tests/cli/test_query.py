"""Queries by name, from a file, from standard input, in three formats."""

import csv
import io
import json
from pathlib import Path

import pytest

from migkg.answers import WIDEST
from migkg.cli.main import main
from migkg.namespaces import BASE

Capture = pytest.CaptureFixture[str]
NAMES = "SELECT ?s ?name WHERE { ?s <http://www.w3.org/2004/02/skos/core#altLabel> ?name }"


class Piped(io.TextIOWrapper):
    """Standard input with something in it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")


def asked(
    store: Path, monkeypatch: pytest.MonkeyPatch, query: str | bytes, form: str = "table"
) -> int:
    content = query if isinstance(query, bytes) else query.encode()
    monkeypatch.setattr("sys.stdin", Piped(content))
    return main(["query", "-", "--store", str(store), "--format", form])


def test_table(sample_store: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(sample_store, monkeypatch, NAMES) == 0
    assert capfd.readouterr().out.splitlines() == [
        "s             name",
        "------------  ---------------------",
        "id/state/mex  United Mexican States",
        "1 row",
    ]


def test_csv(sample_store: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(sample_store, monkeypatch, NAMES, "csv") == 0
    rows = list(csv.reader(io.StringIO(capfd.readouterr().out)))
    assert rows == [["s", "name"], [f"{BASE}id/state/mex", "United Mexican States"]]


def test_json(sample_store: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(sample_store, monkeypatch, NAMES, "json") == 0
    found = json.loads(capfd.readouterr().out)
    assert found["head"]["vars"] == ["s", "name"]
    assert found["results"]["bindings"][0]["name"] == {
        "type": "literal",
        "value": "United Mexican States",
        "xml:lang": "en",
    }


@pytest.mark.parametrize(
    ("form", "expected"),
    [("table", "yes\n"), ("csv", "true\n"), ("json", '{\n "head": {},\n "boolean": true\n}\n')],
)
def test_ask(
    sample_store: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch, form: str, expected: str
) -> None:
    assert asked(sample_store, monkeypatch, "ASK { ?s ?p ?o }", form) == 0
    assert capfd.readouterr().out == expected


@pytest.mark.parametrize(
    ("form", "part"),
    [
        ("table", "\n<id/state/mex> a mig:State .\n"),
        ("csv", f"{BASE}id/state/mex,http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ("json", f'"@id":"{BASE}id/state/mex"'),
    ],
)
def test_construct(
    sample_store: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch, form: str, part: str
) -> None:
    query = f"CONSTRUCT {{ ?s a ?t }} WHERE {{ ?s a ?t FILTER (?t = <{BASE}ontology#State>) }}"

    assert asked(sample_store, monkeypatch, query, form) == 0
    assert part in capfd.readouterr().out


def test_a_table_cuts_what_csv_holds_whole(
    sample_store: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = f'SELECT ("{"word " * 40}" AS ?text) {{}}'
    asked(sample_store, monkeypatch, query)
    cut = capfd.readouterr().out.splitlines()[2]
    asked(sample_store, monkeypatch, query, "csv")

    assert len(cut) <= WIDEST
    assert cut.endswith("…")
    assert "word " * 40 in capfd.readouterr().out


def test_a_shipped_query_by_name(sample_store: Path, capfd: Capture) -> None:
    assert main(["query", "event_attendees", "--store", str(sample_store)]) == 0
    assert "schema:attendee <id/state/mex>" in capfd.readouterr().out


def test_a_query_from_a_file(sample_store: Path, tmp_path: Path, capfd: Capture) -> None:
    path = tmp_path / "names.rq"
    path.write_text(NAMES)

    assert main(["query", str(path), "--store", str(sample_store)]) == 0
    assert "1 row" in capfd.readouterr().out


def test_without_a_query_those_there_are(capfd: Capture) -> None:
    assert main(["query"]) == 0
    assert "member_of" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE { ?s ?p }", "the query does not parse: error at 1:"),
        ("SELECT * { ?s nope:x ?o }", "a prefix that is not declared"),
        ("", "empty, no query"),
        (b"\xff\xfe", "not a query in UTF-8"),
        ("DELETE WHERE { ?s ?p ?o }", "the query does not parse"),
    ],
)
def test_a_broken_query_is_one_line(
    sample_store: Path,
    capfd: Capture,
    monkeypatch: pytest.MonkeyPatch,
    query: str | bytes,
    message: str,
) -> None:
    assert asked(sample_store, monkeypatch, query) == 2
    said = capfd.readouterr().err
    assert said.startswith("migkg: ")
    assert said.count("\n") == 1
    assert message in said


def test_an_unknown_name_is_one_line(sample_store: Path, capfd: Capture) -> None:
    assert main(["query", "nope", "--store", str(sample_store)]) == 2
    assert "no query named 'nope' among " in capfd.readouterr().err
