"""What a title line says a document is, in English, French and Spanish."""

import re

_I = re.IGNORECASE
_WHOSE = (
    r"(?:the\s+)?(?:president|chair(?:person|man|woman)?|co-chairs?|moderator|secretariat|"
    r"facilitators?|rapporteur|secretary-general|convener)(?:['’]s?)?\s+"
)
_DRAFT = (
    r"(?:(?:draft|provisional|tentative|preliminary|final|revised|updated|annotated|proposed|"
    r"detailed)\s+)*"
)
_OF = r"(?:\s+(?:of|by|from|to|on|at|for|delivered|made|prepared|dated)\b|\s*[:\n(–-]|$)"
_DE = (
    r"(?:\s+(?:de|du|des|d['’]|del|de la|par|por|prononcée?|pronunciad[oa]|en|ante|sur|sobre)\b|"
    r"\s+d['’]|\s*[:\n(–-]|$)"
)

# What a title line says a document is. The first pattern that fits decides; each is anchored at
# the beginning of the line, because running text names documents too.
TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "VerbatimRecord",
        re.compile(
            r"(?:provisional\s+)?(?:verbatim|procès-verbal|acta literal|acta taquigráfica)\b"
            r"(?:\s+record)?|(?:official records|documents officiels|documentos oficiales)\b",
            _I,
        ),
    ),
    (
        "Resolution",
        re.compile(
            r"(?:draft\s+)?resolution\s+(?:adopted\s+by|\d+\s+\(\d{4}\))|"
            r"résolution\s+(?:adoptée\s+par|\d+\s+\(\d{4}\))|resolución\s+(?:aprobada\s+por|\d+\s+\(\d{4}\))|"
            r"resolutions?\s+adopted\b",
            _I,
        ),
    ),
    (
        "Letter",
        re.compile(
            r"(?:identical\s+)?(?:letters?|note\s+verbale|notes\s+verbales)\s+dated\b|"
            r"lettres?\s+(?:identiques\s+)?datée|note\s+verbale\s+datée|"
            r"cartas?\s+(?:idénticas\s+)?de\s+fecha|nota\s+verbal\s+de\s+fecha",
            _I,
        ),
    ),
    (
        "ConceptNote",
        re.compile(
            rf"{_DRAFT}concept\s+(?:note|paper)\b|note\s+(?:conceptuelle|de\s+cadrage|de\s+concept)\b|"
            rf"nota\s+(?:conceptual|de\s+concepto|de\s+orientación)\b|documento\s+conceptual\b",
            _I,
        ),
    ),
    (
        "InformationNote",
        re.compile(
            r"information\s+(?:note|sheet|circular)\b|informal\s+information\s+note\b|"
            r"note\s+d['’]information\b|nota\s+informativa\b|logistics?\s+note\b",
            _I,
        ),
    ),
    (
        "Programme",
        re.compile(
            rf"{_DRAFT}(?:program(?:me)?(?:\s+of\s+(?:work|the\b.*))?|agenda|timetable|schedule|order\s+of\s+the\s+day|"
            rf"programme\s+(?:provisoire|préliminaire|définitif)|ordre\s+du\s+jour(?:\s+provisoire)?|"
            rf"programa(?:\s+(?:provisional|preliminar|definitivo))?(?:\s+de\s+trabajo)?)\s*(?:\(.*\)|[*:])?$",
            _I,
        ),
    ),
    (
        "Summary",
        re.compile(
            rf"(?:informal\s+)?(?:{_WHOSE}(?:informal\s+|draft\s+)?summary\b|summary\s+(?:of|by|prepared|report|record)\b)|"
            rf"(?:résumé|synthèse)\s+(?:du|de|des|établi)\b|resumen\s+(?:del?|de la|preparado)\b",
            _I,
        ),
    ),
    (
        "Statement",
        re.compile(
            rf"(?:(?:opening|closing|introductory|welcom(?:e|ing)|concluding|keynote|joint|general|written|"
            rf"oral|national|draft|joint)\s+)*(?:statement|remarks|address|speech|intervention|message|"
            rf"contribution){_OF}|key\s?note(?:\s+address|\s+speech)?{_OF}|"
            rf"(?:projet\s+de\s+)?(?:déclaration|discours|intervention|allocution|message|propos)"
            rf"(?:\s+(?:d['’]ouverture|de\s+clôture|liminaire|d['’]introduction|nationale))?{_DE}|"
            rf"(?:declaración|discurso|intervención|palabras|alocución|mensaje)"
            rf"(?:\s+(?:inaugural|de\s+apertura|de\s+clausura|de\s+bienvenida|introductorias?))?{_DE}",
            _I,
        ),
    ),
    (
        "Report",
        re.compile(
            r"(?:(?:final|interim|annual|progress|summary|draft|joint|biennial|outcome)\s+)*"
            r"report\s+(?:of|by|on|prepared|submitted)\b|"
            r"rapport\s+(?:du|de|des|sur|présenté|établi)\b|"
            r"informe\s+(?:del?|de la|sobre|presentado)\b",
            _I,
        ),
    ),
    (
        "Note",
        re.compile(
            r"(?:background|explanatory|technical|guidance|briefing|discussion|issues)\s+(?:note|paper)\b|"
            r"notes?\s+(?:by|of|from)\s+the\b|note\s+(?:du|de\s+la|de\s+l['’]|des|explicative)\b|"
            r"nota\s+(?:del?|de la)\b|aide[- ]m[ée]moire\b",
            _I,
        ),
    ),
)


def type_of(text: str) -> str:
    """Return the class that a title line names; empty if it names none.

    >>> [type_of(line) for line in ("Provisional Program", "President's Summary", "Summary")]
    ['Programme', 'Summary', '']
    >>> [type_of(line) for line in ("Intervención del Embajador X", "Report of the Committee")]
    ['Statement', 'Report']
    """
    return next((kind for kind, pattern in TYPES if pattern.match(text)), "")
