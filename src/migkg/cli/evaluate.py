"""Measure what is read against the gold set: precision, recall and F1 by class.

GOLD is a file or a folder of gold files; without it, those of the corpus that comes with migkg.
Without --part only the half for development is looked at; the other is for the final figures.
Intervals are of 95 %: Wilson's for precision and recall, a bootstrap over paragraphs for F1.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument("gold", nargs="*", type=Path, metavar="GOLD", help="gold files or folders")
    parser.add_argument(
        "--part", choices=("dev", "report", "all"), default="dev", help="half of the gold set (dev)"
    )
    parser.add_argument(
        "--by", choices=("class", "language"), default="class", help="lines of the table (class)"
    )
    parser.add_argument("--errors", action="store_true", help="list every error with its quote")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="(table)")
    parser.add_argument(
        "--corpus",
        action="append",
        type=Path,
        metavar="PATH",
        help="the corpus that the gold files are of (the one that comes with migkg)",
    )
    parser.add_argument(
        "--draw", action="store_true", help="only list the paragraphs that the fixed seed draws"
    )


def run(args: Namespace) -> int:
    """Print the figures; a fault in a gold file ends the command with 1."""
    from migkg.evaluate import draw, evaluate, report

    if args.draw:
        for drawn in draw.draw():
            first = drawn.passages[0]
            place = (drawn.document.slug, str(first.begin), first.number)
            print("\t".join((drawn.part, drawn.stratum, *place)))
        return 0
    evaluation = evaluate(args.gold, args.part, args.corpus or ())
    if args.format == "json":
        print(report.as_json(evaluation, args.by, args.errors))
        return 0
    for line in report.as_table(evaluation, args.by):
        print(line)
    if args.errors:
        print()
        for line in report.as_lines(evaluation):
            print(line)
    return 0
