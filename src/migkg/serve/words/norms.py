"""What was adopted, came into force, was ratified or cited, in words."""

from typing import Final

from migkg.serve.words import values
from migkg.serve.words.said import Said, Words, sentence

_ACTIONS: Final = {
    "signature": "signed",
    "ratification": "ratified",
    "accession": "acceded to",
    "succession": "succeeded to",
    "acceptance": "accepted",
    "approval": "approved",
    "formal-confirmation": "formally confirmed",
    "consent": "consented to be bound by",
    "withdrawal": "withdrew from",
    "reservation": "made a reservation to",
    "declaration": "made a declaration on",
    "provisional-application": "applied provisionally",
}
_CITES: Final = {
    "cites": "cites",
    "recalls": "recalls",
    "reaffirms": "reaffirms",
    "encloses": "encloses",
    "announces": "announces",
}


@sentence("Adoption")
def _adoption(said: Said) -> Words:
    verb = said.label("adoptionKind") or "adopted"
    by, instrument, at = (
        said.things("adoptedBy"),
        said.things("instrument"),
        said.things("adoptedAt"),
    )
    when = said.time("adoptionDate", values.on)
    return [
        [by, f" {verb} ", instrument] if by else [instrument, f" was {verb}"],
        [" ", when] if when else None,
        [", at ", at] if at else None,
    ]


@sentence("EntryIntoForce")
def _entry(said: Said) -> Words:
    when = said.time("date", values.on)
    return [said.things("instrument"), " entered into force", [" ", when] if when else None]


@sentence("PartyStatus", "TreatyAction")
def _party(said: Said) -> Words:
    action, when = said.slug("treatyAction"), said.time("date", values.on)
    territory = said.say("territory")
    return [
        said.things("party"),
        f" {_ACTIONS[action]} " if action in _ACTIONS else " is party to ",
        said.things("instrument"),
        [", for ", territory] if territory else None,
        [" ", when] if when else None,
    ]


@sentence("PartyCount")
def _parties(said: Said) -> Words:
    as_of, count = said.time("asOf"), said.decimal("count")
    basis = {"any": "at least one of ", "all": "all of "}.get(said.slug("countBasis"), "")
    number = values.number(count) if count is not None else "Some"
    return [
        ["As of ", as_of, ", "] if as_of else None,
        f"{number} {'State was' if count == 1 else 'States were'} party to {basis}",
        said.things("instrument", last="and" if basis != "at least one of " else "or"),
    ]


@sentence("Citation")
def _citation(said: Said) -> Words:
    kind = said.slug("citationKind")
    return [said.things("citing"), f" {_CITES.get(kind, kind or 'cites')} ", said.things("cited")]
