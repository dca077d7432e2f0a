"""The shipped queries as RDF, after the convention of SIB's SPARQL examples.

https://github.com/sib-swiss/sparql-examples: SHACL's executables for the text, RDFS for the
question, schema.org for the endpoint and the tags.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from migkg.describe.vocabulary import ENDPOINT, PREFIX_SET, PREFIXES, TYPE, node
from migkg.iris import slug
from migkg.namespaces import ID
from migkg.queries import Query

_FORM: Final = re.compile(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE | re.MULTILINE)
_HEADER: Final = re.compile(r"\A(?:#\+[^\n]*\n)+")
_CLASS: Final = {
    "select": "sh:SPARQLSelectExecutable",
    "ask": "sh:SPARQLAskExecutable",
    "construct": "sh:SPARQLConstructExecutable",
}


def described(queries: Iterable[Query]) -> Iterator[ox.Triple]:
    """Yield queries as RDF, and the prefixes that an editor should know."""
    for query in queries:
        yield from of(query)
    for prefix, namespace in PREFIXES.items():
        declared = ox.NamedNode(f"{ID}prefix/{prefix}")
        yield ox.Triple(PREFIX_SET, node("sh:declare"), declared)
        yield ox.Triple(declared, TYPE, node("sh:PrefixDeclaration"))
        yield ox.Triple(declared, node("sh:prefix"), ox.Literal(prefix))
        yield ox.Triple(declared, node("sh:namespace"), ox.Literal(namespace))
    yield ox.Triple(
        PREFIX_SET, node("rdfs:label"), ox.Literal("Prefixes of the shipped queries", language="en")
    )


def iri(query: Query) -> str:
    """Return the IRI of a shipped query.

    >>> from migkg.queries import parse
    >>> iri(parse("ASK {}", "cq04_parties", "competency")).removeprefix(ID)
    'query/competency/cq04-parties'
    """
    return f"{ID}query/{slug(query.group)}/{slug(query.name)}"


def of(query: Query) -> Iterator[ox.Triple]:
    """Yield one query as RDF; nothing if it is of no form that can be told."""
    text = _HEADER.sub("", query.text)
    found = _FORM.search(text)
    if not found:
        return
    form = found[1].lower()
    this = ox.NamedNode(iri(query))
    said = query.question or query.header.get("derives") or query.name.replace("_", " ")
    yield ox.Triple(this, TYPE, node("sh:SPARQLExecutable"))
    if form in _CLASS:
        yield ox.Triple(this, TYPE, node(_CLASS[form]))
    yield ox.Triple(this, node("rdfs:comment"), ox.Literal(said, language="en"))
    yield ox.Triple(this, node(f"sh:{form}"), ox.Literal(text))
    yield ox.Triple(this, node("sh:prefixes"), PREFIX_SET)
    yield ox.Triple(this, node("schema:target"), ENDPOINT)
    for tag in sorted({*query.tags, query.group} - {""}):
        yield ox.Triple(this, node("schema:keywords"), ox.Literal(tag))
