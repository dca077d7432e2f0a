"""Counts the sentences that yielded nothing: no mention, no fact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from migkg.evaluate.align import words, written
from migkg.model import Fact, Ref
from migkg.quads import Read
from migkg.reading import Reading, Sentence

_QUOTES = ("sentence", "provisionText", "indicatorText")


@dataclass(frozen=True, slots=True)
class Silence:
    """How many sentences there are, and how many without a mention, a fact, or either."""

    sentences: int = 0
    no_mention: int = 0
    no_fact: int = 0
    nothing: int = 0


def silences(reads: Iterable[Read]) -> Mapping[str, Silence]:
    """Return the counts of all sentences, by language and under ``all``.

    A sentence carries a fact if the fact cites its passage, and the passage has no other sentence,
    or the fact quotes words of the sentence, or names a thing that the sentence mentions. Headings,
    rows and lines of programmes count as sentences.
    """
    found: dict[str, Silence] = {"all": Silence()}
    for read in reads:
        reading = Reading(read.document, read.passages, read.links)
        facts: dict[int, list[Fact]] = {}
        for one in read.facts:
            for order in one.passages:
                facts.setdefault(order, []).append(one)
        for paragraph in reading.paragraphs:
            sentences = reading.sentences_of(paragraph)
            for sentence in sentences:
                mention = bool(sentence.links)
                fact = any(
                    len(sentences) == 1 or _carries(sentence, said)
                    for order in sentence.passages
                    for said in facts.get(order, ())
                )
                for key in ("all", sentence.language):
                    before = found.get(key, Silence())
                    found[key] = Silence(
                        before.sentences + 1,
                        before.no_mention + (not mention),
                        before.no_fact + (not fact),
                        before.nothing + (not mention and not fact),
                    )
    return dict(sorted(found.items()))


def _carries(sentence: Sentence, fact: Fact) -> bool:
    own = words(sentence.text)
    for name in _QUOTES:
        for value in fact.values(name):
            quoted = words(written(value))
            if quoted and (quoted in own or own in quoted):
                return True
    named = {value for _, value in fact.properties if isinstance(value, Ref) and value.kind}
    return any(link.entity in named for _, _, link in sentence.links)
