"""Which verb forms of the table are acts by words where they stand, and which are other doings."""

import re
from typing import Final

from migkg.facts.provisions.acts import Hit

# Acts that may stand between commas: "the forum, participants noted, should be informal".
_ASIDE_WORDS: Final = """
    notes considers declares stresses emphasizes underscores acknowledges recognizes reaffirms
    decides concludes agrees recalls cautions
"""
_ASIDE: Final = frozenset(_ASIDE_WORDS.split())
_THAT = r"^(?:,[^,;]{1,80},)? (?:that|que|qu')\b"
# What must follow an active verb whose form also has other uses: "supported a project" is no act.
_ACTIVE: Final[dict[str, re.Pattern[str]]] = {
    "supports": re.compile(
        r"^ (?:the |this |that |its |a |la |le |el )?(?:continued |early |proposed |full |"
        r"future )*(?:proposals?|idea|call|view|recommendations?|continuation|"
        r"establishment|creation|adoption|principle|position|convening|notion|inclusion|"
        r"integración|use|intégration|creación)\b"
    ),
    "offers": re.compile(r"^ (?:also )?(?:to|de|à) [a-z]"),
    "concludes": re.compile(_THAT),
    "decides": re.compile(r"^(?:,| to\b| that\b| on\b| upon\b| de\b| d'| que\b| in )"),
    "agrees": re.compile(r"^(?: to\b| that\b| on\b| upon\b| de\b| en\b| que\b| sur\b|,| with the)"),
    "acknowledges": re.compile(r"^ (?!(?:students|migrants|workers|refugees|persons|to)\b)"),
    "bears-in-mind": re.compile(r"(?!)"),
    "declares": re.compile(r"^(?:,| that\b| que\b| its\b| their\b| the\b| his\b| her\b)"),
}
_FORMS: Final[dict[str, re.Pattern[str]]] = {
    "consider": re.compile(
        r"^ (?:that|it|as|que)\b|^ [^,.;]{1,80}? (?:to be|as|essential|necessary|important|"
        r"critical|crucial|useful|vital)\b"
    ),
    "considér": re.compile(r"^ (?:que|qu'|comme)"),
    "consider_": re.compile(r"^ (?:que)\b"),
    "direct": re.compile(r"^ [^,.;]{1,80} to [a-z]"),
    "instruct": re.compile(r"^ [^,.;]{1,80} to [a-z]"),
    "demand": re.compile(r"^ (?:that|des?|aux?|que)\b|^ (?:à|instamment)"),
    "ask": re.compile(r"^ (?:that|for)\b|^ [^,.;]{1,80} to [a-z]"),
    "indicat": re.compile(r"^(?:,| that\b)"),
    "observ": re.compile(r"^(?:,| that\b| que\b)"),
    "admit": re.compile(_THAT),
    "repeat": re.compile(r"^ (?:the (?:call|request|need)|that|its|their)\b"),
    "insist": re.compile(r"^ (?:that|on|en|sur|que)\b"),
    "confirm": re.compile(r"^ (?:that|its|their|his|the|que|la|le)\b"),
    "determin": re.compile(r"(?!)"),
    "authori": re.compile(r"(?!)"),
    "establish": re.compile(r"(?!)"),
    "appoint": re.compile(r"(?!)"),
    "elect": re.compile(r"(?!)"),
    "adopt": re.compile(r"(?!)"),
    "thank": re.compile(r"(?!)"),
    "remerci": re.compile(r"(?!)"),
    "agradec": re.compile(r"(?!)"),
    "look": re.compile(r"(?!)"),
    "commit": re.compile(r"(?!)"),
    "pledge": re.compile(r"^ to [a-z]"),
    "welcom": re.compile(
        r"^ (?!(?:you|everyone|all of you|participants|delegates|Mr|Ms|H\.E|\d[\d,.]*|"
        r"refugees|migrants|visitors|⟦person)\b)"
    ),
    "stress": re.compile(r"^"),
    "note": re.compile(r"^(?:,| (?!(?:verbale|by)\b))"),
    "recogni": re.compile(r"^(?:,| (?!(?:qualifications|diplomas|degrees|refugees)\b))"),
    "invit": re.compile(
        r"^ (?!⟦person|(?:the )?(?:next|following) speaker|you to (?:take|make)|.{1,90} to "
        r"(?:take the floor|make (?:a|his|her|an|their) (?:statement|intervention|"
        r"presentation)|address the (?:Assembly|Council|meeting)))"
    ),
    "appreciat": re.compile(r"^ (?!your attention)"),
    "favor": re.compile(r"^"),
    "favour": re.compile(r"^"),
    "expressed": re.compile(r"^"),
    "expresses": re.compile(r"^"),
    "argued for": re.compile(r"^"),
}
# Acts that the passive voice carries: with "it ... that", as a judgement on something, to someone.
_JUDGED: Final = re.compile(
    r"^ (?:as\b|to be\b|that\b|(?:\w+ly )?(?:essential|necessary|important|critical|"
    r"crucial|useful|vital|helpful|desirable|indispensable|appropriate|premature|"
    r"beneficial|key|a )|comme|nécessaires?|essentiel|esencial|necesari[oa]s?)"
)
_PLAIN_PASSIVE_WORDS: Final = """
    recommended suggested welcomed highlighted emphasized emphasised stressed underlined
    underscored acknowledged mentioned noted proposed reaffirmed reiterated commended applauded
    pointed recalled recommandé recommandée recommandés recommandées souligné soulignée
    soulignés soulignées suggéré proposé rappelé rappelée noté noté réaffirmé recomendado
    recomendada destacado destacada subrayado subrayada sugerido propuesto propuesta señalado
    reafirmado
"""
_PLAIN_PASSIVE: Final = frozenset(_PLAIN_PASSIVE_WORDS.split())
_THAT_PASSIVE_WORDS: Final = """
    recognized recognised observed agreed considered believed felt argued decided concluded
    declared announced stated affirmed confirmed indicated cautioned warned reconnu estimé
    décidé convenu considéré reconocido acordado considerado decidido
"""
_THAT_PASSIVE: Final = frozenset(_THAT_PASSIVE_WORDS.split())


