"""Roles as programmes print them: before a name ("Chair:"), in a line or in a session's title."""

import re
from typing import Final

from migkg.extract.event_parts import part_key


def _group(role: str) -> str:
    """Return a role as the name of a group in a pattern."""
    return role.replace("-", "_")


# A role printed before names: "Chair:", "Panelists:".
_LABELS: Final = {
    "chair": (
        r"(?:co-?)?chair(?:person|man|woman|s|persons)?|presiding(?: officer)?|"
        r"(?:co-?)?présidente?s?|présidence|(?:co)?president[ea]s?|presidencia|preside"
    ),
    "moderator": (
        r"(?:co-?)?moderators?|facilitators?|modérat(?:eur|rice)s?|animat(?:eur|rice)s?|"
        r"facilitat(?:eur|rice)s?|moderador(?:a|es|as)?|facilitador(?:a|es|as)?"
    ),
    "panellist": (
        r"panell?ists?|discussants?|respondents?|panélistes?|intervenante?s?|panelistas?|"
        r"ponentes?|comentaristas?"
    ),
    "speaker": (
        r"(?:lead |keynote |guest |key )*speakers?|presenters?|presentations?|"
        r"orat(?:eur|rice)s?(?: principa\w+)?|conférenci(?:er|ère)s?|exposés?|"
        r"orador(?:a|es|as)?|expositor(?:a|es|as)?|conferenciantes?|keynote(?: address)?"
    ),
    "summarizer": r"rapporteurs?|rapporteuses?|relator(?:a|es)?|summary|synthèse|résumé|resumen",
    "opening-speaker": (
        r"(?:opening|welcom\w+|introductory|inaugural) (?:remarks|statements?|address(?:es)?|"
        r"speech(?:es)?|speakers?)|opening|welcome|ouverture|"
        r"(?:allocutions?|discours|remarques|mots?) (?:d'ouverture|de bienvenue|liminaires?)|"
        r"apertura|inauguración|(?:palabras|discursos?|observaciones) (?:de apertura|"
        r"de bienvenida|inaugural(?:es)?|introductorias)"
    ),
    "closing-speaker": (
        r"(?:closing|concluding|final) (?:remarks|statements?|address(?:es)?|"
        r"speech(?:es)?|session)|closing|closure|clôture|"
        r"(?:allocutions?|discours|remarques|mots?) (?:de clôture|finales?)|clausura|"
        r"(?:palabras|discursos?|observaciones) (?:de clausura|finales)"
    ),
    "organizer": (
        r"(?:co-)?organi[sz]ers?|organi[sz]ed by|organisat(?:eur|rice)s?|organizador(?:a|es)?"
    ),
    "host": r"(?:co-)?hosts?|hosted by|hôtes?|anfitri(?:ón|ona|ones)",
}
LABEL: Final = re.compile(
    "(?:"
    + "|".join(f"(?P<{_group(key)}>{words})" for key, words in _LABELS.items())
    + r")\s?(?::|(?=$))",
    re.IGNORECASE,
)
# What a line or the title of a session says its speakers do.
_DEEDS: Final = (
    ("closing-speaker", r"\b(?:clos(?:ing|ure)|concluding|clôture|clausura|palabras finales)\b"),
    (
        "opening-speaker",
        (
            r"\b(?:opening|welcom\w+|inaugur\w+|introductory|ouverture|bienvenue|liminaires?|"
            r"apertura|"
            r"bienvenida)\b"
        ),
    ),
    ("summarizer", r"\b(?:summar\w+|wrap-up|rapporteurs?|synthèse|résumés?|resumen|síntesis)\b"),
    ("moderator", r"\b(?:moderated|modéré\w*|animé\w*|moderad[oa])\b"),
    ("chair", r"\b(?:chaired|présidé\w*|presidid[oa])\b"),
)


def deed(text: str) -> str:
    """Return the role of those who do what a text says: closing, opening, summing up."""
    return next((role for role, words in _DEEDS if re.search(words, text, re.IGNORECASE)), "")


def deed_of(title: str) -> str:
    """Return what is done in a session by its title's first words: "Opening of the Dialogue"."""
    return "" if part_key(title) else deed(" ".join(title.split()[:3]))
