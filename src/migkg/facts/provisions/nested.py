"""Acts that another act asks for: "may wish to urge States to", "asked X to invite"."""

import re

from migkg.facts.provisions.actions import infinitive
from migkg.facts.provisions.acts import DIRECTIVE, Hit
from migkg.facts.provisions.addressees import addressees
from migkg.facts.provisions.attribution import UNNAMED, Source
from migkg.facts.provisions.said import Said
from migkg.model import Ref
from migkg.reading import Sentence


def nested_acts(sentence: Sentence, masked: str, hits: list[Hit], told: list[Said]) -> list[Said]:
    """Add the acts that another act asks for: "may wish to urge States to", "asked X to invite"."""
    found = list(told)
    for number, outer in enumerate(told):
        for hit in hits:
            if not outer.verb_end <= hit.begin < outer.end or hit.shape not in (
                "base",
                "infinitive",
            ):
                continue
            if hit.act not in DIRECTIVE or any(s.begin <= hit.begin < s.verb_end for s in found):
                continue
            before = masked[outer.verb_end : hit.begin]
            subjunctive = re.search(r"\bthat (?:the )?⟦\w+ (\d+)⟧ (?:should )?$", before)
            if subjunctive:
                actor: Ref | None = sentence.link(subjunctive[1]).entity
            elif re.search(r"(?:^|\b(?:to|à|de|a)) (?:\w+ly )?$", before) or not before.strip():
                actor = _asked_actor(sentence, masked, outer, hit)
            else:
                continue
            if actor is None:
                continue
            found.append(
                Said(
                    hit.act,
                    Source((actor,), hit.begin),
                    hit.begin,
                    hit.end,
                    outer.end,
                    outer.stance,
                    within=number,
                )
            )
    return found


def _asked_actor(sentence: Sentence, masked: str, outer: Said, hit: Hit) -> Ref | None:
    if outer.before.strip():
        target = addressees(sentence, outer.before)
    elif outer.act in ("decides", "agrees", "offers") and outer.source.refs != (UNNAMED,):
        return outer.source.refs[0] if len(outer.source.refs) == 1 else None
    elif outer.act in DIRECTIVE:
        behind = masked[outer.verb_end : hit.begin]
        start = infinitive(masked[outer.verb_end : outer.end], sentence.language)
        if start is None or start.start() > len(behind):
            return None
        target = addressees(sentence, behind[: max(0, start.start() - 1)])
    else:
        return None
    return target.refs[0] if len(target.refs) == 1 else None
