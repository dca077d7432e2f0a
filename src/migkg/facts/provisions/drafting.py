"""Acts in drafted paragraphs: those of resolutions, which begin with the verb of an act."""

import re
from dataclasses import replace
from typing import Final

from migkg.facts.provisions.actions import infinitive
from migkg.facts.provisions.acts import DIRECTIVE, Hit, acts
from migkg.facts.provisions.addressees import addressees
from migkg.facts.provisions.attribution import Source
from migkg.facts.provisions.embedded import inner_modals
from migkg.facts.provisions.said import Said
from migkg.model import Ref
from migkg.reading import Sentence

_NUMBER = re.compile(
    r"\W*(?:(?:OP|PP)?\d+(?:\.\d+)*(?: ?bis| ?ter)?\s*[.)]?|\(?[a-z]{1,3}\)|"
    r"\(?[ivxIVX]+[.)])?\W*(?=[A-ZÀ-Þ])"
)
_ADVERBS: Final[dict[str, str]] = {
    "en": (
        r"(?:(?:[Aa]lso|[Ff]urther|[Aa]gain|[Oo]nce (?:again|more)|[Tt]herefore|[Aa]ccordingly|"
        r"[Aa]gain|[Hh]ereby|[Ii]n (?:this|that) (?:regard|context|connection|respect),?|"
        r"[A-Za-z]+ly|[Ff]urthermore,?|[Ii]n particular,?|as well as|[Aa]nd) )*"
    ),
    "fr": (
        r"(?:(?:[Aa]ussi|[ÉEée]galement|[Ee]n outre,?|[Dd]e nouveau|[Àà] cet égard,?|"
        r"[A-Za-zé]+ment|[Uu]ne fois de plus|[Dd]e plus|[Ee]t|les?|la) |l')*"
    ),
    "es": (
        r"(?:(?:[Tt]ambién|[Aa]demás|[Aa]simismo|[Nn]uevamente|[Uu]na vez más|[Aa] este "
        r"respecto,?|[Aa] ese respecto,?|[A-Za-zé]+mente|[Yy]|l[aoe]s?) )*"
    ),
}
_CONNECT = re.compile(
    r"(?P<comma>[,;])?(?P<and> and| et| y| e)?(?P<while>,? while| tout en| al tiempo que| "
    r"a la vez que)? $"
)
_RELATIVE = re.compile(r"\b(?:which|who|that|qui|que|quienes)\b")
_ORGAN = re.compile(
    r"^\W*(?:The |La |Le |L'|Les |El |Los )?(?:[^⟦.;:]{0,60} (?:of|de|du|des|del) (?:the |"
    r"la |l')?)?⟦organization (?P<organ>\d+)⟧"
    r"(?: (?:of|de|du|des|del) (?:the |la |l')?⟦organization \d+⟧)?(?: \([^)]*\))?(?:, "
    r"(?:meeting|having met|at its|reunid[oa]|réunie?|en sa|en su)\b[^.;]{0,80})?\s*,\W*$"
)
_IN_WHICH = re.compile(
    r"(?:in|by|through|dans|par|en) (?:which|lesquelles|laquelle|lequel|lesquels|l[ao]s? "
    r"(?:que|cuale?s?)|que) "
    r"(?:(?P<same>it|elle|il|las?|ésta)|(?:the |l'|la |el |le )?⟦organization "
    r"(?P<organ>\d+)⟧) (?:had |has |also |inter alia,? |a |avait |ha |había )*$|"
    r"en (?:la|las|el|los) (?:que|cual|cuales) (?P<spanish>)$"
)
_EDGES: Final = " ,;:.*_"


def organ_of(whole: Sentence) -> Ref | None:
    """Return the organ that a paragraph opens a resolution with: "The General Assembly,"."""
    if len(whole.text) > 160:
        return None
    found = _ORGAN.match(whole.masked)
    return whole.link(found["organ"]).entity if found else None


def is_drafted(whole: Sentence) -> bool:
    """Tell whether a paragraph begins with the verb of an act, as those of resolutions do."""
    return _first(whole, whole.masked) is not None


