"""Who speaks in a statement, for whom and on what occasion."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.extract.event_parts import session_key
from migkg.facts.people.gatherings import head, is_session_of_organ, main_event, part_of
from migkg.facts.people.posts import Post, posts
from migkg.iris import slug, thing
from migkg.model import Ref
from migkg.reading import Reading, Sentence
from migkg.structure.signs import HONORIFIC, person

AGENTS: Final = ("person", "office", "state", "organization")
# Posts whose holder speaks for the State that the post names.
_FOR_STATE = re.compile(
    r"\b(?:minist\w+|ministr\w+|vice-?minist\w+|ambassador|embajador[a]?|ambassad\w+|"
    r"permanent (?:representative|observer)|"
    r"représentante? permanente?|representante permanente|head of (?:the )?delegation|"
    r"chef de (?:la )?délégation|jef[ea] de (?:la )?delegación|"
    r"(?:vice-?|prime )?president[ea]?|vicepresident[ea]|présidente?|prime minister|premier|"
    r"chargé d'affaires|encargad[oa] de negocios|"
    r"counsellor|secretary|secrétaire|secretari[oa]|subsecretari[oa]|canciller|king|queen|"
    r"prince(?:ss)?|delegate|délégué[e]?|delegad[oa]|"
    r"envoy|attorney general|representative|représentante?|representante|under-secretary|"
    r"commissioner|director[a]?|directeur|directrice)\b",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"(?:\b[Oo]n behalf of|\bin the name of|\b[Aa]u nom d(?:e l'|e la |es |u |e |')|"
    r"\b[Ee]n nombre d(?:e la |e los |e las |el |e ))\s?"
    r"(?:the |la |l'|los |las )?(?:(?:Government|Member States|members|countries|Gouvernement|"
    r"Gobierno|États membres) (?:of |de |du |del )(?:the |la |l')?)?"
    r"⟦(?:organization|state) (?P<body>\d+)⟧(?: (?:and|et|y) (?:the |la |l')?⟦(?:organization|"
    r"state) (?P<second>\d+)⟧)?"
)
_AS_CHAIR = re.compile(
    r"\b(?:as (?:the )?(?:current |outgoing |incoming )?|in (?:my|our) (?:current )"
    r"?capacity as (?:the )?|en (?:ma|notre) qualité de |en mi (?:calidad|condición) de )"
    r"(?:[Cc]o-)?(?:[Cc]hair\w*(?:-in-[Oo]ffice)?|[Pp]résidente?|[Pp]resident[ea]?|[Cc]oordinator|"
    r"[Cc]oordonnateur|[Cc]oordinador)"
    r" (?:of |de |du |del )(?:the |la |l')?⟦organization (?P<body>\d+)⟧"
)
_OWN_VOICE = re.compile(
    r"\b(?:I|we|We|my|My|our|us|je|Je|j'|J'|nous|ma|notre|me|nos|tengo|hablo|tomo|intervengo|"
    r"permítame|hablamos)\b|\b[Ss]peaking\b|\bto (?:speak|take the floor|intervene|address)\b|"
    r"\b[Tt]hank you\b"
)
_OTHERS_SPEECH = re.compile(
    r"\b(?:statements?|déclarations?|declaraci(?:ón|ones)|intervenci(?:ón|ones)|address)"
    r"\b[^.;]{0,80}$",
    re.I,
)
_ALIGNS = re.compile(
    r"⟦state (?P<state>\d+)⟧(?:,)? (?:fully |also |wishes to |would like to |se |s')*(?:aligns?|"
    r"associates?|align|associe|asocia|adhiere|suma|alinea)\b"
)
_MY_COUNTRY = re.compile(
    r"\b(?:[Mm]y country|[Mm]y delegation|[Mm]on pays|[Mm]a délégation|[Mm]i país|[Mm]i delegación|"
    r"the delegation of|la délégation d[ue]s?|la delegación de),? "
    r"(?:la |le |l'|el |the )?⟦state (?P<state>\d+)⟧"
)
_VOICE = re.compile(
    r"⟦state (?P<state>\d+)⟧,? (?:wishes|would like|welcomes|is pleased|thanks|attaches|supports|"
    r"believes|remains|se félicite|tient à|souhaite|"
    r"remercie|agradece|desea|acoge|celebra|considera|apoya|reitera)\b"
)
# A form of address in capitals may have been taken for a name.
_ADDRESS = re.compile(r"(?:MRS?|MS|DR|MME|MLLE|SRA?|PROF|SIR)\.?")
_FIRST = 6  # paragraphs in which a speaker says for whom
_DOMINANT = 0.6  # share of the namings of States that makes one the State of an unsigned statement
_OFTEN = 5


def linked(reading: Reading, names: tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[Ref]:
    """Yield what the spans of a head name, of some kinds."""
    for part in head(reading, *names):
        for _, _, link in part.links:
            if link.kind in kinds and not _ADDRESS.fullmatch(link.mention.form):
                yield link.entity


def people(reading: Reading, *names: str) -> Iterator[Ref]:
    """Yield the people that spans of a head name; a name that no mention covers is one too."""
    for part in head(reading, *names):
        linked = [
            link.entity
            for _, _, link in part.links
            if link.kind == "person" and not _ADDRESS.fullmatch(link.mention.form)
        ]
        yield from linked
        name = bare_name(part)
        if not linked and name:
            yield thing("person", slug(name))


def bare_name(part: Sentence) -> str:
    """Return the name in a span that no mention covers, without its forms of address."""
    if any(link.kind in AGENTS for _, _, link in part.links) or not person(part.text):
        return ""
    name = part.text
    while honour := HONORIFIC.match(name):
        name = name[honour.end() :]
    return name.strip(" ,.")


def speakers(reading: Reading) -> tuple[Ref, ...]:
    """Return who speaks in a statement: the people its head or end names, else a State or body."""
    for name in ("speaker", "signature"):
        named = tuple(dict.fromkeys(people(reading, name)))
        if named:
            return named
    titled = tuple(dict.fromkeys(linked(reading, ("title",), ("person",))))
    if titled and any(
        re.search(r"\b(?:by|of|de|del|du|par|por)\b", p.text) for p in head(reading, "title")
    ):
        return titled[:1]
    for kinds in (("state",), ("organization",), ("office",)):
        bodies = tuple(dict.fromkeys(linked(reading, ("speaker",), kinds)))
        if bodies:
            return bodies[:1]
    offices = tuple(dict.fromkeys(linked(reading, ("position",), ("office",))))
    if offices:
        return offices[:1]
    nation = [
        post.body for post in head_posts(reading) if post.body is not None and not post.former
    ]
    if nation:
        return (nation[0],)
    for names in (("on-behalf-of",), ("letterhead", "publisher")):
        bodies = tuple(dict.fromkeys(linked(reading, names, ("state", "organization"))))
        states = tuple(ref for ref in bodies if ref.kind == "state")
        if states or bodies:
            return (states or bodies)[:1]
    state = _speaking_state(reading)
    return (state,) if state is not None else ()


def _speaking_state(reading: Reading) -> Ref | None:
    """Return the State that speaks in its own name in a statement whose head names nobody."""
    opening = reading.sentences[: _FIRST * 3]
    for pattern in (_ALIGNS, _MY_COUNTRY, _VOICE):
        for sentence in opening:
            found = pattern.search(sentence.masked)
            if found:
                return sentence.link(found["state"]).entity
    named = [link.entity for link in reading.links if link.kind == "state"]
    most = max(sorted(set(named)), key=named.count, default=None)
    if most and named.count(most) >= _OFTEN and named.count(most) >= _DOMINANT * len(named):
        return most
    return None


def head_posts(reading: Reading) -> tuple[Post, ...]:
    """Return the posts that a document's head gives its speaker."""
    found: list[Post] = []
    for part in head(reading, "position"):
        found += posts(reading, part, part.masked)
    return tuple(dict.fromkeys(found))


