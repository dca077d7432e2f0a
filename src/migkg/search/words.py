"""Words as the search index knows them: lower case, no accents, no ligatures, whatever language."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

# Superscripts are marks of footnotes, printed right behind a word.
_WORD: Final = re.compile(r"[^\W_\u00b2\u00b3\u00b9\u2070-\u209f]+(?:[\u0300-\u036f]+[^\W_]*)*")
_LIGATURES: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"}
)
_ELISION: Final = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)

# Words that say nothing about what is looked for, in English, French and Spanish, folded.
_STOP: Final = """
a about all am an and any are as at be been but by can did do does for from had has have how i
if in into is it its me my no not of on or our out over say said shall should show so such than
that the their them there these they this those to under was we were what when where which
while who whom whose why will with would you your
au aux avec ce ces cette comme dans de des du elle en est et etaient etait ete etre eux il ils
je la le les leur leurs lui mais meme ne nos notre nous on ont ou par pas pour qu que quel
quelle quelles quels qui sa sans se ses son sont sur un une vos votre vous y
al como con cual cuales cuando cuyo del desde donde el ella ellos entre era eran es esa ese eso
esta estan estas este esto estos fue fueron ha han hasta hay la las lo los mas mi muy ni para
pero por porque quien quienes se ser si sin sobre son su sus tambien una unas unos ya
"""
STOP: Final = frozenset(_STOP.split())


def words(text: str) -> list[str]:
    """Return the words of a text, folded.

    >>> words("L'Organisation des États, œuvre de 1990² (A/67/254)")
    ['l', 'organisation', 'des', 'etats', 'oeuvre', 'de', '1990', 'a', '67', '254']
    """
    if text.isascii():
        return [word.lower() for word in _WORD.findall(text)]
    return [folded for word in _WORD.findall(text) if (folded := fold(word))]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word of a text begins and ends, and the word, folded."""
    for found in _WORD.finditer(text):
        if folded := fold(found[0]):
            yield found.start(), found.end(), folded


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return one word without case, accents and ligatures.

    >>> fold("Œuvre"), fold("CÔTE"), fold("Straße")
    ('oeuvre', 'cote', 'strasse')
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LIGATURES)).casefold()
    return "".join(char for char in plain if char.isalnum())


def key(text: str) -> str:
    """Return a name for comparison: its words, without the articles that French elides.

    >>> key("Côte d'Ivoire"), key("l’Organisation")
    ('cote ivoire', 'organisation')
    """
    return " ".join(words(_ELISION.sub(" ", text)))


def told(text: str) -> list[str]:
    """Return the words of a name that tell it from others; all of them if none does.

    >>> told("Organisation internationale pour les migrations")
    ['organisation', 'internationale', 'migrations']
    """
    every = key(text).split()
    return [word for word in every if word not in STOP] or every


def acronym(text: str) -> str:
    """Return the initials of a name's telling words, or nothing for fewer than two.

    >>> acronym("Organisation internationale pour les migrations")
    'oim'
    """
    initials = "".join(word[0] for word in told(text))
    return initials if len(initials) > 1 else ""


_SPELLINGS: Final = (
    (re.compile(r"(?<=..)isation"), "ization"),
    (re.compile(r"(?<=..)ization"), "isation"),
    (re.compile(r"(?<=...)(?:is)(?=e[drs]?$|ing$)"), "iz"),
    (re.compile(r"(?<=...)(?:iz)(?=e[drs]?$|ing$)"), "is"),
    (re.compile(r"^labour"), "labor"),
    (re.compile(r"^labor(?=s?$|ers?$)"), "labour"),
    (re.compile(r"^programme"), "program"),
    (re.compile(r"^program(?=s?$)"), "programme"),
    (re.compile(r"^centre"), "center"),
    (re.compile(r"^center"), "centre"),
)


@lru_cache(maxsize=1 << 12)
def forms(word: str) -> tuple[str, ...]:
    """Return a folded word with its likely singular or plural and its other spelling.

    The rules hold for the three languages alike: an ``s`` more or less, ``-ies`` and ``-y``.

    >>> forms("countries"), forms("cost")
    (('countries', 'countrie', 'country'), ('cost', 'costs'))
    """
    found = [word]
    if len(word) > 3 and word.isalpha():
        for pattern, other in _SPELLINGS:
            changed = pattern.sub(other, word)
            if changed != word:
                found.append(changed)
        for one in tuple(found):
            if one.endswith("s") and not one.endswith("ss"):
                found.append(one[:-1])
                if one.endswith("ies"):
                    found.append(one[:-3] + "y")
            elif not one.endswith("s"):
                found.append(one + "s")
                if one.endswith("y") and one[-2] not in "aeiou":
                    found.append(one[:-1] + "ies")
            if len(found) >= 4:
                break
    return tuple(dict.fromkeys(found))


_SOUNDS: Final = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[aeiou])u(?=[aeiou])"), "u"),
    (re.compile(r"qu|q|ck|k|c(?![eiy])"), "k"),
    (re.compile(r"c|z"), "s"),
    (re.compile(r"h|'"), ""),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """Return how a folded word roughly sounds, alike in three languages.

    >>> sound("philippines") == sound("filipines")
    True
    """
    for pattern, other in _SOUNDS:
        word = pattern.sub(other, word)
    return word