def _first(whole: Sentence, masked: str) -> tuple[int, Hit] | None:
    """Return where the first clause begins, behind the number, and its verb."""
    if whole.language not in _ADVERBS:
        return None
    number = _NUMBER.match(masked)
    begin = number.end() if number else 0
    adverbs = re.match(_ADVERBS[whole.language], masked[begin:])
    verb = begin + (adverbs.end() if adverbs else 0)
    for hit in acts(masked[: verb + 120], whole.language):
        # "Deeply concerned" is a form of its own, whose first word looks like an adverb.
        if hit.begin in (begin, verb):
            good = hit.shape in ("finite", "participle") or hit.form.split()[0] in _STATES
            return (begin, hit) if good else None
        if hit.begin > verb:
            break
    return None


# Adjectives and participles that open preambular paragraphs.
_STATES_WORDS: Final = """
    deeply gravely seriously concerned alarmed convinced mindful conscious aware guided
    determined cognizant disturbed dismayed persuaded convaincu convaincue consciente conscient
    conscients préoccupé préoccupée préoccupés guidé guidée déterminé déterminée alarmé alarmée
    inquiet inquiète résolue résolu consciente convencida convencido preocupada preocupado
    guiada guiado resuelta decidida alarmada inquieta
"""
_STATES: Final = frozenset(_STATES_WORDS.split())


def drafted(whole: Sentence, organ: Ref, below: tuple[Sentence, ...]) -> list[Said]:
    """Return the acts of a drafted paragraph, those inside others behind them."""
    masked = whole.masked
    first = _first(whole, masked)
    if first is None:
        return []
    begin, opening = first
    hits = acts(masked, whole.language)
    chain = [(begin, opening)]
    for hit in hits:
        if hit.begin < chain[-1][1].end:
            continue
        start = _joins(whole, masked, chain[-1][1], hit, opening)
        if start is not None:
            chain.append((start, hit))
    text_end = len(masked.rstrip(_EDGES))
    told: list[Said] = []
    ends = [*(_cut(masked, start) for start, _ in chain[1:]), text_end]
    source = Source((organ,), 0, "", issuer=True)
    ends = _resumed(masked, chain, ends)
    for number, ((start, hit), end) in enumerate(zip(chain, ends, strict=True)):
        last = number == len(chain) - 1
        told.append(
            Said(
                hit.act,
                source,
                start,
                hit.end,
                max(end, hit.end),
                "stated",
                chapeau=last and bool(below),
            )
        )
    told = _resolved(whole, masked, told)
    for number, outer in enumerate(tuple(told)):
        told += _inner(whole, masked, hits, outer, number)
    told += inner_modals(masked, whole.language, told)
    return told


_BACK = re.compile(
    r"^ (?:them|it|him|her|these|celui-ci|celle-ci|ceux-ci|celles-ci|ést[ao]s?)(?= (?:to|à|de|a) )"
)
_MANY = re.compile(r"them|these|ceux|celles|éstos|éstas|\bl[eo]s |\blas ")
_CLITIC = re.compile(r"\b(?:l[aoe]s?|les?) $|\bl'$")


def _resolved(whole: Sentence, masked: str, told: list[Said]) -> list[Said]:
    """Give "invites them to" the addressees of the act before."""
    found: list[Said] = []
    for said in told:
        behind = masked[said.verb_end : said.end]
        verb = re.search(r"\S+$", masked[: said.verb_end])
        clitic = verb is not None and _CLITIC.search(masked[: verb.start()])
        start = infinitive(behind, whole.language)
        back = _BACK.match(behind) or clitic
        if found and said.act in DIRECTIVE and start and back:
            before = found[-1]
            who = masked[before.verb_end : before.end]
            onward = infinitive(who, whole.language)
            named = before.before or (who[: max(0, onward.start() - 1)] if onward else "")
            if not _MANY.search(back[0]):
                # "him" is the one person or body that the clause before names.
                alone = set(re.findall(r"⟦(?:office|person|organization) \d+⟧", who))
                named = alone.pop() if len(alone) == 1 else ""
            if addressees(whole, named).refs:
                action = said.verb_end + start.start("verb") - 1
                said = replace(said, before=named, action=action)
        found.append(said)
    return found


