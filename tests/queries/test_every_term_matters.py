"""A question is asked with no more than it needs: without any of its terms the answer is another.

Each class and property that a competency query names is taken out of the graph in turn. An answer
that stays the same would show a pattern that decides nothing, or a question that nothing can break.
A path of any length (``schema:superEvent*``) is let pass: it holds for the thing itself, too.
"""

import re
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from migkg import queries
from migkg.namespaces import expand
from migkg.queries import Query

SHIPPED = queries.shipped("competency")
VOCABULARY = "mig|dcterms|skos|org|prov|schema|nif|itsrdf"
CLASS = re.compile(rf"\ba ((?:{VOCABULARY}):\w+)")
PROPERTY = re.compile(rf"(?<![\w?])(?<!\ba )((?:{VOCABULARY}):[a-z]\w*)(?![\w*])")
TYPE = ox.NamedNode(expand("rdf:type"))
Ask = Callable[[ox.Store, str], tuple[list[str], list[list[str]]]]


def terms(query: Query) -> set[str]:
    """Return the classes and properties that a query names, as prefixed names."""
    return {*CLASS.findall(query.text), *PROPERTY.findall(query.text)}


@pytest.fixture(scope="session")
def quads(corpus: ox.Store) -> list[ox.Quad]:
    """Return every quad of the shipped corpus."""
    return list(corpus)


@pytest.mark.parametrize("term", sorted({term for query in SHIPPED for term in terms(query)}))
def test_without_a_term_the_answer_is_another(
    term: str, corpus: ox.Store, quads: list[ox.Quad], answer: Ask
) -> None:
    gone = ox.NamedNode(expand(term))
    data = ox.Store()
    data.bulk_extend(
        quad
        for quad in quads
        if quad.predicate != gone and not (quad.predicate == TYPE and quad.object == gone)
    )

    asked = [query for query in SHIPPED if term in terms(query)]
    whole = {query.name: answer(corpus, query.text)[1] for query in asked}
    unmoved = [q.name for q in asked if whole[q.name] and answer(data, q.text)[1] == whole[q.name]]
    assert unmoved == []
