"""Acts in running prose: sentences of reports, summaries, letters and speeches."""

import re
from dataclasses import replace
from typing import Final

from migkg.facts.acts import DIRECTIVE, Hit, acts
from migkg.facts.addressees import addressees, leading
from migkg.facts.attribution import PARTICIPANTS, UNNAMED, Source, agent_by, subject
from migkg.facts.clauses import infinitive
from migkg.facts.impersonal import impersonal
from migkg.facts.modals import modal_acts
from migkg.facts.said import Said, attributed
from migkg.facts.verbs import active, passive
from migkg.facts.voice import Voice
from migkg.model import Ref
from migkg.reading import Reading, Sentence

_BE: Final[dict[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"(?P<modal>(?:can|could|may|might|must|should|would|will|shall|to|not) (?:also )?)?(?:\b(?P<be>was|were|is|are|has been|have been|had been|been|being|be)) ?(?P<adverb>(?:(?:also|further|generally|widely|warmly|again|once again|therefore|thus|repeatedly|strongly|often|[a-z]+ly|particularly|not) )*)$"
    ),
    "fr": re.compile(r"(?P<modal>(?:peut|doit|pourrait|devrait|ne) )?(?P<be>a été|ont été|est|sont|était|étaient|fut|furent) (?P<adverb>(?:également |aussi |vivement |généralement |\w+ment )*)$"),
    "es": re.compile(r"(?P<modal>(?:puede|debe|podría|debería|no) )?(?P<be>fue|fueron|es|son|ha sido|han sido) (?P<adverb>(?:también |además |\w+mente )*)$"),
}
# What an issuer does in the passive voice of the present: "a programme is proposed".
_ISSUED: Final = DIRECTIVE | {"proposes", "suggests"}
_OFFICIAL: Final = frozenset({"Report", "Note", "ConceptNote", "Letter", "InformationNote"})
_LET_ME = re.compile(
    r"(?:\b[Ll]et (?:me|us)|\b[Aa]llow (?:me|us)|\b[Pp]ermit (?:me|us)|\b[Mm]ay I|\bI (?:wish|want|would like|should like)|\b[Ww]e (?:wish|want|would like)|\bje (?:tiens|voudrais|souhaite)|\b[Pp]ermettez-moi|\b[Qq]uisiera|\b[Pp]ermítan?me|\b[Dd]eseo|\b[Qq]ueremos|\b[Dd]eseamos)"
    r"(?:,? (?:also|first|now|begin by|conclude by|finally|therefore|again|once again|aussi|à|de|también|in conclusion,?))*,?(?: to)? $|\b[Jj]e tiens à $"
)
_MAIN = re.compile(r"⟧,? (?:(?:has|have|had|also|then) )*(?P<verb>[a-z]+ed|held|took|made|began|led|gave|met|brought) ")
# A clause that says no more than what may be.
_DOUBTED = re.compile(r"\b(?:event that|if|whether|should|unless|provided that|once|when|if,? |si|cuando)(?: the)? $", re.I)
_HELPER = re.compile(r"(?:(?:a|ont|ai|avons|avait|avaient|s'est|se sont|ha|han|he|hemos|había|habían) )(?:\w+ )?$")
_SPANISH_WE = re.compile(r"(?:^|[,;:.] |\by |\bque )$")
_CLAUSE = re.compile(r"(?:;|:|(?<!\w\.\w)\.) |, (?:but|while|whereas|although|though|mais|tandis que|pero|mientras que) |, (?:and|et|y) ")


def narrated(
    reading: Reading, sentence: Sentence, voice: Voice, last: Source | None
) -> tuple[list[Said], Source | None]:
    """Return the acts of a sentence, and whom the next sentence may speak of as "they"."""
    masked = sentence.masked
    if masked.rstrip(" \"'*").endswith("?") or sentence.language not in _BE:
        return [], last
    hits = [hit for hit in acts(masked, sentence.language) if not _quoted(masked, hit.begin)]
    told: list[Said] = []
    pending: list[Hit] = []
    heard = last
    for hit in hits:
        if any(said.begin <= hit.begin < said.verb_end for said in told):
            continue
        said = _passive(reading, sentence, masked, hit, voice, told)
        if said is None and hit.shape == "participle":
            if not masked[: hit.begin].strip(" \"'*"):
                pending.append(hit)
            else:
                said = _participle(sentence, masked, hit, told, voice)
        elif said is None:
            said = _active(reading, sentence, masked, hit, voice, last, told)
        if said is not None:
            told.append(said)
            if said.within is None and said.source.refs != (UNNAMED,):
                heard = said.source
    told += impersonal(reading, sentence, masked, told)
    told += modal_acts(sentence, masked, told, voice)
    told = _bounded(masked, sorted(told, key=lambda said: (said.begin, said.verb_end)))
    for hit in pending:
        governed = next((s for s in told if s.source.refs != (UNNAMED,) and s.stance != "stated"), None)
        if governed is not None:
            comma = _main_comma(masked, hit.end, governed.source.begin or governed.begin)
            told.append(Said(hit.act, governed.source, hit.begin, hit.end, comma, governed.stance))
    return _nested(sentence, masked, hits, told), heard


