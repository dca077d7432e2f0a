"""GroupMembership: which State or body belongs to which group, in what role and since when."""

import re
from collections.abc import Iterator

from migkg.facts.people.agents import AGENT, Agent, agents, agents_before
from migkg.facts.periods import dates
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Entity, Fact, Property, Ref, dated
from migkg.reading import Reading, Sentence

_GROUP = r"⟦organization (?P<group>\d+)⟧(?: \(⟦\w+ \d+⟧\))?"
_COUNT = r"(?:\d+|[a-z]+(?:-[a-z]+)?)"
_UNITS = (
    r"(?:entit(?:y|ies)|agenc(?:y|ies)|organi[sz]ations?|members?|bodies|institutions?|countries|"
    r"States|Member States|member States|"
    r"organismes?|entités|membres|institutions|pays|États|entidades|organismos|miembros|"
    r"instituciones|países|Estados)"
)
# "an inter-agency group that includes 15 organizations of ⟦organization⟧ plus ⟦organization⟧"
_INCLUDES = re.compile(
    rf"{_GROUP}(?P<what>,? ?(?:[—–-] ?)?(?:(?:is|was|est|es) )?(?:,? ?(?:an?|the|une?|un|una|le|el)"
    rf" (?:[\w-]+ ){{0,6}}(?:group|body|forum|network|mechanism|groupe|organe|grupo|órgano|"
    r"mecanismo))?,? ?"
    r"(?:(?:that|which|qui|que) )?(?:currently |now )?(?:includes?|included|comprises?|comprised|"
    r"encompass(?:es|ed)|bring(?:s|ing) together|br(?:ought|ings) together|consists? of|"
    r"consisted of|is (?:made up|composed) of|"
    r"compren(?:d|ait)|regroupe|réunit|rassemble|se compose de|composé[e]? de|incluye|comprende|"
    r"agrupa a?|reúne a?|integrad[oa] por|compuest[oa] (?:de|por))) "
    rf"(?P<members>(?:the following )?(?:{_COUNT} )?(?:{_UNITS}\b)?[^;.]*)"
)
_SAME_KIND = frozenset({"organization", "state"})
_LIST = re.compile(
    r"^(?:(?:all )?(?:the |following )*[\w-]+ (?:[\w-]+ )?(?:"
    + _UNITS[3:-1]
    + r"))?,?:? ?(?:including|comprising|namely|such as|notamment|à savoir|dont|incluid[oa]s?|"
    r"a saber|entre ellos|:)?:? ?(?=(?:the )?(?:⟦(?:organization|state) ))"
)
_PLUS = re.compile(
    rf"\b(?:plus|and|as well as|together with|ainsi que|et|más|y|así como)(?: also)? (?={AGENT})"
)
_NEW = re.compile(
    rf"(?=(?P<agents>{AGENT}))(?P<list>.{{3,400}}?) (?:as|comme|como) (?:the |its |a |les |los )"
    r"?(?:most recent |new(?:est)? |latest |nouveaux |nuevos )?(?:members?|membres?|miembros?)"
    rf" (?:of|du|de|del|de la) (?:the |la |l')?{_GROUP}"
)
_MEMBER_OF = re.compile(
    r"(?<=[⟧,)]),? (?P<verb>(?:is|are|was|were|became|has become|have become|being|est|sont|es|"
    r"son) (?:an? |the |also |un |une |una )?(?:founding |full |active |new |associate )"
    r"?(?P<role>(?:[Mm]ember )?(?:States|countries)|members?|observers?|chair|co-chairs?|membres?|"
    r"observateurs?|miembros?|observador(?:a|es)?)"
    r"|(?:has |have )?joined|a rejoint|(?:se )?(?:unió|incorporó|adhirió) (?:a|al)) ?(?:of|in|to|"
    rf"du|de|d'|del|de la|auprès d[eu]|ante)? ?(?:the |la |l'|le |el )?{_GROUP}"
)
_CHAIR_OF = re.compile(
    rf"{_GROUP}(?P<between>,? (?:which )?(?:(?:is|was|are|has been|est|es|était|era) )"
    r"?(?:currently |now |actuellement |actualmente )?)(?:(?P<co>co-)?chaired|présidée?|"
    rf"presidid[oa]|(?P<co2>co)présidée?|copresidid[oa]) (?:by|par|por) (?={AGENT})"
)
_AS_CHAIR = re.compile(
    r"(?P<lead>⟦(?:state|organization) (?P<who>\d+)⟧),? (?:as|in its capacity as|as the|en (?:sa )"
    r"?qualité de|en (?:su )?calidad de) (?:the )?(?:current |outgoing |incoming )?(?P<co>[Cc]o-?)"
    r"?(?:[Cc]hair(?:-in-[Oo]ffice|person)?|[Pp]résidente?|[Pp]residente|[Pp]residencia) (?:of|du|"
    rf"de|del|de la) (?:the |la |l')?{_GROUP}"
)
_OBSERVERS = re.compile(
    r"(?P<list>⟦.*⟧) in their (?:respective )?capacit(?:y|ies) as observers\b|(?P<liste>⟦.*⟧)"
    r" en (?:leur )?qualité d'observateurs|(?P<lista>⟦.*⟧) en (?:su )?calidad de observadores"
)
_INVITED = re.compile(
    r"\bas observers in (?:the )?(?:sessions? and (?:the )?)?(?:the )?work of (?:the )"
    rf"?{_GROUP},? including (?={AGENT})"
)
# "⟦organization 0⟧, chair of ⟦organization 1⟧ in 2014", "members of ⟦organization 0⟧, namely"
_CHAIR_BESIDE = re.compile(
    r"⟦(?:state|organization) (?P<who>\d+)⟧(?: \(⟦\w+ \d+⟧\))?, (?:the )?(?:current |outgoing |"
    r"incoming )?(?P<co>[Cc]o-?)?"
    r"(?:[Cc]hair(?:-in-[Oo]ffice|person)?|présidente?|president[ea]) (?:of|du|de|del) (?:the |"
    rf"la |l')?{_GROUP}"
)
_NAMELY = re.compile(
    r"\b(?:[Mm]embers|[Mm]ember (?:States|countries)|[Mm]embres|[Mm]iembros) (?:of|du|de|del)"
    rf" (?:the |la |l')?{_GROUP},? ?"
    r"(?:[—–-] )?(?:namely|including|such as|à savoir|notamment|a saber|incluid[oa]s|:)"
    rf" (?={AGENT})"
)
_CHAIRED_IN = re.compile(r",? (?:in|for|en|pour|para) (?P<year>(?:19|20)\d\d)\b")


