"""The commands in the order a newcomer uses them."""

from pathlib import Path

import pytest

from migkg import build
from migkg.cli.main import main
from migkg.resources import folder

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(("more", "lines"), [([], 6), (["--verbose"], 8)])
def test_what_was_left_out_is_named(
    tmp_path: Path,
    capfd: Capture,
    monkeypatch: pytest.MonkeyPatch,
    more: list[str],
    lines: int,
) -> None:
    report = build.Report("0", {}, tuple(f"forum: fault {n}" for n in range(8)), {})
    monkeypatch.setattr(build, "build", lambda *_: report)

    assert main(["build", "--store", str(tmp_path), *more]) == 0
    said = capfd.readouterr().err.splitlines()
    assert len(said) == lines
    assert said[0] == "migkg: left out: forum: fault 0"


def test_build_then_export(tmp_path: Path, capfd: Capture) -> None:
    place = str(tmp_path / "store")
    document = str(folder("corpus") / "documents" / "concept-note-2011.txt")

    assert main(["build", document, "--store", place, "--jobs", "1", "--verbose"]) == 0
    said = capfd.readouterr().out.splitlines()
    assert said[0].startswith(f"{place}: ")
    assert " passages, " in said[0]
    assert said[1].startswith("seconds: ")
    assert said[-1].startswith("sha256: ")

    path = tmp_path / "graph.nq"
    assert main(["export", "--store", place, "-o", str(path)]) == 0
    assert path.read_bytes().startswith(b"<")
    assert main(["export", "--store", place, "--graph", "provenance", "--format", "ttl"]) == 0
    assert "prov:wasDerivedFrom" in capfd.readouterr().out
