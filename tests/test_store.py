"""A build is put to use in whole or not at all; readers keep what they have open."""

import fcntl
import io
from pathlib import Path

import pytest

from migkg import store
from migkg.errors import QuerySyntaxError, StoreError

QUAD = b'<http://a> <http://b> "%d" <http://g> .\n'
COUNT = "SELECT ?o WHERE { ?s ?p ?o }"


def make(folder: Path, number: int) -> None:
    with store.building(folder) as new:
        store.load(new / "data", io.BytesIO(QUAD % number))


def held(folder: Path) -> list[str]:
    with store.opened(folder) as found:
        return values(found)


def values(found: store.Store) -> list[str]:
    return [row["o"].value for row in found.query(COUNT)]  # type: ignore[union-attr]


def test_a_build_replaces_the_former_and_clears_it(tmp_path: Path) -> None:
    make(tmp_path, 1)
    make(tmp_path, 2)

    assert held(tmp_path) == ["2"]
    assert [path.name for path in (tmp_path / "builds").iterdir()] == ["2"]


def test_a_build_that_fails_leaves_the_former(tmp_path: Path) -> None:
    make(tmp_path, 1)
    with pytest.raises(SyntaxError), store.building(tmp_path) as new:
        store.load(new / "data", io.BytesIO(QUAD % 2 + b"junk"))

    assert held(tmp_path) == ["1"]
    assert [path.name for path in (tmp_path / "builds").iterdir()] == ["1"]


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    make(tmp_path, 1)
    (tmp_path / "builds" / "2.unfinished" / "data").mkdir(parents=True)
    (tmp_path / "builds" / "3").mkdir()  # renamed, but killed before it was put to use
    (tmp_path / "current.unfinished").write_text("3\n")

    assert held(tmp_path) == ["1"]
    make(tmp_path, 4)
    assert held(tmp_path) == ["4"]
    assert len(list((tmp_path / "builds").iterdir())) == 1


def test_a_reader_keeps_its_build_while_others_come(tmp_path: Path) -> None:
    make(tmp_path, 1)
    with store.opened(tmp_path) as reader:
        make(tmp_path, 2)
        make(tmp_path, 3)
        assert values(reader) == ["1"]
        assert reader.build.is_dir()
    make(tmp_path, 4)

    assert held(tmp_path) == ["4"]
    assert not reader.build.exists()


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with (
        store.building(tmp_path) as new,
        pytest.raises(StoreError, match="another build is under way"),
        store.building(tmp_path),
    ):
        raise AssertionError(f"{new} was to be the only one")


def test_a_lock_that_a_killed_build_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("")  # the file stays, the lock goes with the process
    make(tmp_path, 1)

    assert held(tmp_path) == ["1"]


def test_nothing_to_open_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="migkg build --store"):
        store.opened(tmp_path)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(StoreError, match="cannot write the store"),
        store.building(tmp_path / "file" / "store"),
    ):
        pass


def test_damaged_data_is_one_line(tmp_path: Path) -> None:
    make(tmp_path, 1)
    for path in (tmp_path / "builds" / "1" / "data").iterdir():
        path.write_bytes(b"junk")

    with pytest.raises(StoreError, match="cannot read the store"):
        store.opened(tmp_path)


def test_a_query_that_does_not_parse_says_where(sample_store: Path) -> None:
    with store.opened(sample_store) as found:
        with pytest.raises(QuerySyntaxError, match="error at 1:15"):
            found.query("SELECT * WHERE")
        with pytest.raises(QuerySyntaxError, match="a prefix that is not declared"):
            found.query("SELECT * { ?s nope:x ?o }")


def test_a_query_may_nest_deeply(sample_store: Path) -> None:
    deep = "ASK {" + "{" * 3000 + "?s ?p ?o" + "}" * 3000 + "}"
    with store.opened(sample_store) as found:
        assert store.deep(lambda: bool(found.query(deep)))


def test_an_error_in_the_deep_comes_back_up() -> None:
    with pytest.raises(ZeroDivisionError):
        store.deep(lambda: 1 // 0)


def test_source_texts_are_kept_as_they_are(tmp_path: Path) -> None:
    text = "\ufeffline\r\nline\rÉnd\u2028\n"
    store.write_source(tmp_path, "notes/a.txt", text)

    assert store.read_source(tmp_path, "notes/a.txt") == text


def test_source_texts_stay_inside_their_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(StoreError, match="no source text"):
        store.read_source(tmp_path, "../secret")


def test_readers_hold_a_shared_lock(tmp_path: Path) -> None:
    make(tmp_path, 1)
    with store.opened(tmp_path) as reader, (reader.build / "reading").open() as other:
        fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.flock(other, fcntl.LOCK_UN)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT * FROM <https://example.org/none> { ?s ?p ?o }", False),
        ("SELECT * { ?s ?p ?o } # FROM <https://example.org/none>", True),
        ('SELECT * { ?s ?p ?o FILTER ("FROM <x>" != ?o) }', True),
    ],
)
def test_a_query_gets_the_graphs_it_names(sample_store: Path, query: str, rows: bool) -> None:
    with store.opened(sample_store) as found:
        assert store.deep(lambda: any(True for _ in found.query(query))) is rows
