"""What several fact extractors need of a sentence, a document and the things they name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from migkg.extract.ordinals import ordinal
from migkg.facts.periods import When, dates, days_without_year, relative_dates
from migkg.link.labels import fold
from migkg.model import Description, Document, Entity, Fact, Literal, Property, Ref, dated
from migkg.reading import Reading, Sentence


def slots(masked: str, *kinds: str) -> list[tuple[int, int, int]]:
    """Return begin, end and link number of each slot of these kinds in a masked text."""
    pattern = re.compile(rf"⟦(?:{'|'.join(kinds) if kinds else '[a-z]+'}) (\d+)⟧")
    return [(*found.span(), int(found[1])) for found in pattern.finditer(masked)]


def date_properties(when: When, names: tuple[str, str]) -> Iterator[Property]:
    """Yield a start date and, where it differs, an end date."""
    yield names[0], dated(when.start)
    if when.last and when.last != when.start:
        yield names[1], dated(when.last)


def times(text: str, document: Document) -> list[When]:
    """Return the dates of a text in its order, those among them that the document's date completes.

    "last month" counts from the document's date. "17 May" is of its year; in an undated document,
    of the only year that its days are printed with.
    """
    own = document.date or document.issued
    found = list(dates(text))
    more = [*relative_dates(text, own), *_completed(text, document, own[:4])]
    for when in more:
        if all(when.end <= other.begin or other.end <= when.begin for other in found):
            found.append(when)
    return sorted(found, key=lambda when: when.begin)


def _completed(text: str, document: Document, year: str) -> Iterator[When]:
    # Any leap year shows whether there is a day to complete.
    if not year and any(days_without_year(text, "2000")):
        years = {when.start[:4] for when in dates(document.text) if len(when.start) == 10}
        year = years.pop() if len(years) == 1 else ""
    if year:
        yield from days_without_year(text, year)


def is_after(start: str, document: Document) -> bool | None:
    """Tell whether a date lies behind the document's; None where neither is sure.

    An undated document of the General Assembly was issued during the session its symbol names: the
    nth began in September of 1945 + n. Any other undated one is taken to be no older than the last
    year but one that it names: it may look ahead to one year, not to two.
    """
    own = document.date or document.issued
    if own:
        size = min(len(start), len(own))
        return None if start[:size] == own[:size] else start > own
    session = re.match(r"A/(?:[A-Z.\d]+/)?(\d{2})/", document.symbol)
    if session:
        begun = 1945 + int(session[1])
        year = int(start[:4])
        return True if year > begun + 1 else False if year < begun else None
    years = sorted({when.year for when in dates(document.text)})
    return False if len(years) > 1 and int(start[:4]) < years[-2] else None


def passages_of(*parts: Sequence[int]) -> tuple[int, ...]:
    """Return the orders of all passages, each once, in order."""
    return tuple(sorted({order for part in parts for order in part}))


def sentences_before(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """Return the sentences of the same paragraph that stand before one, in order."""
    for paragraph in reading.paragraphs:
        if any(passage.order in sentence.passages for passage in paragraph.passages):
            return [s for s in reading.sentences_of(paragraph) if s.end <= sentence.begin]
    return []


def instruments_before(
    reading: Reading, sentence: Sentence, count: int
) -> list[tuple[Ref, Sentence]]:
    """Return the last different instruments named before a sentence in its paragraph, in order.

    For "either of the two international instruments": what it refers back to.
    """
    found: dict[Ref, Sentence] = {}
    for earlier in reversed(sentences_before(reading, sentence)):
        for _, _, link in reversed(earlier.links):
            if link.kind == "instrument" and link.entity not in found:
                found[link.entity] = earlier
                if len(found) == count:
                    return list(reversed(found.items()))
    return []


def has_type(reading: Reading, ref: Ref, *types: str) -> bool:
    """Tell whether a thing is known to be of one of these classes."""
    known = reading.entities.get(ref)
    return known is not None and not set(types).isdisjoint(known.types)


def is_series(reading: Reading, ref: Ref) -> bool:
    """Tell whether a thing is a series of meetings, not one of them."""
    return has_type(reading, ref, "schema:EventSeries", "ConsultativeProcess")


def meetings(reading: Reading, series: Ref) -> Iterator[Entity]:
    """Yield the known meetings of a series."""
    for ref, entity in reading.entities.items():
        if ref.kind == "event" and series in entity.values("inSeries"):
            yield entity


def meeting_of(reading: Reading, series: Ref, year: str) -> tuple[Ref, Description | None]:
    """Return the meeting of a series in a year, and its description if nobody knows it yet."""
    for entity in meetings(reading, series):
        starts = [v.lexical for v in entity.values("schema:startDate") if isinstance(v, Literal)]
        if any(start.startswith(year) for start in starts):
            return entity.ref, None
    meeting = Ref(f"id/event/{series.slug}-{year}")
    if meeting in reading.entities:
        return meeting, None
    known = reading.entities.get(series)
    name = f"{known.name() if known else series.slug} {year}"
    return meeting, unreviewed(meeting, "Meeting", name, "en", ("inSeries", series))


def meeting_told(reading: Reading, series: Ref, place: str, number: str = "") -> Ref | None:
    """Return the only known meeting of a series that was held in a place, or has an ordinal."""
    found = {
        entity.ref
        for entity in meetings(reading, series)
        if _held_in(entity, place) or (number and _has_ordinal(entity, number))
    }
    return found.pop() if len(found) == 1 else None


def _held_in(entity: Entity, place: str) -> bool:
    known = [v.lexical for v in entity.values("schema:location") if isinstance(v, Literal)]
    return bool(place) and any(fold(place).split(",")[0] in fold(text) for text in known)


def _has_ordinal(entity: Entity, number: str) -> bool:
    which = ordinal(number)
    return which is not None and any(
        ordinal(label.text.split()[0]) == which for label in entity.labels
    )


def unreviewed(ref: Ref, kind: str, name: str, language: str, *more: Property) -> Description:
    """Return the description of a thing that no authority file knows."""
    said: tuple[Property, ...] = (
        ("rdf:type", Ref(f"ontology#{kind}")),
        ("skos:prefLabel", Literal(name, language=language)),
        *more,
        ("status", Ref("ontology#Unreviewed")),
    )
    return Description(ref, said)


def absorbed(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts without those that say only part of what another one says.

    The fuller one then cites the passages of both.
    """
    every = list(dict.fromkeys(facts))
    kept: list[Fact] = []
    for fact in every:
        said = set(fact.properties)
        if not any(said < set(other.properties) for other in every):
            kept.append(fact)
    for fact in every:
        fuller = [n for n, other in enumerate(kept) if set(fact.properties) < set(other.properties)]
        if fuller:
            one = kept[fuller[0]]
            cited = passages_of(one.passages, fact.passages)
            kept[fuller[0]] = Fact(one.document, one.kind, one.properties, cited)
    return kept
