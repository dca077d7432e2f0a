"""Links the mentions of one document to entities."""

import re
from collections.abc import Iterator, Mapping, Sequence

from migkg.extract.words import OPENERS, POSTS
from migkg.iris import slug
from migkg.link.authority import Authority, year
from migkg.link.candidates import Candidate, candidates
from migkg.link.context import acronym_mentions, defined_acronyms, resolve_context, treaty_meant
from migkg.link.event_parts import head_event, resolve_by_date, resolve_parts
from migkg.link.labels import is_acronym, is_word
from migkg.link.persons import bare_surnames, resolve_persons, same_person
from migkg.link.series import resolve_series
from migkg.model import Document, Entity, Link, Mention, Passage, Ref
from migkg.reading import Paragraph, paragraphs


def link_document(
    document: Document, passages: Sequence[Passage], authority: Authority
) -> tuple[Link, ...]:
    """Return the links of a document in the order of the text.

    An entity that no authority file knows has a provisional IRI, made from the form in the text;
    :mod:`migkg.link.unify` gives it its final one.
    """
    parts = paragraphs(document.source.text, tuple(passages))
    found = head_event(candidates(document, parts, authority), parts, document)
    resolve_series(found, document, authority)
    _settle_known(found, authority)
    resolve_by_date(found, document, authority)
    resolve_parts(found, document, authority)
    _settle_unknown([c for c in found if not _is_surname(c)], authority)
    resolve_persons(found)
    _settle_unknown(found, authority)
    resolve_context(found, document)
    _settle_unnamed_offices(found)
    found = [c for c in found if c.entity is not None or not c.hidden]
    found += list(acronym_mentions(found, parts, defined_acronyms(found)))
    found += list(_surname_mentions(found, parts, bare_surnames(found)))
    links = [
        Link(c.mention, c.entity, c.confidence)
        for c in sorted(found, key=lambda c: c.mention.begin)
        if c.entity is not None
    ]
    return tuple(links)


def _settle_known(found: Sequence[Candidate], authority: Authority) -> None:
    for candidate in found:
        if candidate.entity is not None or candidate.hidden:
            continue
        if ref := candidate.mention.hint("ref"):
            candidate.settle(Ref(ref), 1.0 if Ref(ref) in authority.entities else 0.9)
        elif len(candidate.entities) == 1:
            candidate.settle(candidate.entities[0].ref, 1.0)
        elif candidate.entities:
            chosen = _choose(candidate, found)
            if chosen is not None:
                candidate.settle(chosen.ref, 0.8)


def _choose(candidate: Candidate, found: Sequence[Candidate]) -> Entity | None:
    """Return the only entity that remains when the other mentions of the document have spoken."""
    if (treaty := treaty_meant(candidate)) is not None:
        return treaty
    said = candidate.mention.hint("year")
    options = list(candidate.entities)
    if said:
        dated = [entity for entity in options if year(entity) == said]
        if len(dated) == 1:
            return dated[0]
    fitting = [
        e
        for e in options
        if any(
            label.text == candidate.mention.form
            and label.language in ("", candidate.mention.language)
            and label.role != "hidden"
            for label in e.labels
        )
    ]
    if len(fitting) == 1:
        return fitting[0]
    elsewhere = {c.entity for c in found if c.entity is not None and c is not candidate}
    named = [entity for entity in (fitting or options) if entity.ref in elsewhere]
    return named[0] if len(named) == 1 else None


def _settle_unnamed_offices(found: Sequence[Candidate]) -> None:
    """Give a long title of a post that several offices share an entity of its own."""
    for candidate in found:
        offices = {entity.ref.kind for entity in candidate.entities} == {"office"}
        if candidate.entity is None and offices and candidate.mention.form.count(" ") >= 3:
            candidate.settle(Ref(f"id/office/{slug(candidate.mention.form)}"), 0.5)


def _is_surname(candidate: Candidate) -> bool:
    return candidate.mention.kind == "person" and " " not in candidate.mention.form


def _settle_unknown(found: Sequence[Candidate], authority: Authority) -> None:
    """Give the names that nobody knows a provisional entity."""
    for candidate in found:
        if candidate.entity is not None or candidate.hidden or candidate.mention.hint("candidates"):
            continue
        if candidate.mention.extractor == "event-part":
            continue  # a part of no known meeting names nothing
        mention = candidate.mention
        if mention.kind == "person" and " " in mention.form:
            known = [
                e
                for e in authority.people
                if any(same_person(mention.form, lab.text) for lab in e.labels if " " in lab.text)
            ]
            if len(known) == 1:
                candidate.entities = (known[0],)
                candidate.settle(known[0].ref, 0.9)
                continue
        if (alike := authority.similar.find(mention)) is not None:
            candidate.settle(alike, 0.75)
        elif key := slug(mention.form):
            candidate.settle(Ref(f"id/{mention.kind}/{key}"), 0.7)


def _in_longer_name(before: str) -> bool:
    """Tell whether a capitalized word that is no title stands before a name: "Port Sutherland"."""
    word = re.search(r"([A-ZÀ-Þ][\w'-]+) $", before)
    return word is not None and word[1].lower() not in POSTS | OPENERS and not is_acronym(word[1])


def _surname_mentions(
    found: Sequence[Candidate], parts: Sequence[Paragraph], surnames: Mapping[str, Candidate]
) -> Iterator[Candidate]:
    """Yield a candidate for each place where a person of the document is named by surname only."""
    if not surnames:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(surnames, key=len, reverse=True))))
    taken: dict[int, list[Candidate]] = {}
    for candidate in found:
        taken.setdefault(id(candidate.paragraph), []).append(candidate)
    for paragraph in parts:
        text = paragraph.view.text
        for hit in pattern.finditer(text):
            begin, end = hit.span()
            if not is_word(text, begin, end) or _in_longer_name(text[:begin]):
                continue
            if re.match(r" [A-ZÀ-Þ]", text[end:]):
                continue
            if any(c.begin < end and begin < c.end for c in taken.get(id(paragraph), ())):
                continue
            named = surnames[hit[0]]
            low, high = paragraph.view.span(begin, end)
            for passage in paragraph.passages:
                if passage.begin <= low and high <= passage.end:
                    mention = Mention(
                        low,
                        high,
                        passage.text[low - passage.begin : high - passage.begin],
                        "person",
                        hit[0],
                        "surname",
                        passage.order,
                        passage.language,
                    )
                    yield Candidate(
                        mention, paragraph, begin, end, named.entity, 0.85, named.entities
                    )
