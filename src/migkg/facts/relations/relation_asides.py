"""What interrupts a clause: with whom, with whose support, where based; read and taken out."""

import re
from dataclasses import dataclass

from migkg.facts.relations.relation_text import THE, Things, subjects, things_at
from migkg.facts.relations.relation_verbs import BODY

_LIST_HERE = r"(?=[^⟦.;]{0,60}⟦)"
_WITH = re.compile(
    r"(?P<lead>^|,? )(?P<kind>[Ii]n (?:close |full )?(?:collaboration|cooperation|"
    r"co-operation|partnership|association) with"
    r"|[Tt]ogether with|[Jj]ointly with|[Ee]n (?:étroite )?(?:collaboration|coopération|"
    r"partenariat|association) avec"
    r"|[Ee]n (?:estrecha )?(?:colaboración|cooperación|asociación) con|[Jj]unto con|"
    r"[Cc]onjuntamente con) " + _LIST_HERE
)
_SUPPORT = re.compile(
    r"(?P<lead>^|,? )(?P<kind>(?:[Aa]nd |et )?(?:[Ww]ith|[Aa]vec|[Cc]on) (?:the |l'|le |"
    r"el |la )?(?:[a-z]+ ){0,2}"
    r"(?:support|assistance|help|funding|backing|appui|soutien|aide|concours|apoyo|ayuda|"
    r"asistencia)"
    r"(?: financier| technique| financiero| técnico)? (?:of|from|de|du|des|del))[ ']" + _LIST_HERE
)
_ASSISTED = re.compile(
    r"(?P<lead>,? )(?P<kind>(?:and )?(?:assisted|supported|appuyée?s?|soutenue?s?|"
    r"apoyad[ao]s?) (?:by|par|por)) " + _LIST_HERE
)
_BASED = re.compile(
    r"(⟦(?:organization|initiative) (?P<who>\d+)⟧)[\"']?,? (?:(?:which|that|qui|"
    r"que) (?:is|was|est|está) )?"
    r"(?:based|headquartered|located|basée?|sise?|con sede|domiciliad[ao]) (?:in|at|à|en|au) "
    r"(?:the )?(?:[A-ZÀ-Þ][\w'.-]*(?: [A-ZÀ-Þ][\w'.-]*){0,3}(?:, |"
    r" \())?(?:the )?⟦(?:state|area) (?P<where>\d+)⟧\)?,?"
)
_TOGETHER = re.compile(
    r" ?(?:[–—]|,| -) (?:together with|along with|jointly with|avec|"
    r"junto con) (?=(?:the |la |le |l'|el )?[\"']?⟦)"
)
_MODAL = re.compile(
    r" ?(?:(?:should|could|would|may|might|must|can|shall|need|ought|needs|devrait|"
    r"devraient|pourrait|debería|deberían|podría|debe|deben|"
    r"peut|doit|puede)\b|to\b|,|'s)"
)

_PLANNED = re.compile(
    r",? (?:also )?(?:will|plans? to|intends? to|(?:is|are) (?:planning )?to|prevén?|"
    r"prévoi(?:t|ent))\b"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """A relation read from an aside: who, what, whom, as link numbers."""

    subject: int
    predicate: str
    object: int
    begin: int
    status: str = "actual"


def based_in(text: str) -> tuple[str, list[Aside]]:
    """Read and take out where bodies are based."""
    found: list[Aside] = []

    def take(match: re.Match[str]) -> str:
        found.append(Aside(int(match["who"]), "operates-in", int(match["where"]), match.start()))
        return match[1]

    return _BASED.sub(take, text), found


def joined(text: str) -> str:
    """Return a text with "A – together with B and C – founds" as "A, B and C founds"."""
    for found in _TOGETHER.finditer(text):
        before = re.search(r"⟦(?:organization|state) \d+⟧$", text[: found.start()])
        things = things_at(text, found.end())
        if before is None or things is None or not things.of(BODY):
            continue
        behind = re.match(r" ?(?:[–—]|,|-) ?", text[things.end :])
        if behind is None:
            continue
        listed = text[found.end() : things.end]
        head = ", " if re.search(r"⟧,? (?:and|et|y) ", listed) else " and "
        tail = text[things.end + behind.end() :]
        return joined(f"{text[: found.start()]}{head}{listed} {tail}")
    return text


def companions(text: str) -> tuple[str, list[Aside]]:
    """Read and take out with whom, and with whose support, the subject acts."""
    found: list[Aside] = []
    for pattern, predicate in (
        (_WITH, "cooperates-with"),
        (_SUPPORT, "supports"),
        (_ASSISTED, "supports"),
    ):
        at = 0
        while (match := pattern.search(text, at)) is not None:
            at = match.end()
            things = things_at(text, at, loose=True)
            if things is None or not things.of(BODY):
                continue
            subject = _subject(text, match, things, initial=not match["lead"])
            if subject is None:
                continue
            behind = text[things.end :]
            status = "planned" if _PLANNED.match(behind) else "actual"
            for one in subject.items:
                for other in things.items:
                    pair = (
                        (one[1], other[1])
                        if predicate == ("cooperates-with")
                        else (other[1], one[1])
                    )
                    found.append(Aside(pair[0], predicate, pair[1], match.start(), status))
            text = _without(text, match.start(), things.end)
            at = match.start()
    return text, found


def _without(text: str, begin: int, end: int) -> str:
    """Return a text without an aside and the comma that ends it, unless a name follows."""
    before, behind = text[:begin], text[end:]
    if behind.startswith(",") and not re.match(rf", {THE}⟦", behind):
        behind = behind[1:]
    return before + behind if before else behind.lstrip(" ,")


def _subject(text: str, match: re.Match[str], things: Things, *, initial: bool) -> Things | None:
    """Return who acts: named before the aside, behind it, or at the clause's head."""
    before, behind = text[: match.start()], text[things.end :]
    found = list(subjects(before))
    if found and found[-1].end >= len(before.rstrip(" ,")) and found[-1].of(BODY):
        return found[-1] if not _MODAL.match(behind.removeprefix(",")) else None
    comma = re.match(r", (?=(?:the |la |le |l'|el )?[\"']?⟦)", behind)
    if comma:
        following = next(subjects(behind[comma.end() :]), None)
        if following and following.begin == 0 and following.of(BODY):
            rest = behind[comma.end() + following.end :]
            return following if re.match(r" [a-z]", rest) and not _MODAL.match(rest) else None
    if initial:
        return None
    # At the clause's end: the nearest subject that a verb follows.
    for candidate in reversed(found):
        rest = before[candidate.end :]
        if candidate.of(BODY) and re.match(r",? [a-zà-ÿ]{2,}", rest):
            if _MODAL.match(rest) or re.search(
                r"[;]|\b(?:that|which|who|while|to be|qui|que)\b", rest
            ):
                return None
            return candidate
    return None
