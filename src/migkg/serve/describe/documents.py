"""The documents that describe the server: which triples each is made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from migkg.describe.graph import RIGHTS, TITLE
from migkg.describe.vocabulary import DATASET, ENDPOINT, FORMATS, TYPE, node
from migkg.namespaces import BASE, GRAPH, XSD
from migkg.quads import software
from migkg.serve.describe.held import Held

_RESULTS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
)
_INPUTS: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES: Final = "http://publications.europa.eu/resource/authority/file-type/"
_RDF_TYPE: Final = {
    "ttl": ("text/turtle", "RDF_TURTLE"),
    "nq": ("application/n-quads", "RDF_N_QUADS"),
    "trig": ("application/trig", "RDF_TRIG"),
}


@dataclass(frozen=True, slots=True)
class Powers:
    """What the server was told to allow."""

    writes: bool  # changes, from who has the token
    federated: bool  # SERVICE, for some endpoints


def service(held: Held, powers: Powers) -> Iterator[ox.Triple]:
    """Yield the service description (SPARQL 1.1): the endpoint, its data set, its named graphs."""
    this, default = held.here("sparql#service"), held.here("sparql#default-graph")
    yield ox.Triple(this, TYPE, node("sd:Service"))
    yield ox.Triple(this, node("sd:endpoint"), held.here("sparql"))
    yield ox.Triple(this, node("sd:supportedLanguage"), node("sd:SPARQL11Query"))
    yield ox.Triple(this, node("sd:feature"), node("sd:UnionDefaultGraph"))
    if powers.federated:
        yield ox.Triple(this, node("sd:feature"), node("sd:BasicFederatedQuery"))
    for form in _RESULTS:
        yield ox.Triple(this, node("sd:resultFormat"), ox.NamedNode(FORMATS + form))
    if powers.writes:
        update = held.here("update#service")
        yield ox.Triple(update, TYPE, node("sd:Service"))
        yield ox.Triple(update, node("sd:endpoint"), held.here("update"))
        yield ox.Triple(update, node("sd:supportedLanguage"), node("sd:SPARQL11Update"))
        yield ox.Triple(update, node("sd:defaultDataset"), DATASET)
        for form in _INPUTS:
            yield ox.Triple(update, node("sd:inputFormat"), ox.NamedNode(FORMATS + form))
    yield ox.Triple(this, node("sd:defaultDataset"), DATASET)
    yield ox.Triple(this, node("rdfs:seeAlso"), held.here(".well-known/void"))
    yield from held.of_dataset()
    yield ox.Triple(DATASET, TYPE, node("sd:Dataset"))
    yield ox.Triple(DATASET, node("sd:defaultGraph"), default)
    yield ox.Triple(default, TYPE, node("sd:Graph"))
    for number, (graph, triples) in enumerate(held.graphs(), 1):
        about = held.here(f"sparql#graph-{number}")
        yield ox.Triple(DATASET, node("sd:namedGraph"), graph)
        yield ox.Triple(graph, TYPE, node("sd:NamedGraph"))
        yield ox.Triple(graph, node("sd:name"), graph)
        yield ox.Triple(graph, node("sd:graph"), about)
        yield ox.Triple(about, TYPE, node("sd:Graph"))
        yield ox.Triple(about, node("void:triples"), triples)


def void(held: Held, powers: Powers) -> Iterator[ox.Triple]:  # noqa: ARG001 - all share a form
    """Yield the description of the data set as VoID: counts, partitions, links, ways in."""
    this = held.here(".well-known/void")
    yield ox.Triple(this, TYPE, node("void:DatasetDescription"))
    yield ox.Triple(this, node("foaf:primaryTopic"), DATASET)
    yield ox.Triple(this, node("dcterms:title"), ox.Literal(TITLE, language="en"))
    yield ox.Triple(DATASET, TYPE, node("void:Dataset"))
    yield from _ways_in(held)
    for triple in held.said:
        if not held.is_example(triple):
            yield triple
    yield from held.linksets()


def dcat(held: Held, powers: Powers) -> Iterator[ox.Triple]:  # noqa: ARG001 - all share a form
    """Yield the catalogue (DCAT 3): the data set, its files, the services that give access."""
    this = held.here("dcat#catalog")
    yield ox.Triple(this, TYPE, node("dcat:Catalog"))
    yield ox.Triple(
        this, node("dcterms:title"), ox.Literal("What this server holds", language="en")
    )
    about = "The data set of this server, its files, and the services that give access to it."
    yield ox.Triple(this, node("dcterms:description"), ox.Literal(about, language="en"))
    yield ox.Triple(this, node("dcat:dataset"), DATASET)
    yield from held.of_dataset()
    yield from _ways_in(held)
    yield from _dated(held)
    whole = {"nq": "Everything, as N-Quads", "trig": "Everything, as TriG"}
    for ending, title in whole.items():
        yield from _distribution(held, DATASET, f"export.{ending}", ending, title)
    for graph, _ in held.graphs():
        name = graph.value.removeprefix(BASE)
        title = f"Graph {graph.value.removeprefix(GRAPH)}, as Turtle"
        yield from _distribution(held, DATASET, f"{name}.ttl", "ttl", title)
    for path, title, described, standard in _SERVICES:
        point = held.here(f"dcat#{title.split()[0].lower()}")
        yield ox.Triple(this, node("dcat:service"), point)
        yield ox.Triple(point, TYPE, node("dcat:DataService"))
        yield ox.Triple(point, node("dcterms:title"), ox.Literal(title, language="en"))
        yield ox.Triple(point, node("dcat:endpointURL"), held.here(path))
        if described:
            yield ox.Triple(point, node("dcat:endpointDescription"), held.here(described))
        yield ox.Triple(point, node("dcat:servesDataset"), DATASET)
        yield ox.Triple(point, node("dcterms:conformsTo"), ox.NamedNode(standard))


_SERVICES: Final = (
    ("sparql", "SPARQL endpoint", "sparql", "https://www.w3.org/TR/sparql11-protocol/"),
    ("graph-store", "Graph store", "", "https://www.w3.org/TR/sparql11-http-rdf-update/"),
    ("", "Linked data", ".well-known/void", "https://www.w3.org/TR/cooluris/"),
)


def provenance(held: Held, powers: Powers) -> Iterator[ox.Triple]:  # noqa: ARG001 - all share a form
    """Yield how the data set came to be (PROV-O): graph ``provenance``, and the build itself."""
    graph = ox.NamedNode(GRAPH + "provenance")
    build = held.here("provenance#build")
    agent = ox.NamedNode(BASE + software())
    yield ox.Triple(build, TYPE, node("prov:Activity"))
    yield ox.Triple(build, node("prov:generated"), DATASET)
    yield ox.Triple(build, node("prov:wasAssociatedWith"), agent)
    if made := _time(held.record.get("made")):
        yield ox.Triple(build, node("prov:endedAtTime"), made)
    yield ox.Triple(DATASET, TYPE, node("prov:Entity"))
    yield from _dated(held)
    for quad in held.store.quads_for_pattern(None, None, None, graph):
        yield quad.triple
        if quad.predicate == node("schema:sha256"):
            yield ox.Triple(build, node("prov:used"), quad.subject)


def examples(held: Held, powers: Powers) -> Iterator[ox.Triple]:  # noqa: ARG001 - all share a form
    """Yield the shipped queries after the convention of SIB's SPARQL examples."""
    any_uri = ox.NamedNode(XSD + "anyURI")
    for triple in held.said:
        if not held.is_example(triple):
            continue
        if triple.object == ENDPOINT:
            yield ox.Triple(triple.subject, triple.predicate, held.here("sparql"))
        elif triple.predicate == node("sh:namespace") and isinstance(triple.object, ox.Literal):
            # As SHACL has it; the store holds the few datatypes of the graph's model alone.
            space = ox.Literal(triple.object.value, datatype=any_uri)
            yield ox.Triple(triple.subject, triple.predicate, space)
        else:
            yield triple


