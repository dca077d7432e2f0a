"""The verbs of relations in English, French and Spanish, and which things they tie together."""

from dataclasses import dataclass
from typing import Final

BODY: Final = frozenset({"organization", "state"})
AGENT: Final = BODY | {"office", "person"}
WORK: Final = frozenset({"publication", "document"})
MADE: Final = frozenset({"initiative", "organization"})


@dataclass(frozen=True, slots=True)
class Verb:
    """What a group of verbs says: a predicate, and the kinds of things it holds between."""

    predicate: str
    subjects: frozenset[str]  # who acts
    objects: frozenset[str]  # on what
    # English verbs, each as "base third-person past -ing participle".
    english: tuple[str, ...]
    # Finite forms, participles (of the passive) and infinitives.
    french: tuple[str, str, str] = ("", "", "")
    spanish: tuple[str, str, str] = ("", "", "")
    inverse: bool = False  # the thing acted on is the relation's subject
    noun: str = ""  # what may stand between the verb and its object, beside plain words
    noun_required: bool = False

    def pattern(self, form: str) -> str:
        """Return the alternatives of one form: base, s, past, ing, participle or infinitive."""
        at = ("base", "s", "past", "ing", "participle").index(form)
        return "|".join(
            sorted(
                {form.replace("_", " ") for v in self.english if (form := v.split()[at]) != "-"},
                key=lambda word: (-len(word), word),
            )
        )


def regular(*stems: str) -> tuple[str, ...]:
    """Return the forms of regular verbs.

    >>> regular("fund", "finance")
    ('fund funds funded funding funded', 'finance finances financed financing financed')
    """
    return tuple(
        f"{s} {s}s {s.removesuffix('e')}ed {s.removesuffix('e')}ing {s.removesuffix('e')}ed"
        for s in stems
    )


