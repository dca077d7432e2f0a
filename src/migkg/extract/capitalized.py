"""Names no authority file knows, recognized by their capitals and their head noun."""

import re
from collections.abc import Iterator

from migkg.extract import heads
from migkg.extract.registry import Stretch, extractor
from migkg.extract.words import LINKS, POST_NOUNS, POSTS, WORD, sequences
from migkg.model import Mention

_WORDS = re.compile(WORD)
# Where the first noun phrase of a name ends: before its first preposition.
_PREPOSITION = re.compile(
    r" (?:of|for|on|in|against|to|de|du|des|d'|del|pour|sur|contre|para|por|"
    r"sobre|contra|en|à|au|aux)(?= |'|$)"
    r"| (?:de l'|à l'|d')"
)
# What makes a meeting a named one: a year or an ordinal before it.
_PINNED = re.compile(r"(?:(?:19|20)\d\d|\d+(?:st|nd|rd|th)|[A-Za-z]+(?:st|nd|rd|th)) $")
_WHOSE = re.compile(r" of the | de la | du | de l'| del ")
_VENUE = re.compile(
    r"(?:Conference|Convention|Congress|Exhibition|Conventions?) (?:Centre|Center|Hall)$"
)
_ROOM = re.compile(r" (?:Room|Hall|Centre|Center|Building)\b")


