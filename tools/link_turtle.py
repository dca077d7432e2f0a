"""Writes the files of ``ontology/links`` and ``ontology/treaty-status``, always the same way."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

BASE = "https://w3id.org/migkg/"
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "mig": BASE + "ontology#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_RELATIVE = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+")
_LOCAL = re.compile(r"[A-Za-z_]\w*")
_DATATYPES = {10: "date", 7: "gYearMonth", 4: "gYear"}


def slug(text: str) -> str:
    """Return a text as the last part of an IRI of ours.

    >>> slug("C_b605a1d4"), slug("Côte d'Ivoire")
    ('c-b605a1d4', 'cote-d-ivoire')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def iri(value: str) -> str:
    """Return an IRI as Turtle: short where it is ours or has a prefix.

    >>> iri(BASE + "id/state/mex"), iri("http://www.w3.org/2004/02/skos/core#exactMatch")
    ('<id/state/mex>', 'skos:exactMatch')
    """
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace) and _LOCAL.fullmatch(value, len(namespace)):
            return f"{prefix}:{value[len(namespace) :]}"
    if value.startswith(BASE) and _RELATIVE.fullmatch(value, len(BASE)):
        return f"<{value[len(BASE) :]}>"
    return f"<{value}>"


def text(value: str, language: str = "") -> str:
    r"""Return a string as Turtle.

    >>> text('the "Protocol"', "en")
    '"the \\"Protocol\\""@en'
    """
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{quoted}@{language}" if language else quoted


def date(value: str) -> str:
    """Return a date, month or year as Turtle, typed by its precision.

    >>> date("1954"), date("2003-07-01")
    ('"1954"^^xsd:gYear', '"2003-07-01"^^xsd:date')
    """
    return f'"{value}"^^xsd:{_DATATYPES[len(value)]}'


def source(value: str) -> str:
    """Return a source as Turtle: an address as IRI, a citation as text."""
    return iri(value) if value.startswith(("http://", "https://")) else text(value, "en")


def block(subject: str, properties: Mapping[str, Iterable[str]]) -> str:
    """Return what is said of a subject, values sorted, properties in the order given."""
    clauses = [f"{name} {', '.join(sorted(set(values)))}" for name, values in properties.items()]
    return f"{iri(subject)} " + " ;\n    ".join(clauses) + " .\n"


def write(path: Path, head: str, blocks: Sequence[str]) -> None:
    """Write a file: base, the prefixes it uses, a remark, then the blocks as they come."""
    body = "\n".join(blocks)
    used = (
        f"@prefix {prefix}: <{namespace}> .\n"
        for prefix, namespace in PREFIXES.items()
        if re.search(rf"(?<![\w<:/]){prefix}:", body)
    )
    remark = "".join(f"# {line}\n" for line in head.splitlines())
    path.write_text(
        f"@base <{BASE}> .\n{''.join(used)}\n{remark}\n{body}", encoding="utf-8", newline="\n"
    )
