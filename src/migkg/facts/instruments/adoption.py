"""Adoption: who adopted, concluded, signed or endorsed an instrument, when and at which session."""

import re
from collections.abc import Iterator

from migkg.facts.common import has_type, slots
from migkg.facts.instruments import named_years, own_adoption, unnamed_agreements
from migkg.facts.instruments.adoption_words import (
    ACTIVE,
    BY,
    BY_WHICH,
    IN_TEXT,
    NOUN,
    OF_DATE,
    PASSIVE,
    PLURAL_OF_DATE,
    clause,
    kind_of,
    session_in,
)
from migkg.facts.periods import When, dates
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Description, Fact, Property, Ref, dated
from migkg.reading import Reading, Sentence

Said = tuple[Ref, tuple[Property, ...]]


@fact_extractor("Adoption")
def adoptions(reading: Reading) -> Iterator[Fact | Description]:
    """Yield the adoptions a document states, the date in an instrument's name among them."""
    own = own_adoption.of_document(reading)
    if own is not None:
        yield _fact(reading, *own)
    for sentence in reading.sentences:
        if any(link.kind == "instrument" for _, _, link in sentence.links):
            said: dict[Ref, list[Property]] = {}
            for thing, properties in _in_sentence(reading, sentence):
                said.setdefault(thing, []).extend(properties)
            for thing, found in said.items():
                # What two patterns read of one instrument in one sentence is one adoption.
                yield _fact(reading, thing, tuple(found), sentence.passages)
        for agreement in unnamed_agreements.agreements(reading, sentence):
            yield agreement.described
            yield _fact(reading, agreement.ref, agreement.properties, sentence.passages)


def _fact(
    reading: Reading, thing: Ref, properties: tuple[Property, ...], passages: tuple[int, ...]
) -> Fact:
    kept: dict[str, list[Property]] = {}
    for name, value in properties:
        values = kept.setdefault(name, [])
        if not values or (name == "adoptedBy" and (name, value) not in values):
            values.append((name, value))
        elif name == "adoptionDate" and len(_lexical((name, value))) > len(_lexical(values[0])):
            values[:] = [(name, value)]  # the more exact date
    kept.setdefault("adoptionKind", [("adoptionKind", concept("adoption-kind", "adopted"))])
    said = (("instrument", thing), *(one for name in sorted(kept) for one in kept[name]))
    return Fact(reading.document.slug, "Adoption", said, passages)


def _lexical(said: Property) -> str:
    return getattr(said[1], "lexical", "")


def _in_sentence(reading: Reading, sentence: Sentence) -> Iterator[Said]:
    masked = sentence.masked
    done: set[int] = set()
    for found in ACTIVE.finditer(masked):
        yield from _active(reading, sentence, masked, found, done)
    for found in BY_WHICH.finditer(masked):
        yield from _by_which(reading, sentence, masked, found)
    for pattern in (PASSIVE, NOUN):
        for found in pattern.finditer(masked):
            if int(found["thing"]) not in done:
                yield from _passive(reading, sentence, found, done)
    yield from _dated(reading, sentence, masked)
    yield from named_years.adoptions(reading, sentence)


def _active(
    reading: Reading, sentence: Sentence, masked: str, found: re.Match[str], done: set[int]
) -> Iterator[Said]:
    """Yield what "the Conference adopted X and Y at its session" says."""
    body = sentence.link(found["body"]).entity if found["body"] else None
    kind = kind_of(found)
    properties: list[Property] = [*_by(reading, body)] if body else []
    properties.append(("adoptionKind", concept("adoption-kind", kind)))
    properties += _session(sentence, found["gap"] + clause(masked[found.end() : found.end() + 90]))
    when = _date(masked, found.start(), found.end())
    if when is not None:
        properties.append(("adoptionDate", dated(when.start)))
    if body is None and len(properties) == 1:
        return
    for _, _, number in slots(found["what"], "instrument"):
        thing = sentence.link(number).entity
        if _may_be(reading, thing, kind, body):
            done.add(number)
            yield thing, tuple(properties)


def _passive(
    reading: Reading, sentence: Sentence, found: re.Match[str], done: set[int]
) -> Iterator[Said]:
    """Yield what "X, adopted by B at its session on D" or "the adoption of X by B" says."""
    tail = clause(found["tail"])
    if found.re is NOUN:
        # "the adoption of X, measures adopted in 2010": only a phrase may follow the comma.
        tail = re.split(r", (?!(?:by|at|on|in|during|par|lors|le|à|en|por|el|durante)\b)", tail)[0]
    by = BY.match(tail)
    text = IN_TEXT.search(found["tail"])
    when = next(iter(dates(tail)), None) or (
        next(iter(dates(text["date"])), None) if text else None
    )
    if when is not None and re.search(r"\b(?:since|by|depuis|desde|until)\W*$", tail[: when.begin]):
        when = None
    session = list(_session(sentence, tail))
    body = sentence.link(by[1]).entity if by else None
    kind = kind_of(found)
    thing = sentence.link(found["thing"]).entity
    if (body or when or session) and _may_be(reading, thing, kind, body):
        done.add(int(found["thing"]))
        properties: list[Property] = [*_by(reading, body)] if body else []
        properties.append(("adoptionKind", concept("adoption-kind", kind)))
        properties += session
        if when is not None:
            properties.append(("adoptionDate", dated(when.start)))
        yield thing, tuple(properties)


