"""Whether a name takes the article: the General Assembly, but Mexico and resolution 63/225."""

import re
from typing import Final

_HEADS: Final = {
    "organization": (
        r"Agency|Alliance|Assembly|Assistance|Association|Authority|Bank|Board|Bureau|Centre|"
        r"Center|Coalition|Commission|Committee|Community|Conference|Congress|Consultation|"
        r"Corporation|Council|Court|Department|Dialogue|Division|Federation|Forum|Foundation|Fund|"
        r"Group|House|Initiative|Institute|Institution|League|Ministry|Mission|Nations|Network|"
        r"Office|Organisation|Organization|Parliament|Partnership|Process|Programme|Secretariat|"
        r"See|Service|Society|Sub-Commission|Summit|Taskforce|Team|Trust|Union|University of|"
        r"Working Group"
    ),
    "instrument": (
        r"Agenda|Agreement|Charter|Code|Compact|Consensus|Constitution|Convention|Covenant|"
        r"Declaration|Framework|Goals|Guidelines|Optional Protocol|Outcome|Pact|Plan|Platform|"
        r"Principles|Programme|Protocol|Protocols|Recommendation|Statute|Strategy|Treaty"
    ),
    "event": (
        r"Assembly|Campaign|Conference|Congress|Consultation|Debate|debate|Dialogue|Forum|Meeting|"
        r"meeting|Session|session|Summit|Symposium|Workshop|consultations"
    ),
    "initiative": r"Fund|Initiative|Partnership|Programme|Project|Scheme|System|Platform|Policy",
}
_PATTERNS: Final = {kind: re.compile(rf"\b(?:{heads})\b") for kind, heads in _HEADS.items()}
_AREAS: Final = re.compile(r"North|South|East|West|Caribbean|Middle East|Gulf")
_ADDRESSEES: Final = re.compile(r"United Nations system|international community|private sector")
_STATES: Final = re.compile(
    r"(?:United|Republic|State|Democratic) .*|.* (?:Republic|Federation|Emirates)|Bahamas|Comoros|"
    r"Congo|Gambia|Holy See|Marshall Islands|Netherlands.*|Niger|Philippines|Sudan"
)
# Numbered texts and named parts of a programme go without, and what comes with its own article.
_BARE: Final = re.compile(
    r"(?:Resolution|Decision|General Comment|Recommendation|Panel|Session|Workshop|Campaign|"
    r"Dialogue|Conference|Meeting|Plenary meeting|Symposium|Round table)\b"
    r"[^a-z]*(?:[0-9]|one|two|three|four|,)"
    r"|the |The |[A-Z]+/|[^A-Za-z]*$"
)


def with_article(name: str, kind: str) -> str:
    """Return an English name with ``the`` before it, if a thing of its kind takes it.

    >>> with_article("General Assembly", "organization"), with_article("Mexico", "state")
    ('the General Assembly', 'Mexico')
    >>> with_article("Resolution 63/225", "instrument"), with_article("Secretary-General", "office")
    ('Resolution 63/225', 'the Secretary-General')
    >>> with_article("Plenary meeting 4", "event")
    'Plenary meeting 4'
    """
    if _BARE.match(name):
        return name
    whole = {"addressee": _ADDRESSEES, "area": _AREAS, "state": _STATES}.get(kind)
    if kind == "office" or (whole and whole.fullmatch(name)):
        return f"the {name}"
    pattern = _PATTERNS.get(kind)
    return f"the {name}" if pattern and pattern.search(name) else name
