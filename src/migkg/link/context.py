"""Short forms that hold only in context: "the Forum", "the Convention", "(ADPC)"."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from migkg.extract.capitalized import head_noun
from migkg.extract.words import POST_NOUNS
from migkg.link.candidates import Candidate
from migkg.link.labels import fold
from migkg.model import Document, Entity, Mention, Ref
from migkg.reading import Paragraph

# A short form stands behind one of these; without it, it is part of something else.
_DETERMINER = re.compile(
    r"(?:\b(?:the|The|this|This|that|That|said|its|our|Our|of|le|la|Le|La|du|au|cette|Cette|ce|Ce|"
    r"ladite|dudit|el|El|del|al|esta|Esta|este|Este|dicha|dicho|[Ll]es|[Ll]os|two|both)|"
    r"\b[lLdD]'|\"|'s) ?$"
)
# An adjective may stand between: "the two-day Dialogue", "our last Council meeting".
_QUALIFIED = re.compile(
    r"\b(?:[Tt]he|[Tt]his|its|[Oo]ur|[Ll]a|[Ll]e|[Ee]l) "
    r"(?!of|in|on|at|for|by|to|and|or|de|du|del|en|et|y|que|is|was)[a-zà-ÿ][\wà-ÿ-]+ $"
)
_LONGER_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'-]* $")
_LONGER_BEHIND = re.compile(
    r" (?:[A-ZÀ-Þ]|(?:on|concerning|relating to|against|relative|sur|sobre|contra) )"
)
# A single word followed by one of these is the head of another name: "the Council of Europe".
_WHOSE = re.compile(r" (?:(?:of|for|du|des|de la|del|de los|de las)(?: the)? |de l')[A-ZÀ-Þ]")
# French and Spanish adjectives stand behind: "la Conférence ministérielle" is another one.
_ADJECTIVE = re.compile(
    r" [a-zà-ÿ-]+(?:elle|el|[ae]le|al|aux|ique|ic[oa]|aine?|éen(?:ne)?|an[oa]|ari[oa]|"
    r"aire|iv[eoa])\b"
)
# What stands behind the short form of a body and is no part of its name.
_PART_OF_PHRASE = re.compile(
    r" (?:I|A)\b| (?:members?|meetings?|membership)\b"
    r"|'?s? (?i:resolutions?|decisions?) (?:Nos?\. )?\d| (?P<post>[A-Z][\w-]+)"
)
_OPENER_BEFORE = re.compile(
    r"(?:^|[.;:!?\"(] ?)(?:The|This|That|Its|Our|Le|La|Cette|Ce|El|Esta|Este|In|At|Of)? ?$"
)


# "Président du Comité", "Président élu": another post.
_ANOTHER_POST = re.compile(r" (?:(?:of|de|du|del|de l'|for) ?\w|élue?\b|elect[ao]?\b)")
_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d $")


def stands_alone(candidate: Candidate) -> bool:
    """Tell whether a short form is a noun phrase: article before, no longer name around it."""
    text, begin, end = candidate.text, candidate.begin, candidate.end
    before = text[:begin]
    behind = _PART_OF_PHRASE.match(text, end)
    goes_on = behind is not None and (not behind["post"] or behind["post"].lower() in POST_NOUNS)
    if _LONGER_BEHIND.match(text, end) and not goes_on:
        return False
    if " " not in candidate.mention.form and (
        _WHOSE.match(text, end)
        or (candidate.mention.language != "en" and _ADJECTIVE.match(text, end))
    ):
        return False
    if candidate.mention.kind == "office" and _ANOTHER_POST.match(text, end):
        return False
    if candidate.mention.kind == "office" and _ADDRESSED.search(before):
        return True
    if goes_on and not _LONGER_BEFORE.search(before):
        return True  # "and Council resolutions 8/10 and 17/12", "Committee Chairperson"
    if _YEAR_BEFORE.search(before) or candidate.mention.kind == "state":
        return True
    if candidate.mention.form.count(" ") > 1 and not _LONGER_BEFORE.search(before):
        return True  # a form of several words needs no article: an address, a list
    if _LONGER_BEFORE.search(before) and not _DETERMINER.search(before):
        return False
    return bool(_DETERMINER.search(before) or _QUALIFIED.search(before))


# How much a short form means without an antecedent: bodies and offices every UN document
# takes for known.
_TAKEN_FOR_KNOWN = frozenset(
    {"general-assembly", "secretary-general", "president-of-the-general-assembly", "un-secretariat"}
)
# "Mr. President", "Monsieur le Président": the office, where it is clear whose.
_ADDRESSED = re.compile(r"(?:(?:Monsieur|Madame|M\.|Mme) (?:le|la)|Mr\.?|Madam|Señora?|Sra?\.) $")


def resolve_context(found: Sequence[Candidate], document: Document) -> None:
    """Settle the short forms: by the nearest thing named before that has this short form.

    What the document's head names comes first, and of offices the one named most. Without one
    before, the first one named behind counts; then the only known entity with the form that UN
    documents take for known. A form that finds nothing stays unsettled.
    """
    settled = [c for c in found if c.entity is not None]
    heads = [(begin, end) for name, begin, end in document.head if name in ("title", "event")]
    in_head = [c for c in settled if any(begin <= c.mention.begin < end for begin, end in heads)]
    for candidate in found:
        if candidate.entity is not None or not candidate.hidden:
            continue
        if not stands_alone(candidate):
            continue
        allowed = {entity.ref: entity for entity in candidate.entities}
        if (treaty := treaty_meant(candidate)) is not None:
            candidate.settle(treaty.ref, 0.8)
            settled.append(candidate)
            settled.sort(key=lambda c: c.mention.begin)
            continue
        if _ADDRESSED.search(candidate.text[: candidate.begin]):
            allowed = {r: e for r, e in allowed.items() if _presides(e, candidate, settled)}
            if not allowed:
                continue
        chosen = {c.entity for c in in_head if c.entity in allowed}
        if not chosen and candidate.mention.kind == "office":
            chosen = _most_named(settled, allowed)
        antecedent = _antecedent(candidate, settled, set(chosen if len(chosen) == 1 else allowed))
        if antecedent is not None and antecedent.entity is not None:
            candidate.settle(antecedent.entity, 0.85)
        elif (part := _part_of_named(candidate, settled)) is not None:
            candidate.settle(part, 0.75)
        elif (known := _known_alone(candidate, allowed.values())) is not None:
            candidate.settle(known.ref, 0.7)
        if candidate.entity is not None:
            settled.append(candidate)
            settled.sort(key=lambda c: c.mention.begin)


# Behind these stands a treaty, never the committee that goes by the same letters.
_OF_A_TREATY = re.compile(
    r"\b(?:entry into force|entrée en vigueur|entrada en vigor|ratif\w*|accession|adhésion|"
    r"adhesión|signature|firma|parties|partes)(?: (?:of|to|de|du|del|à|a|en))?"
    r"(?: the| la| le| l'| el)? ?$",
    re.IGNORECASE,
)


def treaty_meant(candidate: Candidate) -> Entity | None:
    """Return the only treaty among what a form may mean, where the words before it ask for one."""
    treaties = [e for e in candidate.entities if e.ref.kind == "instrument"]
    if len(treaties) != 1 or len(candidate.entities) == 1:
        return None
    before = candidate.text[max(0, candidate.begin - 60) : candidate.begin]
    return treaties[0] if _OF_A_TREATY.search(before) else None


# Whose naming tells that a President addressed presides over the General Assembly.
_BESIDE = frozenset({Ref("id/organization/united-nations"), Ref("id/office/secretary-general")})


def _presides(office: Entity, candidate: Candidate, settled: Sequence[Candidate]) -> bool:
    """Tell whether an office addressed by its short form, its body or its meeting is named."""
    bodies = set(office.values("org:postIn"))
    return any(
        c.entity is not None
        and (
            c.entity in bodies
            or c.entity == office.ref
            or c.entity in _BESIDE
            or any(bodies & set(entity.values("schema:organizer")) for entity in c.entities)
        )
        for c in settled
        if c is not candidate
    )


def _most_named(settled: Sequence[Candidate], allowed: Iterable[Ref]) -> set[Ref]:
    """Return the entity that a document names most; none where two are named alike."""
    counted = Counter(c.entity for c in settled if c.entity in set(allowed) and not c.hidden)
    most = max(counted.values(), default=0)
    best = {ref for ref, n in counted.items() if n == most and ref is not None}
    return best if len(best) == 1 else set()


def _part_of_named(candidate: Candidate, settled: Sequence[Candidate]) -> Ref | None:
    """Return the only body with the form whose parent the document names: "the Governing Body"."""
    if " " not in candidate.mention.form:
        return None
    named = {c.entity for c in settled}
    parts = [
        entity.ref
        for entity in candidate.entities
        if any(parent in named for parent in entity.values("org:subOrganizationOf"))
    ]
    return parts[0] if len(parts) == 1 else None


def _known_alone(candidate: Candidate, entities: Iterable[Entity]) -> Entity | None:
    options = list(entities)
    if len(options) == 1 and (
        options[0].ref.kind in ("state", "office") or candidate.mention.form.count(" ") > 1
    ):
        return options[0]
    known = [entity for entity in options if entity.ref.slug in _TAKEN_FOR_KNOWN]
    return known[0] if len(known) == 1 else None


def _antecedent(
    candidate: Candidate, settled: Sequence[Candidate], allowed: set[object]
) -> Candidate | None:
    before = None
    for other in settled:
        fits = (
            other.entity in allowed
            or (len(other.entities) == 1 and other.entities[0].ref in allowed)
            or _series_fits(other, allowed)
            or _shortened(other, candidate.mention.form)
        )
        if not fits:
            continue
        if other.mention.begin < candidate.mention.begin:
            before = other
        else:
            return before or other
    return before


def _series_fits(other: Candidate, allowed: set[object]) -> bool:
    """Tell whether a meeting belongs to a series that has the short form ("the Dialogue")."""
    return any(value in allowed for entity in other.entities for value in entity.values("inSeries"))


def _shortened(other: Candidate, form: str) -> bool:
    """Tell whether a name that no authority file knows has this head noun ("the Committee")."""
    if other.entities or other.kind != "organization" or other.mention.form == form:
        return False
    return head_noun(other.mention.form) == form.lower()


# "African Foundation for Development [AFFORD]", "Gulf Cooperation Council (GCC)"
_ACRONYM = re.compile(r"[*\s]*[(\[]\s?\"?(?P<acronym>[A-Z][A-Za-z\d/&-]{1,11})\"?\s?[)\]]")


def defined_acronyms(found: Sequence[Candidate]) -> dict[str, Candidate]:
    """Return the acronyms that the document defines behind a name, with the name's mention.

    An acronym is taken for the name's own if its letters begin the name's words in their order.
    """
    defined: dict[str, Candidate] = {}
    for candidate in found:
        behind = _ACRONYM.match(candidate.text, candidate.end)
        if behind and _stands_for(behind["acronym"], candidate.mention.form):
            defined.setdefault(behind["acronym"], candidate)
    return defined


def _stands_for(acronym: str, name: str) -> bool:
    letters = [char for char in fold(acronym) if char.isalnum()]
    initials = iter("".join(fold(word)[:4] for word in re.findall(r"[\w]+", name)))
    return sum(char.isupper() for char in acronym) > 1 and all(
        any(letter == initial for initial in initials) for letter in letters
    )


def acronym_mentions(
    found: Sequence[Candidate], parts: Sequence[Paragraph], defined: dict[str, Candidate]
) -> Iterator[Candidate]:
    """Yield a candidate for each further place where a defined acronym stands."""
    if not defined:
        return
    pattern = re.compile(
        r"(?<![\w/-])(?:"
        + "|".join(map(re.escape, sorted(defined, key=len, reverse=True)))
        + r")(?![\w/])"
    )
    by_paragraph: dict[int, list[Candidate]] = {}
    for candidate in found:
        by_paragraph.setdefault(id(candidate.paragraph), []).append(candidate)
    for paragraph in parts:
        for hit in pattern.finditer(paragraph.view.text):
            begin, end = hit.span()
            here = by_paragraph.get(id(paragraph), ())
            if any(c.begin < end and begin < c.end for c in here):
                continue
            named = defined[hit[0]]
            low, high = paragraph.view.span(begin, end)
            passage = next(
                (p for p in paragraph.passages if p.begin <= low and high <= p.end), None
            )
            if passage is None:
                continue
            mention = Mention(
                low,
                high,
                passage.text[low - passage.begin : high - passage.begin],
                named.mention.kind,
                hit[0],
                "acronym",
                passage.order,
                passage.language,
                named.mention.hints,
            )
            yield Candidate(mention, paragraph, begin, end, named.entity, 0.95, named.entities)
