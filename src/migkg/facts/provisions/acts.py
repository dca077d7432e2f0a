"""Acts by words in a text: the verb forms of the table of acts, found where they stand."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from migkg.facts.schemes import forms

Shape = Literal["finite", "past", "base", "participle", "infinitive"]

# Acts that turn to someone, and ask for something to be done.
DIRECTIVE: Final = frozenset(
    {"urges", "calls-upon", "encourages", "requests", "invites", "recommends", "calls-for"}
)

_MODAL: Final = frozenset(
    """should could|may wish to|might wish to|might|ought to|should be|could be|would be advisable|
    devrait|devraient|pourrait|pourraient|souhaitera peut-être|souhaiteront peut-être|
    voudra peut-être|voudront peut-être|il conviendrait|il faudrait|debería|deberían|podría|
    podrían|tal vez desee|tal vez deseen|quizás desee|quizás deseen|quizá desee|convendría|
    sería conveniente|should|could""".replace("\n    ", "").split("|")
)
# Words that may stand inside an act of several words: "calls once again upon", "takes also note".
_INSIDE: Final[dict[str, str]] = {
    "en": (
        r"(?: (?:also|further|again|once again|once more|strongly|now|careful|due|full|"
        r"particular))?"
    ),
    "fr": r"(?: (?:également|aussi|en outre|de nouveau|à nouveau|encore|vivement))?",
    "es": r"(?: (?:también|además|asimismo|nuevamente|una vez más|encarecidamente))?",
}
# Feelings that a verb of expression takes as its object, and the act that makes.
_FEELINGS: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "en": (
        (
            "expresses-concern",
            r"(?:express|voic|rais|reiterat)(?:e?s|ed?|ing)?",
            r"(?:concerns?|alarm|regrets?|dismay|indignation)",
        ),
        ("welcomes", r"express(?:es|ed|ing)?", r"(?:appreciation|gratitude|satisfaction|thanks)"),
        ("supports", r"express(?:es|ed|ing)?", r"(?:support|solidarity)"),
        ("considers", r"express(?:es|ed|ing)?", r"(?:conviction|the view|the opinion|belief)"),
        ("offers", r"express(?:es|ed|ing)?", r"(?:readiness|willingness)"),
    ),
    "fr": (
        (
            "expresses-concern",
            r"(?:(?:a |ont )?exprim(?:e|ent|ant|é|és|ons|ait))",
            r"(?:préoccupations?|inquiétudes?|regrets?)",
        ),
        (
            "welcomes",
            r"(?:(?:a |ont )?exprim(?:e|ent|ant|é|és|ons|ait))",
            r"(?:gratitude|reconnaissance|satisfaction|remerciements)",
        ),
        ("supports", r"(?:(?:a |ont )?exprim(?:e|ent|ant|é|és|ons))", r"(?:appui|soutien)"),
    ),
    "es": (
        (
            "expresses-concern",
            r"(?:expres|manifest)(?:a|an|ó|aron|ando|amos)",
            r"(?:preocupación|preocupaciones|inquietud|pesar)",
        ),
        (
            "welcomes",
            r"(?:expres|manifest)(?:a|an|ó|aron|ando|amos)",
            r"(?:agradecimiento|reconocimiento|gratitud|satisfacción|beneplácito)",
        ),
        ("supports", r"(?:expres|manifest)(?:a|an|ó|aron|ando|amos)", r"apoyo"),
    ),
}
_ATTENTION: Final[dict[str, str]] = {
    "en": (
        r"(?:draw|draws|drew|drawing|drawn) (?:the |its |their )?(?:⟦\w+ \d+⟧(?:'s|')? |"
        r"[\w' ]{1,40}?)?attention"
    ),
    "fr": r"(?:appel|attir)(?:le|lent|ant|é|la|ons|e|ent) l'attention",
    "es": r"(?:señal|llam)(?:a|an|ó|aron|ando) (?:a )?la atención",
}
# "appelle les États à ratifier": the two halves of the verb stand apart.
_APPEAL: Final = (
    r"appel(?:le|lent|ons|ant|é|és|ait|aient)(?=(?: maintenant,?| donc| également| aussi)? "
    r"(?:les?|la|l'|tous|toutes|chaque|⟦|l'ensemble)[^.;:]{2,140}? à \w+)"
)
_IRREGULAR_WORDS: Final = """
    drew drawn took taken bore borne kept found paid was were
