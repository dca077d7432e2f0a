"""When and where an event is: the date and the place that stand beside its name in a sentence."""

import re
from typing import Final

from migkg.facts.common import slots, times
from migkg.facts.periods import When
from migkg.model import Document, Ref
from migkg.reading import Sentence

# What is done with an event when it is held.
HOLD: Final = (
    r"held|hold(?:ing|s)?|conven(?:ed?|es|ing)|conducted|organi[sz](?:ed?|es|ing)|"
    r"(?:co-)?host(?:ed|s|ing)?|"
    r"t(?:ook|akes?|aken|aking) place|met|meets?|opened|launched|scheduled|postponed|"
    r"start(?:ed|s)?|begin|"
    r"began|gathered|assembled|brought together|tenue?s?|tenir|organisée?s?|organiser|"
    r"convoquée?s?|convoquer|accueillie?s?|"
    r"celebr(?:ad[ao]s?|ó|ar|arse|ará)|realizad[ao]s?|convoc(?:ad[ao]s?|ó|ar)|"
    r"organizad[ao]s?|lieu|tiendra|"
    r"(?:tuvo|tendrá|tener) lugar|llevó a cabo|celebraron|se celebró|déroulée?s?|"
    r"réunie?s?|reuni(?:ó|eron)"
)
HELD: Final = re.compile(rf"\b(?:{HOLD})\b", re.IGNORECASE)
# "the President organized an informal ", "gathered at the ⟦organization 3⟧'s "
_HELD_BEFORE = re.compile(
    rf"\b(?:{HOLD})(?: (?:[a-z'-]+|⟦organization \d+⟧(?:'s)?|of)){{0,6}} $", re.IGNORECASE
)
# " was held", " sera organisé"
_HELD_BEHIND = re.compile(
    r",? (?:(?:was|were|is|will|has|had|to|been|be|a|été|sera|est|s'est|se|fue|será|ha sido) ){1,3}"
    rf"(?:[a-z]+ )?(?:{HOLD})\b"
)
# The number a paragraph is printed with.
NUMBERED: Final = r"\s*(?:\(?[0-9]{1,3}[.)]\s*|\([a-z]{1,3}\)\s*)?"
_OPENS = re.compile(
    NUMBERED
    + r"(?:In|On|Le|En|El|Du|From|Del) (?:[^,⟦]{4,40}),? (?:the |la |le |el |an? |une? |un |una )?"
    r"(?:⟦organization \d+⟧,? (?:at|during|à|lors de|durante|en) (?:its|sa|su) )?$"
)
# Another clause begins, in which the event is no longer spoken of.
_BREAK = re.compile(
    r"; |\. |\b(?:which|who|whose|that|because|although|while|where|when|since|after|"
    r"before|ahead of|prior to|leading to|"
    r"preceding|followed by|suivie?|seguid[ao]|follow-up to|preparation for|including|"
    r"but|qui|que|dont|tandis|alors|avant|après|cuy[ao]s?|antes|"
    r"después|donde)\b"
)
_STILL = re.compile(
    r"(?:that|which) (?:will be |was |were |had been |is to be |the ⟦)|"
    r"qui (?:s'est |se |a eu lieu|aura lieu)|que (?:se |llevó a cabo|tuvo lugar|tendrá lugar|la ⟦)"
)
_SESSION_BEFORE = re.compile(r"\b(?:at|during|of|en|lors de|durante) (?:its|the|their|sa|su|la) $")
_REACH = 220

_PREPOSITION = re.compile(
    r"(?:\b(?:in|on|of|for|from|en|le|el|du|del|de|to start on|started on|au|a|los "
    r"días|les|les jours)|,|\() ?"
    r"(?:(?:the )?(?:fall|spring|summer|autumn|winter|end|first half|second half|first "
    r"quarter) of )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? |(?:lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche) |"
    r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo) )?$",
    re.IGNORECASE,
)
# A date that says up to when, or one of two that are compared, is not that of the event.
_OTHER = re.compile(
    r"⟦(?:instrument|document|publication) \d+⟧,? (?:of|de|du|del|dated) $|"
    r"\b(?:annually|yearly|(?:every|each) year|chaque année|cada año)\b|\b(?:adopt|"
    r"sign|issu|publish|endors|approv|ratif|adoptée?|aprobad)[a-z]* [^,]{0,12}$|"
    r"\b(?:and|or|than|compared|y|et|ou|o) [^,]{0,12}$|\b(?:since|by|until|depuis|"
    r"desde|hasta|avant)\W*$"
)


