"""Observation: every figure of a sentence that has a meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from migkg.facts.measures import Measure, measures, names_masked
from migkg.facts.observed_source import sources
from migkg.facts.observed_when import assign, periods
from migkg.facts.observed_where import (
    Place,
    areas_of,
    entity_before,
    event_above,
    places,
    state_of,
    without_wholes,
)
from migkg.facts.plain_numbers import plain
from migkg.facts.registry import fact_extractor
from migkg.facts.units import load_units
from migkg.iris import concept, thing
from migkg.model import Fact, Literal, Property, Ref, dated
from migkg.reading import Reading, Sentence

_READ: Final = frozenset({"paragraph", "list-item", "footnote"})
_STATUS: Final = (
    (
        "proposed",
        r"\bcould\b|\bmay wish|\bmight\b|\bpropos|\bwould (?:be|consist|include)|\bpourrai|\bpodría",
    ),
    (
        "projected",
        r"\bproject(?:ed|ions?)\b|\bforecast|\bexpected to\b|\b(?:will|could|may|might) (?:reach|rise|grow|increase|exceed)|\bby 20[3-9]\d\b|"
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
    above = _Above()
    for paragraph in reading.paragraphs:
        if paragraph.first.kind not in _READ:
            above = _Above()
            continue
        above = _Above(above.sentence, above.spans[-1:], measure=above.measure)
        for sentence in reading.sentences_of(paragraph):
            yield from _of_sentence(reading, sentence, above)


@dataclass
class _Above:
    """What the sentences above gave: the last one, their periods, figures and whom those were of."""

    sentence: Sentence | None = None
    spans: list[str] = field(default_factory=list)
    figures: set[tuple[Decimal, str]] = field(default_factory=set)
    measure: Measure | None = None  # the last one of the sentence above
    entities: dict[str, Ref] = field(default_factory=dict)  # by unit


_FIGURES: Final = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|half|third|quarter|"
    r"\w+fold|doubled|tripled|quadrupled|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|vingt|trente|cent|"
    r"moitié|tiers|quart|million|mille|doublé|triplé|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|"
    r"mitad|tercio|parte|duplic\w+|triplic\w+)\b",
    re.IGNORECASE,
)


def _has_figures(sentence: Sentence) -> bool:
    return bool(_FIGURES.search(sentence.text))


def _of_sentence(reading: Reading, sentence: Sentence, above: _Above) -> Iterator[Fact]:
    text, masked = sentence.text, names_masked(sentence)
    named = periods(masked)
    previous = above.sentence.text if above.sentence else ""
    found = [
        m
        for m in (measures(sentence, previous, above.measure) if _has_figures(sentence) else [])
        if not _is_repeated(text, m, above)
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
            of_world = measure.unit == "percent" and measure.indicator in _OF_WORLD
            chosen = areas_of(
                text,
                measure.quantity.begin,
                measure.quantity.end,
                limits,
                sites if of_world else without_wholes(text, sites),
            )
            where = list(_areas(reading, measure, chosen, text))
            status = _status(text, measure)
            when = _fitting(text, measure, status, whens[number]) or _carried(
                text, measure, above.spans
            )
            entity = _entity(reading, sentence, measure, above)
            when = _end_of(text, found, number, (when, whens))
            if measure.indicator == "remittances" and _is_of_place(measure, where):
                measure = replace(measure, indicator="remittances-received")
            for iso in when or (_year_of(sentence, measure, entity),):
                for part in _each(text, measure, where):
                    yield _fact(reading, sentence, measure, (iso, status, entity), part)
            above.figures.add((measure.quantity.value, measure.unit))
            if entity is not None:
                above.entities[measure.unit] = entity
    above.spans += [iso for p in named for iso in (p.iso, p.also) if iso]
    above.sentence = sentence
    above.measure = found[-1] if found else None


def _is_of_place(measure: Measure, where: list[Property]) -> bool:
    """Tell whether a sum is of one part of the world, which then received it."""
    world = thing("area", "world")
    return measure.unit not in ("percent", "factor") and any(
        name == "refArea" and place != world for name, place in where
    )


_REACHED: Final = re.compile(
    r"(?:\b(?:reach\w*|atteign\w*|atteint|alcan[zc]\w*)|\b(?:rose|rise|risen|grew|grow\w*|increas\w+|fell|fallen|declin\w+|"
    r"dropped|pass\w+|augment\w+|aument\w+)[^,;]*\s(?:to|à|a|al))\s(?:[\w']+\s){0,2}(?:US )?$"
)
_OWN_SPAN: Final = re.compile(r"\s(?:in|during|over|en|durante|pendant)\s(?:19|20)\d\d\s?[-–]")
_ORIGIN: Final = re.compile(r"\b(?:from|de|del|du|desde)\s(?:[\w']+\s){0,2}$")


def _end_of(
    text: str,
    found: list[Measure],
    number: int,
    given: tuple[tuple[str, ...], list[tuple[str, ...]]],
) -> tuple[str, ...]:
    """Return the year of a level that a change between two years began or ended with."""
    when, whens = given
    measure = found[number]
    if len(when) != 1 or not re.fullmatch(r"\d{4}/\d{4}", when[0]) or measure.change:
        return when
    if measure.unit in ("factor", "meetings", "recommendations", "projects"):
        return when
    before = text[: measure.quantity.begin]
    following = found[number + 1] if number + 1 < len(found) else None
    if _OWN_SPAN.match(text, measure.quantity.end):
        return when  # "53 per cent in 1990-1999": an average over them
    paired = (
        following is not None
        and following.unit == measure.unit
        and not following.change
        and whens[number + 1] == when
    )
    if paired and following and _ORIGIN.search(before):
        gap = text[measure.quantity.end : following.quantity.begin]
        if re.match(r"(?:\s\S+){0,3}?\s(?:to|à|a|al|au)\s", f"{gap} ") and len(gap) < 40:
            return (when[0][:4],)
    return (when[0][5:],) if _REACHED.search(before) else when


_DEFINITE: Final = re.compile(r"\b(?:the|these|those|les|ces|los|las|esos|estos)\s$", re.IGNORECASE)


def _is_repeated(text: str, measure: Measure, above: _Above) -> bool:
    """Tell whether a figure only takes up one from above: "on the 199 recommendations"."""
    known = (measure.quantity.value, measure.unit) in above.figures
    return known and bool(_DEFINITE.search(text[: measure.quantity.begin]))


def _fitting(text: str, measure: Measure, status: str, when: tuple[str, ...]) -> tuple[str, ...]:
    """Drop a period that is not the figure's own: of a target, a rate to come, a level "since"."""
    if status == "target" or (
        status == "projected" and measure.change and measure.unit == "percent"
    ):
        return tuple(
            iso
            for iso in when
            if ("/" in iso and ".." not in iso)
            or re.search(rf"\b(?:by|until|d'ici(?: à)?|para|hasta) {iso}", text)
        )
    level = measure.unit == "percent" and not measure.change
    return tuple(iso for iso in when if not (level and iso.endswith("/..")))


