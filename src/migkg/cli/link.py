"""Check our links against downloaded copies of the data sets that they lead to.

Reported are links that are dead (the copy has no such thing), replaced (there it is deprecated, or
another takes its place), renamed (no name in common), or of another code (ISO, M49); and, as
proposals only, things of the same name that are not linked. Files: RDF (.ttl .nt .nq .trig .rdf
.jsonld), tables (.csv .tsv), JSON (.json .jsonl: Wikidata, ROR, SPARQL results, lists of objects),
each with .gz or not. The exit code is 0 if all is well, 1 if there are faults, 2 for a wrong call.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument(
        "--check",
        nargs="+",
        type=Path,
        required=True,
        metavar="FILE",
        help="copies, read together; of which data set a file is, its IRIs tell",
    )
    parser.add_argument(
        "--dataset",
        action="append",
        default=[],
        metavar="NAME",
        help="the files are of this data set of the registry (geoarea, wikidata ...); repeatable",
    )
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument(
        "--part",
        action="store_true",
        help="the files are a part of the data set: what they lack is not dead",
    )
    extent.add_argument(
        "--whole",
        action="store_true",
        help="the files are the whole data set: what they lack is dead, in every linkset",
    )
    parser.add_argument("--no-proposals", action="store_true", help="report faults alone")
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="default: %(default)s"
    )
    parser.add_argument(
        "--ontology", type=Path, metavar="DIR", help="folder with links/ (default: as shipped)"
    )


def run(args: Namespace) -> int:
    """Print one row per finding; return 1 if there are faults, else 0."""
    import csv
    import json
    import sys
    from dataclasses import asdict

    from migkg.answers import table
    from migkg.errors import UnreadableFileError
    from migkg.linkcheck.check import check
    from migkg.linkcheck.ours import load
    from migkg.linkcheck.theirs import Reader

    ours = load(args.ontology)
    reader = Reader(ours, args.dataset)
    for path in args.check:
        reader.read(path)
    if not reader.found.targets:
        known = ", ".join(sorted(ours.targets))
        names = ", ".join(str(path) for path in args.check)
        raise UnreadableFileError(names, f"nothing of a data set that is linked to: {known}")
    found, covered = check(ours, reader.found, whole=args.whole, part=args.part)
    shown = [one for one in found if one.fault or not args.no_proposals]
    columns = ["kind", "linkset", "subject", "object", "ours", "theirs"]
    rows = [[str(asdict(one)[name]) for name in columns] for one in shown]
    faults = sum(one.fault for one in found)
    if args.format == "json":
        answer = {
            "findings": [asdict(one) for one in shown],
            "linksets": [asdict(one) for one in covered],
            "faults": faults,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    elif args.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *rows])
    else:
        for one in covered:
            state = f"{one.found} of {one.links} found" if one.checked else "not in the files"
            print(f"{one.linkset}: {state}")
        if rows:
            print()
            sys.stdout.write(table(columns, rows))
        proposals = len(found) - faults
        print(
            f"{faults} {'fault' if faults == 1 else 'faults'}, "
            f"{proposals} {'proposal' if proposals == 1 else 'proposals'}"
        )
    return 1 if faults else 0