def _opening(masked: str) -> int:
    """Return where the words of a sentence begin: behind the number of its paragraph."""
    number = re.match(r"\W*(?:\d{1,3}\.|\(?[a-z]{1,2}\)) +(?=\S)", masked)
    return number.end() if number else 0


def _quoted(masked: str, at: int) -> bool:
    return masked.count('"', 0, at) % 2 == 1


def _stance(source: Source, voice: Voice) -> str:
    if source.issuer or (source.refs and all(ref in voice.sides for ref in source.refs)):
        return "stated"
    return attributed(source)


def _active(
    reading: Reading, sentence: Sentence, masked: str, hit: Hit, voice: Voice, last: Source | None, told: list[Said]
) -> Said | None:
    before = masked[: hit.begin]
    noted = re.search(r"(?P<comma>,) as (?:has been |was |also |already )?$|^[Aa]s $", before)
    if noted and hit.shape == "past":
        by = agent_by(reading, sentence, masked, hit.end)
        if by is None:
            return None
        end = noted.start() if noted["comma"] else len(masked.rstrip(" ."))
        begin = _opening(masked)
        return Said(hit.act, by, begin, begin, end, _stance(by, voice))
    if not active(masked, hit):
        return None
    own = voice.own
    if hit.shape in ("base", "infinitive") and _LET_ME.search(before) and own:
        return Said(hit.act, Source(own, hit.begin, issuer=True), hit.begin, hit.end, len(masked), "stated")
    if sentence.language == "es" and own and re.search(r"(?:[aei]mos|[^aeiou]o)\b", hit.form.split()[0]) and hit.shape == "finite":
        if voice.kind == "Statement" and _SPANISH_WE.search(before) and not hit.form.split()[0].endswith("ó"):
            return Said(hit.act, Source(own, hit.begin, issuer=True), hit.begin, hit.end, len(masked), "stated")
    source = subject(reading, sentence, masked, hit.begin, own, last)
    if source is None:
        return _second(reading, sentence, masked, hit, told, voice)
    if _DOUBTED.search(masked[: source.begin]):
        return None
    if source.text:
        source, stance = _text(source, hit, voice)
    else:
        stance = _stance(source, voice)
    embedded = bool(re.search(r"\b(?:that|que) $", masked[: source.begin]))
    if embedded and not (told and (hit.act in DIRECTIVE or (hit.shape == "past" and told[-1].act not in DIRECTIVE))):
        return None
    if not _agrees(source, hit, sentence.language):
        return None
    begin = hit.begin
    if sentence.language != "en":
        helper = _HELPER.search(before)
        begin = helper.start() if helper else begin
    if re.match(r",", masked[hit.end :]) and masked[: source.begin].rstrip().endswith(","):
        # "The forum, participants noted, should be informal": the whole sentence is what was noted.
        return Said(hit.act, source, _opening(masked), hit.end, len(masked), stance)
    return Said(hit.act, source, begin, hit.end, len(masked), stance, embedded=embedded)


def _text(source: Source, hit: Hit, voice: Voice) -> tuple[Source, str]:
    """Return who speaks in "the report": its own issuer in the present tense, else nobody known."""
    if hit.shape == "finite" and voice.kind in _OFFICIAL and not voice.summary:
        return Source((voice.issuer,), source.begin, issuer=True), "stated"
    return Source((UNNAMED,), source.begin), "reported"