def _year_of(sentence: Sentence, measure: Measure, entity: Ref | None) -> str:
    """Return the year in the name of the event whose figure it is, as the sentence names it."""
    if entity is None or measure.indicator not in _EVENT_FIGURES:
        return ""
    for begin, end, link in sentence.links:
        if link.entity == entity and begin >= measure.quantity.end:
            found = re.search(r"\b(?:19|20)\d\d\b", sentence.text[begin:end])
            return found[0] if found else ""
    return ""


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
    if measure.unit not in _MEASURED and not load_units().is_money(measure.unit):
        return (
            (spans[-1],) if re.search(r"\bof the recommendations\b|\bon the \d+ \w+", text) else ()
        )
    if re.search(
        r"^(?:The remaining|This figure|These|Of (?:these|this|those))|\bof (?:this|these)\b", text
    ):
        whole = [span for span in spans if "/" in span]
        return (whole[-1],) if measure.change and whole else (spans[-1],)
    return ()


_MEASURED: Final = frozenset({"persons", "percent", "factor", "percentage-points"})


def _areas(
    reading: Reading, measure: Measure, chosen: tuple[Place, ...], text: str
) -> Iterator[Property]:
    if measure.indicator in _EVENT_FIGURES | _BODY_FIGURES or measure.indicator == "projects":
        return
    world = thing("area", "world")
    corridors = [p for p in chosen if p.role == "corridor"]
    if corridors and corridors[0].destination is not None:
        yield "originArea", corridors[0].ref
        yield "destinationArea", corridors[0].destination
        return
    if not chosen and re.search(
        r"\b(?:all|number of) international migrants\b|\bof all migrants\b", text
    ):
        if measure.indicator not in ("migrant-stock-share",):
            yield "refArea", world
        return
    own = state_of(reading) if not chosen and measure.indicator in _NATIONAL else None
    if own is not None:
        yield ("originArea" if measure.indicator == "nationals-abroad" else "refArea"), own
    origins = [p for p in chosen if p.role == "from"]
    inner = [p for p in chosen if p.role != "from"]
    if len(origins) == len(inner) == 1 and measure.indicator.startswith("migrant-stock"):
        # Migrants of one origin in one place: a corridor.
        yield "originArea", origins[0].ref
        yield "destinationArea", inner[0].ref
        return
    for place in chosen:
        abroad = measure.indicator == "nationals-abroad" and place.ref.kind == "state"
        if (place.role == "from" or abroad) and len(origins) <= 1:
            yield "originArea", place.ref
        elif place.role != "from":
            yield "refArea", place.ref


_OF_WORLD: Final = frozenset(
    {
        "migrant-population-share",
        "transfer-cost",
        "transfer-cost-change",
        "female-migrants",
        "young-migrants",
        "remittances-growth",
    }
)
_NATIONAL: Final = frozenset(
    {
        "remittances",
        "remittances-received",
        "remittances-growth",
        "remittances-gdp-share",
        "nationals-abroad",
        "other",
    }
)