@extractor("capitalized-name")
def capitalized_names(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each capitalized name whose head noun tells its kind."""
    if stretch.text.isupper():
        return
    known = sorted(
        {
            (match.begin, match.end)
            for match in stretch.authority.labels.find(stretch.text)
            if any(label.role != "hidden" for label, _ in match.labels)
        }
    )
    for begin, end in sequences(stretch.text):
        for low, high in _parts(stretch.text, begin, end, known):
            kind, type_, low, high = _kind(stretch.text, low, high)
            if kind and not _is_row_of(stretch.text, low, high, known):
                yield from stretch.mention(low, high, kind, "capitalized-name", type=type_)


def _parts(
    text: str, begin: int, end: int, known: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the names a sequence holds: posts before and known names behind it are taken off."""
    begin, end = _without_posts(text, begin, end)
    begin = _past_common_noun(text, begin, end)
    # "X and Y" are two names where each is known or has a head noun of its own.
    for joint in re.finditer(
        r" (?:and|et|y|&) (?:the |l'|la |le |les |los |las |el )?", text[begin:end]
    ):
        left, right = begin + joint.start(), begin + joint.end()
        if _is_name(text, begin, left, known) and _is_name(text, right, end, known):
            yield from _parts(text, begin, left, known)
            yield from _parts(text, right, end, known)
            return
    # "Regular Meeting of the Conference of ...": the meeting and whose it is are two names.
    if whose := _WHOSE.search(text, begin, end):
        meeting, body = text[begin : whose.start()], text[whose.end() : end]
        if (
            head_noun(meeting) in heads.EVENTS
            and head_noun(body)
            and not _PREPOSITION.search(meeting)
        ):
            yield begin, whose.start()
            yield from _parts(text, whose.end(), end, known)
            return
    # Two names joined by a small word are two mentions; the known one is found elsewhere.
    for low, high in known:
        if low == begin and re.match(rf" (?:{LINKS}) ", text[high:end]):
            yield from _parts(text, *_opened(text, high, end), known)
            return
        if begin < low and high <= end:
            joined = re.search(rf" (?:(?:{LINKS})(?: |(?<=')))+$", text[begin:low])
            if joined and not _keeps(text[begin : begin + joined.start()], joined[0]):
                if high < end:
                    yield from _parts(text, low, end, known)
                end = begin + joined.start()
                break
            if not joined and high == end and text.count(" ", low, high) > 1:
                # A long name with a modifier before it is still that name.
                return
    if begin < end:
        yield begin, end


def _past_common_noun(text: str, begin: int, end: int) -> int:
    """Return where a name begins behind a capitalized noun that names nothing by itself.

    "Session of the Council of Foreign Ministers" holds the name of the Council.
    """
    joint = re.match(rf"(?:{WORD} )*?{WORD} (?:of the|de la|du|de l'|del) ?", text[begin:end])
    if joint is None or head_noun(joint[0].rsplit(" of the", 1)[0].strip()):
        return begin
    rest = text[begin + joint.end() : end]
    return begin + joint.end() if head_noun(rest) else begin


def _opened(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a stretch without the small words it begins with."""
    lead = re.match(rf" ?(?:(?:{LINKS}) )*", text[begin:end])
    return begin + (lead.end() if lead else 0), end


_BANKS = frozenset({"bank", "banque", "banco"})


def _keeps(name: str, joint: str) -> bool:
    """Tell whether a known name behind a preposition is part of the name before it.

    "African Foundation for [Africa]", "Instituto Tecnológico Autónomo de [México]".
    """
    if joint.split()[0] in ("for", "para", "pour"):
        return True
    head = head_noun(name)
    placed = heads.ORGANIZATIONS.get(head) == "AcademicInstitution" or head in _BANKS
    return placed and joint in (" of ", " de ", " du ", " del ")


def _is_name(text: str, begin: int, end: int, known: list[tuple[int, int]]) -> bool:
    if any(low == begin and high <= end for low, high in known):
        return True
    name = text[begin:end]
    return bool(head_noun(name)) and (" " in name) and not name[0].islower()


def _without_posts(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a stretch without the title of a post before or behind it.

    "Director of the Migration Policy Institute", "Deputy Director ILO Regional Office".
    """
    while True:
        post = re.match(
            rf"((?:{WORD} )+)(?:of|for|at|du|de la|de l'|de|del) (?:the )?", text[begin:end]
        )
        if post is None or post[1].split()[-1].lower() not in POSTS:
            break
        begin += post.end()
    front = _PREPOSITION.split(text[begin:end])[0]
    words = list(re.finditer(r"[^ ]+", front))
    for word in reversed(words[:-1]):
        if word[0].lower() in POST_NOUNS:
            begin += word.end() + 1
            break
    behind = re.search(r" (?:and|et|y) ([\w'-]+)(?: [^ ]+)*$", text[begin:end])
    if behind and behind[1].lower() in POSTS:
        end = begin + behind.start()
    # "Committee Chairperson", "Red Cross President": the body's name, then the post.
    last = re.search(r" ([\w-]+)$", text[begin:end])
    if last and last[1].lower() in POST_NOUNS:
        end = begin + last.start()
    return begin, end


def _is_row_of(text: str, begin: int, end: int, known: list[tuple[int, int]]) -> bool:
    """Tell whether a stretch is nothing but known names side by side."""
    at = begin
    while at < end:
        following = max((high for low, high in known if low == at and high <= end), default=None)
        if following is None:
            return False
        at = following + (text[following : following + 1] == " ")
    return True


def head_noun(name: str) -> str:
    """Return the head noun of a name in small letters, or an empty string.

    >>> head_noun("African Foundation for Development"), head_noun("Caden Corporation")
    ('foundation', 'corporation')
    """
    front = _PREPOSITION.split(name)[0]
    for candidate in (front.split(" ")[-1], name.split(" ")[0]):
        word = re.sub(r"^[dlDL]'", "", candidate).lower()
        if word in heads.ORGANIZATIONS or word in heads.EVENTS or word in heads.INSTRUMENTS:
            return word
        if word in heads.INITIATIVES or word in heads.ACTS:
            return word
    return ""


def _two_nouns(name: str) -> bool:
    """Tell whether a row is a bare head noun joined to something: "the Committee and the Board"."""
    first = re.match(r"([\w-]+) (?:and|et|y|&) ", name)
    return first is not None and bool(head_noun(first[1]))


def _kind(text: str, begin: int, end: int) -> tuple[str, str, int, int]:
    """Return the kind and class of a name and where it begins and ends, or an empty kind."""
    name = text[begin:end]
    head = head_noun(name)
    count = len(_WORDS.findall(name))
    if not head or count < 2 or name.isupper() or _two_nouns(name):
        return "", "", begin, end
    before = _PINNED.search(text, 0, begin)
    if head in heads.EVENTS and not _ROOM.match(text, begin + name.lower().rfind(head) + len(head)):
        year = re.search(r"(?:19|20)\d\d $", text[:begin])
        # A place behind a meeting is not part of its name.
        inside = re.search(r" (?:in|at|à|en) (?=[A-Z])", name)
        if inside and inside.start() > name.lower().find(head):
            end = begin + inside.start()
        if count >= 3 or before or _PINNED.match(name.split(" ")[0] + " "):
            return "event", heads.EVENTS[head], year.start() if year else begin, end
    titled = before or (count >= 3 and _PREPOSITION.search(name))
    if head in heads.ACTS and count >= 3 and text[begin].isupper():
        return "instrument", "Instrument", begin, end
    if _OF_PLACE.match(name):
        return "instrument", heads.INSTRUMENTS[head], begin, end
    own = count >= 3 and name.split(" ")[0].lower() not in heads.GENERIC_INSTRUMENTS
    if head in heads.INSTRUMENTS and (titled or own or _placed(name, text[:begin])):
        return "instrument", heads.INSTRUMENTS[head], begin, end
    if _OF_ACTION.search(name):
        return "instrument", "Framework", begin, end
    if head in heads.INITIATIVES and name.split(" ")[0].lower() not in heads.GENERIC:
        front = _PREPOSITION.split(name)[0]
        if " " in front:
            return "initiative", "Initiative", begin, end
    if head in heads.ORGANIZATIONS and not (_GENERIC_BODY.match(name) or _VENUE.search(name)):
        end = _with_list(text, begin, end)
        tail = _TAIL.match(text, end)
        return "organization", heads.ORGANIZATIONS[head], begin, tail.end() if tail else end
    return "", "", begin, end


# No body of its own: "the Permanent Mission of Jordan", "la Secretaría General de la Comunidad".
_GENERIC_BODY = re.compile(
    r"(?:(?:.* )?(?:Permanent|Observer|Diplomatic) Mission|Mission [Pp]ermanente"
    r"|Misión Permanente"
    r"|Secretaría (?:Técnica|General|Ejecutiva)"
    r"|(?:National|Local|Regional|Central) (?:Office|Authority))\b"
)
_LISTED = re.compile(rf"(?:, {WORD}(?: {WORD})*)+,? and {WORD}(?: {WORD})*")
_SUBJECT = re.compile(r" (?:of|on|for) (?:the )?[A-Z]")


def _with_list(text: str, begin: int, end: int) -> int:
    """Return where a body's name ends whose subjects are listed: "Ministry of A, B and C"."""
    listed = _LISTED.match(text, end)
    if listed is None or not _SUBJECT.search(text, begin, end):
        return end
    items = re.split(r", (?:and )?| and ", listed[0])
    named = any(head_noun(item) or item.isupper() for item in items if item)
    return end if named or re.match(r" (?:of|for) ", text[listed.end() :]) else listed.end()


_OF_ACTION = re.compile(r"^(?!Programme|Plan)[A-Z].* (?:Programme|Plan) of Action\b")
# "Déclaration de Marrakech", "Consenso de Montevideo"
_OF_PLACE = re.compile(
    r"(?:Déclaration|Protocole|Accord|Pacte|Consensus|Charte|Declaración|Protocolo|Acuerdo|Pacto|"
    r"Consenso|Carta) (?:de|d'|du|de la|del) ?[A-ZÀ-Þ][\wà-ÿ-]+(?: [A-ZÀ-Þ][\wà-ÿ-]+)*$"
)
_AFTER_ARTICLE = re.compile(r"\b(?:the|The|la|La|le|Le|el|El|l'|du|del|and|et|y|,) ?$")


def _placed(name: str, before: str) -> bool:
    """Tell whether an instrument is named after a place: "the Abidjan Declaration"."""
    words = name.split(" ")
    return (
        len(words) == 2
        and words[0].lower() not in heads.GENERIC_INSTRUMENTS
        and not words[0].lower().endswith(("al", "ic", "ive", "ed", "ary", "able"))
        and bool(_AFTER_ARTICLE.search(before))
    )


# French and Spanish write the rest of a body's name in small letters: "Comité sur les travailleurs
# migrants". It is taken only where it ends the phrase.
_TAIL = re.compile(
    r" (?:sur|pour|contre|para|sobre|contra) (?:les |la |le |l'|los |las |el )?[a-zà-ÿ'-]+"
    r"(?: [a-zà-ÿ'-]+){0,3}(?=[,.;:)]|$)"
)
