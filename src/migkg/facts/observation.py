"""Observation: every figure of a sentence that has a meaning."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from migkg.facts.measures import Measure, measures, names_masked
from migkg.facts.observed_source import sources
from migkg.facts.observed_when import assign, periods
from migkg.facts.observed_where import Place, areas_of, entity_before, event_above, places
from migkg.facts.registry import fact_extractor
from migkg.iris import concept, thing
from migkg.model import Fact, Literal, Property, Ref, dated
from migkg.reading import Paragraph, Reading, Sentence

_READ: Final = frozenset({"paragraph", "list-item"})
_STATUS: Final = (
    ("proposed", r"\bcould\b|\bmay wish|\bmight\b|\bpropos|\bwould (?:be|consist|include)|\bpourrai|\bpodría"),
    (
        "projected",
        r"\bproject(?:ed|ions?)\b|\bforecast|\bexpected to\b|\bwill (?:reach|rise|grow|increase|exceed)|\bby 20[3-9]\d\b|"
        r"\bprévu|\bprojections?\b|se prevé|se espera|proyecta",
    ),
    (
        "target",
        r"\b(?:agreed|seeks?|sought|aims?|aimed|pledged|committed|target|goals?|objective|commitment)\b[^.;]{0,40}"
        r"\b(?:to|at|of)\b[^.;]{0,60}\b(?:reduc\w*|cut\w*|lower\w*|increas\w*|rais\w*|return\w*|reach\w*|halv\w*)|"
        r"\bobjectif de|\bmeta de",
    ),
    ("estimated", r"\bestimat|\bestim[ée]|\bestima"),
)
_EACH: Final = re.compile(r"\beach\b|\bchacun|\bcada uno", re.IGNORECASE)
_DO_BOTH: Final = re.compile(r"\bboth periods\b|\bles deux périodes\b|\bambos per[ií]odos\b")
_EVENT_FIGURES: Final = frozenset({"participants", "speakers", "meetings"})
_BODY_FIGURES: Final = frozenset(
    {"members", "offices", "recommendations", "recommendations-followed-up", "follow-up-actions"}
)
_EFFORT_FIGURES: Final = frozenset({"projects", "funding", "participating-states", "beneficiaries"})


@fact_extractor("Observation")
def observations(reading: Reading) -> Iterator[Fact]:
    """Yield one observation per figure that the running text states."""
    for paragraph in reading.paragraphs:
        if paragraph.first.kind not in _READ:
            continue
        yield from _of_paragraph(reading, paragraph)


def _of_paragraph(reading: Reading, paragraph: Paragraph) -> Iterator[Fact]:
    previous: Sentence | None = None
    spans: list[str] = []  # the periods that earlier sentences of the paragraph gave
    for sentence in reading.sentences_of(paragraph):
        found = measures(sentence, previous.text if previous else "") if _has_figures(sentence) else []
        if found:
            yield from _of_sentence(reading, sentence, found, spans)
        masked = names_masked(sentence)
        spans += [iso for p in periods(masked) for iso in (p.iso, p.also) if iso]
        previous = sentence


_FIGURES: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|half|third|quarter|"
    r"\w+fold|doubled|tripled|quadrupled|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|vingt|trente|cent|"
    r"moitié|tiers|quart|million|mille|doublé|triplé|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|"
    r"mitad|tercio|parte|duplic\w+|triplic\w+)\b",
    re.IGNORECASE,
)


def _has_figures(sentence: Sentence) -> bool:
    return bool(_FIGURES.search(sentence.text))


def _of_sentence(
    reading: Reading, sentence: Sentence, found: list[Measure], spans: list[str]
) -> Iterator[Fact]:
    text = sentence.text
    masked = names_masked(sentence)
    named = periods(masked)
    whens = assign(
        masked,
        [(m.quantity.begin, m.quantity.noun_end) for m in found],
        [m.change for m in found],
        named,
    )
    sites = places(sentence)
    for number, measure in enumerate(found):
        following = found[number + 1].quantity.begin if number + 1 < len(found) else len(text)
        chosen = areas_of(text, measure.quantity.begin, measure.quantity.noun_end, following, sites)
        where = list(_areas(measure, chosen, text))
        when = whens[number] or _carried(text, measure, spans)
        for iso in when or ("",):
            for part in _each(text, measure, where):
                yield _fact(reading, sentence, measure, iso, part)


def _carried(text: str, measure: Measure, spans: list[str]) -> tuple[str, ...]:
    """Return the period that a sentence without one refers back to."""
    if not spans:
        return ()
    if _DO_BOTH.search(text):
        both = [span for span in dict.fromkeys(spans) if "/" in span]
        return tuple(both[-2:]) if len(both) >= 2 else ()
    years = [span for span in spans if "/" not in span and len(span) == 4]
    if re.search(r"\b(?:During|Over|In) (?:that|this|the same) period\b", text):
        whole = [span for span in spans if "/" in span and ".." not in span]
        if whole:
            return (whole[-1],)
        return (f"{years[0]}/{years[-1]}",) if len(years) > 1 and years[0] < years[-1] else ()
    if re.search(r"^(?:The remaining|This figure|These|Of (?:these|this|those))|\bof (?:this|these)\b", text):
        whole = [span for span in spans if "/" in span]
        return (whole[-1],) if measure.change and whole else (spans[-1],)
    if re.search(r"\bof the recommendations\b|\bon the \d+ \w+", text):
        return (spans[-1],)
    return ()


def _areas(measure: Measure, chosen: tuple[Place, ...], text: str) -> Iterator[Property]:
    if measure.indicator in _EVENT_FIGURES | _BODY_FIGURES or measure.indicator == "projects":
        return
    world = thing("area", "world")
    origins = [p for p in chosen if p.role == "from"]
    if not chosen and re.search(
        r"\b(?:all|number of) international migrants\b|\bof all migrants\b", text
    ):
        yield "refArea", world
    for place in chosen:
        if place.role == "corridor" and place.destination is not None:
            yield "originArea", place.ref
            yield "destinationArea", place.destination
            return
        if place.role == "from" and len(origins) == 1:
            yield "originArea", place.ref
        elif place.role != "from":
            yield "refArea", place.ref


def _each(text: str, measure: Measure, where: list[Property]) -> Iterator[list[Property]]:
    """Yield the places of a figure: each alone where the text says that it is of each."""
    ahead = text[max(0, measure.quantity.begin - 60) : measure.quantity.begin]
    if _EACH.search(ahead) and len(where) > 1 and all(name == "refArea" for name, _ in where):
        for one in where:
            yield [one]
    else:
        yield where


def _fact(
    reading: Reading, sentence: Sentence, measure: Measure, when: str, where: list[Property]
) -> Fact:
    quantity = measure.quantity
    value = -quantity.value if measure.negative else quantity.value
    said: list[Property] = [
        ("indicator", concept("indicator", measure.indicator)),
        ("indicatorText", Literal(_indicator_text(sentence.text, measure))),
        ("value", Literal(plain(value), "decimal")),
        ("unit", concept("unit", measure.unit)),
        ("valueQualifier", concept("value-qualifier", quantity.qualifier or "exactly")),
        ("observationStatus", concept("observation-status", _status(sentence.text, measure))),
        ("sentence", Literal(sentence.text)),
        *where,
    ]
    if when:
        said.append(("refPeriod", Literal(when) if "/" in when else dated(when)))
    entity = _entity(reading, sentence, measure)
    if entity is not None:
        said.append(("observedEntity", entity))
    breakdown = _breakdown(sentence.text, measure)
    if breakdown:
        said.append(("breakdown", Literal(breakdown)))
    at = _masked_position(sentence, quantity.begin)
    named, notes = sources(reading, sentence, sentence.masked, at, quantity.end)
    said += [("attributedTo", ref) for ref in named]
    said.append(("stance", concept("stance", "reported" if named else "stated")))
    orders = tuple(sorted({*sentence.passages, *notes}))
    return Fact(reading.document.slug, "Observation", tuple(dict.fromkeys(said)), orders)


def _masked_position(sentence: Sentence, at: int) -> int:
    """Return where a place of the clean text stands in the masked text."""
    shift = 0
    for number, (begin, end, link) in enumerate(sentence.links):
        if end <= at:
            shift += len(f"⟦{link.kind} {number}⟧") - (end - begin)
    return at + shift


def plain(value: Decimal) -> str:
    """Return a number as a canonical decimal without trailing zeros.

    >>> plain(Decimal("214000000.0")), plain(Decimal("3.10")), plain(Decimal("-0"))
    ('214000000', '3.1', '0')
    """
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _indicator_text(text: str, measure: Measure) -> str:
    """Return what is measured, as written: the counted noun phrase, else the subject or object."""
    quantity = measure.quantity
    if quantity.noun and quantity.noun_end > quantity.end:
        stretch = text[quantity.end : quantity.noun_end + 80]
        found = re.match(r"\s(?:of (?:the|these|those|all) )?(.+?)(?=[,.;:()]|\s(?:were|was|are|is|had|have|that|which|who|in \d)\b|$)", stretch)
        if found:
            return found[1].strip()
    found = re.match(r"\s(?:of|des?|du|del?)\s(.{3,90}?)(?=[,.;:()]|\s(?:were|was|are|is|had|in \d)\b|$)", text[quantity.end :])
    if found:
        return found[1].strip()
    if measure.words:
        at = text.lower().find(measure.words.lower())
        if at >= 0:
            low = max(text.rfind(mark, 0, at) for mark in (", ", "; ", ". ", ": ", "(")) + 1
            return re.split(r"[,.;:()]\s|\s(?:from|by|to reach|increased|declined|rose|fell)\s", text[low:].strip())[0].strip() or measure.words
        return measure.words
    return text[max(0, quantity.begin - 60) : quantity.begin].strip(" ,.;:(") or text.strip()


def _status(text: str, measure: Measure) -> str:
    low = max(0, measure.quantity.begin - 140)
    near = text[low : measure.quantity.end + 60]
    for status, pattern in _STATUS:
        found = re.search(pattern, near, re.IGNORECASE)
        if not found:
            continue
        before = text[: measure.quantity.begin]
        if status == "target" and re.search(r"\bfrom\s$", before):
            return "observed"
        if status == "projected" and re.search(r"\bin (?:19|20)\d\d\b", text[measure.quantity.end :][:12]):
            continue
        return status
    return "observed"


def _entity(reading: Reading, sentence: Sentence, measure: Measure) -> Ref | None:
    at = measure.quantity.noun_end
    if measure.indicator in _EVENT_FIGURES:
        behind = [link.entity for begin, _, link in sentence.links if link.kind == "event" and 0 <= begin - at < 40]
        if behind:
            return behind[0]
        own = entity_before(sentence, at, frozenset({"event"}))
        if own is None and measure.indicator in ("meetings", "participants"):
            own = entity_before(sentence, at, frozenset({"organization"})) if re.search(
                r"\b(?:organized|held|convened|bringing)\b", sentence.text
            ) else None
        return own or event_above(reading, sentence)
    if measure.indicator in _BODY_FIGURES:
        return entity_before(sentence, at, frozenset({"organization"}))
    if measure.indicator in _EFFORT_FIGURES:
        return entity_before(sentence, at, frozenset({"initiative", "organization"}))
    if measure.indicator == "data-coverage":
        return entity_before(sentence, at, frozenset({"initiative"}))
    return None


def _breakdown(text: str, measure: Measure) -> str:
    quantity = measure.quantity
    if measure.indicator in ("participants", "speakers") and quantity.noun:
        return quantity.noun if "¤" not in quantity.noun else ""
    bracket = re.search(r"(?:^|,|\band\b|\bfollowed by\b|\bet\b|\by\b)?\s?([^,()]{3,40})\s\($", text[: quantity.begin])
    if bracket and text[quantity.end : quantity.end + 1] == ")":
        return re.sub(r"^(?:and|followed by|et|y|les|la|le|the)\s", "", bracket[1].strip())
    return ""