def _each(text: str, measure: Measure, where: list[Property]) -> Iterator[list[Property]]:
    """Yield the places of a figure: each alone where the text says that it is of each."""
    ahead = text[max(0, measure.quantity.begin - 60) : measure.quantity.begin]
    if _EACH.search(ahead) and len(where) > 1 and all(name == "refArea" for name, _ in where):
        for one in where:
            yield [one]
    else:
        yield where


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
        ("indicatorText", Literal(_indicator_text(sentence.text, measure))),
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
    breakdown = _breakdown(sentence, measure)
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


def _indicator_text(text: str, measure: Measure) -> str:
    """Return what is measured, as written: the counted noun phrase, else the subject or object."""
    quantity = measure.quantity
    if quantity.noun and quantity.noun_end > quantity.end:
        stretch = text[quantity.end : quantity.noun_end + 80]
        found = re.match(
            r"\s(?:of (?:the|these|those|all) )?(.+?)(?=[,.;:()]|\s(?:were|was|are|is|had|have|that|which|who|in \d)\b|$)",
            stretch,
        )
        if found:
            return found[1].strip()
    found = re.match(
        r"\s(?:of|des?|du|del?)\s(.{3,90}?)(?=[,.;:()]|\s(?:were|was|are|is|had|in \d)\b|$)",
        text[quantity.end :],
    )
    if found:
        return found[1].strip()
    if measure.words:
        at = text.lower().find(measure.words.lower())
        if at >= 0:
            low = max(text.rfind(mark, 0, at) for mark in (", ", "; ", ". ", ": ", "(")) + 1
            return (
                re.split(
                    r"[,.;:()]\s|\s(?:from|by|to reach|increased|declined|rose|fell)\s",
                    text[low:].strip(),
                )[0].strip()
                or measure.words
            )
        return measure.words
    return text[max(0, quantity.begin - 60) : quantity.begin].strip(" ,.;:(") or text.strip()


def _status(text: str, measure: Measure) -> str:
    low = max(0, measure.quantity.begin - 140)
    near = text[low : measure.quantity.end + 60]
    for status, pattern in _STATUS:
        # What is expected stands before its figure; what stands behind is of another one.
        where = text[low : measure.quantity.end + 8] if status == "projected" else near
        found = re.search(pattern, where, re.IGNORECASE)
        if not found or (
            status == "proposed" and measure.indicator not in _EVENT_FIGURES | _EFFORT_FIGURES
        ):
            continue
        before = text[: measure.quantity.begin]
        if status == "target" and re.search(r"\bfrom\s$", before):
            return "observed"
        return status
    return "observed"


def _entity(reading: Reading, sentence: Sentence, measure: Measure, above: _Above) -> Ref | None:
    at = measure.quantity.end
    if measure.unit in above.entities and (
        not measure.quantity.noun
        or re.match(r"\sof the\b", sentence.text[at:])
        or _DEFINITE.search(sentence.text[: measure.quantity.begin])
    ):
        if measure.indicator in ("recommendations", "recommendations-followed-up"):
            return above.entities[measure.unit]
    if measure.indicator in _EVENT_FIGURES:
        behind = [
            link.entity
            for begin, _, link in sentence.links
            if link.kind == "event" and 0 <= begin - at < 40
        ]
        if behind:
            return behind[0]
        own = entity_before(sentence, at, frozenset({"event"}))
        if own is None and measure.indicator in ("meetings", "participants"):
            own = (
                entity_before(sentence, at, frozenset({"organization"}))
                if re.search(r"\b(?:organized|held|convened|bringing)\b", sentence.text)
                else None
            )
        return own or event_above(reading, sentence)
    if measure.indicator in _BODY_FIGURES:
        return entity_before(sentence, at, frozenset({"organization"}))
    if measure.indicator in _EFFORT_FIGURES:
        return entity_before(sentence, at, frozenset({"initiative", "organization"}))
    if measure.indicator == "data-coverage":
        return entity_before(sentence, at, frozenset({"initiative"}))
    return None


def _breakdown(sentence: Sentence, measure: Measure) -> str:
    text = sentence.text
    quantity = measure.quantity
    if (
        measure.indicator in ("participants", "speakers")
        and quantity.noun
        and measure.unit == "persons"
    ):
        return quantity.noun if "¤" not in quantity.noun else ""
    if any(
        abs(quantity.begin - 2 - end) < 2
        for _, end, link in sentence.links
        if link.kind in ("state", "area")
    ):
        return ""  # "India ($70 billion)": a place, not a part
    bracket = re.search(
        r"(?:^|,|\band\b|\bfollowed by\b|\bet\b|\by\b)?\s?([^,()]{3,40})\s\($",
        text[: quantity.begin],
    )
    if bracket and text[quantity.end : quantity.end + 1] == ")":
        return re.sub(r"^(?:and|followed by|et|y|les|la|le|the)\s", "", bracket[1].strip())
    return ""
