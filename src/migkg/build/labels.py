"""One preferred name an entity and language, whatever the documents that describe it call it.

What no authority file knows is described in each document that names it, under the name it has
there. Of several preferred names the authority's holds, else the longest (ties: the first in the
alphabet); each document's graph then states that one, and its own as a further name.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from migkg.namespaces import GRAPH, expand

_PREFERRED: Final = f"<{expand('skos:prefLabel')}>".encode()
_OTHER: Final = f"<{expand('skos:altLabel')}>".encode()
_HIDDEN: Final = f"<{expand('skos:hiddenLabel')}>".encode()
_AUTHORITY: Final = f"<{GRAPH}authority>".encode()


def harmonized(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield sorted lines of N-Quads, sorted, with the labels of each subject in agreement."""
    for _, group in groupby(lines, key=lambda line: line[: line.index(b" ")]):
        said = list(group)
        # Most subjects have one name at most.
        if sum(line.split(b" ", 2)[1] == _PREFERRED for line in said) < 2:
            yield from said
        else:
            yield from sorted(_agreeing(said))


def _agreeing(said: list[bytes]) -> set[bytes]:
    """Return the lines of one subject with one preferred name a language."""
    labels: list[tuple[bytes, bytes, bytes]] = []
    found: set[bytes] = set()
    for line in said:
        subject, predicate, rest = line.split(b" ", 2)
        if predicate in (_PREFERRED, _OTHER, _HIDDEN):
            value, _, graph = rest.removesuffix(b" .\n").rpartition(b" ")
            labels.append((predicate, value, graph))
        else:
            found.add(line)
    best = _best((value, graph) for predicate, value, graph in labels if predicate == _PREFERRED)
    preferred = set(best.values())
    others = {value for predicate, value, _ in labels if predicate != _HIDDEN} - preferred
    for predicate, value, graph in labels:
        if predicate == _PREFERRED:
            found.add(b"%s %s %s %s .\n" % (subject, _PREFERRED, best[_language(value)], graph))
            predicate = _OTHER
        if value in preferred or (predicate == _HIDDEN and value in others):
            continue
        found.add(b"%s %s %s %s .\n" % (subject, predicate, value, graph))
    return found


def _best(names: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Return the preferred name of each language."""
    ranked = sorted(names, key=lambda name: (name[1] != _AUTHORITY, -len(name[0]), name[0]))
    best: dict[bytes, bytes] = {}
    for value, _ in ranked:
        best.setdefault(_language(value), value)
    return best


def _language(value: bytes) -> bytes:
    return value.rpartition(b'"')[2]
