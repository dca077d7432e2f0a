"""Writes sorted lines of N-Triples as Turtle that a person reads: one block a subject."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from migkg.namespaces import BASE, PREFIXES, RDF, XSD

_LOCAL: Final = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_RELATIVE: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._~-]*([/#][A-Za-z0-9._~-]+)*#?")
_TYPED: Final = re.compile(r'("(?:[^"\\]|\\.)*")\^\^<([^>]*)>', re.DOTALL)
_TYPE: Final = f"<{RDF}type>"

# What Turtle lets stand without quotes and datatype.
_BARE: Final = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?\d*\.\d+"),
    XSD + "boolean": re.compile(r"true|false"),
}


def head() -> str:
    """Return the declarations of base and prefixes."""
    declared = (f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items()))
    return "\n".join([f"@base <{BASE}> .", *declared, ""])


def blocks(lines: Iterable[str], indent: str = "") -> Iterator[str]:
    """Yield a block for each subject; lines are sorted, without their ends.

    >>> block = "".join(blocks([f'<{BASE}id/a> <{RDF}type> <{BASE}ontology#Fact> .']))
    >>> print(block.strip())
    <id/a> a mig:Fact .
    """
    triples = (line.split(" ", 2) for line in lines)
    for subject, group in groupby(triples, key=lambda triple: triple[0]):
        said: dict[str, list[str]] = {}
        for _, predicate, value in group:
            name = "a" if predicate == _TYPE else term(predicate)
            said.setdefault(name, []).append(term(value.removesuffix(" .")))
        names = sorted(said, key=lambda name: (name != "a", name))
        clauses = (f"{name} {', '.join(said[name])}" for name in names)
        yield f"\n{indent}{term(subject)} " + f" ;\n{indent}    ".join(clauses) + " .\n"


@lru_cache(maxsize=100_000)
def term(written: str) -> str:
    """Return a term of N-Triples as Turtle writes it.

    >>> term(f"<{BASE}id/state/mex>"), term(f'"0.9"^^<{XSD}decimal>'), term(f'"2011"^^<{XSD}gYear>')
    ('<id/state/mex>', '0.9', '"2011"^^xsd:gYear')
    """
    if written.startswith("<"):
        return _iri(written[1:-1])
    typed = _TYPED.fullmatch(written)
    if not typed:
        return written
    bare = _BARE.get(typed[2])
    if bare and bare.fullmatch(typed[1][1:-1]):
        return typed[1][1:-1]
    return f"{typed[1]}^^{_iri(typed[2])}"


def _iri(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    if iri.startswith(BASE) and _RELATIVE.fullmatch(iri, len(BASE)):
        return f"<{iri[len(BASE) :]}>"
    return f"<{iri}>"
