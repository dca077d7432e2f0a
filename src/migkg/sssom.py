"""All mappings as a table in the Simple Standard for Sharing Ontological Mappings (SSSOM/TSV 1.0).

https://mapping-commons.github.io/sssom/ - the links, and what was looked for in vain.
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from migkg.namespaces import CONCEPT, DCTERMS, GRAPH, ID, MIG, RDFS, SKOS

COLUMNS: Final = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label",
    "mapping_justification", "object_source", "mapping_source",
    "mapping_date", "see_also", "comment",
)  # fmt: skip
_PREFERRED: Final = ox.NamedNode(SKOS + "prefLabel")
_VOID: Final = "http://rdfs.org/ns/void#"
_PREFIXES: Final = {
    "linkset": ID + "linkset/",
    "dataset": ID + "dataset/",
    "migid": ID,
    "migconcept": CONCEPT,
    "rdfs": RDFS,
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": SKOS,
    "sssom": "https://w3id.org/sssom/",
}
_MAPPINGS: Final = f"""
PREFIX dcterms: <{DCTERMS}>
PREFIX mig: <{MIG}>
PREFIX skos: <{SKOS}>
PREFIX void: <{_VOID}>
SELECT ?mapping ?s ?p ?o ?why ?set ?target ?date ?note ?label WHERE {{
  ?mapping a mig:Mapping ; mig:mappingSubject ?s ; mig:mappingPredicate ?p ; mig:mappingObject ?o ;
    mig:mappingJustification ?why ; dcterms:isPartOf ?set .
  OPTIONAL {{ ?set void:objectsTarget ?target }}
  OPTIONAL {{ ?set dcterms:modified ?date }}
  OPTIONAL {{ ?mapping skos:note ?note }}
  OPTIONAL {{ ?mapping mig:objectLabel ?label }}
}}
ORDER BY ?s ?set ?o
"""
_SOURCES: Final = f"""
PREFIX dcterms: <{DCTERMS}>
PREFIX mig: <{MIG}>
SELECT ?mapping ?source WHERE {{ ?mapping a mig:Mapping ; dcterms:source ?source }}
ORDER BY ?mapping STR(?source)
"""
_SPACES: Final = f"""
PREFIX void: <{_VOID}>
SELECT ?dataset ?space WHERE {{ ?dataset void:uriSpace ?space }} ORDER BY ?dataset
"""


def lines(store: ox.Store) -> Iterator[str]:
    """Yield the table line by line: its metadata, the heading, a mapping a line, sorted."""
    prefixes = dict(_PREFIXES)
    for dataset, space in _rows(store, _SPACES):
        prefixes.setdefault(dataset.rpartition("/")[2], space)
    yield f"#mapping_set_id: {GRAPH}links\n"
    yield "#mapping_set_title: Links of migkg to other data sets\n"
    yield "#license: https://creativecommons.org/publicdomain/zero/1.0/\n"
    yield "#curie_map:\n"
    for name, space in sorted(prefixes.items()):
        yield f'#  {name}: "{space}"\n'
    yield "\t".join(COLUMNS) + "\n"
    shorten = _Shortener(prefixes)
    sources: dict[str, list[str]] = {}
    for mapping, source in _rows(store, _SOURCES):
        sources.setdefault(mapping, []).append(source)
    for mapping, s, p, o, why, linkset, target, date, note, label in _rows(store, _MAPPINGS):
        read_in = sources.get(mapping, [])
        # What is no address is named in words.
        said = [one for one in read_in if not one.startswith("http")]
        remark = [*([note] if note else []), *(f"Source: {one}" for one in said)]
        cells = (
            shorten(s), _name(store, s), shorten(p), shorten(o), label or _name(store, o),
            shorten(why),
            shorten(target) if target else "", shorten(linkset), date,
            "|".join(one.replace("|", "%7C") for one in read_in if one.startswith("http")),
            " ".join(remark),
        )  # fmt: skip
        yield "\t".join(map(_cell, cells)) + "\n"


class _Shortener:
    """Writes IRIs as CURIEs."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._spaces = sorted(prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))

    def __call__(self, iri: str) -> str:
        for name, space in self._spaces:
            if iri.startswith(space):
                return f"{name}:{iri.removeprefix(space)}"
        return iri


def _name(store: ox.Store, iri: str) -> str:
    """Return what a thing of ours is called: in English, else the first of its names."""
    found = [
        (term.language != "en", term.value)
        for quad in store.quads_for_pattern(ox.NamedNode(iri), _PREFERRED, None, None)
        if isinstance(term := quad.object, ox.Literal)
    ]
    return min(found, default=(True, ""))[1]


def _cell(text: str) -> str:
    r"""Return a text as a cell: quoted if it holds a sign that parts cells.

    >>> print(_cell("plain"), _cell('six "inches" long'))
    plain "six ""inches"" long"
    """
    if any(sign in text for sign in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _rows(store: ox.Store, query: str) -> Iterator[list[str]]:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        yield ["" if term is None else str(getattr(term, "value", term)) for term in row]
