"""Reads the words of a query without parsing it: what it asks for that the server must know."""

import re
from dataclasses import dataclass
from typing import Final

# Each alternative reads a character once: quantifiers are possessive, and a string that is never
# closed is taken to the end of its line, or of the text. Where three quotes open no long string,
# the parser may see an empty string and another; then every word behind them counts.
_TOKEN: Final = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*+>
    | \#[^\r\n]*+
    | (?:\"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3}|(?P<open_double>)))
    | (?:'{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3}|(?P<open_single>)))
    | "(?:[^"\\\r\n]|\\.)*+"?
    | '(?:[^'\\\r\n]|\\.)*+'?
    | [?$]\w++
    | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+
    | (?P<word>\w[\w.\-]*+)(?P<local>:(?:[\w.\-:%]|\\.)*+)?
    | :(?:[\w.\-:%]|\\.)*+
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
    for token in _TOKEN.finditer(query):
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
        elif kind is not None:
            words.update(_WORD.findall(token[0].upper()))
    return Words(
        any("SERVICE" in word for word in words | prefixes),
        not words.isdisjoint(_FROM),
        not prefixes.isdisjoint(_FROM),
        any(name in word for word in words for name in _VOLATILE),
        deepest,
    )
