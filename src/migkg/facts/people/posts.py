"""Posts: what stands beside a person's name says which post at which body the person holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from migkg.extract.heads import ORGANIZATIONS
from migkg.facts.people.titles import ARTICLE, HONOURS, NOUNS, titled
from migkg.link.labels import fold
from migkg.model import Ref
from migkg.reading import Reading, Sentence

_BODY = r"⟦(?:organization|state) (\d+)⟧"
_FORMER = re.compile(
    r"^(?:(?:the|le|la|el|l')\s?)?(?:former|ex-|ex |past|ancien(?:ne)?|antigu[oa]|anterior)\s?",
    re.IGNORECASE,
)
_CAPACITY = re.compile(
    r",? (?:and )?(?:(?:acting |speaking )?in (?:his|her|its|their|my|our) (?:official |current |"
    r"dual )?capacit(?:y|ies) as|"
    r"(?:agissant )?en (?:sa|leur|ma|notre) (?:qualité|capacité) de|en (?:su|mi|nuestra)"
    r" (?:calidad|capacidad|condición) de)"
    r" (?:the |la |le |el |l')?",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:,)? (?:and|et|y|e) |; ")
# What ties a post to its body: "Minister of Labour of", "Director General,", "Chair, ".
_TIE = re.compile(
    r"(?:,|\s?[–—-])?(?: (?:of|at|for|in|with|from|within|de|du|des|d'|del|en|à|au|auprès de|chez|"
    r"para|pour))?"
    rf" ?{ARTICLE}(?:(?:Government|Republic|Kingdom|Gouvernement|Gobierno) (?:of|de|du|del)"
    rf" {ARTICLE})?$",
    re.IGNORECASE,
)
_ACCREDITED = re.compile(
    r" (?:to|ante|auprès d[eu]s?|before|near) (?:the |la |las |l'|el |los )?$", re.IGNORECASE
)
_SENT = re.compile(
    r"\b(?:representative|observer|ambassador|envoy|delegate|counsellor|mission|advis[eo]r|"
    r"contributor|"
    r"représentante?|observat(?:eur|rice)|ambassad\w+|representante|observadora?|embajadora?)\b",
    re.IGNORECASE,
)
_TO_BE_CONFIRMED = re.compile(
    r"\(?\b(?:T\.?B\.?C\.?|to be confirmed|à confirmer|por confirmar|a confirmar)\b\)?",
    re.IGNORECASE,
)
_EDGES = " ,;:.–—-*()[]\"'"


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a text tells it: its title as written, and its body where that is written."""

    title: str
    body: Ref | None = None
    former: bool = False
    capacity: bool = False  # the post in whose name someone acts: "in his capacity as"
    written: str = ""  # all the posts it stands among, bodies included, as written


def to_be_confirmed(text: str) -> bool:
    """Tell whether a line says that someone's part is not sure yet.

    >>> to_be_confirmed("Minister of Labour (TBC)"), to_be_confirmed("Minister of Labour")
    (True, False)
    """
    return bool(_TO_BE_CONFIRMED.search(text))


def posts(reading: Reading, sentence: Sentence, masked: str) -> tuple[Post, ...]:
    """Return the posts that a stretch of a masked sentence lists, as it stands beside a name."""
    text = _TO_BE_CONFIRMED.sub("", masked).strip(_EDGES.replace("(", "").replace(")", ""))
    found: list[Post] = []
    for number, part in enumerate(_CAPACITY.split(text)):
        written = sentence.unmask(part).strip(_EDGES)
        here: list[tuple[Post, bool]] = []
        for segment in _segments(part):
            post = _post(reading, sentence, segment)
            if post is not None:
                here.append((post, bool(re.search(_BODY, segment))))
        found += [replace(p, capacity=number > 0, written=written) for p in _shared(here)]
    return tuple(found)


def _shared(found: list[tuple[Post, bool]]) -> Iterator[Post]:
    """Give a post without a body that of the next: "Founder and Chair, Department of Studies"."""
    for at, (post, own) in enumerate(found):
        if post.body is None and not own:
            following = found[at + 1][0] if at + 1 < len(found) else None
            if following is not None and following.body is not None and not following.former:
                post = replace(post, body=following.body)
        yield post


