"""The words in which texts say that an instrument was adopted, in three languages."""

import re
from typing import Final

_KINDS: Final = {
    "endorsed": (
        r"(?:unanimously )?endorsed|entériné[es]*|fait sienn?e?|approuvé[es]*|hizo "
        r"suy[ao]s?|refrend(?:ó|ad[ao]s?)|respald(?:ó|ad[ao]s?)"
    ),
    "concluded": r"conclu(?:ded|ant)|conclue?s?|concertad[ao]s?|concert(?:ó|aron)",
    "signed": r"signed|signé[es]*|firmad[ao]s?|firm(?:ó|aron)|suscri(?:bió|bieron|t[ao]s?)",
    "adopted": (
        r"adopted|adopts|adopt(?:é[es]*|e|ent)|adoption|adopción|adopt(?:ad[ao]s?|ó|aron)|"
        r"aprob(?:ad[ao]s?|ó|aron)|aprobación|issued|promulgated|proclaimed|proclamée?s?|"
        r"proclam(?:ó|ad[ao]s?)"
    ),
}
_VERB: Final = "|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items())
_ADVERB: Final = (
    r"(?:unanimously|formally|officially|also|then|recently|by consensus|without a "
    r"vote|à l'unanimité|por unanimidad|por consenso)"
)
_THING: Final = r"⟦instrument (?P<thing>\d+)⟧"
_BODY: Final = (
    r"⟦(?:organization|state|event) (?P<body>\d+)⟧(?: \(⟦organization \d+⟧\))?"
    r"(?:(?: of the| of| de l'| de la| de| del) ⟦organization \d+⟧(?: \(⟦organization \d+⟧\))?)?"
)
# Between verb and instrument stand its session, its date, an article; never another object.
_ARTICLE: Final = (
    r"(?:(?:the|an?|its|their|both|two|new|la|le|les|l'|une?|sa|ses|el|los|las|una?|su|"
    r"sus)\s?){0,3}"
)
_GAP: Final = (
    r"(?P<gap>(?:,? (?:at|in|on|during|by|without|lors|au|à|en|le|el|durante|por|par)\b"
    r"(?:(?! (?:to|legislation|laws?|measures?|polic|plans?|strateg|report|programmes?|"
    r"implement|accordance|line with|"
    r"follow|ratif|amend|pour|para|conform)\b)[^.;⟦]){0,60}(?:⟦(?:event|organization|"
    r"state|area) \d+⟧[^.;⟦]{0,25}?)?)*?)"
)
_MORE: Final = (
    r"(?:(?:,| and|, and| et| y|,? as well as)(?: (?:the|its|la|le|el|su|sa))? ⟦instrument \d+⟧)*"
)

# "the Conference of ILO adopted X and Y", "The Assembly adopted at its session X"
ACTIVE: Final = re.compile(
    rf"(?:{_BODY},?(?: which| that| qui| que)?|\b(?:States|Governments|leaders|"
    rf"participants|[Tt]hey|it|which|"
    rf"États|Estados|gobiernos|qui|que))"
    rf"(?: (?:{_ADVERB}|has|have|had|a|ont|avait|ha|han))* (?:an? |issued a "
    rf")?(?:{_VERB})(?: {_ADVERB})*{_GAP},? {_ARTICLE}"
    rf"(?P<what>{_THING}{_MORE})"
)
# "issued a unanimously endorsed X" is one act.
_BE: Final = (
    r"(?:which |that |qui |que )?(?:(?:was|were|had been|has been|have been|a été|ont "
    r"été|fut|fue|fueron|ha sido) )?"
    rf"(?:{_ADVERB} )?"
)
# "X, adopted by B at its session on D"
PASSIVE: Final = re.compile(
    rf"{_THING}(?: \([^()]*\))?(?: (?:of the|de la|de l'|du|of) ⟦organization \d+⟧)?,? "
    rf"{_BE}(?:{_VERB})(?P<tail>[^.;]*)"
)
# "the adoption of X by B"
NOUN: Final = re.compile(
    r"\b(?:[Aa]doption|[Aa]dopción|[Aa]probación|[Ss]igning|[Ss]ignature|[Ff]irma|"
    r"(?P<concluded>[Cc]onclusion|[Cc]oncertación)) "
    rf"(?:of|de|del|du) ?(?:the |l'|la |le |el )?{_THING}(?P<tail>[^.;]*)"
)
# "resolution 63/225 of 19 December 2008", "su resolución 63/225, de 19 de diciembre de 2008"
OF_DATE: Final = re.compile(rf"{_THING},? (?:of|du|de|del|dated) (?=\d|1er)")
# "resolutions 67/172 and 67/185 of 20 December 2012"
PLURAL_OF_DATE: Final = re.compile(
    r"⟦instrument (?P<first>\d+)⟧ (?:and|et|y) ⟦instrument \d+⟧,? (?:of|du|de|del) $"
)


def kind_of(found: re.Match[str]) -> str:
    """Return the key of the adoption's kind."""
    groups = found.groupdict()
    return next((kind for kind in _KINDS if groups.get(kind)), "adopted")


# "its resolution 68/4 of 3 October 2013, by which it adopted X"
BY_WHICH: Final = re.compile(
    r"⟦instrument (?P<text>\d+)⟧(?P<date>,? (?:of|de|du|del) [^⟦;,]{6,25})?,? (?:by "
    r"which|in which|whereby|par laquelle|dans laquelle|"
    r"en la que|por la que|mediante la cual) (?:it |the ⟦organization \d+⟧ |elle |"
    r"l'⟦organization \d+⟧ |la ⟦organization \d+⟧ )?"
    rf"(?:{_ADVERB} |a |ha )?(?:{_VERB}),? {_ARTICLE}(?P<what>{_THING}{_MORE})"
)
_SESSION = re.compile(
    r"\b(?:at|during|lors de|à|en|durante)\b(?: the| its| sa| la| su| l')*(?: "
    r"[a-z-]+)? ?⟦event (\d+)⟧"
)


def session_in(text: str) -> str:
    """Return the number of the slot of the session or event at which something was adopted."""
    found = _SESSION.search(text)
    return found[1] if found else ""


# "adopted by the Assembly in its resolution 45/158 of 18 December 1990"
IN_TEXT: Final = re.compile(
    r"\b(?:in|by|dans|par|en|mediante) (?:its |sa |su |the |la )?(?:⟦organization \d+⟧ "
    r")?(?:resolution |résolution )?"
    r"⟦instrument \d+⟧,? (?:of|du|de|on|le|el) (?P<date>[^⟦;,]{6,25})"
)
_CUT = re.compile(
    r", (?:was|were|which|and|while|but|has|have|is|qui|et|que|y)\b|;|\. |⟦instrument|"
    r"\b(?:and|which) (?:entered|came) into force|\bin (?:order|line|accordance)\b|"
    r",? (?:held|convened|tenue|celebrad[ao])\b|\band (?:endorsed|signed|ratified|opened)\b"
)


# Who adopted: "by the Assembly", "by the sixty-third Assembly".
BY: Final = re.compile(
    r"[^⟦]{0,40}\b(?:by|par|por)\b(?: the| la| l'| le| el)?"
    r"(?: [a-z-]+| UN| United Nations| ⟦organization \d+⟧)? ?"
    r"⟦(?:organization|state|event|office) (\d+)⟧"
)


def clause(text: str) -> str:
    """Return the text up to where another clause begins."""
    cut = _CUT.search(text)
    return text[: cut.start()] if cut else text