def behalf(reading: Reading) -> tuple[Ref, ...]:
    """Return for whom a statement is made: as its head or the speaker says, else by the post."""
    own = speakers(reading)
    found = list(linked(reading, ("on-behalf-of",), ("organization", "state")))
    if not found:
        for part in head(reading, "title", "event"):
            found += [part.link(hit["body"]).entity for hit in _IN_NAME.finditer(part.masked)]
    if not found:
        found = list(_in_own_words(reading))
    if not found and any(ref.kind == "person" for ref in own):
        found = [
            post.body
            for post in head_posts(reading)
            if post.body is not None
            and not post.former
            and (post.capacity or (post.body.kind == "state" and _FOR_STATE.search(post.title)))
        ]
        found = found or _of_ministry(reading)
        found = found or list(linked(reading, ("publisher", "letterhead"), ("state",)))
    return tuple(dict.fromkeys(ref for ref in found if ref not in own))


def _of_ministry(reading: Reading) -> list[Ref]:
    """Return the State of one who heads a ministry: "Head of the Department of Justice of X"."""
    heads = [
        post
        for post in head_posts(reading)
        if post.body in reading.entities
        and "NationalBody" in reading.entities[Ref(str(post.body))].types
        and re.search(
            r"\b(?:head|minister|secretary|councillor|ministre|ministr[oa])\b", post.title, re.I
        )
    ]
    states = list(dict.fromkeys(linked(reading, ("position",), ("state",))))
    return states if heads and len(states) == 1 else []


