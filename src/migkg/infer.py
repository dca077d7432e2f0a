"""Fills the graph ``inferred`` by the rules in ``queries/inferred``, each a CONSTRUCT query.

The rules run in the order of their names, again and again until none says anything new; what is
already in another graph is not said again.
"""

from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox

from migkg import queries
from migkg.errors import OntologyError
from migkg.namespaces import GRAPH
from migkg.queries import Query

INFERRED: Final = ox.NamedNode(GRAPH + "inferred")
MOST_ROUNDS: Final = 20  # a rule that mints new terms would never come to an end


def rules() -> tuple[Query, ...]:
    """Return the shipped rules, in the order they run."""
    return queries.shipped("inferred")


def infer(data: ox.Store, by: Sequence[Query] | None = None) -> dict[str, int]:
    """Add what follows to the graph ``inferred``; return how many quads each rule added.

    Raises OntologyError if a rule does not parse, constructs nothing a graph can hold (a blank
    node), or if there is no end to what the rules say.
    """
    added: dict[str, int] = {}
    every = rules() if by is None else by
    for _ in range(MOST_ROUNDS):
        news = 0
        for rule in every:
            new = _new(data, rule)
            data.extend(sorted(new, key=str))
            added[rule.name] = added.get(rule.name, 0) + len(new)
            news += len(new)
        if not news:
            return added
    raise OntologyError(f"rules still say something new after {MOST_ROUNDS} rounds")


def _new(data: ox.Store, rule: Query) -> set[ox.Quad]:
    try:
        answer = data.query(rule.text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise OntologyError(f"rule {rule.name} does not parse: {error}") from error
    if not isinstance(answer, ox.QueryTriples):
        raise OntologyError(f"rule {rule.name} is no CONSTRUCT query")
    new = set()
    for triple in answer:
        terms = (triple.subject, triple.predicate, triple.object)
        if any(isinstance(term, ox.BlankNode) for term in terms):
            raise OntologyError(f"rule {rule.name} makes a blank node")
        if next(data.quads_for_pattern(*terms, None), None) is None:
            new.add(ox.Quad(*terms, INFERRED))
    return new
