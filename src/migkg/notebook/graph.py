"""The graph, one of its entities, and the facts of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import pyoxigraph as ox
import rdflib

from migkg import queries, show
from migkg.errors import QuerySyntaxError
from migkg.namespaces import PREFIXES
from migkg.notebook import table
from migkg.notebook.table import Table
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
        """Return the facts that name it."""
        return Facts(self.label, tuple(show.facts(self._store, self._node)))

    def __repr__(self) -> str:
        return f"<{self.label}: {self.iri}>"

    def _repr_html_(self) -> str:
        kinds = ", ".join(self.classes)
        return (
            f'<p><strong>{escape(self.label)}</strong> <a href="{escape(self.iri)}">'
            f"{escape(self.iri)}</a><br>{escape(kinds)}; {len(self.facts)} facts</p>"
        )


@dataclass(frozen=True)
class Facts:
    """The facts about an entity, in words, each with the passages that it was read from."""

    about: str
    told: tuple[show.Told, ...]

    def __len__(self) -> int:
        return len(self.told)

    def __iter__(self) -> Iterator[show.Told]:
        return iter(self.told)

    def frame(self, kind: str = "") -> Any:
        """Return a frame with a row for each fact and passage that says it."""
        rows = tuple(
            (told.kind, _said(told), source.document, source.place, source.quote)
            for told in self.told
            for source in told.sources
        )
        return Table(("kind", "fact", "document", "place", "quote"), rows).frame(kind)

    def __repr__(self) -> str:
        return f"<{len(self)} facts about {self.about}>"

    def _repr_html_(self) -> str:
        found = "".join(_fact(told) for told in self.told)
        return f"<section><h4>{len(self)} facts about {escape(self.about)}</h4>{found}</section>"


def _said(told: show.Told) -> str:
    return "; ".join(f"{words} {value}" for words, value in told.said)


def _fact(told: show.Told) -> str:
    cited = "".join(
        f"<blockquote><q>{escape(source.quote)}</q><br>"
        f"<cite>{escape(source.document)}, {escape(source.place)}</cite></blockquote>"
        for source in told.sources
    )
    return f"<p><strong>{escape(told.kind)}</strong>: {escape(_said(told))}</p>{cited}"
