"""The verbs of relations in English, French and Spanish, and which things they tie together."""

import re
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


def _regular(*stems: str) -> tuple[str, ...]:
    """Return the forms of regular verbs.

    >>> _regular("fund", "finance")
    ('fund funds funded funding funded', 'finance finances financed financing financed')
    """
    return tuple(
        f"{s} {s}s {s.removesuffix('e')}ed {s.removesuffix('e')}ing {s.removesuffix('e')}ed"
        for s in stems
    )


VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "runs", AGENT, frozenset({"initiative"}),
        (
            *_regular("operate", "manage", "administer", "implement", "execute", "host"),
            "run runs ran running run",
            "carry_out carries_out carried_out carrying_out carried_out",
        ),
        ("gère|gèrent|met en œuvre|mettent en œuvre|a mis en œuvre|ont mis en œuvre|met en oeuvre|a mis en oeuvre|exécute|administre",
         "gérée?s?|mise?s? en œuvre|mise?s? en oeuvre|exécutée?s?|administrée?s?",
         "gérer|mettre en œuvre|mettre en oeuvre|exécuter|administrer"),
        ("ejecuta|ejecutan|gestiona|gestionan|administra|administran|lleva a cabo|ha ejecutado|ejecutó",
         "ejecutad[ao]s?|gestionad[ao]s?|administrad[ao]s?|llevad[ao]s? a cabo",
         "ejecutar|gestionar|administrar|llevar a cabo"),
    ),
    Verb(
        "runs", BODY, frozenset({"organization"}),
        (*_regular("operate", "manage", "administer", "implement"), "run runs ran running run"),
        ("gère|gèrent|met en œuvre|administre", "gérée?s?|mise?s? en œuvre|administrée?s?", "gérer|administrer"),
        ("gestiona|administra", "gestionad[ao]s?|administrad[ao]s?", "gestionar|administrar"),
    ),
    Verb(
        "founded-by", AGENT, MADE,
        (
            *_regular("create", "institute", "introduce"),
            "found founds founded founding founded",
            "launch launches launched launching launched",
            "establish establishes established establishing established",
            "set_up sets_up set_up setting_up set_up",
        ),
        ("a créé|ont créé|a fondé|ont fondé|a lancé|ont lancé|a institué|ont institué|a établi|ont établi|a mis en place|ont mis en place",
         "créée?s?|fondée?s?|lancée?s?|instituée?s?|établie?s?|mise?s? en place",
         "créer|fonder|lancer|instituer|établir|mettre en place"),
        ("creó|crearon|fundó|fundaron|estableció|establecieron|lanzó|lanzaron|puso en marcha|pusieron en marcha|ha creado|ha establecido|ha puesto en marcha",
         "cread[ao]s?|fundad[ao]s?|establecid[ao]s?|lanzad[ao]s?|puest[ao]s? en marcha",
         "crear|fundar|establecer|lanzar|poner en marcha"),
        inverse=True,
    ),
    Verb(
        "leads", BODY, MADE,
        (
            *_regular("coordinate", "co-ordinate", "spearhead", "co-lead"),
            "lead leads led leading led",
            "co-lead co-leads co-led co-leading co-led",
        ),
        ("dirige|dirigent|coordonne|coordonnent|pilote|pilotent|a dirigé|a coordonné",
         "dirigée?s?|coordonnée?s?|pilotée?s?", "diriger|coordonner|piloter"),
        ("dirige|dirigen|coordina|coordinan|encabeza|encabezan|lidera|lideran|dirigió|coordinó",
         "dirigid[ao]s?|coordinad[ao]s?|encabezad[ao]s?|liderad[ao]s?",
         "dirigir|coordinar|encabezar|liderar"),
    ),
    Verb(
        "leads", BODY, MADE,
        ("take_the_lead takes_the_lead took_the_lead taking_the_lead taken_the_lead",),
        noun=r"(?:(?:at|on|for|within) (?:the )?(?:⟦[a-z]+ \d+⟧ )?(?:[a-z]+ ){0,2})?in (?:the )?",
        noun_required=True,
    ),
    Verb(
        "funds", BODY, MADE | WORK,
        (
            *_regular("fund", "finance", "co-finance", "co-fund", "sponsor", "co-sponsor"),
            "financially_support financially_supports financially_supported financially_supporting financially_supported",
            "financially_assist financially_assists financially_assisted financially_assisting financially_assisted",
            "provide_funding_to provides_funding_to provided_funding_to providing_funding_to funded",
            "provide_funding_for provides_funding_for provided_funding_for providing_funding_for funded",
            "provide_financial_support_to provides_financial_support_to provided_financial_support_to providing_financial_support_to funded",
        ),
        ("finance|financent|a financé|ont financé|cofinance|cofinancent",
         "financée?s?|cofinancée?s?", "financer|cofinancer"),
        ("financia|financian|financió|financiaron|ha financiado|cofinancia|sufraga",
         "financiad[ao]s?|cofinanciad[ao]s?|sufragad[ao]s?", "financiar|cofinanciar|sufragar"),
    ),
    Verb(
        "supports", BODY, MADE | {"state"},
        (
            *_regular("support", "assist", "aid"),
            "provide_support_to provides_support_to provided_support_to providing_support_to supported",
            "provide_assistance_to provides_assistance_to provided_assistance_to providing_assistance_to assisted",
            "back backs backed backing backed",
        ),
        ("appuie|appuient|soutient|soutiennent|a appuyé|ont appuyé|a soutenu|ont soutenu|apporte son soutien à|apporte son appui à",
         "appuyée?s?|soutenue?s?", "appuyer|soutenir"),
        ("apoya|apoyan|respalda|respaldan|apoyó|apoyaron|ha apoyado|han apoyado|presta asistencia a|presta apoyo a",
         "apoyad[ao]s?|respaldad[ao]s?", "apoyar|respaldar|prestar asistencia a"),
        noun=r"(?:the |its )?(?:Chairs?|Chair-in-Office|[Ss]ecretariat|[Ww]ork|[Aa]ctivities|[Ee]fforts|training(?: of)? government offices engaged) (?:of|in) ",
    ),
    Verb(
        "promotes", BODY | {"office"}, frozenset({"instrument", "initiative", "publication"}),
        (
            *_regular("promote", "champion"),
            "campaign_for campaigns_for campaigned_for campaigning_for promoted",
            "advocate_for advocates_for advocated_for advocating_for promoted",
        ),
        ("promeut|promeuvent|a promu|ont promu", "promue?s?", "promouvoir"),
        ("promueve|promueven|promovió|ha promovido|fomenta|fomentan", "promovid[ao]s?",
         "promover|fomentar"),
        noun=(
            r"(?:the |la |le |l'|un[ae]? )?(?:universal |wider? |full |global |universelle )*(?:ratification|implementation|adoption|"
            r"accession|use|application|ratificación|aplicación|mise en œuvre)(?:(?: and| et| y|,)(?: the| la| l')? ?"
            r"(?:ratification|implementation|accession|application|use|aplicación|ratificación|mise en œuvre))* (?:of|to|de|à) "
        ),
    ),
    Verb(
        "promotes", BODY | {"office"}, frozenset({"instrument"}),
        (
            *_regular("coordinate"),
            "launch launches launched launching launched",
            "lead leads led leading led",
            "run runs ran running run",
        ),
        noun=r"(?:a |the |an |its )?(?:[a-z]+ ){0,2}campaign (?:to|for|on) (?:(?!which|that)[\w'-]+ ){0,10}",
        noun_required=True,
    ),
    Verb(
        "endorsed", AGENT, frozenset({"initiative", "publication"}),
        _regular("endorse", "approve"),
        ("a approuvé|ont approuvé|a entériné|ont entériné", "approuvée?s?|entérinée?s?",
         "approuver|entériner"),
        ("aprobó|aprobaron|respaldó|refrendó|hizo suya|hizo suyo", "aprobad[ao]s?|refrendad[ao]s?",
         "aprobar|refrendar"),
    ),
    Verb(
        "proposed", AGENT, frozenset({"initiative", "organization", "instrument"}),
        _regular("propose", "initiate"),
        ("a proposé|ont proposé|propose|proposent", "proposée?s?", "proposer"),
        ("propuso|propusieron|propone|proponen|ha propuesto", "propuest[ao]s?", "proponer"),
    ),
    Verb(
        "published", AGENT, WORK,
        (
            *_regular("issue", "release", "co-publish"),
            "publish publishes published publishing published",
            "launch launches launched launching launched",
        ),
        ("a publié|ont publié|publie|publient|a fait paraître", "publiée?s?", "publier"),
        ("publicó|publicaron|publica|publican|ha publicado|han publicado|editó",
         "publicad[ao]s?|editad[ao]s?", "publicar"),
    ),
    Verb(
        "author", AGENT, WORK,
        (
            *_regular("author", "co-author", "prepare", "draft", "compile"),
            "write writes wrote writing written",
        ),
        ("a rédigé|ont rédigé|a écrit|ont écrit|a établi", "rédigée?s?|écrite?s?|établie?s?",
         "rédiger|écrire"),
        ("redactó|redactaron|escribió|escribieron|preparó|prepararon",
         "redactad[ao]s?|escrit[ao]s?|preparad[ao]s?", "redactar|escribir|preparar"),
    ),
    Verb(
        "develops", AGENT, frozenset({"initiative", "publication", "instrument"}),
        (
            *_regular("develop", "produce", "elaborate", "design", "formulate"),
            "draw_up draws_up drew_up drawing_up drawn_up",
        ),
        ("a élaboré|ont élaboré|élabore|élaborent|a mis au point|ont mis au point|a produit",
         "élaborée?s?|mise?s? au point|produite?s?", "élaborer|mettre au point"),
        ("elaboró|elaboraron|elabora|elaboran|ha elaborado|han elaborado|desarrolló|desarrollaron",
         "elaborad[ao]s?|desarrollad[ao]s?|producid[ao]s?", "elaborar|desarrollar"),
    ),
    Verb(
        "successor-of", frozenset({"organization", "initiative", "instrument", "event"}),
        frozenset({"organization", "initiative", "instrument", "event"}),
        _regular("succeed", "replace", "supersede"),
        ("remplace|remplacent|a remplacé|succède à|a succédé à", "remplacée?s?", "remplacer"),
        ("sustituye a|sustituyó a|reemplaza a|reemplazó a|sucedió a",
         "sustituid[ao]s?|reemplazad[ao]s?", "sustituir a"),
    ),
    Verb(
        "cooperates-with", BODY, BODY,
        (
            "cooperate_with cooperates_with cooperated_with cooperating_with -",
            "collaborate_with collaborates_with collaborated_with collaborating_with -",
            "work_with works_with worked_with working_with -",
            "work_closely_with works_closely_with worked_closely_with working_closely_with -",
            "partner_with partners_with partnered_with partnering_with -",
        ),
        ("coopère avec|coopèrent avec|collabore avec|collaborent avec|a collaboré avec|a coopéré avec|travaille avec",
         "", "coopérer avec|collaborer avec|travailler avec"),
        ("coopera con|cooperan con|colabora con|colaboran con|colaboró con|cooperó con|trabaja con",
         "", "cooperar con|colaborar con|trabajar con"),
    ),
)  # fmt: skip

