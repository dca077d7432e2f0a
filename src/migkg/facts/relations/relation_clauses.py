"""Relations that clauses state: a subject, a verb and what it is done to, active and passive."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.facts.periods import dates
from migkg.facts.relations.relation_dates import date_of
from migkg.facts.relations.relation_forms import CLAUSES, Clause
from migkg.facts.relations.relation_founding import founded, with_programme
from migkg.facts.relations.relation_said import Said
from migkg.facts.relations.relation_text import (
    THE,
    Things,
    after_preposition,
    bare,
    subjects,
    things_at,
)
from migkg.facts.relations.relation_verbs import BODY
from migkg.reading import Sentence

_STOP: Final = (
    r"of|for|to|with|in|from|that|which|who|whose|by|at|on|under|during|through|between|"
    r"among|against|and|or|not|no|as|is|are|was|were|"
    r"has|have|had|while|when|where|whether|than|into|within|since|about|over|per|de|du|"
    r"des|à|au|aux|par|pour|avec|dans|sur|que|qui|en|"
    r"et|ou|con|por|para|sobre|del|al|y|e|o|how|why|following|including|towards?"
)
_WORDS = rf"(?:(?!(?:{_STOP})\b)[\w'\"-]+ ){{0,6}}?"
NAMED: Final = (
    r"(?:called|named|entitled|titled|known as|baptisée?s?|intitulée?s?|appelée?s?|"
    r"dénommée?s?|denominad[ao]s?|llamad[ao]s?|titulad[ao]s?|"
    r"nommée?s?)(?: the| the so-called| as the)? "
)
_GAP_NAMED = re.compile(
    rf" (?:(?:since|depuis|desde|in|en) \d{{4}},? )?(?:an? |the |une? |la |le |un |una |"
    rf"el |its |two |several )(?:(?!\b(?:by|par|"
    rf"por)\b)[^.;:⟦]){{0,150}}?(?:, )?{NAMED}[\"']?(?=⟦)"
)
_CLASSIFIER = (
    r"(?:programme|program|project|initiative|scheme|campaign|report|study|handbook|"
    r"publication|guide|manual|database|network|portal|plan)"
)


def clauses(text: str, sentence: Sentence) -> Iterator[Said]:
    """Yield what the clauses of a plain masked sentence say."""
    yield from _all_passive(text, sentence)
    yield from _hyphened(text, sentence)
    short = bare(text)
    if short != text:
        yield from _all_passive(short, sentence)
    for things in subjects(short):
        yield from _active(short, sentence, things)
    yield from _led(short, sentence)
    yield from founded(short, sentence)
    yield from with_programme(short, sentence)


def _all_passive(text: str, sentence: Sentence) -> Iterator[Said]:
    for found in re.finditer(r"⟦", text):
        things = things_at_end(text, found.start())
        if things is not None:
            kind = re.compile(rf" {_CLASSIFIER}\b").match(text, things.end)
            yield from _passive(text, sentence, things, kind.end() if kind else things.end)


_ONE_SLOT = re.compile(r"⟦([a-z]+) (\d+)⟧[\"']?")


def things_at_end(text: str, at: int) -> Things | None:
    """Return the one thing whose slot stands at a place."""
    found = _ONE_SLOT.match(text, at)
    return Things(((found[1], int(found[2])),), at, found.end()) if found else None


def _active(text: str, sentence: Sentence, things: Things) -> Iterator[Said]:
    plural = len(things.items) > 1
    for clause in CLAUSES:
        who = things.of(clause.verb.subjects)
        if not who:
            continue
        verb = clause.active.match(text, things.end)
        if verb is None and plural:
            verb = clause.plural.match(text, things.end)
        if verb is None:
            continue
        done = _object(text, verb.end(), clause)
        if done is None:
            continue
        what = done.of(clause.verb.objects)
        status = _status(verb)
        when = date_of(text, things.begin, verb.end(), done)
        for subject in who:
            for thing in what:
                yield _said(sentence, clause, subject, thing, things.begin, status, when)
        if (
            what
            and clause.verb.predicate == "founded-by"
            and re.search(
                r"(?:its|son|sa|su) [\"']?$",
                text[verb.end() : done.begin]
                + (re.match(r"(?:[a-z]+ )?", text[done.begin :]) or [""])[0],
            )
        ):
            for subject in who:
                for thing in what:
                    if sentence.link(thing).kind == "initiative":
                        yield Said(
                            sentence.link(subject).entity,
                            "runs",
                            sentence.link(thing).entity,
                            things.begin,
                            status,
                            when,
                        )
        if what and clause.verb.predicate == "supports":
            yield from _in_making(text, sentence, done, what)


def _object(text: str, at: int, clause: Clause) -> Things | None:
    """Return the things that a verb is done to."""
    verb = clause.verb
    gaps = (
        [rf" (?:{verb.noun}){_WORDS}"]
        if verb.noun_required
        else [
            *([rf" (?:{verb.noun})"] if verb.noun else []),
            rf" {_WORDS}",
            rf" {_WORDS}{_CLASSIFIER}, [\"']?",
            _GAP_NAMED.pattern,
        ]
    )
    if verb.predicate == "supports":
        gaps.append(r" [^.;⟦]{0,140}\bincluding (?:the |various |[^.⟦]{0,80}?; the )")
    for gap in gaps:
        for found in re.finditer(rf"(?:{gap})(?={THE}⟦)", text[at : at + 260]):
            if found.start() != 0:
                break
            things = things_at(text, at + found.end())
            if things is not None and things.of(verb.objects):
                return things
    return None


_FINITE = re.compile(
    r",? ?(?:is|are|was|were|has|have|had|will|est|sont|a été|ont été|fue|fueron|ha|han|es|son)\b"
)


def _passive(text: str, sentence: Sentence, things: Things, at: int) -> Iterator[Said]:
    behind = at
    for clause in CLAUSES:
        found = clause.passive.match(text, at) if clause.passive else None
        by = things_at(text, found.end()) if found else None
        if found is None or by is None:
            continue
        behind = max(behind, by.end)
        if not things.of(clause.verb.objects):
            continue
        if after_preposition(text, things.begin) and (
            (things.items[0][0] in BODY and text[things.end] in ', "') or _FINITE.match(text, at)
        ):
            continue  # it is another thing that was supported: "migrants in Libya were assisted by"
        when = date_of(text, things.begin, found.end(), by)
        if found["when"]:
            inside = next(iter(dates(found["when"])), None)
            when = ("asOf", inside.start) if inside else when
        for subject in by.of(clause.verb.subjects):
            for _, thing in things.items:
                yield _said(sentence, clause, subject, thing, things.begin, _status(found), when)
    joint = re.match(r",? (?:and|et|y)(?= )", text[behind:]) if behind > at else None
    if joint:
        # "funded by A and implemented by B"
        yield from _passive(text, sentence, things, behind + joint.end())


def _led(text: str, sentence: Sentence) -> Iterator[Said]:
    """Yield what a participle at the head of a sentence says of its subject: "Led by A, B has"."""
    head = re.match(r"(?:\d{1,3}\. )?", text)
    for clause in CLAUSES:
        found = (
            clause.participle.match(text, head.end() if head else 0) if clause.participle else None
        )
        by = things_at(text, found.end()) if found else None
        if by is None:
            continue
        comma = re.match(r", ", text[by.end :])
        following = things_at(text, by.end + 2) if comma else None
        if following is None:
            continue
        for subject in by.of(clause.verb.subjects):
            for thing in following.of(clause.verb.objects):
                yield _said(sentence, clause, subject, thing, 0, "actual", ("", ""))


def _hyphened(text: str, sentence: Sentence) -> Iterator[Said]:
    """Yield what attributes say: "IOM-developed, GMG endorsed, handbook"."""
    for found in re.finditer(r"⟦[a-z]+ (\d+)⟧(?=[- ][a-z])", text):
        for clause in CLAUSES:
            verb = clause.hyphened.match(text, found.end()) if clause.hyphened else None
            kind = sentence.link(found[1]).kind
            if verb is None or kind not in clause.verb.subjects:
                continue
            hyphen = text[found.end()] == "-"
            behind = re.match(
                rf"(?:(?:and )?⟦[a-z]+ \d+⟧[- ][a-z]+,? )*(?:[a-z-]+ "
                rf"){{0,3}}?{_CLASSIFIER} (?:on |entitled |called )?[\"']?(?=⟦)"
                + (r"|[\"']?(?=⟦)" if hyphen else ""),
                text[verb.end() :],
            )
            thing = things_at(text, verb.end() + behind.end()) if behind else None
            if thing is None:
                continue
            for what in thing.of(clause.verb.objects):
                yield _said(
                    sentence, clause, int(found[1]), what, found.start(), "actual", ("", "")
                )


def _status(verb: re.Match[str]) -> str:
    said = verb.groupdict()
    return (
        "planned"
        if said.get("planned")
        else ("considered")
        if said.get("considered")
        else ("actual")
    )


def _said(
    sentence: Sentence,
    clause: Clause,
    subject: int,
    thing: int,
    begin: int,
    status: str,
    when: tuple[str, str],
) -> Said:
    one, other = sentence.link(subject).entity, sentence.link(thing).entity
    if clause.verb.inverse:
        one, other = other, one
    return Said(one, clause.verb.predicate, other, begin, status, when)


_MAKING = re.compile(
    r"(?: in (?:the )?⟦state \d+⟧)?,? in (?:the )?(?P<act>development|elaboration|design|"
    r"preparation|establishment|creation|implementation|running|management)"
    r" of (?:the |its |a )?[\"']?⟦(?P<kind>initiative|publication) (?P<what>\d+)⟧"
)


def _in_making(
    text: str, sentence: Sentence, done: Things, what: tuple[int, ...]
) -> Iterator[Said]:
    """Yield what is supported in the making: "supported A in the development of B"."""
    found = _MAKING.match(text, done.end)
    if found is None:
        return
    runs = found["act"] in {"implementation", "running", "management"} and found["kind"] == (
        "initiative"
    )
    for thing in what:
        yield Said(
            sentence.link(thing).entity,
            "runs" if runs else "develops",
            sentence.link(found["what"]).entity,
            done.begin,
        )