def _by_which(
    reading: Reading, sentence: Sentence, masked: str, found: re.Match[str]
) -> Iterator[Said]:
    """Yield what "its resolution 68/4 of 3 October 2013, by which it adopted X" says of X."""
    properties: list[Property] = [("adoptionKind", concept("adoption-kind", kind_of(found)))]
    properties += _body_before(reading, sentence, masked, found.start())
    when = next(iter(dates(found["date"] or "")), None)
    if when is not None:
        properties.append(("adoptionDate", dated(when.start)))
    for _, _, number in slots(found["what"], "instrument"):
        yield sentence.link(number).entity, tuple(properties)


def _may_be(reading: Reading, thing: Ref, kind: str, body: Ref | None) -> bool:
    """Tell whether an instrument can be what was signed or concluded.

    A State that signs a treaty of an organ becomes a party; only agreements are made by signing.
    """
    if kind == "signed" and body is not None and body.kind in ("office", "person"):
        return False
    if kind in ("signed", "concluded") and body is not None and body.kind == "state":
        known = reading.entities.get(thing)
        return not (known and any(known.values("adoptedBy"))) or has_type(
            reading, thing, "Agreement"
        )
    return not (kind == "adopted" and body is not None and body.kind == "state")


def _dated(reading: Reading, sentence: Sentence, masked: str) -> Iterator[Said]:
    """Yield what "resolution 63/225 of 19 December 2008" says."""
    for found in OF_DATE.finditer(masked):
        when = next(iter(dates(masked[found.end() : found.end() + 40])), None)
        if when is None or when.begin != 0 or len(when.start) < 7:
            continue
        both = PLURAL_OF_DATE.search(masked[: found.end()])
        numbers = [found["thing"], *([both["first"]] if both else [])]
        for number in numbers:
            thing = sentence.link(number).entity
            listed = "," in found[0] and not has_type(reading, thing, "Resolution")
            if has_type(reading, thing, "Treaty") or listed:
                continue
            body = _body_before(reading, sentence, masked, found.start())
            yield thing, (("adoptionDate", dated(when.start)), *body)


def _by(reading: Reading, entity: Ref) -> Iterator[Property]:
    """Yield who adopted: the body, or the body whose session it was, and then the session too."""
    if entity.kind != "event":
        yield "adoptedBy", entity
        return
    known = reading.entities.get(entity)
    for organ in known.values("sessionOf") if known else ():
        yield "adoptedBy", organ
    yield "adoptedAt", entity


def _session(sentence: Sentence, text: str) -> Iterator[Property]:
    number = session_in(text)
    if number:
        yield "adoptedAt", sentence.link(number).entity


def _date(masked: str, begin: int, end: int) -> When | None:
    """Return the date of a clause that adopts: behind the instrument, inside, or before."""
    lead = re.match(r"(?: \([^()]*\))?,? (?:in|on|en|le|el)(?= )", masked[end:])
    text = IN_TEXT.match(masked, end + 1)
    if text is not None:
        return next(iter(dates(text["date"])), None)
    if lead:
        when = next(iter(dates(masked[end : end + 50])), None)
        if when is not None and when.begin <= lead.end() + 12:
            return when
    inside = next(iter(dates(masked[begin:end])), None)
    if inside is not None:
        return inside
    before = [when for when in dates(masked[:begin]) if ";" not in masked[when.end : begin]]
    opens = before and re.search(
        r"\b(?:[Ii]n|[Oo]n|[Ee]n|[Ll]e|[Ee]l) (?:[a-z]+day )?$", masked[: before[-1].begin]
    )
    return before[-1] if opens else None


def _body_before(
    reading: Reading, sentence: Sentence, masked: str, begin: int
) -> Iterator[Property]:
    """Yield the organ of a dated resolution: named directly before it, or the "its" of an organ."""
    spoken = _IN_ITS.search(masked[:begin])
    if spoken:
        yield "adoptedBy", sentence.link(spoken[1]).entity
        return
    if _ITS.search(masked[:begin]):
        organ = own_adoption.issuing_organ(reading)
        if organ is not None:
            yield "adoptedBy", organ
        return
    named = re.search(r"⟦organization (\d+)⟧(?:'s)? $", masked[:begin])
    # In a list each item has the organ of the first one.
    chain = named or re.search(
        r"⟦organization (\d+)⟧(?:'s)? (?:⟦instrument \d+⟧[^⟦;.]*)+$", masked[:begin]
    )
    if chain:
        yield "adoptedBy", sentence.link(chain[1]).entity


# "the Assembly, in its resolution", "the Assembly's resolution"
_IN_ITS = re.compile(r"⟦organization (\d+)⟧,? (?:in|by|dans|par|en) (?:its|sa|su) $")
# "its resolutions X of one day, Y of another and ": no other organ has been named since.
_ITS = re.compile(r"\b(?:[Ii]ts|[Ss]es|[Ss]us|[Ss]a|[Ss]u) (?:⟦instrument \d+⟧[^;.⟦]*)*$")