_ADVERB = (
    r"(?:(?:also|already|now|currently|recently|actively|jointly|formally|later|therefore|further|"
    r"furthermore|strongly|fully|successfully|subsequently|regularly|together|thus|"
    r"both|each|since|has|have|then|en outre|également|aussi|déjà|también|conjointement|conjuntamente),? )*"
)
_GUARD = r"(?![\w-])"


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its compiled forms: what follows a subject, and what follows a thing done."""

    verb: Verb
    active: re.Pattern[str]
    plural: re.Pattern[str]  # forms that only a plural subject takes
    passive: re.Pattern[str] | None
    participle: re.Pattern[str] | None
    hyphened: re.Pattern[str] | None  # "GMG-led", "GMG endorsed"


_PLANNED = (
    r"(?:will|plans? to|(?:is|are) planning to|intends? to|(?:is|are) to|(?:has|have) (?:agreed|decided|undertaken) to|"
    r"prévoi(?:t|ent) de|compte(?:nt)?|entend(?:ent)?|prevén?|tienen? previsto|tienen? la intención de)"
)
_CONSIDERED = (
    r"(?:(?:is|are) considering|considers|envisagent? (?:de|d')|(?:is|are) exploring the possibility of|"
    r"estudian? la posibilidad de|considera la posibilidad de)"
)


def _clause(verb: Verb) -> Clause:
    finite = "|".join(
        part for part in (verb.pattern("s"), verb.pattern("past"), verb.french[0], verb.spanish[0]) if part
    )
    participles = [
        part for part in (verb.pattern("participle"), verb.french[1], verb.spanish[1]) if part
    ]
    infinitive = "|".join(part for part in (verb.pattern("base"), verb.french[2], verb.spanish[2]) if part)
    ing, base = verb.pattern("ing"), verb.pattern("base")
    perfect = "|".join(part for part in (verb.pattern("participle"), verb.pattern("past")) if part)
    active = re.compile(
        rf",? ?{_ADVERB}(?:(?P<planned>{_PLANNED}) {_ADVERB}(?:be (?:{ing})|{infinitive})"
        rf"|(?P<considered>{_CONSIDERED}) ?{_ADVERB}(?:{ing}|{infinitive})"
        rf"|(?:is|are|was|were|has been|have been|had been) {_ADVERB}(?:{ing})"
        rf"|(?:has|have|had) {_ADVERB}(?:{perfect})"
        rf"|(?:took|has taken|have taken|takes) the (?:initiative|lead) (?:to|in) (?:{base}|{ing})"
        rf"|(?:helped|has helped|have helped) (?:to )?(?:{base})"
        rf"|(?:{finite})){_GUARD}"
    )
    plural = re.compile(rf",? ?{_ADVERB}(?:{base}){_GUARD}")
    alternatives = "|".join(participles)
    passive = participle = hyphened = None
    if participles:
        by = (
            r"(?: jointly| conjointement| conjuntamente)?(?:,? (?:in|en|on|le|el) (?P<when>[^⟦,;.]{4,20}),?)? "
            r"(?:by|par|por)(?: both| l'ensemble de)? "
        )
        passive = re.compile(
            rf",? ?(?:(?:which|that|qui|que) )?{_ADVERB}"
            rf"(?:(?P<planned>(?:will|is to|are to|sera|seront|será) (?:be )?)|(?:(?:is|are|was|were|has been|have been|had been|being|"
            rf"is being|est|sont|a été|ont été|fut|fue|fueron|ha sido|han sido|es|son) )?){_ADVERB}"
            rf"(?:{alternatives})(?: and [a-z]+ed)?{by}"
        )
        participle = re.compile(rf"(?i:{alternatives})(?: jointly| conjointement)? (?:by|par|por) ")
        hyphened = re.compile(rf"(?:-(?:{verb.pattern('participle')}),? | (?:{verb.pattern('participle')}), )")
    return Clause(verb, active, plural, passive, participle, hyphened)


CLAUSES: Final[tuple[Clause, ...]] = tuple(_clause(verb) for verb in VERBS)
