"""PartyCount: how many States are party to an instrument, or to at least one of several."""

import re
from collections.abc import Iterator

from migkg.facts.common import instruments_before, passages_of, slots
from migkg.facts.periods import CARDINAL, cardinal, dates
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Fact, Literal, Property, Ref, dated
from migkg.reading import Reading, Sentence

_PARTIES = (
    r"(?:Member States|States [Pp]arties|States|countries and areas|countries|nations|parties|"
    r"Governments|États [Mm]embres|[ÉE]tats parties|[ÉE]tats|pays|Estados [Mm]iembros|"
    r"Estados partes?|Estados|países)"
)
_ACT = (
    r"(?:(?:had|have|has|ont|avaient|habían|han)?\s?(?:already |now |also |since )?"
    r"(?:ratified|acceded to|signed and ratified|ratifié|adhéré à|ratificado)|"
    r"(?:are|were|is|had become|have become) (?:a )?part(?:y|ies) to|sont parties à|son partes en)"
)
# "149 countries had ratified X", "The 148 countries that had ratified either of the two ..."
_ACTIVE = re.compile(
    rf"(?<![\w⟦/])(?P<count>{CARDINAL}) {_PARTIES}(?:,? (?:that|which|who|qui|que))? {_ACT}"
    rf"(?P<what>.*?)(?=,? while | and {CARDINAL} {_PARTIES}|;|$| had collectively| hosted| have| were| are )",
    re.IGNORECASE,
)
# "X has been ratified by 46 States", "X has 46 States parties", "46 ratifications of X"
_PASSIVE = re.compile(
    rf"(?P<what>⟦instrument \d+⟧[^.;]{{0,80}}?) (?:(?:has|had|have) (?:so far |now |since )?been ratified by|"
    rf"(?:has|had|counts|now has)|(?:a été|avait été) ratifiée? par|ha sido ratificad[ao] por) "
    rf"(?P<count>{CARDINAL}) {_PARTIES}(?! that)",
)
_BACK = re.compile(r"\b(?:the )?(two|three|four|five|both)\b(?: international| core| ILO)? instruments?")
_ANY = re.compile(
    r"at least one of|either of|one or more of|any of|one or (?:the )?other|au moins (?:un|une) de|"
    r"al menos un[ao]? de",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"\b(?:[Bb]y|[Aa]s (?:at|of)|[Aa]u|[Ee]n date du|[Aa] fecha de|[Hh]asta|[Ii]n|[Ee]n|[Uu]ntil|[Ss]ince) (?:the end of )?$"
)


@fact_extractor("PartyCount")
def party_counts(reading: Reading) -> Iterator[Fact]:
    """Yield one fact per number of parties that a sentence states."""
    for sentence in reading.sentences:
        masked = sentence.masked
        spans: list[tuple[int, int]] = []
        for pattern in (_ACTIVE, _PASSIVE):
            for found in pattern.finditer(masked):
                if any(a < found.end() and found.start() < b for a, b in spans):
                    continue
                fact = _fact(reading, sentence, masked, found)
                if fact is not None:
                    spans.append(found.span())
                    yield fact


def _fact(
    reading: Reading, sentence: Sentence, masked: str, found: re.Match[str]
) -> Fact | None:
    count = cardinal(found["count"])
    what = found["what"]
    if count is None:
        return None
    instruments, passages = _instruments(reading, sentence, what)
    if not instruments:
        return None
    said: list[Property] = [("instrument", ref) for ref in instruments]
    said.append(("count", Literal(str(count), "integer")))
    if len(instruments) > 1:
        basis = "any" if _ANY.search(what) else "all"
        said.append(("countBasis", concept("count-basis", basis)))
    as_of = _as_of(masked, found)
    if as_of:
        said.append(("asOf", dated(as_of)))
    return Fact(reading.document.slug, "PartyCount", tuple(said), passages)


def _instruments(
    reading: Reading, sentence: Sentence, what: str
) -> tuple[list[Ref], tuple[int, ...]]:
    named = [
        sentence.link(number).entity for _, _, number in slots(what, "instrument")
    ]
    # A title's own body or year may stand beside it; only instruments count, each once.
    named = list(dict.fromkeys(named))
    if named:
        return named, sentence.passages
    back = _BACK.search(what)
    if back is None:
        return [], ()
    count = 2 if back[1].lower() == "both" else cardinal(back[1]) or 0
    earlier = instruments_before(reading, sentence, count)
    passages = passages_of(sentence.passages, *(where.passages for _, where in earlier))
    return [ref for ref, _ in earlier], passages


def _as_of(masked: str, found: re.Match[str]) -> str:
    """Return the date that stands with the count: in its clause, else at the sentence's head."""
    when = [w for w in dates(masked) if _AS_OF.search(masked, 0, w.begin)]
    inside = [w for w in when if found.start() <= w.begin < found.end()]
    behind = [w for w in when if found.end() <= w.begin <= found.end() + 2]
    before = [w for w in when if w.end <= found.start()]
    mid = re.search(r"\bby (?:mid|early|late)-?\s?((?:19|20)\d\d)", found[0])
    if mid:
        return mid[1]
    chosen = inside or behind or before
    return chosen[-1].start if chosen else ""