ACTING: Final[tuple[Verb, ...]] = (
    Verb(
        "runs",
        AGENT,
        frozenset({"initiative"}),
        (
            *regular("operate", "manage", "administer", "implement", "execute", "host"),
            "run runs ran running run",
            "carry_out carries_out carried_out carrying_out carried_out",
        ),
        (
            (
                "gère|gèrent|met en œuvre|mettent en œuvre|a mis en œuvre|ont mis en œuvre|"
                "met en oeuvre|a mis en oeuvre|exécute|administre"
            ),
            "gérée?s?|mise?s? en œuvre|mise?s? en oeuvre|exécutée?s?|administrée?s?",
            "gérer|mettre en œuvre|mettre en oeuvre|exécuter|administrer",
        ),
        (
            (
                "ejecuta|ejecutan|gestiona|gestionan|administra|administran|lleva a cabo|"
                "ha ejecutado|ejecutó"
            ),
            "ejecutad[ao]s?|gestionad[ao]s?|administrad[ao]s?|llevad[ao]s? a cabo",
            "ejecutar|gestionar|administrar|llevar a cabo",
        ),
    ),
    Verb(
        "runs",
        BODY,
        frozenset({"organization"}),
        (*regular("operate", "manage", "administer", "implement"), "run runs ran running run"),
        (
            "gère|gèrent|met en œuvre|administre",
            "gérée?s?|mise?s? en œuvre|administrée?s?",
            "gérer|administrer",
        ),
        ("gestiona|administra", "gestionad[ao]s?|administrad[ao]s?", "gestionar|administrar"),
    ),
    Verb(
        "founded-by",
        AGENT,
        MADE,
        (
            *regular("create", "institute", "introduce"),
            "found founds founded founding founded",
            "launch launches launched launching launched",
            "establish establishes established establishing established",
            "set_up sets_up set_up setting_up set_up",
        ),
        (
            (
                "a créé|ont créé|a fondé|ont fondé|a lancé|ont lancé|a institué|ont institué|"
                "a établi|ont établi|a mis en place|ont mis en place"
            ),
            "créée?s?|fondée?s?|lancée?s?|instituée?s?|établie?s?|mise?s? en place",
            "créer|fonder|lancer|instituer|établir|mettre en place",
        ),
        (
            (
                "creó|crearon|fundó|fundaron|estableció|establecieron|lanzó|lanzaron|"
                "puso en marcha|pusieron en marcha|ha creado|ha establecido|ha puesto en marcha"
            ),
            "cread[ao]s?|fundad[ao]s?|establecid[ao]s?|lanzad[ao]s?|puest[ao]s? en marcha",
            "crear|fundar|establecer|lanzar|poner en marcha",
        ),
        inverse=True,
    ),
    Verb(
        "leads",
        BODY,
        MADE,
        (
            *regular("coordinate", "co-ordinate", "spearhead", "co-lead"),
            "lead leads led leading led",
            "co-lead co-leads co-led co-leading co-led",
        ),
        (
            "dirige|dirigent|coordonne|coordonnent|pilote|pilotent|a dirigé|a coordonné",
            "dirigée?s?|coordonnée?s?|pilotée?s?",
            "diriger|coordonner|piloter",
        ),
        (
            "dirige|dirigen|coordina|coordinan|encabeza|encabezan|lidera|lideran|dirigió|coordinó",
            "dirigid[ao]s?|coordinad[ao]s?|encabezad[ao]s?|liderad[ao]s?",
            "dirigir|coordinar|encabezar|liderar",
        ),
    ),
    Verb(
        "leads",
        BODY,
        MADE,
        ("take_the_lead takes_the_lead took_the_lead taking_the_lead taken_the_lead",),
        noun=r"(?:(?:at|on|for|within) (?:the )?(?:⟦[a-z]+ \d+⟧ )?(?:[a-z]+ ){0,2})?in (?:the )?",
        noun_required=True,
    ),
    Verb(
        "funds",
        BODY,
        MADE | WORK,
        (
            *regular("fund", "finance", "co-finance", "co-fund", "sponsor", "co-sponsor"),
            (
                "financially_support financially_supports financially_supported "
                "financially_supporting financially_supported"
            ),
            (
                "financially_assist financially_assists financially_assisted "
                "financially_assisting financially_assisted"
            ),
            (
                "provide_funding_to provides_funding_to provided_funding_to "
                "providing_funding_to funded"
            ),
            (
                "provide_funding_for provides_funding_for provided_funding_for "
                "providing_funding_for funded"
            ),
            (
                "provide_financial_support_to provides_financial_support_to "
                "provided_financial_support_to providing_financial_support_to funded"
            ),
        ),
        (
            "finance|financent|a financé|ont financé|cofinance|cofinancent",
            "financée?s?|cofinancée?s?",
            "financer|cofinancer",
        ),
        (
            "financia|financian|financió|financiaron|ha financiado|cofinancia|sufraga",
            "financiad[ao]s?|cofinanciad[ao]s?|sufragad[ao]s?",
            "financiar|cofinanciar|sufragar",
        ),
    ),
    Verb(
        "supports",
        BODY,
        MADE | {"state"},
        (
            *regular("support", "assist", "aid"),
            (
                "provide_support_to provides_support_to provided_support_to "
                "providing_support_to supported"
            ),
            (
                "provide_assistance_to provides_assistance_to provided_assistance_to "
                "providing_assistance_to assisted"
            ),
            "back backs backed backing backed",
        ),
        (
            (
                "appuie|appuient|soutient|soutiennent|a appuyé|ont appuyé|a soutenu|ont soutenu|"
                "apporte son soutien à|apporte son appui à"
            ),
            "appuyée?s?|soutenue?s?",
            "appuyer|soutenir",
        ),
        (
            (
                "apoya|apoyan|respalda|respaldan|apoyó|apoyaron|ha apoyado|han apoyado|"
                "presta asistencia a|presta apoyo a"
            ),
            "apoyad[ao]s?|respaldad[ao]s?",
            "apoyar|respaldar|prestar asistencia a",
        ),
        noun=r"(?:the |its )?(?:Chairs?|Chair-in-Office|[Ss]ecretariat|[Ww]ork|[Aa]ctivities|"
        r"[Ee]fforts) of ",
    ),
    Verb(
        "promotes",
        BODY | {"office"},
        frozenset({"instrument", "initiative", "publication"}),
        (
            *regular("promote", "champion"),
            "campaign_for campaigns_for campaigned_for campaigning_for promoted",
            "advocate_for advocates_for advocated_for advocating_for promoted",
        ),
        ("promeut|promeuvent|a promu|ont promu", "promue?s?", "promouvoir"),
        (
            "promueve|promueven|promovió|ha promovido|fomenta|fomentan",
            "promovid[ao]s?",
            "promover|fomentar",
        ),
        noun=(
            r"(?:the |la |le |l'|un[ae]? )?(?:universal |wider? |full |global |"
            r"universelle )*(?:ratification|implementation|adoption|"
            r"accession|use|application|ratificación|aplicación|mise en œuvre)(?:(?: and|"
            r" et| y|,)(?: the| la| l')? ?"
            r"(?:ratification|implementation|accession|application|use|aplicación|"
            r"ratificación|mise en œuvre))* (?:of|to|de|à) "
        ),
    ),
    Verb(
        "promotes",
        BODY | {"office"},
        frozenset({"instrument"}),
        (
            *regular("coordinate"),
            "launch launches launched launching launched",
            "lead leads led leading led",
            "run runs ran running run",
        ),
        noun=r"(?:a |the |an |its )?(?:[a-z]+ ){0,2}campaign (?:to|for|on) (?:(?!which|"
        r"that)[\w'-]+ ){0,10}",
        noun_required=True,
    ),
)
