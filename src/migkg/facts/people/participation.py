"""Participation: who takes part in which gathering, in what role, for whom and how surely."""

import re
from collections.abc import Iterator

from migkg.facts.common import is_series
from migkg.facts.people.agents import Agent
from migkg.facts.people.attendance import deeds
from migkg.facts.people.deeds import decided
from migkg.facts.people.gatherings import (
    described,
    head,
    is_session_of_organ,
    main_event,
    with_parts,
)
from migkg.facts.people.posts import Post, posts
from migkg.facts.people.programme import programme
from migkg.facts.people.speaking import behalf, head_posts, occasion, speakers
from migkg.facts.people.speeches import speeches
from migkg.facts.people.unnamed import organizers
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Description, Fact, Literal, Property, Ref, Value
from migkg.reading import Reading, Sentence

# What the head of a statement says its speaker does there.
_ROLES = (
    ("chair", r"\b(?:chairing|chair's (?:opening |closing )?(?:remarks|statement))\b"),
    ("moderator", r"\b(?:moderating|moderator's)\b"),
    (
        "opening-speaker",
        r"\b(?:opening|inaugural|welcom\w+|ouverture|liminaire|apertura|inauguración|bienvenida)\b",
    ),
    ("closing-speaker", r"\b(?:closing|concluding|clôture|clausura)\b"),
    ("summarizer", r"\b(?:summary of|summari[sz]ing|wrap-up)\b"),
    ("panellist", r"\b(?:panell?ist|panelista|panéliste)\b"),
)
_PANEL = re.compile(
    r"\b(?:panel(?:l?ists)? (?:[a-z ]{0,20})?(?:compris\w+|compos\w+|consist\w+|includ\w+|are|were)"
    r"\b|"
    r"\bpanell?ists?\b|\bpanélistes\b|\bintervenants\b|\bpanelistas\b|\bponentes\b|"
    r"\bdistinguished panel\b|\bsus panelistas\b)",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|shall|seront|serán|participarán)\b")


@fact_extractor("Participation")
def participations(reading: Reading) -> Iterator[Fact | Description]:
    """Yield one fact per participant, event and role.

    Of a series as such ("the annual Meeting has been organized by X since 2002") nothing is said:
    it is no event that anybody took part in.
    """
    for found in _read(reading):
        if isinstance(found, Fact) and any(
            isinstance(event, Ref) and is_series(reading, event)
            for event in found.values("inEvent")
        ):
            continue
        yield found


def _read(reading: Reading) -> Iterator[Fact | Description]:
    main = main_event(reading)
    yield from _in_programme(reading)
    if reading.document.kind == "Statement":
        yield from _of_statement(reading)
    for speech in speeches(reading, main):
        yield _of_agent(
            reading,
            speech.agent,
            speech.event,
            speech.role,
            "actual",
            speech.passages,
            speech.behalf,
        )
    yield from _in_prose(reading, main)
    yield from _own_deeds(reading)
    yield from _decisions(reading)
    yield from organizers(reading)


def _in_prose(reading: Reading, main: Ref | None) -> Iterator[Fact | Description]:
    for paragraph in reading.paragraphs:
        if paragraph.first.kind in ("programme-line", "heading"):
            continue
        here: Ref | None = None
        for plain in reading.sentences_of(paragraph):
            sentence = with_parts(plain, main)
            for deed in deeds(reading, sentence, main, here):
                if main is not None and str(deed.event).startswith(f"{main}-"):
                    yield from described(reading, deed.event, main, sentence.language)
                yield _of_agent(
                    reading, deed.agent, deed.event, deed.role, deed.status, deed.passages
                )
            events = [
                link.entity
                for _, _, link in sentence.links
                if link.kind == "event" and not is_session_of_organ(link)
            ]
            here = events[-1] if events else here


def _fact(
    reading: Reading,
    participant: Ref,
    event: Ref,
    role: str,
    status: str,
    passages: tuple[int, ...],
    more: tuple[Property, ...] = (),
) -> Fact:
    said: list[Property] = [
        ("participant", participant),
        ("inEvent", event),
        ("role", concept("role", role)),
        *dict.fromkeys(more),
        ("participationStatus", concept("participation-status", status)),
    ]
    return Fact(reading.document.slug, "Participation", tuple(said), passages)


def _of_agent(
    reading: Reading,
    agent: Agent,
    event: Ref,
    role: str,
    status: str,
    passages: tuple[int, ...],
    body: Ref | None = None,
) -> Fact:
    more: list[Property] = []
    more += [
        ("onBehalfOf", ref) for ref in (body, agent.behalf) if ref is not None and ref != agent.ref
    ]
    return _fact(reading, agent.ref, event, role, status, passages, (*more, *_titles(agent.posts)))


def _titles(told: tuple[Post, ...]) -> Iterator[Property]:
    """Yield the title somebody takes part under: of several posts, all of them as written."""
    here = [post for post in told if post.title and not post.capacity]
    here = here or [post for post in told if post.title]
    if len(here) > 1 and len({post.written for post in here}) == 1 and here[0].written:
        yield "positionTitle", Literal(here[0].written)
        return
    for post in here:
        if not post.former:
            yield "positionTitle", Literal(post.title)