def _segments(text: str) -> Iterator[str]:
    """Split where another post begins: behind a body, or before a word that names a post."""
    begin = 0
    for joint in _JOINT.finditer(text):
        before, after = text[begin : joint.start()], text[joint.end() :]
        lead = re.split(
            r"⟦(?!organization|state)|,| of | for | de | du | in | to ", after, maxsplit=1
        )[0]
        words = re.sub(r"⟦\w+ \d+⟧(?:'s)?", "", _FORMER.sub("", lead)).split()[:4]
        named = any(word.strip(_EDGES).lower() in NOUNS for word in words)
        office = bool(re.match(rf"{ARTICLE}⟦office", after))
        behind_body = re.search(rf"{_BODY}[^⟦,]{{0,3}}$|\([^)]*\)$|\[[^\]]*\]$", before) is not None
        fresh = behind_body and bool(words) and words[0][:1].isupper()
        if office or (named and (titled(before) or "⟦" in before)) or fresh:
            yield before
            begin = joint.end()
    yield text[begin:]


def _post(reading: Reading, sentence: Sentence, segment: str) -> Post | None:
    former = bool(_FORMER.match(segment))
    text = re.sub(rf"^{ARTICLE}", "", _FORMER.sub("", segment), flags=re.IGNORECASE).strip()
    if not text:
        return None
    office = re.match(rf"(?:{HONOURS})⟦office (\d+)⟧", text)
    if office:
        return replace(
            _office(reading, sentence, text[office.end() - len(f"⟦office {office[1]}⟧") :]),
            former=former,
        )
    own = re.match(r"⟦(?:organization|state) (\d+)⟧(?:'s)? (?=[^\s⟦(])", text)
    if own and titled(text[own.end() :].split(",")[0]):
        title = _clean(sentence.unmask(_until_slot(text[own.end() :])))
        return Post(title, sentence.link(own[1]).entity, former)
    for slot in re.finditer(_BODY, text):
        before = text[: slot.start()]
        if text[slot.end() :].startswith("'s ") or re.search(r"[(\[]$", before):
            continue
        if not before.strip(_EDGES):
            continue
        sent = _ACCREDITED.search(before)
        if sent and _SENT.search(before):
            continue
        if sent is None and not _TIE.search(before):
            continue
        title = before[: sent.start()] if sent else _TIE.sub("", before)
        if _names_other_body(title) and sentence.link(slot[1]).kind == "state":
            return Post(_clean(sentence.unmask(title)), None, former)
        if not titled(sentence.unmask(title)):
            return None
        return Post(_clean(sentence.unmask(title)), sentence.link(slot[1]).entity, former)
    title = _clean(sentence.unmask(text))
    return Post(title, None, former) if titled(title) and len(title.split()) <= 20 else None


def _until_slot(text: str) -> str:
    return re.split(r",? ⟦|\s?\(", text, maxsplit=1)[0]


def _names_other_body(title: str) -> bool:
    """Tell whether a title ends in a body without an entity: "Head, Observatory of Work"."""
    parts = title.split(",")
    return (
        len(parts) > 1
        and any(
            word.lower() in ORGANIZATIONS
            or word.lower() in ("observatory", "observatoire", "observatorio")
            for word in re.findall(r"[\wÀ-ÿ-]+", parts[-1])
        )
        and not titled(parts[-1])
    )


def _office(reading: Reading, sentence: Sentence, text: str) -> Post:
    """Return the post of a text that begins with the slot of an office."""
    number = re.match(r"⟦office (\d+)⟧", text)
    assert number is not None
    link = sentence.link(number[1])
    title = sentence.unmask(number[0])
    rest = text[number.end() :]
    chain = re.match(rf" (?:of|de|du) {ARTICLE}⟦office \d+⟧", rest)
    if chain:
        title, rest = title + sentence.unmask(chain[0]), rest[chain.end() :]
    behind = re.match(
        rf" (?:of|de|du|del) {ARTICLE}(?:⟦event \d+⟧ (?:of|de|du) {ARTICLE})?{_BODY}", rest
    )
    if behind:
        named = re.match(rf" (?:of|de|du|del) {ARTICLE}⟦event \d+⟧", behind[0])
        title += sentence.unmask(named[0]) if named else ""
        return Post(_clean(title), sentence.link(behind[1]).entity)
    return Post(_clean(title), body_in_name(reading, link.entity, title))


def body_in_name(reading: Reading, office: Ref, written: str) -> Ref | None:
    """Return the body of an office if its name stands in the title as written."""
    known = reading.entities.get(office)
    for body in known.values("org:postIn") if known else ():
        entity = reading.entities.get(Ref(str(body)))
        if entity and any(
            len(label.text) > 2 and re.search(rf"\b{re.escape(fold(label.text))}\b", fold(written))
            for label in entity.labels
            if label.role != "hidden"
        ):
            return entity.ref
    return None


def _clean(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip(_EDGES.replace(")", ""))
    return title[:-1].strip() if title.endswith(")") and "(" not in title else title
