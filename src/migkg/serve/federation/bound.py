"""What this graph knows of a SERVICE clause's variables, sent along with it.

``{ ?state skos:exactMatch ?item . SERVICE <...> { ?item wdt:P1082 ?people } }`` asks an endpoint
for the people of everything there is, and joins afterwards. With the items that stand before the
clause put into it as VALUES, the endpoint finds those alone; the join is the same.
"""

import re
from collections.abc import Callable
from typing import Final

import pyoxigraph as ox

from migkg.serve import guard
from migkg.serve.faults import NoAnswerError
from migkg.serve.federation.calls import Call

MOST: Final = 1000  # rows of values; where there are more, the clause goes without

_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_Token = re.Match[str]


def values(query: str, call: Call, ask: Callable[[str], object]) -> str:
    """Return a VALUES clause of what the patterns before a SERVICE bind, or nothing.

    Nothing where these cannot be asked by themselves: inside a nested group other than OPTIONAL
    with the SERVICE first in it, behind a FILTER, which may speak of what comes later, or behind
    another SERVICE. ``ask`` answers a query on this graph.
    """
    tokens = list(guard.tokens(query))
    group = _group(tokens, call)
    if group is None:
        return ""
    begin, end = group
    before = [token for token in tokens if begin <= token.start() < end]
    if _words(before) & {"FILTER", "SERVICE"}:
        return ""
    named = {token[0][1:] for token in before if token.lastgroup == "variable"}
    shared = sorted(named & _needed(tokens, call))
    if not shared:
        return ""
    names = " ".join(f"?{name}" for name in shared)
    form = next(token for token in tokens if _is_form(token))
    sources = next((token for token in tokens if token[0].upper() == "FROM"), None)
    dataset = query[sources.start() : begin - 1] if sources and sources.start() < begin else ""
    try:
        found = ask(
            f"{query[: form.start()]} SELECT DISTINCT {names} {dataset} "
            f"{{ {query[begin:end]} \n}} LIMIT {MOST + 1}"
        )
    except NoAnswerError:
        return ""  # the query itself will tell
    assert isinstance(found, ox.QuerySolutions)
    rows: list[str] = []
    for row in found:
        terms = [row[name] for name in shared]
        if len(rows) == MOST or not all(isinstance(x, ox.NamedNode | ox.Literal) for x in terms):
            return ""
        rows.append(f"({' '.join(str(term) for term in terms)})")
    return f" VALUES ({names}) {{ {' '.join(rows)} }} "


def _group(tokens: list[_Token], call: Call) -> tuple[int, int] | None:
    """Return where the patterns that stand before a SERVICE in the query's own group begin, end."""
    stack: list[tuple[_Token, _Token | None]] = []  # open brackets, each with the token before
    before: _Token | None = None
    for token in tokens:
        if token.start() == call.word:
            break
        if token.lastgroup == "open":
            stack.append((token, before))
        elif token.lastgroup == "close" and stack:
            stack.pop()
        before = token
    if len(stack) == 1:
        return stack[0][0].end(), call.word
    if len(stack) == 2 and before is stack[1][0] and stack[1][1] is not None:
        optional = stack[1][1]
        if optional[0].upper() == "OPTIONAL":
            return stack[0][0].end(), optional.start()
    return None


def _needed(tokens: list[_Token], call: Call) -> set[str]:
    """Return the variables that a SERVICE clause has outside its expressions.

    None if it is a SELECT, which binds by itself; and none that it computes with AS.
    """
    found: set[str] = set()
    computed: set[str] = set()
    braces, brackets, before = 1, 0, ""
    for token in tokens:
        if token.start() < call.inside:
            continue
        text = token[0]
        braces += (text == "{") - (text == "}")
        brackets += (text == "(") - (text == ")")
        if braces == 0:
            break
        if text.upper() == "SELECT" and not before:
            return set()
        if token.lastgroup == "variable":
            if before.upper() == "AS":
                computed.add(text[1:])
            elif brackets == 0:
                found.add(text[1:])
        before = text
    return found - computed


def _words(tokens: list[_Token]) -> set[str]:
    return {token[0].upper() for token in tokens if token.lastgroup == "word"}


def _is_form(token: _Token) -> bool:
    return token.lastgroup == "word" and token[0].upper() in _FORMS
