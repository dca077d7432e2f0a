"""Finds the labels of known entities in a text, whatever their case, accents and hyphens.

One pass of an Aho-Corasick automaton finds every label; what it finds is then held against the
text as written: word boundaries, capitals, the neighbours of a hyphen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from migkg.model import Entity, Label


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in " \n\u00a0-‐‑–":
        return " "
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """Return a text for comparison: lower case, no accents, no hyphens, -ise as -ize.

    The result has as many characters as the text, so that positions hold in both.

    >>> fold("Côte d'Ivoire, High-Level organisation")
    "cote d'ivoire, high level organization"
    """
    folded = "".join(map(_fold_char, text))
    return _ISE.sub(r"\1iz", folded) if "is" in folded else folded


_ISE = re.compile(r"\b(organ|real|recogn|harmon|globalis|mobil)is(?=[aei])")

# Spellings that differ in length: each label is also looked for in the other one.
_SPELLINGS = (
    (re.compile(r"(?<=[lL]ab)our(?=(?:ers?)?\b)"), "or"),
    (re.compile(r"(?<=[pP]rogram)me(?=s?\b)"), ""),
    (re.compile(r"(?<=[cC]ent)re(?=s?\b)"), "er"),
    (re.compile(r"(?<=[cC]o)-(?=op)"), ""),
)


def spellings(label: str) -> Iterator[str]:
    """Yield a label and, where it differs, its American spelling.

    >>> list(spellings("Ministry of Labour"))
    ['Ministry of Labour', 'Ministry of Labor']
    """
    yield label
    other = label
    if label.startswith("United Nations "):
        yield "UN " + label.removeprefix("United Nations ")
    for pattern, replacement in _SPELLINGS:
        other = pattern.sub(replacement, other)
    if other != label:
        yield other


@dataclass(frozen=True, slots=True)
class Match:
    """Where a label stands in a text, and whose it may be."""

    begin: int
    end: int
    labels: tuple[tuple[Label, Entity], ...]


class LabelIndex:
    """The labels of entities, ready to be found in a text."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        found: dict[str, dict[tuple[str, str, str, str], tuple[Label, Entity]]] = {}
        for entity in entities:
            for label in entity.labels:
                for spelling in spellings(" ".join(label.text.split())):
                    # One-letter labels name nothing.
                    if len(spelling) < 2:
                        continue
                    written = Label(spelling, label.language, label.role)
                    key = (spelling, label.language, label.role, entity.ref)
                    found.setdefault(fold(spelling), {})[key] = (written, entity)
        self._patterns = sorted(found)
        self._labels = [tuple(found[p][key] for key in sorted(found[p])) for p in self._patterns]
        self._automaton = (
            AhoCorasick(self._patterns, implementation=Implementation.ContiguousNFA)
            if self._patterns
            else None
        )

    def __len__(self) -> int:
        return len(self._patterns)

    def exact(self, name: str) -> tuple[tuple[Label, Entity], ...]:
        """Return the labels that a name is, case and accents aside."""
        from bisect import bisect_left

        folded = fold(" ".join(name.split()))
        at = bisect_left(self._patterns, folded)
        found = at < len(self._patterns) and self._patterns[at] == folded
        return self._labels[at] if found else ()

    def find(self, text: str) -> Iterator[Match]:
        """Yield every match that stands as a word of its own, in the order of their beginnings."""
        if self._automaton is None:
            return
        hits = self._automaton.find_matches_as_indexes(fold(text), overlapping=True)
        for pattern, begin, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            if not is_word(text, begin, end):
                continue
            written = text[begin:end]
            labels = tuple(
                (label, entity)
                for label, entity in self._labels[pattern]
                if same_case(label.text, written, text, begin, end, entity.ref.kind)
            )
            if labels:
                yield Match(begin, end, labels)


def is_word(text: str, begin: int, end: int) -> bool:
    """Tell whether a stretch is not part of a longer word or hyphenated name.

    >>> is_word("IOMX", 0, 3), is_word("South-South", 0, 5), is_word("GMG-led", 0, 3)
    (False, False, True)
    """
    before, after = text[begin - 1 : begin], text[end : end + 1]
    if before.isalnum() or after.isalnum() or before == "_" or after == "_":
        return False
    if after == "/" and text[end + 1 : end + 2].isdigit():
        return False  # the first part of a document symbol
    if before in "-‑/" and before and text[begin - 2 : begin - 1].isalnum():
        return False
    if after in ("-", "‑") and text[end + 1 : end + 2].isalnum():
        # "GMG-led" names the GMG, "EU-Africa" and "North-South" are names of their own.
        return text[end + 1].islower() and text[begin:end].isupper()
    return True


def is_acronym(label: str) -> bool:
    """Tell whether a label is an acronym, which holds only as it is written.

    >>> [is_acronym(label) for label in ("IOM", "G-8", "UN-Women", "Iran", "UN/DESA")]
    [True, True, False, False, True]
    """
    letters = [char for char in label if char.isalpha()]
    if not letters or (" " in label.strip() and len(label) > 8):
        return False
    return all(char.isupper() for char in letters) or (
        " " not in label and sum(char.isupper() for char in letters) * 2 > len(letters)
    )


# A name this long means the same in small letters: "informal thematic debate on ...".
_DESCRIPTIVE = 5  # words
_DESCRIPTIVE_KINDS = frozenset({"event", "instrument", "office"})


def same_case(label: str, written: str, text: str, begin: int, end: int, kind: str) -> bool:
    """Tell whether the capitals of a text fit those of a label."""
    if label == written:
        return not _is_currency(text, begin, end)
    if is_acronym(label):
        return _no_hyphen(label) == _no_hyphen(written) and not _is_currency(text, begin, end)
    words, seen = label.split(), written.replace("-", " ").split()
    if label.islower():
        return True
    if written.isupper():
        return len(words) > 1 or len(label) > 5
    words = label.replace("-", " ").split()
    if len(words) != len(seen):
        return False
    pairs = [(a, b) for a, b in zip(words, seen, strict=True) if a[:1].isupper()]
    fitting = sum(b[:1].isupper() for _, b in pairs)
    if pairs and pairs[0][1][:1].isupper() and fitting * 10 >= len(pairs) * 6:
        return True
    # French and Spanish write the common noun of a name small: "l'initiative de Berne".
    if len(pairs) > 1 and fitting == len(pairs) - 1 and _ROMANCE.search(label):
        return True
    return kind in _DESCRIPTIVE_KINDS and len(words) >= _DESCRIPTIVE and written.islower()


_ROMANCE = re.compile(r" (?:de|du|des|del|de la|de los|sur|sobre) (?=[A-ZÀ-Þ])")


def _no_hyphen(text: str) -> str:
    return re.sub(r"[-‑\s]", "", text)


def _is_currency(text: str, begin: int, end: int) -> bool:
    """Tell whether "US" or "UK" stands before a sum: "US $440 billion", "US dollars"."""
    return end - begin <= 3 and bool(re.match(r"\s?(?:\$|dollars?\b)", text[end : end + 9]))
