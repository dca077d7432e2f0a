"""The rules that tell what a figure measures: words in its clause, by indicator and unit."""

import re
from dataclasses import dataclass
from typing import Final

_FLAGS = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that show an indicator, and the kinds of unit it has."""

    indicator: str
    units: str  # units, kinds of unit: "money", "share", "count"
    pattern: re.Pattern[str]
    change: str = ""  # the indicator of an amount of change


def _rule(indicator: str, units: str, pattern: str, change: str = "") -> Rule:
    # A full stop inside a number ends no sentence.
    pattern = pattern.replace("[^.;]", r"(?:[^.;]|\.(?=\d))")
    return Rule(indicator, units, re.compile(pattern, _FLAGS), change)


_MIGRA = r"\b(?:im|e)?migra|foreign-born|émigr|immigr|diaspora"
_ALL = "money share persons countries organizations governments count"
_REMIT = (
    r"remittanc|remesas|envois? de fonds|\btransferts?\b|cash transfers|money sent home|"
    r"rapatriements? de fonds|"
    r"\b(?:sent|sending|send) (?:money |funds )?(?:home|to their famil|back home)|"
    r"envoy\w+ (?:de l'argent|des fonds)|"
    r"envi(?:aron|an|aban|ar)\b[^.;]{0,70}(?:familia|país(?:es)? de origen)"
)
# Of everything but things that are counted.
RULES: Final = (
    _rule(
        "data-coverage",
        "share",
        r"(?:\bdatabase|\bdata\s?sets?\b|\bcensus)\w*[^.;]{0,40}\b(?:cover|report)",
    ),
    _rule(
        "transfer-cost",
        "share money",
        r"\bpa(?:y|id|ys)\b[^.;]{0,60}\bto (?:send|remit|transfer)|"
        r"(?:cost|price|fee|charge|rate|commission)s?\b[^.;]{0,50}(?:transfer|remit|send)|"
        r"(?:transfer|remittance)s?(?:\s\w+)?\s(?:cost|price|fee|charge)|"
        r"(?:coûts?|frais|tarifs?|commissions?)[^.;]{0,40}(?:transfert|envoi)|"
        r"(?:costos?|costes?|tarifas?|comisi)[^.;]{0,40}(?:remesas|transferencia|envío)",
        "transfer-cost-change",
    ),
    _rule(
        "remittances-gdp-share",
        "share",
        rf"(?:{_REMIT})[^.;]{{0,160}}(?:GDP|gross domestic product|\bPIB\b|"
        rf"produit intérieur brut|producto interno bruto)|"
        rf"(?:GDP|gross domestic product|\bPIB\b)[^.;]{{0,60}}(?:{_REMIT})",
    ),
    _rule("poverty", "share persons", r"\bpoverty|\bpauvreté|\bpobreza"),
    _rule("unemployment", "share persons", r"\bunemploy|\bchômage|\bdesempleo|\bdesocupa"),
    _rule(
        "development-assistance",
        "money",
        r"official development assistance|\bODA\b|development aid|"
        r"aide publique au développement|asistencia oficial",
    ),
    _rule("refugees", "share persons", r"\brefugees?\b|\bréfugié|\brefugiad|\bUNRWA\b"),
    _rule(
        "asylum-seekers",
        "share persons",
        r"\basylum[- ]seek|asylum (?:applic|claim|request)|appl\w+ for asylum|"
        r"demandeurs? d'asile|solicitantes? de asilo",
    ),
    _rule(
        "displaced-persons",
        "share persons",
        r"\bdisplaced|\bIDPs?\b|\bevacuat|\bstranded|déplacés|desplazad",
    ),
    _rule("trafficked-persons", "share persons", r"\btraffick|\btraite des|\btrata de"),
    _rule(
        "migrant-deaths",
        "share persons",
        r"\bdied\b|\bdeaths?\b|\bdrown|lost their lives|\bdécès|\bmuert",
    ),
    _rule(
        "international-students", "share persons", r"\bstudents?\b|\bétudiants?\b|\bestudiantes?\b"
    ),
    _rule(
        "domestic-workers",
        "share persons",
        r"domestic workers?|travailleurs domestiques|trabajador\w+ domésticas?",
    ),
    _rule(
        "female-migrants",
        "share persons",
        rf"(?:\bwomen|\bgirls|\bfemale)[^.;]{{0,80}}(?:{_MIGRA})|"
        rf"(?:{_MIGRA})[^.;]{{0,40}}(?:\bwomen|\bgirls|\bfemale)|"
        rf"(?:\bfemmes?|\bféminin)[^.;]{{0,60}}(?:{_MIGRA})|"
        rf"(?:{_MIGRA})[^.;]{{0,60}}(?:\bfemmes?\b|\bféminin)|"
        rf"\bmujeres[^.;]{{0,60}}(?:{_MIGRA})|(?:{_MIGRA})[^.;]{{0,60}}\bmujeres",
    ),
    _rule(
        "young-migrants",
        "share persons",
        rf"(?:{_MIGRA})[^.;]{{0,50}}(?:under (?:the )?age|between the ages|\baged\b|"
        rf"younger than|years of age)|"
        rf"(?:young|adolescent|youth|child)\w*\s(?:international\s)?migra|migrant (?:child|"
        rf"youth|young)|"
        rf"(?:{_MIGRA})[^.;]{{0,40}}(?:\bjeunes\b|moins de \d+ ans|\bjóvenes\b|menores de)|"
        rf"(?:jeunes|enfants) migrants|"
        rf"(?:niños|jóvenes|adolescentes) migrantes",
    ),
    _rule(
        "migrant-population-share",
        "share",
        r"of (?:the |its |their )?(?:\w+'s? )?(?:total |global |"
        r"entire )?population[^.;]{0,60}(?:migra|outside)|"
        rf"(?:{_MIGRA})[^.;]{{0,80}}(?:of|in) (?:the |its |their )?(?:\w+'s? )?(?:total |"
        rf"global |world )?population|"
        r"population[^.;]{0,30}(?:born abroad|foreign-born|née? à l'étranger|"
        r"nacida en el (?:extranjero|exterior))|"
        rf"(?:de la population|de la población)[^.;]{{0,80}}(?:{_MIGRA})|"
        rf"(?:{_MIGRA})[^.;]{{0,80}}(?:de la population|de la población)",
    ),
    _rule(
        "irregular-migrants",
        "share persons",
        r"\birregular|\bundocumented|\bunauthori[sz]ed migra|situation irrégulière|sans-papiers|"
        r"indocumentad",
    ),
    _rule(
        "skilled-migration",
        "share persons",
        r"\bskilled|tertiary[- ]educat|health (?:workers|personnel)|qualifiés|cualificad|calificad",
    ),
    _rule("remittances", "money share factor", _REMIT, "remittances-growth"),
    _rule(
        "returnees",
        "persons",
        r"\breturn(?:ed|ees?|ing|s)?\b|\brapatri|\bretour|\bretorn|\brepatri",
    ),
    _rule(
        "migration-flow-share",
        "share",
        r"\b(?:share|proportion|percentage|per ?cent) of (?:\w+ )?(?:immigrants|immigration|"
        r"inflows|arrivals|migration flows)|"
        r"total immigration|part des (?:flux|arrivées)",
    ),
    _rule(
        "migration-flow",
        "persons",
        r"each year|every year|annually|per year|\ba year\b|\barriv|\bcrossed|\binflow|"
        r"\bdepart(?:ed|ures?|s)\b|"
        r"\bembark|"
        r"chaque année|par an\b|cada año|al año|anuales",
    ),
    _rule(
        "migrant-workers",
        "share persons",
        r"migrant workers?|labour migrants?|overseas workers?|employed (?:abroad|in countries)|"
        r"work(?:ing)? abroad|contract workers|travailleurs migrants|trabajador\w+ migra",
    ),
    _rule(
        "migrant-stock",
        "persons share factor",
        r"\b(?:im)?migrants?\b|migration|(?:live|living|reside|residing|"
        r"lived) (?:abroad )?outside (?:of )?(?:their|the)|"
        r"(?:people|persons|personnes|personas) (?:living |who live |vivant |qui vivent |"
        r"vivent |que viven |viven )"
        r"(?:abroad|outside|à l'étranger|en el (?:exterior|extranjero)|hors de|fuera de)|"
        r"foreign-born|population (?:im)?migr|\bmigrantes?\b|\bmigratori",
        "migrant-stock-change",
    ),
    _rule(
        "nationals-abroad",
        "share persons",
        r"\babroad\b|\bexpatriate|\bdiaspora|\bémigrés|\bMRE\b|à l'étranger|"
        r"en el (?:exterior|extranjero)|\boverseas|of \w+ origin|connacionales|living outside",
    ),
    _rule(
        "labour-force", "share persons", r"labou?r force|workforce|main-d'œuvre|fuerza de trabajo"
    ),
    _rule(
        "population",
        "share persons",
        r"\bpopulation|\bpoblación|\binhabitants|\bhabitants|\bhabitantes",
    ),
    _rule(
        "gross-domestic-product",
        "share money",
        r"\bGDP\b|gross domestic product|economic growth|\bPIB\b|produit intérieur brut",
    ),
    _rule(
        "funding",
        "money factor",
        r"\bfund|\bbudget|\ballocat|\bcontribut|\bdonat|\bgrants?\b|\bfinanc|\bworth\b|"
        r"\bspen[dt]|\bexpendi|"
        r"\bappeal|\bpledg|\bmobili[sz]|\bdépens|\bpresupuest|\bgast|\bcrédits|\bsubvention|"
        r"\baport|\binvest|\bdisburs|\bconsacr|\ballou[ée]|\bversé|\bfonds\b|\bfondos?\b|"
        r"\bdestin[aóo]",
    ),
    _rule("members", "factor", r"\bmember(?:s|ship| States)\b|\bmembres?\b|\bmiembros\b"),
    _rule("projects", "factor", r"\bprojects?\b|\bprojets?\b|\bproyectos?\b"),
)
# Of people who do something, by what they are called or do.
PEOPLE: Final = (
    _rule("offices", "persons", r"\bstaff|\bpersonnel\b|\bemployees"),
    _rule(
        "speakers",
        "persons countries organizations governments",
        r"\bstatements?\b|\bspoke|\bspeakers?\b|\bdéclarations?\b|\borateurs?|\bdeclaraci|"
        r"\borador|took the floor",
    ),
    _rule(
        "beneficiaries",
        "persons countries",
        r"\btrained\b|\btrainees?|\bbenefit|\bbeneficiar|\bassisted\b|\bbénéfici|\bcapacit",
    ),
    _rule(
        "participants",
        "persons countries organizations governments",
        r"\bparticipa|\battend|\brepresentatives?\b|\bdelegat|\bgather|"
        r"\bbring\w* (?!together)[^.;]{1,30}together|\brepresenta|\breprésentants?|\basist|"
        r"\bround tables? included|\bdebat\w+ included",
    ),
)
COUNTS: Final = (
    _rule(
        "recommendations-followed-up",
        "recommendations",
        r"follow(?:ed|-|\s)?\s?up|were followed|no follow|not followed|suivi|seguimiento",
    ),
    _rule("follow-up-actions", "actions", r"follow[- ]up|suivi|seguimiento"),
    _rule(
        "follow-up-actions",
        "ratio",
        r"follow[- ]up (?:actions|activities)|actions per recommendation",
    ),
    _rule(
        "data-coverage",
        "countries documents",
        r"\bdata\b|\bcensus|\bmigration profiles?|\bdatabase|\bdonnées|\bdatos|\brecensement",
    ),
    _rule(
        "agreements",
        "countries instruments",
        r"memorand|bilateral agreements?|accords? bilatér|acuerdos? bilater|"
        r"agreements? (?:concluded|signed|with)",
    ),
    _rule(
        "members",
        "countries organizations governments",
        r"\bmembers(?:hip)?\b|\bmember (?:countr|organi)|\bmember states (?:of|have (?:doubled|"
        r"grown|increased))|"
        r"\b(?:has|counts|now|with|compte|cuenta con)\s(?:\w+\s)?\d+\s(?:member states|"
        r"États membres|Estados miembros)|"
        r"\bcompris|\bencompass|\bbringing together|"
        r"\bgroup that includes|\bincludes?\b|\bnetwork of|\balliance|\bmembres?\b|\bmiembros\b|"
        r"\bconsists? of",
    ),
    _rule(
        "participating-states",
        "countries",
        r"\bpilot|\bprojects?\b|\bprogramme|\binitiative|\bprojets?\b|\bproyectos?\b",
    ),
)

# Units whose things are what an indicator counts.
DEFAULTS: Final = {
    "recommendations": "recommendations",
    "meetings": "meetings",
    "projects": "projects",
    "programmes": "projects",
    "sites": "offices",
}
# People who come to meetings in an office, not those that figures on migration count.
OFFICIAL: Final = re.compile(
    r"represent|delegad|delegat|participa|asistent|minist|official|expert|ambassador|president|"
    r"speaker|panel|observer|staff|attend|"
    r"practitioner|policymaker|policy-maker|journalist|personnel|employee|orateur|orador|"
    r"fonctionnaire|funcionario|train",
    _FLAGS,
)
