"""Relation: who runs, leads, funds, supports, founded, published ... what, as sentences say it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from migkg.facts.common import passages_of
from migkg.facts.periods import dates
from migkg.facts.registry import fact_extractor
from migkg.facts.relation_asides import Aside, based_in, companions, joined
from migkg.facts.relation_clauses import Said, clauses
from migkg.facts.relation_nouns import Nouns, imprints
from migkg.facts.relation_text import plain
from migkg.facts.relation_unnamed import Unnamed
from migkg.iris import concept
from migkg.model import Fact, Property, Ref, dated
from migkg.reading import Reading, Sentence


@fact_extractor("Relation")
def relations(reading: Reading) -> Iterator[Fact]:
    """Yield the relations that a document states between the things it names."""
    nouns = Nouns(reading.entities)
    for paragraph in reading.paragraphs:
        unnamed = Unnamed()
        for sentence in reading.sentences_of(paragraph):
            if not sentence.links:
                continue
            note = paragraph.first.kind == "footnote"
            for said in _read(sentence, nouns, note=note):
                yield from _facts(reading, sentence, said, sentence.passages)
            for said, earlier in unnamed.read(sentence, plain(sentence.masked)):
                passages = passages_of(sentence.passages, earlier)
                yield from _facts(reading, sentence, said, passages)
