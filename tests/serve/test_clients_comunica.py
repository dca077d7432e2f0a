"""Comunica, the engine that joins sources: our endpoint, our things, another endpoint.

Installed by ``npm ci`` in tests/clients; without it these tests are skipped, saying so.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.serve.conftest import Server
from tests.serve.other import oxigraph

CLIENTS = Path(__file__).parents[1] / "clients"
COMMAND = CLIENTS / "node_modules" / "@comunica" / "query-sparql" / "bin" / "query.js"

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed"),
    pytest.mark.skipif(
        not COMMAND.exists(), reason="Comunica is not installed: npm ci in tests/clients"
    ),
]

PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX mig: <https://w3id.org/migkg/ontology#>
"""
# Facts as Wikidata states them, with its properties: capital, official name.
OTHER = """
<https://w3id.org/migkg/id/state/mex> <http://www.wikidata.org/prop/direct/P36> "Mexico City"@en .
<https://w3id.org/migkg/id/state/bel> <http://www.wikidata.org/prop/direct/P36> "Brussels"@en .
"""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("second"), OTHER, "data.nt") as address:
        # Comunica sees the default graph of an endpoint.
        yield f"{address}/query"


def comunica(query: str, *sources: str) -> list[dict[str, str]]:
    ended = subprocess.run(
        ["node", str(COMMAND), *sources, "-q", query, "-t", "application/json"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    rows: list[dict[str, str]] = json.loads(ended.stdout)
    return rows


def test_endpoint_is_recognized_and_asked(server: Server) -> None:
    query = PREFIXES + "SELECT ?label { ?state a mig:State ; skos:prefLabel ?label }"
    rows = comunica(query, f"{server.address}sparql")

    assert {row["label"] for row in rows} == {'"Mexico"@en', '"Mexique"@fr'}


def test_two_endpoints_are_joined(server: Server, second: str) -> None:
    query = f"""{PREFIXES} PREFIX wdt: <http://www.wikidata.org/prop/direct/>
      SELECT ?label ?capital {{ ?state a mig:State ; skos:prefLabel ?label ; wdt:P36 ?capital
        FILTER(LANG(?label) = "fr") }}"""
    rows = comunica(query, f"sparql@{server.address}sparql", f"sparql@{second}")

    assert rows == [{"label": '"Mexique"@fr', "capital": '"Mexico City"@en'}]


def test_thing_is_read_from_its_address(server: Server) -> None:
    query = PREFIXES + "SELECT ?label { ?state skos:prefLabel ?label }"
    rows = comunica(query, f"{server.address}id/state/mex.ttl")

    assert {row["label"] for row in rows} == {'"Mexico"@en', '"Mexique"@fr'}
