"""Names of known entities, in any of their written forms."""

import re
from collections.abc import Iterable, Iterator, Mapping

from migkg.extract.ordinals import PATTERN
from migkg.extract.registry import Stretch, extractor
from migkg.link.authority import year
from migkg.link.labels import Match, fold
from migkg.model import Entity, Mention

_YEAR_BEFORE = re.compile(r"(?<![\w.-])((?:19|20)\d\d) $")
_ACRONYM_BETWEEN = re.compile(r" \([A-Z][\w-]{1,9}\) ")
_NUMBER_BEHIND = re.compile(r" \((?:No\.|n°|nº|núm\.) ?\d{1,3}\)")
# "first High-level Dialogue": a small-letter ordinal tells which one is meant, and is no name.
_ORDINAL = re.compile(rf"(?:(?=[a-z]){PATTERN}|annual|biennial|annuelle?|anual) ")
# French and Spanish write the year behind: "Convention de Genève de 1951".
_YEAR_INSIDE = re.compile(r" de ((?:19|20)\d\d)(?![\w/]| a | à |-\d)")
# "Segundo Diálogo de Alto Nivel": a capitalized one is part of the name.
_COUNTED = re.compile(rf"(?<=[\w',] )(?:(?=[A-Z\d])(?i:{PATTERN})|[IVXLC]{{2,6}}|V|X) $")
# A capitalized common noun behind a State's or region's name makes another name of the two.
_MAKES_A_NAME = re.compile(
    r" (?:(?:[A-Z][\w'-]+ )*(?:Project|Initiative|Programme|Program|Fund|Scheme|Plan|Lawn|Building|"
    r"University|Foundation|Institute|Partnership|Pact|Treaty|Times|Development Bank|Street|"
    r"Avenue|City|Republic))\b"
)
_WAR_BEFORE = re.compile(r"\b(?:Guerra|Guerre|War) (?:del|du|de la|de l'|of the|in the) ?$")
_DIRECTIONS = frozenset(
    ["north", "south", "nord", "sud", "norte", "sur", "east", "west", "world", "monde", "mundo"]
)
_BEFORE_DIRECTION = re.compile(
    r"(?:\b(?:the|The|in|from|to|global|developing|le|Le|du|au|el|El|del|al)|"
    r"[Ll]es pays du|and the) $"
)


_SESSION_OF = re.compile(r" (?:session|período de sesiones) (?:of|de|du|del) ", re.IGNORECASE)


