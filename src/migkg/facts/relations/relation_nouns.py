"""Relations that noun phrases hold: a body's part, a State's programme, the publisher in a note."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from migkg.facts.relations.relation_asides import Aside
from migkg.facts.relations.relation_text import things_at
from migkg.facts.relations.relation_verbs import AGENT
from migkg.model import Entity, Ref
from migkg.reading import Sentence

_OF = re.compile(
    r"⟦(?P<kind>organization|initiative|publication|"
    r"event) (?P<part>\d+)⟧[\"']?(?P<of> (?:of|de|du|del) ?"
    r"(?:the |la |l'|los |las )?⟦(?P<whole_kind>organization|state) (?P<whole>\d+)⟧)(?!'s?\b)"
)
_POSSESSIVE = re.compile(
    r"⟦(?P<whole_kind>organization|"
    r"state) (?P<whole>\d+)⟧'s? (?:own )?[\"']?⟦(?P<kind>organization|initiative|"
    r"publication) (?P<part>\d+)⟧"
)
_WITHIN = re.compile(
    r"⟦(?P<kind>organization|initiative) (?P<part>\d+)⟧[\"']?,?(?: (?:which|"
    r"that))?(?: is| are| was| est| es)? "
    r"(?:an? (?:integral )?part of|part of|in the (?:framework|context) of|"
    r"in the so-called|within|as part of|qui fait partie de|fait partie de|"
    r"forma parte de) "
    r"(?:the |its |la |le |l'|el )?[\"']?⟦(?P<whole_kind>initiative|"
    r"organization) (?P<whole>\d+)⟧(?!'s?\b)"
)
_IN = re.compile(
    r"⟦(?:organization|initiative) (?P<who>\d+)⟧[\"']?(?: chain)? (?:in|en|au|"
    r"aux) (?:the |la |le )?⟦state (?P<where>\d+)⟧(?!'s?\b)"
)
_OUTCOME = re.compile(
    r"⟦(?:instrument|publication|document|initiative) (?P<what>\d+)⟧[\"']?,? (?:(?:is|"
    r"was|which is) )?(?:the |an? )?"
    r"(?:outcome(?: document)? of|resulting from|which resulted from|emanating from|"
    r"produced at|issu de|issue de|résultat de|resultado de|emanad[ao] de) "
    r"(?:the |la |le |l'|el )?⟦(?:event|organization) (?P<of>\d+)⟧(?!'s?\b)"
)
_OUTCOME_FIRST = re.compile(
    r"outcome(?: document)? of (?:the )?⟦(?:event|"
    r"organization) (?P<of>\d+)⟧,? (?:(?:entitled|was|is|,) )?(?:the )?[\"']?"
    r"⟦(?:instrument|publication|document) (?P<what>\d+)⟧"
)
_SUCCESSOR = re.compile(
    r"⟦(?:organization|initiative|instrument) (?P<who>\d+)⟧[\"']?(?:,| is| was|"
    r", which is)? (?:(?:established|created|set up|launched|"
    r"founded)[^;.]{0,80}? (?:to (?:succeed|replace)|as (?:the |a )?successor (?:to|of)|"
    r"in replacement of)"
    r"|(?:the )?successor (?:to|of)|which (?:succeeded|"
    r"replaced)) (?:the )?⟦(?:organization|initiative|instrument) (?P<of>\d+)⟧(?!'s?\b)"
)
_OBSERVER = re.compile(
    r"⟦state (?P<who>\d+)⟧ observer (?:delegation|mission) (?:to|"
    r"at) (?:the )?⟦organization (?P<of>\d+)⟧"
)
_SUPPORT_OF = re.compile(
    r"⟦(?:state|organization) (?P<who>\d+)⟧'s? (?:[a-z]+ ){0,2}support (?:to|for|"
    r"of) (?:the )?⟦(?:organization|initiative) (?P<of>\d+)⟧(?!'s?\b)"
)
_BETWEEN = re.compile(
    r"\b(?P<noun>[Aa]greements?|[Mm]emorand(?:um|a|ums) of [Uu]nderstanding|MOUs?|"
    r"[Tt]reat(?:y|ies)|[Aa]ccords?|[Aa]cuerdos?|[Cc]onvenios?)"
    r"(?: (?:on|sur|sobre) [^⟦.;,]{3,40}?)?(?: (?:signed|concluded|reached|conclus?|"
    r"firmados?))?(?: in \d{4})? (?:between|entre) (?:the |la |le |l'|el )?"
    r"⟦state (?P<one>\d+)⟧ (?:and|et|y) (?:the |la |le |l'|el )?⟦state (?P<other>\d+)⟧"
    r"(?! (?:[a-z]+ ){0,2}(?:could|should|would|may|might|must|can|will|need)\b)"
)
_TOGETHER = re.compile(
    r"\b(?:[Cc]o-?operation|[Cc]ollaboration|[Pp]artnership|[Cc]oopération|"
    r"[Pp]artenariat|[Cc]ooperación|[Cc]olaboración) (?:between|entre) (?:the |la |le |"
    r"l'|el )?"
    r"⟦(?:organization|state) (?P<one>\d+)⟧ (?:and|et|y) (?:the |la |le |l'|"
    r"el )?⟦(?:organization|state) (?P<other>\d+)⟧ (?:has|is|was|continues|a|est|ha|"
    r"es)\b(?! (?:not|been lacking|to))"
)
_PARTS: Final = re.compile(
    r"\b(?:Division|Unit|Department|Office|Section|Bureau|Secretariat|Branch|"
    r"Working Group|Task Force|Committee|Subcommittee|Institute|"
    r"Centre|Center|Board|Conference|Council|Oficina|División|Departamento|Bureau|"
    r"Département|Secrétariat|Secretaría)\b"
)
_LOCAL: Final = frozenset(
    {"CivilSocietyOrganization", "AcademicInstitution", "PrivateSectorOrganization", "NationalBody"}
)
_SERIES: Final = frozenset({"ConsultativeProcess", "schema:EventSeries"})


class Nouns:
    """Reads the noun phrases of sentences, with what is known of the things they name."""

    def __init__(self, entities: Mapping[Ref, Entity]) -> None:
        self._entities = entities

    def parts(self, text: str, sentence: Sentence) -> tuple[str, list[Aside]]:
        """Read and take out wholes: "the Population Division of DESA" becomes the Division."""
        found: list[Aside] = []
        at = 0
        while (match := _OF.search(text, at)) is not None:
            at = match.end()
            said = self._part(match, sentence)
            if said is not None:
                found.append(said)
            if said is not None or (
                match["kind"] == ("organization") and match["whole_kind"] == ("organization")
            ):
                text = text[: match.start("of")] + text[match.end("of") :]
                at = match.start()
        return text, found

    def phrases(self, text: str, sentence: Sentence) -> Iterator[Aside]:
        """Yield what possessives and other noun phrases say."""
        for match in _POSSESSIVE.finditer(text):
            said = self._part(match, sentence)
            if said is not None:
                yield said
        for match in _WITHIN.finditer(text):
            if match["kind"] == match["whole_kind"]:
                yield Aside(int(match["part"]), "part-of", int(match["whole"]), match.start())
        for match in _IN.finditer(text):
            entity = self._entities.get(sentence.link(match["who"]).entity)
            if sentence.link(match["who"]).kind == ("initiative") or (
                entity and _LOCAL & set(entity.types)
            ):
                yield Aside(int(match["who"]), "operates-in", int(match["where"]), match.start())
        for pattern in (_OUTCOME, _OUTCOME_FIRST):
            for match in pattern.finditer(text):
                yield Aside(int(match["what"]), "outcome-of", int(match["of"]), match.start())
        for match in _SUCCESSOR.finditer(text):
            yield Aside(int(match["who"]), "successor-of", int(match["of"]), match.start())
        for match in _OBSERVER.finditer(text):
            yield Aside(int(match["who"]), "observer-of", int(match["of"]), match.start())
        for match in _SUPPORT_OF.finditer(text):
            yield Aside(int(match["who"]), "supports", int(match["of"]), match.start())
        for match in _BETWEEN.finditer(text):
            yield Aside(int(match["one"]), "concluded-with", int(match["other"]), match.start())

        for match in _TOGETHER.finditer(text):
            yield Aside(int(match["one"]), "cooperates-with", int(match["other"]), match.start())

    def _part(self, match: re.Match[str], sentence: Sentence) -> Aside | None:
        part, whole = int(match["part"]), int(match["whole"])
        link = sentence.link(part)
        if match["kind"] == "initiative":
            return Aside(whole, "runs", part, match.start())
        if match["kind"] == "publication":
            return Aside(whole, "published", part, match.start())
        if match["whole_kind"] == "state" or match["kind"] == "event":
            return None
        known = self._entities.get(link.entity)
        if known is not None and _SERIES & set(known.types):
            return Aside(whole, "runs", part, match.start())
        parents = self._parents(link.entity)
        if sentence.link(whole).entity in parents or (
            not parents and _PARTS.search(link.mention.form)
        ):
            return Aside(part, "part-of", whole, match.start())
        return None

    def _parents(self, ref: Ref) -> list[Ref]:
        found: list[Ref] = []
        at = ref
        while (entity := self._entities.get(at)) is not None and len(found) < 9:
            parent = next((Ref(str(v)) for v in entity.values("org:subOrganizationOf")), None)
            if parent is None or parent in found:
                break
            found.append(parent)
            at = parent
        return found


# "World Bank, “Migration brief 18” (Washington, D.C., 2012)"; "Trends (United Nations publication"
_CITED = re.compile(
    r"(?:, [A-Z][a-z]+)?,? [\"']?⟦(?:publication|"
    r"document) (?P<what>\d+)⟧[\"']?(?P<behind>[^⟦]{0,60}?(?:⟦publication \d+⟧[\"']?,? "
    r"[^⟦(]{0,20})?)\((?P<imprint>[^()]{0,80})(?:\)|$)"
)
_PUBLICATION_OF = re.compile(
    r"⟦publication (?P<what>\d+)⟧[\"']? \((?:a )?⟦organization (?P<who>\d+)⟧ publication\b"
)
_YEAR = re.compile(
    r"((?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December),? )?((?:19|20)\d\d)\s*$"
)


def imprints(text: str) -> Iterator[tuple[tuple[int, ...], str, int, str]]:
    """Yield what notes say of publications: who, predicate, publication, text of the date."""
    for match in _PUBLICATION_OF.finditer(text):
        yield (int(match["who"]),), "published", int(match["what"]), ""
    for begin in re.finditer(
        r"(?:^|[;:,.] |[Ss]ee (?:also )?|\d{1,3} )(?:⟦state \d+⟧, )?(?=(?:the |"
        r"The )?⟦(?:organization|person|office))",
        text,
    ):
        things = things_at(text, begin.end())
        if things is None:
            continue
        found = _CITED.match(text, things.end)
        if found is None or not things.of(AGENT):
            continue
        person = all(kind == "person" for kind, _ in things.items)
        year = _YEAR.search(found["imprint"])
        yield (
            tuple(number for _, number in things.items),
            "author" if person else "published",
            int(found["what"]),
            year[0].strip() if year else "",
        )
