"""Names of people: behind a form of address, before a post, or beginning with a given name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from migkg.extract.capitalized import head_noun
from migkg.extract.lexicon import listed
from migkg.extract.registry import Stretch, extractor
from migkg.extract.words import POST_NOUNS, POSTS
from migkg.link.labels import fold
from migkg.model import Mention
from migkg.resources import PACKAGE

_PARTICLE = (
    r"(?:de la|de los|de las|de|del|da|das|do|dos|di|van der|van den|van|von|der|den|ter|"
    r"bin|bint|ibn|al|el|ben|ould|zu|y|e|le|la)"
)
_NAME_WORD = (
    r"(?:[A-Z]|Md|Mohd|Ma|St)\."
    r"|(?:(?:al|el|d|Al|El|O|D|N|Mc|M)['-])?[A-ZÀ-ÖØ-Þ][\wÀ-ÿ]*(?:(?:'(?!s\b)|-)[\wÀ-ÿ]+)*"
)
# A particle may open a surname behind a form of address: "Mr. van Oosterom".
_OPENING = (
    r"(?:(?:de la|de los|de|del|da|dos|di|van der|van den|van|von|ter|bin|al|el|ben|ould|"
    r"zu) )?"
)
_NAME = rf"(?:{_NAME_WORD})(?: (?:{_PARTICLE} )?(?:{_NAME_WORD})){{0,4}}"

# Forms of address; what follows is a name. Several may stand in a row: "H.E. Mr.".
_ADDRESS = re.compile(
    r"""(?<![\w.])(?:(?:(?:[Tt]he\s)?(?:Most\s|Right\s|Rt\.?\s)?Honou?rable|Hon\.?|H\.\s?E\.|S\.\s?E\.|HE|Her\sExcellency|His\sExcellency|(?:Son|Sa|Su)\sExcell?enc(?:e|ia)|
    Excm[oa]\.?|His\sRoyal\sHighness|Messrs\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Mx\.?|Dr\.?|Drs\.|Prof\.|Professor|Sir|Dame|Lord|Lady|
    Ambassador|Embajador(?:a)?|Ambassadeur|Ambassadrice|Sr\.|Sra\.|Srta\.|Señor(?:a|ita)?|Don|Doña|Dra?\.|
    MM?\.|Mmes|Sres\.|Sras\.|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle|Docteur|Professeur|Judge|Justice|Rev\.|Reverend|
    Archbishop|Cardinal|Monsignor|Msgr\.|Father|Sister|Sheikh|Sheikha|Prince|Princess|Senator|Congressman|
    Congresswoman|General|Colonel|Captain|Minister|Ministre|Ministro|Ministra|
    President|Président|Présidente|Presidente|Presidenta|Chancellor|Commissioner|King|Queen|
    MRS?\.?|MS\.?|DR\.?|AMBASSADOR|SHEIKHA?|
    Pope|Pape|Papa|Senador(?:a)?|Diputad[oa]|Canciller|Doctora?)\s)+""",
    re.VERBOSE,
)
_NAMED = re.compile(_NAME)
_NAMED_OPEN = re.compile(_OPENING + _NAME)
_SHORT_TITLE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Mme|Miss|Messrs|Dr|M|MM|Sr|Sra|Prof)\.?) $")
# "Ms. King (Saint Vincent ...)": what may be a title is the name where nothing follows it.
_LAST_TITLE = re.compile(r"\s(King|Queen|Prince|Judge|Justice|Lord|Pope|Dean|General|Cardinal)\s$")
_PLURAL = re.compile(r"(?:Messrs|MM\.|Mmes|Sres|Sras)")
_AND = re.compile(r"(?:,| and| et| y) ")
# "JORGE VALERO (Venezuela)": the summary records' way to name a speaker and the State.
_BEFORE_STATE = re.compile(r" \((?=[A-ZÀ-Þ])")
_AT_PLACE = re.compile(r"\b(?:in|at|to|from|near|of|à|en|de|a) $")
_BARE = re.compile(rf"(?<![\w'.-])(?:{_NAME_WORD})(?: (?:{_PARTICLE} )?(?:{_NAME_WORD})){{1,4}}")
_BEFORE_POST = re.compile(
    r",? (?:(?:the|then|la|le|el|l') ?)?(?:[A-Z][\w'-]+ ){0,3}?([A-Z][\w'-]+)"
)

# Capitalized words that are never part of a person's name.
_NEVER = frozenset(
    listed(
        """
    united nations international global migration migrants development human rights general
    assembly panel round table session member members states state government conference room
    dialogue high-level forum group convention protocol treaty declaration resolution report
    summary annex article north south east west northern southern eastern western new world
    economic social council committee commission department ministry office agency institute
    university centre center foundation association network bank fund union federation
    secretariat division special january february march april may june july august september
    october november december janvier février mars avril mai juin juillet août septembre octobre
    novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre monday tuesday wednesday thursday friday saturday sunday excellency
    excellencies ladies gentlemen mesdames messieurs señoras señores distinguished delegates
    colleagues dear honourable the this that these those it he she we they our their his her its
    i in on at for by from to with of and or if when while where as thank thanks please gracias
    merci nations unies naciones unidas assemblée asamblea générale convención dialogo diálogo
    foro migración desarrollo droits derechos humanos programme program project initiative
    street avenue building headquarters summit code chapter section part paragraph table figure
    municipal note port puerto cape lake mount affairs employment interior justice finance
    cooperation
    integration country countries
    system labour labor policy partnership partnerships
    """
    )
)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the given names of the lexicon, in small letters and without accents."""
    file = PACKAGE / "extract" / "given_names.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line and not line.startswith("#"))


