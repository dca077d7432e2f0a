"""What stands before a text: numbers, letters, bullets, footnote marks, hours."""

import re
from dataclasses import dataclass

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UPPER = "A-ZÀ-ÖØ-Þ"
_OPEN = r"[\"'“‘«(\[]*"
HOUR = (
    r"(?:[01]?\d|2[0-4])(?:\s?[:.hH]\s?[0-5]\d\s*(?:[ap]\.?\s?m\b\.?|h(?:rs|ours)?\b\.?|hs?\b)?"
    r"|\s*(?:[ap]\.?\s?m\b\.?|h(?:rs|ours)?\b))|[Nn]oon|[Mm]idi"
)
_HOURS = re.compile(
    rf"[*_]*(?:(?:from|de|à|From|De)\s+)?(?:{HOUR}|\d{{1,2}}(?=\s*[-–—]\s*\d))"
    rf"(?:\s*(?:[-–—]|to|à|a|until)\s*(?:{HOUR}|\d{{1,2}}))?[*_]*(?=[\s:,.;–—-]|$)"
)
_PATTERNS = (
    (
        "note",
        (
            rf"<sup>\s*(?P<note>\d{{1,3}}|[a-z]|\*{{1,3}})\s*</sup>\s*|(?P<raised>[{_RAISED}]{{1,3}})\s*"
            r"|\^(?P<caret>[a-z]|\d{1,3})\s+|\[(?P<bracket>\d{1,3})\]\s+(?=\S)|\\?(?P<star>\*{1,3}|†|‡)\s+(?=\S)"
        ),
    ),
    (
        "number",
        (
            rf"[*_]*(?P<number>\d{{1,3}})(?:\\?\.(?!\d)[*_]*(?:\s+|$)(?=\S|$)"
            rf"|\s?[-–][*_]*\s*(?=[*_]*{_OPEN}[{_UPPER}]))"
        ),
    ),
    ("count", r"[*_]*(?P<count>\d{1,2})\)[*_]*\s+(?=\S)"),
    ("letter", r"[*_]*(?P<letter>\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)|[a-z]\))[*_]*\s+(?=\S)"),
    ("section", rf"(?!M\.)(?:[IVXLC]+|[A-Z])\.(?:\s+|$)(?=[*_]*{_OPEN}[{_UPPER}\d]|$)"),
)
_MARK = re.compile("|".join(f"(?P<is_{name}>{pattern})" for name, pattern in _PATTERNS))
_BULLET = re.compile(
    rf"[-–—•●▪◦‣·*+]\s+(?=\S)|[-–—•●▪◦‣·](?=[{_UPPER}][\w'’])|\.(?=\s|$)\s*|[•●▪◦‣]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its kind, its number as printed, and how long it is."""

    kind: str  # "", "note", "number", "count", "letter", "section", "hour", "bullet"
    number: str = ""
    length: int = 0
    bullet: int = 0  # how much of it is a bullet, which is mark-up


NO_MARK = Mark("")


def read(text: str) -> Mark:
    """Return the mark that a text begins with.

    >>> [(m.kind, m.number) for m in map(read, ("14. By", "**1-**L'impact", "¹ See", "- (a) b"))]
    [('number', '14'), ('number', '1'), ('note', '1'), ('letter', '(a)')]
    >>> [(m.kind, m.number) for m in map(read, ("10 a.m.-1 p.m. Third", "I. Scope", "2-year"))]
    [('hour', ''), ('section', ''), ('', '')]
    """
    bullet = _BULLET.match(text)
    if bullet and not re.match(r"\*\s+\S", text):
        inner = _inner(text[bullet.end() :])
        if inner.kind in ("number", "count", "letter", "hour"):
            return Mark(inner.kind, inner.number, bullet.end() + inner.length, bullet.end())
        return Mark("bullet", "", bullet.end(), bullet.end())
    return _inner(text)


def _inner(text: str) -> Mark:
    if hours := _HOURS.match(text):
        return Mark("hour", "", hours.end())
    found = _MARK.match(text)
    if found is None:
        return NO_MARK
    kind = next(name for name, _ in _PATTERNS if found[f"is_{name}"] is not None)
    number = next(
        (
            found[name]
            for name in ("note", "caret", "bracket", "star", "number", "count", "letter")
            if found[name]
        ),
        "",
    )
    if found["raised"]:
        number = "".join(str(_RAISED.index(char)) for char in found["raised"])
    if kind == "letter" and not number.startswith("("):
        number = number.rstrip(")")
    return Mark(kind, number, found.end())
