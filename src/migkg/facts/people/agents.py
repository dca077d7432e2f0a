"""Agents in a sentence: the people, offices, bodies and States that a verb or a list names."""

import re
from dataclasses import dataclass
from typing import Final

from migkg.facts.people.appositions import behind
from migkg.facts.people.posts import Post, posts
from migkg.facts.people.titles import HONOURS, NOUNS, TITLE, phrase_end
from migkg.model import Ref
from migkg.reading import Reading, Sentence

# What may stand before the name of an agent and says no more than that it is one.
LEAD: Final = (
    r"(?:(?:both|jointly|then|also|notamment|namely) )?(?:the |The |la |le |les |el |los |las |l'|"
    r"L'|La |Le |El )?"
    r"(?:(?:Governments?|Gouvernement|Gobierno|Republic|Kingdom|Royaume|delegation|Delegation|"
    r"délégation|delegación|"
    r"Permanent Mission|Mission permanente|Misión Permanente|(?:permanent )?representatives?|"
    r"observers?|représentante?s?|representantes?)"
    r" (?:of|du|de|del) (?:the |la |l')?|de la |de l'|du |d')?"
)
# "the Minister of Labour of ⟦state 0⟧", "the Director General of ⟦organization 0⟧, Mr. ⟦person 1⟧"
_TITLED: Final = (
    rf"(?:the |The |la |La |le |Le |el |El |l')?(?P<title>{TITLE}) (?:of |de |du |des |del |d')"
    r"(?:the |la |las |los |l')?"
    r"⟦(?:state|organization) (?P<body>\d+)⟧"
)
AGENT: Final = (
    rf"(?:{LEAD}{HONOURS}⟦(?:person|office|organization|state) \d+⟧|"
    + re.sub(r"\?P<\w+>", "?:", _TITLED)
    + ")"
)
_ONE = re.compile(rf"{LEAD}{HONOURS}⟦(?P<kind>person|office|organization|state) (?P<number>\d+)⟧")
_POST = re.compile(_TITLED)
# "⟦organization 0⟧ Director General ⟦person 1⟧"
_OWNED = re.compile(
    r"(?:the |The )?⟦(?:state|organization) (?P<body>\d+)⟧(?:'s)? (?P<title>[A-Z][\w-]+(?: (?:of |"
    rf"for |and )?[A-Z][\w-]+){{0,6}}),? "
    rf"{HONOURS}⟦person (?P<who>\d+)⟧"
)
_STATE_BEHIND = re.compile(r" \(⟦(?:state|organization) \d+⟧\)")
_HOLDER = re.compile(rf",? (?:{HONOURS})⟦person (?P<who>\d+)⟧")
_ACRONYM = re.compile(r" [(\[]⟦\w+ \d+⟧[)\]]")
_JOIN = re.compile(r",? (?:and|et|y|e|as well as|ainsi que|así como)(?: by| par| por)? |, ")
# Behind one of these a name is no subject: "the work of the Assembly".
_GOVERNED = re.compile(
    r"(?:^|[\s'(])(?:of|in|by|to|from|with|for|at|on|under|against|between|among|about|towards?|"
    r"than|de|du|des|d'|à|au|aux|avec|pour|par|"
    r"sur|dans|del|con|para|por|sobre|en|ante|al|the|a|an|former|ancien|ancienne|ex|que|than)\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Agent:
    """Someone a sentence names, and the posts it gives them."""

    ref: Ref
    begin: int  # in the masked sentence
    end: int
    posts: tuple[Post, ...] = ()

    @property
    def behalf(self) -> Ref | None:
        """Return the body in whose name the agent acts, where a capacity is told."""
        return next((post.body for post in self.posts if post.capacity), None)


def agents(reading: Reading, sentence: Sentence, masked: str, at: int) -> tuple[Agent, ...]:
    """Return the agents listed from a place of a masked sentence on.

    ``⟦person 0⟧, Minister of Labour of ⟦state 1⟧, and the ⟦office 2⟧`` are two.
    """
    found: list[Agent] = []
    while True:
        one = _ONE.match(masked, at)
        agent = _owned(sentence, masked, at)
        if agent is None:
            agent = _agent(reading, sentence, masked, one) if one else _holder(sentence, masked, at)
        if agent is None:
            break
        found.append(agent)
        joint = _JOIN.match(masked, agent.end)
        if joint is None:
            break
        at = joint.end()
    return tuple(found)


def _agent(reading: Reading, sentence: Sentence, masked: str, one: re.Match[str]) -> Agent:
    ref, end = sentence.link(one["number"]).entity, one.end()
    told: tuple[Post, ...] = ()
    if one["kind"] == "person":
        state = _STATE_BEHIND.match(masked, end)
        end = state.end() if state else end
        apart = re.match(r",? ", masked[end:])
        if apart and one["number"] in behind(masked):
            begin = end + apart.end()
            stop = phrase_end(masked, begin, sentence.language)
            told = posts(reading, sentence, masked[begin:stop])
            if told:
                end = stop
    elif one["kind"] == "office":
        # "the Secretary-General, Ban Ki-moon": the person holds the office.
        holder = re.match(rf",? {HONOURS}⟦person (\d+)⟧", masked[end:])
        if holder:
            told = posts(reading, sentence, masked[one.start() : end])
            return Agent(sentence.link(holder[1]).entity, one.start(), end + holder.end(), told)
        chain = re.match(r" of (?:the )?⟦office \d+⟧", masked[end:])
        end += chain.end() if chain else 0
    acronym = _ACRONYM.match(masked, end)
    return Agent(ref, one.start(), acronym.end() if acronym else end, told)


def _owned(sentence: Sentence, masked: str, at: int) -> Agent | None:
    found = _OWNED.match(masked, at)
    if found is None or not any(word.lower() in NOUNS for word in found["title"].split()):
        return None
    post = Post(found["title"], sentence.link(found["body"]).entity)
    return Agent(sentence.link(found["who"]).entity, at, found.end(), (post,))


def _holder(sentence: Sentence, masked: str, at: int) -> Agent | None:
    """Return who holds a post told before a name, or the body where no name follows."""
    told = _POST.match(masked, at)
    if told is None or not any(word.lower() in NOUNS for word in told["title"].split()[:3]):
        return None
    post = Post(told["title"].strip(" ,"), sentence.link(told["body"]).entity)
    acronym = _ACRONYM.match(masked, told.end())
    end = acronym.end() if acronym else told.end()
    holder = _HOLDER.match(masked, end)
    if holder:
        return Agent(sentence.link(holder["who"]).entity, at, holder.end(), (post,))
    return Agent(sentence.link(told["body"]).entity, at, end, (post,))


def agents_before(reading: Reading, sentence: Sentence, masked: str, end: int) -> tuple[Agent, ...]:
    """Return the agents of a list that ends directly before a place: the subject of a verb."""
    starts = sorted(
        {found.start() for pattern in (_ONE, _POST) for found in pattern.finditer(masked, 0, end)}
    )
    for start in starts:
        before = masked[:start]
        # An acronym behind its name, or what is said about something else, is no subject.
        if before.endswith(("(", "[")) or _GOVERNED.search(before):
            continue
        reached = [agent for agent in agents(reading, sentence, masked, start) if agent.end <= end]
        if reached and not masked[reached[-1].end : end].strip(" ,"):
            return tuple(reached)
    return ()