@extractor("person-name")
def person_names(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each personal name; forms of address stay outside it."""
    text = stretch.text
    seen: list[tuple[int, int]] = []
    for address in _ADDRESS.finditer(text):
        if address[0] == "M. " and _is_initial(stretch, address.start()):
            continue
        named = (_NAMED_OPEN if _SHORT_TITLE.search(address[0]) else _NAMED).match(
            text, address.end()
        )
        if named is None and (title := _LAST_TITLE.search(address[0])):
            begin, end = address.start() + title.start(1), address.start() + title.end(1)
            yield from stretch.mention(begin, end, "person", "person-name", address="yes")
        while named:
            span = _trim(stretch, named.start(), named.end())
            if span and not _is_post(text[slice(*span)]) and not head_noun(text[slice(*span)]):
                seen.append(span)
                yield from stretch.mention(*span, "person", "person-name", address="yes")
            # "Messrs. Koser and Chikezie": a plural form of address holds for each name.
            joint = _AND.match(text, named.end()) if _PLURAL.match(address[0]) else None
            named = _NAMED.match(text, joint.end()) if joint else None
    for bare in _BARE.finditer(text):
        for begin in _beginnings(text, *bare.span()):
            span = _trim(stretch, begin, bare.end())
            if span is None or " " not in text[slice(*span)] or _overlaps(span, seen):
                continue
            if any(test(stretch, *span) for test in (_evident, _of_state, _in_apposition)):
                seen.append(span)
                yield from stretch.mention(*span, "person", "person-name")


def _is_initial(stretch: Stretch, begin: int) -> bool:
    """Tell whether "M." is a middle initial, no form of address: "Antonio M. Lagdameo"."""
    before = re.search(r"([\wÀ-ÿ-]+) $", stretch.text[:begin])
    return stretch.language == "en" or bool(before and fold(before[1]) in given_names())


def _beginnings(text: str, begin: int, end: int) -> Iterator[int]:
    """Yield where a name may begin in a row of capitalized words.

    At the row's own beginning, and at a given name that a post, a common word or a small word
    parts from what stands before: "Secretary of Foreign Affairs Alberto Romulo".
    """
    yield begin
    last = ""
    for word in re.finditer(r"[^ ]+", text[begin:end]):
        parted = last.islower() or last.lower() in POSTS or last.lower() in _NEVER
        if last and parted and fold(word[0]) in given_names():
            yield begin + word.start()
        last = word[0]


def _in_apposition(stretch: Stretch, begin: int, end: int) -> bool:
    """Tell whether words between commas behind a post name who holds it.

    "La ministre des Affaires étrangères du Niger, Aichatou Mindaoudou, a souligné".
    """
    text = stretch.text
    post = _POST_BEFORE.search(text[max(0, begin - 120) : begin])
    if post is None or post[1].lower() not in POST_NOUNS or text[end : end + 1] not in ",;.":
        return False
    words = text[begin:end].split(" ")
    if any(word.strip(".").lower() in _NEVER | POSTS for word in words) or len(words) > 4:
        return False
    return not stretch.authority.labels.exact(text[begin:end]) and not head_noun(text[begin:end])


_POST_BEFORE = re.compile(r"(?<![\w'-])([\w-]+)(?: (?:of|for|de|du|des|d'|del)[^.;,]{3,80})?, $")


def _of_state(stretch: Stretch, begin: int, end: int) -> bool:
    """Tell whether a State in brackets stands behind words that can be a person's name."""
    text = stretch.text
    opened = _BEFORE_STATE.match(text, end)
    if opened is None or _AT_PLACE.search(text, 0, begin):
        return False
    words = text[begin:end].split(" ")
    if any(word.strip(".").lower() in _NEVER or word.lower() in POSTS for word in words):
        return False
    state = text[opened.end() :].split(")")[0]
    of_state = any(e.ref.kind == "state" for _, e in stretch.authority.labels.exact(state))
    known = stretch.authority.labels.exact(text[begin:end])
    return of_state and not known and not head_noun(text[begin:end])


def _overlaps(span: tuple[int, int], seen: list[tuple[int, int]]) -> bool:
    return any(begin < span[1] and span[0] < end for begin, end in seen)


def _trim(stretch: Stretch, begin: int, end: int) -> tuple[int, int] | None:
    """Return the part of a stretch that can be a name: up to a post, an acronym, other type."""
    text, view = stretch.text, stretch.view
    source = stretch.document.source.text
    last = begin
    upper = None
    for word in re.finditer(r"[^ ]+", text[begin:end]):
        low, high = begin + word.start(), begin + word.end()
        plain = word[0].strip(".,").lower()
        if low > begin and _names_another(stretch, text[last:low], low):
            break
        if low > begin:
            between = source[view.offsets[low - 1] : view.offsets[low]]
            # Bold type or a new line between two words ends a name: "**Joseph Deiss** *President*".
            if "*" in between or between.count("\n") > 1:
                break
        if plain in _NEVER or plain in POSTS:
            break
        is_upper = word[0].isupper() and len(plain) > 2
        # An acronym behind a name in mixed case that is no surname in capitals.
        if is_upper and stretch.authority.labels.exact(word[0]):
            break
        upper = is_upper if upper is None else upper
        if word[0] in ("y", "e") and _two_people(
            text[begin : begin + word.start()], text[high + 1 : end]
        ):
            break
        if word[0][0].isupper() or "'" in word[0]:
            last = high
    if last <= begin:
        return None
    return begin, last - (text[last - 1] in ",;:")


def _names_another(stretch: Stretch, joint: str, begin: int) -> bool:
    """Tell whether a State or body is named behind a particle: "Najat El Hajjaji de [Libye]"."""
    if not re.fullmatch(r" (?:de|del|du|de la|des|da|do) ", joint):
        return False
    behind = stretch.text[begin : begin + 60]
    return any(
        match.begin == 0
        and any(
            e.ref.kind in ("state", "organization") and lab.role != "hidden"
            for lab, e in match.labels
        )
        for match in stretch.authority.labels.find(behind)
    )


def _two_people(before: str, behind: str) -> bool:
    """Tell whether "y" joins two names ("Ortega y Gasset" is one)."""
    first = fold(behind.split(" ")[0])
    return " " in before.strip() and " " in behind and first in given_names()


def _is_post(name: str) -> bool:
    first = name.split(" ")[0].lower()
    return first in POSTS or first in _NEVER or first in ("le", "la", "el")


def _evident(stretch: Stretch, begin: int, end: int) -> bool:
    """Tell whether capitalized words without a form of address are a person's name."""
    text = stretch.text
    words = text[begin:end].split(" ")
    if any(word.strip(".").lower() in _NEVER for word in words):
        return False
    if re.match(r" et al\b", text[end:]):
        return True
    if head_noun(text[begin:end]):
        return False
    if words[0] in ("El", "Al", "Ould") and len(words) > 2:
        words = words[1:]
    first = words[0].lower()
    if fold(first).replace(" ", "-") in given_names() or fold(first.split("-")[0]) in given_names():
        return True
    following = _BEFORE_POST.match(text, end)
    return bool(
        following
        and following[1].lower() in POSTS
        and following[0].startswith((",", " the"))
        and len(words) <= 4
        and not any(word.isupper() and len(word) > 4 for word in words)
    )
