"""Who says so: the subject of a verb of act, as a named agent or as a group, and how many of it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from migkg.facts.provisions.subject_words import (
    AGENT,
    AGENTS,
    ASIDE,
    AUX,
    GATHERING,
    GOVERN,
    MOD,
    NOUNS,
    OWN,
    PARTS,
    PRONOUNS,
    SINGLE,
    SPOKEN,
    START,
    TEXT,
)
from migkg.facts.schemes import forms
from migkg.iris import concept
from migkg.model import Ref
from migkg.reading import Sentence

UNNAMED: Final = concept("actor", "unnamed")
PARTICIPANTS: Final = concept("actor", "participants")
SPEAKERS: Final = concept("actor", "speakers")


@dataclass(frozen=True, slots=True)
class Source:
    """Who acts by words; ``begin`` is where the subject stands in the masked text."""

    refs: tuple[Ref, ...]
    begin: int
    quantifier: str = ""  # slug
    issuer: bool = False  # it speaks in its own name in its own text
    event: Ref | None = None
    text: bool = False  # a text that is not named: "the report"


@lru_cache(maxsize=4)
def _quantifiers(language: str) -> tuple[str, dict[str, str]]:
    table = dict(forms("quantifier", language))
    if language == "en":
        table |= {
            "a few": "few",
            "the majority": "most",
            "a majority": "most",
            "almost all": "most",
            "one or two": "few",
            "a large number of": "many",
            "a great many": "many",
            "a small number of": "few",
            "still others": "some",
        }
    listed = "|".join(re.escape(form) for form in sorted(table, key=lambda f: (-len(f), f)))
    return listed, table


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed, _ = _quantifiers(language)
    aux = AUX[language]
    group = (
        rf"(?:[Tt]he |[Ll]es |[Ll]os |[Ll]as )?(?:(?P<many>(?i:{listed}))(?: of the| of| "
        rf"des| de los| de)? )?(?:other |autres |otros |relevant |participating |"
        rf"government |concerned )*"
        rf"(?P<noun>(?i:{NOUNS[language]}))(?P<mod>{MOD})"
    )
    bare = rf"(?P<bare>(?i:{listed}|others))(?P<baremod>{MOD})"
    subject = re.compile(
        rf"{START}(?:(?P<own>{OWN[language]})|(?P<pronoun>{PRONOUNS[language]})|"
        rf"{AGENTS}{ASIDE}|"
        rf"(?P<gathering>{GATHERING})|{TEXT[language]}|{SINGLE[language]}|{group}|"
        rf"{bare}){aux} ?$"
    )
    by = re.compile(
        rf"^(?: (?!(?:and|or|to|that|in|at|for|et|y)\b)\w+){{0,2}} (?:by|par|por) "
        rf"(?:(?P<agents>{AGENT}(?:(?:, |,? and |,? et |,? y ){AGENT})*)|(?:the |les |"
        rf"los )?(?:(?P<many>(?i:{listed}))(?: of the| of)? )?(?:other "
        rf")?(?P<noun>(?i:{NOUNS[language]})))"
    )
    return subject, by


def subject(
    sentence: Sentence,
    masked: str,
    at: int,
    own: tuple[Ref, ...],
    last: Source | None,
) -> Source | None:
    """Return who does what the verb at a place of a masked sentence says; None if no one is told.

    ``own`` is who speaks as "I" and "we"; ``last`` whom "they" refers to.
    """
    if sentence.language not in AUX:
        return None
    # A subject stands near its verb; what is further off cannot be told from other words.
    low = max(0, at - 400)
    found = _patterns(sentence.language)[0].search(masked[low:at])
    if found is None:
        return None
    begin = low + found.start()
    if found["own"]:
        return Source(own, begin, "", issuer=True) if own else None
    if found["pronoun"]:
        plural = found["pronoun"].lower() in ("they", "ils", "elles", "ellos")
        if last is None or plural != _plural(last):
            return None
        return Source(last.refs, begin, last.quantifier, last.issuer, last.event)
    if found["agents"]:
        return _agents(sentence, found["agents"], begin)
    if found["gathering"]:
        event = re.search(r"⟦event (\d+)⟧", found["gathering"])
        return Source(
            (PARTICIPANTS,), begin, event=sentence.link(event[1]).entity if event else None
        )
    if found["text"]:
        return Source((UNNAMED,), begin, text=True)
    _, table = _quantifiers(sentence.language)
    if found["single"]:
        return replace(
            _group(sentence, found["single"] + "s", None, begin, table, ""), quantifier="one"
        )
    if found["bare"]:
        word = found["bare"].lower()
        if word in (
            "one",
            "a single",
            "un",
            "une",
            "uno",
            "una",
            "certain",
            "various",
            "each",
            "every",
            "divers",
        ):
            return None
        slug = "some" if word == "others" else table.get(word, "some")
        return Source((PARTICIPANTS,), begin, slug, event=_event(sentence, found["baremod"]))
    return _group(sentence, found["noun"], found["many"], begin, table, found["mod"])


def agent_by(sentence: Sentence, masked: str, at: int) -> Source | None:
    """Return the agent of a passive verb that ends at a place: "considered by many"."""
    if sentence.language not in AUX:
        return None
    found = _patterns(sentence.language)[1].match(masked[at : at + 300])
    if found is None:
        return None
    if found["agents"]:
        return _agents(sentence, found["agents"], at)
    _, table = _quantifiers(sentence.language)
    return _group(sentence, found["noun"], found["many"], at, table, "")


def _plural(source: Source) -> bool:
    return len(source.refs) > 1 or any(not ref.startswith("id/") for ref in source.refs)


def _agents(sentence: Sentence, listed: str, begin: int) -> Source | None:
    found: dict[Ref, None] = {}
    for slot in re.finditer(r"⟦(\w+) (\d+)⟧", listed):
        # The acronym in brackets names the same agent again.
        if listed[: slot.start()].endswith(("(", "[")):
            continue
        found[sentence.link(slot[2]).entity] = None
    # A country is not its people: "France noted" is said by the State, "in France" by no one.
    return Source(tuple(found), begin) if found else None


def _group(
    sentence: Sentence, noun: str, many: str | None, begin: int, table: dict[str, str], mod: str
) -> Source:
    if SPOKEN.search(noun):
        ref = SPEAKERS
    elif GOVERN.search(noun.replace("countrys", "countries")):
        ref = concept("addressee", "member-states")
    elif re.search(r"[Pp]arties", noun):
        ref = concept("addressee", "states-parties")
    elif re.search(r"origin", noun):
        ref = concept("addressee", "countries-of-origin")
    elif re.search(r"destination", noun):
        ref = concept("addressee", "countries-of-destination")
    elif PARTS.search(noun.replace("countrys", "countries").replace("Government", "government")):
        ref = concept("addressee", "governments")
    elif re.search(r"civil society", noun):
        ref = concept("addressee", "civil-society")
    else:
        ref = PARTICIPANTS
    slug = table.get(many.lower(), "") if many else ""
    return Source((ref,), begin, slug, event=_event(sentence, mod))


def _event(sentence: Sentence, mod: str | None) -> Ref | None:
    """Return the event that those who speak take part in, where the words between say so."""
    named = re.match(
        r",? (?:at|in|of|participating in|attending|present at|à|de|en) (?:the |la |le |el "
        r"|l')?⟦event (\d+)⟧",
        mod or "",
    )
    return sentence.link(named[1]).entity if named else None
