"""Programmes that one sentence tells of and the next one names: "This programme, called B"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from migkg.facts.relations.relation_clauses import NAMED
from migkg.facts.relations.relation_forms import CLAUSES, Clause
from migkg.facts.relations.relation_said import Said
from migkg.facts.relations.relation_text import subjects, things_at
from migkg.model import Ref
from migkg.reading import Sentence

_NOUN = r"(?P<noun>programme|program|project|initiative|scheme|campaign)(?P<many>s)?"
_FIRST = re.compile(
    rf" (?:an? |one |two |three |four |several |the following )(?:[\w-]+ ){{0,3}}?{_NOUN}\b"
)
_THEN = re.compile(
    rf"\b(?:[Tt]his|[Tt]hat|[Tt]he(?: (?:first|second|third|other|latter|"
    rf"former))?) {_NOUN.replace('(?P<many>s)?', '')}\b"
)
_CALLED = re.compile(
    rf",? (?:(?:and )?(?:is|was|which is) )?{NAMED}[\"']?⟦initiative (?P<what>\d+)⟧"
)


@dataclass(frozen=True, slots=True)
class _Open:
    """Something done to a thing that has no name yet."""

    agent: Ref
    clause: Clause
    noun: str
    many: bool
    passages: tuple[int, ...]


class Unnamed:
    """Reads the sentences of one paragraph in their order."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def read(self, sentence: Sentence, text: str) -> Iterator[tuple[Said, tuple[int, ...]]]:
        """Yield relations of what a sentence names, with the passages of earlier sentences."""
        for found in _THEN.finditer(text):
            yield from self._named(sentence, text, found)
        for things in subjects(text):
            for clause in CLAUSES:
                who = things.of(clause.verb.subjects)
                verb = clause.active.match(text, things.end) if who else None
                thing = _FIRST.match(text, verb.end()) if verb else None
                if verb is None or thing is None or "initiative" not in clause.verb.objects:
                    continue
                if verb.groupdict().get("planned") or verb.groupdict().get("considered"):
                    continue
                for number in who:
                    self._keep(sentence, number, clause, thing)
                for other, by in _done_by(text, thing.end()):
                    self._keep(sentence, by, other, thing)

    def _keep(self, sentence: Sentence, number: int, clause: Clause, thing: re.Match[str]) -> None:
        agent = sentence.link(number).entity
        noun, many = thing["noun"], bool(thing["many"])
        self._open.append(_Open(agent, clause, noun, many, sentence.passages))

    def _named(
        self, sentence: Sentence, text: str, found: re.Match[str]
    ) -> Iterator[tuple[Said, tuple[int, ...]]]:
        end = found.end()
        done = list(_done_by(text, end))
        if done:
            by = things_at(text, _by_end(text, end))
            end = by.end if by else end
        called = _CALLED.match(text, end)
        if called is None:
            return
        name = sentence.link(called["what"]).entity
        for clause, number in done:
            yield _said(sentence.link(number).entity, clause, name, found.start()), ()
        for known in self._open:
            if known.noun == found["noun"]:
                yield _said(known.agent, known.clause, name, found.start()), known.passages
        self._open = [known for known in self._open if known.many or known.noun != found["noun"]]


def _said(agent: Ref, clause: Clause, name: Ref, begin: int) -> Said:
    pair = (name, agent) if clause.verb.inverse else (agent, name)
    return Said(pair[0], clause.verb.predicate, pair[1], begin)


def _done_by(text: str, at: int) -> Iterator[tuple[Clause, int]]:
    """Yield who did what to a thing: "run by A and B" directly behind it."""
    for clause in CLAUSES:
        found = clause.passive.match(text, at) if clause.passive else None
        by = things_at(text, found.end()) if found else None
        if by is None or "initiative" not in clause.verb.objects:
            continue
        for number in by.of(clause.verb.subjects):
            yield clause, number


def _by_end(text: str, at: int) -> int:
    for clause in CLAUSES:
        found = clause.passive.match(text, at) if clause.passive else None
        if found:
            return found.end()
    return at
