"""Checks the ontology, and data beside it, with the reasoner HermiT that comes with Owlready2.

HermiT is a Java program. It is given files of its own in a folder that goes when it is done, and
knows only the datatypes of OWL 2: values of others (dates, years and months) are left out of what
it sees.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rdflib import OWL, RDFS, Graph

from migkg.errors import UsageError
from migkg.namespaces import XSD

__all__ = ["Report", "Subsumption", "check", "view"]

MEMORY = 2000  # megabytes that Java may use
TIMEOUT = 900.0  # seconds

# The datatypes of XML Schema that OWL 2 lacks (OWL 2 Structural Specification, section 4).
_OUTSIDE_OWL = frozenset(
    f"{XSD}{name}"
    for name in (
        "date",
        "time",
        "gYear",
        "gYearMonth",
        "gMonth",
        "gMonthDay",
        "gDay",
        "duration",
        "dayTimeDuration",
        "yearMonthDuration",
    )
)
_TYPED = re.compile(r'"\^\^<([^>]*)>\s*\.\s*$')
_AXIOM = re.compile(r"^(\w+)\( (<.*>) \)$", re.MULTILINE)
_NOTHING = frozenset(
    {
        str(OWL.Nothing),
        str(OWL.bottomObjectProperty),
        str(OWL.bottomDataProperty),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Subsumption:
    """One class or property below another, as IRIs."""

    lower: str
    upper: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the reasoner found; all in the order of the IRIs."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()  # classes and properties that nothing can belong to
    # Subsumptions that follow without being stated, not even through a chain of stated ones.
    inferred: tuple[Subsumption, ...] = ()

    @property
    def conforms(self) -> bool:
        """Tell whether there is nothing to mend."""
        return self.consistent and not self.unsatisfiable


def check(ontology: Graph, data: str = "", *, timeout: float = TIMEOUT) -> Report:
    """Return whether an ontology is consistent, and how its classes and properties fall in line.

    ``data`` is N-Triples to check together with the ontology; ``timeout`` is in seconds. A graph
    that is not consistent has no classification: everything follows from it.

    Raises UsageError where Java is missing, runs out of time or memory, or refuses the data.
    """
    java = shutil.which("java")
    if java is None:
        raise UsageError(
            "reasoning needs Java, and no java is on PATH: install a Java runtime (8 or later)"
        )
    with tempfile.TemporaryDirectory(prefix="migkg-reason-") as folder:
        file = Path(folder) / "view.nt"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(view(ontology.serialize(format="nt").splitlines()))
            lines.writelines(view(data.split("\n")))
        answer = _run(java, file, timeout)
    if answer is None:
        return Report(consistent=False)
    return _report(answer, ontology)


def view(lines: Iterable[str]) -> Iterator[str]:
    r"""Yield those lines of N-Triples that HermiT can read, each with its line end.

    >>> year = '<a:s> <a:p> "2011"^^<http://www.w3.org/2001/XMLSchema#gYear> .'
    >>> list(view([year, '<a:s> <a:p> "2011" .', ""]))
    ['<a:s> <a:p> "2011" .\n']
    """
    for line in lines:
        typed = _TYPED.search(line)
        if line.strip() and not (typed and typed[1] in _OUTSIDE_OWL):
            yield line.rstrip("\r\n") + "\n"


def _run(java: str, file: Path, timeout: float) -> str | None:
    """Return what HermiT prints of a file, or None if the file is inconsistent."""
    # Without UsePerfData Java leaves no folder of its own among the temporary files.
    command = [java, f"-Xmx{MEMORY}M", "-XX:-UsePerfData", "-cp", _class_path()]
    command += ["org.semanticweb.HermiT.cli.CommandLine", "-c", "-O", "-D", "-I", file.as_uri()]
    try:
        done = subprocess.run(  # noqa: S603  (the command is ours, the file's name too)
            command, capture_output=True, text=True, encoding="utf-8", timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"the reasoner did not finish within {timeout:g} seconds") from error
    except OSError as error:
        raise UsageError(f"{java} cannot be started: {error.strerror}") from error
    said = f"{done.stdout}\n{done.stderr}"
    if "Inconsistent ontology" in said or "InconsistentOntologyException" in said:
        return None
    if done.returncode:
        raise UsageError(f"the reasoner failed: {_first_reason(said)}")
    return done.stdout


def _class_path() -> str:
    """Return the class path of the HermiT that Owlready2 brings along."""
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        raise UsageError("reasoning needs the package owlready2, which is not installed")
    folder = Path(spec.origin).parent / "hermit"
    separator = ";" if Path(folder).drive else ":"
    return f"{folder}{separator}{folder / 'HermiT.jar'}"


def _first_reason(said: str) -> str:
    """Return the line of a Java error that says most."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    named = [line for line in lines if "Exception" in line or "Error" in line]
    return next(iter(named or lines), "it gave no reason")[:300]


def _report(answer: str, ontology: Graph) -> Report:
    unsatisfiable: set[str] = set()
    found: set[Subsumption] = set()
    for kind, terms in _AXIOM.findall(answer):
        names = terms[1:-1].split("> <")
        if kind.startswith("Equivalent"):
            if _NOTHING & set(names):
                unsatisfiable |= set(names) - _NOTHING
            else:
                found |= {Subsumption(a, b) for a in names for b in names if a != b}
        elif kind.startswith("Sub"):
            found.add(Subsumption(names[0], names[1]))
    stated = _stated(ontology)
    new = {
        pair
        for pair in found
        if not pair.upper.startswith(str(OWL)) and pair.upper not in _above(pair.lower, stated)
    }
    return Report(
        consistent=True,
        unsatisfiable=tuple(sorted(unsatisfiable)),
        inferred=tuple(sorted(new)),
    )


def _stated(ontology: Graph) -> Mapping[str, set[str]]:
    """Return the terms that each term is stated to lie directly below."""
    above: dict[str, set[str]] = {}
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for lower, upper in ontology.subject_objects(predicate):
            above.setdefault(str(lower), set()).add(str(upper))
    for predicate in (OWL.equivalentClass, OWL.equivalentProperty):
        for one, other in ontology.subject_objects(predicate):
            above.setdefault(str(one), set()).add(str(other))
            above.setdefault(str(other), set()).add(str(one))
    return above


def _above(term: str, stated: Mapping[str, set[str]]) -> set[str]:
    reached, pending = {term}, [term]
    while pending:
        new = stated.get(pending.pop(), set()) - reached
        reached |= new
        pending += new
    return reached
