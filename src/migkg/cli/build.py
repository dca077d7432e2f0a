"""Build the graph from documents and put it in the store.

PATH is a file or a folder of documents, with or without a manifest.csv; without PATH the corpus
that comes with migkg is built. A build that fails or is killed leaves the former graph in use.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

# Of what does not conform to the shapes and was left out, unless all is asked for.
FAULTS_SHOWN = 5


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument(
        "--store", type=Path, default=Path("store"), metavar="DIR", help="store folder (store)"
    )
    parser.add_argument(
        "--jobs", type=_jobs, metavar="N", help="worker processes (one a processor)"
    )
    parser.add_argument(
        "--engine",
        choices=("pyshacl", "fast"),
        default="pyshacl",
        help="what checks the shapes (pyshacl); fast needs the extra migkg[fast]",
    )
    parser.add_argument(
        "--verbose", action="store_true", help="print the seconds of each stage, and facts by class"
    )


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1024:
        raise ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)


def run(args: Namespace) -> int:
    """Build, and print what the store holds now."""
    import sys

    from migkg.build import build
    from migkg.progress import Progress

    progress = Progress()
    report = build(args.paths, args.store, args.jobs, progress, args.engine)
    counts = dict(report.counts)
    total = sum(report.seconds.values())
    shown = ("documents", "passages", "mentions", "facts", "quads")
    told = ", ".join(f"{counts.pop(name, 0):,} {name}" for name in shown)
    print(f"{args.store}: {told}, in {total:.1f} s")
    shown_faults = report.left_out if args.verbose else report.left_out[:FAULTS_SHOWN]
    for line in shown_faults:
        print(f"migkg: left out: {line}", file=sys.stderr)
    if more := len(report.left_out) - len(shown_faults):
        print(f"migkg: left out: {more} more, which build.json lists", file=sys.stderr)
    if args.verbose:
        print(f"seconds: {progress.summary()}")
        print("counts: " + ", ".join(f"{name} {number:,}" for name, number in counts.items()))
        print(f"sha256: {report.sha256}")
    return 0
