"""Acts in the passive voice: "Governments were called upon", "was considered essential by many"."""

import re
from typing import Final

from migkg.facts.provisions.actions import infinitive
from migkg.facts.provisions.acts import DIRECTIVE, Hit
from migkg.facts.provisions.addressees import leading
from migkg.facts.provisions.attribution import UNNAMED, Source, agent_by
from migkg.facts.provisions.said import Said
from migkg.facts.provisions.verbs import passive
from migkg.facts.provisions.voice import OFFICIAL, Voice, opening, stance_of
from migkg.reading import Sentence

BE: Final[dict[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"(?P<modal>(?:can|could|may|might|must|should|would|will|shall|to|not) (?:also "
        r")?)?(?:\b(?P<be>was|were|is|are|has been|have been|had been|been|being|be)) "
        r"?(?P<adverb>(?:(?:also|further|generally|widely|warmly|again|once again|"
        r"therefore|thus|repeatedly|strongly|often|[a-z]+ly|particularly|not) )*)$"
    ),
    "fr": re.compile(
        r"(?P<modal>(?:peut|doit|pourrait|devrait|ne) )?(?P<be>a été|ont été|est|sont|"
        r"était|étaient|fut|furent) (?P<adverb>(?:également |aussi |vivement |généralement "
        r"|\w+ment )*)$"
    ),
    "es": re.compile(
        r"(?P<modal>(?:puede|debe|podría|debería|no) )?(?P<be>fue|fueron|es|son|ha sido|"
        r"han sido) (?P<adverb>(?:también |además |\w+mente )*)$"
    ),
}
# What an issuer does in the passive voice of the present: "a programme is proposed".
_ISSUED: Final = DIRECTIVE | {"proposes", "suggests"}
_CLAUSE = re.compile(
    r"(?:;|:|(?<!\w\.\w)\.) |, (?:but|while|whereas|although|though|mais|tandis que|pero|"
    r"mientras que) |, (?:and|et|y) "
)


def passive_act(
    sentence: Sentence, masked: str, hit: Hit, voice: Voice, before: list[Said]
) -> Said | None:
    """Return the act of a verb that is in the passive voice, if it is one."""
    if hit.shape != "past":
        return None
    be = BE[sentence.language].search(masked[: hit.begin])
    if be is None or "not " in be["adverb"]:
        return None
    low = max((m.end() for m in _CLAUSE.finditer(masked, 0, be.start())), default=opening(masked))
    joined = max((said.verb_end for said in before if low <= said.verb_end), default=0)
    second = re.match(r",? (?:and|et|y) ", masked[joined : be.start()]) if joined else None
    low = joined + second.end() if second else low
    told = masked[low : be.start()]
    who = _subject_phrase(told)
    if be["modal"] or be["be"] in ("been", "being", "be"):
        formula = (
            be["modal"]
            and be["modal"].startswith("should")
            and hit.act
            in ("notes", "emphasizes", "stresses", "underscores", "recalls", "bears-in-mind")
        )
        if not formula or (voice.summary and not voice.own):
            return None
        source = Source((voice.issuer,), low, issuer=True)
        return Said(hit.act, source, low, hit.end, len(masked), "stated", before=who)
    if re.search(r"\b(?:which|who|whom|whose|qui|that|que)$", who) and hit.act != "welcomes":
        return None
    target = leading(sentence, who)
    if not passive(masked, hit, who, bool(target.refs)):
        return None
    by = agent_by(sentence, masked, hit.end)
    source = by or Source((UNNAMED,), low)
    stance = stance_of(source, voice)
    if (
        by is None
        and voice.kind in OFFICIAL
        and not voice.summary
        and be["be"] in ("is", "are")
        and hit.act in _ISSUED
    ):
        stance = "stated"
    directive = hit.act in DIRECTIVE
    behind = masked[hit.end :]
    start = infinitive(behind, sentence.language) if directive else None
    dative = directive and re.match(r" (?:aux?|à|al?|a l[ao]s) ", behind)
    action = hit.end + start.start("verb") - 1 if start and target.refs else None
    named = _addressed(who) if directive and target.refs else "" if dative else " "
    return Said(
        hit.act, source, low, hit.end, len(masked), stance,
        before=named, action=action,
    )  # fmt: skip


def _subject_phrase(told: str) -> str:
    """Return the noun phrase that ends a stretch: what follows its opening adjuncts."""
    plain = re.sub(r"\([^)]*\)", lambda m: " " * len(m[0]), told)
    parts = plain.split(", ")
    # "To address the growing demand, countries of destination": adjuncts end in commas.
    at = len(plain) - len(parts[-1])
    if len(parts) > 1 and re.match(r"[,\s]*$", parts[-1]):
        at = 0
    phrase = told[at:]
    if (
        len(parts) > 1
        and re.match(r"(?:with|in|including|especially|such as|avec|con) ", parts[-2])
        and not phrase.strip()
    ):
        phrase = ", ".join(parts[:-2])
    return re.sub(r"^(?:and|but|while|that|also|however|then|et|mais|y) ", "", phrase.strip(" ,"))


def _addressed(who: str) -> str:
    return re.sub(r"^(?:[Hh]ence|[Tt]hus|[Tt]herefore|[Hh]owever),? ", "", who)
