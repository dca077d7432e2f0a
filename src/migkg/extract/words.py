"""Building blocks of names in English, French and Spanish text."""

import re
from collections.abc import Iterator
from typing import Final

from migkg.extract.lexicon import listed

# A capitalized word, with what may stand inside a name: El-Jamri, O'Brien, d'Ivoire, 3x1.
# A plural's apostrophe is inside where the name goes on: Expatriates' Welfare.
WORD = r"(?:[dlDL]')?[A-ZÀ-ÖØ-Þ][\w&]*(?:(?:'(?!s\b)|-)\w+)*(?:(?<=s)'(?= [A-Z]))?"
# Small words that join capitalized ones into one name.
LINKS = (
    "of their|of|the|a|for|and|on|in|against|de|du|des|la|le|les|et|pour|sur|en|à|aux|au|dans|"
    "y|e|del|los|las|el|para|por|sobre|contra|&|à l'|de l'|l'|d'"
)
_SEQUENCE = re.compile(rf"(?<![\w'-]){WORD}(?: (?:(?:{LINKS}) ){{0,3}}(?:de l'|l'|d')?{WORD})*")

# On a title page these begin another line: "... and Development / Organized by ...".
_PARTICIPLE = re.compile(
    r" (?:Organi[sz]ed|Hosted|Held|Convened|Prepared|Submitted|Adopted|Presented)\b"
)

# Words that begin a sentence or stand before a name, and are no part of it.
OPENERS = frozenset(
    listed(
        """
    a an the this that these those its our their his her your my such both all some many most in
    on at for by from to with of under within through during since after before as and or but if
    when while where although however moreover furthermore also thus therefore according
    recalling noting welcoming reaffirming acknowledging recognizing taking bearing further le
    la les l' un une des du au aux ce cet cette ces son sa ses leur leurs notre nos votre dans
    en sur pour par avec sous depuis lors pendant selon ainsi aussi mais et ou si quand el la
    los las un una unos unas del al este esta estos estas ese esa su sus nuestro nuestra en por
    para con sin sobre desde durante según así también pero y o si cuando the
    """
    )
)

# Titles of posts: a name ends before one, and a sequence that begins with one names a post.
POSTS: Final = frozenset(
    listed(
        """
    director directors minister ministers president vice-president secretary under-secretary
    under-secretary-general secretary-general chair chairs chairman chairwoman chairperson co-
    chair chief head founder co-founder dean professor ambassador representative commissioner
    coordinator adviser advisor counsellor consultant member rapporteur moderator administrator
    governor executive deputy senior special permanent former acting general assistant national
    academic manager specialist officer attorney judge justice king queen prince princess
    spokesperson director-general co-director chancellor rector fellow contributor facilitator
    observer directeur directrice ministre président présidente vice-président secrétaire chef
    conseiller conseillère ambassadeur ambassadrice représentant représentante membre rapporteur
    coordonnateur professeur professeure haut-commissaire commissaire délégué déléguée directora
    ministro ministra presidente presidenta vicepresidente secretario secretaria subsecretario
    subsecretaria jefe jefa consejero consejera embajador embajadora miembro representante
    relator relatora coordinador coordinadora profesor profesora canciller comisionado
    comisionada gobernador gobernadora alcalde alcaldesa senador senadora diputado diputada
    alto alta
    """
    )
)


# Those of them that end a title, so that a name may follow without a comma.
POST_NOUNS = POSTS - frozenset(
    listed(
        """
    executive deputy senior special permanent former acting general assistant national academic
    alto alta secretary-general
    """
    )
)


def sequences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of capitalized words, with the small words that join them.

    >>> text = "In 2005 the Ministry of Labour and Social Affairs met the African Foundation."
    >>> [text[begin:end] for begin, end in sequences(text)]
    ['Ministry of Labour and Social Affairs', 'African Foundation']
    """
    for found in _SEQUENCE.finditer(text):
        begin, end = found.span()
        while begin < end:
            word = re.match(r"[\w&'-]+", text[begin:end])
            if word is None or word[0].lower() not in OPENERS:
                break
            begin += len(word[0])
            begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        if cut := _PARTICIPLE.search(text, begin, end):
            end = cut.start()
        # An opener may have left a small word or an article in front.
        lead = re.match(r"[a-z' ]+(?=[A-ZÀ-ÖØ-Þ])|[LD]'(?=[A-ZÀ-ÖØ-Þ])", text[begin:end])
        if lead:
            begin += lead.end()
        if begin < end:
            yield begin, end
