"""Affiliation: which post a person holds or held at which body."""

import re
from collections.abc import Iterator

from migkg.facts.people.agents import LEAD
from migkg.facts.people.appositions import behind
from migkg.facts.people.gatherings import head
from migkg.facts.people.posts import Post, posts
from migkg.facts.people.programme import programme
from migkg.facts.people.speaking import speakers
from migkg.facts.people.titles import HONOURS, NOUNS, phrase_end
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Fact, Literal, Property, Ref
from migkg.reading import Reading, Sentence

_BESIDE = re.compile(
    r"⟦person (?P<who>\d+)⟧(?: \(⟦state \d+⟧\))?(?:, | \(|,? (?:then )?(?=(?:the |le |la |el )"
    r"?⟦office)| ?[–—-] ?| (?:the|le|la|el) (?=[A-ZÀ-Þ]))(?P<lead>(?:the |la |le |el |l')?(?:His |"
    r"Her )?(?:Excellency )?)"
)
_OFFICE_BEFORE = re.compile(
    r"⟦office (?P<office>\d+)⟧(?P<more> of (?:the )?⟦(?:office|organization) \d+⟧)?(?: \([^)]*\))"
    rf"?,? (?:{LEAD})?{HONOURS}⟦person (?P<who>\d+)⟧"
)
# "the Minister of Labour of ⟦state 0⟧, ⟦person 1⟧"
_POST_BEFORE = re.compile(
    r"(?P<title>[A-ZÀ-Þ][\w'-]+(?:(?:,? (?:of|for|and|the|to|on|de|la|le|les|des|du|del|et|y|los|"
    r"las|d'|l'|pour|para|por|en|aux?))*"
    rf",? (?:d'|l')?[A-ZÀ-Þ][\w'-]+){{0,12}}),? (?P<tie>(?:of|at|for|de|du|des|del|d')\s?(?:the |"
    r"la |l'|los |las )?)?"
    rf"⟦(?P<kind>state|organization) (?P<body>\d+)⟧,? (?P<comma>(?:la |el |le )?{HONOURS})"
    r"⟦person (?P<who>\d+)⟧"
)
_OWNED = re.compile(
    r"⟦(?P<kind>organization|state) (?P<body>\d+)⟧(?:'s)? (?P<title>[A-Z][\w-]+(?: (?:of |for |"
    rf"and )?[A-Z][\w-]+){{0,6}}),? [(]?{HONOURS}⟦person (?P<who>\d+)⟧"
)
_OWNED_OFFICE = re.compile(
    r"⟦organization (?P<body>\d+)⟧(?:'s)? ⟦office (?P<office>\d+)"
    rf"⟧,? [(]?{HONOURS}⟦person (?P<who>\d+)⟧"
)
_AMBASSADOR = re.compile(
    r"\b(?P<title>Ambassador|Ambassadeur|Ambassadrice|Embajadora?) ⟦person (?P<who>\d+)⟧ (?:of|de|"
    r"du|del) (?:the |la |l')?⟦state (?P<state>\d+)⟧"
)
# "Mr. ⟦person 0⟧ (⟦state 1⟧)": how records of meetings name a representative.
_STATE_BEHIND = re.compile(r"⟦person (?P<who>\d+)⟧ \(⟦(?:state|organization) (?P<state>\d+)⟧\)")


@fact_extractor("Affiliation")
def affiliations(reading: Reading) -> Iterator[Fact]:
    """Yield one fact per person and post."""
    yield from _in_programme(reading)
    yield from _in_head(reading)
    yield from _in_signature(reading)
    done: set[int] = set()
    if reading.document.kind == "Statement":
        done = {order for part in head(reading, "speaker", "position") for order in part.passages}
    for sentence in reading.sentences:
        kinds = {reading.by_order[order].kind for order in sentence.passages}
        if "programme-line" in kinds or not any(k.kind == "person" for _, _, k in sentence.links):
            continue
        if not done & set(sentence.passages):
            yield from _in_sentence(reading, sentence)


def _fact(reading: Reading, person: Ref, post: Post, passages: tuple[int, ...]) -> Fact:
    said: list[Property] = [("org:member", person)]
    if post.body is not None:
        said.append(("org:organization", post.body))
    if post.title:
        said.append(("positionTitle", Literal(post.title)))
    said.append(
        ("positionStatus", concept("position-status", "former" if post.former else "current"))
    )
    return Fact(reading.document.slug, "Affiliation", tuple(said), passages)


def _in_programme(reading: Reading) -> Iterator[Fact]:
    for slot in programme(reading).slots:
        for post in slot.agent.posts:
            yield _fact(reading, slot.agent.ref, post, slot.line)


