"""Check the ontology, and data beside it, for contradictions with a reasoner (needs Java)."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from migkg import reason
from migkg.clashes import clashes
from migkg.errors import MissingFileError, UnreadableFileError
from migkg.ontology import load_ontology


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments; this module's docstring is the help text."""
    parser.add_argument("files", nargs="*", type=Path, help="RDF files to check with the ontology")
    parser.add_argument("--ontology", type=Path, help="folder of the ontology (else the shipped)")
    parser.add_argument(
        "--inferred", action="store_true", help="print what follows without being stated, too"
    )


def run(args: Namespace) -> int:
    """Print what the reasoner found; return 0 if there is nothing to mend, 1 if there is."""
    ontology = load_ontology(args.ontology)
    data = "".join(_ntriples(path) for path in args.files)
    report = reason.check(ontology, data)
    print("consistent" if report.consistent else "inconsistent")
    for term in report.unsatisfiable:
        print("unsatisfiable", term, sep="\t")
    if not report.consistent:
        for clash in clashes(ontology, Graph().parse(data=data, format="nt")):
            print("clash", clash.thing, clash.one, clash.other, clash.because, sep="\t")
    if args.inferred:
        for pair in report.inferred:
            print("inferred", pair.lower, pair.upper, sep="\t")
    return 0 if report.conforms else 1


def _ntriples(path: Path) -> str:
    """Return the triples of an RDF file, those of all its graphs together, as N-Triples."""
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    try:
        if form is None:
            raise UnreadableFileError(str(path), "not RDF by its name (.nt, .nq, .ttl, .trig ...)")
        quads = ox.parse(path=str(path), format=form, base_iri=path.resolve().as_uri())
        return "".join(f"{quad.triple} .\n" for quad in quads)
    except FileNotFoundError as error:
        raise MissingFileError(str(path)) from error
    except (OSError, SyntaxError) as error:
        raise UnreadableFileError(str(path), " ".join(str(error).split())) from error
