"""What a document says it is sent with, or what is to follow it, among those printed with it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from migkg.facts.periods import dates
from migkg.model import Document
from migkg.reading import Reading, Sentence

# Class of document, and what it is called in three languages.
_NOUNS: Final = {
    "ConceptNote": (
        r"concept (?:paper|note)|note (?:conceptuelle|de synthèse|de cadrage)|nota "
        r"conceptual|documento conceptual"
    ),
    "InformationNote": (
        r"(?:information|background) (?:note|paper)|note d'information|nota informativa"
    ),
    "Programme": r"program(?:me)?|programa",
    "Summary": r"summary|résumé|resumen",
    "Report": r"report|rapport|informe",
    "Statement": r"statement|déclaration|declaración",
}
_NOUN: Final = re.compile(
    "|".join(rf"(?P<{kind}>\b(?:{nouns})\b)" for kind, nouns in _NOUNS.items()), re.IGNORECASE
)
_ENCLOSES: Final = re.compile(
    r"\b(?:share with you|enclos(?:e|ed|ing)|attach(?:ed|ing)?|annexed|"
    r"transmit(?:ting)?|forward(?:ing)?|please find|"
    r"transmettre|ci-joint(?:e|s|es)?|vous trouverez|adjunt[ao]s?|adjuntar|transmitir|remitir)\b",
    re.IGNORECASE,
)
_ANNOUNCES: Final = re.compile(
    r"\bwill (?:be )?(?:circulated?|distributed?|issued?|published?|made available|"
    r"shared?|forward(?:ed)?|sent)\b|"
    r"\bsera (?:distribuée?|publiée?|communiquée?)|\bseront (?:distribué|publié|communiqué)e?s|"
    r"\bse (?:distribuirán?|publicarán?|remitirán?)|\b(?:distribuirá|distribuera|publiera)\b",
    re.IGNORECASE,
)
_LETTER_OF: Final = re.compile(
    r"\b(?:[Mm]y|[Oo]ur|[Mm]a|[Nn]otre|[Mm]i|[Nn]uestra) (?:previous |last |earlier )?"
    r"(?:letter|lettre|carta)(?: dated| of| du| en date du| de| de fecha)\b"
)


def enclosures(reading: Reading) -> Iterator[tuple[Document, str, tuple[int, ...]]]:
    """Yield the documents that are enclosed, announced or answered to, how, and the passages.

    Only those printed in the same compilation can be told; where several are of the kind named,
    it is the first one behind.
    """
    slugs = [one.slug for one in reading.siblings]
    if reading.document.slug not in slugs:
        return
    place = slugs.index(reading.document.slug)
    behind = reading.siblings[place + 1 :]
    others = (*behind, *reading.siblings[:place])
    for sentence in reading.sentences:
        encloses = _ENCLOSES.search(sentence.text) if reading.document.kind == "Letter" else None
        announces = _ANNOUNCES.search(sentence.text)
        if encloses:
            for kind in _kinds(sentence.text[encloses.end() :]):
                yield from _told(kind, behind, "encloses", sentence)
        elif announces:
            for kind in _kinds(sentence.text):
                told = [one for one in behind if one.kind == kind]
                before = [one for one in others if one.kind == kind]
                if not told and len(before) == 1:
                    told = before
                yield from _told(kind, told, "announces", sentence)
        for found in _LETTER_OF.finditer(sentence.text):
            when = next(iter(dates(sentence.text[found.end() : found.end() + 30])), None)
            for other in others:
                if when and other.kind == "Letter" and other.date == when.start:
                    yield other, "cites", sentence.passages


def _kinds(text: str) -> list[str]:
    return list(dict.fromkeys(str(found.lastgroup) for found in _NOUN.finditer(text)))


def _told(
    kind: str, among: Sequence[Document], how: str, sentence: Sentence
) -> Iterator[tuple[Document, str, tuple[int, ...]]]:
    for other in among:
        if other.kind == kind:
            yield other, how, sentence.passages
            return
