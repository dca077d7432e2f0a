"""Observation: every figure of a sentence that has a meaning."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from migkg.facts.observations.measures import Measure, measures, names_masked
from migkg.facts.observations.observed_areas import OF_WORLD, areas, each, is_of_place
from migkg.facts.observations.observed_entity import DEFINITE, Above, entity_of, is_past
from migkg.facts.observations.observed_period import carried, end_of, fitting, year_of
from migkg.facts.observations.observed_source import sources
from migkg.facts.observations.observed_when import assign, periods
from migkg.facts.observations.observed_where import areas_of, places, without_wholes
from migkg.facts.observations.observed_words import breakdown_of, indicator_text, status_of
from migkg.facts.observations.plain_numbers import plain
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Fact, Literal, Property, Ref, dated
from migkg.reading import Reading, Sentence

_READ: Final = frozenset({"paragraph", "list-item", "footnote"})


@fact_extractor("Observation")
def observations(reading: Reading) -> Iterator[Fact]:
    """Yield one observation per figure that the running text states."""
    above = Above()
    for paragraph in reading.paragraphs:
        if paragraph.first.kind not in _READ:
            above = Above()
            continue
        above = Above(above.sentence, above.spans[-1:], measure=above.measure)
        for sentence in reading.sentences_of(paragraph):
            # A footnote begins with its own number, which plain text prints like any other.
            skipped = 1 if paragraph.first.kind == "footnote" else 0
            yield from _of_sentence(reading, sentence, above, skipped)


_FIGURES: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|"
    r"half|third|quarter|"
    r"\w+fold|doubled|tripled|quadrupled|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|"
    r"vingt|trente|cent|"
    r"moitié|tiers|quart|million|mille|doublé|triplé|dos|tres|cuatro|cinco|seis|siete|ocho|"
    r"nueve|diez|once|doce|"
    r"mitad|tercio|parte|duplic\w+|triplic\w+)\b",
    re.IGNORECASE,
)


def _has_figures(sentence: Sentence) -> bool:
    return bool(_FIGURES.search(sentence.text))


def _of_sentence(reading: Reading, sentence: Sentence, above: Above, low: int) -> Iterator[Fact]:
    text, masked = sentence.text, names_masked(sentence)
    named = periods(masked)
    previous = above.sentence.text if above.sentence else ""
    found = [
        m
        for m in (measures(sentence, previous, above.measure) if _has_figures(sentence) else [])
        if m.quantity.begin >= low and not _is_repeated(text, m, above)
    ]
    if found:
        whens = assign(
            masked,
            [(m.quantity.begin, m.quantity.noun_end) for m in found],
            [m.change for m in found],
            named,
        )
        sites = places(sentence)
        for number, measure in enumerate(found):
            limits = (
                found[number - 1].quantity.noun_end if number else 0,
                found[number + 1].quantity.begin if number + 1 < len(found) else len(text),
            )
            of_world = measure.unit == "percent" and measure.indicator in OF_WORLD
            chosen = areas_of(
                text,
                measure.quantity.begin,
                measure.quantity.end,
                limits,
                sites if of_world else without_wholes(text, sites),
            )
            where = list(areas(reading, measure, chosen, text))
            status = status_of(text, measure)
            when = fitting(text, measure, status, whens[number]) or carried(
                text, measure, above.spans
            )
            entity = entity_of(reading, sentence, measure, above)
            if status == "proposed" and entity is not None and is_past(reading, entity):
                entity = None
            when = end_of(text, found, number, (when, whens))
            if measure.indicator == "remittances" and is_of_place(measure, where):
                measure = replace(measure, indicator="remittances-received")
            for iso in when or (year_of(sentence, measure, entity),):
                for part in each(text, measure, where):
                    yield _fact(reading, sentence, measure, (iso, status, entity), part)
            above.figures.add((measure.quantity.value, measure.unit))
            if entity is not None:
                above.entities[measure.unit] = entity
    above.spans += [iso for p in named for iso in (p.iso, p.also) if iso]
    above.sentence = sentence
    above.measure = found[-1] if found else None


def _is_repeated(text: str, measure: Measure, above: Above) -> bool:
    """Tell whether a figure only takes up one from above: "on the 199 recommendations"."""
    known = (measure.quantity.value, measure.unit) in above.figures
    return known and bool(DEFINITE.search(text[: measure.quantity.begin]))


def _fact(
    reading: Reading,
    sentence: Sentence,
    measure: Measure,
    found: tuple[str, str, Ref | None],
    where: list[Property],
) -> Fact:
    quantity = measure.quantity
    when, status, entity = found
    value = -quantity.value if measure.negative else quantity.value
    said: list[Property] = [
        ("indicator", concept("indicator", measure.indicator)),
        ("indicatorText", Literal(indicator_text(sentence.text, measure))),
        ("value", Literal(plain(value), "decimal")),
        ("unit", concept("unit", measure.unit)),
        ("valueQualifier", concept("value-qualifier", quantity.qualifier or "exactly")),
        ("observationStatus", concept("observation-status", status)),
        ("sentence", Literal(sentence.text)),
        *where,
    ]
    if when:
        said.append(("refPeriod", Literal(when) if "/" in when else dated(when)))
    if entity is not None:
        said.append(("observedEntity", entity))
    breakdown = breakdown_of(sentence, measure)
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
