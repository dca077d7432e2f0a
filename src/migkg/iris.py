"""Mints the IRI of a thing from what identifies it (design: IRIs, graphs, determinism)."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from migkg.model import Fact, Property, Ref, ntriples
from migkg.namespaces import BASE, expand

MAX_SLUG = 80  # characters

# Not in the identity of a fact: they repeat what the passage says.
_OUTSIDE_IDENTITY = frozenset({"sentence", "indicatorText"})

# Letters that NFKD leaves whole, and what takes their place in ASCII.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)


def slug(name: str) -> str:
    """Return a name as a slug: NFKD to ASCII, lower case, hyphens, at most 80 characters.

    >>> slug("Côte d'Ivoire"), slug("A/RES/65/170"), slug("Göran  Hultin")
    ('cote-d-ivoire', 'a-res-65-170', 'goran-hultin')
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    # A combining accent falls away; any other letter that has no ASCII form parts two words.
    ascii_only = "".join(
        char if char.isascii() else "" if unicodedata.combining(char) else " " for char in plain
    )
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:MAX_SLUG].rstrip("-")


def thing(kind: str, key: str) -> Ref:
    """Return the IRI of a thing: ``thing("state", "mex")`` is ``id/state/mex``."""
    return Ref(f"id/{kind}/{key}")


def concept(scheme: str, key: str) -> Ref:
    """Return the IRI of a concept: ``concept("role", "chair")``."""
    return Ref(f"concept/{scheme}/{key}")


def instrument_of_symbol(symbol: str) -> Ref:
    """Return the IRI of a resolution or decision from its full symbol.

    >>> instrument_of_symbol("A/RES/63/225")
    'id/instrument/a-res-63-225'
    """
    return thing("instrument", slug(symbol))


def mention(document: str, begin: int, end: int) -> Ref:
    """Return the IRI of a mention, which is its place."""
    return Ref(f"id/mention/{document}/{begin}-{end}")


def fact(document: str, kind: str, properties: Iterable[Property]) -> Ref:
    """Return the IRI of a fact: what it says and in which document, not where it stands there.

    The hash is the first 16 hexadecimal digits of SHA-256 over the document's IRI, the class and
    the sorted property values, each an N-Triples term with own IRIs relative to the base, a line
    each.

    >>> said = [("count", Ref("x")), ("sentence", Ref("y"))]
    >>> fact("a", "PartyCount", said) == fact("a", "PartyCount", said[:1])
    True
    """
    lines = sorted(
        {
            f"<{expand(name).removeprefix(BASE)}> {ntriples(value, base='')}"
            for name, value in properties
            if name not in _OUTSIDE_IDENTITY
        }
    )
    content = "\n".join([f"<id/document/{document}>", f"<ontology#{kind}>", *lines])
    return Ref(f"id/fact/{hashlib.sha256(content.encode()).hexdigest()[:16]}")


def of_fact(said: Fact) -> Ref:
    """Return the IRI of a fact record."""
    return fact(said.document, said.kind, said.properties)
