"""The text that reports a fact: what the graph says, where from, and room for what is wrong."""

from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import ID
from migkg.serve.faults import NoAnswerError
from migkg.serve.reading import head, look
from migkg.serve.reading.margin import Margin
from migkg.serve.reading.passages import read
from migkg.serve.terms import Labels
from migkg.serve.words.facts import Teller

PASSAGES: Final = 5
QUOTED: Final = 2000  # characters of one passage
_NOT_SAID: Final = frozenset({"rdf:type", "prov:wasDerivedFrom"})


def of(store: ox.Store, name: str) -> dict[str, Any]:
    """Return the report of a fact, named by IRI or by hash.

    Raises NoAnswerError where there is no such fact.
    """
    iri = name if name.startswith(ID + "fact/") else f"{ID}fact/{name}"
    try:
        known = Margin(store).fact(iri)
    except ValueError as error:
        raise NoAnswerError("bad-request", "The field 'fact' takes the IRI of a fact.") from error
    if not known.passages:
        raise NoAnswerError("not-found", f"There is no fact {iri}.")
    labels = Labels(store)
    told = Teller(store, labels).brief(iri)
    words = "".join(part["text"] for part in told["parts"])
    kind = labels.of(look.node(known.kind))
    lines = ["What is wrong:", "", "", "What it should say, and where that can be seen:", "", ""]
    lines += ["---", f"Fact: {iri}", f"Kind: {kind}", f"In words: {words}", "", "The graph says:"]
    lines += [f"- {line}" for line in _said(store, labels, iri)]
    for passage in known.passages[:PASSAGES]:
        lines += ["", *_cited(store, passage)]
    if len(known.passages) > PASSAGES:
        lines += ["", f"and {len(known.passages) - PASSAGES} more passages"]
    return {
        "iri": iri,
        "hash": known.hash,
        "title": f"{kind.capitalize()} {known.hash}: {_short(words)}",
        "parts": told["parts"],
        "badges": told["badges"],
        "passage": known.passages[0],
        "body": "\n".join(lines) + "\n",
    }


def _said(store: ox.Store, labels: Labels, iri: str) -> list[str]:
    found = set()
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
        if quad.predicate in {look.node(name) for name in _NOT_SAID}:
            continue
        if isinstance(quad.object, ox.NamedNode):
            value = f"{labels.of(quad.object)} <{quad.object.value}>"
        else:
            value = look.text_of(quad.object)
        found.add(f"{labels.of(quad.predicate)}: {value}")
    return sorted(found)


def _cited(store: ox.Store, iri: str) -> list[str]:
    passage = read(store, iri)
    symbol = look.value(store, passage.document, "dcterms:identifier")
    title = head.title(store, passage.document) or passage.document
    place = f"paragraph {passage.number}" if passage.number else f"passage {passage.order}"
    page = f", page {passage.page}" if passage.page else ""
    text = passage.text if len(passage.text) <= QUOTED else passage.text[:QUOTED] + " …"
    quote = [f"> {line}" for line in text.splitlines()]
    return [f"{title}{f' ({symbol})' if symbol else ''}, {place}{page}", iri, *quote]


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
