"""What is asked, noted or decided, by whom, of whom, in words."""

from typing import Final

from migkg.namespaces import CONCEPT
from migkg.serve.words.said import Part, Said, Words, listed, sentence
from migkg.serve.words.text import plain

# Acts whose verb takes the one who is asked without a preposition.
_DIRECT: Final = frozenset(
    {"urges", "calls-upon", "encourages", "requests", "invites", "cautions", "supports", "welcomes"}
)
# Acts that want something done: "urges Member States to ratify", "decides to convene".
_WANTS: Final = _DIRECT - {"supports", "welcomes", "cautions"}
_DOES: Final = frozenset({"decides", "agrees", "offers"})
# What stands before those who are asked, where it is no plain "to".
_BEFORE: Final = {"calls-for": " by ", "draws-attention": ", that of "}
_UNNAMED: Final = CONCEPT + "actor/unnamed"


@sentence("Provision")
def _provision(said: Said) -> Words:
    act, to = said.slug("act"), said.things("addressee")
    as_written = said.say("addresseeText")
    if not to and as_written:
        to = [as_written]
    before = _BEFORE.get(act, " " if act in _DIRECT else " to ")
    actions = [
        Part(text=said.name(node), iri=node.value)
        for node in said.nodes("requestedAction")
        if not node.value.endswith("/other")  # the clause says what
    ]
    concerns, event = said.things("concerns"), said.things("inEvent")
    whole = [
        Part(text="another provision", iri=node.value) for node in said.nodes("withinProvision")
    ]
    clause = plain(said.one("provisionText"))
    return [
        _who_acts(said),
        [before, to] if to else None,
        [" to " if _infinitive(act, bool(to)) else ": ", listed(actions)] if actions else None,
        [", concerning ", concerns] if concerns else None,
        [", at ", event] if event else None,
        [", within ", listed(whole)] if whole else None,
        [": ", Part(text=clause, say=True, clause=True)] if clause else None,
    ]


def _infinitive(act: str, addressed: bool) -> bool:
    """Return whether an act takes what is to be done as a verb: somebody to, or itself to."""
    return act in _DOES if not addressed else act in _WANTS


def _who_acts(said: Said) -> Words:
    """Return actor and verb: one body urges, some participants urge."""
    actors, how_many = said.nodes("actor"), said.label("quantifier")
    unnamed = [node.value for node in actors] == [_UNNAMED] or not actors
    groups = any(iri.startswith(CONCEPT) for iri in said.iris("actor"))
    verb = said.label("act") or "states"
    many = how_many not in {"", "one"} or len(actors) > 1 or (groups and not unnamed)
    if many and how_many != "one":
        first, _, rest = verb.partition(" ")
        verb = _plural(first) + (f" {rest}" if rest else "")
    if unnamed:
        who = Part(text=f"{how_many} (unnamed)" if how_many else "somebody (unnamed)")
        if actors:
            who["iri"] = actors[0].value
        return [who, f" {verb}"]
    return [f"{how_many} " if how_many else None, said.things("actor"), f" {verb}"]


def _plural(verb: str) -> str:
    """Return a verb as many do it.

    >>> _plural("urges"), _plural("stresses"), _plural("bears")
    ('urge', 'stress', 'bear')
    """
    return verb[:-2] if verb.endswith("sses") else verb.removesuffix("s")
