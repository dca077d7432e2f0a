"""How a claim is put in words: its verdict, its dates, the sentence that makes it."""

import calendar
import re
from collections.abc import Iterator, Mapping
from typing import Final

from migkg.numbers import CARDINAL, cardinal
from migkg.reading import sentence_spans
from migkg.serve.words.text import Piece, marked

_NUMBER: Final = re.compile(rf"(?<![\w.,/]){CARDINAL}", re.IGNORECASE)


def verdict(number: Mapping[str, str]) -> tuple[str, str]:
    """Return how a number stated agrees with the record: its kind, and in words.

    >>> said = {"difference": "1", "stated": "149", "recomputed": "150", "printed": "2012-08-03",
    ...         "asOf": "2012-06", "completeUntil": "2013-12-13", "withOrganizations": "151",
    ...         "withTerritories": "150"}
    >>> verdict(said)
    ('differs', 'Differs: the record has 1 more')
    >>> verdict({**said, "difference": "-9", "completeUntil": "2012-05-31"})[0]
    'open'
    """
    difference = int(number["difference"])
    end = last_day(number.get("asOf", ""), number.get("printed", ""))
    if not end:
        return "open", "Cannot be told: neither the sentence nor the document gives a date"
    short = number["completeUntil"] < end
    until = in_words(number["completeUntil"])
    if difference == 0:
        so_far = f", which is complete to {until} only" if short else ""
        return "agrees", f"Agrees with the record{so_far}"
    if number["withOrganizations"] == number["stated"]:
        return "agrees-otherwise", "Agrees if organizations that are party are counted too"
    if number["withTerritories"] == number["stated"]:
        return "agrees-otherwise", "Agrees if acts for a part of a State are counted too"
    if short and difference < 0:
        return "open", f"Cannot be told: the record is complete to {until} only"
    than = "more" if difference > 0 else "fewer"
    return "differs", f"Differs: the record has {abs(difference)} {than}"


def last_day(when: str, printed: str) -> str:
    """Return the last day that a count can speak of; empty where nothing gives a date.

    A document that is printed within the period cannot know of later days.

    >>> last_day("2012-06", "2012-08-03"), last_day("2012", "2012-08-03"), last_day("", "2011-05")
    ('2012-06-30', '2012-08-03', '2011-05-31')
    """
    end = when.rpartition("/")[2]
    end = printed if end in {"", ".."} else end
    if not end:
        return ""
    full = _full(end)
    own = _full(printed) if printed else full
    return own if own.startswith(end) else full


def in_words(date: str) -> str:
    """Return a day, month or year, or a period, as a person writes it.

    >>> in_words("2012-06-30"), in_words("2012-06"), in_words("2012"), in_words("2010/2012-01")
    ('30 June 2012', 'June 2012', '2012', '2010 to January 2012')
    """
    if "/" in date:
        return " to ".join(in_words(part) for part in date.split("/"))
    year, *rest = date.split("-")
    if not rest or not rest[0].isdigit():
        return date
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{calendar.month_name[int(rest[0])]} {year}"


def _full(date: str) -> str:
    year, *rest = date.split("-")
    month = rest[0] if rest else "12"
    days = calendar.monthrange(int(year), int(month))[1]
    return f"{year}-{month}-{rest[1] if len(rest) > 1 else days}"


def quote(text: str, stated: int) -> Iterator[Piece]:
    """Yield the sentences of a text that name a number, in pieces: the number is marked.

    Without such a sentence, the text.

    >>> [piece["text"] for piece in quote("It met. By June, 149 States were party. So be it.", 149)]
    ['By June, ', '149', ' States were party.']
    """
    found = False
    for begin, end in sentence_spans(text):
        sentence = text[begin:end]
        spans = [
            match.span() for match in _NUMBER.finditer(sentence) if cardinal(match[0]) == stated
        ]
        if spans:
            if found:
                yield Piece(text=" … ", mark=False)
            found = True
            yield from marked(sentence, spans)
    if not found:
        yield from marked(text, ())
