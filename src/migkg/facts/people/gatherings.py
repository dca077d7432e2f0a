"""Which gathering a document is about, and the sessions that belong to it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from migkg.extract.event_parts import part_key
from migkg.iris import slug
from migkg.link.labels import fold
from migkg.model import Description, Entity, Link, Literal, Mention, Property, Ref
from migkg.reading import Reading, Sentence, view

_PART = re.compile(
    r"(?<![\w-])(?:panel|round[- ]?table|table ronde|mesa redonda) (?:\d{1,2}|one|two|three|four|"
    r"[IVX]{1,4})(?![\w-])",
    re.IGNORECASE,
)
_HEAD_SPANS = ("event", "title")
# A label shorter than this says too little to name one event within a longer title.
_WORDS = 4


def stretch(reading: Reading, begin: int, end: int) -> Sentence:
    """Return a stretch of the source text as a sentence: a span of a document's head."""
    seen = view(reading.document.source.text, begin, end)
    orders = tuple(p.order for p in reading.passages if p.begin < end and begin < p.end)
    links = tuple(
        (seen.position(link.begin), seen.position(link.end - 1) + 1, link)
        for link in reading.links_between(begin, end)
    )
    language = next((p.language for p in reading.passages if p.order in orders), "en")
    return Sentence(seen, orders, language, links)


def head(reading: Reading, *names: str) -> Iterator[Sentence]:
    """Yield the spans of these names in a document's head, in the order of the text."""
    for name, begin, end in reading.document.head:
        if name in names:
            yield stretch(reading, begin, end)


def is_meeting(reading: Reading, ref: Ref) -> bool:
    """Tell whether an event is a gathering of its own: no series, no session of another."""
    known = reading.entities.get(ref)
    return known is None or (
        "schema:EventSeries" not in known.types and not any(known.values("sessionOf"))
    )


def is_session_of_organ(link: Link) -> bool:
    """Tell whether a mention names a numbered session of an organ."""
    return link.mention.extractor == "session"


def main_event(reading: Reading) -> Ref | None:
    """Return the event a document is about.

    It is named in the head or the title; else it is the one named most, else the one that the
    title of the file names, which prints several documents on one occasion.
    """
    for part in head(reading, *_HEAD_SPANS):
        for _, _, link in part.links:
            if _counts(reading, link):
                return link.entity
    named = Counter(link.entity for link in reading.links if _counts(reading, link))
    titled = _titled(reading, reading.document.title, named)
    if titled is not None:
        return titled
    if named:
        # A Counter keeps the order of the text: of several named as often, the first.
        return named.most_common(1)[0][0]
    return _titled(reading, reading.document.source.title, named)


def _counts(reading: Reading, link: Link) -> bool:
    return (
        link.kind == "event"
        and link.mention.extractor not in ("session", "event-part")
        and is_meeting(reading, link.entity)
    )


def _titled(reading: Reading, title: str, named: Counter[Ref]) -> Ref | None:
    """Return the only event whose name stands in a title; of several, the one the text names."""
    folded = fold(" ".join(title.split()))
    if not folded:
        return None
    longest, found = 0, set()
    for entity in reading.entities.values():
        if entity.ref.kind != "event" or not is_meeting(reading, entity.ref):
            continue
        size = _longest_name(entity, folded)
        if size > longest:
            longest, found = size, {entity.ref}
        elif size and size == longest:
            found.add(entity.ref)
    if len(found) > 1:
        found = {ref for ref in found if ref in named}
    return found.pop() if len(found) == 1 else None


def _longest_name(entity: Entity, folded: str) -> int:
    text = _spaced(folded)
    return max((len(name) for name in _names(entity) if name in text), default=0)


@lru_cache(maxsize=4096)
def _names(entity: Entity) -> tuple[str, ...]:
    """Return the long names of an event, ready to be looked for as whole words."""
    folded = (fold(label.text) for label in entity.labels if label.role != "hidden")
    return tuple(_spaced(name) for name in folded if len(name.split()) >= _WORDS)


def _spaced(folded: str) -> str:
    return " " + " ".join(re.findall(r"[^\W_]+", folded)) + " "


def event_named(sentence: Sentence, masked: str, begin: int, end: int) -> Ref | None:
    """Return the last event named in a stretch of a masked sentence."""
    found = re.findall(r"⟦event (\d+)⟧", masked[begin:end])
    return sentence.link(found[-1]).entity if found else None


def with_parts(sentence: Sentence, main: Ref | None) -> Sentence:
    """Return a sentence in which numbered parts of a gathering in small letters are events too.

    "table ronde 1" is no mention, but what is said of it is said of a session.
    """
    if main is None:
        return sentence
    added = []
    for found in _PART.finditer(sentence.text):
        key = part_key(found[0])
        taken = any(begin < found.end() and found.start() < end for begin, end, _ in sentence.links)
        if key and not taken:
            low, high = sentence.view.span(*found.span())
            mention = Mention(
                low, high, found[0], "event", found[0], "event-part", sentence.passages[0],
                sentence.language, (("parent", main), ("part", key)),
            )  # fmt: skip
            added.append((*found.span(), Link(mention, Ref(f"{main}-{key}"), 0.8)))
    if not added:
        return sentence
    links = tuple(sorted((*sentence.links, *added), key=lambda item: item[:2]))
    return replace(sentence, links=links)


def part_of(main: Ref, title: str) -> Ref | None:
    """Return the numbered part of a gathering that a title begins with."""
    key = part_key(title)
    return Ref(f"{main}-{key}") if key else None


def _name(key: str, title: str) -> str:
    """Return the words of a title that a key was made of; of a number the key's own words."""
    words = title.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).strip(" ,:;.")
        if slug(name) == key:
            return name.capitalize()
    return key.replace("-", " ").capitalize()


def described(
    reading: Reading, ref: Ref, main: Ref, language: str, title: str = ""
) -> Iterator[Description]:
    """Yield the description of a session that no record describes.

    Its name comes from its key, so that all documents that tell of it give it the same one; the
    title as printed is another name.
    """
    if ref in reading.entities:
        return
    key = str(ref).removeprefix(f"{main}-")
    name = _name(key, title)
    said: list[Property] = [
        ("rdf:type", Ref("ontology#Session")),
        ("skos:prefLabel", Literal(name, language=language)),
    ]
    if title and title.lower() != name.lower():
        said.append(("skos:altLabel", Literal(title, language=language)))
    said += [("sessionOf", main), ("status", Ref("ontology#Unreviewed"))]
    yield Description(ref, tuple(said))
