"""Foundings that are told with their year, and projects and agreements that two bodies have."""

import re
from collections.abc import Iterator

from migkg.facts.periods import dates
from migkg.facts.relations.relation_dates import date_of
from migkg.facts.relations.relation_said import Said
from migkg.facts.relations.relation_text import after_preposition, subjects, things_at
from migkg.facts.relations.relation_verbs import BODY, MADE
from migkg.reading import Sentence

_FOUNDED = re.compile(
    r"⟦(?:organization|initiative) (?P<what>\d+)⟧[\"']?,? (?:(?:which|that|qui|"
    r"que) )?(?:(?:was|were|had been|a été|ont été|fue|fueron) )?(?:first |officially |"
    r"formally )?"
    r"(?:established|created|founded|set up|formed|launched|instituted|créée?s?|"
    r"fondée?s?|lancée?s?|instituée?s?|cread[ao]s?|fundad[ao]s?|establecid[ao]s?) "
    r"(?:in|en|on|le|el) (?=[\w ]{4,20})"
)
_ITS_FOUNDING = re.compile(
    r"\b(?:its|sa|son|su) (?:establishment|creation|inception|foundation|founding|"
    r"création|fondation|creación|fundación) (?:in|en) (?=[\w ]{4,20})"
)
_WAS = re.compile(r"\b(?:was|were|had been|a été|ont été|fue|fueron)\b")
_HEAD = re.compile(
    r"(?:\d{1,3}\. )?(?:Established|Created|Founded|Set up|Formed|Launched|Créée?|Fondée?|Lancée?|"
    r"Cread[ao]|Fundad[ao]|Establecid[ao]) (?:in|en) (?P<when>[\w ]{4,16}), "
    r"(?:the |la |le |l'|el )?⟦(?:organization|initiative) (?P<what>\d+)⟧(?!'s?\b)"
)
_ITS_HEAD = re.compile(r"(?:^|[.;] )(?:Since|After|Before|Prior to|Depuis|Après|Desde|Tras) $")


def founded(text: str, sentence: Sentence) -> Iterator[Said]:
    """Yield foundings that are told with their year alone."""
    for found in _FOUNDED.finditer(text):
        when = next(iter(dates(text[found.end() : found.end() + 20])), None)
        behind = text[found.end() + (when.end if when else 0) :]
        if _WAS.search(found[0]) and after_preposition(text, found.start()):
            continue  # "the secretariat of the Forum was established in 2006"
        if when and when.begin == 0 and not re.match(r",? ?(?:by|par|por)\b|-", behind):
            yield Said(
                sentence.link(found["what"]).entity,
                "founded-by",
                None,
                found.start(),
                when=("asOf", when.start),
            )
    first = _HEAD.match(text)
    for when in dates(first["when"]) if first else ():
        what = sentence.link(first["what"] if first else 0).entity
        yield Said(what, "founded-by", None, 0, when=("asOf", when.start))
    for found in _ITS_FOUNDING.finditer(text):
        when = next(iter(dates(text[found.end() : found.end() + 20])), None)
        if when is None or when.begin:
            continue
        end = found.end() + when.end
        if _ITS_HEAD.search(text[: found.start()]):
            head = re.match(
                r", (?:the |la |le |l'|el )?⟦(?P<kind>[a-z]+) (?P<what>\d+)⟧(?!'s)", text[end:]
            )
            if head and head["kind"] in MADE:
                yield Said(
                    sentence.link(head["what"]).entity,
                    "founded-by",
                    None,
                    found.start(),
                    when=("asOf", when.start),
                )
            continue
        before = [
            t for t in subjects(text[: found.start()]) if re.match(r",? [a-z]", text[t.end :])
        ]
        if before and len(before[-1].items) == 1 and before[-1].of(MADE):
            yield Said(
                sentence.link(before[-1].items[0][1]).entity,
                "founded-by",
                None,
                found.start(),
                when=("asOf", when.start),
            )


_PROGRAMME = re.compile(
    r",? (?:(?P<considered>(?:is|are) considering)|(?P<planned>(?:is|are) planning|plans|"
    r"will launch|intends to launch|prevé)|has|have|runs|launched|has launched|"
    r"a lancé|cuenta con|mène|ejecuta|tiene|(?:(?:has|have) )?(?:concluded|signed|"
    r"entered into)|a (?:conclu|signé)|ont (?:conclu|signé)|firmó|ha firmado|suscribió|"
    r"ha suscrito)"
    r" (?:(?!\b(?:with|avec|con|no|not|never|aucun|pas|ningún)\b)[^.;,⟦]){0,60}?"
    r"(?P<noun>programmes?|programs?|projects?|partnerships?|schemes?|projets?|"
    r"partenariats?|proyectos?|programas?|"
    r"agreements?|memorand(?:um|a) of understanding|MOUs?|accords?|acuerdos?|convenios?|"
    r"memorandos? de entendimiento)"
    r"(?:(?!\b(?:with|avec|con)\b)[^.;,⟦]){0,40}? (?:with|avec|con) (?:the )?"
)
_CONCLUDED = re.compile(
    r"\b(?:concluded|signed|reached|negotiated|conclus?|signés?|celebrados?|firmados?|"
    r"concertados?) (?:by|par|por) (?=[^⟦.;]{0,30}⟦)"
)


def with_programme(text: str, sentence: Sentence) -> Iterator[Said]:
    """Yield projects and agreements that one body has with others."""
    for things in subjects(text):
        found = _PROGRAMME.match(text, things.end)
        others = things_at(text, found.end()) if found else None
        if found is None or others is None:
            continue
        bilateral = re.match(r"agree|memo|MOU|accord|acuer|conve", found["noun"]) is not None
        status = (
            "considered" if found["considered"] else ("planned") if found["planned"] else ("actual")
        )
        when = date_of(text, things.begin, found.end(), others)
        for one in things.of(BODY):
            for other in others.of(BODY):
                predicate = "concluded-with" if bilateral else "cooperates-with"
                yield Said(
                    sentence.link(one).entity,
                    predicate,
                    sentence.link(other).entity,
                    things.begin,
                    status,
                    when,
                )
    for found in _CONCLUDED.finditer(text):
        by = things_at(text, found.end())
        if by is None or not re.search(
            r"agreement|memorand|MOU|accord|acuerdo|convenio|treat",
            text[max(0, found.start() - 60) : found.start()],
            re.IGNORECASE,
        ):
            continue
        listing = re.match(
            r" (?:with|avec|con) (?:[^.;⟦]{0,30}(?:⟦area \d+⟧)?[^.;⟦]{0,14}: ?\(?(?:namely:? "
            r")?)?(?:the )?",
            text[by.end :],
        )
        others = things_at(text, by.end + listing.end()) if listing else None
        for one in by.of(BODY):
            for other in others.of(BODY) if others else ():
                yield Said(
                    sentence.link(one).entity,
                    "concluded-with",
                    sentence.link(other).entity,
                    found.start(),
                )
