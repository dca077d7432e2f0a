"""An act by words as a text tells it, and the properties it gives a provision."""

import re
from dataclasses import dataclass
from typing import Final

from migkg.facts.provisions.actions import actions, infinitive
from migkg.facts.provisions.acts import DIRECTIVE
from migkg.facts.provisions.addressees import Addressees, addressees, leading, opening
from migkg.facts.provisions.attribution import UNNAMED, Source
from migkg.facts.provisions.clauses import themes, things
from migkg.iris import concept
from migkg.model import Literal, Property, Ref
from migkg.reading import Reading, Sentence

# Acts whose infinitive says what the actor will do.
_COMMISSIVE: Final = frozenset({"decides", "agrees", "offers", "proposes", "suggests"})
_TURNING: Final = DIRECTIVE | {"reiterates", "cautions", "draws-attention", "reaffirms", "recalls"}
_OF_THINGS: Final = frozenset({"calls-for", "recommends"})
# What stands between a verb and its addressee.
_TO_WHOM = re.compile(
    r"^(?: (?:maintenant|donc|also|therefore)\b,?)?(?: (?:for|on|upon|à|aux?|al?|de)\b)?"
)
_CALL = re.compile(
    r"\b(?:call|calls|request|invitation|appeal|recommendation|l'appel|appel|demande|"
    r"llamamiento|petición|invitación) (?:to|upon|on|à|aux|au|adressée? (?:à|aux|au)|a|al|"
    r"dirigid[oa] a) "
)


@dataclass(frozen=True, slots=True)
class Said:
    """One act: its clause in the masked text, and who is behind it."""

    act: str  # slug
    source: Source
    begin: int  # of the clause that is quoted
    verb_end: int  # what follows the verb is what the act is about
    end: int
    stance: str  # slug
    before: str = ""  # masked words before the verb that name the addressee: the passive, "should"
    action: int | None = None  # where in the masked text the action that is asked for begins
    within: int | None = None  # which of the acts before it holds this one
    embedded: bool = False  # its clause follows "that": the act before it may hold it
    loose: bool = False  # its subject is not that of the sentence
    chapeau: bool = False  # the items below it belong to it
    event: Ref | None = None
    asked: tuple[Ref, ...] = ()  # what is asked for, where a passive says it: "be combated"


def properties(
    reading: Reading,
    sentence: Sentence,
    said: Said,
    actor: Ref,
    within: Ref | None,
    below: tuple[Sentence, ...],
) -> tuple[Property, ...]:
    """Return the properties of a provision."""
    masked = sentence.masked
    clause = masked[said.begin : said.end]
    behind = masked[said.verb_end : said.end]
    target, asked = _asked(sentence, said, behind)
    found: list[Property] = [("actor", actor), ("act", concept("act", said.act))]
    found += [("addressee", ref) for ref in target.refs if ref != actor]
    if target.text:
        found.append(("addresseeText", Literal(sentence.unmask(target.text).strip(" ,"))))
    besides = (actor, *target.refs)
    named = list(things(reading, sentence, clause, besides))
    # Words that only name the addressee say nothing of the subject.
    about = clause.replace(target.text, " ", 1) if target.text else clause
    named += themes(about, sentence.language)
    wanted = list(asked)
    for item in below:
        named += things(reading, item, item.masked, besides)
        named += themes(item.masked, item.language)
        if said.act in DIRECTIVE | _COMMISSIVE:
            wanted += _item_actions(item)
    found += [("concerns", ref) for ref in dict.fromkeys(named)]
    real = [ref for ref in dict.fromkeys(wanted) if not ref.endswith("/other")]
    found += [("requestedAction", ref) for ref in real or dict.fromkeys(wanted)]
    found.append(("stance", concept("stance", said.stance)))
    if said.source.quantifier:
        found.append(("quantifier", concept("quantifier", said.source.quantifier)))
    event = said.source.event or said.event
    if event is not None:
        found.append(("inEvent", event))
    if within is not None:
        found.append(("withinProvision", within))
    text = sentence.unmask(clause).strip(" ,;:")
    if below:
        # A chapeau says nothing without the items below it.
        text = f"{text}: {' '.join(item.text for item in below)}".rstrip(" ,;:.")
    found.append(("provisionText", Literal(text)))
    return tuple(found)