"""
_IRREGULAR: Final = frozenset(_IRREGULAR_WORDS.split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A verb form of the table: where it stands in a masked text, and which act it is of."""

    begin: int
    end: int
    act: str  # slug
    form: str  # lower case
    shape: Shape


@lru_cache(maxsize=8)
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {form: act for form, act in forms("act", language).items() if form not in _MODAL}
    inside = _INSIDE[language]
    listed = [
        re.escape(form).replace(r"\ ", inside + " ")
        for form in sorted(table, key=lambda form: (-len(form), form))
    ]
    feelings = [
        rf"(?P<f{n}>{verb}(?: (?!that\b|que\b)[\w']+){{0,4}}? {noun}\b)"
        for n, (_, verb, noun) in enumerate(_FEELINGS[language])
    ]
    appeal = [f"(?P<appeal>{_APPEAL})"] if language == "fr" else []
    whole = "|".join([*feelings, f"(?P<draw>{_ATTENTION[language]})", *listed, *appeal])
    # "J'appelle": French elides before a verb.
    before = r"\w⟦-" if language == "fr" else r"\w⟦'-"
    return re.compile(rf"(?<![{before}])(?:{whole})(?![\w-])", re.IGNORECASE), table


def acts(masked: str, language: str) -> list[Hit]:
    """Return the verb forms of acts in a masked text, in its order.

    Whether a form is the verb of a clause there, and whose, only its surroundings tell.

    >>> [(hit.act, hit.shape) for hit in acts("Also requests States, noting that", "en")]
    [('requests', 'finite'), ('notes', 'participle')]
    """
    if language not in _INSIDE:
        return []
    pattern, table = _pattern(language)
    found = []
    for match in pattern.finditer(masked):
        form = match[0].lower()
        group = match.lastgroup
        if group == "draw":
            act = "draws-attention"
        elif group == "appeal":
            act = "calls-upon"
        elif group:
            act = _FEELINGS[language][int(group[1:])][0]
        else:
            act = table.get(form) or table.get(_without(form, language), "")
        if act:
            found.append(Hit(*match.span(), act, form, _shape(form, language)))
    return found


def _without(form: str, language: str) -> str:
    """Return a form without the words that may stand inside it."""
    return re.sub(_INSIDE[language].removesuffix("?"), "", form, count=1)


def _shape(form: str, language: str) -> Shape:
    first, *rest = form.split()
    if language == "en":
        if first in ("having", "having had") or first.endswith("ing"):
            return "participle"
        if first in ("is", "are"):
            return "finite"
        if first.endswith("ed") or first in _IRREGULAR or first in ("felt", "held"):
            return "past"
        if first.endswith("s") and not first.endswith("ss"):
            return "finite"
        return "base"
    if language == "fr":
        if first.endswith("ant"):
            return "participle"
        if re.search(r"(?:er|ir|oir|re)$", first) and first not in ("leur",):
            return "infinitive"
        if re.search(r"(?:é|ée|és|ées|i|u|us|ue|is|ert|erte)$", first) and first not in ("réuni",):
            return "past"
        return "finite"
    if re.search(r"(?:ando|iendo|yendo|ándose|iéndose)$", first):
        return "participle"
    if re.search(r"(?:ar|er|ir)$", first):
        return "infinitive"
    if re.search(r"(?:ado|ada|ados|adas|ido|ida|idos|idas|uesto|uesta)$", first):
        return "past"
    del rest
    return "finite"
