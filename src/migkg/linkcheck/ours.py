"""What we link: the registry of data sets and linksets, the links, our names and codes."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from migkg import resources
from migkg.errors import MissingFileError, OntologyError
from migkg.namespaces import BASE, DCTERMS, DEFAULT_BASE, MIG, RDF, RDFS, SCHEMA, SKOS
from migkg.search.words import key

VOID: Final = "http://rdfs.org/ns/void#"
NOTHING: Final = "https://w3id.org/sssom/NoTermFound"
_REMARK: Final = re.compile(r"\s*\([^()]*\)\s*$")
_FOLDERS: Final = ("links", "authority", "concepts", "treaty-status")
_NAMES: Final = {SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"}
_CODES: Final = {DCTERMS + "identifier", SCHEMA + "identifier", SKOS + "notation"}


@dataclass(frozen=True, slots=True)
class Target:
    """A data set that is linked to."""

    name: str
    title: str
    space: str  # what its IRIs begin with
    pattern: str  # what they look like

    def iri(self, text: str) -> str:
        """Return the IRI that a text stands for, as an IRI or a code of the data set; or nothing.

        >>> Target("x", "X", "http://x/", "^http://x/Q[0-9]+$").iri("Q96")
        'http://x/Q96'
        """
        for candidate in (text, self.space + text, f"{self.space}{text}/"):
            if re.search(self.pattern, candidate):
                return candidate
        return ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of ours, as its record has it."""

    linkset: str
    subject: str
    predicate: str
    object: str
    label: str = ""  # of the object, when the link was made


@dataclass(slots=True)
class Thing:
    """A thing of ours, as far as links concern it."""

    label: str = ""
    keys: set[str] = field(default_factory=set)  # its names, folded
    names: set[str] = field(default_factory=set)  # those of them good out of context
    codes: dict[str, str] = field(default_factory=dict)  # by kind: iso2, iso3, m49
    types: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Ours:
    """Everything that a copy of a data set is compared with."""

    targets: dict[str, Target]
    classes: dict[str, set[str]]  # of things that are linked to a target, by its name
    links: list[Link]
    things: dict[str, Thing]

    def target_of(self, iri: str) -> Target | None:
        """Return the data set whose IRI it is: of several the one with the longest beginning."""
        found = [one for one in self.targets.values() if iri.startswith(one.space)]
        return max(found, key=lambda one: len(one.space), default=None)


def load(folder: Path | None = None) -> Ours:
    """Return what the files of an ontology's folder say; the shipped one if none is given.

    Raises MissingFileError without links in it, OntologyError for Turtle that does not parse.
    """
    folder = folder or resources.folder("ontology")
    if not (folder / "links").is_dir():
        raise MissingFileError(str(folder / "links"))
    store = ox.Store()
    for name in _FOLDERS:
        for path in sorted((folder / name).glob("*.ttl")):
            text = path.read_text("utf-8").replace(DEFAULT_BASE, BASE)
            try:
                store.extend(quad for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
            except SyntaxError as error:
                raise OntologyError(f"{path}: {error}") from error
    for path in sorted(folder.glob("*.ttl")):
        text = path.read_text("utf-8").replace(DEFAULT_BASE, BASE)
        store.extend(
            quad
            for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)
            if quad.predicate.value == RDFS + "subClassOf"
        )
    return Ours(_targets(store), _classes(store), list(_links(store)), _things(store))


def _rows(store: ox.Store, query: str) -> Iterator[list[str]]:
    prefixes = {"dcterms": DCTERMS, "mig": MIG, "void": VOID, "skos": SKOS, "rdfs": RDFS}
    found = store.query(query, prefixes=prefixes)
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        yield ["" if term is None else str(getattr(term, "value", term)) for term in row]


def _targets(store: ox.Store) -> dict[str, Target]:
    rows = _rows(
        store,
        "SELECT ?d ?title ?space ?pattern { ?d void:uriSpace ?space ; "
        "void:uriRegexPattern ?pattern ; dcterms:title ?title } ORDER BY ?d",
    )
    return {
        iri.rpartition("/")[2]: Target(iri.rpartition("/")[2], title, space, pattern)
        for iri, title, space, pattern in rows
    }


def _classes(store: ox.Store) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for target, linked in _rows(
        store, "SELECT ?t ?c { ?l void:objectsTarget ?t ; mig:linkedClass ?c }"
    ):
        found[target.rpartition("/")[2]].add(linked)
    return dict(found)


def _links(store: ox.Store) -> Iterator[Link]:
    for linkset, *parts in _rows(
        store,
        "SELECT ?l ?s ?p ?o ?label { ?m mig:mappingSubject ?s ; mig:mappingPredicate ?p ; "
        "mig:mappingObject ?o ; dcterms:isPartOf ?l . OPTIONAL { ?m mig:objectLabel ?label } "
        f"FILTER (?o != <{NOTHING}>) }} ORDER BY ?l ?s ?o",
    ):
        yield Link(linkset.rpartition("/")[2], *parts)


def _things(store: ox.Store) -> dict[str, Thing]:
    supers = _superclasses(store)
    found: dict[str, Thing] = defaultdict(Thing)
    for quad in store:
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, ox.NamedNode):
            continue
        if predicate == RDF + "type" and isinstance(value, ox.NamedNode):
            found[subject.value].types |= {value.value, *supers.get(value.value, ())}
        elif isinstance(value, ox.Literal) and predicate in _NAMES:
            thing = found[subject.value]
            thing.keys.update(forms(value.value))
            if predicate != SKOS + "hiddenLabel":
                thing.names.add(key(value.value))
            if predicate == SKOS + "prefLabel" and (value.language == "en" or not thing.label):
                thing.label = value.value
        elif isinstance(value, ox.Literal) and predicate in _CODES:
            kind = kind_of_code(value.value)
            if kind:
                found[subject.value].codes[kind] = value.value
    return dict(found)


def _superclasses(store: ox.Store) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for below, above in _rows(store, "SELECT ?c ?d { ?c rdfs:subClassOf+ ?d }"):
        found[below].add(above)
    return dict(found)


def kind_of_code(text: str, hint: str = "") -> str:
    """Return which of the codes of countries a text is; ``hint`` is what its property is called.

    >>> kind_of_code("484"), kind_of_code("MEX"), kind_of_code("mx", "ISO 3166-1 alpha-2 code")
    ('m49', 'iso3', 'iso2')
    >>> kind_of_code("Mexico"), kind_of_code("12", "size")
    ('', '')
    """
    hint = re.sub(r"[^a-z0-9]", "", hint.casefold())
    named = {
        "iso2": ("alpha2", "iso2", "p297"),
        "iso3": ("alpha3", "iso3", "p298"),
        "m49": ("m49", "p2082", "numeric", "p299"),
    }
    shapes = {"iso2": r"[A-Za-z]{2}", "iso3": r"[A-Za-z]{3}", "m49": r"\d{1,3}"}
    for kind, hints in named.items():
        if any(one in hint for one in hints) and re.fullmatch(shapes[kind], text):
            return kind
    if hint in {"", "notation", "identifier"}:
        if re.fullmatch(r"[A-Z]{2}", text):
            return "iso2"
        if re.fullmatch(r"[A-Z]{3}", text):
            return "iso3"
        if re.fullmatch(r"\d{3}", text):
            return "m49"
    return ""


def forms(text: str) -> Iterator[str]:
    """Yield a name, folded, and as it is without a remark in brackets.

    >>> list(forms("Micronesia (subregion)"))
    ['micronesia subregion', 'micronesia']
    """
    for form in (text, _REMARK.sub("", text)):
        if folded := key(form):
            yield folded
