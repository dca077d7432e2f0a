"""Where in the text of its passage a fact stands, and the passage as a quote with it marked."""

import re
from collections.abc import Iterable
from typing import Final

from migkg.reading import sentence_spans
from migkg.serve.words.text import Piece, marked

EXCERPT: Final = 520  # characters: a longer passage is shown from about the marked sentence

_WORD: Final = re.compile(r"\S+")


def find(text: str, wanted: str) -> tuple[int, int] | None:
    r"""Return where a text holds another, whatever the white space and the marks of emphasis.

    >>> find("It *met* in\n  New York.", "met in New York.")
    (4, 23)
    """
    words = _WORD.findall(wanted)
    if not words:
        return None
    at = text.find(wanted)
    if at >= 0:
        return at, at + len(wanted)
    found = re.search(r"[\s*_]+".join(map(re.escape, words)), text)
    return found.span() if found else None


def sentence_of(
    text: str,
    wanted: Iterable[str],
    mentions: Iterable[tuple[int, int]] = (),
    hints: Iterable[str] = (),
) -> tuple[int, int] | None:
    """Return where the sentence of a passage stands that carries a fact.

    ``wanted`` are texts that the passage has word for word: the first found is it. Else it is the
    sentence with most evidence: ``mentions``, places where the passage names things of the fact,
    and ``hints``, words and figures of it; or the only sentence. Nothing if none has any.

    >>> told = "By 2012 it met. In 2013 Mexico spoke."
    >>> sentence_of(told, ["not there"], [(24, 30)], ["2013"])
    (16, 37)
    """
    for each in wanted:
        span = find(text, each)
        if span:
            return span
    sentences = list(sentence_spans(text))
    if len(sentences) == 1:
        return sentences[0]
    places = {*mentions, *(span for hint in hints for span in _all(text, hint))}
    best: tuple[int, int] | None = None
    most = 0
    for begin, end in sentences:
        count = sum(begin <= first and last <= end for first, last in places)
        if count > most:
            best, most = (begin, end), count
    return best


def _all(text: str, hint: str) -> Iterable[tuple[int, int]]:
    """Return where a text has whole words, whatever the white space between them."""
    words = r"[\s*_]+".join(map(re.escape, _WORD.findall(hint)))
    found = re.finditer(rf"(?<!\w){words}(?!\w)", text) if words else ()
    return {match.span() for match in found}


def quote(text: str, span: tuple[int, int] | None, longest: int = EXCERPT) -> list[Piece]:
    """Return a passage in pieces, the span marked, a long one cut at words around the span.

    >>> quote("One two. Three four.", (9, 20), longest=12)
    [{'text': '… ', 'mark': False}, {'text': 'Three four.', 'mark': True}]
    """
    begin, end = 0, len(text)
    first, last = span or (0, 0)
    if end > longest:
        spare = max(longest - (last - first), 0)
        begin = _word_begin(text, max(0, first - spare // 2), first)
        end = _word_end(text, min(end, max(last, begin + longest)), last)
    pieces = marked(text, [span] if span else [], within=(begin, end))
    if begin:
        pieces.insert(0, Piece(text="… ", mark=False))
    if end < len(text):
        pieces.append(Piece(text=" …", mark=False))
    return pieces


def _word_begin(text: str, at: int, limit: int) -> int:
    """Return where the first whole word from a place on begins, at the latest at the limit."""
    if at == 0 or at >= limit or text[at - 1].isspace():
        return min(at, limit)
    found = re.compile(r"\s+").search(text, at, limit)
    return found.end() if found else limit


def _word_end(text: str, at: int, limit: int) -> int:
    """Return where the last whole word up to a place ends, at the earliest at the limit."""
    if at >= len(text):
        return len(text)
    while at > limit and not text[at].isspace():
        at -= 1
    return at
