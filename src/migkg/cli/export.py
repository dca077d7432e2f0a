"""Write the graphs, or one of them, as a file.

Formats without named graphs (ttl, nt, rdf) hold the triples of all graphs as one. The output is
sorted: the same data set gives the same bytes. Format sssom is the table of all mappings to other
data sets (SSSOM/TSV).
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument(
        "--store", type=Path, default=Path("store"), metavar="DIR", help="store folder (store)"
    )
    parser.add_argument(
        "--format",
        choices=("ttl", "trig", "nt", "nq", "rdf", "jsonld", "sssom"),
        help="default: what the ending of FILE says, else trig",
    )
    parser.add_argument(
        "--graph", metavar="IRI", help="one graph: its IRI, or authority, document/a-67-254 ..."
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: the terminal")


def run(args: Namespace) -> int:
    """Write the file, or to standard output."""
    import sys

    from migkg.export import export, format_of
    from migkg.store import opened

    form = args.format or format_of(args.output)
    with opened(args.store) as store:
        if args.output is None:
            export(store, sys.stdout.buffer, form, args.graph)
            return 0
        with args.output.open("wb") as file:
            export(store, file, form, args.graph)
    return 0
