"""What a fact says, ready to be put into words: its properties, things by their names."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final, TypeAlias, TypedDict, cast

import pyoxigraph as ox

from migkg.namespaces import CONCEPT, DCTERMS, ID, MIG, RDF
from migkg.serve.terms import Labels
from migkg.serve.words import values
from migkg.serve.words.article import with_article
from migkg.serve.words.text import plain


class Part(TypedDict, total=False):
    """A stretch of a sentence: words, the name of a thing, a time, or words of the document."""

    text: str
    iri: str  # of the thing that is named
    time: str  # as the graph states it
    say: bool  # as the document has it
    language: str  # of such words
    clause: bool  # the whole clause, which the quote shows too


Words: TypeAlias = "str | Part | Iterable[Words] | None"
Sentence: TypeAlias = Callable[["Said"], Words]

_TYPE: Final = RDF + "type"
_SYMBOL: Final = ox.NamedNode(DCTERMS + "identifier")
# At the end of the name of an event that a text gives none: "Dialogue, ..., 2011-10".
_DATED: Final = re.compile(r"(?<=, )\d{4}-\d\d(?:-\d\d)?\Z")
_SENTENCES: Final[dict[str, Sentence]] = {}


def sentence(*kinds: str) -> Callable[[Sentence], Sentence]:
    """Register how facts of some classes, by local name, are put into words."""

    def register(function: Sentence) -> Sentence:
        for kind in kinds:
            if kind in _SENTENCES:
                raise ValueError(f"{kind!r} is put into words twice")
            _SENTENCES[kind] = function
        return function

    return register


def sentence_for(kinds: Iterable[str]) -> tuple[str, Sentence] | None:
    """Return the first of some classes that has a sentence, and the sentence."""
    return next(((kind, _SENTENCES[kind]) for kind in kinds if kind in _SENTENCES), None)


class Said:
    """The properties of a fact, by local name."""

    def __init__(self, store: ox.Store, labels: Labels, fact: ox.NamedNode) -> None:
        self._store, self._labels = store, labels
        self.iri = fact.value
        self._found: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        kinds: set[str] = set()
        for quad in store.quads_for_pattern(fact, None, None, None):
            value = quad.object
            if not isinstance(value, ox.NamedNode | ox.Literal):
                continue
            if quad.predicate.value == _TYPE:
                kinds.add(value.value.removeprefix(MIG))
            else:
                held = self._found[_local(quad.predicate.value)]
                if value not in held:
                    held.append(value)
        self.kinds = sorted(kinds - {"Fact"})

    def nodes(self, *names: str) -> list[ox.NamedNode]:
        """Return the things that properties point to, in the order of their names."""
        found = [
            value
            for name in names
            for value in self._found[name]
            if isinstance(value, ox.NamedNode)
        ]
        return sorted(set(found), key=lambda node: (self._labels.of(node).lower(), node.value))

    def iris(self, *names: str) -> list[str]:
        """Return the IRIs that properties point to, sorted."""
        return sorted(
            {v.value for name in names for v in self._found[name] if isinstance(v, ox.NamedNode)}
        )

    def one(self, name: str) -> str:
        """Return a literal of a property as it stands; empty if there is none."""
        return min((v.value for v in self._found[name] if isinstance(v, ox.Literal)), default="")

    def slug(self, name: str) -> str:
        """Return the slug of the concept that a property points to; empty if there is none."""
        return min((iri.rpartition("/")[2] for iri in self.iris(name)), default="")

    def label(self, name: str) -> str:
        """Return the name of what a property points to; empty if there is none."""
        return next((self._labels.of(node) for node in self.nodes(name)), "")

    def name(self, node: ox.NamedNode) -> str:
        """Return the name of a thing: a document's with its symbol, a date in it as it is read."""
        name = _DATED.sub(lambda found: values.date(found[0]), plain(self._labels.of(node)))
        if node.value.startswith(f"{ID}document/"):
            quads = self._store.quads_for_pattern(node, _SYMBOL, None, None)
            symbol = min(
                (q.object.value for q in quads if isinstance(q.object, ox.Literal)), default=""
            )
            return f"{name} ({symbol})" if symbol and symbol not in name else name
        return name

    def things(self, *names: str, last: str = "and") -> list[Part | str]:
        """Return the things that properties point to, as a list in words."""
        return listed(
            (
                Part(text=with_article(self.name(node), _kind(node.value)), iri=node.value)
                for node in self.nodes(*names)
            ),
            last,
        )

    def bare(self, name: str) -> list[Part | str]:
        """Return the things that a property points to by their bare names, for a table."""
        return listed(Part(text=self.name(node), iri=node.value) for node in self.nodes(name))

    def say(self, name: str) -> Part | None:
        """Return a text of the document, for quotation marks; nothing if there is none."""
        text = plain(self.one(name))
        return Part(text=text, say=True) if text else None

    def time(self, name: str, how: Callable[[str], str] = values.date) -> Part | None:
        """Return a date of the fact in words; nothing if there is none."""
        text = self.one(name)
        return Part(text=how(text), time=text) if text else None

    def decimal(self, name: str) -> Decimal | None:
        """Return a figure of the fact; nothing if there is none."""
        text = self.one(name)
        return Decimal(text) if text else None

    def passages(self) -> list[str]:
        """Return the IRIs of the passages that the fact was read from, in the order of the text."""
        return sorted(self.iris("wasDerivedFrom"), key=_place)

    def names(self) -> set[str]:
        """Return the local names of the properties that the fact has."""
        return {name for name, found in self._found.items() if found}


def listed(parts: Iterable[Part], last: str = "and") -> list[Part | str]:
    """Return parts with commas between them, the last behind ``and``."""
    every = list(parts)
    found: list[Part | str] = []
    for index, part in enumerate(every):
        if index:
            found.append(f" {last} " if index == len(every) - 1 else ", ")
        found.append(part)
    return found


def flat(words: Words) -> list[Part]:
    """Return words as one list of parts, texts side by side made one.

    >>> flat(["It ", None, [Part(text="met", say=True)], " ", "once."])
    [{'text': 'It '}, {'text': 'met', 'say': True}, {'text': ' once.'}]
    """
    parts: list[Part] = []
    for part in _each(words):
        if part.keys() == {"text"} and parts and parts[-1].keys() == {"text"}:
            parts[-1] = Part(text=parts[-1]["text"] + part["text"])
        elif part["text"]:
            parts.append(part)
    return parts


def _each(words: Words) -> Iterable[Part]:
    if words is None:
        return
    if isinstance(words, str):
        yield Part(text=words)
    elif isinstance(words, dict):
        yield cast("Part", words)
    else:
        for each in words:
            yield from _each(each)


def _kind(iri: str) -> str:
    found = iri.removeprefix(ID if iri.startswith(ID) else CONCEPT)
    return found.split("/")[0] if found != iri else ""


def _place(passage: str) -> tuple[str, int, str]:
    document, _, number = passage.rpartition("/")
    return document, int(number) if number.isdecimal() else 0, number


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
