"""Facts as pages show them: in words, dated, each with the passages it was read from."""

from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from migkg.namespaces import DCTERMS, ID, ITSRDF, MIG, NIF, PROV
from migkg.serve.terms import Labels
from migkg.serve.words import asks, figures, happenings, norms, people, ties, values
from migkg.serve.words.quote import find, quote, sentence_of
from migkg.serve.words.said import Part, Said, flat, sentence_for
from migkg.serve.words.text import plain

__all__ = ["Teller", "asks", "figures", "happenings", "norms", "people", "ties"]

PASSAGES = 6  # cited with one fact
WEIGHED = 24  # passages of one fact that are looked at for that
MENTIONS = 200  # looked at in one passage

_DERIVED: Final = ox.NamedNode(PROV + "wasDerivedFrom")
_PASSAGE_OF: Final = ox.NamedNode(MIG + "passageOf")
_CONTEXT: Final = ox.NamedNode(NIF + "referenceContext")
_IDENT: Final = ox.NamedNode(ITSRDF + "taIdentRef")
_QUOTE: Final = ox.NamedNode(NIF + "isString")
_BEGIN: Final = ox.NamedNode(NIF + "beginIndex")
_END: Final = ox.NamedNode(NIF + "endIndex")
_SYMBOL: Final = ox.NamedNode(DCTERMS + "identifier")
_DATE: Final = ox.NamedNode(DCTERMS + "date")
_ISSUED: Final = ox.NamedNode(DCTERMS + "issued")

# Where a fact has a time of its own, the first of these that it has.
_TIMES: Final = ("adoptionDate", "date", "startDate", "refPeriod", "asOf", "since")
# What the words of a fact leave to a badge beside them.
_BADGES: Final = {
    "participationStatus": {
        "announced": "announced",
        "to-be-confirmed": "to be confirmed",
        "offered": "offered",
    },
    "occurrenceStatus": {
        "scheduled": "scheduled",
        "proposed": "proposed",
        "alternative": "alternative",
    },
    "relationStatus": {"planned": "planned", "considered": "considered"},
    "positionStatus": {"former": "former"},
    "observationStatus": {
        "estimated": "estimated",
        "projected": "projected",
        "target": "target",
        "proposed": "proposed",
    },
    "stance": {
        "reported": "reported from a source",
        "attributed": "attributed",
        "attributed-unnamed": "attributed, unnamed",
    },
}
_TITLE: Final = 90  # characters of a document's name in a citation


