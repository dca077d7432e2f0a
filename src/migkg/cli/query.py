"""Answer a SPARQL query: a shipped one by its name, one from a file, or one from standard input.

The query sees all named graphs as one; GRAPH tells them apart. A table cuts long texts; csv and
json hold them whole. A CONSTRUCT query gives Turtle, three columns as csv, JSON-LD as json.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument(
        "query", metavar="NAME|FILE|-", nargs="?", help="none: list those there are"
    )
    parser.add_argument(
        "--store", type=Path, default=Path("store"), metavar="DIR", help="store folder (store)"
    )
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")


def run(args: Namespace) -> int:
    """Print the answer."""
    import sys

    from migkg import queries
    from migkg.answers import answered, table
    from migkg.errors import UnreadableFileError
    from migkg.store import opened

    if args.query is None:
        rows = (
            [query.group, query.name, query.question or query.header.get("derives", "")]
            for query in queries.shipped()
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
    with opened(args.store) as store:
        sys.stdout.buffer.write(answered(store, query.text, args.format))
    return 0
