"""Properties of things as the reconciliation service offers them: codes, names, links, relations.

The links are those of the registry of linksets: each data set there is a property.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from migkg.namespaces import BASE, DCTERMS, ID, MIG, ORG, RDFS, SCHEMA, SKOS

Value: TypeAlias = ox.NamedNode | ox.Literal

_MATCHES: Final = tuple(
    ox.NamedNode(iri)
    for iri in (
        SKOS + "exactMatch",
        SKOS + "closeMatch",
        SKOS + "broadMatch",
        SKOS + "narrowMatch",
        SKOS + "relatedMatch",
        RDFS + "seeAlso",
    )
)
_SPACE: Final = ox.NamedNode("http://rdfs.org/ns/void#uriSpace")
_TITLE: Final = ox.NamedNode(DCTERMS + "title")
_CLASSIFIED: Final = ox.NamedNode(MIG + "classified")
_IN: Final = ox.NamedNode(MIG + "classifiedIn")
_PLACES: Final = ("State", "Area")


@dataclass(frozen=True, slots=True)
class Property:
    """Something that is known of things."""

    id: str
    name: str
    predicates: tuple[ox.NamedNode, ...]
    types: tuple[str, ...] = ()  # whose things have it; none: things of many types
    language: str = ""  # of the values, where it is told by language
    space: str = ""  # what the values begin with: links to one data set
    code: bool = False  # whether a value tells a thing from all others

    def offered(self, types: tuple[str, ...]) -> bool:
        """Tell whether things of these types may have it."""
        return not self.types or not types or not set(self.types).isdisjoint(types)


def _of(id_: str, name: str, *predicates: str, types: tuple[str, ...] = (), language: str = "",
        code: bool = False) -> Property:  # fmt: skip
    return Property(id_, name, tuple(map(ox.NamedNode, predicates)), types, language, "", code)


_OWN: Final = (
    _of("iso3", "ISO 3166-1 alpha-3 code", DCTERMS + "identifier", types=_PLACES, code=True),
    _of("iso2", "ISO 3166-1 alpha-2 code", SCHEMA + "identifier", types=_PLACES, code=True),
    _of("m49", "M49 code", SKOS + "notation", types=_PLACES, code=True),
    _of("identifier", "Code or document symbol", DCTERMS + "identifier", code=True),
    _of("name-en", "Name in English", SKOS + "prefLabel", language="en"),
    _of("name-fr", "Name in French", SKOS + "prefLabel", language="fr"),
    _of("name-es", "Name in Spanish", SKOS + "prefLabel", language="es"),
    _of("other-names", "Other names", SKOS + "altLabel"),
    _of("definition", "Definition", SKOS + "definition", types=("Theme", "Concept")),
    _of(
        "country",
        "Country",
        MIG + "placeState",
        SCHEMA + "areaServed",
        types=("Event", "Initiative"),
    ),
    _of("part-of", "Larger area or whole", DCTERMS + "isPartOf"),
    _of("member-of", "Member of", ORG + "memberOf", types=("State", "Organization", "Person")),
    _of("parent", "Parent body", ORG + "subOrganizationOf", types=("Organization",)),
    _of("body", "Body of the office", ORG + "postIn", types=("Office",)),
    _of(
        "date",
        "Date",
        DCTERMS + "date",
        SCHEMA + "startDate",
        types=("Document", "Instrument", "Event", "Publication"),
    ),
    _of("replaced-by", "Replaced by", DCTERMS + "isReplacedBy"),
    Property("group", "Group of countries", (_CLASSIFIED, _IN), _PLACES),
)


class Properties:
    """The properties there are in one store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._all = {one.id: one for one in (*_OWN, *_linked(store))}

    def all(self) -> list[Property]:
        """Return all properties, ours first."""
        return list(self._all.values())

    def get(self, name: str) -> Property | None:
        """Return a property by its identifier; an IRI will do for one of ours."""
        return self._all.get(name.rpartition("#")[2].removeprefix(BASE))

    def values(self, thing: ox.NamedNode, asked: Property) -> list[Value]:
        """Return the values of a property of a thing, each once, in order."""
        found = set(self._found(thing, asked))
        return sorted(found, key=lambda value: (value.value, str(value)))

    def _found(self, thing: ox.NamedNode, asked: Property) -> Iterator[Value]:
        if asked.predicates == (_CLASSIFIED, _IN):
            for quad in self._store.quads_for_pattern(None, _CLASSIFIED, thing, None):
                assert isinstance(quad.subject, ox.NamedNode)
                for other in self._store.quads_for_pattern(quad.subject, _IN, None, None):
                    if isinstance(other.object, ox.NamedNode):
                        yield other.object
            return
        for predicate in asked.predicates:
            for quad in self._store.quads_for_pattern(thing, predicate, None, None):
                value = quad.object
                if isinstance(value, ox.Literal):
                    if not asked.space and asked.language in {"", value.language}:
                        yield value
                elif isinstance(value, ox.NamedNode) and value.value.startswith(asked.space):
                    yield value

    def having(self, asked: Property, text: str) -> set[str]:
        """Return the IRIs of our things that have a code, or the code of a linked thing."""
        found = set()
        for predicate in asked.predicates:
            for term in _terms(asked, text):
                for quad in self._store.quads_for_pattern(None, predicate, term, None):
                    if isinstance(quad.subject, ox.NamedNode):
                        found.add(quad.subject.value)
        return {iri for iri in found if iri.startswith((ID, BASE + "concept/"))}


def code_of(asked: Property, value: Value) -> str:
    """Return a value as a table shows it: of a link, what follows the data set's own beginning.

    >>> wikidata = Property("wikidata", "Wikidata", (), space="http://www.wikidata.org/entity/")
    >>> code_of(wikidata, ox.NamedNode("http://www.wikidata.org/entity/Q96"))
    'Q96'
    """
    if not asked.space:
        return value.value
    code = value.value.removeprefix(asked.space).strip("/")
    return code if code.replace("-", "").replace(".", "").isalnum() else value.value


def _terms(asked: Property, text: str) -> Iterator[Value]:
    if asked.space:
        for iri in (text, asked.space + text, f"{asked.space}{text}/"):
            if iri.startswith(asked.space) and not set(iri) & set(' <>"{}|\\^`'):
                yield ox.NamedNode(iri)
        return
    forms = [text, text.upper()]
    if asked.id == "m49" and text.isdigit():
        forms.append(text.zfill(3))
    yield from (ox.Literal(form) for form in dict.fromkeys(forms))


def _linked(store: ox.Store) -> list[Property]:
    """Return a property for each data set that is linked to."""
    found = []
    for quad in store.quads_for_pattern(None, _SPACE, None, None):
        dataset, space = quad.subject, quad.object
        if isinstance(dataset, ox.NamedNode) and isinstance(space, ox.Literal):
            titles = [
                title.object.value
                for title in store.quads_for_pattern(dataset, _TITLE, None, None)
                if isinstance(title.object, ox.Literal)
            ]
            name = dataset.value.rpartition("/")[2]
            found.append(
                Property(name, min(titles, default=name), _MATCHES, space=space.value, code=True)
            )
    own = {one.id for one in _OWN}
    return sorted((one for one in found if one.id not in own), key=lambda one: one.id)
