"""Exit codes, and one clear line for every mistake."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from migkg import __version__
from migkg.cli import main as cli
from migkg.cli.main import main

Capture = pytest.CaptureFixture[str]


def one_line(capfd: Capture) -> str:
    """Return what was said on standard error, which is one line and no traceback."""
    said = capfd.readouterr().err
    assert said.startswith("migkg: ")
    assert said.count("\n") == 1, said
    return said


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\x7fELF\x00\x01\x02\x03" * 50, "binary"),
        ("société de Genève".encode("latin-1"), "not UTF-8"),
    ],
)
def test_a_document_that_cannot_be_read(
    tmp_path: Path, capfd: Capture, content: bytes, message: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)

    assert main(["build", str(path), "--store", str(tmp_path / "store"), "--jobs", "1"]) == 2
    assert message in one_line(capfd)


def test_a_document_that_is_not_there(tmp_path: Path, capfd: Capture) -> None:
    assert main(["build", str(tmp_path / "none.txt"), "--store", str(tmp_path)]) == 2
    assert "no such file" in one_line(capfd)


def test_a_store_that_cannot_be_written(tmp_path: Path, capfd: Capture) -> None:
    (tmp_path / "file").write_text("")

    assert main(["build", "--store", str(tmp_path / "file" / "store")]) == 2
    assert "cannot write the store" in one_line(capfd)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path: Path, capfd: Capture) -> None:
    tmp_path.chmod(0o500)
    try:
        assert main(["build", "--store", str(tmp_path / "store")]) == 2
        assert "Permission denied" in one_line(capfd)
    finally:
        tmp_path.chmod(0o700)


def test_a_disk_that_is_full(
    tmp_path: Path, capfd: Capture, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")

    assert main(["export", "--store", str(sample_store), "-o", "/dev/full"]) == 2
    assert "No space left on device" in one_line(capfd)


@pytest.mark.parametrize("command", [["export"], ["query", "types"], ["show", "id/state/mex"]])
def test_no_store(tmp_path: Path, capfd: Capture, command: list[str]) -> None:
    assert main([*command, "--store", str(tmp_path)]) == 2
    assert "migkg build" in one_line(capfd)


@pytest.mark.parametrize(
    "arguments",
    [[], ["frob"], ["build", "--jobs", "0"], ["export", "--format", "n3"], ["query", "--nope"]],
)
def test_a_wrong_call(capfd: Capture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert "--help" in one_line(capfd)


def test_stopped_by_hand(capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", stop)

    assert main(["export"]) == 130
    assert one_line(capfd) == "migkg: stopped\n"


def test_version(capfd: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])

    assert stopped.value.code == 0
    assert capfd.readouterr().out == f"migkg {__version__}\n"


def test_help_names_every_command_and_loads_none(capfd: Capture) -> None:
    code = (
        "import sys; from migkg.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "sys.exit(bool(loaded & {'rdflib', 'pyoxigraph', 'pyshacl', 'starlette'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.returncode == 0
    for command in ("build", "serve", "query", "show", "export", "validate", "reason"):
        assert f"\n    {command} " in done.stdout


def test_a_reader_that_has_enough_is_no_mistake(sample_store: Path) -> None:
    command = f"{sys.executable} -m migkg.cli.main export --store {sample_store} | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True
    )

    assert done.stderr == ""
    assert done.stdout.startswith("@base")
