"""Themes: what passages and documents are about, as ``dcterms:subject``."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from migkg import namespaces as ns
from migkg.errors import OntologyError
from migkg.facts.registry import fact_extractor
from migkg.link.labels import LabelIndex
from migkg.model import Description, Entity, Label, Ref
from migkg.reading import Paragraph, Reading
from migkg.resources import folder

# A theme of a document stands in its title, or is named in this many of its passages and in this
# share of those that name any theme.
_PASSAGES: Final = 3
_SHARE: Final = 0.05
# Single words that say too little on their own: part of everything written on migration, or with
# meanings outside it.
_BROAD: Final = frozenset(
    [
        "migration",
        "development",
        "partnerships",
        "partenariats",
        "alianzas",
        "discrimination",
        "discriminatory",
        "employers",
        "employeurs",
        "empleadores",
        "nationality",
        "citizenship",
        "displacement",
        "recession",
        "intolerance",
        "stereotypes",
        "expatriates",
        "recruitment",
        "readmission",
        "gender",
        "refugee",
        "migrations",
        "migraciones",
        "expulsion",
        "expulsión",
        "research",
    ]
)
_UNSPECIFIC: Final = frozenset({"international-migration", "migration-and-development"})
_KINDS: Final = frozenset({"paragraph", "list-item", "heading", "caption", "programme-line"})


@fact_extractor("themes")
def themes(reading: Reading) -> Iterator[Description]:
    """Yield the themes of each passage that names any, then those of the document.

    A label inside the name of a thing (a convention's title) is no theme of the passage. Broader
    themes are not stated; the scheme gives them.
    """
    index = load_themes()
    counts: Counter[Ref] = Counter()
    naming = 0
    for paragraph in reading.paragraphs:
        if paragraph.first.kind not in _KINDS:
            continue
        found = named(index, reading, paragraph)
        by_passage: dict[int, set[Ref]] = {}
        for begin, end, theme in found:
            for order in paragraph.covering(begin, end):
                by_passage.setdefault(order, set()).add(theme)
        naming += bool(found)
        counts.update({theme for _, _, theme in found})
        for order, subjects in sorted(by_passage.items()):
            yield _description(reading.by_order[order].ref, subjects)
    needed = max(_PASSAGES, round(naming * _SHARE))
    subjects = {theme for theme, count in counts.items() if count >= needed}
    subjects |= {theme for _, _, theme in in_text(index, reading.document.title)}
    if subjects:
        yield _description(reading.document.ref, subjects)


def _description(subject: Ref, subjects: set[Ref]) -> Description:
    return Description(subject, tuple(("dcterms:subject", theme) for theme in sorted(subjects)))


def named(index: LabelIndex, reading: Reading, paragraph: Paragraph) -> list[tuple[int, int, Ref]]:
    """Return the themes a paragraph names outside the names of things, with where they stand."""
    seen = paragraph.view
    if not seen.text:
        return []
    low, high = seen.span(0, len(seen.text))
    names = [
        (seen.position(link.begin), seen.position(link.end - 1) + 1)
        for link in reading.links_between(low, high)
    ]
    return [
        (begin, end, theme)
        for begin, end, theme in in_text(index, seen.text)
        if not any(a < end and begin < b for a, b in names)
    ]


def in_text(index: LabelIndex, text: str) -> list[tuple[int, int, Ref]]:
    """Return the themes that a text names and where; a label inside a longer one does not count."""
    matches = sorted(index.find(text), key=lambda match: (match.begin - match.end, match.begin))
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, Ref]] = []
    for match in matches:
        if any(a <= match.begin and match.end <= b for a, b in taken):
            continue
        taken.append((match.begin, match.end))
        refs = {entity.ref for label, entity in match.labels if _is_specific(label, entity)}
        found.extend((match.begin, match.end, ref) for ref in sorted(refs))
    return sorted(found)


def _is_specific(label: Label, entity: Entity) -> bool:
    if entity.ref.rpartition("/")[2] in _UNSPECIFIC:
        return len(label.text.split()) > 2
    return label.text.lower() not in _BROAD


@lru_cache(maxsize=4)
def load_themes(path: Path | None = None) -> LabelIndex:
    """Return the labels of the theme scheme (the shipped one, unless told).

    Raises OntologyError with file and line for Turtle that does not parse.
    """
    file = path or folder("ontology") / "concepts" / "theme.ttl"
    try:
        quads = list(ox.parse(file.read_bytes(), ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"{file}: {error}") from error
    labels: dict[Ref, list[Label]] = {}
    for quad in quads:
        role = _ROLES.get(quad.predicate.value)
        ref = _own(quad.subject)
        if role and ref is not None and isinstance(quad.object, ox.Literal):
            value = quad.object
            labels.setdefault(ref, []).extend(
                Label(form, value.language or "", "pref" if role == "pref" else "alt")
                for form in _variants(value.value)
            )
    return LabelIndex(Entity(ref, ("Theme",), tuple(said)) for ref, said in sorted(labels.items()))


# Words that stand before "migrants" and change nothing of what a text is about.
_FILLERS: Final = (
    (" of migrants", (" of all migrants", " of international migrants", " of the migrants")),
    (" des migrants", (" de tous les migrants", " des migrants internationaux")),
    (" de los migrantes", (" de todos los migrantes", " de los migrantes internacionales")),
)


def _variants(label: str) -> Iterator[str]:
    """Yield a label, and with "all" or "international" before its migrants.

    >>> list(_variants("rights of migrants"))[1]
    'rights of all migrants'
    """
    yield label
    for plain, longer in _FILLERS:
        if label.endswith(plain):
            yield from (label.removesuffix(plain) + form for form in longer)


_ROLES: Final[Mapping[str, str]] = {
    ns.SKOS + "prefLabel": "pref",
    ns.SKOS + "altLabel": "alt",
    ns.SKOS + "hiddenLabel": "alt",
}
_THEME = re.compile(r"concept/theme/[a-z0-9-]+")


def _own(subject: object) -> Ref | None:
    """Return a theme's IRI relative to the base, whatever base the scheme was written under."""
    if not isinstance(subject, ox.NamedNode):
        return None
    for base in (ns.DEFAULT_BASE, ns.BASE):
        if subject.value.startswith(base):
            ref = subject.value.removeprefix(base)
            return Ref(ref) if _THEME.fullmatch(ref) else None
    return None
