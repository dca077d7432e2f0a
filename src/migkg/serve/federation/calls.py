"""The SERVICE clauses of a query: which endpoints it would call, and the way they are called."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from migkg.serve import guard, prologue
from migkg.serve.faults import NoAnswerError
from migkg.serve.federation.services import normal

# Wikibase gives its label service and others names of this kind. Inside a SERVICE they are for
# the endpoint that is called; nobody sends a request to them.
_NO_ADDRESSES: Final = "http://wikiba.se/ontology#"
_OURS: Final = re.compile(r"https?://127\.0\.0\.1\S*")


@dataclass(frozen=True, slots=True)
class Call:
    """One SERVICE clause of the query itself, not of a query that it sends."""

    word: int  # where it begins, in the text
    begin: int  # of the IRI or prefixed name
    end: int
    inside: int  # behind its brace
    iri: str


def calls(query: str) -> list[Call]:
    """Return the SERVICE clauses of a query that the engine would carry out.

    Raises NoAnswerError if one is written so that it cannot be told where it leads.
    """
    prefixes = prologue.declared(query)
    found: list[Call] = []
    braces: list[bool] = []  # of each open brace, whether it is that of a SERVICE
    state = ""  # what the tokens before say: "", "service", "brace"
    word, pending = 0, None
    for token in guard.tokens(query):
        kind, text = token.lastgroup, token[0]
        if state == "service" and text.upper() == "SILENT":
            continue
        if state == "service":
            iri = text[1:-1] if kind == "iri" and "\\" not in text else None
            if kind in {"local", "nameless"}:
                iri = prologue.expanded(token, prefixes)
            if iri is None:
                raise _unclear()
            pending = None if any(braces) else (*token.span(), iri)
            if pending is None and not iri.startswith(_NO_ADDRESSES):
                raise NoAnswerError("refused", "SERVICE inside SERVICE is refused.")
            state = "brace"
        elif state == "brace":
            if text != "{":
                raise _unclear()
            braces.append(True)
            if pending is not None:
                begin, end, iri = pending
                found.append(Call(word, begin, end, token.end(), iri))
            state = ""
        elif kind == "open" and text == "{":
            braces.append(False)
        elif kind == "close" and text == "}" and braces:
            braces.pop()
        elif kind == "word" and text.upper() == "SERVICE":
            state, word = "service", token.start()
        elif _hides_service(kind, text):
            raise _unclear()
    if state:
        raise _unclear()
    return found


def _hides_service(kind: str | None, text: str) -> bool:
    """Return whether the parser might read SERVICE in a token that is not that word alone."""
    if kind == "local":
        text = text.partition(":")[0]
    elif kind not in {"word", "open_double", "open_single"}:
        return False
    return "SERVICE" in text.upper()


def _unclear() -> NoAnswerError:
    return NoAnswerError(
        "refused",
        "SERVICE takes an endpoint's address in angle brackets here, or a prefixed name, with a "
        "space before and behind; no variable. (Nor may a prefix be called so.)",
    )


def directed(
    query: str,
    allowed: Sequence[str],
    address: Callable[[int], str],
    values: Callable[[Call], str],
) -> str:
    """Return a query whose SERVICE clauses call the address given for each allowed endpoint.

    ``values`` gives what else a clause is to hold. Raises NoAnswerError for an endpoint that is
    not allowed, be it SILENT.
    """
    places = {normal(iri): number for number, iri in enumerate(allowed)}
    found = []
    for call in calls(query):
        try:
            found.append((call, places[normal(call.iri)]))
        except (KeyError, ValueError) as error:
            raise NoAnswerError(
                "refused",
                f"This endpoint does not call <{call.iri}>. There are: {', '.join(allowed)}.",
            ) from error
    pieces, end = [], 0
    for call, number in found:
        pieces += [query[end : call.begin], f"<{address(number)}>"]
        pieces += [query[call.end : call.inside], values(call)]
        end = call.inside
    return "".join([*pieces, query[end:]])


def failure(message: str) -> str:
    """Return what went wrong with a SERVICE, without the address that was called inside.

    >>> failure("Error 502 Bad Gateway returned by http://127.0.0.1:9/x/0 with payload: no host")
    'A SERVICE did not answer: no host'
    """
    _, found, payload = message.partition("with payload:")
    text = " ".join((payload if found else _OURS.sub("it", message)).split())
    return f"A SERVICE did not answer: {text}"
