"""Adoption: who adopted, concluded, signed or endorsed an instrument, when and at which session."""

import re
from collections.abc import Iterator

from migkg.extract.symbols import of_symbol
from migkg.facts.common import slots
from migkg.facts.periods import dates
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Fact, Property, Ref, dated
from migkg.reading import Reading, Sentence

_KINDS = {
    "adopted": r"adopt(?:ed|s|ion|ant)|adopté[es]*|adopción|adoptad[ao]s?|adoptó|issued|promulgated|proclaimed",
    "concluded": r"conclu(?:ded|ant)|conclu[es]*|concertad[ao]s?|celebrad[ao]s?",
    "signed": r"signed|signé[es]*|firmad[ao]s?|firmó",
    "endorsed": r"endorsed|entériné[es]*|aprobad[ao]s?|hizo suy[ao]",
}
_VERB = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_THING = r"⟦instrument (?P<thing>\d+)⟧"
_BODY = r"⟦(?:organization|state|event) (?P<body>\d+)⟧"

# "the Conference of ILO adopted X and Y", "The Assembly adopted at its session X"
_ACTIVE = re.compile(
    rf"{_BODY}(?: \(⟦organization \d+⟧\))?(?:(?: of| de l'| of the) ⟦organization \d+⟧)?,?(?: unanimously| formally| (?:has|have|had))*"
    rf" (?:unanimously |formally )?(?:{_VERB})(?: unanimously| formally| by consensus)?"
    rf"(?P<what>(?:(?!\b(?:which|who|that|while|but)\b)[^.;])*?{_THING}(?:(?:,| and|, and)(?: the)? ⟦instrument \d+⟧)*)"
)
# "X, adopted by B at its session on D"; "the adoption of X by B"
_PASSIVE = re.compile(
    rf"{_THING}(?: (?:of the|de la|de l'|du|of) ⟦organization \d+⟧)?(?:,? (?:which )?(?:was |were |had been |has been |a été |fue )?(?:unanimously )?(?:{_VERB}))"
    r"(?P<tail>[^.;]*)"
)
_NOUN = re.compile(rf"\b[Aa]doption (?:of|de|del) (?:the |l'|la |le )?{_THING}(?P<tail>[^.;]*)")
# "resolution 63/225 of 19 December 2008"
_OF_DATE = re.compile(rf"{_THING} (?:of|du|de) (?=\d)")
_YEAR_IN_NAME = re.compile(r"((?:19|20)\d\d) ")


@fact_extractor("Adoption")
def adoptions(reading: Reading) -> Iterator[Fact]:
    """Yield the adoptions a document states, the date in an instrument's name among them."""
    yield from _own_adoption(reading)
    for sentence in reading.sentences:
        if not any(link.kind == "instrument" for _, _, link in sentence.links):
            continue
        said: dict[Ref, list[tuple[Property, ...]]] = {}
        for thing, properties in _in_sentence(reading, sentence):
            said.setdefault(thing, []).append(properties)
        for thing, found in said.items():
            # What two patterns read of one instrument in one sentence is one adoption.
            yield _fact(reading, thing, tuple(p for part in found for p in part), sentence.passages)


def _fact(
    reading: Reading, thing: Ref, properties: tuple[Property, ...], passages: tuple[int, ...]
) -> Fact:
    kept: dict[str, list[Property]] = {}
    for name, value in properties:
        values = kept.setdefault(name, [])
        if name == "adoptedBy" and (name, value) not in values or not values:
            values.append((name, value))
        elif name == "adoptionDate" and len(str(value.lexical)) > len(str(values[0][1].lexical)):  # type: ignore[union-attr]
            values[:] = [(name, value)]  # the more exact date
    kept.setdefault("adoptionKind", [("adoptionKind", concept("adoption-kind", "adopted"))])
    said = (("instrument", thing), *(p for name in sorted(kept) for p in kept[name]))
    return Fact(reading.document.slug, "Adoption", said, passages)


def _in_sentence(
    reading: Reading, sentence: Sentence
) -> Iterator[tuple[Ref, tuple[Property, ...]]]:
    masked = sentence.masked
    done: set[int] = set()
    for found in _ACTIVE.finditer(masked):
        tail = masked[found.end() : found.end() + 80]
        properties = [
            *_by(reading, sentence, int(found["body"])),
            _kind(found),
            *_session(sentence, found["what"] + _clause(tail)),
            *_date(masked, found.start(), found.end()),
        ]
        for _, _, number in slots(found["what"], "instrument"):
            done.add(number)
            yield sentence.link(number).entity, tuple(properties)
    for pattern in (_PASSIVE, _NOUN):
        for found in pattern.finditer(masked):
            if int(found["thing"]) in done:
                continue
            tail = _clause(found["tail"])
            by = re.match(r"[^⟦]{0,25}\b(?:by|par|por)\b(?: the| la| l'| le| el)? ?⟦(?:organization|state|event|office) (\d+)⟧", tail)
            when = [w for w in dates(tail)][:1]
            if not by and not when:
                continue
            done.add(int(found["thing"]))
            yield (
                sentence.link(found["thing"]).entity,
                (
                    *(_by(reading, sentence, int(by[1])) if by else ()),
                    _kind(found) if pattern is _PASSIVE else ("adoptionKind", concept("adoption-kind", "adopted")),
                    *_session(sentence, tail),
                    *((("adoptionDate", dated(w.start))) for w in when),
                ),
            )
    for found in _OF_DATE.finditer(masked):
        when = next(iter(dates(masked[found.end() : found.end() + 30])), None)
        if when is not None and when.begin == 0:
            thing = sentence.link(found["thing"]).entity
            yield thing, (("adoptionDate", dated(when.start)), *_body_before(reading, sentence, masked, found.start()))
    for _, _, link in sentence.links:
        year = _YEAR_IN_NAME.match(link.mention.form)
        if link.kind == "instrument" and year:
            body = link.mention.hint("body")
            by: tuple[Property, ...] = (("adoptedBy", Ref(body)),) if body else ()
            yield link.entity, (("adoptionDate", dated(year[1])), *by)


