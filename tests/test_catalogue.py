"""The catalogue: the documents and graphs of a store, as the store itself has them."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg import catalogue, store
from migkg.namespaces import DCTERMS, GRAPH, ID, MIG, RDF


@pytest.fixture(scope="module")
def data(built_store: Path) -> Iterator[ox.Store]:
    with store.opened(built_store) as opened:
        yield opened.data


def rows(connection: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def test_a_build_has_its_catalogue(built_store: Path, data: ox.Store) -> None:
    kept = sqlite3.connect(store.current(built_store) / catalogue.NAME)
    made = catalogue.in_memory(data)

    for table in ("document", "document_kind", "graph"):
        query = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert rows(kept, query) == rows(made, query) != []
    kept.close()


def test_every_passage_and_fact_is_counted_once(data: ox.Store) -> None:
    made = catalogue.in_memory(data)
    passages = Counter(
        quad.object.value
        for quad in data.quads_for_pattern(None, ox.NamedNode(MIG + "passageOf"), None, None)
    )
    kind, fact = ox.NamedNode(RDF + "type"), ox.NamedNode(MIG + "Fact")
    facts = Counter(
        quad.graph_name.value.removeprefix(GRAPH)
        for quad in data.quads_for_pattern(None, kind, fact, None)
    )

    for iri, found, said in rows(made, "SELECT iri, passages, facts FROM document"):
        assert (found, said) == (passages[iri], facts[str(iri).removeprefix(ID)]), iri


def test_a_part_stands_below_its_whole_alone() -> None:
    small = ox.Store()
    for name, whole in (("a", ""), ("b", "a"), ("c", "elsewhere")):
        one = ox.NamedNode(f"{ID}document/{name}")
        graph = ox.NamedNode(f"{GRAPH}document/{name}")
        small.add(ox.Quad(one, ox.NamedNode(MIG + "sourceFile"), ox.Literal("x.txt"), graph))
        if whole:
            above = ox.NamedNode(f"{ID}document/{whole}")
            small.add(ox.Quad(one, ox.NamedNode(DCTERMS + "isPartOf"), above, graph))
    made = catalogue.in_memory(small)

    assert rows(made, "SELECT iri, alone FROM document ORDER BY iri") == [
        (f"{ID}document/a", 1), (f"{ID}document/b", 0), (f"{ID}document/c", 1)
    ]  # fmt: skip


def test_a_build_without_one_gets_one(data: ox.Store, tmp_path: Path) -> None:
    build = tmp_path / "1"
    build.mkdir()
    (build / catalogue.NAME).write_bytes(b"no data base")

    count = "SELECT COUNT(*) FROM document"
    assert rows(catalogue.opened(build, data), count) == rows(catalogue.in_memory(data), count)
    assert [path.name for path in build.iterdir()] == [catalogue.NAME]


def test_where_nobody_may_write_it_is_kept_in_memory(data: ox.Store, tmp_path: Path) -> None:
    missing = tmp_path / "no such build"

    assert rows(catalogue.opened(missing, data), "SELECT COUNT(*) FROM graph") != [(0,)]
    assert not missing.exists()
