"""PartyStatus: what a named State did about a treaty; never what it is called upon to do."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.facts.registry import fact_extractor
from migkg.facts.relations.relation_dates import date_of
from migkg.facts.relations.relation_speaker import speaker_of, told
from migkg.facts.relations.relation_text import Things, bare, subjects, things_at
from migkg.iris import concept
from migkg.model import Fact, Property, Ref, dated
from migkg.reading import Reading, Sentence

# Past forms, participles of the passive, nouns; the slug of the act.
_ACTS: Final = {
    "ratification": (
        (
            r"ratified|a ratifié|ont ratifié|avait ratifié|ratificó|ratificaron|"
            r"ha ratificado|han ratificado"
        ),
        r"ratified|ratifiée?s?|ratificad[ao]s?",
        r"[Rr]atification of|[Rr]atification (?:de|du|des)|[Rr]atificación (?:de|del)",
    ),
    "accession": (
        (
            r"acceded to|adhered to|a adhéré (?:à|au|aux)|ont adhéré (?:à|au|aux)|"
            r"se adhirió (?:a|al)|se ha adherido (?:a|al)|se adhirieron (?:a|al)"
        ),
        r"acceded to",
        r"[Aa]ccession to|[Aa]dhésion (?:à|au|aux)|[Aa]dhesión (?:a|al)",
    ),
    "signature": (
        r"signed|a signé|ont signé|firmó|firmaron|ha firmado|han firmado|suscribió",
        r"signed|signée?s?|firmad[ao]s?",
        r"[Ss]ignature of|[Ss]ignature (?:de|du)|[Ff]irma (?:de|del)",
    ),
    "acceptance": (r"formally accepted", r"formally accepted", r"[Aa]cceptance of"),
    "withdrawal": (
        r"denounced|withdrew from|a dénoncé|denunció",
        r"denounced",
        r"[Dd]enunciation of|[Ww]ithdrawal from",
    ),
    "consent": (
        (
            r"(?:is|are|was|were|became|has become|have become|"
            r"has been) (?:also )?(?:a )?(?:State )?part(?:y|ies) to|"
            r"(?:est|sont|est devenue?) (?:Etat |État )?parties? (?:à|au|aux)|(?:es|"
            r"son) (?:Estado )?partes? (?:en|de|del)|es parte (?:en|de|del)"
        ),
        "",
        "",
    ),
}
_ADVERB = (
    r"(?:(?:has|have|had|also|already|since|recently|further|subsequently|both|only|just|"
    r"duly|then|en outre|également|también|ya) )*"
)
_ACTIVE = {act: re.compile(rf",? {_ADVERB}(?:{forms[0]})(?![\w-])") for act, forms in _ACTS.items()}
_BOTH = re.compile(
    rf",? {_ADVERB}(?:signed and ratified|a signé et ratifié|firmó y ratificó|"
    rf"ha firmado y ratificado)(?![\w-])"
)
_NTH = re.compile(
    r",? (?:became|becomes|was|is|est devenue? le|fue el) (?:only )?(?:the )?(?:first|"
    r"second|third|\w+(?:st|nd|rd|th)|latest|most recent) "
    r"(?:(?:[A-Z][a-z]+ )?(?:State|country|Member State|nation|pays|"
    r"país)) to (?P<act>ratify|accede to|sign)(?![\w-])"
)
_VERBS = {"ratify": "ratification", "accede to": "accession", "sign": "signature"}
_GAP = re.compile(
    r" (?:[a-z]+ of the )?(?:the |la |le |les |l'|el |los |las |both |all )?(?:(?:two|"
    r"three|four|core|main|following|ILO|(?:international|internationales|"
    r"internacionales) "
    r"|Conventions?|instruments?|treaties|namely|Nos?\.) ?)*[\"']?(?=⟦)"
)
_PASSIVE = {
    act: re.compile(
        rf"[\"']?,? (?:which |that |qui |que )?(?:(?:was|were|has been|have been|"
        rf"had been|a été|ont été|fue|ha sido) )?(?:also |already |recently )?"
        rf"(?:{forms[1]})(?:,? (?:in|on|en|le|el) [^⟦,;.]{{4,20}},?)? (?:by|par|por) "
    )
    for act, forms in _ACTS.items()
    if forms[1]
}
_OF = {
    act: re.compile(rf"(?:{forms[2]})(?: the| la| l'| le)? ?(?=⟦)")
    for act, forms in _ACTS.items()
    if forms[2]
}
_POSSESSIVE = re.compile(r"⟦state (\d+)⟧'s? (?:recent )?$")
_UNREAL = re.compile(
    r"\b(?:if|should|whether|until|once|unless|call(?:s|ed)? (?:for|on|upon)|urg(?:es?|"
    r"ed|ing)|encourag(?:es?|ed|ing)|welcom(?:es?|ed) the prospect|possible|future|"
    r"planned|towards?|before|si|hasta que|not|n'ont? pas|no)\b[^,;]*$",
    re.IGNORECASE,
)
_NO_TREATY: Final = frozenset(
    {"Resolution", "Declaration", "Framework", "Recommendation", "CodeOfPractice"}
)


@fact_extractor("PartyStatus")
def party_statuses(reading: Reading) -> Iterator[Fact]:
    """Yield one fact per State, treaty and act that a sentence states as done."""
    speaker = speaker_of(reading)
    for sentence in reading.sentences:
        if not any(link.kind == "instrument" for _, _, link in sentence.links):
            continue
        spoken, text = told(sentence, speaker)
        text = bare(text)
        for party, act, treaty, date in _in_sentence(spoken, text):
            if not _may_be(reading, party, treaty):
                continue
            said: list[Property] = [
                ("party", party),
                ("instrument", treaty),
                ("treatyAction", concept("treaty-action", act)),
            ]
            if date:
                said.append(("date", dated(date)))
            yield Fact(reading.document.slug, "PartyStatus", tuple(said), sentence.passages)


def _may_be(reading: Reading, party: Ref, treaty: Ref) -> bool:
    known, body = reading.entities.get(treaty), reading.entities.get(party)
    if known is not None and _NO_TREATY & set(known.types):
        return False
    return party.kind == "state" or (body is not None and "StateGroup" in body.types)


_Said = tuple[Ref, str, Ref, str]


def _in_sentence(sentence: Sentence, text: str) -> Iterator[_Said]:
    for things in subjects(text):
        if _UNREAL.search(text[: things.begin]):
            continue
        both = _BOTH.match(text, things.end)
        if both:
            yield from _done(sentence, text, things, both.end(), ("signature", "ratification"))
            continue
        nth = _NTH.match(text, things.end)
        if nth:
            yield from _done(sentence, text, things, nth.end(), (_VERBS[nth["act"]],))
            continue
        for act, pattern in _ACTIVE.items():
            verb = pattern.match(text, things.end)
            if verb:
                yield from _done(sentence, text, things, verb.end(), (act,))
    for found in re.finditer(r"⟦instrument (\d+)⟧", text):
        for act, pattern in _PASSIVE.items():
            verb = pattern.match(text, found.end())
            by = things_at(text, verb.end()) if verb else None
            if verb is None or by is None:
                continue
            date = date_of(text, found.start(), verb.end(), by)[1]
            for party in _parties(by):
                yield sentence.link(party).entity, act, sentence.link(found[1]).entity, date
    yield from _nouns(sentence, text)


def _done(
    sentence: Sentence, text: str, things: Things, at: int, acts: tuple[str, ...]
) -> Iterator[_Said]:
    gap = _GAP.match(text, at)
    treaties = things_at(text, gap.end()) if gap else None
    if treaties is None:
        return
    date = date_of(text, things.begin, at, treaties)[1]
    for party in _parties(things):
        for treaty in treaties.of(frozenset({"instrument"})):
            for act in acts:
                yield sentence.link(party).entity, act, sentence.link(treaty).entity, date


def _nouns(sentence: Sentence, text: str) -> Iterator[_Said]:
    """Yield "the ratification of X by Y" and "Y's ratification of X", where it is no mere wish."""
    for act, pattern in _OF.items():
        for found in pattern.finditer(text):
            treaties = things_at(text, found.end())
            if treaties is None or _UNREAL.search(text[: found.start()]):
                continue
            own = _POSSESSIVE.search(text[: found.start()])
            by = re.match(r" (?:by|par|por) ", text[treaties.end :])
            others = things_at(text, treaties.end + by.end()) if by else None
            date = date_of(text, found.start(), found.end(), others or treaties)[1]
            # A wish has no date.
            if not date:
                continue
            parties = [int(own[1])] if own else _parties(others) if others else []
            for party in parties:
                for treaty in treaties.of(frozenset({"instrument"})):
                    yield sentence.link(party).entity, act, sentence.link(treaty).entity, date


def _parties(things: Things) -> list[int]:
    """Return the States and bodies of a list; none if it names anything else."""
    return list(things.of(frozenset({"state", "organization"})))
