"""How one thing is related to another, in words."""

from typing import Final
from urllib.parse import urlsplit

from migkg.serve.words import values
from migkg.serve.words.said import Part, Said, Words, listed, sentence

_PREDICATES: Final = {
    "runs": "runs",
    "leads": "leads",
    "funds": "funds",
    "supports": "supports",
    "part-of": "is part of",
    "founded-by": "was founded by",
    "published": "published",
    "author": "is an author of",
    "endorsed": "endorsed",
    "proposed": "proposed",
    "cooperates-with": "cooperates with",
    "party-to": "is party to",
    "operates-in": "is active in",
    "outcome-of": "is an outcome of",
    "observer-of": "is an observer of",
    "chairs": "chairs",
    "aligns-with": "is in line with",
    "successor-of": "succeeds",
    "promotes": "promotes",
    "develops": "develops",
    "concluded-with": "concluded an agreement with",
}
_STATUSES: Final = {"planned": "Planned: ", "considered": "Under consideration: "}


@sentence("Relation")
def _relation(said: Said) -> Words:
    predicate, target = said.slug("predicate"), said.things("object")
    phrase: Words = _PREDICATES.get(predicate)
    if phrase is None:
        text = said.say("predicateText")
        phrase = text or said.label("predicate") or "is related to"
    if predicate == "founded-by" and not target:
        phrase = "was founded"
    return [
        _STATUSES.get(said.slug("relationStatus")),
        said.things("subject"),
        " ",
        phrase,
        [" ", target] if target else None,
        _times(said),
    ]


_MATCHES: Final = {
    "exactMatch": " is the same as ",
    "sameAs": " is the same as ",
    "closeMatch": " is close to ",
    "broadMatch": " is narrower than ",
    "narrowMatch": " is broader than ",
    "relatedMatch": " is related to ",
}


@sentence("Mapping")
def _mapping(said: Said) -> Words:
    """Say how a thing is matched with one of another data set, by what that calls it."""
    predicate = min(said.iris("mappingPredicate"), default="").rpartition("#")[2]
    matched, called = said.nodes("mappingObject"), said.one("objectLabel")
    hosts = sorted({urlsplit(node.value).hostname or "" for node in matched}) if called else []
    return [
        said.things("mappingSubject"),
        _MATCHES.get(predicate, " is matched with "),
        listed(Part(text=called or node.value, iri=node.value) for node in matched),
        f" ({', '.join(hosts)})" if hosts else None,
    ]


def _times(said: Said) -> Words:
    if said.slug("predicate") in {"founded-by", "published"} and said.one("asOf"):
        return [" ", said.time("asOf", values.on)]
    since, until, as_of = said.time("since"), said.time("until"), said.time("asOf")
    return [
        [", since ", since] if since else None,
        [", until ", until] if until else None,
        [", as of ", as_of] if as_of else None,
    ]
