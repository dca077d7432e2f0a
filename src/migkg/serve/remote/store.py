"""What readers take for their store, where the quads are elsewhere."""

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final, TypeAlias, cast

import pyoxigraph as ox

from migkg.serve import guard, prologue
from migkg.serve.faults import NoAnswerError
from migkg.serve.remote.folder import gateway_of
from migkg.serve.remote.request import Request, reading

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Pattern: TypeAlias = tuple[Term | None, Term | None, Term | None, Any]

# What one page asks again and again is asked once.
_KEEP_SECONDS: Final = 2.0
_KEEP_QUADS: Final = 1000  # of one pattern
_KEEP: Final = 5000  # patterns
_SOME: Final = 500  # graphs in one request


class RemoteStore:
    """The part of ``pyoxigraph.Store`` that the server uses, over the SPARQL Protocol."""

    def __init__(self, gateway: str) -> None:
        self._request, self._bare = Request(gateway), Request(gateway, 1)
        self._kept: OrderedDict[_Pattern, tuple[float, list[ox.Quad]]] = OrderedDict()

    def query(
        self,
        query: str,
        *,
        base_iri: str = "",
        use_default_graph_as_union: bool = False,  # noqa: ARG002 - the store's own choice
        default_graph: Iterable[ox.NamedNode] = (),
        named_graphs: Iterable[ox.NamedNode] = (),
        substitutions: Mapping[ox.Variable, Term] | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
        """Return the answer to a query.

        It is parsed here first: that says what kind it is, and where it is wrong. Raises
        SyntaxError as the engine does, NoAnswerError if the store gives no answer.
        """
        kind = ox.Store().query(query, base_iri=base_iri or None, prefixes=dict(prefixes or {}))
        head = "".join(f"PREFIX {name}: <{iri}> " for name, iri in (prefixes or {}).items())
        if base_iri:
            head = f"BASE <{base_iri}> {head}"
        text = head + query
        if substitutions:
            names = " ".join(str(variable) for variable in substitutions)
            values = " ".join(str(term) for term in substitutions.values())
            text += f" VALUES ({names}) {{ ({values}) }}"
        fields = [("default-graph-uri", graph.value) for graph in default_graph]
        fields += [("named-graph-uri", graph.value) for graph in named_graphs]
        graphs = [*(iri for _, iri in fields), *_graphs(query, base_iri)]
        self._check_graphs(graphs)
        request = self._bare if graphs else self._request
        if isinstance(kind, ox.QuerySolutions | ox.QueryBoolean):
            return request.results(text, fields)
        return request.triples(text, fields)

    def _check_graphs(self, iris: list[str]) -> None:
        """Raise NoAnswerError for a graph that is not in the store.

        Some stores fetch such a graph, from the Web or from their own disk.
        """
        wanted = list(dict.fromkeys(iris))
        for begin in range(0, len(wanted), _SOME):
            some = wanted[begin : begin + _SOME]
            listed = " ".join(f"<{iri}>" for iri in some)
            held = self._request.results(
                f"SELECT ?g {{ VALUES ?g {{ {listed} }} "
                "FILTER EXISTS { GRAPH ?g { ?s ?p ?o } } }"
            )
            assert isinstance(held, ox.QuerySolutions)
            with reading():
                there = {row[0].value for row in held if row[0] is not None}
            if missing := next((iri for iri in some if iri not in there), None):
                raise NoAnswerError("bad-request", f"There is no graph <{missing}> in the store.")

    def quads_for_pattern(
        self,
        subject: Term | None,
        predicate: Term | None,
        object: Term | None,  # noqa: A002 - named so there
        graph_name: Any = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads of named graphs that match; None matches all."""
        pattern = (subject, predicate, object, graph_name)
        kept = self._kept.get(pattern)
        if kept and time.monotonic() - kept[0] < _KEEP_SECONDS:
            yield from kept[1]
            return
        found: list[ox.Quad] = []
        for quad in self._quads(pattern):
            if len(found) <= _KEEP_QUADS:
                found.append(quad)
            yield quad
        if len(found) <= _KEEP_QUADS:
            self._kept[pattern] = (time.monotonic(), found)
            while len(self._kept) > _KEEP:
                self._kept.popitem(last=False)

    def _quads(self, pattern: _Pattern) -> Iterator[ox.Quad]:
        # A blank node of a store has no name outside.
        if any(isinstance(term, ox.BlankNode | ox.DefaultGraph) for term in pattern):
            return
        terms = {name: term for name, term in zip("spog", pattern, strict=True) if term is not None}
        s, p, o, g = (str(terms.get(name, f"?{name}")) for name in "spog")
        where = f"{{ GRAPH {g} {{ {s} {p} {o} }} }}"
        asked = [f"?{name}" for name in "spog" if name not in terms]
        rows = self._request.results(f"SELECT {' '.join(asked) or '*'} {where}")
        assert isinstance(rows, ox.QuerySolutions)
        with reading():
            for row in rows:
                found: dict[str, Any] = {name[1:]: row[name[1:]] for name in asked}
                yield ox.Quad(*({**found, **terms}[name] for name in "spog"))

    def __iter__(self) -> Iterator[ox.Quad]:
        """Yield the quads of all named graphs."""
        return self._quads((None, None, None, None))

    def __contains__(self, quad: ox.Quad) -> bool:
        """Return whether a quad is in the store."""
        return next(self.quads_for_pattern(*quad), None) is not None

    def __len__(self) -> int:
        """Return the number of quads in named graphs."""
        rows = self._request.results("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(rows, ox.QuerySolutions)
        with reading():
            return int(next(rows)[0].value)

    def contains_named_graph(self, graph_name: Any) -> bool:
        """Return whether there is a quad in a named graph."""
        return self._request.ask(f"ASK {{ GRAPH {graph_name} {{ ?s ?p ?o }} }}")

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """Yield the named graphs."""
        rows = self._request.results("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(rows, ox.QuerySolutions)
        with reading():
            for row in rows:
                if isinstance(row[0], ox.NamedNode):
                    yield row[0]

    def dump(
        self,
        output: IO[bytes],
        *,
        format: ox.RdfFormat,  # noqa: A002 - named so there
        prefixes: Mapping[str, str] | None = None,
        from_graph: ox.NamedNode | None = None,
    ) -> None:
        """Write the quads of all named graphs, or the triples of one."""
        quads = self._quads((None, None, None, from_graph))
        written = quads if from_graph is None else (quad.triple for quad in quads)
        ox.serialize(written, output, format=format, prefixes=dict(prefixes or {}))


def _graphs(query: str, base: str) -> list[str]:
    """Return the graphs that a query names with FROM or FROM NAMED.

    Raises NoAnswerError for one whose name cannot be told without parsing.
    """
    prefixes = prologue.declared(query)
    found, expected = [], False
    for token in guard.tokens(query):
        if token.lastgroup == "word" and token[0].upper() in {"FROM", "ASKFROM"}:
            expected = True
        elif expected and token[0].upper() != "NAMED":
            expected = False
            plain = token.lastgroup == "iri" and "\\" not in token[0]
            iri = token[0][1:-1] if plain else None
            if token.lastgroup in {"local", "nameless"}:
                iri = prologue.expanded(token, prefixes)
            if iri is None:
                raise NoAnswerError("bad-request", "Name the graphs behind FROM in angle brackets.")
            found.append(iri if ":" in iri.partition("/")[0] else base + iri)
    return found


class Build:
    """A build that leads elsewhere, opened as :class:`migkg.store.Store` opens one."""

    def __init__(self, build: Path) -> None:
        self.data = cast("ox.Store", RemoteStore(gateway_of(build)))  # as far as it is used

    def __enter__(self) -> "Build":
        return self

    def __exit__(self, *_: object) -> None:
        pass


class Changing:
    """Where an answer goes that may be another the next time."""

    def __init__(self, out: Any) -> None:
        self._out = out

    def head(self, **said: Any) -> None:
        """Say what the answer will be, and that nobody may keep it."""
        self._out.head(**{**said, "volatile": True})

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)
