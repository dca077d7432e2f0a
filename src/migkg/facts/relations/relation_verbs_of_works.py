"""The verbs of relations to texts and ideas, and of standing side by side or one for another."""

from typing import Final

from migkg.facts.relations.relation_verbs import AGENT, BODY, WORK, Verb, regular

MAKING: Final[tuple[Verb, ...]] = (
    Verb(
        "endorsed",
        AGENT,
        frozenset({"initiative", "publication"}),
        regular("endorse", "approve"),
        (
            "a approuvé|ont approuvé|a entériné|ont entériné",
            "approuvée?s?|entérinée?s?",
            "approuver|entériner",
        ),
        (
            "aprobó|aprobaron|respaldó|refrendó|hizo suya|hizo suyo",
            "aprobad[ao]s?|refrendad[ao]s?",
            "aprobar|refrendar",
        ),
    ),
    Verb(
        "proposed",
        AGENT,
        frozenset({"initiative", "organization", "instrument"}),
        regular("propose", "initiate"),
        ("a proposé|ont proposé|propose|proposent", "proposée?s?", "proposer"),
        ("propuso|propusieron|propone|proponen|ha propuesto", "propuest[ao]s?", "proponer"),
    ),
    Verb(
        "published",
        AGENT,
        WORK,
        (
            *regular("issue", "release", "co-publish"),
            "publish publishes published publishing published",
            "launch launches launched launching launched",
        ),
        ("a publié|ont publié|publie|publient|a fait paraître", "publiée?s?", "publier"),
        (
            "publicó|publicaron|publica|publican|ha publicado|han publicado|editó",
            "publicad[ao]s?|editad[ao]s?",
            "publicar",
        ),
    ),
    Verb(
        "author",
        AGENT,
        WORK,
        (
            *regular("author", "co-author", "prepare", "draft", "compile"),
            "write writes wrote writing written",
        ),
        (
            "a rédigé|ont rédigé|a écrit|ont écrit|a établi",
            "rédigée?s?|écrite?s?|établie?s?",
            "rédiger|écrire",
        ),
        (
            "redactó|redactaron|escribió|escribieron|preparó|prepararon",
            "redactad[ao]s?|escrit[ao]s?|preparad[ao]s?",
            "redactar|escribir|preparar",
        ),
    ),
    Verb(
        "develops",
        AGENT,
        frozenset({"initiative", "publication", "instrument"}),
        (
            *regular("develop", "produce", "elaborate", "design", "formulate"),
            "draw_up draws_up drew_up drawing_up drawn_up",
        ),
        (
            "a élaboré|ont élaboré|élabore|élaborent|a mis au point|ont mis au point|a produit",
            "élaborée?s?|mise?s? au point|produite?s?",
            "élaborer|mettre au point",
        ),
        (
            "elaboró|elaboraron|elabora|elaboran|ha elaborado|han elaborado|desarrolló",
            "elaborad[ao]s?|desarrollad[ao]s?|producid[ao]s?",
            "elaborar|desarrollar",
        ),
    ),
    Verb(
        "successor-of",
        frozenset({"organization", "initiative", "instrument", "event"}),
        frozenset({"organization", "initiative", "instrument", "event"}),
        regular("succeed", "replace", "supersede"),
        ("remplace|remplacent|a remplacé|succède à|a succédé à", "remplacée?s?", "remplacer"),
        (
            "sustituye a|sustituyó a|reemplaza a|reemplazó a|sucedió a",
            "sustituid[ao]s?|reemplazad[ao]s?",
            "sustituir a",
        ),
    ),
    Verb(
        "cooperates-with",
        BODY,
        BODY,
        (
            "cooperate_with cooperates_with cooperated_with cooperating_with -",
            "collaborate_with collaborates_with collaborated_with collaborating_with -",
            "work_with works_with worked_with working_with -",
            "work_closely_with works_closely_with worked_closely_with working_closely_with -",
            "partner_with partners_with partnered_with partnering_with -",
        ),
        (
            (
                "coopère avec|coopèrent avec|collabore avec|collaborent avec|a collaboré avec|"
                "a coopéré avec|travaille avec"
            ),
            "",
            "coopérer avec|collaborer avec|travailler avec",
        ),
        (
            "coopera con|cooperan con|cooperó con|colabora con|colaboran con|colaboró con",
            "",
            "cooperar con|colaborar con|trabajar con",
        ),
    ),
)