def _resumed(masked: str, chain: list[tuple[int, Hit]], ends: list[int]) -> list[int]:
    """Let an act go on behind a participle: "to report, taking X into account, and to invite"."""
    ends = list(ends)
    for number in range(1, len(chain)):
        hit = chain[number][1]
        again = re.search(r", and (?:to|à|de|a) [a-z]+", masked[hit.end : ends[number]])
        if hit.shape == "participle" and again and chain[number - 1][1].act in DIRECTIVE:
            ends[number - 1], ends[number] = ends[number], hit.end + again.start()
    return ends


def _cut(masked: str, start: int) -> int:
    """Return where the clause before ends: in front of what joins the next one to it."""
    return len(re.sub(r"[\s,;]*(?:\b(?:and|et|y|e|while|tout en)\b)?[\s,;]*$", "", masked[:start]))


def _joins(whole: Sentence, masked: str, before: Hit, hit: Hit, opening: Hit) -> int | None:
    """Return where a clause begins whose verb goes on with what the paragraph does, if it does."""
    stretch = masked[before.end : hit.begin]
    adverbs = re.search(rf"(?<![\w-])(?P<adverbs>{_ADVERBS[whole.language]})$", stretch)
    words = adverbs["adverbs"] if adverbs else ""
    joint = _CONNECT.search(stretch[: len(stretch) - len(words)])
    if joint is None or not (
        joint["comma"]
        or joint["and"]
        or joint["while"]
        or re.match(r"[Aa]nd |[Ee]t |[Yy] |as well as ", words)
    ):
        return None
    start = hit.begin - len(words)
    if re.match(r"(?:and|et|y|as well as) ", words):
        start += len(re.match(r"(?:and|et|y|as well as) ", words)[0])  # type: ignore[index]
    if hit.shape == "participle":
        # "by promoting X and encouraging Y": the second word belongs to the first.
        if not joint["comma"] and not joint["while"] and opening.shape != "participle":
            return None
        if (
            re.search(r"\b(?:by|of|for|in|en|par) \w+(?:ing|ant|ndo)\b[^,;]*$", stretch)
            and not joint["while"]
        ):
            return None
        return start
    if hit.shape != "finite" or opening.shape not in ("finite",):
        return None
    if _RELATIVE.search(stretch) and not joint["comma"] and not words:
        return None
    return start


def _inner(whole: Sentence, masked: str, hits: list[Hit], outer: Said, number: int) -> list[Said]:
    """Return the acts inside another: "in which it decided", "to invite States to"."""
    found: list[Said] = []
    for hit in hits:
        if not outer.verb_end <= hit.begin < outer.end:
            continue
        before = masked[outer.begin : hit.begin]
        named = _IN_WHICH.search(before)
        if named is not None and hit.shape in ("past", "finite"):
            ref = whole.link(named["organ"]).entity if named["organ"] else outer.source.refs[0]
            source = Source((ref,), hit.begin, "", issuer=ref == outer.source.refs[0])
            stance = "stated" if source.issuer else "attributed"
            found.append(
                Said(hit.act, source, hit.begin, hit.end, outer.end, stance, within=number)
            )
        elif hit.act in DIRECTIVE and hit.shape in ("base", "infinitive"):
            subjunctive = re.search(r"\bthat (?:the )?⟦\w+ (\d+)⟧ (?:should )?$", before)
            actor: Ref | None = whole.link(subjunctive[1]).entity if subjunctive else None
            if actor is None and re.search(r"\b(?:to|à|de|a) (?:\w+ly )?$", before):
                actor = _asked_actor(whole, masked, outer)
            if actor is not None and not found:
                source = Source((actor,), hit.begin)
                found.append(
                    Said(
                        hit.act, source, hit.begin, hit.end, outer.end, outer.stance, within=number
                    )
                )
    return found


def _asked_actor(whole: Sentence, masked: str, outer: Said) -> Ref | None:
    """Return who is asked to perform an inner act, where it is one."""
    behind = masked[outer.verb_end : outer.end]
    start = infinitive(behind, whole.language)
    if start is None:
        return None
    if outer.act in ("decides", "agrees"):
        return outer.source.refs[0]
    if outer.act not in DIRECTIVE:
        return None
    target = addressees(whole, behind[: max(0, start.start() - 1)])
    return target.refs[0] if len(target.refs) == 1 else None
