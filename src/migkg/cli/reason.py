"""Check the ontology, and data beside it, for contradictions with a reasoner (needs Java)."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from rdflib import Dataset, Graph
from rdflib.exceptions import ParserError
from rdflib.util import guess_format

from migkg import reason
from migkg.clashes import clashes
from migkg.errors import MissingFileError, UnreadableFileError
from migkg.ontology import load_ontology

_FORMATS = ("nt", "nquads", "turtle", "trig", "xml", "json-ld")


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument("files", nargs="*", type=Path, help="RDF files to check with the ontology")
    parser.add_argument(
        "--ontology", type=Path, help="folder of the ontology (default: as shipped)"
    )
    parser.add_argument(
        "--inferred", action="store_true", help="print what follows without being stated, too"
    )


def run(args: Namespace) -> int:
    """Print what the reasoner found; return 0 if there is nothing to mend, 1 if there is."""
    ontology, data = load_ontology(args.ontology), Graph()
    for path in args.files:
        _add(path, data)
    report = reason.check(ontology, data.serialize(format="nt"))
    print("consistent" if report.consistent else "inconsistent")
    for term in report.unsatisfiable:
        print("unsatisfiable", term, sep="\t")
    if not report.consistent:
        for clash in clashes(ontology, data):
            print("clash", clash.thing, clash.one, clash.other, clash.because, sep="\t")
    if args.inferred:
        for pair in report.inferred:
            print("inferred", pair.lower, pair.upper, sep="\t")
    return 0 if report.conforms else 1


def _add(path: Path, data: Graph) -> None:
    """Add the triples of an RDF file, those of all its graphs together."""
    if not path.is_file():
        raise MissingFileError(str(path))
    format_ = guess_format(path.name)
    if format_ not in _FORMATS:
        raise UnreadableFileError(str(path), "not an RDF file by its name (.nt, .nq, .ttl, .trig)")
    dataset = Dataset()
    try:
        dataset.parse(path, format=format_)
    except (ParserError, SyntaxError, ValueError) as error:
        why = " ".join(str(error).split())
        raise UnreadableFileError(str(path), f"not RDF: {why[:200]}") from error
    for subject, predicate, object_, _ in dataset.quads():
        data.add((subject, predicate, object_))
