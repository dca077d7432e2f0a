"""Reads the words of a query without parsing it: what it asks for that the server must know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Each alternative reads a character once: quantifiers are possessive, and a string that is never
# closed is taken to the end of its line, or of the text. Where three quotes open no long string,
# the parser may see an empty string and another; then every word behind them counts.
_TOKEN: Final = re.compile(
    r"""
      (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
    | (?P<comment>\#[^\r\n]*+)
    | (?:\"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3}|(?P<open_double>)))
    | (?:'{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3}|(?P<open_single>)))
    | "(?:[^"\\\r\n]|\\.)*+"?
    | '(?:[^'\\\r\n]|\\.)*+'?
    | (?P<variable>[?$]\w++)
    | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+
    | (?P<word>\w[\w.\-]*+)(?P<local>:(?:[\w.\-:%]|\\.)*+)?
    | (?P<nameless>:(?:[\w.\-:%]|\\.)*+)
    | (?P<open>[(\[{])
    | (?P<close>[)\]}])
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD: Final = re.compile(r"[^\W_]+")
_FROM: Final = frozenset({"FROM", "FROMNAMED", "ASKFROM", "ASKFROMNAMED"})
_VOLATILE: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


@dataclass(frozen=True, slots=True)
class Words:
    """What a query's words and brackets say."""

    service: bool  # it would make this server call another
    dataset: bool  # it names its own data set, by FROM or FROM NAMED
    ambiguous: bool  # a prefix is called FROM, or FROM stands right before a prefix
    volatile: bool  # it may answer otherwise next time
    depth: int  # brackets inside brackets


_PLAIN: Final = Words(service=False, dataset=False, ambiguous=False, volatile=False, depth=0)


def tokens(query: str) -> Iterator[re.Match[str]]:
    """Yield the words, names, IRIs and brackets of a query; strings have no group.

    >>> [token.lastgroup for token in tokens("ASK { ?s a:b <c>, 'd' }")]
    ['word', 'open', 'variable', 'local', 'iri', None, 'close']
    """
    return (token for token in _TOKEN.finditer(query) if token.lastgroup != "comment")


_RISKY: Final = re.compile(r"\\|SERVICE|FROM|NOW|RAND|UUID|BNODE", re.IGNORECASE)


def glance(query: str, depth: int) -> Words:
    """Return what matters of a query's words, by a full scan only if there may be something.

    The depth is the true one only if it may be above the one given.

    >>> glance("SELECT * { ?s ?p ?o }", 1000) == glance("ASK {}", 1000)
    True
    """
    if sum(map(query.count, "([{")) > depth or _RISKY.search(query):
        return scan(query)
    return _PLAIN


def scan(query: str) -> Words:
    """Return what a query's words say, blind to strings, IRIs, comments, variables, local names.

    The parser asks for no space around a keyword: it reads ``1SERVICE:x`` as three tokens. So a
    word that only contains SERVICE counts, be it a prefix.

    >>> scan("SELECT ?service { ?s :service 'SERVICE' } # FROM").service
    False
    >>> scan("SELECT * FROM <g> { SERVICE<http://a/> {} }")
    Words(service=True, dataset=True, ambiguous=False, volatile=False, depth=2)
    """
    words, prefixes = set(), set()
    depth = deepest = 0
    for token in tokens(query):
        kind = token.lastgroup
        if kind == "word":
            words.update(_WORD.findall(token["word"].upper()))
        elif kind == "local":
            prefixes.update(_WORD.findall(token["word"].upper()))
        elif kind == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "close":
            depth -= 1
        elif kind in {"open_double", "open_single"}:
            words.update(_WORD.findall(token[0].upper()))
    return Words(
        any("SERVICE" in word for word in words | prefixes),
        not words.isdisjoint(_FROM),
        not prefixes.isdisjoint(_FROM),
        any(name in word for word in words for name in _VOLATILE),
        deepest,
    )
