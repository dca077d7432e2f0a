"""Check RDF files against the shapes: one line a fault, severity, node and what to do.

The files are checked together, as one graph. The exit code is 0 if the data conforms, 1 if it does
not, 2 if it cannot be checked.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="RDF file: .ttl .nt .nq .trig .rdf .jsonld",
    )
    parser.add_argument("--shapes", type=Path, help="folder of shapes (default: those shipped)")
    parser.add_argument("--strict", action="store_true", help="let warnings fail the check too")
    parser.add_argument(
        "--engine",
        choices=("pyshacl", "fast"),
        default="pyshacl",
        help="what checks: pyshacl, or the package shacl for large files (default: %(default)s)",
    )


def run(args: Namespace) -> int:
    """Print one line per result; return 0 if the data conforms, 1 if it does not."""
    from migkg import validate

    report = validate.check_files(args.files, args.shapes, engine=args.engine)
    for result in report.results:
        print(result.severity, result.focus_node, result.message, sep="\t")
    return 0 if report.conforms(strict=args.strict) else 1