def _agrees(source: Source, hit: Hit, language: str) -> bool:
    """Tell whether subject and verb agree in number, as far as English shows it."""
    if language != "en" or hit.shape == "past" or source.issuer:
        return True
    many = len(source.refs) > 1 or (
        source.refs != (UNNAMED,)
        and source.quantifier != "one"
        and not source.refs[0].startswith("id/")
        and source.event is None
    )
    return hit.shape == ("base" if many else "finite") or source.refs == (PARTICIPANTS,)


def _second(
    reading: Reading, sentence: Sentence, masked: str, hit: Hit, told: list[Said], voice: Voice
) -> Said | None:
    """Read a verb that goes on with the subject of the one before: "noted that X and argued for Y"."""
    joined = re.search(
        r"(?:,? (?:and|but|et|y|mais|pero)) (?:also |further |then |strongly |\w+ly )*$",
        masked[: hit.begin],
    )
    if joined is None or hit.shape not in ("past", "finite") or re.match(" by ", masked[hit.end :]):
        return None
    outer = next((s for s in reversed(told) if _leads_on(s) and s.verb_end <= hit.begin), None)
    if outer is not None:
        if ";" in masked[outer.verb_end : hit.begin]:
            return None
        return replace(outer, act=hit.act, begin=hit.begin, verb_end=hit.end, before="", action=None)
    # "X issued a statement and called for": the subject of a verb that is no act.
    main = _MAIN.search(masked[: joined.start()])
    if main is None or hit.shape != "past":
        return None
    source = subject(reading, sentence, masked, main.start("verb"), (), None)
    if source is None:
        return None
    return Said(hit.act, source, hit.begin, hit.end, len(masked), _stance(source, voice))


def _leads_on(said: Said) -> bool:
    """Tell whether another verb may go on with the subject of an act."""
    return said.within is None and said.source.refs != (UNNAMED,) and not said.loose


def _participle(sentence: Sentence, masked: str, hit: Hit, told: list[Said], voice: Voice) -> Said | None:
    before = masked[: hit.begin]
    of = re.search(r"\b(?:statement|declaration|communiqué|letter|report|résolution|resolution) of (?:the )?⟦organization (\d+)⟧ $", before)
    if of:
        source = Source((sentence.link(of[1]).entity,), hit.begin)
        end = re.search(r",? and [a-z]+ed\b", masked[hit.end :])
        return Said(
            hit.act, source, hit.begin, hit.end, hit.end + end.start() if end else len(masked),
            _stance(source, voice), loose=True,
        )  # fmt: skip
    outer = next((s for s in reversed(told) if _leads_on(s)), None)
    if outer is None or not re.search(r"(?:,|,? while|,? and|, (?:also|further)) $", before):
        return None
    if re.search(r"\b(?:by|through|including|such as) [^,;]*$", before) or outer.act in DIRECTIVE and not before.endswith(", "):
        return None
    return Said(hit.act, outer.source, hit.begin, hit.end, len(masked), outer.stance)