@fact_extractor("GroupMembership")
def group_memberships(reading: Reading) -> Iterator[Fact]:
    """Yield one fact per member and group."""
    for sentence in reading.sentences:
        if sum(link.kind in _SAME_KIND for _, _, link in sentence.links) < 2:
            continue
        masked = sentence.masked
        for member, group, role in dict.fromkeys(_in_sentence(reading, sentence, masked)):
            if member != group:
                yield _fact(reading, sentence, masked, member, group, role)


def _fact(
    reading: Reading, sentence: Sentence, masked: str, member: Ref, group: Ref, role: str
) -> Fact:
    said: list[Property] = [
        ("org:member", member),
        ("org:organization", group),
        ("org:role", concept("membership-role", role)),
    ]
    as_of = re.match(r"(?:\d+\. )?(?:As (?:at|of)|En date du|Au|A fecha de|Al) ", masked)
    since = re.search(
        r"\b(?:joined|became (?:an? )?(?:full )?members?|a rejoint|se unió)\b[^;.]*?\bin ", masked
    )
    when = next(iter(dates(masked[as_of.end() :])), None) if as_of else None
    tenure = None
    for pattern in (_AS_CHAIR, _CHAIR_BESIDE):
        for found in pattern.finditer(masked) if role in ("chair", "co-chair") else ():
            if sentence.link(found["who"]).entity == member:
                tenure = tenure or _CHAIRED_IN.match(masked, found.end())
    if as_of and when and when.begin <= 1:
        said.append(("asOf", dated(when.start)))
    elif tenure:
        said.append(("asOf", dated(tenure["year"])))
    elif first := re.match(
        r"(?:\d+\. )?(?:In|En) (?P<year>(?:19|20)\d\d), .*\b(?:joined|became|rejoint|unió|"
        r"incorporó)\b",
        masked,
    ):
        said.append(("since", dated(first["year"])))
    elif since:
        joined = next(iter(dates(masked[since.end() :])), None)
        if joined and joined.begin == 0:
            said.append(("since", dated(joined.start)))
    return Fact(reading.document.slug, "GroupMembership", tuple(said), sentence.passages)


