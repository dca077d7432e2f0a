"""Head nouns by which a capitalized name tells what kind of thing it names."""

from typing import Final

from migkg.extract.lexicon import listed

# Head noun → class. English names end with it or have it before "of", "for", "on"; French and
# Spanish names begin with it.
ORGANIZATIONS: Final[dict[str, str]] = {
    **dict.fromkeys(
        listed(
            """
    ministry department parliament congress senate secretariat bureau authority ministère
    département parlement sénat ministerio departamento parlamento congreso senado subsecretaría
    dirección
    """
        ),
        "NationalBody",
    ),
    **dict.fromkeys(["commission", "commissions", "comisión"], "Commission"),
    **dict.fromkeys(
        listed(
            """
    university college school academy faculty universities université école académie faculté
    universidad colegio escuela academia facultad instituto institut institute
    """
        ),
        "AcademicInstitution",
    ),
    **dict.fromkeys(
        listed(
            """
    foundation association network federation alliance coalition society union confederation
    caritas fondation réseau fédération fundación asociación red federación alianza coalición
    sindicato
    """
        ),
        "CivilSocietyOrganization",
    ),
    **dict.fromkeys(
        listed(
            """
    corporation company bank inc ltd llc group hospital hospitals banque société banco empresa
    """
        ),
        "PrivateSectorOrganization",
    ),
    **dict.fromkeys(
        listed(
            """
    committee council office agency centre center organization organisation board division team
    unit task-force taskforce chamber service institution fund court tribunal mission forum
    comité conseil agence office organisation bureau centre groupe cour tribunal consejo oficina
    agencia centro organización junta grupo corte tribunal secretaría
    """
        ),
        "Organization",
    ),
}
EVENTS: Final[dict[str, str]] = {
    **dict.fromkeys(
        ["conference", "summit", "conférence", "sommet", "conferencia", "cumbre"], "Conference"
    ),
    **dict.fromkeys(["dialogue", "diálogo"], "Dialogue"),
    **dict.fromkeys(["debate", "débat"], "Debate"),
    **dict.fromkeys(
        [
            "meeting",
            "consultation",
            "consultations",
            "réunion",
            "rencontre",
            "reunión",
            "encuentro",
            "consulta",
        ],
        "Meeting",
    ),
    **dict.fromkeys(
        ["workshop", "seminar", "atelier", "séminaire", "taller", "seminario"], "Workshop"
    ),
    **dict.fromkeys(
        ["symposium", "colloquium", "symposium", "colloque", "simposio", "coloquio"], "Symposium"
    ),
    **dict.fromkeys(["campaign", "campagne", "campaña"], "Campaign"),
}
INSTRUMENTS: Final[dict[str, str]] = {
    **dict.fromkeys(
        listed(
            """
    convention protocol covenant treaty charter protocole pacte traité charte convenio
    convención protocolo pacto tratado carta
    """
        ),
        "Treaty",
    ),
    **dict.fromkeys(["declaration", "déclaration", "declaración"], "Declaration"),
    **dict.fromkeys(["agreement", "memorandum", "accord", "acuerdo", "memorando"], "Agreement"),
    **dict.fromkeys(["code", "código"], "CodeOfPractice"),
    **dict.fromkeys(
        listed(
            """
    compact consensus framework agenda strategy platform plan pact marco estrategia stratégie
    """
        ),
        "Framework",
    ),
}
# Laws of a State: a name of three words or more that ends with one of these.
ACTS: Final = frozenset(["act", "loi", "ley"])

INITIATIVES: Final[frozenset[str]] = frozenset(
    listed(
        """
    initiative programme program project scheme projet proyecto programa iniciativa partnership
    partnerships
    """
    )
)

# Adjectives that make no instrument's name of two words: "the Joint Declaration".
GENERIC_INSTRUMENTS: Final = frozenset(
    listed(
        """
    joint final draft ministerial political optional additional present progress outcome common
    international regional bilateral multilateral new first second said core framework trade
    labour labor migration peace partnership cooperation association un united nations eu
    african european asian american action work strategic national development business
    commission council assembly conference summit forum general state security social global
    world human rights country convenio projet proyecto
    """
    )
)

# Adjectives that make no name of what follows: "Provisional Programme".
GENERIC: Final[frozenset[str]] = frozenset(
    listed(
        """
    provisional draft final revised proposed detailed new first second third this each
    """
    )
)
