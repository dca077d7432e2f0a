"""Who "we" is in a statement: the State or body its head names, as one more thing of a sentence."""

import re
from dataclasses import replace

from migkg.facts.relations.relation_text import plain
from migkg.model import Link
from migkg.reading import Reading, Sentence

_WE = re.compile(
    r"(?<![\w'-])(?:[Ww]e|[MmOo](?:y|ur) (?:delegation|country|Government)|"
    r"[Mm]a délégation|[Mm]on pays|"
    r"[Mm]i (?:delegación|país)|[Nn]uestra delegación)(?= [a-zà-ÿ])"
)


def speaker_of(reading: Reading) -> Link | None:
    """Return a link to who says "we" in a statement, if its head leaves no doubt."""
    if reading.document.kind != "Statement":
        return None
    for part in ("on-behalf-of", "speaker", "position"):
        named = {
            link.entity: link
            for name, begin, end in reading.document.head
            if name == part
            for link in reading.links_between(begin, end)
            if link.kind in {"state", "organization"}
        }
        if len(named) == 1:
            return next(iter(named.values()))
        if named:
            return None
    return None


def told(sentence: Sentence, speaker: Link | None) -> tuple[Sentence, str]:
    """Return a sentence and its plain masked text, with "we" as a name of who speaks."""
    text = plain(sentence.masked)
    if speaker is None or '"' in text or not _WE.search(text):
        return sentence, text
    number = len(sentence.links)
    spoken = replace(sentence, links=(*sentence.links, (0, 0, speaker)))
    return spoken, _WE.sub(f"⟦{speaker.kind} {number}⟧", text)
