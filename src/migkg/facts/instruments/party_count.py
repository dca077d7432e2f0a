"""PartyCount: how many States are party to an instrument, or to at least one of several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from migkg.facts.common import instruments_before, passages_of, slots
from migkg.facts.periods import dates
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Fact, Literal, Property, Ref, dated
from migkg.numbers import CARDINAL, cardinal
from migkg.reading import Reading, Sentence

_COUNT: Final = rf"(?<![\w⟦/.,])(?P<count>{CARDINAL})"
_PARTIES: Final = (
    r"(?:(?:ILO |UN |United Nations )?Member States|States [Pp]arties|States|countries "
    r"and areas|countries|nations|parties|"
    r"Governments|États [Mm]embres|[ÉE]tats parties|[ÉE]tats|pays|Estados [Mm]iembros|"
    r"Estados [Pp]artes?|Estados|países)"
)
_ADVERB: Final = r"(?:already|now|also|since|so far|currently|thus far|déjà|ya|également|también)"
_ACT: Final = (
    rf"(?:(?:had|have|has|ont|avaient|han|habían)?\s?(?:{_ADVERB} )?(?:signed and |signed or )?"
    r"(?:ratified|acceded to|ratifié|adhéré (?:à|au)|ratificado|se han adherido a)(?: "
    r"or acceded to)?|"
    rf"(?:are|were|is|was|had become|have become|became) (?:{_ADVERB} )?(?:a "
    rf")?(?:States )?[Pp]art(?:y|ies) to|"
    r"(?:sont|étaient|son|eran) (?:déjà )?(?:États |Estados )?part(?:ies|es) (?:à|au|"
    r"en|de)|(?:sont|son) parties)"
)
# Another clause begins, whose instruments are not meant.
_STOP: Final = (
    r"(?=,? while |;|$|: | had collectively| hosted| and (?:entered|came) into| in "
    r"accordance| have | were | are | which )"
)
# "149 countries had ratified X", "The 148 countries that had ratified either of the two ..."
_ACTIVE: Final = re.compile(
    rf"{_COUNT} {_PARTIES}(?:,? (?:that|which|who|qui|que))? {_ACT}(?P<what>.*?){_STOP}",
    re.IGNORECASE,
)
# "there were 37 States parties to X", "with 173 States parties to X", "46 ratifications of X"
_NOUN: Final = re.compile(
    rf"{_COUNT} (?:States [Pp]arties|[Pp]arties|[Rr]atifications(?: and accessions)?|"
    rf"ratifying States|États parties|ratifications|"
    rf"Estados [Pp]artes?|ratificaciones) (?:to|of|à|au|de|en|a) ?(?P<what>(?:the |la |"
    rf"l'|le )?⟦instrument .*?){_STOP}"
)
# "X has been ratified by 46 States", "X has 46 States parties"
_PASSIVE: Final = re.compile(
    rf"(?P<what>⟦instrument \d+⟧[^.;]{{0,80}}?),? (?:(?:has|had|have|was) (?:{_ADVERB} "
    rf")?been ratified (?:to date )?by|"
    rf"(?:which )?(?:has|had|counts|now has|currently has|with|compte|comptait|cuenta "
    rf"con|tiene)|ratified (?:to date )?by|"
    rf"(?:a|avait) (?:{_ADVERB} )?été ratifiée? par|,? ratifiée? par|(?:ha|había) sido "
    rf"ratificad[ao] por|ratificad[ao] por) "
    rf"(?:a total of |only )?(?P<count>{CARDINAL}) (?:{_PARTIES}|ratifications)(?! (?:that|to ))"
)
# "The number of States parties to X stood at 46"
_NUMBER: Final = re.compile(
    rf"\b[Nn]umber of (?:States parties|parties|ratifications|States that ha(?:ve|d) "
    rf"ratified|countries that ha(?:ve|d) ratified)"
    rf"(?: to| of)? (?:the )?(?P<what>⟦instrument \d+⟧[^.;⟦]{{0,40}}?) (?:stood at|"
    rf"stands at|reached|rose to|increased to|was|is|had risen to|"
    rf"(?:rose|increased|grew) from (?P<first>{CARDINAL})(?P<then> in [^⟦,;]{{4,20}})? to) "
    rf"(?P<count>{CARDINAL})(?!\w)"
)
# ", 49 the ILO Convention, and 23 the other Convention": the same act, other instruments.
_ELLIPSIS: Final = re.compile(
    rf"(?:,|;)? ?(?:and |et |y )?(?<![\w⟦/.])(?P<count>{CARDINAL}) (?:(?:had|have) "
    rf"ratified |to |of |à |au |la |le )?"
    rf"(?=(?:the |la |le |l'|el )?(?:[A-Za-z]+ |⟦organization \d+⟧ )?⟦instrument)"
)
_BACK: Final = re.compile(
    r"\b(?:the )?(two|three|four|five|both|deux|trois|quatre|cinq|dos|tres|cuatro|cinco)\b"
    r"(?: international| core| ILO)? (?:instruments?|[Cc]onventions?|[Pp]rotocols?|"
    r"[Tt]reaties|instrumentos?|[Cc]onvenios?)"
)
_ANY: Final = re.compile(
    r"at least one|either of|either|one or more of|any of|one or (?:the )?other|au "
    r"moins (?:un|une)|l'un ou l'autre|"
    r"al menos un[ao]?|por lo menos un[ao]?|alguno de",
    re.IGNORECASE,
)
_AS_OF: Final = re.compile(
    r"\b(?:[Bb]y|[Aa]s (?:at|of|on)|[Aa]u|[Ee]n date du|[Aa]|[Aa]l|[Aa] fecha de|"
    r"[Hh]asta(?: el)?|[Ii]n|[Oo]n|[Ee]n|[Ee]l|[Ll]e|[Uu]ntil|"
    r"[Ss]ince) (?:the end of |fin |fines de |mid-|early |late )?$"
)


@dataclass(frozen=True, slots=True)
class _Said:
    count: str
    what: str
    begin: int  # in the masked sentence
    end: int


@fact_extractor("PartyCount")
def party_counts(reading: Reading) -> Iterator[Fact]:
    """Yield one fact per number of parties that a sentence states."""
    for sentence in reading.sentences:
        masked = sentence.masked
        done: list[tuple[int, int]] = []
        for pattern in (_ACTIVE, _NOUN, _NUMBER, _PASSIVE):
            for found in pattern.finditer(masked):
                if any(begin < found.end() and found.start() < end for begin, end in done):
                    continue
                facts = [
                    fact
                    for said in _each(found)
                    if (fact := _fact(reading, sentence, masked, said, found)) is not None
                ]
                if facts:
                    done.append(found.span())
                    yield from facts


def _each(found: re.Match[str]) -> Iterator[_Said]:
    """Yield the counts of a clause: "51 States had ratified X, 49 Y, and 23 Z" gives three."""
    what, begin = found["what"], found.start("what")
    if found.groupdict().get("first"):
        # "rose from 160 in 2007 to 167 in 2012"
        yield _Said(found["first"], what, *found.span("then"))
    count, at = found["count"], 0
    for more in _ELLIPSIS.finditer(what):
        yield _Said(count, what[at : more.start()], begin + at, begin + more.start())
        count, at = more["count"], more.end()
    yield _Said(count, what[at:], begin + at, begin + len(what))


def _fact(
    reading: Reading, sentence: Sentence, masked: str, said: _Said, clause: re.Match[str]
) -> Fact | None:
    count = cardinal(said.count)
    instruments, passages = _instruments(reading, sentence, said.what)
    if count is None or not instruments:
        return None
    properties: list[Property] = [("instrument", ref) for ref in instruments]
    properties.append(("count", Literal(str(count), "integer")))
    if len(instruments) > 1:
        basis = "any" if _ANY.search(said.what) else "all"
        properties.append(("countBasis", concept("count-basis", basis)))
    as_of = _as_of(masked, said, clause)
    if as_of:
        properties.append(("asOf", dated(as_of)))
    return Fact(reading.document.slug, "PartyCount", tuple(properties), passages)


def _instruments(
    reading: Reading, sentence: Sentence, what: str
) -> tuple[list[Ref], tuple[int, ...]]:
    """Return the instruments meant, and the passages that name them."""
    named = [sentence.link(number).entity for _, _, number in slots(what, "instrument")]
    if named:
        return list(dict.fromkeys(named)), sentence.passages
    back = _BACK.search(what)
    if back is None:
        return [], ()
    count = 2 if back[1].lower() == "both" else cardinal(back[1]) or 0
    earlier = instruments_before(reading, sentence, count)
    if len(earlier) != count:
        return [], ()
    passages = passages_of(sentence.passages, *(where.passages for _, where in earlier))
    return [ref for ref, _ in earlier], passages


def _as_of(masked: str, said: _Said, clause: re.Match[str]) -> str:
    """Return the date that stands with the count: in its clause, else at the sentence's head."""
    when = [
        w
        for w in dates(masked)
        if _AS_OF.search(masked, 0, w.begin) or masked[w.begin : w.end][:4] == "mid-"
    ]
    if said.begin < 0:
        return ""
    # A date beside the instrument before its count is that of its adoption.
    after = clause.start("count") < clause.start("what") or bool(clause.groupdict().get("first"))
    inside = [w for w in when if after and said.begin <= w.begin < said.end]
    within = [
        w
        for w in when
        if clause.start() <= w.begin < clause.end() and (after or w.begin >= clause.end("what"))
    ]
    behind = [w for w in when if clause.end() <= w.begin <= clause.end() + 16]
    before = [w for w in when if w.end <= clause.start()]
    chosen = inside or behind or within or before
    return chosen[-1].start if chosen else ""
