"""Resolutions and decisions cited by number: "General Assembly resolutions 65/190 and 66/128"."""

import re
from collections.abc import Iterator

from migkg.extract.registry import Stretch, extractor
from migkg.extract.sessions import organ_of
from migkg.iris import slug
from migkg.model import Entity, Mention, Ref

# Number as each organ writes it: 63/225, 217 A (III), 57/270 B, S-21/2 (General Assembly),
# 1325 (2000) (Security Council), 2006/2 (Economic and Social Council and its commissions),
# 17/22 (Human Rights Council).
_NUMBER = (
    r"(?:S-\d{1,2}/\d{1,3}|\d{1,4}/\d{1,3}(?:\s[A-Z](?=[\s,.;)]|$))?|"
    r"\d{1,4}(?:\s[A-Z])?\s\([IVXL]+\)|\d{1,4}\s\((?:19|20)\d\d\)|\d{1,2}/CM?[PA]{1,2}\.\d{1,2})"
)
_DATE = r"(?:,?\s(?:of|du|de)\s\d{1,2}(?:er|st|nd|rd|th)?\s(?:de\s)?[A-Za-zÀ-ÿ]+\s(?:de\s)?\d{4})?"
_HEAD = re.compile(
    rf"""(?<!\w)(?P<word>[Rr]esolutions?|[Rr]ésolutions?|[Rr]esoluci(?:ón|ones)|
        [Dd]ecisions?|[Dd]écisions?|[Dd]ecisi(?:ón|ones))\s(?:(?:Nos?\.|n°|núm\.)\s?)?
        (?P<first>{_NUMBER})""",
    re.VERBOSE,
)
_HEAD_OF = re.compile(
    rf"""(?<!\w)(?P<word>[Rr]ésolutions?|[Rr]esoluci(?:ón|ones)|[Dd]écisions?|[Dd]ecisi(?:ón|ones))\s
        (?:del|de\sla|du|de\sl')\s?[A-ZÀ-Þ][\w' -]{{3,60}}?\s(?P<first>{_NUMBER})""",
    re.VERBOSE,
)
_NEXT = re.compile(
    rf"{_DATE}(?:\s\([^()]*\))?"  # "60/1 (2005 World Summit Outcome), 60/265"
    r"(?:,\s(?:on|entitled|sur|sobre)\s[^.;]{3,150}?(?=,\s(?:and|et|y)\s))?"
    rf"(?:,?\s(?:and|et|y|or|ou|o)\s(?:(?:in|its|ses|sus)\s)?|,\s)(?P<number>{_NUMBER})"
)
# A body whose resolutions carry a series of their own in the symbol (UN Editorial Manual).
_SERIES = {
    "general-assembly": "A/RES/",
    "security-council": "S/RES/",
    "economic-and-social-council": "E/RES/",
    "ecosoc": "E/RES/",
    "human-rights-council": "A/HRC/RES/",
}


@extractor("resolution-number")
def resolution_numbers(stretch: Stretch) -> Iterator[Mention]:
    """Yield one mention per resolution or decision that is cited by its number.

    The first mention holds the word ("resolutions 65/190"), each further one only the number.
    """
    text = stretch.text
    for head in (*_HEAD.finditer(text), *_HEAD_OF.finditer(text)):
        decision = head["word"].lower().startswith(("dec", "déc"))
        # "resoluciones del Consejo 32/14": the body stands between the word and the number.
        begin = head.start("first") if head.re is _HEAD_OF else head.start()
        at, spans = head.end(), [(begin, head.end(), head["first"])]
        while following := _NEXT.match(text, at):
            spans.append((following.start("number"), following.end(), following["number"]))
            at = following.end()
        organ = _organ(stretch, begin) or _organ_behind(stretch, at)
        for begin, end, number in spans:
            symbol = full_symbol(organ, number, stretch.document.symbol, decision=decision)
            hints = {"symbol": symbol} if "/RES/" in symbol or "/DEC/" in symbol else {}
            yield from stretch.mention(
                begin,
                end,
                "instrument",
                "resolution-number",
                ref=Ref(f"id/instrument/{slug(symbol)}"),
                type="Resolution",
                **hints,
            )


def _organ(stretch: Stretch, begin: int) -> str:
    """Return the slug of the body named directly before the word, or an empty string."""
    before = re.sub(r"(?:'s|\s\([A-Z][\w-]+\)|,?\sin\sits|,|\s)+$", "", stretch.text[:begin])
    for match in stretch.authority.labels.find(before[-120:]):
        if match.end == len(before[-120:]):
            named = {
                entity.ref.slug
                for label, entity in match.labels
                if entity.ref.kind == "organization" and label.role != "hidden"
            }
            if len(named) == 1:
                return named.pop()
            short = [entity for _, entity in match.labels if entity.ref.slug in _SERIES]
            if short:
                return _last_named(stretch, short, begin)
    return ""


def _last_named(stretch: Stretch, organs: list[Entity], begin: int) -> str:
    """Return the slug of the organ that the document named last in full, else its own organ's."""
    offset = stretch.view.offsets[begin]
    before = stretch.document.source.text[stretch.document.begin : offset]
    named = [(before.rfind(organ.name(stretch.language)), organ.ref.slug) for organ in organs]
    at, last = max(named)
    return last if at >= 0 else organ_of(stretch.document.symbol)


def _organ_behind(stretch: Stretch, end: int) -> str:
    """Return the slug of the body named behind the number: "2006/2 of the Commission"."""
    joint = re.match(r" (?:of|de l'|de la|du|del) ?(?:the )?", stretch.text[end:])
    if joint is None:
        return ""
    at = end + joint.end()
    for match in stretch.authority.labels.find(stretch.text[at : at + 120]):
        if match.begin == 0:
            slugs = {e.ref.slug for _, e in match.labels if e.ref.kind == "organization"}
            return slugs.pop() if len(slugs) == 1 else ""
    return ""


def full_symbol(organ: str, number: str, symbol: str = "", *, decision: bool = False) -> str:
    """Return the symbol of a resolution from the organ that is named and the number.

    Where no organ is named, the form of the number tells it, then the document that cites it.

    >>> full_symbol("", "63/225"), full_symbol("", "1325 (2000)"), full_symbol("", "217 A (III)")
    ('A/RES/63/225', 'S/RES/1325(2000)', 'A/RES/217 A (III)')
    >>> full_symbol("commission-on-population-and-development", "2006/2")
    'commission-on-population-and-development resolution 2006/2'
    """
    series = _SERIES.get(organ, "")
    if not organ:
        if re.fullmatch(r"\d+\s\((?:19|20)\d\d\)", number):
            series = "S/RES/"
        elif "/C" in number:
            return f"conference of the parties decision {number}"
        elif re.match(r"(?:19|20)\d\d/", number):
            series = "E/RES/"
        elif symbol.startswith("A/HRC/") and re.fullmatch(r"\d{1,2}/\d{1,2}", number):
            series = "A/HRC/RES/"
        else:
            series = "A/RES/"
    if not series:
        return f"{organ} {'decision' if decision else 'resolution'} {number}"
    if decision:
        series = series.replace("/RES/", "/DEC/")
    return series + (number.replace(" (", "(") if series.startswith("S/") else number)
