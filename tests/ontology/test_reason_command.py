"""The command says what it found in lines, and what it lacks in one."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from migkg.cli import reason
from migkg.errors import MissingFileError, UnreadableFileError, UsageError
from migkg.namespaces import ID, MIG


def _run(*arguments: str) -> int:
    parser = ArgumentParser()
    reason.configure(parser)
    return reason.run(parser.parse_args(list(arguments)))


def test_the_shipped_ontology_is_fine(capsys: pytest.CaptureFixture[str]):
    assert _run() == 0
    assert capsys.readouterr().out == "consistent\n"


def test_contradictions_are_named(turtle, capsys: pytest.CaptureFixture[str]):
    path = turtle(f"<{ID}person/x> a <{MIG}Person>, <{MIG}Event> .")
    assert _run(str(path)) == 1
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "inconsistent"
    assert [line.split("\t")[:2] for line in rest] == [["clash", f"{ID}person/x"]]


def test_quads_are_read_as_triples(turtle, capsys: pytest.CaptureFixture[str]):
    text = "".join(
        f"<{ID}person/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{MIG}{name}>"
        f" <https://example.org/{name}> .\n"
        for name in ("Person", "Event")
    )
    assert _run(str(turtle(text, "data.nq"))) == 1


def test_without_java_the_call_fails(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError) as caught:
        _run()
    assert caught.value.exit_code == 2
    assert "Java" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_java_the_command_says_so_in_one_line():
    done = subprocess.run(
        [sys.executable, "-m", "migkg.cli.main", "reason"],
        env={**os.environ, "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Java" in done.stderr


def test_a_file_that_is_missing_or_no_rdf_is_named(turtle):
    with pytest.raises(MissingFileError, match=r"gone\.ttl"):
        _run("gone.ttl")
    for path in (turtle("x y z", "data.nt"), turtle("hello", "data.xyz")):
        with pytest.raises(UnreadableFileError, match=path.name) as caught:
            _run(str(path))
        assert "\n" not in str(caught.value)


def test_another_ontology_can_be_named(tmp_path: Path):
    with pytest.raises(MissingFileError):
        _run("--ontology", str(tmp_path / "nowhere"))
