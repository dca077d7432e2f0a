"""Relation: who runs, leads, funds, supports, founded, published ... what, as sentences say it."""

import re
from collections.abc import Iterator

from migkg.facts.common import passages_of
from migkg.facts.periods import dates
from migkg.facts.registry import fact_extractor
from migkg.facts.relations.relation_alignment import alignments
from migkg.facts.relations.relation_asides import Aside, based_in, companions, joined
from migkg.facts.relations.relation_clauses import clauses
from migkg.facts.relations.relation_nouns import Nouns, imprints
from migkg.facts.relations.relation_said import Said
from migkg.facts.relations.relation_speaker import speaker_of, told
from migkg.facts.relations.relation_unnamed import Unnamed
from migkg.iris import concept
from migkg.model import Fact, Property, dated
from migkg.reading import Reading, Sentence


@fact_extractor("Relation")
def relations(reading: Reading) -> Iterator[Fact]:
    """Yield the relations that a document states between the things it names."""
    nouns, speaker = Nouns(reading.entities), speaker_of(reading)
    for paragraph in reading.paragraphs:
        unnamed = Unnamed()
        for sentence in reading.sentences_of(paragraph):
            sentence, text = told(sentence, speaker)
            if not sentence.links:
                continue
            for said in _read(sentence, text, nouns):
                yield from _facts(reading, sentence, said, text, sentence.passages)
            for said in alignments(sentence, text):
                yield from _facts(reading, sentence, said, text, sentence.passages)
            for said, earlier in unnamed.read(sentence, text):
                yield from _facts(
                    reading, sentence, said, text, passages_of(sentence.passages, earlier)
                )


def _read(sentence: Sentence, text: str, nouns: Nouns) -> Iterator[Said]:
    for who, predicate, what, when in imprints(text):
        date = next((w.start for w in dates(when)), "")
        for number in who:
            yield Said(
                sentence.link(number).entity,
                predicate,
                sentence.link(what).entity,
                0,
                when=("asOf", date) if date else ("", ""),
            )
    text, found = based_in(text)
    text, parts = nouns.parts(text, sentence)
    text = joined(text)
    found += parts
    found += nouns.phrases(text, sentence)
    text, asides = companions(text)
    for aside in (*found, *asides):
        yield _of_aside(sentence, aside)
    yield from clauses(text, sentence)


def _of_aside(sentence: Sentence, aside: Aside) -> Said:
    return Said(
        sentence.link(aside.subject).entity,
        aside.predicate,
        sentence.link(aside.object).entity,
        aside.begin,
        aside.status,
    )


_ACCORDING = re.compile(
    r"(?:^|[.;] )(?:\d+\. )?(?:According to|As (?:noted|reported|stated) by|Selon|"
    r"D'après|Según) (?:the |l'|la |le |el )?⟦[a-z]+ (\d+)⟧,"
)
_UNNAMED = re.compile(
    r"^(?:\d+\. )?(?:(?:Several|Some|Many|Most|A number of|Other|"
    r"A few) )?(?:[Pp]articipants|[Ss]peakers|[Dd]elegations|[Mm]ember States|"
    r"[Rr]epresentatives|"
    r"[Ii]ntervenants|[Pp]articipantes|[Oo]radores)(?: [a-z]+)? (?:noted|said|stated|"
    r"stressed|recalled|reported|recognized|underlined|"
    r"emphasized|mentioned|acknowledged|ont noté|señalaron) that\b"
)


def _facts(
    reading: Reading, sentence: Sentence, said: Said, text: str, passages: tuple[int, ...]
) -> Iterator[Fact]:
    if said.subject == said.object or (said.object is None and not said.when[1]):
        return
    properties: list[Property] = [
        ("subject", said.subject),
        ("predicate", concept("predicate", said.predicate)),
    ]
    if said.object is not None:
        properties.append(("object", said.object))
    if said.when[1]:
        properties.append((said.when[0], dated(said.when[1])))
    properties.append(("relationStatus", concept("relation-status", said.status)))
    source = _ACCORDING.search(text)
    if source:
        properties.append(("stance", concept("stance", "reported")))
        properties.append(("reportedBy", sentence.link(source[1]).entity))
    elif _UNNAMED.match(text):
        properties.append(("stance", concept("stance", "attributed-unnamed")))
    yield Fact(reading.document.slug, "Relation", tuple(properties), passages)
