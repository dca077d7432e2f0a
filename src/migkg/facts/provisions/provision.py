"""Provision: who acts by words, urging, requesting, welcoming, and what they ask of whom.

Every preambular and operative paragraph of a resolution makes one for each of its acts; so does
every sentence of a report, a summary or a statement that urges, calls, recommends and the like.
``provisionText`` is the clause as written: from the verb to where the next act, or the sentence,
ends; where the words before the verb say what is asked (the passive, "should"), from their subject.
"""

from collections.abc import Iterator
from dataclasses import replace

from migkg.facts.common import passages_of
from migkg.facts.provisions.attribution import Source
from migkg.facts.provisions.drafting import drafted, is_drafted, organ_of
from migkg.facts.provisions.narration import narrated
from migkg.facts.provisions.said import Said, properties
from migkg.facts.provisions.voice import Voice
from migkg.facts.registry import fact_extractor
from migkg.iris import fact as fact_iri
from migkg.model import Fact, Passage, Ref
from migkg.reading import Paragraph, Reading, Sentence

_PROSE = frozenset({"paragraph", "list-item"})
# Documents whose paragraphs are drafted, or lines of a programme; only an annex to one is prose.
_WITHOUT_PROSE = frozenset({"Resolution", "Programme"})


@fact_extractor("Provision")
def provisions(reading: Reading) -> Iterator[Fact]:
    """Yield a provision for each act and each actor, in the order of the text."""
    voice = Voice.of(reading)
    organ: Ref | None = None
    items = _items(reading)
    for paragraph in reading.paragraphs:
        first = paragraph.first
        if first.kind not in _PROSE or first.section == "notes":
            continue
        whole = reading.sentence(paragraph, 0, len(paragraph.view.text))
        opening = organ_of(whole)
        if opening is not None:
            organ = opening
            continue
        if organ is None and reading.document.kind == "Resolution" and is_drafted(whole):
            organ = voice.organ
        below = tuple(
            reading.sentence(item, 0, len(item.view.text)) for item in items.get(first.order, ())
        )
        if organ is not None and is_drafted(whole):
            yield from _facts(reading, whole, drafted(whole, organ, below), below)
            continue
        annexed = first.section == "annex"
        if annexed or (
            reading.document.kind != "Resolution" and not _goes_on(reading, whole, first)
        ):
            organ = None
        if organ is None and (annexed or reading.document.kind not in _WITHOUT_PROSE):
            yield from _prose(reading, paragraph, voice, below)


def _goes_on(reading: Reading, whole: Sentence, first: Passage) -> bool:
    """Tell whether a paragraph without an act is still part of a resolution quoted in a text."""
    if first.part_of is not None and reading.by_order[first.part_of].text.rstrip(" *_").endswith(
        ":"
    ):
        return True
    return whole.text.rstrip().endswith((",", ";", ":"))


def _items(reading: Reading) -> dict[int, list[Paragraph]]:
    """Return the items below each passage that introduces some."""
    found: dict[int, list[Paragraph]] = {}
    for paragraph in reading.paragraphs:
        if paragraph.first.part_of is not None:
            found.setdefault(paragraph.first.part_of, []).append(paragraph)
    return found


def _prose(
    reading: Reading, paragraph: Paragraph, voice: Voice, below: tuple[Sentence, ...]
) -> Iterator[Fact]:
    last: Source | None = None
    sentences = reading.sentences_of(paragraph)
    for sentence in sentences:
        told, last = narrated(sentence, voice, last)
        introduces = bool(told and below) and sentence is sentences[-1]
        questions = any(item.text.rstrip().endswith("?") for item in below)
        if introduces and sentence.text.rstrip().endswith(":") and not questions:
            told[-1] = replace(told[-1], chapeau=True)
        yield from _facts(reading, sentence, told, below)


def _facts(
    reading: Reading, sentence: Sentence, told: list[Said], below: tuple[Sentence, ...]
) -> Iterator[Fact]:
    slug = reading.document.slug
    cited = passages_of(sentence.passages)
    made: dict[int, dict[Ref, Ref]] = {}
    for number, said in enumerate(told):
        holders = made.get(said.within, {}) if said.within is not None else {}
        for actor in said.source.refs:
            # What several say is a fact of each: what lies within it belongs to the same one's.
            within = holders.get(actor) or next(iter(holders.values()), None)
            content = properties(
                reading, sentence, said, actor, within, below if said.chapeau else ()
            )
            made.setdefault(number, {})[actor] = fact_iri(slug, "Provision", content)
            passages = (
                passages_of(cited, *(item.passages for item in below)) if said.chapeau else cited
            )
            yield Fact(slug, "Provision", content, passages)