def _passive(
    reading: Reading, sentence: Sentence, masked: str, hit: Hit, voice: Voice, before: list[Said]
) -> Said | None:
    if hit.shape != "past":
        return None
    be = _BE[sentence.language].search(masked[: hit.begin])
    if be is None or "not " in be["adverb"]:
        return None
    low = max(
        (m.end() for m in _CLAUSE.finditer(masked, 0, be.start())), default=_opening(masked)
    )
    joined = max((said.verb_end for said in before if low <= said.verb_end), default=0)
    second = re.match(r",? (?:and|et|y) ", masked[joined : be.start()]) if joined else None
    low = joined + second.end() if second else low
    told = masked[low : be.start()]
    who = _subject_phrase(told)
    if be["modal"] or be["be"] in ("been", "being", "be"):
        formula = be["modal"] and be["modal"].startswith("should") and hit.act in ("notes", "emphasizes", "stresses", "underscores", "recalls", "bears-in-mind")
        if not formula or (voice.summary and not voice.own):
            return None
        source = Source((voice.issuer,), low, issuer=True)
        return Said(hit.act, source, low, hit.end, len(masked), "stated", before=who)
    if re.search(r"\b(?:which|who|whom|whose|qui|that|que)$", who) and hit.act != "welcomes":
        return None
    target = leading(sentence, who)
    if not passive(masked, hit, who, bool(target.refs)):
        return None
    by = agent_by(reading, sentence, masked, hit.end)
    source = by or Source((UNNAMED,), low)
    stance = _stance(source, voice)
    if by is None and voice.kind in _OFFICIAL and not voice.summary and be["be"] in ("is", "are") and hit.act in _ISSUED:
        stance = "stated"
    directive = hit.act in DIRECTIVE
    behind = masked[hit.end :]
    start = infinitive(behind, sentence.language) if directive else None
    dative = directive and re.match(r" (?:aux?|à|al?|a l[ao]s) ", behind)
    action = hit.end + start.start("verb") - 1 if start and target.refs else None
    return Said(
        hit.act, source, low, hit.end, len(masked), stance,
        before=_addressed(who) if directive and target.refs else "" if dative else " ", action=action,
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
    if len(parts) > 1 and re.match(r"(?:with|in|including|especially|such as|avec|con) ", parts[-2]) and not phrase.strip():
        phrase = ", ".join(parts[:-2])
    return re.sub(r"^(?:and|but|while|that|also|however|then|et|mais|y) ", "", phrase.strip(" ,"))


def _addressed(who: str) -> str:
    return re.sub(r"^(?:[Hh]ence|[Tt]hus|[Tt]herefore|[Hh]owever),? ", "", who)


def _main_comma(masked: str, begin: int, end: int) -> int:
    return len(masked[:end].rstrip(" ,")) if begin < end else begin


def _bounded(masked: str, told: list[Said]) -> list[Said]:
    """Return the acts with the ends of their clauses: where the next one begins, or a semicolon."""
    found = []
    for number, said in enumerate(told):
        end = said.end
        for other in told[number + 1 :]:
            if not other.embedded and other.begin >= said.verb_end and other.begin < end:
                start = other.source.begin if said.verb_end <= other.source.begin < other.begin else other.begin
                end = len(re.sub(r"[\s,;]*(?:\b(?:and|but|while|et|y|mais|pero|tandis que)\b)?[\s,;]*$", "", masked[:start]))
                break
        semicolon = masked.find("; ", said.verb_end, end)
        if semicolon > 0:
            end = semicolon
        end = len(masked[: max(end, said.verb_end)].rstrip(" .,;:"))
        found.append(replace(said, end=max(end, said.begin + 1)))
    for number, said in enumerate(found):
        if said.embedded:
            holders = [n for n, s in enumerate(found[:number]) if s.verb_end <= said.begin < s.end]
            found[number] = replace(said, within=holders[-1] if holders else None)
    return found


def _nested(sentence: Sentence, masked: str, hits: list[Hit], told: list[Said]) -> list[Said]:
    """Add the acts that another act asks for: "may wish to urge States to", "asked X to invite"."""
    found = list(told)
    for number, outer in enumerate(told):
        for hit in hits:
            if not outer.verb_end <= hit.begin < outer.end or hit.shape not in ("base", "infinitive"):
                continue
            if hit.act not in DIRECTIVE or any(s.begin <= hit.begin < s.verb_end for s in found):
                continue
            before = masked[outer.verb_end : hit.begin]
            subjunctive = re.search(r"\bthat (?:the )?⟦\w+ (\d+)⟧ (?:should )?$", before)
            if subjunctive:
                actor: Ref | None = sentence.link(subjunctive[1]).entity
            elif re.search(r"(?:^|\b(?:to|à|de|a)) (?:\w+ly )?$", before) or not before.strip():
                actor = _asked_actor(sentence, masked, outer, hit)
            else:
                continue
            if actor is None:
                continue
            found.append(
                Said(hit.act, Source((actor,), hit.begin), hit.begin, hit.end, outer.end, outer.stance, within=number)
            )
    return found


def _asked_actor(sentence: Sentence, masked: str, outer: Said, hit: Hit) -> Ref | None:
    if outer.before.strip():
        target = addressees(sentence, outer.before)
    elif outer.act in ("decides", "agrees", "offers") and outer.source.refs != (UNNAMED,):
        return outer.source.refs[0] if len(outer.source.refs) == 1 else None
    elif outer.act in DIRECTIVE:
        behind = masked[outer.verb_end : hit.begin]
        start = infinitive(masked[outer.verb_end : outer.end], sentence.language)
        if start is None or start.start() > len(behind):
            return None
        target = addressees(sentence, behind[: max(0, start.start() - 1)])
    else:
        return None
    return target.refs[0] if len(target.refs) == 1 else None