def _kind(found: re.Match[str]) -> Property:
    kind = next((kind for kind in _KINDS if found.groupdict().get(kind)), "adopted")
    return "adoptionKind", concept("adoption-kind", kind)


def _by(reading: Reading, sentence: Sentence, number: int) -> Iterator[Property]:
    """Yield who adopted: the body, or the body whose session it was, and then the session too."""
    entity = sentence.link(number).entity
    if entity.kind != "event":
        yield "adoptedBy", entity
        return
    known = reading.entities.get(entity)
    for organ in known.values("sessionOf") if known else ():
        yield "adoptedBy", organ
    yield "adoptedAt", entity


def _session(sentence: Sentence, text: str) -> Iterator[Property]:
    found = re.search(r"\b(?:at|during|lors de|à|en|durante)\b(?: the| its| sa| la| su| l')* ?⟦event (\d+)⟧", text)
    if found:
        yield "adoptedAt", sentence.link(found[1]).entity


def _date(masked: str, begin: int, end: int) -> Iterator[Property]:
    behind = re.match(r",? (?:in|on|en|le|el) ", masked[end:])
    if behind:
        for when in dates(masked[end : end + 40]):
            if when.begin <= behind.end() + 12:
                yield "adoptionDate", dated(when.start)
                return
    inside = list(dates(masked[begin:end]))
    before = [w for w in dates(masked[:begin]) if not re.search(r"[;]", masked[w.end : begin])]
    if inside:
        yield "adoptionDate", dated(inside[0].start)
    elif before and re.search(r"\b(?:[Ii]n|[Oo]n|[Ee]n|[Ll]e|[Ee]l) $", masked[: before[-1].begin]):
        yield "adoptionDate", dated(before[-1].start)


def _clause(text: str) -> str:
    """Return the text up to where another clause begins."""
    cut = re.search(r", (?:was|were|which|and|while|but|has|have|is)\b|;|\. |⟦instrument", text)
    return text[: cut.start()] if cut else text


def _body_before(
    reading: Reading, sentence: Sentence, masked: str, begin: int
) -> Iterator[Property]:
    """Yield the organ of a dated resolution: named directly before it, or the "its" of an organ."""
    named = re.search(r"⟦organization (\d+)⟧(?:'s)? $", masked[:begin])
    if named:
        yield "adoptedBy", sentence.link(named[1]).entity
        return
    # In a list each item has the organ of the first one.
    chain = re.search(
        r"⟦organization (\d+)⟧(?:'s)? (?:⟦instrument \d+⟧[^⟦;.]*)+$", masked[:begin]
    )
    if chain:
        yield "adoptedBy", sentence.link(chain[1]).entity
        return
    its = re.search(r"\b(?:its|ses|sus|sa|su) (?:⟦instrument \d+⟧[^;.]*)*$", masked[:begin])
    if its:
        yield from _issuing_organ(reading)


def _issuing_organ(reading: Reading) -> Iterator[Property]:
    """Yield the organ that speaks in a resolution: the one its first paragraph names."""
    if reading.document.kind != "Resolution":
        return
    for passage in reading.passages:
        if passage.section == "preamble":
            for link in reading.links_between(passage.begin, passage.end):
                if link.kind == "organization":
                    yield "adoptedBy", link.entity
                    return
            return


_HEAD = re.compile(
    r"(?:Resolution|Decision) adopted by (?:the )?|Résolution adoptée par |Resolución aprobada por "
)


def _own_adoption(reading: Reading) -> Iterator[Fact]:
    """Yield the adoption of the resolution that the document is the text of, from its head and end."""
    document = reading.document
    if document.kind != "Resolution" or not document.symbol:
        return
    properties: list[Property] = []
    passages: list[int] = []
    for passage in reading.passages:
        if passage.section in ("front-matter", "preamble") and _HEAD.search(passage.text):
            for link in reading.links_between(passage.begin, passage.end):
                if link.kind == "organization" and not any(n == "adoptedBy" for n, _ in properties):
                    properties.append(("adoptedBy", link.entity))
                    passages.append(passage.order)
        elif re.search(r"\b(?:plenary )?meeting\b|séance|sesión", passage.text) and len(passage.text) < 90:
            for when in dates(passage.text.replace("*", "")):
                properties.append(("adoptionDate", dated(when.start)))
                passages.append(passage.order)
                break
    if properties:
        yield _fact(reading, of_symbol(document.symbol), tuple(properties), tuple(sorted(passages)))
