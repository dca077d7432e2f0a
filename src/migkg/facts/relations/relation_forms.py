"""The forms of the verbs of relations, compiled: active, passive, participles."""

import re
from dataclasses import dataclass
from typing import Final

from migkg.facts.relations.relation_verbs import ACTING, Verb
from migkg.facts.relations.relation_verbs_of_works import MAKING

_ADVERB = (
    r"(?:(?:(?!financially)[a-z]{3,12}ly|[a-z]{3,14}ment|also|already|now|currently|"
    r"recently|actively|jointly|formally|later|therefore|further|"
    r"furthermore|strongly|fully|successfully|subsequently|regularly|together|thus|"
    r"both|each|since|has|have|then|en outre|également|aussi|déjà|también|conjointement|"
    r"conjuntamente),? )*"
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
    r"(?:will|plans? to|(?:is|are) planning to|intends? to|(?:is|are) to|(?:has|"
    r"have) (?:agreed|decided|undertaken) to|"
    r"prévoi(?:t|ent) de|compte(?:nt)?|entend(?:ent)?|prevén?|tienen? previsto|"
    r"tienen? la intención de)"
)
_CONSIDERED = (
    r"(?:(?:is|are) considering|considers|envisagent? (?:de|d')|(?:is|"
    r"are) exploring the possibility of|"
    r"estudian? la posibilidad de|considera la posibilidad de)"
)


def _clause(verb: Verb) -> Clause:
    finite = "|".join(
        part
        for part in (verb.pattern("s"), verb.pattern("past"), verb.french[0], verb.spanish[0])
        if part
    )
    participles = [
        part for part in (verb.pattern("participle"), verb.french[1], verb.spanish[1]) if part
    ]
    infinitive = "|".join(
        part for part in (verb.pattern("base"), verb.french[2], verb.spanish[2]) if part
    )
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
            r"(?: jointly| conjointement| conjuntamente)?(?:,? (?:in|en|on|le|"
            r"el) (?P<when>[^⟦,;.]{4,20}),?)? "
            r"(?:by|par|por)(?: both| l'ensemble de)? "
        )
        passive = re.compile(
            rf",? ?(?:(?:which|that|qui|que) )?{_ADVERB}"
            rf"(?:(?P<planned>(?:will|is to|are to|sera|seront|será) (?:be )?)|(?:(?:is|"
            rf"are|was|were|has been|have been|had been|being|"
            rf"is being|est|sont|a été|ont été|fut|fue|fueron|ha sido|han sido|es|son) )?){_ADVERB}"
            rf"(?:{alternatives})(?: and [a-z]+ed)?{by}"
        )
        participle = re.compile(rf"(?i:{alternatives})(?: jointly| conjointement)? (?:by|par|por) ")
        hyphened = re.compile(
            rf"(?:-(?:{verb.pattern('participle')}),? | (?:{verb.pattern('participle')}), )"
        )
    return Clause(verb, active, plural, passive, participle, hyphened)


CLAUSES: Final[tuple[Clause, ...]] = tuple(_clause(verb) for verb in (*ACTING, *MAKING))