def behind(masked: str, end: int) -> str:
    """Return what stands behind an event and still speaks of it: to the next event or clause."""
    text = masked[end : end + _REACH]
    # "at its sixty-eighth session, in 2013": the session says when, it does not end the clause.
    for stop in re.finditer(r"⟦event \d+⟧", text):
        if not _SESSION_BEFORE.search(text[: stop.start()]):
            text = text[: stop.start()]
            break
    cut = _BREAK.search(text)
    if cut and _STILL.match(text, cut.start()):
        cut = _BREAK.search(text, cut.end())
    return text[: cut.start() if cut else None]


def before(masked: str, begin: int) -> str:
    """Return what stands before an event, from the event or the clause before it on."""
    text = masked[:begin]
    cuts = [cut.end() for cut in re.finditer(r"; |⟦event \d+⟧", text)]
    return text[cuts[-1] if cuts else 0 :]


def is_held(lead: str, tail: str) -> bool:
    """Tell whether the words on either side say that the event is held."""
    return bool(HELD.search(tail) or _HELD_BEFORE.search(lead))


def date_of(lead: str, tail: str, document: Document) -> When | None:
    """Return the date of an event from what stands before and behind it."""
    return _date_behind(tail, document) or _date_before(lead, tail, document)


def _date_behind(tail: str, document: Document) -> When | None:
    when = next(iter(times(tail, document)), None)
    if when is None:
        return None
    lead = tail[: when.begin]
    relative = not tail[when.begin : when.end][-1:].isdigit()
    near = len(lead) <= 70 or (HELD.search(lead) and not _ANOTHER.search(lead))
    told = _PREPOSITION.search(lead) or relative or _VERB_AT_END.search(lead)
    if told and near and (_VERB_AT_END.search(lead) or not _OTHER.search(lead)):
        return when
    return None


# "held last July, and the offer to host the second meeting in 2008"
_ANOTHER = re.compile(
    r"\b(?:first|second|third|fourth|fifth|[a-z]+th|next|following|another|premi(?:er|"
    r"ère)|deuxième|[a-z]+ième|segund[ao]|"
    r"tercera?|próxim[ao]) (?:annual )?(?:meeting|session|conference|summit|round|"
    r"réunion|session|conférence|reunión)\b"
)
_VERB_AT_END = re.compile(rf"\b(?:{HOLD}) $", re.IGNORECASE)


def _date_before(lead: str, tail: str, document: Document) -> When | None:
    at = _AT_THE.search(lead)
    beside = [when for when in times(lead, document) if at is not None and when.end == at.start()]
    if beside:
        return beside[0]
    verb = _HELD_BEFORE.search(lead)
    if verb is None and not _OPENS.match(lead) and not _HELD_BEHIND.match(tail):
        return None
    found = [when for when in times(lead, document) if verb is None or when.end <= verb.start()]
    if not found:
        return None
    when = found[-1]
    if len(lead) - when.end > 120 and when.begin > 12:
        return None  # so far away only the date that opens the sentence still holds
    return None if _UP_TO.search(lead[: when.begin]) else when


# "began in 1994 at the "
_AT_THE = re.compile(
    r",? (?:at|during|lors de|à|en|durante) (?:the |its |la |l'|le )?(?:[a-z]+ )?$"
)
_UP_TO = re.compile(
    (
        r"\b(?:by|until|before|after|between|avant|après|antes|después|hasta)\b(?: the end "
        r"of| de| del)? $"
    ),
    re.I,
)

