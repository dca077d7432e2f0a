"""Who took part, who holds what post, who belongs to what, in words."""

from typing import Final

from migkg.serve.words import values
from migkg.serve.words.said import Part, Said, Words, sentence

# By role: what somebody did, and as what somebody is announced.
_ROLES: Final = {
    "chair": ("chaired", "chair of"),
    "moderator": ("moderated", "moderator of"),
    "panellist": ("was a panellist at", "panellist at"),
    "speaker": ("spoke at", "speaker at"),
    "opening-speaker": ("gave opening remarks at", "opening speaker at"),
    "closing-speaker": ("gave closing remarks at", "closing speaker at"),
    "summarizer": ("summarized", "summarizer of"),
    "convener": ("convened", "convener of"),
    "organizer": ("organized", "organizer of"),
    "host": ("hosted", "host of"),
    "contributor": ("contributed to", "contributor to"),
    "participant": ("took part in", "participant in"),
    "observer": ("attended, as observer,", "observer at"),
}
_STATUSES: Final = {
    "announced": "was announced as",
    "to-be-confirmed": "was announced, to be confirmed, as",
    "offered": "offered to be",
}
_MEMBERS: Final = {
    "member": "is a member of",
    "chair": "chairs",
    "co-chair": "co-chairs",
    "observer": "is an observer of",
}


@sentence("Participation")
def _participation(said: Said) -> Words:
    role, status = said.slug("role"), said.slug("participationStatus")
    did, announced = _ROLES.get(role, ("took part in", f"{said.label('role')} at"))
    event = said.things("inEvent")
    title, behalf = said.say("positionTitle"), said.things("onBehalfOf")
    return [
        said.things("participant") or "Somebody",
        f" {did} " if status not in _STATUSES else f" {_STATUSES[status]} {announced} ",
        event or "an event",
        [", as ", title] if title else None,
        [", on behalf of ", behalf] if behalf else None,
    ]


@sentence("Affiliation")
def _affiliation(said: Said) -> Words:
    title, body = said.say("positionTitle"), said.things("organization")
    was = " is " if said.slug("positionStatus") != "former" else " was formerly "
    if not title:
        return [said.things("member"), was, "with ", body, _times(said)]
    within = _title_with_body(said)
    return [
        said.things("member"),
        was,
        within or title,
        [" of ", body] if body and not within else None,
        _times(said),
    ]


def _title_with_body(said: Said) -> Words:
    """Return a title that names the body by its name, which links there; else nothing."""
    title, bodies = said.one("positionTitle"), said.nodes("organization")
    if len(bodies) != 1:
        return None
    before, name, after = title.partition(said.name(bodies[0]))
    if not before or not name or after[:1].isalnum():
        return None
    body = Part(text=name, iri=bodies[0].value)
    return [before, body, after]


@sentence("GroupMembership")
def _membership(said: Said) -> Words:
    role = said.slug("role")
    return [
        said.things("member"),
        f" {_MEMBERS.get(role) or 'is ' + said.label('role') + ' of'} ",
        said.things("organization"),
        _times(said),
    ]


@sentence("Tenure")
def _tenure(said: Said) -> Words:
    held = " held" if said.one("until") or not said.one("since") else " has held"
    return [said.things("member"), f"{held} the office of ", said.things("tenureOf"), _times(said)]


@sentence("Classification")
def _classification(said: Said) -> Words:
    return [
        said.things("classified"),
        " is classified among ",
        said.things("classifiedIn"),
        _times(said),
    ]


def _times(said: Said) -> Words:
    since, until, as_of = said.time("since"), said.time("until"), said.time("asOf")
    if since and until:
        span = values.span(said.one("since"), said.one("until"))
        return [", ", {"text": span, "time": said.one("since")}]
    return [
        [", since ", since] if since else None,
        [", until ", until] if until else None,
        [", as of ", as_of] if as_of else None,
    ]
