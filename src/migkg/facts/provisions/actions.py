"""What a clause asks for: the actions of its infinitives."""

import re
from functools import lru_cache
from typing import Final

from migkg.facts.provisions.verb_stems import english_verb, french_verb, spanish_verb
from migkg.facts.schemes import forms
from migkg.iris import concept
from migkg.model import Ref

_NOT_VERB = (
    r"(?!(?:the|a|an|all|its|their|his|her|this|these|those|that|such|any|other|each|which|"
    r"whom|and|or|"
    r"countries|migrants?|migration|development|persons|women|children|human|international|"
    r"national|social|health|"
    r"discriminatory|economic|legal|decent|greater|better|more|new|relevant|existing|data|"
    r"people|victims|date)\b)"
)
_ADVERBS = (
    r"(?:(?:also|further|fully|actively|urgently|duly|jointly|effectively|strongly|fully|"
    r"closely|promptly|favourably|seriously|consistently|"
    r"better|inter alia,?|as appropriate,?|\w+ly) )*"
)
# Where what is asked for begins, and where the next thing asked for does.
_INFINITIVE: Final[dict[str, re.Pattern[str]]] = {
    "en": re.compile(
        rf"(?<!in accordance)(?<!according)(?<!related)(?<!relating)(?<!with "
        rf"regard)(?<!with respect)(?<!due)(?<!access)(?<!part(?:y))(?<!parties)"
        rf"(?<!in order)(?<!with a view)(?<!addition)(?<!pursuant)(?<!applicable)(?<!so "
        rf"as)(?<!relation)(?<!contribution)(?<!contributions)(?<!wish) to {_ADVERBS}"
        rf"(?P<verb>{_NOT_VERB}[a-z]+(?:-[a-z]+)?)\b"
    ),
    "fr": re.compile(
        r"(?:(?<= )(?:à|de)|(?<= )d'|(?<= )[àd]e? ) ?(?:ne pas |mieux |également |aussi "
        r")?(?:s'|se |l'|les |le |la |y |en )?(?P<verb>[a-zéèêîôûœ]+(?:er|ir|oir|re))\b"
    ),
    "es": re.compile(
        r" (?:(?:a |para |de )?que (?!(?:aún|todavía|no (?:lo )?(?:hayan|han|son|sean)|han|"
        r"hayan|son|ya)\b)(?:se |no |le |les |lo |los |la |también |además )*"
        r"|(?:a|de) (?=[a-záéíóúñ]+(?:ar|er|ir)(?:se|l[ao]s?|les?)?\b))(?P<verb>[a-záéíóúñ]+)\b"
    ),
}
_NEXT: Final[dict[str, re.Pattern[str]]] = {
    "en": re.compile(
        rf"(?:(?:(?:,|;|,? and|,? or|,? as well as)(?: (?:in this regard|in that regard|in "
        rf"particular|as appropriate|inter alia|where appropriate),)? )to "
        rf"|; (?:and |or )?\([a-z]+\) (?:to )?){_ADVERBS}(?P<verb>{_NOT_VERB}[a-z]+(?:-[a-z]+)?)\b"
    ),
    "fr": re.compile(
        r"(?:,|;|,? et|,? ou)(?: [àd]e?| d')? ?(?:s'|se |y |les? |la |"
        r"l')?(?P<verb>[a-zéèêîôûœ]+(?:er|ir|oir|re))\b"
    ),
    "es": re.compile(
        r"(?:,|;|,? y|,? e|,? o) (?:a )?(?:que )?(?:se |l[ao]s? |les? )?(?P<verb>[a-záéíóúñ]+)\b"
    ),
}
_JOINED = re.compile(
    rf"^(?:\w+,? )?(?:(?:,|,? and|,? or)(?: to)? {_ADVERBS}(?P<verb>{_NOT_VERB}[a-z]+)\b)"
)
# "envisager de signer", "consideren la posibilidad de firmar": it is the signing that is asked for.
_CONSIDER = re.compile(
    r"(?:envisager|étudier la possibilité|(?:considerar|consideren|considere|estudiar|"
    r"estudien) la posibilidad) (?:de |d')(?=[a-zéè]+(?:er|ir|re|ar)\b)"
)


