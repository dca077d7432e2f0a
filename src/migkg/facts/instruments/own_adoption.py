"""The adoption of the resolution that a document is the text of, from its head and end."""

import re

from migkg.extract.symbols import of_symbol
from migkg.facts.periods import dates
from migkg.model import Property, Ref, dated
from migkg.reading import Reading, view

_HEAD = re.compile(
    r"(?:Resolution|Decision) adopted by (?:the )?|Résolution adoptée par |Décision adoptée par |"
    r"Resolución aprobada por |Decisión adoptada por "
)
_MEETING = re.compile(r"\b(?:plenary )?meeting\b|\bséance\b|\bsesión\b")
_SHORT = 90  # characters: the line at the end that says at which meeting and when


def of_document(
    reading: Reading,
) -> tuple[Ref, tuple[Property, ...], tuple[int, ...]] | None:
    """Return the instrument, what is said of its adoption and the passages; None if nothing is."""
    document = reading.document
    if document.kind != "Resolution" or not document.symbol:
        return None
    properties: list[Property] = []
    passages: set[int] = set()
    for passage in reading.passages:
        text = passage.text.replace("*", "")
        when = next(iter(dates(text)), None)
        if passage.section in ("front-matter", "preamble") and _HEAD.search(text):
            links = reading.links_between(passage.begin, passage.end)
            properties += [("adoptedBy", k.entity) for k in links if k.kind == "organization"][:1]
        elif not (_MEETING.search(text) and len(text) < _SHORT and when):
            continue
        if when is not None:
            properties.append(("adoptionDate", dated(when.start)))
        passages.add(passage.order)
    source = document.source.text
    for name, begin, end in document.head:
        if name == "session":
            found = [k for k in reading.links_between(begin, end) if k.kind == "event"]
            properties += [("adoptedAt", k.entity) for k in found]
        elif name == "date" and not any(key == "adoptionDate" for key, _ in properties):
            found_dates = list(dates(view(source, begin, end).text))
            properties += [("adoptionDate", dated(when.start)) for when in found_dates[:1]]
        else:
            continue
        passages |= {p.order for p in reading.passages if p.begin < end and begin < p.end}
    if not properties or not passages:
        return None
    return of_symbol(document.symbol), tuple(properties), tuple(sorted(passages))


def issuing_organ(reading: Reading) -> Ref | None:
    """Return the organ that speaks in a resolution: the one its first paragraph names."""
    if reading.document.kind != "Resolution":
        return None
    for passage in reading.passages:
        if passage.section == "preamble":
            links = reading.links_between(passage.begin, passage.end)
            return next((k.entity for k in links if k.kind == "organization"), None)
    return None
