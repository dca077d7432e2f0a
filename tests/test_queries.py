"""Queries are read with their header, found by name, and every mistake is one line."""

from pathlib import Path

import pytest

from migkg import queries
from migkg.errors import MissingFileError, UnknownNameError, UnreadableFileError


def test_header_may_run_over_several_lines() -> None:
    query = queries.parse(
        "#+ question: Who spoke,\n#+   in what role?\n#+ tags: fact\n# a comment\nASK {}"
    )

    assert query.question == "Who spoke, in what role?"
    assert query.tags == ("fact",)


def test_every_shipped_query_says_what_it_is() -> None:
    shipped = queries.shipped()

    assert len({query.name for query in shipped}) == len(shipped)
    assert [
        query.name for query in shipped if not (query.question or query.header.get("derives"))
    ] == []


def test_a_query_is_found_by_the_beginning_of_its_name() -> None:
    assert queries.find("disagree").name == "disagreements"


def test_an_unknown_name_tells_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"among \d+; the nearest: member_of"):
        queries.find("members_of")


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "an empty file"), (b"\xff\xfe\x00ASK", "not a query in UTF-8")]
)
def test_a_file_that_is_no_query(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.rq"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=message):
        queries.read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        queries.read(tmp_path / "none.rq")
    with pytest.raises(UnreadableFileError, match="Is a directory"):
        queries.read(tmp_path)