def active(masked: str, hit: Hit) -> bool:
    """Tell whether what follows an active verb lets it be an act by words."""
    behind = masked[hit.end :]
    if behind[:1] != " " and not (behind[:2] == ", " and hit.act in _ASIDE):
        return False
    if hit.form.startswith(("favo", "expressed an", "expressed interest", "expresses interest")):
        return True
    if hit.form.endswith("call for"):
        return True
    for stem, pattern in _FORMS.items():
        if hit.form.startswith(stem):
            return bool(pattern.search(behind))
    if hit.act == "considers":
        return bool(behind.strip(" .,"))
    # "calls for" and its like take their object with them.
    needed = _ACTIVE.get(hit.act)
    if needed is not None and not hit.form.endswith((" that", " to", " on")):
        return bool(needed.search(behind))
    return bool(behind.strip(" ."))


def passive(masked: str, hit: Hit, subject: str, addressed: bool) -> bool:
    """Tell whether a verb in the passive voice is an act by words.

    ``subject`` is what stands before it, ``addressed`` whether it names someone who can be asked.
    """
    behind, word = masked[hit.end :], hit.form.split()[0]
    impersonal = bool(re.search(r"(?:^|\b)(?:[Ii]t|[Ii]l|[Ss]e)$", subject.strip()))
    if hit.act in ("urges", "calls-upon", "encourages", "requests", "invites"):
        asked = re.match(r"(?: by [^,;.]{1,80}?)? (?:to|à|de|d'|a) ", behind)
        return addressed and bool(asked) and word not in ("directed", "instructed", "demanded")
    if hit.act == "calls-for":
        return hit.form == "called for"
    if hit.form in (
        "considered",
        "deemed",
        "viewed",
        "seen",
        "considéré",
        "considérée",
    ) and _JUDGED.match(behind):
        return True
    if hit.form.split()[0] == "seen":
        return False
    if hit.act == "welcomes" and word == "welcomed":
        return True
    if impersonal and (
        word in _PLAIN_PASSIVE or word in _THAT_PASSIVE or hit.form.endswith(" that")
    ):
        return bool(
            re.match(
                r"(?:,| that\b| que\b| qu'| de\b| to\b| by\b| aux?\b| à\b| a l[ao]s\b| al\b)",
                behind,
            )
        ) or hit.form.endswith(" that")
    return (
        word in _PLAIN_PASSIVE
        and not impersonal
        and not re.match(
            r" (?:that|in (?:paragraph|section|the (?:report|annex|table))|above|below|earlier)\b",
            behind,
        )
    )
