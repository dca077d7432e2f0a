"""Answer a SPARQL query: a shipped one by its name, one from a file, or one from standard input.

The query sees all named graphs as one; GRAPH tells them apart. A table cuts long texts; csv and
json hold them whole. A CONSTRUCT query gives Turtle, three columns as csv, JSON-LD as json.
A shipped query may take parameters: --list shows them, --param state=Mexico gives one a value, an
IRI, a code or a name; given again, another value of a parameter that takes many.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migkg.queries import Query
    from migkg.serve.federation.services import Service


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument(
        "query", metavar="NAME|FILE|-", nargs="?", help="none: list those there are"
    )
    parser.add_argument(
        "--store", type=Path, default=Path("store"), metavar="DIR", help="store folder (store)"
    )
    parser.add_argument("--list", action="store_true", help="list the queries and parameters")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="of the query"
    )
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    parser.add_argument(
        "--service",
        type=_service,
        action="append",
        default=[],
        metavar="IRI[=ADDRESS]",
        help="an endpoint that the query may call with SERVICE, or a mirror of it; may be repeated "
        "(none)",
    )


def run(args: Namespace) -> int:
    """Print the answer."""
    import sys

    from migkg import queries
    from migkg.answers import answered, table
    from migkg.errors import UnreadableFileError, UsageError
    from migkg.serve.federation.once import directed
    from migkg.store import opened

    if args.query is None or args.list:
        every = queries.shipped() if args.query is None else (queries.find(args.query),)
        if args.list:
            sys.stdout.write("".join(_described(query) for query in every))
            return 0
        rows = (
            [query.group, query.name, query.question or query.header.get("derives", "")]
            for query in every
        )
        sys.stdout.write(table(["group", "name", "question"], rows))
        return 0
    if args.query == "-":
        try:
            query = queries.parse(sys.stdin.buffer.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise UnreadableFileError("standard input", "not a query in UTF-8") from error
        if not query.text.strip():
            raise UnreadableFileError("standard input", "empty, no query")
    elif "/" in args.query or args.query.endswith((".rq", ".sparql")) or Path(args.query).is_file():
        query = queries.read(Path(args.query))
    else:
        query = queries.find(args.query)
    given: dict[str, list[str]] = {}
    for one in args.param:
        name, equals, value = one.partition("=")
        if not equals:
            raise UsageError(f"--param {one}: write it as NAME=VALUE")
        given.setdefault(name, []).append(value)
    with opened(args.store) as store:
        text = _filled(query, given, store.build)
        with directed(text, args.service, store.query) as asked:
            content = answered(store, asked, args.format)
    sys.stdout.buffer.write(content)
    return 0


def _service(text: str) -> "Service":
    from migkg.serve.federation.services import service

    try:
        return service(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _described(query: "Query") -> str:
    """Return a query's name and question, and a line for each parameter."""
    from migkg.parameters import default
    from migkg.search.questions import path_of

    lines = [query.name, f"    {query.question or query.header.get('derives', '')}"]
    for one in query.parameters:
        values = ", ".join(path_of(value.value) for value in default(query.text, one)) or "any"
        many = "; may be given again" if one.many else ""
        lines.append(f"    --param {one.name}=...  {one.explanation} {one.takes}{many} ({values})")
    return "\n".join(lines) + "\n"


def _filled(query: "Query", given: "Mapping[str, list[str]]", build: Path) -> str:
    from migkg.parameters import filled
    from migkg.search import opened, things

    if not given:
        return query.text
    return filled(
        query.text,
        query.parameters,
        given,
        lambda parameter, text: things.thing(opened(build, 600.0), parameter, text),
    )
