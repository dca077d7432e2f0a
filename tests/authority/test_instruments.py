"""The authority files of instruments, events, initiatives and publications hold together."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS, VOID, XSD
from rdflib.term import Node

from migkg.iris import slug
from migkg.namespaces import ID, MIG, SCHEMA

AUTHORITY = Path(__file__).parents[2] / "ontology" / "authority"
INSTRUMENTS = ("treaties", "ilo", "resolutions", "declarations")
FILES = (*INSTRUMENTS, "events", "initiatives", "publications")
LANGUAGES = {"en", "fr", "es"}
TIMES = (SCHEMA + "startDate", SCHEMA + "endDate", MIG + "since", MIG + "until")
TYPES = {
    "treaties": {"Treaty"},
    "ilo": {"Treaty", "Recommendation"},
    "resolutions": {"Resolution"},
    "declarations": {
        "Declaration",
        "Framework",
        "CodeOfPractice",
        "Resolution",
        "Treaty",
        "Instrument",
    },
    "events": {
        "Campaign",
        "Conference",
        "Debate",
        "Dialogue",
        "Meeting",
        "Session",
        "Symposium",
        SCHEMA + "EventSeries",
    },
    "initiatives": {"Initiative"},
    "publications": {"Publication"},
}


@cache
def read(name: str) -> Graph:
    """Return the triples of one authority file."""
    return Graph().parse(AUTHORITY / f"{name}.ttl")


@cache
def together() -> Graph:
    """Return the triples of the files tested here."""
    graph = Graph()
    for name in FILES:
        graph += read(name)
    return graph


@cache
def known() -> frozenset[str]:
    """Return the IRI of every entity of every authority file."""
    return frozenset(
        str(subject)
        for path in sorted(AUTHORITY.glob("*.ttl"))
        for subject in read(path.stem).subjects(SKOS.prefLabel)
    )


def entity(path: str) -> URIRef:
    """Return the IRI of an entity: ``entity("instrument/icrmw")``."""
    return URIRef(ID + path)


def labels(graph: Graph, role: URIRef) -> list[tuple[Node, Literal]]:
    """Return entities with their labels of one role."""
    return [(s, label) for s, label in graph.subject_objects(role) if isinstance(label, Literal)]


def of_kind(graph: Graph, kind: str) -> list[URIRef]:
    """Return the entities of one kind that a graph describes, sorted."""
    found = set(graph.subjects(SKOS.prefLabel))
    return sorted(iri for iri in found if isinstance(iri, URIRef) and f"/{kind}/" in iri)


@pytest.mark.parametrize("name", FILES)
def test_file_states_title_source_date_and_terms(name: str) -> None:
    graph = read(name)
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    for term in (DCTERMS.title, DCTERMS.source, DCTERMS.modified, DCTERMS.license):
        assert list(graph.objects(dataset, term)), term


@pytest.mark.parametrize("name", sorted(TYPES))
def test_types_are_those_of_the_file(name: str) -> None:
    graph = read(name)
    found = {
        str(kind).removeprefix(MIG)
        for subject in graph.subjects(SKOS.prefLabel)
        for kind in graph.objects(subject, RDF.type)
    }
    assert found
    assert found <= TYPES[name]


@pytest.mark.parametrize("name", FILES)
def test_every_entity_has_one_preferred_label_a_language(name: str) -> None:
    preferred = labels(read(name), SKOS.prefLabel)
    languages = [(subject, label.language) for subject, label in preferred]
    assert preferred
    assert len(languages) == len(set(languages))
    assert {language for _, language in languages} <= LANGUAGES


@pytest.mark.parametrize("name", FILES)
def test_labels_are_clean(name: str) -> None:
    """No article in front, no white space that a text would not have, a language tag."""
    graph = read(name)
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for subject, label in labels(graph, predicate):
            text = str(label)
            assert label.language in LANGUAGES, (subject, text)
            assert text == " ".join(text.split()), (subject, text)
            assert "’" not in text, (subject, text)
            articles = {"en": r"(?i:an? )", "fr": r"(les?|la|l') ?", "es": r"(el|la|los|las) "}
            assert not re.match(articles[label.language or ""], text), (subject, text)


def test_no_two_entities_share_a_label() -> None:
    owners: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        for subject, label in labels(together(), predicate):
            owners[str(label).casefold(), label.language].add(str(subject))
    assert {key: sorted(value) for key, value in owners.items() if len(value) > 1} == {}


@pytest.mark.parametrize("name", FILES)
def test_no_label_is_repeated_in_another_role(name: str) -> None:
    graph = read(name)
    roles = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    for subject in set(graph.subjects(SKOS.prefLabel)):
        labels = [label for role in roles for label in graph.objects(subject, role)]
        assert len(labels) == len(set(labels)), subject


@pytest.mark.parametrize("name", FILES)
def test_dates_are_typed_by_their_precision(name: str) -> None:
    predicates = (DCTERMS.date, *map(URIRef, TIMES))
    for predicate in predicates:
        for subject, value in read(name).subject_objects(predicate):
            assert isinstance(value, Literal)
            lengths = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
            assert value.datatype == lengths[len(str(value))], (subject, value)
            assert not value.ill_typed, (subject, value)


def test_no_event_ends_before_it_starts() -> None:
    graph = read("events")
    checked = 0
    for event, end in graph.subject_objects(URIRef(SCHEMA + "endDate")):
        (start,) = graph.objects(event, URIRef(SCHEMA + "startDate"))
        assert str(start)[: len(str(end))] <= str(end), event
        checked += 1
    assert checked


@pytest.mark.parametrize("name", ["treaties", "ilo", "resolutions"])
def test_every_treaty_and_resolution_has_a_date(name: str) -> None:
    graph = read(name)
    for instrument in of_kind(graph, "instrument"):
        assert len(list(graph.objects(instrument, DCTERMS.date))) == 1, instrument


def test_every_dated_meeting_of_a_series_has_a_start() -> None:
    graph = read("events")
    meetings = set(graph.subjects(URIRef(MIG + "inSeries")))
    assert meetings
    for meeting in meetings:
        assert list(graph.objects(meeting, URIRef(SCHEMA + "startDate"))), meeting


@pytest.mark.parametrize("name", FILES)
def test_references_resolve(name: str) -> None:
    """What is referred to has an entry in some authority file."""
    asked = {str(value) for value in read(name).objects() if str(value).startswith(ID)}
    assert sorted(asked - known()) == []


def test_ilo_identifiers_agree_with_the_iri_and_the_title() -> None:
    graph = read("ilo")
    numbered = 0
    for instrument in of_kind(graph, "instrument"):
        for code in graph.objects(instrument, DCTERMS.identifier):
            assert re.fullmatch(r"[CRP]\d{3}", str(code)), code
            assert instrument == entity(f"instrument/ilo-{str(code).lower()}")
            english = [
                str(label)
                for owner, label in labels(graph, SKOS.prefLabel)
                if owner == instrument and label.language == "en"
            ]
            if str(code)[0] != "P":
                assert english[0].endswith(f"(No. {int(str(code)[1:])})"), english
            word = {"C": "Treaty", "P": "Treaty", "R": "Recommendation"}[str(code)[0]]
            assert (instrument, RDF.type, URIRef(MIG + word)) in graph
            numbered += 1
    assert numbered > 20


def test_a_year_in_an_ilo_title_is_the_year_of_adoption() -> None:
    graph = read("ilo")
    years = 0
    for instrument in of_kind(graph, "instrument"):
        (adopted,) = graph.objects(instrument, DCTERMS.date)
        for label in graph.objects(instrument, SKOS.prefLabel):
            for year in re.findall(r", (\d{4})(?: \(|$)", str(label)):
                if "1930" not in str(label) or str(adopted).startswith("1930"):
                    assert str(adopted).startswith(year), label
                    years += 1
    assert years > 60


def test_resolutions_are_named_by_their_symbol() -> None:
    graph = read("resolutions")
    for resolution in of_kind(graph, "instrument"):
        (symbol,) = graph.objects(resolution, DCTERMS.identifier)
        assert resolution == entity(f"instrument/{slug(str(symbol))}")


def test_what_a_resolution_contains_is_dated_no_later() -> None:
    graph = together()
    pairs = list(graph.subject_objects(URIRef(MIG + "contains")))
    assert pairs
    for resolution, text in pairs:
        (carried,) = graph.objects(resolution, DCTERMS.date)
        for adopted in graph.objects(text, DCTERMS.date):
            assert str(adopted)[:4] <= str(carried)[:4], (resolution, text)


def test_the_name_without_a_year_is_the_series() -> None:
    graph = read("events")
    name = Literal("High-level Dialogue on International Migration and Development", lang="en")
    owners = {*graph.subjects(SKOS.prefLabel, name), *graph.subjects(SKOS.altLabel, name)}
    assert owners == {entity("event/hld")}
    dated = Literal(f"2013 {name}", lang="en")
    assert set(graph.subjects(SKOS.prefLabel, dated)) == {entity("event/hld-2013")}


@pytest.mark.parametrize(
    ("instrument", "label", "language"),
    [
        ("icrmw", "ICRMW", "en"),
        ("icrmw", "Migrant Workers Convention", "en"),
        ("ilo-c097", "Convention concerning Migration for Employment (Revised) (No. 97)", "en"),
        ("ilo-c189", "Convention concerning Decent Work for Domestic Workers", "en"),
        ("udhr", "Declaración Universal de Derechos Humanos", "es"),
        ("who-code", "Global Code of Practice", "en"),
        ("mdgs", "objectifs du Millénaire pour le développement", "fr"),
        ("gcm", "Pacto Mundial para la Migración Segura, Ordenada y Regular", "es"),
    ],
)
def test_names_in_use_lead_to_the_instrument(instrument: str, label: str, language: str) -> None:
    graph = together()
    asked = Literal(label, lang=language)
    owners = {*graph.subjects(SKOS.prefLabel, asked), *graph.subjects(SKOS.altLabel, asked)}
    assert owners == {entity(f"instrument/{instrument}")}
