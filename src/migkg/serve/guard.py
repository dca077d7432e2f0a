"""Reads the words of a query without parsing it: what it asks for that the server must know."""

import re
from dataclasses import dataclass
from typing import Final

# Possessive quantifiers keep each alternative linear. An IRI goes before a comment, for its hash;
# a prefixed name goes before a word, for its prefix.
_TOKEN: Final = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*+>
    | \#[^\r\n]*+
    | \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}
    | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
    | "(?:[^"\\\r\n]|\\.)*+"
    | '(?:[^'\\\r\n]|\\.)*+'
    | [?$]\w++
    | @[A-Za-z]++(?:-[A-Za-z0-9]+)*+
    | (?:\w[\w.\-]*)?:(?:[\w.\-:%]|\\.)*+
    | (?P<word>[A-Za-z_]\w*+)
    | (?P<open>[(\[{])
    | (?P<close>[)\]}])
    """,
    re.VERBOSE | re.DOTALL,
)
_VOLATILE: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


@dataclass(frozen=True, slots=True)
class Words:
    """What a query's words and brackets say."""

    service: bool  # it would make this server call another
    dataset: bool  # it names its own data set, by FROM or FROM NAMED
    volatile: bool  # it may answer otherwise next time
    depth: int  # brackets inside brackets


def scan(query: str) -> Words:
    """Return what a query's words say, blind to strings, IRIs, comments, variables and names.

    >>> scan("SELECT ?service { ?s service:from 'SERVICE' } # FROM").service
    False
    >>> scan("SELECT * FROM <g> { SERVICE<http://a/> {} }")
    Words(service=True, dataset=True, volatile=False, depth=2)
    """
    words, depth, deepest = set(), 0, 0
    for token in _TOKEN.finditer(query):
        if token.lastgroup == "word":
            words.add(token["word"].upper())
        elif token.lastgroup == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif token.lastgroup == "close":
            depth -= 1
    return Words("SERVICE" in words, "FROM" in words, not words.isdisjoint(_VOLATILE), deepest)