@lru_cache(maxsize=8)
def _actions(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {
        form: slug for form, slug in forms("requested-action", language).items() if slug != "other"
    }
    listed = "|".join(
        re.escape(form).replace(r"\ ", r" (?:\w+ )?")
        for form in sorted(table, key=lambda f: (-len(f), f))
    )
    return re.compile(rf"(?P<form>{listed})(?![\w-])", re.IGNORECASE), table


def infinitive(masked: str, language: str) -> re.Match[str] | None:
    """Return where what is asked for begins: the first infinitive that hangs on the act."""
    pattern = _INFINITIVE.get(language)
    return pattern.search(" " + masked) if pattern else None


def actions(masked: str, language: str) -> tuple[Ref, ...]:
    """Return the actions that a clause asks for, as it begins with the verb of the first.

    >>> asked = actions("ratify or accede to the Convention and to report on it", "en")
    >>> [ref.rpartition("/")[2] for ref in asked]
    ['ratify', 'accede', 'report']
    """
    pattern, table = _actions(language)
    if language not in _NEXT:
        return ()
    starts = [0, *(found.start("verb") for found in _NEXT[language].finditer(masked))]
    found: list[str] = []
    for start in starts:
        at: int | None = start
        while at is not None:
            at = _one(masked, at, language, pattern, table, found)
    if not found and masked[:1].islower():
        found = ["other"]
    return tuple(concept("requested-action", slug) for slug in dict.fromkeys(found))


def passive_action(participle: str) -> tuple[Ref, ...]:
    """Return the action of an English passive: "should be combated".

    >>> passive_action("reduced"), passive_action("seen")
    (('concept/requested-action/reduce',), ())
    """
    _, table = _actions("en")
    stem = _IRREGULAR.get(participle) or participle.removesuffix("ed")
    for verb in (stem, stem + "e", stem[:-1], re.sub("i$", "y", stem)):
        if participle != verb and verb in table:
            return (concept("requested-action", table[verb]),)
    return ()


_IRREGULAR: Final = {"held": "hold"}


def _one(
    masked: str,
    at: int,
    language: str,
    pattern: re.Pattern[str],
    table: dict[str, str],
    found: list[str],
) -> int | None:
    """Read one action at a place; return where one that is joined to it begins."""
    rest = masked[at:]
    hit = pattern.match(rest)
    if hit is None and language == "en":
        gerund = re.match(r"[a-z]+ing\b", rest)
        hit = pattern.match(english_verb(gerund[0])) if gerund else None
        if hit is not None and gerund is not None:
            found.append(_slug(hit["form"], table))
            return _joined(rest, at, gerund.end())
    if hit is not None and re.match(
        r"address(?: to)? (?:the |its |their )?⟦(?:organization|event)", rest
    ):
        # To address an organ is to speak to it.
        return None
    if language != "en":
        thought = _CONSIDER.match(rest)
        if thought:
            return at + thought.end()
    if hit is None and language == "es":
        word = spanish_verb(rest, table)
        if word:
            found.append(table[word])
        return None
    if hit is None and language == "fr":
        word = french_verb(rest, table)
        if word:
            found.append(table[word])
        return None
    if hit is None:
        redouble = re.match(
            r"(?:redouble|continue|make|renew|sustain|pursue|increase) (?:\w+ "
            r"){0,3}(?:efforts?|commitments?|work) to (?=[a-z])",
            rest,
        )
        return at + redouble.end() if redouble else None
    slug = _slug(hit["form"], table)
    end = hit.end()
    behind = rest[end:]
    if slug in ("consider", "continue"):
        onward = re.match(
            r",?(?: as a matter of \w+,| favourably,?| \w+ly)? (?:to |their efforts to |"
            r"its efforts to |his efforts to |efforts to )?(?=[a-z]+)",
            behind,
        )
        if onward:
            following = behind[onward.end() :]
            first = re.match(r"[a-z]+", following)
            if first and (first[0].endswith("ing") or " to " in onward[0]):
                if slug == "continue":
                    found.append(slug)
                before = len(found)
                nxt = _one(masked, at + end + onward.end(), language, pattern, table, found)
                if slug == "consider" and len(found) == before:
                    found.append(slug)
                return nxt
    effort = re.match(r" (?:\w+ ){0,2}efforts? to (?=[a-z])", behind)
    if effort and slug in ("strengthen", "increase", "continue"):
        if slug == "continue":
            found.append(slug)
        return at + end + effort.end()
    found.append(slug)
    return _joined(rest, at, end)


def _joined(rest: str, at: int, end: int) -> int | None:
    joined = re.match(
        rf"(?: to)?,?(?: (?:and|or|and/or|et|ou|y|o))? (?:to )?{_ADVERBS}(?=[a-zéèœ]+\b)",
        rest[end:],
    )
    if not joined or not re.search(r"(?:,| and| or| et| ou| y| o)", joined[0]):
        return None
    return at + end + joined.end()


def _slug(form: str, table: dict[str, str]) -> str:
    lower = form.lower()
    if lower in table:
        return table[lower]
    return next(
        slug
        for known, slug in sorted(table.items(), key=lambda one: -len(one[0]))
        if lower.startswith(known.split()[0]) and lower.endswith(known.split()[-1])
    )