@extractor("name")
def names(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each label of a known entity, with the entities it may be of.

    The hint ``candidates`` holds their IRIs; ``hidden`` is set where the form holds only in
    context; ``year`` and ``ordinal`` say which one of a series is meant.
    """
    text = stretch.text
    matches = list(stretch.authority.labels.find(text))
    organizations: dict[int, Match] = {}
    for match in matches:
        if any(entity.ref.kind == "organization" for _, entity in match.labels):
            organizations.setdefault(match.end, match)  # the longest one that ends there
    states = {
        match.end: match for match in matches if {e.ref.kind for _, e in match.labels} == {"state"}
    }
    for match in matches:
        entities = {entity.ref: entity for _, entity in match.labels}
        kinds = {ref.kind for ref in entities}
        if kinds <= {"state", "area"} and not (
            _names_a_place(text, match) and _in_language(match, text, stretch.language)
        ):
            continue
        if _SESSION_OF.search(text, match.begin, match.end):
            continue  # two names side by side; the session is found by its number
        if kinds == {"area"} and _cuts_another(match, matches):
            continue
        if kinds == {"office"} and _is_another_post(text, match):
            continue
        if kinds <= {"state", "area"} and _holds_name(text, match, matches):
            continue
        begin, end, hints = match.begin, match.end, {}
        if kinds == {"state"} and (formal := _FORMAL.search(text, 0, begin)):
            begin = formal.start()
        if all(label.role == "hidden" for label, _ in match.labels):
            hints["hidden"] = "yes"
        by_itself = "hidden" not in hints
        ordinal = _ORDINAL.match(text, begin, end)
        if ordinal and text[ordinal.end()].isupper():
            begin, hints["ordinal"] = ordinal.end(), ordinal[0].strip()
        elif (by_itself and ("event" in kinds or any(map(_is_series, entities.values())))) and (
            counted := _COUNTED.search(text, 0, begin)
        ):
            begin, hints["ordinal"] = counted.start(), counted[0].strip()
        if kinds & {"event", "instrument"} or any(map(_is_series, entities.values())):
            begin, said, body = _with_year(text, begin, organizations, kinds)
            if said:
                hints["year"] = said
            if body:
                hints["body"] = body
            if host := _host(stretch, begin, entities.values(), states):
                begin, hints["year"] = host
            behind = _YEAR_INSIDE.match(text, end) if stretch.language != "en" else None
            if behind and not said and text[begin].isupper():
                end, hints["year"] = behind.end(), behind[1]
        if "publication" in kinds and (edition := _EDITION.match(text, end)):
            end = edition.end()
        if "instrument" in kinds and (number := _NUMBER_BEHIND.match(text, end)):
            end = number.end()
        kind = sorted(kinds)[0]
        if "state" in kinds:
            kind = "state"
        elif "organization" in kinds:
            kind = "organization"
        hints["candidates"] = " ".join(sorted(entities))
        yield from stretch.mention(begin, end, kind, "name", **hints)


_EDITION = re.compile(r" (?:19|20)\d\d(?![\w/-])")  # "World Migration Report 2018"
# What makes another post of a known office's title.
_RANK_BEFORE = re.compile(r"\b(?:Assistant|Under|Associate|Executive|Acting|Former|Sous|Vice)[ -]$")
_RANK_BEHIND = re.compile(r" (?:adjointe?|adjunt[oa])\b")
# The Secretary-General of another body: "ASEAN Secretary-General", "Secretary-General of the ...".
_SECRETARY_GENERAL = frozenset({"secretary general", "secretaire general", "secretario general"})
_BODY_BEFORE = re.compile(r"(?<!\bUN)(?<!\bONU)(?<=[A-Z]{3}) $")
_BODY_BEHIND = re.compile(
    r" (?:of|de|du|del|de la) (?:the |l')?"
    r"(?!UN\b|United|Nations|Naciones|Organi[sz]ation des|la ONU|ONU)[A-Z]"
)


def _is_another_post(text: str, match: Match) -> bool:
    """Tell whether a title is part of another post's: "Assistant Secretary-General"."""
    begin, end = match.begin, match.end
    if _RANK_BEFORE.search(text, 0, begin) or _RANK_BEHIND.match(text, end):
        return True
    return fold(text[begin:end]) in _SECRETARY_GENERAL and bool(
        _BODY_BEFORE.search(text, 0, begin) or _BODY_BEHIND.match(text, end)
    )


def _host(
    stretch: Stretch, begin: int, series: Iterable[Entity], states: Mapping[int, Match]
) -> tuple[int, str] | None:
    """Return where the State before a series begins, and the year of the meeting it was host of.

    "the Mauritius GFMD" names one meeting.
    """
    state = states.get(begin - 1)
    if state is None or stretch.text[begin - 1] != " ":
        return None
    host = {entity.ref for _, entity in state.labels}
    meetings = [
        meeting
        for one in series
        for meeting in stretch.authority.members.get(one.ref, ())
        if host & set(meeting.values("placeState"))
    ]
    return (state.begin, year(meetings[0])) if len(meetings) == 1 else None


# "Republic of Guyana", "Royaume du Maroc": the form of State before its name is part of it.
_FORMAL = re.compile(
    r"(?<![\w'-])(?:(?:Islamic|Democratic|Federal|United|Socialist|Federative|Hashemite|Co-operative|"
    r"Cooperative|Plurinational|Independent) )?"
    r"(?:(?:Republic|Kingdom|State|Commonwealth|Federation|Sultanate|Principality|"
    r"Grand Duchy) of (?:the )?"
    r"|(?:République|Royaume|Principauté|Sultanat|État) (?:du |de la |de |des |d'|de l')"
    r"|(?:República|Reino|Principado|Estado) (?:de la |de los |de las |de |del ))$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:Santiago|Ciudad|Ville|Golfo|Golfe|Universidad|Université|Banco|Banque) "
    r"(?:de|del|du|de la) ?$"
)


def _is_series(entity: Entity) -> bool:
    return "ConsultativeProcess" in entity.types or "schema:EventSeries" in entity.types


def _with_year(
    text: str, begin: int, organizations: dict[int, Match], kinds: set[str]
) -> tuple[int, str, str]:
    """Return where a name begins once the year before it is part of it, that year, and a body.

    Between the year and an instrument's title may stand the body that made it: "the 1975 ILO
    Convention concerning ...".
    """
    found = _YEAR_BEFORE.search(text, 0, begin)
    if found:
        inside = {
            entity.ref
            for match in organizations.values()
            if match.begin == begin
            for _, entity in match.labels
            if entity.ref.kind == "organization"
        }
        return found.start(1), found[1], inside.pop() if len(inside) == 1 else ""
    if "instrument" in kinds:
        for body_end in (begin - 1, begin):
            match = organizations.get(body_end)
            if match is None:
                between = re.search(r"( )\([A-Z][\w-]{1,9}\) $", text[:begin])
                match = organizations.get(between.start(1)) if between else None
            if match and (found := _YEAR_BEFORE.search(text, 0, match.begin)):
                bodies = {e.ref for _, e in match.labels if e.ref.kind == "organization"}
                return found.start(1), found[1], bodies.pop() if len(bodies) == 1 else ""
    return begin, "", ""


def _cuts_another(match: Match, matches: list[Match]) -> bool:
    """Tell whether an area begins inside another one's name and ends behind it.

    "Central and Eastern Europe and Central Asia" are two areas, the first as long as it goes.
    """
    return any(
        other.begin < match.begin < other.end < match.end
        and all(entity.ref.kind == "area" for _, entity in other.labels)
        for other in matches
    )


def _holds_name(text: str, match: Match, matches: list[Match]) -> bool:
    """Tell whether a place is written with a common noun: "pays du [Nord]", "[Gulf] region"."""
    words = re.split(r"[ -]", text[match.begin : match.end])
    if not (words[0].islower() or words[-1].islower()) or words[0] == "sub":
        return False
    whose = {entity.ref for _, entity in match.labels}
    return any(
        match.begin <= other.begin
        and other.end <= match.end
        and other.end - other.begin < match.end - match.begin
        and text[other.begin].isupper()
        and whose & {entity.ref for _, entity in other.labels}
        for other in matches
    )


def _in_language(match: Match, text: str, language: str) -> bool:
    """Tell whether a place is named in the language of the text.

    One word may be a place in one language and a common word or a given name in another: "Sur" and
    "Maurice". Names of several words are safe.
    """
    if " " in text[match.begin : match.end]:
        return True
    return any(label.language in ("", language) for label, _ in match.labels)


def _names_a_place(text: str, match: Match) -> bool:
    written = text[match.begin : match.end]
    if _WAR_BEFORE.search(text, 0, match.begin) or _PLACE_BEFORE.search(text, 0, match.begin):
        return False
    # "developing countries" is a common noun; "sub-Saharan Africa" is a name.
    if _MAKES_A_NAME.match(text, match.end):
        return False
    common = all(label.text.islower() for label, _ in match.labels)
    if written.islower() or (common and written[1:].islower()):
        return False
    kinds = {entity.ref.kind for _, entity in match.labels}
    if kinds == {"area"} and re.match(r" [A-ZÀ-Þ][a-z]", text[match.end :]) and " " not in written:
        return False  # "Post World War II"
    if written.lower() in _DIRECTIONS:
        behind = text[match.end : match.end + 2]
        return bool(_BEFORE_DIRECTION.search(text, 0, match.begin)) and not (
            behind[:1] == " " and behind[1:].isupper()
        )
    return True
