"""EntryIntoForce: when an instrument entered into force, as a sentence dates it."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.facts.periods import When, dates
from migkg.facts.registry import fact_extractor
from migkg.facts.relations.relation_text import Things, plain, subjects
from migkg.model import Fact, Ref, dated
from migkg.reading import Reading, Sentence

_ENTERED: Final = (
    r"(?:entered into force|came into force|(?:enters|comes) into force|took effect|"
    r"entered into effect|in force since|"
    r"(?:est|sont|était|étaient) entrée?s? en vigueur|entrée?s? en vigueur|"
    r"entró en vigor|entraron en vigor|ha entrado en vigor|"
    r"en vigueur depuis|en vigor desde)"
)
# Between the instrument and the verb may stand when it was adopted, and nothing else.
_VERB = re.compile(
    rf"[\"']?,?(?: \(?(?:which |that |qui |que |was |has |had |had been |a été |fue |"
    rf"is )*(?:(?:adopted|signed|opened for signature|adoptée?s?|signée?s?|"
    rf"adoptad[ao]s?|firmad[ao]s?)(?:[^⟦.;]{{0,50}}?|[^.;]{{0,160}}?(?=,? (?:and|et|y|"
    rf"but) )))?(?:,? ?(?:and|et|y|but) )?)? ?(?:which |that |qui |que )?(?:has |had |"
    rf"finally |has been |only )*{_ENTERED}"
)
_NOUN = re.compile(
    r"\b(?:[Ee]ntry|[Cc]oming) into force (?:of|for) |\b[Ee]ntrée en vigueur (?:de |du |"
    r"des )|\b[Ee]ntrada en vigor (?:de |del )"
)
_ITS = re.compile(
    r"\b(?:its|their|son|sa|su) (?:entry into force|entrée en vigueur|"
    r"entrada en vigor)(?=,? (?:in|on|en|le|el)\b)"
)
_BEFORE_DATE = re.compile(
    r"(?:,? (?:in|on|en|le|el|since|depuis|desde|as of|from)(?: early| late| mid-?)? |"
    r",? | au mois de | dès )",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:^|[.;] )(?:\d+\. )?(?:In|On|En|Le|El|Since) $")
_UNREAL = re.compile(
    r"\b(?:if|should|once|until|upon|pending|when it|si|lorsque|cuando)\b[^,;]*$", re.IGNORECASE
)


@fact_extractor("EntryIntoForce")
def entries_into_force(reading: Reading) -> Iterator[Fact]:
    """Yield one fact per instrument whose entry into force a sentence dates."""
    for sentence in reading.sentences:
        if not any(link.kind == "instrument" for _, _, link in sentence.links):
            continue
        for instrument, date in _in_sentence(sentence, plain(sentence.masked)):
            said = (("instrument", instrument), ("date", dated(date)))
            yield Fact(reading.document.slug, "EntryIntoForce", said, sentence.passages)


def _in_sentence(sentence: Sentence, text: str) -> Iterator[tuple[Ref, str]]:
    for found in _NOUN.finditer(text):
        for things in subjects(text[found.end() :]):
            if re.fullmatch(
                r"(?:the |la |l'|le |el |los |las )?", text[found.end() :][: things.begin]
            ):
                yield from _dated(sentence, text, things, found.end() + things.end, found.start())
            break
    for found in re.finditer(
        r"(?:⟦instrument \d+⟧[\"']?(?:, | and | et | y |, and )?(?:the |la |le |"
        r"el )?)+(?<=[⟧\"'])",
        text,
    ):
        verb = _VERB.match(text, found.end())
        if verb is None or _UNREAL.search(text[: found.start()]):
            continue
        yield from _dated(sentence, text, _instruments(found[0]), verb.end(), found.start())
    its = _ITS.search(text)
    named = {link.entity for _, _, link in sentence.links if link.kind == "instrument"}
    if its and len(named) == 1:
        when = _date_at(text, its.end())
        if when is not None:
            yield next(iter(named)), when.start


def _instruments(text: str) -> Things:
    numbers = tuple(("instrument", int(n)) for n in re.findall(r"⟦instrument (\d+)⟧", text))
    return Things(numbers, 0, len(text))


def _dated(
    sentence: Sentence, text: str, things: Things, end: int, begin: int
) -> Iterator[tuple[Ref, str]]:
    when = _date_at(text, end)
    start = when.start if when else ""
    if not start:
        # "On 1 July 2003, the Convention entered into force."
        early = [w for w in dates(text[:begin]) if _HEAD.search(text[: w.begin])]
        if early and re.fullmatch(r",? ?(?:the |la |le |el )?", text[early[-1].end : begin]):
            start = early[-1].start
    if start:
        for number in things.of(frozenset({"instrument"})):
            yield sentence.link(number).entity, start


def _date_at(text: str, at: int) -> When | None:
    """Return the date that stands directly behind a place."""
    behind = text[at : at + 50]
    when = next(iter(dates(behind)), None)
    if when is None or not _BEFORE_DATE.fullmatch(behind[: when.begin]):
        return None
    return when
