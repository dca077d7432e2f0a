"""What a text itself recommends: "should", "could", "may wish to"."""

import re
from typing import Final

from migkg.facts.provisions.addressees import leading
from migkg.facts.provisions.attribution import Source
from migkg.facts.provisions.embedded import MODAL, inside, passive_asked
from migkg.facts.provisions.said import Said
from migkg.facts.provisions.voice import Voice, opening
from migkg.reading import Sentence

_SUBORDINATE: Final[dict[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"\b(?:that|which|who|whom|whose|where|how|what|whether|if|because|until|when|"
        r"while|While|although|Although|though|Though|since|whereas|as|than|why|so|How|"
        r"What|If|When|Whether|Why|Where|unless|I|hope|hoped|believe|fear)\b(?!,)"
    ),
    "fr": re.compile(
        r"\b(?:qui|que|qu'\w*|dont|où|comment|si|lorsque|quand|parce|puisque|tandis|Si|"
        r"lesquel\w+)\b"
    ),
    "es": re.compile(
        r"\b(?:que|quien|quienes|cuyo|cuya|donde|cómo|si|cuando|porque|mientras|Si|Cuando)\b"
    ),
}
# A subject holds no verb of its own.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|do|does|did|est|sont|ont|será|son|fue)\b"
)
_BREAK = re.compile(r"; |(?<!\w)-- |\. (?=[A-ZÀ-Þ])|, (?:and|but|et|mais|y|pero) |: ")
# What a text proposes to be so: an event and its parts, or those who can do something.
_ARRANGED = re.compile(
    r"⟦event|\b(?:sessions?|meetings?|round tables?|round-table|debates?|dialogues?|"
    r"discussions?|hearings?|panels?|summar(?:y|ies)|outcomes?|note|themes?|focus|"
    r"programme|"
    r"participation|participants|chairs?|delegations?|speakers?|representatives?|option|"
    r"modalities|format|measures|process|segments?|elements?|review|role|integration|"
    r"consultations?|"
    r"réunions?|débats?|tables rondes|participants|thèmes?|reuniones|debates?|mesas "
    r"redondas|participantes|temas?|resultados?)\b",
    re.IGNORECASE,
)
# What may come about, not what is to be done.
_CHANCES_WORDS: Final = """
    lead result reach become amount cause help contribute happen arise occur explain mean suffer
    face lose cost exceed rise fall grow decline not never no feel see find come even only
    easily well affect lower harm potentially still no make put prove bring improve reduce
    increase entraîner conduire atteindre contribuer conducir llegar contribuir afectar
"""
_CHANCES = frozenset(_CHANCES_WORDS.split())


def modal_acts(sentence: Sentence, masked: str, told: list[Said], voice: Voice) -> list[Said]:
    """Return what the text itself recommends in a sentence."""
    pattern = MODAL.get(sentence.language)
    found = _impersonal(masked, sentence.language, told, voice)
    found += _chapeau(sentence, masked, [*told, *found], voice)
    if pattern is None or masked.rstrip().endswith(':"'):
        return found
    for hit in pattern.finditer(masked):
        holder = next(
            (s for s in reversed(told) if s.begin <= hit.start() < _reach(masked, s)), None
        )
        if holder is not None:
            inner = inside(masked, hit, holder)
            found += [inner] if inner else []
            continue
        if masked.count('"', 0, hit.start()) % 2 == 1:
            continue
        low = max(
            (
                m.end()
                for m in _BREAK.finditer(masked, 0, hit.start())
                if m[0] != ": " or m.end() < 40
            ),
            default=0,
        )
        if found and not found[-1].embedded and low <= found[-1].verb_end:
            joined = re.search(
                r"(?:,| and| et| y) [^,;]*$", masked[found[-1].verb_end : hit.start()]
            )
            if joined is None:
                continue
            low = found[-1].verb_end + joined.start()
        clause = masked[low : hit.start()]
        who = re.sub(r"^\W*(?:\d{1,3}\.|\(?[a-z]{1,2}\)) +", "", _subject(clause))
        if (
            not who
            or _SUBORDINATE[sentence.language].search(who)
            or re.search(r"(?<!and )(?<!y )\b(?:that|que),", clause)
        ):
            continue
        if _FINITE.search(who) or who.count("(") != who.count(")"):
            continue
        target = leading(sentence, who)
        if hit["could"] and not _arranged(sentence, hit, who, bool(target.refs), voice):
            continue
        if hit["should"] and voice.summary and re.match(r"[Ii]t |[Tt]hey ", who + " "):
            continue
        begin = low + len(clause) - len(clause.lstrip(" ,"))
        begin += len(re.match(r"(?:(?:and|et|y) )?", masked[begin:])[0])  # type: ignore[index]
        number = re.match(r"\W*(?:\d{1,3}\.|\(?[a-z]{1,2}\)) +(?=\S)", masked[begin:])
        begin += number.end() if number else 0
        source = Source((voice.issuer,), begin, issuer=True)
        if hit["may"] or not hit["behind"].startswith(("be ", "être ", "ser ", "not be")):
            action: int | None = hit.start("verb")
        else:
            asked = re.match(
                r"(?:be|also be) (?:also )?(?:requested|invited|encouraged|urged|asked|"
                r"tasked|called upon) (?:to|with) (?=[a-z])",
                masked[hit.start("behind") :],
            )
            action = hit.start("behind") + asked.end() if asked else None
        negative = hit["behind"].startswith(("not ", "never ", "no "))
        # A slice of its own where nothing is asked of anyone named.
        before = target.text if target.refs else " "
        found.append(
            Said(
                "recommends",
                source,
                begin,
                hit.start("behind"),
                len(masked),
                "stated",
                before=before,
                action=None if negative or not target.refs else action,
                asked=() if negative or action is not None else passive_asked(hit),
            )
        )
    return found


