"""What a person asks for: words, "phrases", -words and beginnings*, never a syntax error."""

import re
from dataclasses import dataclass
from typing import Final

from migkg.search.words import STOP, forms, words

MOST_CHARACTERS: Final = 400
_MOST_WORDS: Final = 32
_PIECE: Final = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_ELIDED: Final = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is asked for: a word, or words one behind the other."""

    words: tuple[str, ...]
    exact: bool = False  # printed so; else also in the plural, or in the other spelling
    beginning: bool = False  # the last word may go on
    stop: bool = False  # it says nothing by itself

    def match(self) -> str:
        """Return the piece in the language of FTS5, every word in quotes."""
        if len(self.words) == 1 and not self.exact and not self.beginning:
            any_of = " OR ".join(f'"{form}"' for form in forms(self.words[0]))
            return f"({any_of})"
        return '"' + " ".join(self.words) + '"' + ("*" if self.beginning else "")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was understood."""

    pieces: tuple[Piece, ...]
    without: tuple[Piece, ...] = ()

    @property
    def telling(self) -> tuple[Piece, ...]:
        """Return the pieces that say something; all of them if none does."""
        return tuple(piece for piece in self.pieces if not piece.stop) or self.pieces

    def match(self, joined: str = "AND") -> str:
        """Return the search in the language of FTS5; empty if nothing is asked for."""
        wanted = f" {joined} ".join(piece.match() for piece in self.telling)
        if not wanted or not self.without:
            return wanted
        return f"({wanted}) NOT ({' OR '.join(piece.match() for piece in self.without)})"


def understand(text: str, unfinished: bool = False) -> Asked:
    """Return what a text asks for; if it is unfinished, its last word may go on.

    >>> print(understand('"migrant workers" -trade remitt*').match())
    ("migrant workers" AND "remitt"*) NOT (("trade" OR "trades"))
    """
    pieces: list[Piece] = []
    without: list[Piece] = []
    left = _MOST_WORDS
    text = text[:MOST_CHARACTERS]
    for found in _PIECE.finditer(text):
        minus, phrase, word = found.groups()
        exact = word is None
        body = phrase if word is None else word
        if word is not None:
            minus = "-" if word.startswith("-") else ""
            body = _ELIDED.sub("", word.lstrip("-"))
        inside = tuple(words(body))[:left]
        if not inside:
            continue
        left -= len(inside)
        last = unfinished and not minus and found.end() == len(text) and not exact
        piece = Piece(
            inside,
            exact,
            beginning=last or (not exact and body.endswith("*")),
            stop=not exact and len(inside) == 1 and inside[0] in STOP and not body.endswith("*"),
        )
        (without if minus else pieces).append(piece)
    return Asked(tuple(pieces), tuple(without))