def _ways_in(held: Held) -> Iterator[ox.Triple]:
    yield ox.Triple(DATASET, node("void:sparqlEndpoint"), held.here("sparql"))
    for ending in ("nq", "trig"):
        yield ox.Triple(DATASET, node("void:dataDump"), held.here(f"export.{ending}"))
    yield ox.Triple(DATASET, node("foaf:homepage"), held.here(""))


def _dated(held: Held) -> Iterator[ox.Triple]:
    record = held.record
    yield ox.Triple(DATASET, node("prov:wasGeneratedBy"), held.here("provenance#build"))
    if made := _time(record.get("made")):
        yield ox.Triple(DATASET, node("dcterms:issued"), made)
    version = str(record.get("sha256", ""))[:16]
    yield ox.Triple(DATASET, node("dcat:version"), ox.Literal(version))


def _distribution(
    held: Held, dataset: ox.NamedNode, path: str, ending: str, title: str
) -> Iterator[ox.Triple]:
    this, media = held.here(path), _RDF_TYPE[ending]
    yield ox.Triple(dataset, node("dcat:distribution"), this)
    yield ox.Triple(this, TYPE, node("dcat:Distribution"))
    yield ox.Triple(this, node("dcterms:title"), ox.Literal(title, language="en"))
    yield ox.Triple(this, node("dcat:accessURL"), this)
    yield ox.Triple(this, node("dcat:downloadURL"), this)
    yield ox.Triple(this, node("dcat:mediaType"), ox.NamedNode(_MEDIA + media[0]))
    yield ox.Triple(this, node("dcterms:format"), ox.NamedNode(_FILE_TYPES + media[1]))
    yield ox.Triple(this, node("dcterms:rights"), ox.Literal(RIGHTS, language="en"))


def _time(value: object) -> ox.Literal | None:
    if not isinstance(value, str):
        return None
    return ox.Literal(value, datatype=ox.NamedNode(XSD + "dateTime"))


DOCUMENTS: Final[dict[str, Callable[[Held, Powers], Iterator[ox.Triple]]]] = {
    "service": service,
    "void": void,
    "dcat": dcat,
    "provenance": provenance,
    "examples": examples,
}
