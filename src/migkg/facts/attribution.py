"""Who says so: the subject of a verb of act, as a named agent or as a group, and how many of it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from migkg.facts.schemes import forms
from migkg.iris import concept
from migkg.model import Ref
from migkg.reading import Reading, Sentence

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


# Behind these a clause begins, and so may its subject.
_START = (
    r"(?:^|(?<=[,;:–—.] )|(?<=\")|(?<=\) )|(?<= -- )|(?<=\band )|(?<=\bbut )|(?<=\bwhile )|(?<=\bWhile )|(?<=\bas )|(?<=\bAs )|(?<=\bwhereas )|(?<=\bthough )|"
    r"(?<=\balthough )|(?<=\bAlthough )|(?<=\bHowever )|(?<=\bthat )|(?<=\bet )|(?<=\bmais )|(?<=\bque )|(?<=\by )|(?<=\bpero )|(?<=\btandis que ))"
)
_AUX: Final[dict[str, str]] = {
    "en": r"(?:,? (?:has|have|had|also|further|then|again|once again|repeatedly|strongly|jointly|explicitly|generally|therefore|thus|however|in particular|specifically|rightly|now|long|consistently|unanimously|particularly|broadly|widely|recently|previously|did|does|do|wishes? to|wish(?:es)? also to|would (?:also )?like to|wants? to|likewise|similarly|accordingly|formally|officially|for example|inter alia|first|finally|hereby|clearly|already|still|even|simply|warmly|urgently|earnestly|especially|always|truly|fully|firmly|sincerely|deeply|solemnly|kindly|respectfully),?)*",
    "fr": r"(?:,? (?:a|ont|avait|avaient|également|aussi|en outre|par ailleurs|de nouveau|vivement|donc|maintenant|ne|tient à|tiennent à|souhaite|souhaitent|voudrais?|aussi|également|notamment|n'a|s'est|y|l'|avons|ai|tenons à|souhaitons),?)*",
    "es": r"(?:,? (?:ha|han|había|habían|también|además|asimismo|nuevamente|ahora|desea|desean|quiere|quisiera|he|hemos|así|por tanto|deseamos|queremos),?)*",
}
_LEAD = (
    r"(?:[Tt]he |[Ll]a |[Ll]e |[Ll]es |[EeÉé]l |[Ll]os |[Ll]as |[Ll]'|[Bb]oth )?"
    r"(?:(?:[Gg]overnments?|[Gg]ouvernement|[Gg]obierno|Republic|Kingdom|(?:[Dd]elegations?|[Rr]epresentatives?|[Oo]bservers?|[Mm]inisters?|[Dd]élégation|[Rr]eprésentante?|[Dd]elegación|[Rr]epresentante|[Ee]mbajador|[Mm]embers|[Mm]embres|[Mm]iembros|[Ss]tudy|[Rr]eport|[Ss]tatement|[Aa]rtículo \d+|[Aa]rticle \d+|[Pp]reamble))"
    r" (?:of|de|du|del|des) (?:the |la |l'|las )?)?"
)
_HON = r"(?:(?:H\.E\. |S\.E\. |Mr\. |Ms\. |Mrs\. |Dr\. |Mme |M\. |Sr\. |Sra\. |Ambassador |Minister |Embajador |Professor )*)"
_AGENT = rf"{_LEAD}{_HON}⟦(?:organization|office|state|person|instrument|publication) \d+⟧(?:'s [\w-]+(?: [\w-]+)?)?(?: [(\[]⟦\w+ \d+⟧[)\]])?(?: annual meeting| secretariat)?"
_AGENTS = rf"(?P<agents>{_AGENT}(?:(?:, |,? and |,? et |,? y |,? as well as ){_AGENT})*)"
# Between an agent and its verb: an appositive or an adjunct between commas, without a verb.
_ASIDE = r"(?:,(?! (?:and|but|which|who|that|qui|que|quien)\b)(?:(?!\b(?:was|were|is|are|has|have|had|that|which|who|it|they|he|she|would|could|should)\b)[^,;:.])+(?:, (?:in|of|at|held|de|du|and) [^,;:.]+| of ⟦\w+ \d+⟧)?,)?"
_NOUNS: Final[dict[str, str]] = {
    "en": r"participants|delegates|delegations|representatives|speakers|panell?ists|discussants|presenters|experts|interveners|member [Ss]tates|Member States|States(?: [Pp]arties)?|governments|Governments|countries(?: of (?:origin|destination|transit))?|representatives of civil society|civil society (?:organizations|representatives)|ministers|members|stakeholders|respondents|commentators",
    "fr": r"participants|délégués|délégations|représentants|orateurs|intervenants|panélistes|experts|États [Mm]embres|États|gouvernements|pays|membres",
    "es": r"participantes|delegad[oa]s|delegaciones|representantes|oradores|panelistas|expertos|Estados [Mm]iembros|Estados|gobiernos|países|miembros|ponentes",
}
_SINGLE: Final[dict[str, str]] = {
    "en": r"(?P<one>[Oo]ne|[Aa]nother|[Aa]) (?:other )?(?P<single>participant|delegate|delegation|representative|speaker|panell?ist|discussant|expert|[Mm]ember State|State|country|[Gg]overnment|respondent)",
    "fr": r"(?P<one>[Uu]ne?(?: autre)?) (?P<single>participante?|délégation|délégué|orateur|oratrice|intervenante?|panéliste|experte?|État|pays)",
    "es": r"(?P<one>[Uu]n[ao]?|[Oo]tr[ao]) (?P<single>participante|delegación|delegad[oa]|orador[a]?|ponente|panelista|expert[oa]|Estado|país)",
}
# A text that speaks: who stands behind it is not told by these words.
_TEXT: Final[dict[str, str]] = {
    "en": r"(?P<text>(?:[Tt]he|[Tt]his) (?:present |same |latter )?(?:report|study|survey|paper|note|publication|document))",
    "fr": r"(?P<text>(?:[Ll]e|[Cc]e|[Ll]'|[Cc]ette) ?(?:présent )?(?:rapport|étude|document|note))",
    "es": r"(?P<text>(?:[Ee]l|[Ee]ste|[Ll]a) (?:presente )?(?:informe|estudio|documento|nota))",
}
_SPOKEN = re.compile(r"speaker|panel|presenter|discussant|orateur|intervenant|panélist|orador|ponente|interven", re.I)
_GOVERN = re.compile(r"[Mm]ember [Ss]tates|États [Mm]embres|Estados [Mm]iembros|^States$|^États$|^Estados$")
_PARTS = re.compile(r"[Gg]overnments|countries|gouvernements|^pays|gobiernos|países")
_GATHERING = (
    r"(?:[Tt]he|[Ll]a|[Ll]e|[Ee]l|[Ll]'|[Ll]es|[Ll]os) ?(?:thematic |informal |general |high-level |ensuing |panel |round-table )*"
    r"(?:debate|dialogue|meeting|discussions?|round tables?|panel|conference|workshop|symposium|débats?|réunion|dialogue|conférence|reunión|debate|diálogo|conferencia|atelier|taller|⟦event \d+⟧)"
)
_MOD = (
    r"(?:(?:,)? (?:at|of|in|from|participating|attending|representing|present|à|de|du|des|en|dans|ayant|que participaron|asistentes a)\b"
    r"(?:(?!\b(?:was|were|is|are|had|have|has|would|could|should|may|might|can|will|shall|must|that|which|who|it|they|said|est|sont|ont|a été|qui|que)\b)[^,;:.])*)?"
)
_PRONOUNS: Final = {
    "en": r"(?:[Tt]hey|[Ii]t|[Ss]he|[Hh]e)",
    "fr": r"(?:[Ii]ls|[Ee]lles|[Ii]l|[Ee]lle)",
    "es": r"(?:[Ee]llos)",
}
_OWN: Final = {
    "en": r"(?:[Mm]y (?:delegation|Government|country)|[Oo]ur (?:delegation|Government|country)|I|[Ww]e(?: all)?)(?: (?:would like|want|wish|also wish|also want|am pleased|should like|must|can only|have) (?:also )?to)?(?: also| too)?",
    "fr": r"(?:[Jj]e|[Jj]'|[Nn]ous|[Mm]a délégation|[Mm]on (?:pays|[Gg]ouvernement)|[Nn]otre délégation)",
    "es": r"(?:[Yy]o|[Nn]osotros|[Mm]i (?:delegación|país|[Gg]obierno)|[Nn]uestr[ao] (?:delegación|país|[Gg]obierno))",
}


@lru_cache(maxsize=4)
def _quantifiers(language: str) -> tuple[str, dict[str, str]]:
    table = dict(forms("quantifier", language))
    if language == "en":
        table |= {"a few": "few", "the majority": "most", "a majority": "most", "almost all": "most", "one or two": "few", "a large number of": "many", "a great many": "many", "a small number of": "few", "still others": "some"}
    listed = "|".join(re.escape(form) for form in sorted(table, key=lambda f: (-len(f), f)))
    return listed, table


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed, _ = _quantifiers(language)
    aux = _AUX[language]
    group = (
        rf"(?:[Tt]he |[Ll]es |[Ll]os |[Ll]as )?(?:(?P<many>(?i:{listed}))(?: of the| of| des| de los| de)? )?(?:other |autres |otros |relevant |participating |government |concerned )*"
        rf"(?P<noun>(?i:{_NOUNS[language]}))(?P<mod>{_MOD})"
    )
    bare = rf"(?P<bare>(?i:{listed}|others))(?P<baremod>{_MOD})"
    subject = re.compile(
        rf"{_START}(?:(?P<own>{_OWN[language]})|(?P<pronoun>{_PRONOUNS[language]})|{_AGENTS}{_ASIDE}|"
        rf"(?P<gathering>{_GATHERING})|{_TEXT[language]}|{_SINGLE[language]}|{group}|{bare}){aux} ?$"
    )
    by = re.compile(
        rf"^(?: (?!(?:and|or|to|that|in|at|for|et|y)\b)\w+){{0,2}} (?:by|par|por) (?:(?P<agents>{_AGENT}(?:(?:, |,? and |,? et |,? y ){_AGENT})*)|(?:the |les |los )?(?:(?P<many>(?i:{listed}))(?: of the| of)? )?(?:other )?(?P<noun>(?i:{_NOUNS[language]})))"
    )
    return subject, by


def subject(
    reading: Reading, sentence: Sentence, masked: str, at: int, own: tuple[Ref, ...], last: Source | None
) -> Source | None:
    """Return who does what the verb at a place of a masked sentence says; None if no one is told.

    ``own`` is who speaks as "I" and "we"; ``last`` whom "they" refers to.
    """
    if sentence.language not in _AUX:
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
        return _agents(reading, sentence, found["agents"], begin)
    if found["gathering"]:
        event = re.search(r"⟦event (\d+)⟧", found["gathering"])
        return Source((PARTICIPANTS,), begin, event=sentence.link(event[1]).entity if event else None)
    if found["text"]:
        return Source((UNNAMED,), begin, text=True)
    _, table = _quantifiers(sentence.language)
    if found["single"]:
        return replace(_group(sentence, found["single"] + "s", None, begin, table, ""), quantifier="one")
    if found["bare"]:
        word = found["bare"].lower()
        if word in ("one", "a single", "un", "une", "uno", "una", "certain", "various", "each", "every", "divers"):
            return None
        slug = "some" if word == "others" else table.get(word, "some")
        return Source((PARTICIPANTS,), begin, slug, event=_event(sentence, found["baremod"]))
    return _group(sentence, found["noun"], found["many"], begin, table, found["mod"])


def agent_by(reading: Reading, sentence: Sentence, masked: str, at: int) -> Source | None:
    """Return the agent of a passive verb that ends at a place: "was considered by many participants"."""
    if sentence.language not in _AUX:
        return None
    found = _patterns(sentence.language)[1].match(masked[at : at + 300])
    if found is None:
        return None
    if found["agents"]:
        return _agents(reading, sentence, found["agents"], at)
    _, table = _quantifiers(sentence.language)
    return _group(sentence, found["noun"], found["many"], at, table, "")


def _plural(source: Source) -> bool:
    return len(source.refs) > 1 or any(not ref.startswith("id/") for ref in source.refs)


def _agents(reading: Reading, sentence: Sentence, listed: str, begin: int) -> Source | None:
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
    if _SPOKEN.search(noun):
        ref = SPEAKERS
    elif _GOVERN.search(noun.replace("countrys", "countries")):
        ref = concept("addressee", "member-states")
    elif re.search(r"[Pp]arties", noun):
        ref = concept("addressee", "states-parties")
    elif re.search(r"origin", noun):
        ref = concept("addressee", "countries-of-origin")
    elif re.search(r"destination", noun):
        ref = concept("addressee", "countries-of-destination")
    elif _PARTS.search(noun.replace("countrys", "countries").replace("Government", "government")):
        ref = concept("addressee", "governments")
    elif re.search(r"civil society", noun):
        ref = concept("addressee", "civil-society")
    else:
        ref = PARTICIPANTS
    slug = table.get(many.lower(), "") if many else ""
    return Source((ref,), begin, slug, event=_event(sentence, mod))


def _event(sentence: Sentence, mod: str | None) -> Ref | None:
    """Return the event that those who speak take part in, where the words between say so."""
    named = re.match(r",? (?:at|in|of|participating in|attending|present at|à|de|en) (?:the |la |le |el |l')?⟦event (\d+)⟧", mod or "")
    return sentence.link(named[1]).entity if named else None
