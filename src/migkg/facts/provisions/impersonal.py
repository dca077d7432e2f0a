"""Acts told by a noun: "there was consensus that", "a call was made", "concern was expressed"."""

import re
from typing import Final

from migkg.facts.provisions.acts import DIRECTIVE
from migkg.facts.provisions.attribution import UNNAMED, Source, agent_by
from migkg.facts.provisions.said import Said, attributed
from migkg.reading import Sentence

_WIDE = (
    r"(?:an? |the )?(?:general |broad |widespread |wide |strong |growing |overall |clear |"
    r"repeated |also |urgent |near |common |great )*"
)
# Act, a word of the pattern (to pass over sentences fast), and the words that the noun stands in:
# the act's clause begins with them.
_NOUNS: Final[dict[str, tuple[tuple[str, str, re.Pattern[str]], ...]]] = {
    "en": (
        (
            "agrees",
            "ere ",
            re.compile(
                rf"\b[Tt]here (?:was|is|were|has been|had been) {_WIDE}(?:consensus|agreement)(?: "
                rf"among (?:the )?[a-zA-Z ]+?)?,? (?:that|on|about)\b"
            ),
        ),
        (
            "supports",
            "ere ",
            re.compile(rf"\b[Tt]here (?:was|is|has been|had been) {_WIDE}support (?:for|to)\b"),
        ),
        (
            "recognizes",
            "ere ",
            re.compile(rf"\b[Tt]here (?:was|is|has been) {_WIDE}recognition (?:that|of)\b"),
        ),
        (
            "calls-for",
            "ere ",
            re.compile(
                rf"\b[Tt]here (?:was|is|were|are|have been|has been) {_WIDE}(?:calls?|demands?|"
                rf"appeals?) for\b"
            ),
        ),
        (
            "calls-for",
            "all",
            re.compile(
                r"\b(?:[Aa]|[Tt]he|[Ss]everal|[Mm]any|[Rr]epeated)? ?(?:\w+ )?[Cc]alls? (?:was|"
                r"were|has been|have been) (?:also )?made (?:for|to)\b"
            ),
        ),
        (
            "proposes",
            "proposal",
            re.compile(
                r"\b(?P<one>[Oo]ne|[Aa]nother|[Aa]) (?:\w+ )?proposal (?:was (?:made )?|is )(?:to|"
                r"that|for)\b"
            ),
        ),
        (
            "suggests",
            "suggestion",
            re.compile(
                r"\b(?P<one>[Oo]ne|[Aa]nother|[Aa]) suggestion (?:was (?:made )?)(?:to|that|for)\b"
            ),
        ),
        (
            "expresses-concern",
            "oncern",
            re.compile(
                r"\b(?:\w+ )?[Cc]oncerns? (?:was|were|has been|have been|had been) (?:also "
                r")?(?:expressed|raised|voiced)\b"
            ),
        ),
        (
            "welcomes",
            "expressed",
            re.compile(
                r"\b(?:[Aa]ppreciation|[Gg]ratitude|[Ss]atisfaction) (?:was|were|has been) (?:also "
                r")?expressed\b"
            ),
        ),
        (
            "supports",
            "expressed",
            re.compile(rf"\b{_WIDE}[Ss]upport (?:was|has been) (?:also )?expressed for\b"),
        ),
        (
            "considers",
            "expressed",
            re.compile(r"\b[Tt]he (?:view|opinion) was (?:also )?expressed that\b"),
        ),
        (
            "emphasizes",
            "mphasis",
            re.compile(
                r"\b(?:[Pp]articular |[Ss]trong |[Ss]pecial )?[Ee]mphasis was (?:also )?placed on\b"
            ),
        ),
        ("draws-attention", "ttention", re.compile(r"\b[Aa]ttention was (?:also )?drawn to\b")),
    ),
    "fr": (
        (
            "agrees",
            "l y a",
            re.compile(
                r"\b[Ii]l y a (?:eu )?(?:un |large |un large )*(?:consensus|accord) (?:sur|pour|"
                r"quant)\b"
            ),
        ),
    ),
    "es": (
        (
            "agrees",
            "ubo",
            re.compile(
                r"\b[Hh]ubo (?:un )?(?:amplio |general )*(?:consenso|acuerdo)(?: general)? (?:en|"
                r"sobre|de|acerca)\b"
            ),
        ),
    ),
}
_RECEIVED = re.compile(
    r"(?:^|(?<=[,;.] ))(?P<what>[^,;]*?) (?:has )?received (?:wide|broad|strong|general|"
    r"widespread|overwhelming) support\b"
)
_SEEN = re.compile(
    r"(?:^|(?<=[,;.] ))(?P<what>[^,;]*?) (?:was|were|is) (?:also )?(?:seen|perceived|"
    r"regarded)(?= (?:by [^,;.]{1,60} )?as )"
)
_SPANISH: Final = {
    "recomendó": "recommends",
    "destacó": "stresses",
    "subrayó": "underscores",
    "señaló": "notes",
    "reconoció": "recognizes",
    "sugirió": "suggests",
    "propuso": "proposes",
    "acordó": "agrees",
    "instó": "urges",
    "pidió": "requests",
    "alentó": "encourages",
    "observó": "notes",
    "consideró": "considers",
    "reiteró": "reiterates",
    "puso de relieve": "emphasizes",
}
_SE = re.compile(rf"(?:^|[.;,] |\b[Tt]ambién )[Ss]e (?:también )?(?P<verb>{'|'.join(_SPANISH)})\b")


def impersonal(sentence: Sentence, masked: str, told: list[Said]) -> list[Said]:
    """Return the acts that a sentence tells by a noun, or by a verb that has no subject."""
    found: list[Said] = []

    def add(act: str, begin: int, verb_end: int, end: int, quantifier: str = "") -> None:
        if any(said.begin <= begin < said.verb_end for said in (*told, *found)):
            return
        if any(
            said.verb_end <= begin < said.end and re.search(r"\bthat $", masked[:begin])
            for said in told
        ):
            return
        by = agent_by(sentence, masked, verb_end)
        source = by or Source((UNNAMED,), begin, quantifier)
        dative = re.match(r" (?:aux?|à|al?|a l[ao]s) ", masked[verb_end:])
        before = "" if dative and act in DIRECTIVE else " "
        found.append(Said(act, source, begin, verb_end, end, attributed(source), before=before))

    for act, word, pattern in _NOUNS.get(sentence.language, ()):
        for hit in pattern.finditer(masked) if word in masked else ():
            one = (hit.groupdict().get("one") or "").lower()
            add(
                act, hit.start(), hit.end(), len(masked), "one" if one in ("one", "another") else ""
            )
    if sentence.language == "en":
        for act, word, pattern in (
            ("supports", " received ", _RECEIVED),
            ("considers", " as ", _SEEN),
        ):
            hit2 = pattern.search(masked) if word in masked else None
            if hit2:
                add(
                    act,
                    hit2.start() + len(hit2[0]) - len(hit2[0].lstrip()),
                    hit2.end(),
                    len(masked),
                )
    if sentence.language == "es":
        for hit3 in _SE.finditer(masked):
            add(_SPANISH[hit3["verb"]], hit3.start("verb") - 3, hit3.end(), len(masked))
    return found
