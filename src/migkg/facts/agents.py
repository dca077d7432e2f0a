"""Agents in a sentence: the people, offices, bodies and States that a verb or a list names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from migkg.facts.posts import HONOURS, Post, phrase_end, posts
from migkg.model import Ref
from migkg.reading import Reading, Sentence

# What may stand before the name of an agent and says no more than that it is one.
LEAD: Final = (
    r"(?:(?:both|jointly|then|also|notamment|namely) )?(?:the |The |la |le |les |el |los |las |l'|L'|La |Le |El )?"
    r"(?:(?:Governments?|Gouvernement|Gobierno|Republic|Kingdom|Royaume|delegation|Delegation|délégation|delegación|"
    r"Permanent Mission|Mission permanente|Misión Permanente) (?:of|du|de|del) (?:the |la |l')?|de la |de l'|du |d')?"
)
AGENT: Final = rf"{LEAD}{HONOURS}⟦(?:person|office|organization|state) \d+⟧"
_ONE = re.compile(rf"{LEAD}{HONOURS}⟦(?P<kind>person|office|organization|state) (?P<number>\d+)⟧")
_ACRONYM = re.compile(r" [(\[]⟦\w+ \d+⟧[)\]]")
_JOIN = re.compile(r",? (?:and|et|y|e|as well as|ainsi que|así como)(?: by| par| por)? |, ")
# Behind one of these a name is no subject: "the work of the Assembly".
_GOVERNED = re.compile(
    r"(?:^|[\s'(])(?:of|in|by|to|from|with|for|at|on|under|against|between|among|about|towards?|than|de|du|des|d'|à|au|aux|avec|pour|par|"
    r"sur|dans|del|con|para|por|sobre|en|ante|al|the|a|an)\s?$"
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
    while one := _ONE.match(masked, at):
        agent = _agent(reading, sentence, masked, one)
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
        behind = re.match(r",? ", masked[end:])
        if behind:
            begin = end + behind.end()
            stop = phrase_end(masked, begin, sentence.language)
            told = posts(reading, sentence, masked[begin:stop])
            if told:
                end = stop
    elif one["kind"] == "office":
        # "the Secretary-General, Ban Ki-moon": the person holds the office.
        holder = re.match(rf",? {HONOURS}⟦person (\d+)⟧,?", masked[end:])
        if holder:
            return Agent(sentence.link(holder[1]).entity, one.start(), end + holder.end())
        chain = re.match(r" of (?:the )?⟦office \d+⟧", masked[end:])
        end += chain.end() if chain else 0
    acronym = _ACRONYM.match(masked, end)
    return Agent(ref, one.start(), acronym.end() if acronym else end, told)


def agents_before(
    reading: Reading, sentence: Sentence, masked: str, end: int
) -> tuple[Agent, ...]:
    """Return the agents of a list that ends directly before a place: the subject of a verb."""
    starts = [found.start() for found in _ONE.finditer(masked, 0, end)]
    best: tuple[Agent, ...] = ()
    for start in reversed(starts):
        before = masked[:start]
        if before.endswith(("(", "[")):
            continue  # an acronym behind its name
        if _GOVERNED.search(before):
            break
        listed = agents(reading, sentence, masked, start)
        reached = [agent for agent in listed if agent.end <= end]
        if not reached or masked[reached[-1].end : end].strip(" ,"):
            break
        best = tuple(reached)
        if not _JOIN.search(before[-16:]) or not before.rstrip().endswith(("⟧", ")", ",", " and", " et", " y")):
            break
    return best


def properties_of(agent: Agent) -> Iterator[tuple[str, Ref]]:
    """Yield for whom an agent acts."""
    if agent.behalf is not None:
        yield "onBehalfOf", agent.behalf
