"""Wordings by which a line of a UN document shows what it is, in English, French and Spanish."""

import re

from migkg.structure import dates

_I = re.IGNORECASE
ORGANS = re.compile(
    r"(?:United Nations\s+)?(?:General Assembly|Security Council|Economic and Social Council|"
    r"Human Rights Council|Trusteeship Council|International Law Commission|Secretariat)|"
    r"Assemblée générale|Conseil de sécurité|Conseil économique et social|"
    r"Conseil des droits de l['’]homme|Asamblea General|Consejo de Seguridad|"
    r"Consejo Económico y Social|Consejo de Derechos Humanos|"
    r"United Nations|Nations Unies|Naciones Unidas",
    _I,
)
WORLD_BODY = re.compile(r"United Nations|Nations Unies|Naciones Unidas", _I)
DISTRIBUTION = re.compile(r"\bDistr\.\s*:?", _I)
SYMBOL = re.compile(
    r"(?:(?:United Nations|Nations Unies|Naciones Unidas)\s+)?"
    r"((?:A|E|S|T|ST|CMW|CCPR|CERD|CEDAW|CAT|CRC|CED|CRPD|HRI|TD|DP|ID|ECE|LC|UNEP)(?:/[\w.\-]+)*/"
    r"[\w.\-]*\d[\w.\-]*(?:\s?\((?:\d{4}|[IVXLC]+|Part\s[IVX]+)\))?)\*{0,3}"
)
MASTHEAD = re.compile(
    r"Distr\b|Original\s*:|(?:[\w-]+\s+){1,4}(?:special\s+)?session\b(?=$|\s+(?:agenda|item|point|tema))|"
    r"(?:[\w-]+\s+){1,4}período\s+.{0,20}sesiones\b|(?:provisional\s+)?agenda\s+items?\s+\d|"
    r"items?\s+\d+|point\s+\d+|points\s+\d+|tema\s+\d+|temas\s+\d+|original\s+:",
    _I,
)
LETTERHEAD = re.compile(
    r"(?:the\s+)?(?:president|secretary[ -]general|deputy secretary[ -]general|chef de cabinet|"
    r"vice[ -]president|under[ -]secretary[ -]general)\b(?:\s+of\s+the\s+[\w\s]+)?$|"
    r"(?:the\s+)?permanent\s+(?:observer\s+)?(?:mission|representative|delegation)\b|"
    r"(?:la\s+)?(?:mission|délégation)\s+permanente\b|(?:le\s+)?représentant(?:e)?\s+permanente?\b|"
    r"misión\s+permanente\b|(?:el\s+|la\s+)?representante\s+permanente\s+de\b|"
    r"(?:le|la)\s+présidente?\s+de\s+l['’]assemblée\b|(?:el|la)\s+presidente?a?\s+de\s+la\s+asamblea\b|"
    r"(?:delegation|délégation|delegación)\s+(?:of|de|du|del)\b|embassy\s+of\b|ministry\s+of\b|"
    r"republic\s+of\b|ministère\s+d|ministerio\s+de\b|(?:executive\s+)?office\s+of\s+the\b",
    _I,
)
LETTER_SALUTATION = re.compile(
    r"(?:(?:Your\s+)?Excellency|Excellence|Excelencia|Sir|Madam|Dear\s.{1,60}|Sirs|"
    r"(?:Monsieur|Madame)\s+(?:le|la)\s+(?:Secrétaire|Président|Ministre|Ambassad)\w*.{0,30}|"
    r"Señor\s+(?:Secretario|Presidente)\s+General|Mr\.?\s+Secretary-General)\s*[,:]?",
    _I,
)
_VOCATIVE = (
    r"(?:(?:Mr|Mrs|Ms|Mme|Madam|Madame|Monsieur|M)\.?\s+(?:(?:la|le|l['’])\s*)?(?:the\s+)?(?:Vice|Co|Acting|Deputy|Under)?[\s-]*"
    r"(?:President|Chair|Secretary|Speaker|Moderat|Minister|Facilitat|Commissioner|Director|High|"
    r"Prési|Secr[ée]taire|Ministre|Modérat|Rapporteur|Executive|Special)|"
    r"(?:Your\s+)?Excellenc|(?:Your|Vos)\s+(?:Royal\s+|Serene\s+)?(?:Highness|Majest|Altesse)|Distinguished\b|Honou?rable\s+\w+s\b|"
    r"Ladies\b|(?:Madam\s+)?(?:Co-)?Chair(?:person)?s?\s*[,;:]|Dear\s+(?:colleagues|friends|delegates|participants|brothers)|(?:Dear\s+)?Colleagues\b|Friends\b|"
    r"Mesdames\b|Messieurs\b|Excellences\b|Chers?\b|Chères\b|Distingué|Honorables\b|"
    r"Señor(?:a|es|as)?\b(?:\s+(?:President|Secretari|Moderador|Ministr|Embajador))?|"
    r"Sr(?:a)?\.\s+(?:President|Secretari)|Excelencias?\b|Excelentísim|Distinguid|Estimad|Colegas\b|Amig[oa]s\b)"
)
_SALUTE = re.compile(_VOCATIVE, _I)
THANKS = re.compile(
    r"(?:and\s+)?(?:I\s+)?(?:(?:sincerely|once again|again)\s+)?(?:thank\s+you|thanks)\b.{0,90}|"
    r"(?:je\s+vous\s+(?:en\s+)?remercie|merci)\b.{0,110}|(?:muchas\s+|mil\s+|muchísimas\s+)?gracias\b.{0,90}|"
    r"(?:les\s+)?agradezco\b.{0,60}|he\s+dicho",
    _I,
)
VALEDICTION = re.compile(
    r"assurances?\s+of\s+(?:my|our|its)\s+highest|(?:yours\s+)?(?:sincerely|faithfully|truly)\b|"
    r"\(signed\)|\(signé\)|\(firmado\)|veuillez\s+agréer|(?:ma|notre)\s+(?:très\s+)?haute\s+considération|"
    r"atentamente|más\s+alta\s+consideración|distinguida\s+consideración",
    _I,
)
ADDRESSEE = re.compile(
    r"(?:to\s+)?all\s+(?:permanent|member|states|delegations|heads)\b|permanent\s+observers\b|"
    r"(?:à\s+)?tous\s+les\s+(?:représentants|états)\b|a\s+todos\s+los\b|"
    r"(?:his|her)\s+excellency\b|(?:h\.?e\.?|s\.?e\.?)\s.*\n",
    _I,
)
SIGNED = re.compile(r"\((?:signed|signé|signée|firmado|firmada)\)\s*", _I)
ADOPTED = re.compile(
    r"(?:adopted|adoptée?|aprobada)\s+(?:by|par|por)\s+(?:the\s+|le\s+|la\s+|el\s+|l['’])?", _I
)
MEETING_CLOSE = re.compile(
    r"\d+(?:st|nd|rd|th|e|ème|ª)\s+(?:\([\w\s]+\)\s+)?(?:plenary\s+)?(?:meeting|séance|sesión)\b.*|"
    r"\[?adopted\s+(?:without\s+a|by\s+a)\b.*|adoptée?\s+(?:sans|par)\b.*|aprobada\s+(?:sin|por)\b.*",
    _I | re.S,
)
ANNEX = re.compile(
    r"(?:annex|appendix|enclosure|attachment|annexe|appendice|pièce\s+jointe|anexo|apéndice)"
    r"(?:\s+(?:[ivxlc]+|\d+|[a-z]))?\b",
    _I,
)
PLACE = re.compile(
    r"\b(?:Conference\s+Room|Room|Hall|Chamber|Building|Headquarters|Palais|Salle|Sala|Siège|Sede)\b|"
    r"^(?:New\s+York|Nueva\s+York|Geneva|Genève|Ginebra|Vienna|Vienne|Viena|Nairobi|Addis\s+Ababa|"
    r"Bangkok|Santiago|Beirut|The\s+Hague|Rome|Paris)\b[\w\s,.-]{0,40}$",
    _I,
)
PANEL = re.compile(
    r"(?:(?:thematic|interactive|high-level|opening|closing|plenary|morning|afternoon|first|second|third|fourth|working)\s+)*"
    r"(?:panel|round\s?-?table|session|segment|plenary|side\s+event|cluster|workshop|"
    r"table\s+ronde|mesa\s+redonda|séance|sesión|atelier)\b",
    _I,
)
EVENT = re.compile(
    r"\b(?:debate|dialogue|conference|meeting|summit|forum|symposium|workshop|seminar|session|"
    r"assembly|hearings?|consultations?|commemoration|consejo|council|commission|committee|"
    r"débat|dialogue|conférence|réunion|sommet|colloque|atelier|session|assemblée|"
    r"diálogo|conferencia|reunión|cumbre|foro|seminario|período de sesiones|asamblea)\b",
    _I,
)
_POSITION = (
    r"(?:(?:vice|deputy|assistant|under|acting|former|executive|special|permanent|senior|national|"
    r"chief|co|honorary|first|minister\s+and)[\s-]+)*"
    r"(?:president|prime\s+minister|minister|director|secretary|ambassador|representative|(?:co-?)?chair(?:person|man|woman|s)?|"
    r"co-?founder|founder|head|chief|professor|commissioner|adviser|advisor|counsellor|rapporteur|specialist|"
    r"coordinator|officer|member|dean|delegate|attorney|expert|spokes\w+|envoy|consul|king|queen|"
    r"governor|mayor|administrator|economist|fellow|"
    r"présidente?|ministre|directeur|directrice|secrétaire|représentante?|ambassadeur|ambassadrice|"
    r"membre|chef|haut|conseill\w+|"
    r"presidenta?|ministr[oa]|director[a]?|secretari[oa]|representante|embajador[a]?|miembro|jef[ea]|"
    r"canciller|viceministr[oa]|subsecretari[oa]|encargad[oa]|experto|relator[a]?|comisionad[oa])"
)
POSITION = re.compile(rf"(?:the\s+|le\s+|la\s+|el\s+)?(?:(?-i:[A-Z]{{2,}})\s+)?{_POSITION}\b", _I)
HONORIFIC = re.compile(
    r"(?:(?:H\.?\s?E\.?|S\.?\s?E\.?|His\s+Excellency|Her\s+Excellency|Son\s+Excellence|"
    r"Su\s+Excelencia|Excmo\.?|Excma\.?|The\s+(?:Right\s+)?Hon(?:ou?rable|\.)|Hon\.|Amb\.)\s*,?\s*)+"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sr|Sra|Mme|Mlle|M|Dra|Dame|Sir|Lord|Baroness|Professor|Ambassador|"
    r"Embajador|Embajadora|Ambassadeur|Ambassadrice|Monsieur|Madame|Señora?|Don|Doña)\b\.?\s+"
)
_PARTICLE = r"(?:de|del|de la|da|dos|van|von|der|den|bin|bint|ibn|al|el|la|le|du|des|y|e)"
_NAME_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.\-]*)"
NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_NAME_WORD}){{1,4}}")
_NO_NAME = re.compile(
    r"\b(?:UN|UNITED|NATIONS?|INTERNATIONAL|MIGRATION|DEVELOPMENT|GENERAL|ASSEMBLY|COUNCIL|NOTE|CONCEPT|"
    r"PROGRAM(?:ME)?|PANEL|SESSION|DEBATE|DIALOGUE|FORUM|REPORT|SUMMARY|STATEMENT|INTRODUCTION|CONCLUSIONS?|"
    r"ARTICLE|PART|CHAPTER|ANNEX|COMMITTEE|CONFERENCE|ORGANI[ZS]ATION|GROUP|UNION|RIGHTS|WORKERS|"
    r"REPUBLIC|KINGDOM|STATES?|MISSION|PERMANENT[E]?|NEW YORK|HEADQUARTERS|UNIVERSITY|INSTITUTE|"
    r"MIGRACIÓN|DESARROLLO|DÉVELOPPEMENT|NACIONES|UNIDAS|UNIES|GÉNÉRALE|DEBATE|DÉBAT|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|"
    r"THE|FOR|AND|OF|ON|TO|IN|WHY|HOW|WHAT|THANK|DEAR|CHECK)\b",
    _I,
)
# First sections of a body: a title never ends in one of them.
OPENING_SECTION = re.compile(
    r"(?:introduction|background|objectives?|context|overview|purpose|executive\s+summary|summary|preamble|"
    r"general|foreword|rationale|contexte|objectifs?|préambule|résumé|avant-propos|"
    r"introducción|antecedentes|objetivos?|preámbulo|resumen|contexto|contents|abstract)\s*:?",
    _I,
)
ORGAN_LINE = re.compile(r"(?:The|L['’]|Le|La|El|Les|Los)\s*[^.;:]{3,120},$")
PREAMBLE_OF_TREATY = re.compile(
    r"(?:The\s+(?:States\s+Parties|High\s+Contracting|Contracting\s+(?:Parties|States)|Governments|"
    r"Members?\s+States|Parties|General\s+Conference)|Les\s+(?:États|Etats)\s+(?:parties|membres)|"
    r"Los\s+Estados\s+(?:partes|miembros))\b.{0,80},?$",
    _I,
)
ARTICLE = re.compile(
    r"(?:article|artículo|art\.|part|partie|parte|chapter|chapitre|capítulo|section|sección|título|titre)\s+(?:[ivxlc]+|\d+|premier|primero|one)\b",
    _I,
)
CALL_TO_ORDER = re.compile(
    r"the\s+meeting\s+(?:was\s+called\s+to\s+order|resumed)|la\s+séance\s+est\s+ouverte|"
    r"se\s+(?:abre|declara\s+abierta)\s+la\s+sesión",
    _I,
)
DELIVERY = re.compile(
    r"[\[(]?(?:please\s+)?(?:check|checked)\s+against\s+delivery|seul(?:e)?\s+le\s+(?:texte|prononcé)|"
    r"(?:cotejar|verificar)\s+con|as\s+(?:delivered|prepared)\b",
    _I,
)
PICTURE = re.compile(
    r"(?:a\s+)?(?:handwritten\s+signature|(?:image|photo(?:graph)?|logo|emblem)\s+of|"
    r"(?:the\s+)?(?:UN|United Nations)\s+(?:logo|emblem))\b.{0,140}",
    _I | re.S,
)
ROLE_LINE = re.compile(
    r"(?:(?:opening|closing|keynote|introductory|lead|first|second|welcome)\s+)*(?:(?:co-?)?chair(?:person|man|woman|s|persons)?|"
    r"(?:co-?)?moderators?|facilitators?|panell?ists?|speakers?|discussants?|presenters?|remarks|statements?|"
    r"rapporteurs?|respondents?|interlocutors?|master of ceremonies|"
    r"president|présidente?s?|modérat(?:eur|rice)s?|intervenants?|panélistes?|orateurs?|conférenciers?|"
    r"moderador(?:a|es)?|panelistas|ponentes|orador(?:a|es)?|presid[ea]|presidencia)\s*:",
    _I,
)
INTRODUCES = re.compile(
    r":$|\b(?:following|as\s+follows|below|ci-après|suivante?s?|siguientes?|a\s+continuación)\b[^.]{0,25}[.:]?$",
    _I,
)
FIRST_PERSON = re.compile(
    r"\b(?:I|my|our|we|je|j'|ma|mon|nous|notre|yo|mi|nuestr[oa]|quiero|deseo|permítanme)\b"
)


