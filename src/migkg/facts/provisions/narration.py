"""Acts in running prose: sentences of reports, summaries, letters and speeches."""

import re
from dataclasses import replace

from migkg.facts.provisions.acts import DIRECTIVE, Hit, acts
from migkg.facts.provisions.attribution import PARTICIPANTS, UNNAMED, Source, agent_by, subject
from migkg.facts.provisions.impersonal import impersonal
from migkg.facts.provisions.modals import modal_acts
from migkg.facts.provisions.nested import nested_acts
from migkg.facts.provisions.passives import BE, passive_act
from migkg.facts.provisions.said import Said
from migkg.facts.provisions.verbs import active
from migkg.facts.provisions.voice import OFFICIAL, Voice, opening, stance_of
from migkg.reading import Sentence

_LET_ME = re.compile(
    r"(?:\b[Ll]et (?:me|us)|\b[Aa]llow (?:me|us)|\b[Pp]ermit (?:me|us)|\b[Mm]ay I|\bI "
    r"(?:wish|want|would like|should like)|\b[Ww]e (?:wish|want|would like)|\bje (?:tiens|"
    r"voudrais|souhaite)|\b[Pp]ermettez-moi|\b[Qq]uisiera|\b[Pp]ermítan?me|\b[Dd]eseo|"
    r"\b[Qq]ueremos|\b[Dd]eseamos)"
    r"(?:,? (?:also|first|now|begin by|conclude by|finally|therefore|again|once again|"
    r"aussi|à|de|también|in conclusion,?))*,?(?: to)? $|\b[Jj]e tiens à $"
)
_MAIN = re.compile(
    r"⟧,? (?:(?:has|have|had|also|then|\w+ly) )*(?P<verb>[a-z]+ed|held|took|made|began|led|gave|"
    r"met|brought) "
)
# A clause that says no more than what may be.
_DOUBTED = re.compile(
    r"\b(?:event that|if|whether|should|unless|provided that|once|when|if,? |si|cuando)(?: the)? $",
    re.I,
)
_HELPER = re.compile(
    r"(?<![\w'])(?:(?:a|ont|ai|avons|avait|avaient|s'est|se sont|ha|han|he|hemos|había|habían) )"
    r"(?:\w+ )?$"
)
_SPANISH_WE = re.compile(r"(?:^|[,;:.] |\by |\bque )$")


def narrated(
    sentence: Sentence, voice: Voice, last: Source | None
) -> tuple[list[Said], Source | None]:
    """Return the acts of a sentence, and whom the next sentence may speak of as "they"."""
    masked = sentence.masked
    if masked.rstrip(" \"'*").endswith("?") or sentence.language not in BE:
        return [], last
    hits = [hit for hit in acts(masked, sentence.language) if not _quoted(masked, hit.begin)]
    told: list[Said] = []
    pending: list[Hit] = []
    heard = last
    for hit in hits:
        if any(said.begin <= hit.begin < said.verb_end for said in told):
            continue
        said = passive_act(sentence, masked, hit, voice, told)
        if said is None and hit.shape == "participle":
            if not masked[: hit.begin].strip(" \"'*"):
                pending.append(hit)
            else:
                said = _participle(sentence, masked, hit, told, voice)
        elif said is None:
            said = _active(sentence, masked, hit, voice, last, told)
        if said is not None:
            told.append(said)
            if said.within is None and said.source.refs != (UNNAMED,):
                heard = said.source
    told += impersonal(sentence, masked, told)
    told += modal_acts(sentence, masked, told, voice)
    told = _bounded(masked, sorted(told, key=lambda said: (said.begin, said.verb_end)))
    for hit in pending:
        governed = next(
            (s for s in told if s.source.refs != (UNNAMED,) and s.stance != "stated"), None
        )
        if governed is not None:
            comma = _main_comma(masked, hit.end, governed.source.begin or governed.begin)
            told.append(Said(hit.act, governed.source, hit.begin, hit.end, comma, governed.stance))
    return nested_acts(sentence, masked, hits, told), heard


def _quoted(masked: str, at: int) -> bool:
    return masked.count('"', 0, at) % 2 == 1


def _active(
    sentence: Sentence,
    masked: str,
    hit: Hit,
    voice: Voice,
    last: Source | None,
    told: list[Said],
) -> Said | None:
    before = masked[: hit.begin]
    noted = re.search(r"(?P<comma>,) as (?:has been |was |also |already )?$|^[Aa]s $", before)
    if noted and hit.shape == "past":
        by = agent_by(sentence, masked, hit.end)
        if by is None:
            return None
        end = noted.start() if noted["comma"] else len(masked.rstrip(" ."))
        begin = opening(masked)
        return Said(hit.act, by, begin, begin, end, stance_of(by, voice))
    if not active(masked, hit):
        return None
    own = voice.own
    if hit.shape in ("base", "infinitive") and _LET_ME.search(before) and own:
        return Said(
            hit.act, Source(own, hit.begin, issuer=True), hit.begin, hit.end, len(masked), "stated"
        )
    if voice.kind == "Statement" and own and _is_spanish_own(sentence, before, hit):
        said = Source(own, hit.begin, issuer=True)
        return Said(hit.act, said, hit.begin, hit.end, len(masked), "stated")
    source = subject(sentence, masked, hit.begin, own, last)
    if source is None:
        return _second(sentence, masked, hit, told, voice)
    if _DOUBTED.search(masked[: source.begin]):
        return None
    if source.text:
        source, stance = _text(source, hit, voice)
    else:
        stance = stance_of(source, voice)
    embedded = bool(re.search(r"\b(?:that|que) $", masked[: source.begin]))
    if embedded and not (
        told and (hit.act in DIRECTIVE or (hit.shape == "past" and told[-1].act not in DIRECTIVE))
    ):
        return None
    if not _agrees(source, hit, sentence.language):
        return None
    begin = hit.begin
    if sentence.language != "en":
        helper = _HELPER.search(before)
        begin = helper.start() if helper else begin
    if re.match(r",", masked[hit.end :]) and masked[: source.begin].rstrip().endswith(","):
        # "The forum, participants noted, should be informal": the whole sentence is what was noted.
        return Said(hit.act, source, opening(masked), hit.end, len(masked), stance)
    return Said(hit.act, source, begin, hit.end, len(masked), stance, embedded=embedded)


