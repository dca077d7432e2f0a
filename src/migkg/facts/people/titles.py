"""Titles of posts in a masked sentence: their words, and where a title ends."""

import re
from typing import Final

from migkg.extract.words import POST_NOUNS, POSTS

# Forms of address before a name.
HONOURS: Final = (
    r"(?:(?:H\. ?E\.?|S\. ?E\.?|HE|His Excellency|Her Excellency|Son Excellence|Su Excelencia|"
    r"Excm[oa]\.?|"
    r"The Honou?rable|Hon\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Mx\.?|Dr\.?|Dra\.?|Prof\.?|Professor|"
    r"Professeure?|Profesora?|Sir|Dame|"
    r"Lord|Lady|Sr\.?|Sra\.?|Srta\.?|MM?\.|Mme\.?|Mlle\.?|Monsieur|Madame|Señora?|Don|Doña|Docteur|"
    r"Ambassador|Embajadora?|Ambassadeur|Ambassadrice|Minister|Ministre|Ministr[oa]|"
    r"el|la|le|the|l'|EL|LA|MR\.?|MS\.?|MRS\.?|DR\.?),? ?(?=[\s⟦A-ZÀ-Þ'\"]|⟦))*"
)
# The words of a title in English, or after its first capital in French and Spanish.
TITLE: Final = (
    r"[A-ZÀ-Þ][\w'-]+(?:(?:,? (?:of|for|and|the|to|on|de|la|le|les|des|du|del|et|y|los|las|pour|"
    r"para|por|en|aux?)(?= ))*"
    r",? (?:d'|l'|de l')?[\wÀ-ÿ][\w'-]+){0,9}?"
)
_MORE_NOUNS = """
lead leader delegate expert envoy spokesman spokeswoman attaché chargé convenor convener
lecturer researcher economist analyst scientist scholar trustee partner owner publisher editor
senator deputy parliamentarian mayor archbishop bishop patron treasurer administrator registrar
commissioner correspondent president-elect focal vice-chair vice-chairperson vice-minister vice-
rector directeur directrice-générale délégué déléguée expert experte maire sénateur sénatrice
viceministro viceministra experto experta delegado delegada alcalde alcaldesa senador senadora
encargado encargada coordinatrice coprésident coprésidente copresidente copresidenta
vicepresidenta directeur-général secrétaire-général undersecretary subsecretary premier
chancellor vice-ministre vice-premier vice-recteur vice-ministro co-directeur co-directrice
observateur observatrice observador chercheur chercheuse investigador investigadora fondateur
fondatrice fundador fundadora cofundador cofundadora cofondateur gestionnaire cheffe juge juez
magistrado asesor asesora responsable titular recteur rectora co-chairperson co-chairs
presidency chair-in-office chairmanship
"""
# Words that make a phrase the title of a post.
NOUNS: Final = (
    POST_NOUNS | frozenset(_MORE_NOUNS.split()) | {"secretary-general", "director-general"}
) - {"justice", "general"}
ARTICLE: Final = r"(?:the |la |le |les |el |los |las |l'|L')?"
_SMALL_WORDS = """
of the for and to on in at with de la le les du des et y e d' l' del los las el en à au aux pour
para sur sobre against &
"""
_SMALL = frozenset(_SMALL_WORDS.split())
# In French and Spanish a title has words in small letters, but none of these.
_VERB_WORDS = """
a est sont était ont avait sera fut qui que dont où y a-t-il préside présidait présidé prononce
prononcé déclare déclaré souligne souligné ha han fue es son era será quien quienes que cual
presidió pronunció declaró dijo señaló afirmó inauguró clausuró moderó participó habló ouvert
animé modéré comme como
"""
_VERBS = frozenset(_VERB_WORDS.split())
_WORD = re.compile(r"⟦(?P<kind>\w+) \d+⟧(?:'s)?|[^\s⟦,;.()\[\]]+(?:\.(?=[A-Z]))?|[,;.()\[\]]")


def titled(text: str) -> bool:
    """Tell whether a text names a post: one of its words does.

    >>> titled("Academic Dean"), titled("Policy and Programmes")
    (True, False)
    """
    return any(word.lower() in NOUNS for word in re.findall(r"[\wÀ-ÿ-]+", text))


def phrase_end(masked: str, begin: int, language: str) -> int:
    """Return where the posts end that begin at a place of a masked sentence.

    A title is made of capitalized words and the small ones between them (in French and Spanish of
    any words), and goes up to the body; behind it only another post goes on.
    """
    end, at, body = begin, begin, False
    while found := _WORD.search(masked, at):
        if masked[at : found.start()].strip():
            break
        word = found[0]
        if found["kind"]:
            if found["kind"] == "person":
                break
            if body and not re.search(
                r"(?:, |[(\[]| (?:to|ante|auprès) (?:the |la |las |l')?)$", masked[: found.start()]
            ):
                break
            body = body or found["kind"] in ("organization", "state", "office")
            end = found.end()
        elif word in ",()[]":
            pass
        elif word in ";.":
            break
        elif body:
            more = re.match(
                rf"(?:and|et|y|of|de|du|to|ante|the|la|les|las|'s) ?{ARTICLE}",
                masked[found.start() :],
            )
            another = re.match(
                rf"(?:and|et|y) {ARTICLE}(?:(?:former|ancien|ex)[ -])?(?P<word>[\wÀ-ÿ-]+)",
                masked[found.start() :],
                re.I,
            )
            if another and another["word"].lower() in POSTS | NOUNS:
                body = False
            elif not more or word in ("and", "et", "y"):
                break
        elif (
            word.lower() in _SMALL or word[0].isupper() or word.lower() in POSTS or "'" in word[:2]
        ):
            end = found.end() if word.lower() not in _SMALL else end
        elif language != "en" and word.isalpha() and word not in _VERBS:
            end = found.end()
        else:
            break
        at = found.end()
        if at < len(masked) and masked[at] == "⟦" and found["kind"] is None and word not in "([":
            pass
    return end