def _item_actions(item: Sentence) -> tuple[Ref, ...]:
    text = re.sub(r"^\W*(?:\(?\w{1,4}\)|\w{1,3}\.)?\s*", "", item.masked)
    text = re.sub(r"^(?:To|À|De|D'|A|Que) ?(?=\w)", "", text)
    return actions(text[:1].lower() + text[1:], item.language)


def _asked(sentence: Sentence, said: Said, behind: str) -> tuple[Addressees, tuple[Ref, ...]]:
    """Return whom an act turns to and what it asks for."""
    language = sentence.language
    none = Addressees((), "")
    if said.before:
        target = addressees(sentence, said.before)
        if said.asked:
            return target, said.asked
        at = said.action if said.action is not None else None
        wanted = actions(sentence.masked[at : said.end], language) if at is not None else ()
        if at is None and said.act in DIRECTIVE and target.refs:
            start = infinitive(behind, language)
            wanted = actions(behind[start.start("verb") - 1 :], language) if start else ()
        return target, wanted
    if said.action is not None:
        return none, actions(sentence.masked[said.action : said.end], language)
    dative = _DATIVE.match(behind) if said.act in _ASKED_OF else None
    if dative:
        target = leading(sentence, dative["who"])
        named = _NAMED.match(dative["who"])
        return target if target.refs else Addressees((), dative["who"] if named else ""), ()
    if said.act in _COMMISSIVE:
        start = infinitive(behind, language)
        if (start is not None and start.start() <= 2) or (
            start and re.match(r"^,? (?:within|further|in)\b", behind)
        ):
            return none, actions(behind[start.start("verb") - 1 :], language)
        return none, ()
    if said.act not in _TURNING:
        return none, ()
    if said.act == "draws-attention":
        whose = re.search(
            r"(⟦\w+ \d+⟧)(?:'s)? attention", sentence.masked[said.begin : said.verb_end]
        )
        if whose:
            return addressees(sentence, whose[1]), ()
        return _before(sentence, re.match(r" of (.+?) to ", behind)), ()
    if said.act not in DIRECTIVE:
        return _repeated(sentence, behind)
    if re.match(r" (?:that|que|qu')\b", behind):
        return _that(sentence, behind)
    start = infinitive(behind, language)
    nominal = _nominal(behind, language)
    if start is None or nominal:
        lone = leading(sentence, _noun_phrase(behind)) if said.act not in _OF_THINGS else none
        return lone, nominal
    who = behind[: max(0, start.start() - 1)] if start.start() else ""
    wanted = actions(behind[start.start("verb") - 1 :], language)
    target = addressees(sentence, _TO_WHOM.sub("", who))
    if not target.refs and _NAMED.match(target.text) and len(target.text.split()) < 25:
        return target, wanted
    if not target.refs:
        target = none
    if not target.refs and len(who.split()) > 12:
        # The infinitive is too far off to belong to the act.
        return none, ()
    return target, wanted


def _noun_phrase(behind: str) -> str:
    return re.split(r"[;:]| (?:that|which|who|to|que|qui) ", behind, maxsplit=1)[0]


def _before(sentence: Sentence, found: re.Match[str] | None) -> Addressees:
    return addressees(sentence, found[1]) if found else Addressees((), "")


def _that(sentence: Sentence, behind: str) -> tuple[Addressees, tuple[Ref, ...]]:
    """Read "recommends that the Assembly adopt", "demande que les États ratifient"."""
    lead = re.match(r" (?:that|que|qu'),? ?", behind)
    rest = behind[lead.end() :] if lead else behind
    target = opening(sentence, rest)
    if not target.refs:
        return Addressees((), ""), ()
    verb = rest[rest.find(target.text) + len(target.text) :]
    if sentence.language != "en":
        asked = re.match(r" (?:se )?(?=[a-zéáíóúñ]+)", verb)
        return target, actions(verb[asked.end() :], sentence.language) if asked else ()
    found = re.match(r"(?: and [^,;]{3,60}?)? (?:should |would |also )*(?P<verb>[a-z]+)", verb)
    if found is None or found["verb"] in _FINITE:
        return Addressees((), ""), ()
    return target, actions(verb[found.start("verb") :], "en")