def _in_own_words(reading: Reading) -> Iterator[Ref]:
    for sentence in reading.sentences:
        masked = sentence.masked
        for pattern in (_IN_NAME, _AS_CHAIR):
            for found in pattern.finditer(masked):
                before = masked[: found.start()]
                own = _OWN_VOICE.search(masked)
                speaks = pattern is _IN_NAME or re.search(
                    r"\b(?:address|speak|statement|take the floor|honou?r|privilege|remarks|"
                    r"parole|intervenir|dirig|palabra)",
                    masked,
                    re.I,
                )
                if not own or not speaks or _OTHERS_SPEECH.search(before):
                    continue
                if pattern is _IN_NAME and not _speaking(before):
                    continue
                yield sentence.link(found["body"]).entity
                if found.groupdict().get("second"):
                    yield sentence.link(found["second"]).entity


def _speaking(before: str) -> bool:
    """Tell whether it is the speaker who acts on someone's behalf in a sentence."""
    if not before.strip(" ,"):
        return True
    return bool(
        re.search(
            r"\b(?:speak\w*|address\w*|deliver\w*|honou?r\w*|privilege|pleas\w+|floor|statement|"
            r"remarks|intervene|thank|express|welcome|like to|"
            r"parole|intervenir|honneur|m'exprim\w+|prononcer|remercier|palabra|honor|hablo|"
            r"intervengo|dirigirme|agradecer)\b",
            before,
            re.IGNORECASE,
        )
    )


def occasion(reading: Reading) -> Ref | None:
    """Return the smallest event at which a statement was made: its panel, else the gathering."""
    main = main_event(reading)
    for part in head(reading, "panel"):
        for _, _, link in part.links:
            if link.kind == "event" and link.mention.extractor == "event-part":
                return link.entity
        if main is not None:
            return part_of(main, part.text) or _session(main, part.text)
    for part in head(reading, "title"):
        for _, _, link in part.links:
            if link.kind == "event" and link.mention.extractor == "event-part":
                return link.entity
    for part in head(reading, "event", "title"):
        found = _gathering(part)
        if found is not None:
            return found
    if any(True for _ in head(reading, "event")):
        return main
    return None


def _session(main: Ref, title: str) -> Ref:
    return Ref(f"{main}-{session_key(title)}")


def _gathering(part: Sentence) -> Ref | None:
    events = [link for _, _, link in part.links if link.kind == "event"]
    meetings = [link.entity for link in events if not is_session_of_organ(link)]
    return next(iter(meetings or [link.entity for link in events]), None)