def _is_spanish_own(sentence: Sentence, before: str, hit: Hit) -> bool:
    """Tell whether a Spanish verb at the head of its clause is in the first person."""
    verb = hit.form.split()[0]
    return (
        sentence.language == "es"
        and hit.shape == "finite"
        and bool(re.search(r"(?:[aei]mos|[^aeiou]o)$", verb))
        and bool(_SPANISH_WE.search(before))
    )


def _text(source: Source, hit: Hit, voice: Voice) -> tuple[Source, str]:
    """Return who speaks in "the report": its own issuer in the present tense, else nobody known."""
    if hit.shape == "finite" and voice.kind in OFFICIAL and not voice.summary:
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
    sentence: Sentence, masked: str, hit: Hit, told: list[Said], voice: Voice
) -> Said | None:
    """Read a verb with the subject of the one before: "noted that X and argued for Y"."""
    joined = re.search(
        r"(?:,? (?:and|but|et|y|mais|pero)) "
        r"(?:also |further |then |strongly |\w+ly |has |have |had |a |ont |ha |han )*$",
        masked[: hit.begin],
    )
    if joined is None or hit.shape not in ("past", "finite") or re.match(" by ", masked[hit.end :]):
        return None
    outer = next((s for s in reversed(told) if _leads_on(s) and s.verb_end <= hit.begin), None)
    if outer is not None:
        if ";" in masked[outer.verb_end : hit.begin]:
            return None
        return replace(
            outer, act=hit.act, begin=hit.begin, verb_end=hit.end, before="", action=None
        )
    # "X issued a statement and called for": the subject of a verb that is no act.
    main = _MAIN.search(masked[: joined.start()])
    if main is None or hit.shape != "past":
        return None
    if re.search(r"\b(?:which|who|that|where|whose)\b", masked[main.end() : hit.begin]):
        return None
    source = subject(sentence, masked, main.start("verb"), (), None)
    if source is None:
        return None
    return Said(hit.act, source, hit.begin, hit.end, len(masked), stance_of(source, voice))


def _leads_on(said: Said) -> bool:
    """Tell whether another verb may go on with the subject of an act."""
    return said.within is None and said.source.refs != (UNNAMED,) and not said.loose


def _participle(
    sentence: Sentence, masked: str, hit: Hit, told: list[Said], voice: Voice
) -> Said | None:
    before = masked[: hit.begin]
    of = re.search(
        r"\b(?:statement|declaration|communiqué|letter|report|résolution|resolution) of "
        r"(?:the )?⟦organization (\d+)⟧ $",
        before,
    )
    if of:
        source = Source((sentence.link(of[1]).entity,), hit.begin)
        end = re.search(r",? and [a-z]+ed\b", masked[hit.end :])
        return Said(
            hit.act, source, hit.begin, hit.end, hit.end + end.start() if end else len(masked),
            stance_of(source, voice), loose=True,
        )  # fmt: skip
    outer = next((s for s in reversed(told) if _leads_on(s)), None)
    if outer is None or not re.search(r"(?:,|,? while|,? and|, (?:also|further)) $", before):
        return None
    if re.search(r"\b(?:by|through|including|such as) [^,;]*$", before) or (
        outer.act in DIRECTIVE and not before.endswith(", ")
    ):
        return None
    return Said(hit.act, outer.source, hit.begin, hit.end, len(masked), outer.stance)


def _main_comma(masked: str, begin: int, end: int) -> int:
    return len(masked[:end].rstrip(" ,")) if begin < end else begin


def _bounded(masked: str, told: list[Said]) -> list[Said]:
    """Return the acts with the ends of their clauses: where the next one begins, or a semicolon."""
    found = []
    for number, said in enumerate(told):
        end = said.end
        if said.embedded and said.begin == told[number - 1].begin:
            end = told[number - 1].end
        for other in told[number + 1 :]:
            if not other.embedded and other.begin >= said.verb_end and other.begin < end:
                start = (
                    other.source.begin
                    if said.verb_end <= other.source.begin < other.begin
                    else other.begin
                )
                end = len(
                    re.sub(
                        r"[\s,;]*(?:\b(?:and|but|while|et|y|mais|pero|tandis que)\b)?[\s,;]*$",
                        "",
                        masked[:start],
                    )
                )
                break
        # Semicolons part clauses, but not the items of a list that a colon opens.
        semicolon = re.search(r"; (?!(?:and |or )?\([a-z]{1,3}\))", masked[said.verb_end : end])
        listed = semicolon and ":" in masked[said.verb_end : said.verb_end + semicolon.start()]
        if semicolon and not listed:
            end = said.verb_end + semicolon.start()
        end = len(masked[: max(end, said.verb_end)].rstrip(" .,;:"))
        found.append(replace(said, end=max(end, said.begin + 1)))
    for number, said in enumerate(found):
        if said.embedded:
            holders = [
                n for n, s in enumerate(found[:number])
                if not s.embedded and (s.verb_end <= said.begin < s.end or s.begin == said.begin)
            ]  # fmt: skip
            found[number] = replace(said, within=holders[-1] if holders else None)
    return found