# What a French text says without a subject; not the turns of phrase that only go on talking.
_IL_FAUT = re.compile(
    r"(?:^|(?<=[.;,:] )|(?<=\bet )|(?<=\bmais )|(?<=\bcar ))[Ii]l (?:faut|faudrait|"
    r"conviendrait)(?: (?:également|aussi|donc|que|de|d'))* ?"
    r"(?P<verb>(?!ajouter|noter|dire|rappeler|souligner|préciser|distinguer|savoir|voir|"
    r"signaler|mentionner|citer|ne\b|pas\b)[a-zéèêœ]+|: *$)"
)
# "Member States should:", and the items below.
_CHAPEAU = re.compile(
    r"(?P<who>.*?)\b(?:should|may wish to|devraient|devrait|deberían|debería) *(?:inter alia)? "
    r"*: *$"
)


def _impersonal(masked: str, language: str, told: list[Said], voice: Voice) -> list[Said]:
    if language != "fr":
        return []
    return [
        Said(
            "recommends",
            Source((voice.issuer,), hit.start(), issuer=True),
            hit.start(),
            hit.start("verb"),
            len(masked),
            "stated",
            before=" ",
        )
        for hit in _IL_FAUT.finditer(masked)
        if not any(said.begin <= hit.start() < said.end for said in told)
    ]


def _chapeau(sentence: Sentence, masked: str, told: list[Said], voice: Voice) -> list[Said]:
    hit = _CHAPEAU.match(masked) if masked.rstrip().endswith(":") and not told else None
    if hit is None:
        return []
    begin = opening(masked)
    target = leading(sentence, _subject(masked[begin : hit.end("who")]))
    source = Source((voice.issuer,), begin, issuer=True)
    before = target.text if target.refs else " "
    return [Said("recommends", source, begin, len(masked), len(masked), "stated", before=before)]


def _reach(masked: str, said: Said) -> int:
    """Return how far an act's clause may reach before the ends of clauses are set."""
    semicolon = masked.find("; ", said.verb_end, said.end)
    return semicolon if semicolon > 0 else said.end


_ADJUNCT = re.compile(
    r"(?:in|with|through|within|by|together|where|as|including|especially|particularly|"
    r"under|at|en|avec|dans|con|mediante|según|y compris) ",
)


def _subject(clause: str) -> str:
    """Return the subject of a clause: what stands behind its opening adjuncts."""
    plain = re.sub(r"\([^)]*\)", "", clause)
    parts = [part.strip() for part in plain.split(", ")]
    while parts and (not parts[-1].strip(" ,") or (len(parts) > 1 and _ADJUNCT.match(parts[-1]))):
        parts.pop()
    if not parts:
        return ""
    return re.sub(
        r"^(?:and|but|et|mais|y|pero|[Hh]owever|[Tt]herefore|[Ff]inally|[Rr]ather|[Tt]hus) ",
        "",
        parts[-1].strip(" ,"),
    )


def _arranged(
    sentence: Sentence, hit: re.Match[str], who: str, addressed: bool, voice: Voice
) -> bool:
    """Tell whether "could" proposes something, rather than tells what may come about."""
    if voice.summary or hit["verb"] in _CHANCES or hit["behind"].startswith(("not", "never")):
        return False
    if addressed:
        return True
    del sentence
    return voice.kind in ("Report", "Note", "ConceptNote", "Letter", "InformationNote") and bool(
        _ARRANGED.search(who)
    )
