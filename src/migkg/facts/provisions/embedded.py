"""What is recommended inside another act: "stressed that the forum should be open"."""

import re
from dataclasses import replace
from typing import Final

from migkg.facts.provisions.actions import passive_action
from migkg.facts.provisions.acts import DIRECTIVE
from migkg.facts.provisions.attribution import Source
from migkg.facts.provisions.said import Said
from migkg.model import Ref

MODAL: Final[dict[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"(?<=[\w⟧)\],\"'] )(?:(?P<may>(?:may|might)(?: also)? wish(?: also)? to(?: also)?|"
        r"might want to)|(?P<should>should|ought to)|(?P<could>could|might))"
        r"(?::? (?:\([a-z]\) )?)(?P<behind>(?!have\b)"
        r"(?:also |therefore |further |not |never |always |be "
        r")*(?P<verb>[a-z]+))"
    ),
    "fr": re.compile(
        r"(?<=[\w⟧)\],'] )(?:(?P<may>(?:souhaitera|souhaiteront|voudra|voudront|souhaitera|"
        r"voudra) peut-être)|(?P<should>devrait|devraient|il conviendrait d[e']|il "
        r"faudrait)|(?P<could>pourrait|pourraient)) (?P<behind>(?:également |aussi |donc |"
        r"être )*(?P<verb>[a-zéèêœ]+))"
    ),
    "es": re.compile(
        r"(?<=[\w⟧)\],'] )(?:(?P<may>(?:tal vez|quizás?) deseen?)|(?P<should>debería|"
        r"deberían|convendría)|(?P<could>podría|podrían)) (?P<behind>(?:también |ser "
        r")*(?P<verb>[a-záéíóúñ]+))"
    ),
}
# Acts of a resolution that hold something to be right, and so recommend it.
_ASSERTS: Final = frozenset(
    ["stresses", "emphasizes", "underscores", "reaffirms", "reiterates", "agrees"]
)


_THAT = re.compile(
    r"^(?:,[^,;]{1,80},)? ?(?:that|que|qu')\b|^, $|\b(?:consensus|agreement|recognition) that\b"
)


def inner_modals(masked: str, language: str, told: list[Said]) -> list[Said]:
    """Return what is recommended within other acts: "stresses that penalties should be mild"."""
    found: list[Said] = []
    pattern = MODAL.get(language)
    for hit in pattern.finditer(masked) if pattern else ():
        for number, holder in enumerate(told):
            if holder.act not in _ASSERTS or holder.within is not None:
                continue
            if holder.verb_end <= hit.start() < holder.end:
                inner = inside(masked, hit, holder)
                found += [replace(inner, within=number)] if inner else []
                break
    return found


def passive_asked(hit: re.Match[str]) -> tuple[Ref, ...]:
    """Return what is asked for in "should be combated"."""
    passive = re.match(r"(?:also )?be (?:also )?", hit["behind"])
    return passive_action(hit["verb"]) if passive else ()


def inside(masked: str, hit: re.Match[str], holder: Said) -> Said | None:
    """Return what others recommend within what they say: "stressed that it should be open"."""
    if holder.act in DIRECTIVE | {"suggests", "proposes"}:
        # "recommended that States should": one act, not two.
        return None
    if not hit["should"] or re.search(r"\b(?:not|never)\b", hit["behind"]):
        return None
    if hit.start() < holder.verb_end:
        return None
    between = masked[holder.verb_end : hit.start()]
    aside = masked[holder.verb_end :].startswith(", ")
    opened = _THAT.search(masked[holder.begin : hit.start()][holder.verb_end - holder.begin :])
    ended = masked[holder.begin : holder.verb_end].endswith(" that")
    if not (aside and not between.strip(" ,")) and not opened and not ended:
        return None
    clause = re.sub(r"^(?:,[^,;]{1,80},)? ?(?:that|que)\b", "", between)
    if re.search(
        r"\b(?:that|which|who|whom|if|whether|because|while|although|how|what|why)\b(?! "
        r"established)",
        re.sub(r", if [^,]{1,60},", ",", clause),
    ):
        return None
    begin = holder.verb_end + len(between) - len(clause.lstrip(" ,"))
    if aside:
        begin = holder.begin
    source = Source(holder.source.refs, begin, holder.source.quantifier, event=holder.source.event)
    action = None if hit["behind"].startswith("be ") else hit.start("verb")
    return Said(
        "recommends", source, begin, hit.start("behind"), holder.end, holder.stance,
        before=" ", action=action, embedded=True, asked=passive_asked(hit),
    )  # fmt: skip
