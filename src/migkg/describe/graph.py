"""Fills the graph ``service``: what a build holds, and the queries that come with it."""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from migkg import queries
from migkg.describe import examples, partitions
from migkg.describe.vocabulary import DATASET, FORMATS, GRAPH, TYPE, node
from migkg.namespaces import BASE, ID
from migkg.quads import software

TITLE: Final = "migkg: a knowledge graph of United Nations documents on international migration"
DESCRIPTION: Final = (
    "People, organizations, States, instruments and events that United Nations documents on "
    "international migration name, and the facts that tie them together; every fact cites the "
    "passage it was read from. The number of triples takes in this description, graph service; "
    "the partitions leave it out."
)
RIGHTS: Final = (
    "CC BY 4.0 for the ontology and the authority files; the documents are the United Nations'; "
    "each set of links states its own terms."
)
THEMES: Final = (
    "http://publications.europa.eu/resource/authority/data-theme/SOCI",
    "http://publications.europa.eu/resource/authority/data-theme/INTR",
)


def refresh(data: ox.Store) -> list[ox.Quad]:
    """Describe a store anew in graph ``service``, and return the quads of that graph.

    Nothing is said there that another graph says already: one triple stands in one graph.
    """
    data.remove_graph(GRAPH)
    said = [*of_dataset(data), *partitions.counted(data), *examples.described(queries.shipped())]
    new = {str(triple): triple for triple in said if not _is_said(data, triple)}
    for triple in [*partitions.of_graph(GRAPH, ox.Literal(0))]:
        new[str(triple)] = triple
    _count(new, data)
    found = [
        ox.Quad(triple.subject, triple.predicate, triple.object, GRAPH)
        for _, triple in sorted(new.items())
    ]
    data.extend(found)
    return found


def _count(new: dict[str, ox.Triple], data: ox.Store) -> None:
    """Have the numbers of all triples, and of those of this graph, take in this graph itself.

    Which triples there are does not depend on the numbers that they state.
    """
    for subject, number in ((GRAPH, len(new)), (DATASET, len(data) + len(new))):
        for key, triple in list(new.items()):
            if triple.subject == subject and triple.predicate == node("void:triples"):
                del new[key]
        stated = ox.Triple(subject, node("void:triples"), partitions.number(number))
        new[str(stated)] = stated


def of_dataset(data: ox.Store) -> Iterator[ox.Triple]:
    """Yield what is said of the data set as a whole, and of this graph."""

    def english(text: str) -> ox.Literal:
        return ox.Literal(text, language="en")

    yield ox.Triple(DATASET, TYPE, node("dcat:Dataset"))
    yield ox.Triple(DATASET, TYPE, node("sd:Dataset"))
    yield ox.Triple(DATASET, node("dcterms:title"), english(TITLE))
    yield ox.Triple(DATASET, node("dcterms:description"), english(DESCRIPTION))
    yield ox.Triple(DATASET, node("dcterms:rights"), english(RIGHTS))
    for theme in THEMES:
        yield ox.Triple(DATASET, node("dcat:theme"), ox.NamedNode(theme))
    for tag in ("en", "fr", "es"):
        yield ox.Triple(DATASET, node("dcterms:language"), ox.Literal(tag))
    for keyword in ("international migration", "United Nations", "remittances", "treaties"):
        yield ox.Triple(DATASET, node("dcat:keyword"), english(keyword))
    yield ox.Triple(DATASET, node("void:uriSpace"), ox.Literal(BASE))
    for name in _examples(data):
        yield ox.Triple(DATASET, node("void:exampleResource"), ox.NamedNode(name))
    for vocabulary in _vocabularies(data):
        yield ox.Triple(DATASET, node("void:vocabulary"), ox.NamedNode(vocabulary))
    for form in ("Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD"):
        yield ox.Triple(DATASET, node("void:feature"), ox.NamedNode(FORMATS + form))
    agent = ox.NamedNode(BASE + software())
    yield ox.Triple(DATASET, node("prov:wasAttributedTo"), agent)
    # As graph provenance says it of the others.
    yield ox.Triple(GRAPH, TYPE, node("prov:Entity"))
    yield ox.Triple(GRAPH, node("prov:wasAttributedTo"), agent)
    for graph in sorted(data.named_graphs(), key=str):
        if isinstance(graph, ox.NamedNode) and graph != GRAPH:
            yield ox.Triple(GRAPH, node("prov:wasDerivedFrom"), graph)


def _is_said(data: ox.Store, triple: ox.Triple) -> bool:
    found = data.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return next(found, None) is not None


def _examples(data: ox.Store) -> list[str]:
    """Return the first thing of each of the kinds that a newcomer would look at."""
    found = []
    for kind in ("State", "Treaty", "Report", "ConsultativeProcess", "PartyCount"):
        things = data.quads_for_pattern(None, TYPE, node(f"mig:{kind}"), None)
        subjects = (thing.subject for thing in things)
        names = [term.value for term in subjects if isinstance(term, ox.NamedNode)]
        names = [name for name in names if name.startswith(ID)]
        found += [min(names)] if names else []
    return found


def _vocabularies(data: ox.Store) -> list[str]:
    """Return the vocabularies of the properties and classes that are used."""
    used: set[str] = set()
    for query in ("SELECT DISTINCT ?t { ?s ?t ?o }", "SELECT DISTINCT ?t { ?s a ?t }"):
        rows: object = data.query(query, use_default_graph_as_union=True)
        used |= {row[0].value for row in rows if isinstance(row[0], ox.NamedNode)}  # type: ignore[attr-defined]
    spaces = {name[: max(name.rfind("#"), name.rfind("/")) + 1] for name in used}
    return sorted(space for space in spaces if space.startswith("http"))