# "proposed to the General Assembly that": who is asked stands before what is asked.
_ASKED_OF: Final = frozenset({"proposes", "suggests", "recommends"})
_DATIVE = re.compile(r" (?:to|aux?|à|al?) (?P<who>[^,;:]{2,120}?),? (?=that\b|que\b|qu')")
# Words of an addressee that no entity or category stands for: "the Chair of the Committee".
_NAMED = re.compile(
    r"(?:the |all |les? |la |el |l[ao]s |l')?(?:[A-ZÀ-Þ]|⟦(?:organization|office|person|state) )"
)
_FINITE_WORDS: Final = """
    is was are were has had have be of in and or that which
"""
_FINITE: Final = frozenset(_FINITE_WORDS.split())


def _repeated(sentence: Sentence, behind: str) -> tuple[Addressees, tuple[Ref, ...]]:
    """Read what is said again: "reiterating the call to States to ratify, and the request to"."""
    calls = list(_CALL.finditer(behind))
    refs: dict[Ref, None] = {}
    wanted: dict[Ref, None] = {}
    texts = []
    for number, call in enumerate(calls):
        if number == 0 and call.start() > 40:
            break
        end = calls[number + 1].start() if number + 1 < len(calls) else len(behind)
        part = behind[call.end() : end]
        start = infinitive(part, sentence.language)
        if start is None:
            continue
        target = addressees(sentence, part[: max(0, start.start() - 1)])
        refs |= dict.fromkeys(target.refs)
        texts.append(target.text)
        wanted |= dict.fromkeys(actions(part[start.start("verb") - 1 :], sentence.language))
    text = texts[0] if len(texts) == 1 else ""
    if len(texts) > 1:
        begin, last = behind.find(texts[0]), behind.find(texts[-1])
        text = behind[begin : last + len(texts[-1])]
    return Addressees(tuple(refs), text), tuple(wanted)


_NOMINAL = re.compile(
    r"^ (?:for )?(?:the |a |an |la |l'|el |universal |early |speedy |wider |full |effective )*"
    r"(?P<noun>ratification|accession|implementation|adhésion|ratificación|adhesión|"
    r"inclusion|convening|promotion|strengthening|establishment|adoption|development|"
    r"recognition|reduction|increase|expansion|creation|protection|improvement|integration|"
    r"dissemination)\b(?:,? (?:and|or|of and|et|y) (?:the )?(?P<second>ratification|"
    r"accession|implementation|adoption))?"
)
_NOUN_ACTIONS: Final = {
    "inclusion": "incorporate",
    "convening": "convene",
    "promotion": "promote",
    "strengthening": "strengthen",
    "establishment": "develop",
    "adoption": "adopt",
    "development": "develop",
    "recognition": "recognize",
    "reduction": "reduce",
    "ratification": "ratify",
    "accession": "accede",
    "implementation": "implement",
    "increase": "increase",
    "expansion": "increase",
    "creation": "develop",
    "protection": "protect",
    "improvement": "strengthen",
    "integration": "incorporate",
    "dissemination": "disseminate",
    "adhésion": "accede",
    "ratificación": "ratify",
    "adhesión": "accede",
}


def _nominal(behind: str, language: str) -> tuple[Ref, ...]:
    del language
    found = _NOMINAL.match(behind)
    if found is None:
        return ()
    named = [found["noun"], *([found["second"]] if found["second"] else [])]
    return tuple(concept("requested-action", _NOUN_ACTIONS[noun]) for noun in named)


# "Member States agreed": all of them, as one; "some Member States noted" names nobody.
_WHOLE: Final = (
    (concept("addressee", "member-states"),),
    (concept("addressee", "states-parties"),),
)


def attributed(source: Source) -> str:
    """Return the stance of an act that the text gives as someone else's."""
    if source.issuer:
        return "stated"
    named = any(ref.startswith("id/") for ref in source.refs)
    if not source.quantifier and source.refs in _WHOLE:
        return "attributed"
    if named and all(ref.kind == "publication" for ref in source.refs):
        return "reported"
    return "attributed" if named and source.refs != (UNNAMED,) else "attributed-unnamed"
