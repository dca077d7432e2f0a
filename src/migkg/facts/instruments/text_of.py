"""Which instrument a document is the text of."""

from collections.abc import Iterator

from migkg.extract.symbols import of_symbol
from migkg.facts.registry import fact_extractor
from migkg.model import Description, Literal, Property, Ref
from migkg.reading import Reading


@fact_extractor("Document-textOf")
def texts(reading: Reading) -> Iterator[Description]:
    """Yield the tie between a resolution's document and the resolution, which is an instrument.

    A resolution that nobody knows yet is described by its symbol and title.
    """
    document = reading.document
    instrument = of_symbol(document.symbol) if document.symbol else None
    if document.kind != "Resolution" or instrument is None or instrument.kind != "instrument":
        return
    yield Description(document.ref, (("textOf", instrument),))
    if instrument in reading.entities:
        return
    said: list[Property] = [
        ("rdf:type", Ref("ontology#Resolution")),
        ("skos:prefLabel", Literal(document.symbol, language=document.language or "en")),
        ("dcterms:identifier", Literal(document.symbol)),
        ("status", Ref("ontology#Unreviewed")),
    ]
    if document.title:
        said.append(("dcterms:title", Literal(document.title, language=document.language or "en")))
    yield Description(instrument, tuple(said))
