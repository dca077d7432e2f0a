"""Verbs of presiding, convening, organizing and hosting, in three languages."""

from typing import Final

# Role → participles of English; French and Spanish; finite forms, as an active verb has them.
VERBS: Final = {
    "chair": (
        r"(?:co-)?chaired|presided over|(?:co)?présidée?s?|(?:co)?presidid[oa]s?",
        (
            r"(?:co-)?chair(?:ed|s)?|presided over|presides over|(?:a |ont )?présidé|(?:co)"
            r"?presidi(?:ó|eron)|préside"
        ),
    ),
    "moderator": (
        r"(?:co-)?moderated|facilitated|(?:animée?|modérée?)s?|moderad[oa]s?",
        r"(?:co-)?moderated?s?|(?:a |ont )?(?:animé|modéré)|moder(?:ó|aron)",
    ),
    "opening-speaker": (
        r"opened|inaugurated|ouverte?s?|inaugurée?s?|inaugurad[oa]s?|abiert[oa]s?",
        r"opened|inaugurated|(?:a |ont )?(?:ouvert|inauguré)|inaugur(?:ó|aron)|abri(?:ó|eron)",
    ),
    "closing-speaker": (
        r"closed|clôturée?s?|close|clausurad[oa]s?",
        r"closed|(?:a |ont )?(?:clos|clôturé)|clausur(?:ó|aron)",
    ),
    "summarizer": (
        r"summari[sz]ed|résumée?s?|resumid[oa]s?",
        r"summari[sz]ed|(?:a |ont )?résumé|resumi(?:ó|eron)",
    ),
    "convener": (
        r"(?:co-)?convened|convoquée?s?|convocad[oa]s?",
        r"(?:co-)?conven(?:ed|es?|ing)|(?:a |ont )?convoqué|convoquer|convoc(?:ó|aron|ar|ará)",
    ),
    "organizer": (
        r"(?:co-)?organi[sz]ed|(?:co)?organisée?s?|(?:co)?organizad[oa]s?",
        (
            r"(?:co-)?organi[sz](?:ed|es?|ing)|(?:a |ont )?(?:co)?organisé|organisera|organiser|"
            r"organiz(?:ó|aron|ar|ará)"
        ),
    ),
    "host": (
        r"(?:co-)?hosted|accueillie?s?|acogid[oa]s?",
        (
            r"(?:co-)?host(?:ed|s|ing)?|(?:a |ont )?accueilli|accueillera|accueillir|acog(?:ió|"
            r"ieron|"
            r"er|erá)|(?:fue|será) (?:la )?(?:sede|anfitri(?:ón|ona)) de"
        ),
    ),
    "contributor": (
        (
            r"(?:co-)?funded|(?:co-)?financed|sponsored|supported|financée?s?|parrainée?s?|"
            r"financiad[oa]s?|patrocinad[oa]s?"
        ),
        (
            r"(?:co-)?funded|financed|sponsored|(?:a |ont )?(?:financé|parrainé)|financi(?:ó|aron)|"
            r"patrocin(?:ó|aron)"
        ),
    ),
}