def _in_sentence(
    reading: Reading, sentence: Sentence, masked: str
) -> Iterator[tuple[Ref, Ref, str]]:
    for found in _INCLUDES.finditer(masked):
        group = sentence.link(found["group"]).entity
        for agent in _members(reading, sentence, masked, *found.span("members")):
            yield agent.ref, group, "member"
    for found in _NEW.finditer(masked):
        group = sentence.link(found["group"]).entity
        listed = agents(reading, sentence, masked, found.start("list"))
        if listed and listed[-1].end >= found.end("list"):
            for agent in _bodies(listed):
                yield agent.ref, group, "member"
    for found in _MEMBER_OF.finditer(masked):
        group = sentence.link(found["group"]).entity
        if not _is_group(reading, group):
            continue
        word = (found["role"] or "member").lower()
        role = (
            "observer"
            if word.startswith("observ")
            else "co-chair"
            if word.startswith("co-")
            else "chair"
            if word.startswith("chair")
            else "member"
        )
        for agent in _bodies(agents_before(reading, sentence, masked, found.start())):
            yield agent.ref, group, role
    for found in _CHAIR_OF.finditer(masked):
        role = "co-chair" if found["co"] or found["co2"] or "copres" in found[0] else "chair"
        for agent in _bodies(agents(reading, sentence, masked, found.end())):
            yield agent.ref, sentence.link(found["group"]).entity, role
    for found in _AS_CHAIR.finditer(masked):
        yield (
            sentence.link(found["who"]).entity,
            sentence.link(found["group"]).entity,
            "co-chair" if found["co"] else "chair",
        )
    for found in _CHAIR_BESIDE.finditer(masked):
        group = sentence.link(found["group"]).entity
        yield sentence.link(found["who"]).entity, group, "co-chair" if found["co"] else "chair"
    for found in _NAMELY.finditer(masked):
        group = sentence.link(found["group"]).entity
        for agent in _bodies(agents(reading, sentence, masked, found.end())):
            yield agent.ref, group, "member"
    yield from _observers(reading, sentence, masked)


def _members(
    reading: Reading, sentence: Sentence, masked: str, begin: int, end: int
) -> Iterator[Agent]:
    """Yield the members that are named, not those counted: "15 entities of X and Y" names Y."""
    text = masked[begin:end]
    listed = _LIST.match(text)
    if listed:
        yield from _bodies(agents(reading, sentence, masked, begin + listed.end()))
        return
    counted = re.match(
        rf"(?:[\w-]+ {_UNITS},? (?:comprising|including|namely|of which|dont|a saber) )"
        rf"?{_COUNT} (?:⟦organization \d+⟧ )?(?:{_UNITS})?(?: of (?:the )"
        r"?⟦organization \d+⟧(?: system)?| du système des ⟦organization \d+⟧|"
        r" del sistema de las ⟦organization \d+⟧)?,? ?",
        text,
    )
    if counted is None:
        return
    named = re.match(rf"{_UNITS}? ?", text[counted.end() :])
    at = counted.end() + (named.end() if named else 0)
    plus = _PLUS.match(text, at)
    if plus:
        yield from _bodies(agents(reading, sentence, masked, begin + plus.end()))
        return
    including = re.match(
        r",? ?(?:including|namely|comprising|dont|notamment|incluid[oa]s|entre ellos):? ", text[at:]
    )
    if including:
        yield from _bodies(agents(reading, sentence, masked, begin + at + including.end()))


def _observers(reading: Reading, sentence: Sentence, masked: str) -> Iterator[tuple[Ref, Ref, str]]:
    for found in _INVITED.finditer(masked):
        for agent in _bodies(agents(reading, sentence, masked, found.end())):
            yield agent.ref, sentence.link(found["group"]).entity, "observer"
    for found in _OBSERVERS.finditer(masked):
        name = next(key for key in ("list", "liste", "lista") if found[key])
        listed = _bodies(agents_before(reading, sentence, masked, found.end(name)))
        begin = listed[0].begin if listed else 0
        organs = {
            link.entity
            for at, _, link in sentence.links
            if link.kind == "organization"
            and masked.find(f"⟦organization {sentence.links.index((at, _, link))}⟧") < begin
        }
        for agent in listed if len(organs) == 1 else ():
            yield agent.ref, next(iter(organs)), "observer"


def _bodies(listed: tuple[Agent, ...]) -> tuple[Agent, ...]:
    return tuple(agent for agent in listed if agent.ref.kind in _SAME_KIND)


_GROUPS = frozenset(
    {
        "InterAgencyGroup",
        "ConsultativeProcess",
        "StateGroup",
        "Commission",
        "IntergovernmentalOrganization",
    }
)


def _is_group(reading: Reading, ref: Ref) -> bool:
    known: Entity | None = reading.entities.get(ref)
    return known is not None and bool(_GROUPS & set(known.types))
