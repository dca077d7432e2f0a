"""The command ``migkg``: one module of this package a command, loaded by its name."""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
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
    for name in _commands():
        module = importlib.import_module(f"migkg.cli.{name}")
        text = (module.__doc__ or "").strip()
        command = commands.add_parser(
            name,
            help=text.splitlines()[0].rstrip(".") if text else "",
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.configure(command)
        command.set_defaults(run=module.run)
    given = parser.parse_args(arguments)
    code: int = given.run(given)
    return code


def _commands() -> list[str]:
    package = importlib.import_module("migkg.cli")
    names = [module.name for module in pkgutil.iter_modules(package.__path__)]
    known = {name: number for number, name in enumerate(_ORDER)}
    return sorted(
        (name for name in names if name != "main" and not name.startswith("_")),
        key=lambda name: (known.get(name, len(known)), name),
    )


if __name__ == "__main__":
    sys.exit(main())
