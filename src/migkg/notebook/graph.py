"""The graph, one of its entities, and the facts of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import pyoxigraph as ox
import rdflib

from migkg import queries, show
from migkg.errors import QuerySyntaxError
from migkg.namespaces import BASE, PREFIXES
from migkg.notebook import table
from migkg.notebook.table import Table
from migkg.serve.words.facts import Teller
from migkg.store import Store, deep, opened

_HEADER: Final = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()) + "\n"
_LINE: Final = re.compile(r"(?<=error at )\d+")


class Graph:
    """A graph that has been built, open for reading.

    It stays as it was opened: a later build is seen by opening it again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store: Store = opened(folder)

    def __enter__(self) -> "Graph":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    @property
    def build(self) -> dict[str, Any]:
        """Return what the build was made of, and by what."""
        return self._store.record

    def query(self, query: str, frame: str = "") -> Any:
        """Return the answer to a query, given as SPARQL or as the name of a shipped one.

        A SELECT gives a frame of pandas, else of polars, else a plain table, whichever is
        installed first or is asked for; an ASK a bool; CONSTRUCT and DESCRIBE an
        ``rdflib.Graph``. Our usual prefixes need no declaration. Raises QuerySyntaxError,
        UnknownNameError.
        """
        words = query.split()
        text = query if len(words) > 1 else queries.find(query).text

        def ask() -> Table | bool | rdflib.Graph:
            try:
                found = self._store.query(_HEADER + text)
            except QuerySyntaxError as error:  # says the line of the text as it was given
                said = _LINE.sub(lambda line: str(int(line[0]) - 1), str(error))
                raise QuerySyntaxError(said) from None
            if isinstance(found, ox.QueryBoolean):
                return bool(found)
            if isinstance(found, ox.QueryTriples):
                written = ox.serialize(found, format=ox.RdfFormat.N_TRIPLES)
                return rdflib.Graph().parse(data=written, format="nt")
            names = [variable.value for variable in found.variables]
            return table.of(names, ([row[name] for name in names] for row in found))

        answer = deep(ask)
        return answer.frame(frame) if isinstance(answer, Table) else answer

    def entity(self, name: str) -> "Entity":
        """Return an entity by its IRI (whole, or ``id/state/mex``) or by any of its names.

        Raises UnknownNameError if there is none, AmbiguousNameError if there are several.
        """
        return Entity(self._store, show.find(self._store, name))

    def __repr__(self) -> str:
        return f"<migkg graph in {self._folder}: {self.build['counts']['quads']} quads>"


@dataclass(frozen=True)
class Entity:
    """A thing that the graph has facts about."""

    _store: Store
    _node: ox.NamedNode

    @property
    def iri(self) -> str:
        """Return its IRI."""
        return self._node.value

    @cached_property
    def label(self) -> str:
        """Return its name."""
        return show.label(self._store, self._node)

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """Return its classes, with prefixes."""
        return show.describe(self._store, self._node)[1]

    @cached_property
    def facts(self) -> "Facts":
        """Return the facts that name it, by kind and then by time."""
        teller = Teller(self._store.data)
        told = [teller.tell(iri) for iri in _facts(self._store, self._node)]
        told.sort(key=lambda fact: (fact["kind"], fact["when"]["time"], fact["iri"]))
        return Facts(self.label, tuple(_fact(fact) for fact in told))

    def __repr__(self) -> str:
        return f"<{self.label}: {self.iri}>"

    def _repr_html_(self) -> str:
        kinds = ", ".join(self.classes)
        return (
            f'<p><strong>{escape(self.label)}</strong> <a href="{escape(self.iri)}">'
            f"{escape(self.iri)}</a><br>{escape(kinds)}; {len(self.facts)} facts</p>"
        )


@dataclass(frozen=True)
class Citation:
    """A passage that says a fact; ``quote`` is its text, of which ``sentence`` carries the fact."""

    document: str  # its symbol, or its title
    paragraph: str
    passage: str  # IRI
    quote: str
    sentence: str


@dataclass(frozen=True)
class Fact:
    """A fact in words, with where it was read."""

    iri: str
    kind: str
    words: str
    citations: tuple[Citation, ...]
    parts: tuple[tuple[str, str], ...]  # the words in pieces: text, and the IRI it names if it does

    def _repr_html_(self) -> str:
        said = "".join(_link(*part) for part in self.parts)
        return f"<p>{said}</p>{''.join(_quoted(citation) for citation in self.citations)}"


@dataclass(frozen=True)
class Facts:
    """The facts about an entity, in words, each with the passages that it was read from."""

    about: str
    found: tuple[Fact, ...]

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.found)

    def __getitem__(self, place: int) -> Fact:
        return self.found[place]

    def frame(self, kind: str = "") -> Any:
        """Return a frame with a row for each fact and passage that says it."""
        rows = tuple(
            (
                fact.kind,
                fact.words,
                one.document,
                one.paragraph,
                one.sentence,
                fact.iri,
                one.passage,
            )
            for fact in self.found
            for one in fact.citations
        )
        names = ("kind", "fact", "document", "paragraph", "sentence", "iri", "passage")
        return Table(names, rows).frame(kind)

    def __repr__(self) -> str:
        return f"<{len(self)} facts about {self.about}>"

    def _repr_html_(self) -> str:
        said = [f"<h4>{len(self)} facts about {escape(self.about)}</h4>"]
        for kind, facts in groupby(self.found, key=lambda fact: fact.kind):
            said.append(f"<h5>{escape(_spaced(kind))}</h5>")
            said += [fact._repr_html_() for fact in facts]
        return f"<section>{''.join(said)}</section>"


def _facts(store: Store, node: ox.NamedNode) -> list[str]:
    """Return the facts that name a thing, sorted."""
    subjects = {
        quad.subject.value
        for quad in store.data.quads_for_pattern(None, None, node)
        if isinstance(quad.subject, ox.NamedNode)
    }
    return sorted(iri for iri in subjects if iri.startswith(f"{BASE}id/fact/"))


def _fact(told: dict[str, Any]) -> Fact:
    parts = tuple(
        (f"“{part['text']}”" if part.get("say") else part["text"], part.get("iri") or "")
        for part in told["full"]
    )
    citations = tuple(
        Citation(
            passage["label"],
            passage["number"],
            passage["iri"],
            "".join(piece["text"] for piece in passage["pieces"]),
            "".join(piece["text"] for piece in passage["pieces"] if piece["mark"]),
        )
        for passage in told["passages"]
    )
    return Fact(told["iri"], told["kind"], "".join(text for text, _ in parts), citations, parts)


def _link(text: str, iri: str) -> str:
    return f'<a href="{escape(iri)}">{escape(text)}</a>' if iri else escape(text)


def _quoted(citation: Citation) -> str:
    before, sentence, after = citation.quote.partition(citation.sentence or citation.quote)
    place = f", paragraph {escape(citation.paragraph)}" if citation.paragraph else ""
    return (
        f"<blockquote>{escape(before)}<mark>{escape(sentence)}</mark>{escape(after)}<br>"
        f'<cite><a href="{escape(citation.passage)}">{escape(citation.document)}{place}</a></cite>'
        "</blockquote>"
    )


def _spaced(kind: str) -> str:
    """Return the name of a class in words.

    >>> _spaced("PartyCount")
    'Party count'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).capitalize()
