"""Masked sentences made ready for relations: lists of things, and what interrupts a clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

THE: Final = (
    r"(?:(?:both|namely|notamment) )?(?:the |The |its |la |La |le |Le |les |los |Los |"
    r"las |el |El |l'|L'|du |des |de la |de l'|d'|del |al |au |aux )?"
    r"(?:(?:[Gg]overnments?|[Gg]ouvernements?|[Gg]obiernos?|Republic|Kingdom|"
    r"[Dd]elegation|[Dd]élégation|[Dd]elegación) (?:of|du|de la|de l'|del|de) ?(?:the |"
    r"la |l')?)?[\"']?"
)
_SLOT = r"⟦[a-z]+ \d+⟧(?:\d+)?[\"']?"
# What may follow a name that stands for itself; a noun behind it makes it a mere modifier.
_FREE: Final = (
    r"(?=$|\s?[.,;:)\]!?\"–—\[(]|\s[-–—]|\s(?:and|or|in|on|to|for|with|by|at|from|of|as|"
    r"which|that|who|whose|under|during|"
    r"through|since|within|into|when|where|while|is|are|was|were|has|have|had|will|and|"
    r"also|jointly|over|after|before|about|called|entitled|"
    r"et|ou|y|e|en|dans|pour|par|avec|qui|que|sur|à|au|aux|de|du|des|depuis|afin|est|a|"
    r"ont|con|por|para|sobre|desde|"
    r"al|del|ha|han|es|fue|(?:le|el) \d+|towards?|between|among|against|prior|following|"
    r"thereto|throughout|upon|across)\b)"
)
_ITEM = rf"{THE}{_SLOT}"
_AND = r"(?:,? (?:and|et|y|e|or|as well as|ainsi que|así como)(?: (?:by|par|por|with|avec|con))? )"
_LIST = re.compile(
    rf"{_ITEM}(?:(?:(?:,|;) {_ITEM})*{_AND}{_ITEM}(?!'s?\b){_FREE}"
    rf"|(?:, {_ITEM})+(?=,? (?:and|et|y|among) (?:others?|autres|otr[ao]s)\b)|(?!'s?\b)){_FREE}"
)
_LOOSE = re.compile(
    rf"(?:(?:the |various )?other [a-z ]{{3,40}} and (?:the )?)?(?P<list>{_LIST.pattern})"
)
_ONE = re.compile(rf"{_ITEM}(?!'s?\b)")
_NUMBERS = re.compile(r"⟦([a-z]+) (\d+)⟧")


@dataclass(frozen=True, slots=True)
class Things:
    """Things that a text lists: their kinds and link numbers, and where the list stands."""

    items: tuple[tuple[str, int], ...]
    begin: int
    end: int

    def of(self, kinds: frozenset[str]) -> tuple[int, ...]:
        """Return the numbers of the things, if all are of these kinds; else none."""
        fitting = tuple(number for kind, number in self.items if kind in kinds)
        return fitting if len(fitting) == len(self.items) else ()


def things_at(text: str, at: int, *, loose: bool = False) -> Things | None:
    """Return the things listed from a place on: "A, B and C", never "A, B" alone."""
    if loose:
        found = _LOOSE.match(text, at)
        if found:
            return _things(found["list"], found.start("list"), found.end("list"))
        return None
    found = _LIST.match(text, at)
    return _things(found[0], found.start(), found.end()) if found else None


def subjects(text: str) -> Iterator[Things]:
    """Yield the things that may be the subject of what follows them."""
    at = 0
    while (found := _ONE.search(text, at)) is not None:
        listed = _subject_list(text, found.start())
        at = max(listed.end, found.end())
        if not _is_tied(text[: listed.begin]):
            yield listed


_SUBJECT_LIST = re.compile(rf"{_ITEM}(?:(?:, {_ITEM})*{_AND}{_ITEM})?")


def _subject_list(text: str, at: int) -> Things:
    found = _SUBJECT_LIST.match(text, at)
    assert found is not None
    return _things(found[0], found.start(), found.end())


def _is_tied(before: str) -> bool:
    """Tell whether what stands before a name makes it part of another phrase."""
    before = before.rstrip("\"'")
    if not before or re.search(r"(?:[.;:!?)–—]|- |\d\.|[a-z]\)) ?$", before):
        return False
    if re.search(r",(?: and| et| y)? $", before):
        return False
    if re.search(
        r"\b(?:that|which|whereas|while|when|where|que|because|as|since|qui|mientras) $", before
    ):
        return False
    if re.search(
        r"^(?:In|During|At|En|Dans|Au|Durante|Since|Depuis|Desde|For its part|Furthermore|"
        r"Moreover|Also|Within)\b[^,;.]{0,40} $",
        before,
    ):
        return not _names_time_or_place(before)
    return True


def _names_time_or_place(before: str) -> bool:
    return bool(re.search(r"(?:\d{4}|⟦(?:state|area|event) \d+⟧) $", before))


def after_preposition(text: str, at: int) -> bool:
    """Tell whether a preposition makes what begins at a place part of another phrase."""
    return _PREPOSITION.search(text[:at]) is not None


def _things(text: str, begin: int, end: int) -> Things:
    return Things(tuple((k, int(n)) for k, n in _NUMBERS.findall(text)), begin, end)


_ACRONYM = re.compile(r"(⟦(\w+) \d+⟧) ?[(\[][\"']?⟦\2 \d+⟧[\"']?[)\]]")
_OWN_GOVERNMENT = re.compile(r"(⟦state \d+⟧)'?s? (?:[Gg]overnment|GOVERNMENT)\b")
_LINKERS = re.compile(
    r"(?<=[⟧a-z]), (?:for example|for instance|however|therefore|in turn|for its part|"
    r"in particular|par exemple|pour sa part|"
    r"toutefois|par ailleurs|por ejemplo|por su parte|sin embargo|en particular),(?= [a-zà-ÿ])"
)
# "ILO Convention No. 189": the body belongs to the instrument's name.
_ISSUER = re.compile(r"⟦organization \d+⟧ (?=⟦(?:instrument|organization))")
_CLASSIFIER = re.compile(
    r"(⟦(?:initiative|publication) \d+⟧[\"']?) (?:programme|program|project|initiative|scheme|"
    r"campaign|report|study|handbook|database|portal)\b(?! of)"
)
_PREPOSITION = re.compile(
    r"\b(?:of|by|from|to|in|with|for|between|at|on|and|de|du|des|par|à|au|en|con|por|del|al|avec|"
    r"pour|para) (?:the |la |le |l'|el |los |las )?[\"']?$|\b(?:du|des|del|al|au|aux|[dl]') ?$"
)
_APPOSED = re.compile(
    r"⟧[\"']?(?P<cut>, )(?:(?P<by>(?:which (?:is|"
    r"was) )?[a-zà-ÿ][a-zà-ÿœ -]{1,30}(?: in \d{4})? (?:by|par|por) )"
    r"|(?P<tail>(?:which|qui|que) [^⟦,;]{3,80}(?=, )))"
)
_NOISE = re.compile(r" ?\((?:see|voir|véase|www\.)[^()]*\)")


def plain(masked: str) -> str:
    """Return a masked text without acronyms behind names, references and "government" of States."""
    text = _ACRONYM.sub(r"\1", masked)
    text = _OWN_GOVERNMENT.sub(r"\1", text)
    text = _CLASSIFIER.sub(r"\1", _ISSUER.sub("", text))
    return _LINKERS.sub("", _NOISE.sub("", text))


def bare(text: str) -> str:
    """Return a plain masked text without relative clauses and participles set off behind names."""
    at = 0
    while (found := _APPOSED.search(text, at)) is not None:
        at = found.end()
        things = things_at(text, at) if found["by"] else None
        end = things.end if things else at if found["tail"] else None
        if end is None:
            continue
        more = re.match(r" (?:and|et|y) [a-zà-ÿ œ-]{3,30} (?:by|par|por) ", text[end:])
        again = things_at(text, end + more.end()) if more else None
        end = again.end if again else end
        when = re.match(r" (?:in|en|on) [^⟦,;]{4,20}(?=,)", text[end:])
        end += when.end() if when else 0
        if text[end : end + 2] == ", ":
            text = text[: found.start("cut")] + text[end + 1 :]
            at = found.start("cut")
    return text
