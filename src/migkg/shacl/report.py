"""What a validation found: results, and whether the data conforms."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from migkg.errors import NotConformingError
from migkg.namespaces import BASE, PREFIXES, SHAPE

# How many results an error message spells out before it counts the rest.
_SHOWN = 3


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One fault: what is wrong with which node, according to which shape."""

    severity: str  # "Violation", "Warning" or "Info"
    focus_node: str  # IRI, or the N-Triples term of a literal or blank node
    path: str  # a prefixed name, or a SPARQL property path; empty for a fault of the node itself
    value: str  # the N-Triples term at fault; empty where something is missing
    message: str  # what to do
    shape: str  # IRI

    def __str__(self) -> str:
        """Return the result as one line a person reads."""
        where = self.focus_node.removeprefix(BASE)
        value = f" (found {self.value.replace(BASE, '')})" if self.value else ""
        return f"{where}: {self.message}{value} [{self.shape.removeprefix(SHAPE)}]"


@dataclass(frozen=True, slots=True)
class Report:
    """The results of one validation, sorted and each once."""

    results: tuple[Result, ...] = ()

    @classmethod
    def of(cls, results: Iterable[Result]) -> "Report":
        """Return the report of results in any order."""
        return cls(tuple(sorted(set(results))))

    def conforms(self, strict: bool = False) -> bool:
        """Tell whether there is no violation; with ``strict``, no warning either."""
        return not self.results if strict else not self.violations

    @property
    def violations(self) -> tuple[Result, ...]:
        """Return the results that keep a graph from being published."""
        return tuple(result for result in self.results if result.severity == "Violation")

    @property
    def warnings(self) -> tuple[Result, ...]:
        """Return the results a reader may want to check."""
        return tuple(result for result in self.results if result.severity != "Violation")

    def counts(self) -> dict[str, int]:
        """Return how often each shape, by its local name, was broken."""
        names = Counter(result.shape.removeprefix(SHAPE) for result in self.results)
        return dict(sorted(names.items()))

    def require(self, graph: str) -> None:
        """Raise NotConformingError, naming the graph and the first faults, if there are any."""
        found = self.violations
        if not found:
            return
        shown = "; ".join(str(result) for result in found[:_SHOWN])
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        noun = "violation" if len(found) == 1 else "violations"
        raise NotConformingError(f"{graph}: {len(found)} {noun} of the shapes: {shown}{more}")


def prefixed(iri: str) -> str:
    """Return an IRI as a prefixed name where a prefix fits, else in angle brackets.

    >>> prefixed("http://purl.org/dc/terms/title"), prefixed("urn:x")
    ('dcterms:title', '<urn:x>')
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"
