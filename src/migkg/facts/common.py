"""What several fact extractors need of a sentence."""

import re
from collections.abc import Iterator, Sequence

from migkg.facts.periods import When, dates
from migkg.model import Description, Document, Link, Literal, Property, Ref, dated
from migkg.reading import Reading, Sentence


def slots(masked: str, *kinds: str) -> list[tuple[int, int, int]]:
    """Return begin, end and link number of each slot of these kinds in a masked text."""
    pattern = re.compile(rf"⟦(?:{'|'.join(kinds) if kinds else '[a-z]+'}) (\d+)⟧")
    return [(*found.span(), int(found[1])) for found in pattern.finditer(masked)]


def nearest_date(masked: str, begin: int, end: int, reach: int = 90) -> When | None:
    """Return the first date behind a stretch, else the last one before it, within a clause."""
    behind = masked[end : end + reach]
    stop = re.search(r"[;.](?:\s|$)", behind)
    for when in dates(behind[: stop.start() if stop else None]):
        return When(when.begin + end, when.end + end, when.start, when.last)
    low = max(0, begin - reach)
    before = list(dates(masked[low:begin]))
    if before and not re.search(r"[;.]\s", masked[low + before[-1].end : begin]):
        when = before[-1]
        return When(when.begin + low, when.end + low, when.start, when.last)
    return None


def date_properties(start: str, last: str, names: tuple[str, str]) -> Iterator[Property]:
    """Yield a start date and, where it differs, an end date."""
    yield names[0], dated(start)
    if last and last != start:
        yield names[1], dated(last)


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


def instruments_before(
    reading: Reading, sentence: Sentence, count: int
) -> list[tuple[Ref, Sentence]]:
    """Return the last different instruments named before a sentence in its paragraph, in order.

    For "either of the two international instruments": what it refers back to.
    """
    found: dict[Ref, Sentence] = {}
    for paragraph in reading.paragraphs:
        if not set(sentence.passages) & {passage.order for passage in paragraph.passages}:
            continue
        for earlier in reversed(
            [s for s in reading.sentences_of(paragraph) if s.end <= sentence.begin]
        ):
            for _, _, link in reversed(earlier.links):
                if link.kind == "instrument" and link.entity not in found:
                    found[link.entity] = earlier
                    if len(found) == count:
                        return list(reversed(found.items()))
    return []


def linked(sentence: Sentence, number: int | str) -> Link:
    """Return the link in a slot of the masked text."""
    return sentence.link(number)


def meeting_of(reading: Reading, series: Ref, year: str) -> tuple[Ref, Description | None]:
    """Return the meeting of a series in a year, and its description if nobody knows it yet."""
    for ref, entity in reading.entities.items():
        if ref.kind == "event" and series in entity.values("inSeries"):
            starts = [v.lexical for v in entity.values("schema:startDate") if isinstance(v, Literal)]
            if any(start.startswith(year) for start in starts):
                return ref, None
    meeting = Ref(f"id/event/{series.slug}-{year}")
    if meeting in reading.entities:
        return meeting, None
    known = reading.entities.get(series)
    name = f"{known.name() if known else series.slug} {year}"
    return meeting, Description(
        meeting,
        (
            ("rdf:type", Ref("ontology#Meeting")),
            ("skos:prefLabel", Literal(name, language="en")),
            ("inSeries", series),
            ("status", Ref("ontology#Unreviewed")),
        ),
    )


def is_series(reading: Reading, ref: Ref) -> bool:
    """Tell whether a thing is a series of meetings, not one of them."""
    known = reading.entities.get(ref)
    return known is not None and bool(
        {"schema:EventSeries", "ConsultativeProcess"} & set(known.types)
    )