def _in_head(reading: Reading) -> Iterator[Fact]:
    if reading.document.kind != "Statement":
        return
    people = [ref for ref in speakers(reading) if ref.kind == "person"]
    named = {order for part in head(reading, "speaker") for order in part.passages}
    if len(people) != 1:
        return
    for part in head(reading, "position"):
        for post in posts(reading, part, part.masked):
            yield _fact(reading, people[0], post, tuple(sorted({*named, *part.passages})))
    for part in head(reading, "affiliation"):
        bodies = [link.entity for _, _, link in part.links if link.kind == "organization"]
        signed = [order for name in head(reading, "signature") for order in name.passages]
        for body in bodies[:1]:
            yield _fact(
                reading, people[0], Post("", body), tuple(sorted({*signed, *part.passages}))
            )


def _in_signature(reading: Reading) -> Iterator[Fact]:
    """Yield the post under whose letterhead a letter is signed."""
    if reading.document.kind not in ("Letter", "Note"):
        return
    signers = [
        (link.entity, part.passages)
        for part in head(reading, "signature")
        for _, _, link in part.links
        if link.kind == "person"
    ]
    if len(signers) != 1:
        return
    person, signed = signers[0]
    for part in head(reading, "creator", "letterhead", "position"):
        if any(link.kind == "office" for _, _, link in part.links) or part.text:
            for post in posts(reading, part, part.masked):
                yield _fact(reading, person, post, tuple(sorted({*part.passages, *signed})))


def _in_sentence(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    masked = sentence.masked
    told: list[tuple[Ref, Post]] = []
    following = behind(masked)
    for found in _BESIDE.finditer(masked):
        if found["who"] not in following and "(" not in found[0]:
            continue
        told += _beside(reading, sentence, masked, found["who"], found.end())
    for found in _OFFICE_BEFORE.finditer(masked):
        if "," not in found[0] or found["who"] not in following:
            text = masked[
                found.start() : found.start()
                + len(f"⟦office {found['office']}⟧")
                + len(found["more"] or "")
            ]
            told += [
                (sentence.link(found["who"]).entity, post)
                for post in posts(reading, sentence, text)
            ]
    for found in _OWNED_OFFICE.finditer(masked):
        person, body = sentence.link(found["who"]).entity, sentence.link(found["body"]).entity
        title = sentence.unmask(f"⟦office {found['office']}⟧")
        told = [(p, post) for p, post in told if (p, post.title) != (person, title)]
        told.append((person, Post(title, body)))
    for found in _OWNED.finditer(masked):
        if _names_post(found["title"]):
            told.append(
                (
                    sentence.link(found["who"]).entity,
                    Post(found["title"], sentence.link(found["body"]).entity),
                )
            )
    for found in _POST_BEFORE.finditer(masked):
        if found["who"] in following:
            continue
        title = re.sub(r"^(?:The|La|Le|El|His Excellency|Her Excellency) ", "", found["title"])
        if _names_post(title.split(" ")[0]) or _names_post(" ".join(title.split(" ")[:3])):
            told.append(
                (
                    sentence.link(found["who"]).entity,
                    Post(title.strip(" ,"), sentence.link(found["body"]).entity),
                )
            )
    for found in _AMBASSADOR.finditer(masked):
        told.append(
            (
                sentence.link(found["who"]).entity,
                Post(found["title"], sentence.link(found["state"]).entity),
            )
        )
    for found in _STATE_BEHIND.finditer(masked):
        told.append(
            (sentence.link(found["who"]).entity, Post("", sentence.link(found["state"]).entity))
        )
    for person, post in dict.fromkeys(told):
        yield _fact(reading, person, post, sentence.passages)


def _names_post(title: str) -> bool:
    return any(word.lower() in NOUNS for word in title.split())


def _beside(
    reading: Reading, sentence: Sentence, masked: str, who: str, begin: int
) -> Iterator[tuple[Ref, Post]]:
    """Yield the posts told behind a name: "⟦person 0⟧, Minister of Labour of ⟦state 1⟧"."""
    first = re.match(
        r"(?:(?:former|then|current) )?(?P<word>[\wÀ-ÿ-]+|⟦\w+ \d+⟧(?:'s)? ?[\wÀ-ÿ-]*)",
        masked[begin:],
    )
    if first is None or re.match(r"(?:and|et|y|e|as)\b", masked[begin:]):
        return
    end = phrase_end(masked, begin, sentence.language)
    text = masked[begin:end]
    words = re.findall(r"[\wÀ-ÿ-]+", re.sub(r"⟦\w+ \d+⟧(?:'s)?", " ", text))[:4]
    if not text.startswith("⟦office") and not any(word.lower() in NOUNS for word in words):
        return
    for post in posts(reading, sentence, text):
        yield sentence.link(who).entity, post