def _in_programme(reading: Reading) -> Iterator[Fact]:
    for slot in programme(reading).slots:
        status = "announced" if slot.confirmed else "to-be-confirmed"
        yield _of_agent(reading, slot.agent, slot.session.ref, slot.role, status, slot.passages)


def _of_statement(reading: Reading) -> Iterator[Fact]:
    """Yield the speaker, those the speaker presents as panellists and those only addressed."""
    event = occasion(reading)
    if event is None:
        return
    spoken = speakers(reading)
    cited = {
        order
        for part in head(
            reading, "speaker", "position", "event", "panel", "on-behalf-of", "signature"
        )
        for order in part.passages
    }
    title = " ".join(part.text for part in head(reading, "title", "event"))
    role = next(
        (role for role, words in _ROLES if re.search(words, title, re.IGNORECASE)), "speaker"
    )
    more: list[Property] = [("onBehalfOf", ref) for ref in behalf(reading)]
    if len(spoken) == 1 and spoken[0].kind == "person":
        more += _titles(head_posts(reading))
    if role == "chair" or "chair" in role:
        cited |= {order for part in head(reading, "title") for order in part.passages}
    if spoken and not cited & {p.order for p in reading.passages if p.kind != "heading"}:
        cited |= _naming(reading, spoken[0])
    for speaker in spoken:
        yield _fact(reading, speaker, event, role, "actual", tuple(sorted(cited)), tuple(more))
    presented = list(_presented(reading, event))
    yield from presented
    known = {*spoken, *(value for fact in presented for value in fact.values("participant"))}
    yield from _addressed(reading, event, set(known))


def _naming(reading: Reading, speaker: Ref) -> set[int]:
    """Return the first passage that names a speaker whom the head does not name."""
    return {link.mention.passage for link in reading.links if link.entity == speaker} and {
        min(link.mention.passage for link in reading.links if link.entity == speaker)
    }


def _presented(reading: Reading, event: Ref) -> Iterator[Fact]:
    """Yield the people of a list that a speaker introduces as the panel."""
    chapeaux = {
        p.order: p
        for p in reading.passages
        if p.text.rstrip().endswith(":") and _PANEL.search(p.text)
    }
    for paragraph in reading.paragraphs:
        chapeau = chapeaux.get(paragraph.first.part_of or -1)
        if chapeau is None:
            continue
        whole = reading.sentence(paragraph, 0, len(paragraph.view.text))
        masked = whole.masked
        person = re.search(r"⟦person (\d+)⟧", masked)
        if person is None:
            continue
        agent = Agent(
            whole.link(person[1]).entity,
            *person.span(),
            posts(reading, whole, masked[person.end() :]),
        )
        status = "announced" if _FUTURE.search(chapeau.text) else "actual"
        orders = tuple(sorted({chapeau.order, *whole.passages}))
        yield _of_agent(reading, agent, event, "panellist", status, orders)


def _addressed(reading: Reading, event: Ref, known: set[Value]) -> Iterator[Fact]:
    """Yield the people whom the salutation names and nothing else does."""
    for part in head(reading, "salutation"):
        for link in _people(part):
            if link not in known:
                known.add(link)
                yield _fact(reading, link, event, "participant", "actual", part.passages)


def _people(part: Sentence) -> Iterator[Ref]:
    for _, _, link in part.links:
        if link.kind == "person":
            yield link.entity


_OWN = re.compile(
    r"\b(?:I|je|J'ai) (?:have |had |ai )?(?P<verb>conven(?:ed|e)|organi[sz]ed|hosted|chaired|"
    r"opened|convoqué|organisé|accueilli|présidé)"
    r" (?:an?|the|this|une?|le|la|l') ?(?:[\w-]+ ){0,3}?⟦event (?P<event>\d+)⟧"
)
_OWN_ROLES = {
    "conv": "convener", "organ": "organizer", "host": "host", "accueil": "host", "chair": "chair",
    "prés": "chair", "open": "opening-speaker",
}  # fmt: skip


def _own_deeds(reading: Reading) -> Iterator[Fact]:
    """Yield what the person who signs a letter says to have done: "I convened"."""
    if reading.document.kind not in ("Letter", "Statement"):
        return
    signers = [
        (ref, part.passages)
        for part in head(reading, "signature", "speaker")
        for ref in _people(part)
    ]
    if len({ref for ref, _ in signers}) != 1:
        return
    for sentence in reading.sentences:
        for found in _OWN.finditer(sentence.masked):
            role = next(role for stem, role in _OWN_ROLES.items() if found["verb"].startswith(stem))
            orders = tuple(sorted({*sentence.passages, *signers[0][1]}))
            yield _fact(
                reading, signers[0][0], sentence.link(found["event"]).entity, role, "actual", orders
            )


def _decisions(reading: Reading) -> Iterator[Fact]:
    """Yield the gatherings that the organ of a resolution decides to convene."""
    if reading.document.kind != "Resolution":
        return
    organs = [
        link.entity
        for part in head(reading, "creator", "publisher")
        for _, _, link in part.links
        if link.kind == "organization"
    ]
    for sentence in reading.sentences if organs else ():
        for event, passages in decided(sentence):
            yield _fact(reading, organs[0], event, "convener", "announced", passages)
