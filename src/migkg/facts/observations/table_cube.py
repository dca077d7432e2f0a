"""A table as an RDF Data Cube: its data set and the structure of its observations."""

from collections.abc import Iterator, Sequence
from typing import Final

from migkg.facts.observations.tables import Table
from migkg.model import Description, Document, Fact, Iri, Literal, Property, Ref
from migkg.namespaces import QB

# What identifies an observation of the cube; row and column label do in every table.
_DIMENSIONS: Final = ("rowLabel", "columnLabel")
_ATTRIBUTES: Final = ("unit", "valueQualifier", "observationStatus", "attributedTo")


def data_set(document: Document, table: Table) -> Ref:
    """Return the IRI of a table's data set: the document's, with the table's place in it."""
    return Ref(f"id/document/{document.slug}-table-{table.position}")


def cube(document: Document, table: Table, found: Sequence[Fact]) -> Iterator[Description]:
    """Yield the data set of a table, its structure and the components of that."""
    own = data_set(document, table)
    structure = Ref(f"{own}-structure")
    said: list[Property] = [
        ("rdf:type", Iri(QB + "DataSet")),
        ("qb:structure", structure),
        ("dcterms:isPartOf", document.ref),
        (
            "dcterms:title",
            Literal(
                table.title or f"Table {table.number or table.position}", language=table.language
            ),
        ),
    ]
    if table.number:
        said.append(("tableNumber", Literal(table.number)))
    yield Description(own, tuple(said))
    components = [
        *(("dimension", name) for name in _DIMENSIONS if _in_all(name, found)),
        ("measure", "value"),
        *(
            ("attribute", name)
            for name in _ATTRIBUTES
            if any(True for f in found for _ in f.values(name))
        ),
    ]
    named = [(Ref(f"{structure}-{name.lower()}"), role, name) for role, name in components]
    yield Description(
        structure,
        (
            ("rdf:type", Iri(QB + "DataStructureDefinition")),
            *(("qb:component", ref) for ref, _, _ in named),
        ),
    )
    for ref, role, name in named:
        yield Description(
            ref,
            (
                ("rdf:type", Iri(QB + "ComponentSpecification")),
                (f"qb:{role}", Ref(f"ontology#{name}")),
            ),
        )


def _in_all(name: str, found: Sequence[Fact]) -> bool:
    return all(any(True for _ in fact.values(name)) for fact in found)
