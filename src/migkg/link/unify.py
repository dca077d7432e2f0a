"""One entity for one thing across the whole corpus: names the authority files do not know."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from migkg.iris import slug
from migkg.link.authority import Authority
from migkg.link.labels import fold
from migkg.link.persons import matches_surname, name_words, same_person
from migkg.model import Document, Entity, Label, Link, Literal, Property, Ref

# The class of an unknown thing where its mentions tell none.
_CLASS = {
    "person": "Person",
    "organization": "Organization",
    "state": "State",
    "area": "Area",
    "office": "Office",
    "instrument": "Instrument",
    "event": "Event",
    "initiative": "Initiative",
    "publication": "Publication",
    "document": "Document",
}


@dataclass(frozen=True)
class Unified:
    """The links of each document with final IRIs, and the entities they brought."""

    links: Mapping[str, tuple[Link, ...]]  # by document slug
    entities: Mapping[Ref, Entity]


def unify(
    per_document: Sequence[tuple[Document, tuple[Link, ...]]], authority: Authority
) -> Unified:
    """Return final links and the new, unreviewed entities.

    The result does not depend on the order of the documents: names are grouped as sets, and the
    form that names a group is its longest, the first in the alphabet among equals.
    """
    own = {document.ref for document, _ in per_document}  # described by their own graphs
    forms: dict[Ref, Counter[tuple[str, str]]] = {}
    hints: dict[Ref, set[tuple[str, str]]] = {}
    for _, links in sorted(per_document, key=lambda pair: pair[0].slug):
        for link in links:
            if link.entity in authority.entities or link.entity in own:
                continue
            form = " ".join(link.mention.form.split())
            forms.setdefault(link.entity, Counter())[form, link.mention.language] += 1
            hints.setdefault(link.entity, set()).update(link.mention.hints)
    known = _known_people(per_document, authority)
    final = _people(forms, known)
    merged: dict[Ref, list[Ref]] = {}
    for ref in sorted(forms):
        merged.setdefault(final.get(ref, ref), []).append(ref)
    entities: dict[Ref, Entity] = {}
    renamed: dict[Ref, Ref] = {}
    for fuller, group in merged.items():
        if fuller in authority.entities:
            renamed |= dict.fromkeys(group, fuller)
            continue
        seen: Counter[tuple[str, str]] = Counter()
        for ref in group:
            seen.update(forms[ref])
        said = {hint for ref in group for hint in hints[ref]}
        entity = _entity(group[0], seen, said, authority)
        # Two groups may come to one slug; then they are one thing.
        if entity.ref in entities:
            entity = _joined(entities[entity.ref], entity)
        entities[entity.ref] = entity
        renamed |= dict.fromkeys(group, entity.ref)
    new_links = {
        document.slug: tuple(
            Link(link.mention, renamed.get(link.entity, link.entity), link.confidence)
            for link in links
        )
        for document, links in per_document
    }
    return Unified(
        dict(sorted(new_links.items())),
        {ref: e for ref, e in sorted(entities.items()) if ref not in authority.entities},
    )


def _known_people(
    per_document: Sequence[tuple[Document, tuple[Link, ...]]], authority: Authority
) -> dict[Ref, Entity]:
    """Return the people of the authority files that the corpus names in full."""
    return {
        link.entity: authority.entities[link.entity]
        for _, links in per_document
        for link in links
        if link.entity.kind == "person" and link.entity in authority.entities
    }


def _people(
    forms: Mapping[Ref, Counter[tuple[str, str]]], known: Mapping[Ref, Entity]
) -> dict[Ref, Ref]:
    """Return for each person who is also named more fully elsewhere the IRI of the fuller name."""
    people = sorted(
        (ref for ref in forms if ref.kind == "person"),
        key=lambda ref: (-len(name_words(_longest(forms[ref]))), ref),
    )
    final: dict[Ref, Ref] = {}
    for number, ref in enumerate(people):
        name = _longest(forms[ref])
        fuller = {
            final.get(other, other)
            for other in people[:number]
            if same_person(name, _longest(forms[other]))
            or matches_surname(name, _longest(forms[other]))
        }
        fuller |= {
            entity.ref
            for entity in known.values()
            if any(_fuller(name, label.text) for label in entity.labels)
        }
        if len(fuller) == 1:
            final[ref] = fuller.pop()
    return final


def _fuller(name: str, label: str) -> bool:
    return " " in label and (same_person(name, label) or matches_surname(name, label))


def _longest(seen: Counter[tuple[str, str]]) -> str:
    return min((form for form, _ in seen), key=lambda form: (-len(form), form.isupper(), form))


def _entity(
    ref: Ref,
    seen: Counter[tuple[str, str]],
    said: set[tuple[str, str]],
    authority: Authority,
) -> Entity:
    """Return the entity of a group of forms; a thing with a number of its own keeps its slug."""
    values = {name: sorted(v for n, v in said if n == name) for name, _ in said}
    name = min(seen, key=lambda fl: (-len(fl[0]), sum(c.isupper() for c in fl[0]), fl[0], fl[1]))
    properties: list[Property] = []
    if "ref" in values:
        final = ref
        identifier = (values.get("symbol") or values.get("identifier") or [""])[0]
        label = identifier or name[0]
        if identifier:
            properties.append(("dcterms:identifier", Literal(identifier)))
    else:
        final, label = Ref(f"id/{ref.kind}/{slug(name[0])}"), name[0]
    if ref.kind == "person" and ref.slug:
        label = _in_mixed_case(label)
    properties += [("sessionOf", Ref(organ)) for organ in values.get("organ", ())[:1]]
    for parent in values.get("parent", ())[:1]:
        properties.append(("schema:superEvent", Ref(parent)))
        meeting = authority.entities.get(Ref(parent))
        label = f"{name[0]} ({meeting.name() if meeting else parent.split('/')[-1]})"
    types = tuple(sorted(set(values.get("type", ())))) or (_CLASS.get(ref.kind, "Event"),)
    if len(types) > 1:
        types = tuple(t for t in types if t not in ("Organization", "Event")) or types[:1]
    labels = [Label(label, name[1], "pref")]
    labels += [
        Label(form, language, "alt")
        for form, language in sorted(seen)
        if form != label and fold(form) != fold(label) and ref.kind != "instrument"
    ]
    return Entity(final, types[:1], tuple(labels), tuple(properties), reviewed=False)


def _in_mixed_case(name: str) -> str:
    """Return a personal name with words in capitals written as others are.

    >>> _in_mixed_case("Abdelhamid EL JAMRI")
    'Abdelhamid El Jamri'
    """
    return " ".join(
        w.title() if w.isupper() and len(w) > 1 and "." not in w else w for w in name.split()
    )


def _joined(one: Entity, other: Entity) -> Entity:
    labels = dict.fromkeys((*one.labels, *(Label(b.text, b.language, "alt") for b in other.labels)))
    known = {label.text for label in one.labels if label.role == "pref"}
    kept = tuple(lab for lab in labels if lab.role == "pref" or lab.text not in known)
    properties = tuple(dict.fromkeys((*one.properties, *other.properties)))
    return Entity(one.ref, one.types, kept, properties, reviewed=False)
