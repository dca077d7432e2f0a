"""Addressees: whom an act turns to, as named entities and as categories."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from migkg.facts.schemes import broader, forms
from migkg.iris import concept
from migkg.model import Ref
from migkg.reading import Sentence

_AGENTS: Final = ("organization", "office", "state", "person")
_SLOT = re.compile(r"⟦(?P<kind>\w+) (?P<number>\d+)⟧")
# What an addressee ends at: from here on the text says how, where or with whom.
_ADJUNCT = re.compile(
    r",? (?:in (?:accordance|collaboration|cooperation|consultation|coordination|"
    r"conformity|line|close|particular through|their|its|order|this|that|the (?:context|"
    r"framework|light))|"
    r"within|through|pursuant to|consistent with|taking|bearing|as (?:appropriate|a "
    r"matter)|where (?:appropriate|applicable)|"
    r"on the (?:occasion|basis)|together with|with (?:the (?:support|assistance)|due|full|"
    r"a view)|at (?:its|their|all|the)|during|subject to|without|by|when|while|upon "
    r"request|"
    r"en (?:collaboration|coopération|consultation|coordination|conformité|concertation|"
    r"particulier dans|vertu|application|tenant|colaboración|cooperación|consulta|"
    r"coordinación|consonancia)|"
    r"conformément|dans (?:le|la|les|leur)|selon|compte tenu|avec (?:le concours|l'appui)|"
    r"de (?:conformidad|acuerdo|manera)|con (?:arreglo|el apoyo|miras)|dentro de|mediante|"
    r"según|teniendo)\b"
)
_EFFORTS = re.compile(
    r"^(?:the )?(?:continued |ongoing |further )?(?:efforts?|initiatives|work|continuing "
    r"efforts) (?:made |undertaken )?(?:of|by) "
)
_NOT_YET = re.compile(
    r"\b(?:(?:that|which|who) (?:have|has) not (?:yet )?(?:already )?(?:done so|ratified|"
    r"signed|acceded|become|become parties)|"
    r"not (?:yet )?part(?:y|ies)\b|non-parties|qui ne (?:l'ont|le sont|l'auraient|sont) "
    r"pas (?:encore )?(?:fait|parties?|ratifié)?|"
    r"que (?:aún |todavía )?no (?:lo )?(?:hayan|han|sean|son))",
    re.IGNORECASE,
)
# "countries of origin, transit and destination": each word after "of" makes its own category.
_SHARED = re.compile(
    r"(?:countries|States|pays|países) (?:of |de |d')(?:origin\w*|départ)(?P<rest>(?:(?:,| "
    r"and| et| y|, and) (?:of |de |d')?(?:transit\w*|tránsito|destination|destino|"
    r"accueil))+)",
    re.IGNORECASE,
)
_PLACES: Final = {
    "transit": "countries-of-transit",
    "tránsito": "countries-of-transit",
    "destination": "countries-of-destination",
    "destino": "countries-of-destination",
    "accueil": "countries-of-destination",
}
_OTHER_ORGANIZATIONS = re.compile(
    r"\b(?:intergovernmental|international|multilateral|regional|subregional)(?:,? (?:and |"
    r"or )?(?:intergovernmental|international|multilateral|regional|subregional|"
    r"non-governmental))*,? "
    r"(?:(?:and|or) )?(?:\w+ )?(?:organi[sz]ations|institutions|agencies|bodies|entities)\b"
    r"|\b(?:other )?(?:relevant|competent|concerned|interested) (?:organi[sz]ations|"
    r"institutions|agencies)\b",
    re.IGNORECASE,
)
# Before the name of an addressee: the beginning of a list, or of one of its members.
_LEADS = re.compile(
    r"(?:^|,|;|:|\band|\bor|\bet|\by|\be|\bincluding|\bincluyendo|\bincluid[oa]s?|"
    r"\bnotamment|\ben particulier|\by compris|\bespecially|\bparticularly|\bin particular|"
    r"\bsuch as|"
    r"\bas well as|\bainsi qu[e']|\bainsi qu'[aà]u?x?|\basí como|\bboth|\bother|"
    r"\bGovernments? of|\bGobierno de|\bGouvernement d[eu]|\bmembers of|\bmembres d[eu]|"
    r"\bupon|\bto|\baux?|\bà|\bal?|\bd[eu]|\bdel)"
    r"\s*(?:(?:the|la|le|les|el|los|las|au|aux|à|a|al|of|present|new|incoming) )*(?:l')?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Addressees:
    """Whom an act turns to: their IRIs in the order of the text, and the words, masked."""

    refs: tuple[Ref, ...]
    text: str


@lru_cache(maxsize=4)
def _labels(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(forms("addressee", language))
    listed = "|".join(re.escape(form) for form in sorted(table, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE), table


def addressees(sentence: Sentence, masked: str) -> Addressees:
    """Return the addressees that a stretch of a masked sentence lists, as it follows the verb."""
    text = masked.strip(" ,:")
    # The words in brackets and adjuncts say nothing of who is meant.
    cut = _ADJUNCT.search(text)
    listed = text[: cut.start()] if cut else text
    listed = _EFFORTS.sub("", listed).strip(" ,")
    if not listed:
        return Addressees((), "")
    found = _named(sentence, listed) + _categories(sentence, listed)
    refs = tuple(dict.fromkeys(ref for _, ref in sorted(found, key=lambda one: one[0])))
    return Addressees(refs, listed)


def leading(sentence: Sentence, masked: str) -> Addressees:
    """Return the addressees of a noun phrase that is one itself: "Member States and the Assembly".

    Where the phrase only holds one ("the participation of Member States"), there are none.
    """
    text = masked.strip(" ,")
    head = re.sub(
        r"^(?:(?:[Tt]he|[Aa]ll|[Oo]ther|[Rr]elevant|[Ii]nterested|[Ll]es|[Ll]os|[Ll]as|"
        r"[Tt]ous|[Tt]odos|[Ll]a|[Ll]e|[Ee]l|[Cc]ertain|[Ss]ome) |[Ll]')+",
        "",
        text,
    )
    pattern, _ = _labels(sentence.language)
    first = _SLOT.match(head)
    begins = (first is not None and first["kind"] in _AGENTS) or pattern.match(head)
    return addressees(sentence, text) if begins else Addressees((), "")


def opening(sentence: Sentence, masked: str) -> Addressees:
    """Return the addressee that a text begins with, and nothing of what follows it."""
    pattern, _ = _labels(sentence.language)
    lead = re.match(
        r" ?(?:(?:the|all|relevant|les?|la|el|l[ao]s|tous|todos|toutes|todas) |l')*", masked
    )
    at = lead.end() if lead else 0
    found = _SLOT.match(masked, at) or pattern.match(masked, at)
    return leading(sentence, masked[: found.end()]) if found else Addressees((), "")


def category(text: str, language: str) -> str:
    """Return the slug of the category that a whole noun phrase names, or an empty string.

    >>> category("countries of destination", "en"), category("the new policies", "en")
    ('countries-of-destination', '')
    """
    pattern, table = _labels(language)
    found = pattern.search(text)
    return table.get(found[0].lower(), "") if found else ""


def is_un(sentence: Sentence, number: str) -> bool:
    """Tell whether a slot holds the United Nations as a whole."""
    return sentence.link(number).entity == Ref("id/organization/united-nations")


def _named(sentence: Sentence, text: str) -> list[tuple[int, Ref]]:
    found = []
    for slot in _SLOT.finditer(text):
        # "ILO member States" are States.
        if re.match(
            r" (?:[Mm]ember|States|country|countries|members|offices?|staff)\b", text[slot.end() :]
        ):
            continue
        before, after = text[: slot.start()], text[slot.end() :]
        if slot["kind"] not in _AGENTS or not _LEADS.search(before):
            continue
        if is_un(sentence, slot["number"]) and (
            re.match(r" (?:system|development|country|agencies|entities|organs|bodies)", after)
            or re.search(r"(?:système|organismes|sistema|entidades) (?:des|de las?) $", before)
        ):
            continue
        # "the representatives of X" are not X; "the Government of X" is.
        if re.search(
            r"(?<!Government)(?<!Governments)(?<!members)(?<!Gobierno) of (?:the )?$", before
        ):
            continue
        if re.search(
            r"(?<![Gg]ouvernement)(?<!Gobierno)(?<!^) (?:de|du|del|des) (?:la |l'|las )?$", before
        ):
            continue
        found.append((slot.start(), sentence.link(slot["number"]).entity))
    return found


def _categories(sentence: Sentence, text: str) -> list[tuple[int, Ref]]:
    """Return the categories a text names; the words of a named entity are none of them."""
    plain = _SLOT.sub(
        lambda slot: "United Nations" if is_un(sentence, slot["number"]) else "⟦" * len(slot[0]),
        text,
    )
    if sentence.language == "fr":
        plain = plain.replace("United Nations", "Nations Unies")
    elif sentence.language == "es":
        plain = plain.replace("United Nations", "Naciones Unidas")
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for shared in _SHARED.finditer(plain):
        found.append((shared.start(), "countries-of-origin"))
        found += [
            (shared.start(), slug) for word, slug in _PLACES.items() if word in shared["rest"]
        ]
        taken.append(shared.span())
    pattern, table = _labels(sentence.language)
    for hit in pattern.finditer(plain):
        # "the participation of civil society" addresses nobody; "the private sector" does.
        if _inside(plain, hit.start()) or any(a < hit.end() and hit.start() < b for a, b in taken):
            continue
        found.append((hit.start(), table[hit[0].lower()]))
        taken.append(hit.span())
    if sentence.language == "en":
        for hit in _OTHER_ORGANIZATIONS.finditer(plain):
            words = hit[0].lower()
            if re.search(
                r"intergovernmental|international|multilateral|relevant|competent|"
                r"concerned|interested",
                words,
            ):
                found.append((hit.start(), "international-organizations"))
            if "regional" in words:
                found.append((hit.start(), "regional-organizations"))
    if _NOT_YET.search(plain):
        found = [
            (
                at,
                "non-parties"
                if slug in ("member-states", "governments", "states-parties")
                else slug,
            )
            for at, slug in found
        ]
    slugs = {slug for _, slug in found}
    narrower = {up for slug in slugs for up in broader("addressee").get(slug, frozenset())}
    if "regional-organizations" in slugs and "international-organizations" in slugs:
        narrower.discard("international-organizations")
    return [(at, concept("addressee", slug)) for at, slug in found if slug not in narrower]


def _inside(text: str, at: int) -> bool:
    """Tell whether a category stands within another noun phrase: "the rights of civil society"."""
    before = text[:at]
    return bool(
        re.search(
            r"\b(?:participation|contributions?|role|rights|efforts|capacit\w+|needs|support|offer|"
            r"representatives|involvement|engagement|laws|legislation|development|"
            r"obligations|duties|cooperation) (?:of|by|between|among|with) (?:the |all |"
            r"other )*$",
            before,
        )
        or re.search(
            r"\b(?:in|between|among|from|towards) (?:the |all |other |their |its )*$", before
        )
    )
