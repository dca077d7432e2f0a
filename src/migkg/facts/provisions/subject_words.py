"""Patterns of the subjects of verbs of act: agents, groups, gatherings, texts, pronouns."""

import re
from typing import Final

# Behind these a clause begins, and so may its subject.
START = (
    r"(?:^|(?<=[,;:–—.] )|(?<=\")|(?<=\) )|(?<= -- )|(?<=\band )|(?<=\bbut )|(?<=\bwhile )|"
    r"(?<=\bWhile )|(?<=\bas )|(?<=\bAs )|(?<=\bwhereas )|(?<=\bthough )|"
    r"(?<=\balthough )|(?<=\bAlthough )|(?<=\bHowever )|(?<=\bwhich )|(?<=\bwhere )|"
    r"(?<=\bthat )|(?<=\bet )|(?<=\bmais "
    r")|(?<=\bque )|(?<=\by )|(?<=\bpero )|(?<=\btandis que ))"
)
AUX: Final[dict[str, str]] = {
    "en": (
        r"(?:,? (?:has|have|had|also|further|then|again|once again|repeatedly|strongly|jointly|"
        r"explicitly|generally|therefore|thus|however|in particular|specifically|rightly|now|"
        r"long|consistently|unanimously|particularly|broadly|widely|recently|previously|did|"
        r"later|subsequently|earlier|initially|eventually|in turn|expressly|"
        r"does|do|wishes? to|wish(?:es)? also to|would (?:also )?like to|wants? to|likewise|"
        r"similarly|accordingly|formally|officially|for example|inter alia|first|finally|"
        r"hereby|clearly|already|still|even|simply|warmly|urgently|earnestly|especially|always|"
        r"truly|fully|firmly|sincerely|deeply|solemnly|kindly|respectfully),?)*"
    ),
    "fr": (
        r"(?:,? (?:a|ont|avait|avaient|également|aussi|en outre|par ailleurs|de nouveau|"
        r"vivement|donc|maintenant|ne|tient à|tiennent à|souhaite|souhaitent|voudrais?|aussi|"
        r"également|notamment|n'a|s'est|y|l'|avons|ai|tenons à|souhaitons),?)*"
    ),
    "es": (
        r"(?:,? (?:ha|han|había|habían|también|además|asimismo|nuevamente|ahora|desea|desean|"
        r"quiere|quisiera|he|hemos|así|por tanto|deseamos|queremos),?)*"
    ),
}
_LEAD = (
    r"(?:[Tt]he |[Ll]a |[Ll]e |[Ll]es |[EeÉé]l |[Ll]os |[Ll]as |[Ll]'|[Bb]oth )?"
    r"(?:(?:[Gg]overnments?|[Gg]ouvernement|[Gg]obierno|Republic|Kingdom|"
    r"(?:[Dd]elegations?|[Rr]epresentatives?|[Oo]bservers?|[Mm]inisters?|[Dd]élégation|"
    r"[Rr]eprésentante?|[Dd]elegación|[Rr]epresentante|[Ee]mbajador|[Mm]embers|[Mm]embres|"
    r"[Mm]iembros|[Ss]tudy|[Rr]eport|[Ss]tatement|[Aa]rtículo \d+|[Aa]rticle \d+|"
    r"[Pp]reamble))"
    r" (?:of|de|du|del|des) (?:the |la |l'|las )?)?"
)
_HON = (
    r"(?:(?:H\.E\. |S\.E\. |Mr\. |Ms\. |Mrs\. |Dr\. |Mme |M\. |Sr\. |Sra\. |Ambassador |"
    r"Minister |Embajador |Professor )*)"
)
AGENT = (
    rf"{_LEAD}{_HON}⟦(?:organization|office|state|person|instrument|publication) \d+⟧(?:'s "
    rf"[\w-]+(?: [\w-]+)?)?(?: [(\[]⟦\w+ \d+⟧[)\]])?(?: annual meeting| secretariat)?"
)
AGENTS = rf"(?P<agents>{AGENT}(?:(?:, |,? and |,? et |,? y |,? as well as ){AGENT})*)"
# Between an agent and its verb: an appositive or an adjunct between commas, without a verb.
ASIDE = (
    r"(?:,(?! (?:and|but|which|who|that|qui|que|quien)\b)(?:(?!\b(?:was|were|is|are|has|have|"
    r"had|that|which|who|it|they|he|she|would|could|should)\b)[^,;:.])+(?:, (?:in|of|at|held|"
    r"de|du|and) [^,;:.]+| of ⟦\w+ \d+⟧)?,)?"
)
NOUNS: Final[dict[str, str]] = {
    "en": (
        r"participants|delegates|delegations|representatives|speakers|panell?ists|discussants|"
        r"presenters|experts|interveners|member [Ss]tates|Member States|States(?: [Pp]arties)?|"
        r"governments|Governments|countries(?: of (?:origin|destination|transit))?|"
        r"representatives of civil society|civil society (?:organizations|representatives)|"
        r"ministers|members|stakeholders|respondents|commentators"
    ),
    "fr": (
        r"participants|délégués|délégations|représentants|orateurs|intervenants|panélistes|"
        r"experts|États [Mm]embres|États|gouvernements|pays|membres"
    ),
    "es": (
        r"participantes|delegad[oa]s|delegaciones|representantes|oradores|panelistas|expertos|"
        r"Estados [Mm]iembros|Estados|gobiernos|países|miembros|ponentes"
    ),
}
SINGLE: Final[dict[str, str]] = {
    "en": (
        r"(?P<one>[Oo]ne|[Aa]nother|[Aa]) (?:other )?(?P<single>participant|delegate|"
        r"delegation|representative|speaker|panell?ist|discussant|expert|[Mm]ember State|State|"
        r"country|[Gg]overnment|respondent)"
    ),
    "fr": (
        r"(?P<one>[Uu]ne?(?: autre)?) (?P<single>participante?|délégation|délégué|orateur|"
        r"oratrice|intervenante?|panéliste|experte?|État|pays)"
    ),
    "es": (
        r"(?P<one>[Uu]n[ao]?|[Oo]tr[ao]) (?P<single>participante|delegación|delegad[oa]|"
        r"orador[a]?|ponente|panelista|expert[oa]|Estado|país)"
    ),
}
# A text that speaks: who stands behind it is not told by these words.
TEXT: Final[dict[str, str]] = {
    "en": (
        r"(?P<text>(?:[Tt]he|[Tt]his) (?:present |same |latter )?(?:report|study|survey|paper|"
        r"note|publication|document))"
    ),
    "fr": r"(?P<text>(?:[Ll]e|[Cc]e|[Ll]'|[Cc]ette) ?(?:présent )?(?:rapport|étude|document|note))",
    "es": r"(?P<text>(?:[Ee]l|[Ee]ste|[Ll]a) (?:presente )?(?:informe|estudio|documento|nota))",
}
SPOKEN = re.compile(
    r"speaker|panel|presenter|discussant|orateur|intervenant|panélist|orador|ponente|interven", re.I
)
GOVERN = re.compile(
    r"[Mm]ember [Ss]tates|États [Mm]embres|Estados [Mm]iembros|^States$|^États$|^Estados$"
)
PARTS = re.compile(r"[Gg]overnments|countries|gouvernements|^pays|gobiernos|países")
GATHERING = (
    r"(?:[Tt]he|[Ll]a|[Ll]e|[Ee]l|[Ll]'|[Ll]es|[Ll]os) ?(?:thematic |informal |general |"
    r"high-level |ensuing |panel |round-table )*"
    r"(?:debate|dialogue|meeting|discussions?|round tables?|panel|conference|workshop|"
    r"symposium|débats?|réunion|dialogue|conférence|reunión|debate|diálogo|conferencia|"
    r"atelier|taller|⟦event \d+⟧)"
)
MOD = (
    r"(?:(?:,)? (?:at|of|in|from|participating|attending|representing|present|à|de|du|des|"
    r"en|dans|ayant|que participaron|asistentes a)\b"
    r"(?:(?!\b(?:was|were|is|are|had|have|has|would|could|should|may|might|can|will|shall|"
    r"must|that|which|who|it|they|said|est|sont|ont|a été|qui|que)\b)[^,;:.])*)?"
)
PRONOUNS: Final = {
    "en": r"(?:[Tt]hey|[Ii]t|[Ss]he|[Hh]e)",
    "fr": r"(?:[Ii]ls|[Ee]lles|[Ii]l|[Ee]lle)",
    "es": r"(?:[Ee]llos)",
}
OWN: Final = {
    "en": (
        r"(?:[Mm]y (?:delegation|Government|country)|[Oo]ur (?:delegation|Government|country)|"
        r"I|[Ww]e(?: all)?)(?: (?:would like|want|wish|also wish|also want|am pleased|should "
        r"like|must|can only|have) (?:also )?to)?(?: also| too)?"
    ),
    "fr": (
        r"(?:[Jj]e|[Jj]'|[Nn]ous|[Mm]a délégation|[Mm]on (?:pays|[Gg]ouvernement)|[Nn]otre "
        r"délégation)"
    ),
    "es": (
        r"(?:[Yy]o|[Nn]osotros|[Mm]i (?:delegación|país|[Gg]obierno)|[Nn]uestr[ao] "
        r"(?:delegación|país|[Gg]obierno))"
    ),
}