_NAME = (
    r"[A-ZÀ-Þ][\w'-]+(?: (?:(?:de las?|de los|del?|do|da|la|of|and|sur|the|des) )?[A-ZÀ-Þ][\w'-]+)*"
)
# A place behind a preposition: capitalized words, a State behind a comma among them.
_PLACE = re.compile(
    rf"\b(?:in|at|en|à|au|aux) (?P<place>(?:the |la |los |el |l')?"
    rf"(?:⟦(?:state|area) \d+⟧|(?:⟦organization \d+⟧ )?{_NAME}(?: (?:de las?|of the|"
    rf"des|de l') ?⟦organization \d+⟧)?|⟦organization \d+⟧)"
    rf"(?:, (?:⟦state \d+⟧|[A-Z]\.[A-Z]\.|{_NAME})(?! \d))?"
    rf"(?: (?:in|at|en|à) {_NAME}(?= on | in | from | du | del | le | el |[,.)]|"
    rf"$))?(?:,? (?:in )?⟦state \d+⟧|,? \(⟦state \d+⟧\))?)"
)
# "Conference on Population and Development, Cairo, 5-13 September 1994"; "(Geneva, May 2010)"
_LISTED = re.compile(rf"^(?:,| \() ?(?P<place>{_NAME}(?:, ⟦state \d+⟧)?), (?=\d|(?:{_NAME}) \d)")
# "la Conférence du Caire"
_OF_PLACE = re.compile(rf"^ (?:du|de|del|d')\s?(?P<place>{_NAME})(?=,| en | in |[.;)]|$)")
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Panel|Section|Chapter|Table|Annex|"
    r"Part|Article|Resolution|"
    r"Accordance|Particular|Addition|English|French|Spanish|Opening|Closing|"
    r"Preparation|Follow|Mr|Ms|Mrs|Dr|"
    r"Arabic|Russian|Chinese|Round|Session|Item|Phase|Vice|Member|States?|Government|"
    r"Development|Migration)\b",
    re.IGNORECASE,
)
# A prepositional phrase that goes with a noun or verb before it: "migrants in Asia".
_OF_OTHERS = re.compile(
    r"\b(?:migrants?|workers?|people|(?<!member )countries|migration|development|"
    r"situation|rights|to|within|of|women|children)$"
)


_BUILDING = re.compile(
    r"\b(?:Headquarters|Office at|Centre|Center|University|Universidad|Université|"
    r"Palais|Siège|Sede)\b"
)


def place_in(sentence: Sentence, text: str, document: Document) -> tuple[str, Ref | None] | None:
    """Return the place that a stretch of a masked sentence names, as printed, and its State."""
    found = _LISTED.match(text) or _OF_PLACE.match(text)
    if found and not _NO_PLACE.match(sentence.unmask(found["place"])):
        return _printed(sentence, found["place"])
    limit = next(iter(times(text, document)), None)
    for found in _PLACE.finditer(text):
        printed = re.sub(r"^(?:the |la |los |el |l')", "", sentence.unmask(found["place"]))
        lead = text[: found.start()].rstrip()
        if (
            found["place"].endswith("⟧")
            and found["place"].startswith(("⟦org", "the ⟦org"))
            and not _BUILDING.search(printed)
        ):
            continue
        if (
            _NO_PLACE.match(printed)
            or re.fullmatch(r"[A-Z]+", printed)
            or "⟦area" in found["place"]
        ):
            continue
        # Behind the date at most a word lies between: "on 19 May 2011 in New York".
        far = len(lead) > 70 or (limit is not None and found.start() > limit.end + 6)
        if (_OF_OTHERS.search(lead) and ", " not in found["place"]) or (
            far and not HELD.search(lead)
        ):
            continue
        return _printed(sentence, re.sub(r"^(?:the |la |los |el |l')", "", found["place"]))
    return None


def _printed(sentence: Sentence, masked: str) -> tuple[str, Ref | None]:
    states = slots(masked, "state")
    return sentence.unmask(masked), sentence.link(states[-1][2]).entity if states else None
