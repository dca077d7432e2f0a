"""The shipped corpus, opened once, and answers as rows of lexical values."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from migkg import store
from migkg.namespaces import BASE

Rows = list[list[str]]


@pytest.fixture(scope="session")
def corpus(built_store: Path) -> Iterator[ox.Store]:
    """Return the graph of the shipped corpus."""
    with store.opened(built_store) as opened:
        yield opened.data


@pytest.fixture(scope="session")
def answer() -> Callable[[ox.Store, str], tuple[list[str], Rows]]:
    """Return how to ask: a query's variables and rows, own IRIs relative to the base."""

    def lexical(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> str:
        if term is None:
            return ""
        if isinstance(term, ox.Triple | ox.BlankNode):
            return str(term)
        return term.value.removeprefix(BASE)

    def ask(data: ox.Store, text: str) -> tuple[list[str], Rows]:
        found = store.ask(data, text)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return names, [[lexical(solution[name]) for name in names] for solution in found]

    return ask
