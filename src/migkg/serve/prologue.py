"""The prefixes of a query: those it declares, those it only uses."""

import re
from collections.abc import Mapping
from typing import Final

from migkg.namespaces import PREFIXES
from migkg.serve import guard

_LIKELY: Final = {  # not ours, but met in queries everywhere
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "wikibase": "http://wikiba.se/ontology#",
    "bd": "http://www.bigdata.com/rdf#",
    "void": "http://rdfs.org/ns/void#",
    "dct": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
}


def declared(query: str) -> dict[str, str]:
    """Return the prefixes that a query declares with whole IRIs.

    >>> declared("PREFIX a: <http://a/> PREFIX : <http://b/> ASK { a:x a:y 'PREFIX z: <z:>' }")
    {'a': 'http://a/', '': 'http://b/'}
    """
    found: dict[str, str] = {}
    before: list[re.Match[str] | None] = [None, None]
    for token in guard.tokens(query):
        word, name = before
        if (
            token.lastgroup == "iri"
            and word is not None
            and word[0].upper() == "PREFIX"
            and name is not None
            and (name["local"] == ":" or name["nameless"] == ":")
        ):
            found[name["word"] or ""] = token[0][1:-1]
        before = [name, token]
    return found


def expanded(name: re.Match[str], prefixes: Mapping[str, str]) -> str | None:
    """Return the IRI of a prefixed name; None if its prefix is unknown or it has escapes."""
    prefix, local = (name["word"], name["local"]) if name["local"] else ("", name["nameless"])
    if prefix not in prefixes or "\\" in local:
        return None
    return prefixes[prefix] + local[1:]


def undeclared(query: str) -> str:
    """Return what to say of the first prefix that a query uses and does not declare, or nothing.

    >>> undeclared("ASK { ?s eli:x ?o }")  # doctest: +ELLIPSIS
    'The prefix eli: at line 1, column 10 is not declared; begin the query with PREFIX eli: <...>'
    """
    known = declared(query)
    for token in guard.tokens(query):
        if token.lastgroup not in {"local", "nameless"} or token[0].startswith("_:"):
            continue
        prefix = token["word"] or ""
        if prefix in known:
            continue
        if token[0] == f"{prefix}:" and query[: token.start()].upper().rstrip().endswith("PREFIX"):
            continue  # declared with an IRI that the parser did not like
        line = query.count("\n", 0, token.start()) + 1
        column = token.start() - (query.rfind("\n", 0, token.start()) + 1) + 1
        said = f"The prefix {prefix}: at line {line}, column {column} is not declared"
        iri = {**_LIKELY, **PREFIXES}.get(prefix)
        return f"{said}; begin the query with PREFIX {prefix}: <{iri}>" if iri else said
    return ""
