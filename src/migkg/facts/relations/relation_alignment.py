"""Statements that a State makes its own: "aligns itself with the statement made on behalf of"."""

import re
from collections.abc import Iterator

from migkg.facts.relations.relation_said import Said
from migkg.facts.relations.relation_text import subjects, things_at
from migkg.reading import Sentence

_ALIGNS = re.compile(
    r",? (?:fully |also |would like to |wishes to |"
    r"s')?(?:(?:fully )?(?:aligns? (?:itself|himself|herself|themselves|ourselves|"
    r"myself)|associates? (?:itself|himself|herself|themselves|ourselves|myself)|"
    r"align (?:itself|ourselves)|associate (?:itself|ourselves)) (?:fully )?with|"
    r"subscribes to|s'associe (?:pleinement )?à|associe (?:pleinement )?à|aligne sur|"
    r"se associe à|"
    r"se adhiere (?:plenamente )?a|se suma a|hace suya|se asocia (?:plenamente )?a|souscrit à)"
    r" (?:the |la |l'|les |las |le )?(?:statements?|interventions?|déclarations?|"
    r"declaraci(?:ón|ones)|intervención)"
)
_BEHALF = re.compile(
    r"[^.;⟦]{0,60}(?:⟦[a-z]+ \d+⟧[^.;⟦]{0,60}){0,2}?(?:on behalf of|in the name of|"
    r"au nom d(?:e|u|es)|en nombre del?) ?(?:the |la |l'|los )?"
)
_BY = re.compile(r"[^.;⟦]{0,40}\b(?:by|of|par|de|por) (?=(?:the |la |le |l'|el )?[^.;⟦]{0,30}⟦)")


def alignments(sentence: Sentence, text: str) -> Iterator[Said]:
    """Yield with whose statement a State aligns itself: the body spoken for, else who spoke."""
    for things in subjects(text):
        found = _ALIGNS.match(text, things.end)
        if found is None:
            continue
        behalf = _BEHALF.match(text, found.end()) or _BY.match(text, found.end())
        others = things_at(text, behalf.end()) if behalf else None
        if others is None:
            continue
        for one in things.of(frozenset({"state", "organization"})):
            for _, other in others.items:
                if sentence.link(other).kind in {"state", "organization"}:
                    yield Said(
                        sentence.link(one).entity,
                        "aligns-with",
                        sentence.link(other).entity,
                        things.begin,
                    )
