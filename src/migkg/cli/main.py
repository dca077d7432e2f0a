"""The command ``migkg``: one module of this package a command, loaded by its name."""

import argparse
import ast
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from migkg import __version__
from migkg.errors import MigkgError

# In the order of use; a command that is not named here comes after those that are.
_ORDER = ("build", "serve", "query", "show", "export", "validate", "reason", "evaluate")


class _Parser(argparse.ArgumentParser):
    """A parser that says a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"migkg: {message} (see: {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 a check failed, 2 a wrong call."""
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except MigkgError as error:
        print(f"migkg: {' '.join(str(error).split())}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read the output has enough of it. Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"migkg: {where}{error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("migkg: stopped", file=sys.stderr)
        return 130
    return code


def _run(arguments: Sequence[str] | None) -> int:
    parser = _Parser(
        prog="migkg",
        description="A knowledge graph of United Nations documents on international migration.",
    )
    parser.add_argument("--version", action="version", version=f"migkg {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    words = sys.argv[1:] if arguments is None else arguments
    wanted = next((word for word in words if not word.startswith("-")), "")
    for name, text in _commands().items():
        command = commands.add_parser(
            name,
            help=text.partition("\n")[0].rstrip("."),
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == wanted:
            # No other is loaded: what one command needs must not slow another down.
            module = importlib.import_module(f"migkg.cli.{name}")
            module.configure(command)
            command.set_defaults(run=module.run)
    given = parser.parse_args(arguments)
    code: int = given.run(given)
    return code


def _commands() -> dict[str, str]:
    """Return the commands with their help texts, which are the docstrings of their modules."""
    found = {
        path.stem: ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        for path in Path(__file__).parent.glob("*.py")
        if path.stem != "main" and not path.stem.startswith("_")
    }
    known = {name: number for number, name in enumerate(_ORDER)}
    names = sorted(found, key=lambda name: (known.get(name, len(known)), name))
    return {name: found[name] for name in names}


if __name__ == "__main__":
    sys.exit(main())