def salutes(text: str) -> bool:
    """Tell whether a text only addresses its hearers.

    >>> salutes("Mr. President, Ladies and Gentlemen:"), salutes("Mr. Name, Director")
    (True, False)
    """
    words = len(text.split())
    if not _SALUTE.match(text) or words > 60:
        return False
    if text.endswith((".", "?")):
        return words <= 6 and "," not in text
    return words <= 12 or text.count(",") + text.count(";") + text.count(".") >= words / 9


def thanks(text: str) -> bool:
    """Tell whether a text is no more than the thanks that close a speech."""
    return len(text.split()) <= 16 and bool(THANKS.fullmatch(text.rstrip(" .!")))


def person(text: str) -> bool:
    """Tell whether a text is the name of a person, honorifics apart."""
    if not (honour := HONORIFIC.match(text)):
        return bool(NAME.fullmatch(text)) and not _NO_NAME.search(text) and len(text) < 60
    rest = text[honour.end() :]
    while more := HONORIFIC.match(rest):
        rest = rest[more.end() :]
    words = rest.split()
    return bool(words) and words[0][:1].isupper() and len(words) <= 6 and not _NO_NAME.search(rest)


_OPEN_WORD = re.compile(
    r"(?:\b(?:the|a|an|of|and|or|to|for|in|on|at|by|with|from|as|per|that|which|its|their|this|these|"
    r"his|her|our|between|into|than|under|le|la|les|l['’]|de|du|des|d['’]|et|ou|à|au|aux|en|dans|sur|"
    r"par|pour|avec|que|qui|un|une|ses|leurs?|el|los|las|del|al|y|o|con|por|para|su|sus|una)|[,(–—-])$",
    _I,
)


def unfinished(text: str) -> bool:
    """Tell whether a text breaks off: it ends in a comma, a dash or a word that asks for another.

    >>> unfinished("the High-level Meeting of the"), unfinished("Director General")
    (True, False)
    """
    return bool(_OPEN_WORD.search(text.rstrip()))


def dated(text: str) -> str:
    """Return the date of a line that gives no more than a date, with a place at most."""
    if iso := dates.only(text):
        return iso
    found = dates.find(text)
    rest = text[: found[1]] + text[found[2] :] if found else ""
    return found[0] if found and len(text.split()) <= 14 and PLACE.search(rest.strip(" ,")) else ""
