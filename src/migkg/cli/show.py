"""Show an entity's facts, each with its document, paragraph and quote.

The entity is given by its IRI (in full, or id/state/mex) or by any of its labels.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument("entity", metavar="IRI|LABEL")
    parser.add_argument(
        "--store", type=Path, default=Path("store"), metavar="DIR", help="store folder (store)"
    )


def run(args: Namespace) -> int:
    """Print one block a fact."""
    from migkg import show
    from migkg.store import opened

    with opened(args.store) as store:
        entity = show.find(store, args.entity)
        name, kinds = show.describe(store, entity)
        found = show.facts(store, entity)
        print(name)
        print(f"<{entity.value}> {', '.join(kinds)}")
        print("1 fact" if len(found) == 1 else f"{len(found)} facts")
        for told in found:
            print()
            print(f"{told.kind}: " + "; ".join(f"{words} {value}" for words, value in told.said))
            for source in told.sources:
                print(f"    {source.document}, {source.place}: “{source.quote}”")
    return 0
