"""Content negotiation after RFC 9110, section 12.5.1."""

import re
from collections.abc import Iterable
from typing import Final

# A parameter may hold commas and semicolons in quotes.
_QUOTED: Final = r'"(?:[^"\\]|\\.)*+"?'
_ITEM: Final = re.compile(rf'(?:[^,"]|{_QUOTED})++')
_PART: Final = re.compile(rf'(?:[^;"]|{_QUOTED})++')


def preferences(accept: str) -> list[tuple[str, float]]:
    """Return the media ranges of an Accept header with their weights, in the header's order.

    A range whose weight is no number from 0 to 1 is left out; other parameters, such as the
    ``version`` of SPARQL 1.2, are read past. A lone star, which some clients send, means ``*/*``.

    >>> preferences("text/csv;q=0.5, application/json; charset=utf-8")
    [('text/csv', 0.5), ('application/json', 1.0)]
    >>> preferences('application/ld+json;profile="a,b;q=0.1";q=0.9, *;q=.2')
    [('application/ld+json', 0.9), ('*/*', 0.2)]
    """
    ranges = []
    for item in _ITEM.findall(accept.lower()):
        media, *parameters = (
            (part.strip() for part in _PART.findall(item)) if item.strip() else ("",)
        )
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    weight = float(value)
                except ValueError:
                    weight = -1.0
        media = "*/*" if media == "*" else media
        if media.count("/") == 1 and 0.0 <= weight <= 1.0:
            ranges.append((media, weight))
    return ranges


def choose(accept: str, offers: Iterable[str]) -> str | None:
    """Return the offer that a client likes best, or None if it likes none.

    Of equal weights: the one named most exactly, then first by the client, then first offered.

    >>> choose("text/*;q=0.8, */*;q=0.1", ["application/json", "text/csv"])
    'text/csv'
    >>> choose("text/csv;q=0, */*", ["text/csv"]) is None
    True
    """
    ranges = preferences(accept) if accept.strip() else [("*/*", 1.0)]
    best: tuple[float, int, int] | None = None
    chosen = None
    for offer in offers:
        weight, exactness, place = 0.0, -1, 0
        for index, (media, asked) in enumerate(ranges):
            level = _exactness(media, offer)
            if level > exactness:
                weight, exactness, place = asked, level, -index
        if weight > 0 and (best is None or (weight, exactness, place) > best):
            best, chosen = (weight, exactness, place), offer
    return chosen


def _exactness(media: str, offer: str) -> int:
    """Return how exactly a range names an offer: 2, 1 (``text/*``), 0 (``*/*``), -1 not at all."""
    if media == offer:
        return 2
    if media == offer.split("/")[0] + "/*":
        return 1
    return 0 if media == "*/*" else -1
