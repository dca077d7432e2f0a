"""Statements: who speaks, for whom and where; and who signs the other documents."""

import re
from collections.abc import Iterator

from migkg.facts.people.gatherings import described, head, main_event
from migkg.facts.people.speaking import AGENTS, bare_name, behalf, occasion, people, speakers
from migkg.facts.people.speeches import Speech, speeches
from migkg.facts.registry import fact_extractor
from migkg.iris import slug, thing
from migkg.link.labels import fold
from migkg.model import Description, Literal, Property, Ref
from migkg.reading import Reading

_MISSION = re.compile(
    r"\b(?:mission|delegation|délégation|delegación|misión|representative|représentante?|"
    r"representante|embassy|ambassade|embajada|"
    r"ministry|ministère|ministerio|government|gouvernement|gobierno)\b",
    re.IGNORECASE,
)


@fact_extractor("Statement")
def statements(reading: Reading) -> Iterator[Description]:
    """Yield who made a statement, for whom and where, or who signs; and speeches only reported."""
    if reading.document.kind == "Statement":
        yield from _own(reading)
    else:
        said = tuple(_signed(reading))
        if said:
            yield Description(reading.document.ref, said)
        yield from _unlinked_people(reading)
    yield from reported(reading)


def _own(reading: Reading) -> Iterator[Description]:
    said: list[Property] = [("speaker", ref) for ref in speakers(reading)]
    said += [("onBehalfOf", ref) for ref in behalf(reading)]
    event = occasion(reading)
    if event is not None:
        said.append(("deliveredAt", event))
        main = main_event(reading)
        if main is not None and event != main and str(event).startswith(f"{main}-"):
            title = next((part.text for part in head(reading, "panel")), "")
            yield from described(reading, event, main, reading.document.language or "en", title)
    said += [("dcterms:publisher", ref) for ref in _publishers(reading)]
    if said:
        yield Description(reading.document.ref, tuple(said))
    yield from _unlinked_people(reading)


def _signed(reading: Reading) -> Iterator[Property]:
    seen = dict.fromkeys(
        [
            *_issuers(reading),
            *_short_titles(reading),
            *people(reading, "speaker", "signature"),
        ]
    )
    for ref in seen:
        yield "dcterms:creator", ref
    for ref in _publishers(reading):
        yield "dcterms:publisher", ref


def _publishers(reading: Reading) -> tuple[Ref, ...]:
    """Return the organs that publish; the body a mission is accredited to is none."""
    found = [
        link.entity
        for part in head(reading, "publisher")
        for _, _, link in part.links
        if link.kind == "organization" and not _MISSION.search(part.text)
    ]
    return tuple(dict.fromkeys(found))


def _issuers(reading: Reading) -> Iterator[Ref]:
    """Yield what the letterhead and the title name; of a mission the State that it represents."""
    for part in head(reading, "creator", "letterhead"):
        links = [link.entity for _, _, link in part.links if link.kind in AGENTS]
        states = [ref for ref in links if ref.kind == "state"]
        yield from states if states and _MISSION.search(part.text) else links


def _short_titles(reading: Reading) -> Iterator[Ref]:
    """Yield the office that a head names only in short: "President's Summary"."""
    for part in head(reading, "creator"):
        if part.links:
            continue
        named = {link.entity for link in reading.links if link.kind == "office"}
        fitting = [
            ref
            for ref in sorted(named)
            if ref in reading.entities
            and any(fold(label.text) == fold(part.text) for label in reading.entities[ref].labels)
        ]
        if len(fitting) == 1:
            yield fitting[0]


def _unlinked_people(reading: Reading) -> Iterator[Description]:
    """Yield who is named in a head by a name that no mention covers."""
    for part in head(reading, "speaker", "signature"):
        name = bare_name(part)
        ref = thing("person", slug(name)) if name else Ref("")
        if not name or ref in reading.entities:
            continue
        label = name.title() if name.isupper() else name
        yield Description(
            ref,
            (
                ("rdf:type", Ref("ontology#Person")),
                ("skos:prefLabel", Literal(label, language=reading.document.language or "en")),
                ("status", Ref("ontology#Unreviewed")),
            ),
        )


def reported(reading: Reading) -> Iterator[Description]:
    """Yield the speeches that a document only reports, each with the passages that do."""
    found: dict[Ref, dict[Property, None]] = {}
    for speech in speeches(reading, main_event(reading)):
        ref = thing("document", f"{speech.agent.ref.slug}-{speech.event.slug}"[:80].rstrip("-"))
        said: list[Property] = [
            ("rdf:type", Ref("ontology#Document")),
            ("rdf:type", Ref("ontology#Statement")),
            ("skos:prefLabel", Literal(_title(reading, speech), language="en")),
            ("speaker", speech.agent.ref),
            ("deliveredAt", speech.event),
            ("reported", Literal("true", "boolean")),
        ]
        if speech.behalf is not None:
            said.append(("onBehalfOf", speech.behalf))
        said += [("prov:wasDerivedFrom", reading.by_order[order].ref) for order in speech.passages]
        found.setdefault(ref, {}).update(dict.fromkeys(said))
    for ref, properties in found.items():
        yield Description(ref, tuple(properties))


def _title(reading: Reading, speech: Speech) -> str:
    """Return a name for a speech of which no title is known: who spoke, and where."""
    names = [
        known.name() if (known := reading.entities.get(ref)) else ref.slug.replace("-", " ")
        for ref in (speech.agent.ref, speech.event)
    ]
    return f"Statement by {names[0]} ({names[1]})"
