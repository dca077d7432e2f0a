"""The answer to a query as a table that people read: headings in words, dates, figures, links."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from urllib.parse import quote

from migkg.namespaces import ID
from migkg.serve.words.text import plain
from migkg.serve.words.values import date, period

FOLDED: Final = 420  # characters: a longer text is folded after about half of that
_OPEN: Final = 200
_LONG: Final = 60  # characters that make a column wide
SENTENCE: Final = 2_000  # characters of a text that an address carries

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TIMES: Final = frozenset({"xsd:date", "xsd:dateTime", "xsd:gYearMonth", "xsd:gYear"})
_NUMBERS: Final = frozenset({"xsd:integer", "xsd:decimal"})
_DAY: Final = re.compile(r"\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d)?)?")
_PERIOD: Final = re.compile(
    r"\d{4}(?:-\d\d){0,2}/(?:\d{4}(?:-\d\d){0,2}|\.\.)|\.\./\d{4}(?:-\d\d)*"
)
# Columns that quote a passage, the narrowest first: it is what the link to the passage marks.
_QUOTES: Final = ("clause", "quote", "sentence")
_YEARS: Final = re.compile(r"year|paragraph|number", re.IGNORECASE)


def heading(name: str) -> str:
    """Return the name of a column in words.

    >>> heading("recordedUntil"), heading("passage_order"), heading("asOf"), heading("SPARQLQuery")
    ('recorded until', 'passage order', 'as of', 'SPARQL query')
    """
    words = _CAMEL.sub(" ", name.replace("_", " ")).split(" ")
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)


def cells(names: list[str], row: list[dict[str, Any] | None]) -> list[dict[str, Any]]:
    """Return the cells of a row as pages show them, from the parts that readers answer with.

    ``kind`` says how: ``none``, ``link`` (``asked``: fields of the address), ``time``, ``figure``,
    ``text`` (``long``: a wide one; ``rest``: what is folded away), ``other``.
    """
    return [_cell(name, cell, names, row) for name, cell in zip(names, row, strict=True)]


def _cell(
    name: str, cell: dict[str, Any] | None, names: list[str], row: list[dict[str, Any] | None]
) -> dict[str, Any]:
    if cell is None:
        return {"kind": "none"}
    value = cell["value"]
    if cell["type"] == "iri":
        asked = _asked(name, names, row) if value.startswith(f"{ID}passage/") else ""
        return {"kind": "link", "iri": value, "label": _label(value, cell["label"]), "asked": asked}
    if cell["type"] != "literal":
        return {"kind": "other", "text": value}
    datatype = cell.get("datatype", "")
    if datatype in _TIMES or (not datatype and _DAY.fullmatch(value)):
        return {"kind": "time", "time": value, "text": date(value)}
    if not datatype and _PERIOD.fullmatch(value):
        return {"kind": "text", "text": period(value), "rest": "", "long": False, "language": ""}
    if datatype in _NUMBERS:
        return {"kind": "figure", "text": value if _YEARS.search(name) else figure(value)}
    if datatype == "xsd:boolean":
        value = {"true": "yes", "false": "no"}.get(value, value)
    return {"kind": "text", "language": cell.get("language", ""), **_folded(value)}


def _label(iri: str, label: str) -> str:
    """Return the name of a thing; facts have none, and their IRI says nothing to a person."""
    return "the fact" if iri == ID + label.removeprefix("id/") and "/fact/" in iri else label


def figure(value: str) -> str:
    """Return a number with its thousands apart, finer digits as they are.

    >>> figure("1234567.25").replace(chr(0x202F), " "), figure("-1500").replace(chr(0x202F), " ")
    ('1 234 567.25', '−1 500')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return f"{number:,f}".replace(",", "\u202f").replace("-", "−")


def _folded(value: str) -> dict[str, Any]:
    """Return a text without its mark-up, a very long one in two parts at the end of a word."""
    long = len(value) > _LONG
    shown = plain(value) if long else value
    if len(shown) <= FOLDED:
        return {"text": shown, "rest": "", "long": long}
    cut = shown.rfind(" ", _OPEN // 2, _OPEN)
    cut = cut if cut > 0 else _OPEN
    return {"text": shown[:cut], "rest": shown[cut:].lstrip(), "long": True}


def _asked(name: str, names: list[str], row: list[dict[str, Any] | None]) -> str:
    """Return what a link to a passage asks to mark: the row's fact, or the words it quotes.

    ``otherPassage`` goes with ``otherFact`` and ``otherQuote``, ``passage`` with ``quote``.
    """
    before = re.sub(r"[Pp]assages?$", "", name)

    def beside(what: str) -> str:
        wanted = before + what.capitalize() if before else what
        found = row[names.index(wanted)] if wanted in names else None
        return str(found["value"]) if found else ""

    fact = beside("fact")
    if fact.startswith(f"{ID}fact/"):
        return "?fact=" + quote(fact.removeprefix(f"{ID}fact/"), safe="")
    said = next(filter(None, map(beside, _QUOTES)), "")
    return "?sentence=" + quote(said[:SENTENCE], safe="") if said else ""
