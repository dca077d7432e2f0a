"""What the README shows works as shown."""

import re
import shlex
from pathlib import Path

import pytest

from migkg import store
from migkg.answers import answered
from migkg.cli.main import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = sorted(set(re.findall(r"`migkg ([a-z]+)", README)))
PATHS = sorted(set(re.findall(r"(?:`|\()((?:src|ontology|shapes|queries|corpus)/[\w./]*)", README)))


def test_the_query_has_the_answer_that_is_shown(built_store: Path) -> None:
    shown = next(block for block in CONSOLE if "curl" in block)
    command, _, answer = shown.partition("'\nchair")
    query = command.partition("'query=")[2]
    with store.opened(built_store) as opened:
        csv = answered(opened, query, "csv").decode()

    assert csv.replace("\r\n", "\n").strip() == f"chair{answer}".strip()


def test_the_command_prints_what_is_shown(
    built_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = next(block for block in CONSOLE if block.startswith("$ migkg query"))
    command, _, answer = shown.partition("\n")
    arguments = shlex.split(command.removeprefix("$ migkg "))

    assert main([*arguments, "--store", str(built_store)]) == 0
    assert capsys.readouterr().out.strip() == answer.strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_there(name: str) -> None:
    assert (ROOT / "src" / "migkg" / "cli" / f"{name}.py").is_file()


@pytest.mark.parametrize("path", PATHS)
def test_each_path_is_there(path: str) -> None:
    assert (ROOT / path).exists()