class Teller:
    """Puts the facts of one store into words; names and documents are looked up once."""

    def __init__(self, store: ox.Store, labels: Labels | None = None) -> None:
        self.store = store
        self.labels = labels or Labels(store)
        self._documents: dict[str, dict[str, str]] = {}
        self._passages: dict[str, dict[str, Any]] = {}
        self._mentions: dict[str, list[tuple[str, tuple[int, int]]]] = {}

    def tell(self, iri: str) -> dict[str, Any]:
        """Return a fact as ``said`` of the macros shows it: parts, badges, time, passages.

        ``parts`` leaves out a clause that the quote marks; ``full`` has it.
        """
        fact = ox.NamedNode(iri)
        said = Said(self.store, self.labels, fact)
        found = sentence_for(said.kinds)
        words = flat(found[1](said)) if found else self._raw(said)
        if words:
            words[0]["text"] = words[0]["text"][:1].upper() + words[0]["text"][1:]
        passages = self._cited(said)
        for part in words:
            if "say" in part and passages:
                part["language"] = passages[0]["language"]
        marked = bool(passages) and any(piece["mark"] for piece in passages[0]["pieces"])
        return {
            "iri": iri,
            "kind": found[0] if found else "",
            "full": words,
            "parts": _without_clause(words) if marked else words,
            "badges": _badges(said),
            "when": self._when(said, passages),
            "passages": passages,
            "passages_total": len(said.passages()),
        }

    def brief(self, iri: str) -> dict[str, Any]:
        """Return a fact without its passages, for a page that shows them: parts and badges."""
        said = Said(self.store, self.labels, ox.NamedNode(iri))
        found = sentence_for(said.kinds)
        words = flat(found[1](said)) if found else self._raw(said)
        if words:
            words[0]["text"] = words[0]["text"][:1].upper() + words[0]["text"][1:]
        return {"iri": iri, "parts": words, "badges": _badges(said)}

    def passage(self, iri: str) -> dict[str, Any]:
        """Return a passage as citations need it, without its text."""
        kept = self._passages.get(iri)
        if kept is None:
            node = ox.NamedNode(iri)
            values_of: dict[str, str] = {}
            for quad in self.store.quads_for_pattern(node, None, None, None):
                if isinstance(quad.object, ox.NamedNode | ox.Literal):
                    values_of.setdefault(quad.predicate.value, quad.object.value)
            document = values_of.get(_PASSAGE_OF.value, "")
            kept = {
                "iri": iri,
                "document": document,
                "number": values_of.get(MIG + "paragraphNumber", ""),
                "order": values_of.get(MIG + "order", ""),
                "page": values_of.get(MIG + "page", ""),
                "language": values_of.get(DCTERMS + "language", ""),
                "text": values_of.get(_QUOTE.value, ""),
                "begin": int(values_of.get(_BEGIN.value, "0")),
                **self.document(document),
            }
            self._passages[iri] = kept
        return kept

    def document(self, iri: str) -> dict[str, str]:
        """Return what a citation calls a document, and its date."""
        if iri not in self._documents:
            if not iri:
                return {"label": "", "date": ""}
            node = ox.NamedNode(iri)
            label = self._literal(node, _SYMBOL) or plain(self.labels.of(node))
            if len(label) > _TITLE:
                label = label[: label.rfind(" ", 0, _TITLE)] + " …"
            date = self._literal(node, _DATE) or self._literal(node, _ISSUED)
            self._documents[iri] = {"label": label, "date": date}
        return self._documents[iri]

    def cited(
        self,
        iri: str,
        wanted: Iterable[str],
        things: Iterable[str],
        fact: str = "",
        hints: Iterable[str] = (),
    ) -> dict[str, Any]:
        """Return a passage as a quote: the sentence that has the wanted texts, or names things."""
        passage = self.passage(iri)
        text = passage["text"]
        places = self._places(passage, frozenset(things))
        span = sentence_of(text, wanted, places, hints)
        shown = {key: value for key, value in passage.items() if key not in {"text", "begin"}}
        return {**shown, "fact": fact, "pieces": quote(text, span)}

    def span(self, fact: str, passage: str) -> tuple[int, int] | None:
        """Return where in the text of a passage the sentence of a fact stands, if it does."""
        said = Said(self.store, self.labels, ox.NamedNode(fact))
        found = self.passage(passage)
        places = self._places(found, frozenset(_things(said)))
        return sentence_of(found["text"], _wanted(said), places, _hints(said))

    def _cited(self, said: Said) -> list[dict[str, Any]]:
        passages = said.passages()
        wanted, things, hints = _wanted(said), _things(said), _hints(said)
        slug = said.iri.removeprefix(ID + "fact/") if said.iri.startswith(ID + "fact/") else ""
        found = [
            (-self._evidence(iri, wanted, frozenset(things), hints), place, iri)
            for place, iri in enumerate(passages[:WEIGHED])
        ]
        return [
            self.cited(iri, wanted, things, slug, hints) for _, _, iri in sorted(found)[:PASSAGES]
        ]

    def _evidence(
        self, iri: str, wanted: list[str], things: frozenset[str], hints: list[str]
    ) -> int:
        """Return how much of a fact a passage says: a heading or a note says less than a line."""
        passage = self.passage(iri)
        text = passage["text"]
        sure = any(find(text, each) for each in wanted)
        named = len({thing for thing, _ in self._named(passage, things)})
        return 100 * sure + named + sum(bool(find(text, hint)) for hint in hints)

    def _places(self, passage: dict[str, Any], things: frozenset[str]) -> list[tuple[int, int]]:
        """Return where a passage names things, in its own text."""
        return [span for _, span in self._named(passage, things)]

    def _named(
        self, passage: dict[str, Any], things: frozenset[str]
    ) -> list[tuple[str, tuple[int, int]]]:
        """Return which of some things a passage names, and where in its own text."""
        mentions = self._mentions.get(passage["iri"])
        if mentions is None:
            mentions = self._mentions[passage["iri"]] = self._read_mentions(passage)
        return [(thing, span) for thing, span in mentions if thing in things]

    def _read_mentions(self, passage: dict[str, Any]) -> list[tuple[str, tuple[int, int]]]:
        found = []
        node, begin = ox.NamedNode(passage["iri"]), passage["begin"]
        mentions = self.store.quads_for_pattern(None, _CONTEXT, node, None)
        for quad, _ in zip(mentions, range(MENTIONS), strict=False):
            said = {
                each.predicate.value: each.object.value
                for each in self.store.quads_for_pattern(quad.subject, None, None, None)
                if isinstance(each.object, ox.NamedNode | ox.Literal)
            }
            first, last = (int(said.get(iri.value, 0)) for iri in (_BEGIN, _END))
            if _IDENT.value in said:
                found.append((said[_IDENT.value], (first - begin, last - begin)))
        return found

    def _when(self, said: Said, passages: list[dict[str, Any]]) -> dict[str, str]:
        """Return the time of a fact: its own, else that of the document."""
        for name in _TIMES:
            time = said.one(name)
            if time:
                shown = values.period(time) if name == "refPeriod" else values.date(time)
                return {"time": time, "text": shown}
        date = passages[0]["date"] if passages else ""
        return {"time": date, "text": values.date(date) if date else ""}

    def _raw(self, said: Said) -> list[Part]:
        """Return a statement that has no sentence: its properties and values in a row."""
        parts: list[Part] = []
        for name in sorted(said.names()):
            things = said.things(name) or [Part(text=plain(said.one(name)), say=True)]
            parts += flat(["; " if parts else None, f"{name}: ", things])
        return parts

    def _literal(self, node: Any, predicate: ox.NamedNode) -> str:
        return min(
            (
                quad.object.value
                for quad in self.store.quads_for_pattern(node, predicate, None, None)
                if isinstance(quad.object, ox.Literal)
            ),
            default="",
        )


def _without_clause(words: list[Part]) -> list[Part]:
    """Return words that lead up to the quote, which has the clause."""
    kept = [part for part in words if not part.get("clause")]
    if len(kept) < len(words) and "iri" not in kept[-1]:
        kept[-1] = Part(text=kept[-1]["text"].removesuffix(": ") + ":")
    return kept


def _badges(said: Said) -> list[str]:
    return [named[slug] for name, named in _BADGES.items() if (slug := said.slug(name)) in named]


def _wanted(said: Said) -> list[str]:
    """Return the texts of a fact that its passage has word for word, the best first."""
    names = ("sentence", "provisionText")
    return [text for name in names if (text := said.one(name))]


def _hints(said: Said) -> list[str]:
    """Return what else speaks for the sentence: a title, a place, a count, a year."""
    plain_ones = [said.one(name) for name in ("positionTitle", "place", "count", "predicateText")]
    years = [said.one(name)[:4] for name in _TIMES]
    return [text for text in (*plain_ones, *years) if text]


def _things(said: Said) -> list[str]:
    return said.iris(*(said.names() - {"wasDerivedFrom"}))
