"""Tells English, French and Spanish apart by their function words, endings and letters.

The set is closed: a text is in one of the three or in none that can be told. A general identifier
would do the same with some 60 MB of model and array library; three languages need a page of words.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from migkg.model import Language

LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr", "es")

# Words by language; one that two languages share counts half in each, so that it says only that
# the text is not in the third.
_WORDS: Final[Mapping[Language, str]] = {
    "en": """the of and to in for on by with from as at is are was were be been being has have had
        its their his her this that these those which who whom whose it they we our you your he
        she not no or but if than then so such more most less also may might can could should would
        will shall must into through between among within without during before after under over
        about against towards upon per each all any some many several both other another new how
        what when where why there here an do does did up out while however thus therefore because
        since until against only own same well via""",
    "fr": """le la les de des du et à au aux en dans par pour sur avec sans sous entre vers chez
        un une est sont était étaient être été a ont avait avoir ce cet cette ces son sa ses leur
        leurs notre nos votre vos qui que qu dont où ne pas plus moins se il elle ils elles on
        nous vous je y ou mais si comme ainsi aussi afin selon lors depuis pendant après avant
        contre très même tout toute tous toutes autre autres non peut peuvent doit doivent
        cependant donc car également ailleurs notamment parmi afin dès cela celui celle ceux
        celles quel quelle lorsque puis""",
    "es": """el la los las lo de del y a al en por para con sin sobre entre hacia hasta desde según
        un una unos unas es son era eran ser sido está están ha han había haber este esta estos
        estas ese esa esos esas su sus nuestro nuestra nuestros que quien quienes cuyo cuya donde
        no ni más menos se le les él ella ellos ellas nosotros yo o u pero si como así también
        durante después antes contra muy mismo misma todo toda todos todas otro otra otros otras
        puede pueden debe deben e cuando además asimismo mediante ante bajo tras cada cual cuales
        fue fueron sino porque aunque""",
}
# Words that headings and forms of address are made of; they say less, as names borrow them.
_TOPICS: Final[Mapping[Language, str]] = {
    "en": """mr mrs ms dr sir madam mister president chairman chairperson chair secretary general
        report statement statements remarks speech address note letter summary resolution session
        sessions item agenda meeting meetings panel discussion dialogue debate plenary round table
        annex see footnote source figure page chapter section part introduction background
        objectives conclusion conclusions recommendations outcome outcomes overview key issues
        issue next steps follow-up way forward opening closing morning afternoon world united
        nations states government governments countries country people women children youth work
        labour labor rights human migrants migration development health education growth building
        capacity policy policies data trends flows stock costs support supports protection action
        actions opportunities challenges lessons learned practices good global national regional
        international member members group publication sales thank excellency excellencies ladies
        gentlemen distinguished delegates colleagues dear first second third fourth""",
    "fr": """m mme mm monsieur madame messieurs mesdames président présidente secrétaire général
        rapport déclaration allocution discours note lettre résumé résolution séance session point
        ordre jour réunion débat dialogue plénière table ronde annexe voir source figure page
        chapitre section partie introduction contexte objectifs conclusion conclusions
        recommandations suivi ouverture clôture monde mondial unies nations états gouvernement
        pays femmes enfants jeunes travail droits homme migrants migration migrations
        développement santé éducation politique politiques données tendances flux coûts appui
        soutien protection action actions défis pratiques national nationale régional régionale
        international internationale internationales membres groupe publication merci excellences
        excellence permanent permanente mission ambassadeur premier deuxième chers
        collègues""",
    "es": """sr sra señor señora señores señoras presidente presidenta secretario general informe
        declaración intervención discurso nota carta resumen resolución sesión sesiones período
        tema programa reunión debate diálogo plenaria mesa redonda anexo véase fuente figura
        página capítulo sección parte introducción antecedentes objetivos conclusión conclusiones
        recomendaciones seguimiento apertura clausura mundo mundial unidas naciones estados
        gobierno países mujeres niños jóvenes trabajo derechos humanos migrantes migración
        migraciones desarrollo salud educación política políticas datos tendencias corrientes
        costos apoyo protección acción acciones desafíos prácticas nacional regional internacional
        internacionales miembros grupo publicación gracias excelencias excelencia permanente
        misión embajador representante estimados
        colegas primera segunda""",
}
# Endings that one of the three has alone (or nearly) in lower-case words.
_ENDINGS: Final[Mapping[Language, re.Pattern[str]]] = {
    "en": re.compile(
        r"...(?:ing|ings|ity|ities|ness|ship|ships|ally|ly|ful|less|ed|ers|ory|ary|ics|ght|th|ies)$"
    ),
    "fr": re.compile(
        r"..(?:eux|euse|euses|eur|eurs|ité|ités|isme|aux|ique|iques|ée|ées|és|oire|oires"
        r"|aire|aires|ères?|elles?|ouvelle|ales)$"
    ),
    "es": re.compile(
        r"..(?:ción|ciones|sión|siones|dad|dades|miento|mientos|ismo|ando|iendo|ados?|adas?|idos?"
        r"|idas?|anzas?|encias?|oras|ivo|ivos|iva|ivas|icos?|icas?|eros?|eras?|tivas?)$"
    ),
}
_LETTERS: Final[Mapping[Language, re.Pattern[str]]] = {
    "en": re.compile(r"w|k|sh|th|gh|ck|oo|ee|y\b"),
    "fr": re.compile(r"[àâçèêëîïôùûœ]|eau|oi|ou|eu|qu[eio]|é"),
    "es": re.compile(r"[ñáíóú]|¿|¡|cc|z[aoiu]|ue[rnst]|ie[nrs]|ll[aoe]"),
}
# A word, with the apostrophe of an elision; a letter in "H.E.", "(c)" or "p.m." is no word.
_TOKEN = re.compile(r"[^\W\d_]{2,}['’]?|[LlDdNnSsJjMmCcQq]['’](?=\w)|\b[aàyeouAÀYEOU](?=\s)|[¿¡]")
_NO_WORDS = re.compile(r"<[^<>]{1,20}>|(?:https?:|www\.)\S+")

# Points: a function word says most, a letter least.
_WORD, _TOPIC, _ENDING, _LETTER = 4.0, 2.0, 1.5, 0.5
_ENOUGH = 4000  # characters from the beginning that are looked at
_MIN_LEAD = 1.0  # points by which another language has to lead before the default


def _weights() -> dict[str, dict[Language, float]]:
    weights: dict[str, dict[Language, float]] = {}
    for points, lists in ((_TOPIC, _TOPICS), (_WORD, _WORDS)):
        for language in LANGUAGES:
            for word in lists[language].split():
                weights.setdefault(word, {})[language] = points
    return {
        word: {language: points / len(shares) for language, points in shares.items()}
        for word, shares in weights.items()
    }


_WEIGHTS: Final = _weights()


def scores(text: str) -> dict[Language, float]:
    """Return the points of each language.

    Names say little about the language of the text they stand in: a capitalized word that does
    not open the text gives no points, nor does a particle between two of them ("Fernández de
    Castro"). A text in capitals is read as if it were in lower case.
    """
    points: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
    tokens = _TOKEN.findall(_NO_WORDS.sub(" ", text[:_ENOUGH]))
    if all(token.isupper() for token in tokens if len(token) > 1):
        tokens = [token.lower() for token in tokens]
    for at, token in enumerate(tokens):
        if token[0].islower() and _between_names(tokens, at):
            continue
        if len(token) > 1 and token.isupper():  # an acronym, or a name in capitals
            continue
        word = token.lower()
        known = word.rstrip("'’") in _WEIGHTS or word[-1] in "'’"
        if known or at == 0 or token[0].islower():
            for language, found in zip(LANGUAGES, _points(word), strict=True):
                points[language] += found
    return points


@lru_cache(maxsize=50_000)
def _points(word: str) -> tuple[float, ...]:
    """Return what one word in lower case says for each of the languages."""
    bare = word.rstrip("'’")
    points = dict(_WEIGHTS.get(bare, {}))
    if bare != word and len(bare) <= 2:  # l', d', qu'
        points["fr"] = points.get("fr", 0.0) + _WORD
    if bare not in _WEIGHTS:
        for language in LANGUAGES:
            ending = _ENDING if _ENDINGS[language].search(bare) else 0.0
            letters = _LETTER * len(_LETTERS[language].findall(bare))
            points[language] = points.get(language, 0.0) + ending + letters
    return tuple(points.get(language, 0.0) for language in LANGUAGES)


def _between_names(tokens: list[str], at: int) -> bool:
    """Tell whether a short word stands inside a name: ``de`` in "Fernández de Castro"."""
    around = tokens[max(at - 1, 0) : at] + tokens[at + 1 : at + 2]
    return len(tokens[at]) <= 3 and len(around) == 2 and all(name[0].isupper() for name in around)


def language_of(text: str, default: Language = "en") -> Language:
    """Return the language of a text; ``default`` where the words do not tell.

    >>> language_of("Migration et développement : l'expérience marocaine")
    'fr'
    >>> language_of("Consecuencias de la migración internacional")
    'es'
    >>> language_of("Instituto Tecnológico Autónomo de México", default="en")
    'en'
    """
    points = scores(text)
    best = max(LANGUAGES, key=lambda language: (points[language], language == default))
    return best if points[best] - points[default] >= _MIN_LEAD else default
