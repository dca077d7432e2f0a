"""Citation: each naming of an instrument, symbol or publication but the document's own."""

import re
from collections.abc import Iterator

from migkg.extract.symbols import of_symbol
from migkg.facts.common import slots
from migkg.facts.instruments.enclosures import enclosures
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Document, Fact, Ref
from migkg.reading import Reading

_CITED = ("document", "instrument", "publication")

# Verbs of preambles and operative paragraphs that say how a text is cited; the nearest one before
# the name governs it.
_VERBS = re.compile(
    r"""(?<!\w)(?:
      (?P<recalls>[Rr]ecall(?:ing|s|ed)?|[Rr]appel(?:ant|le|ait|er)|[Rr]appelé|
        [Rr]ecordando|[Rr]ecuerdan?|[Rr]ecordó)
    | (?P<reaffirms>[Rr]eaffirm(?:ing|s|ed)?|[Rr]éaffirm(?:ant|e|é|ent)|[Rr]eafirm(?:ando|an?|ó))
    | (?P<encloses>[Tt]ransmit(?:ting|s|ted)?|[Ee]nclos(?:ed?|es|ing)|share\ with\ you|
        [Aa]ttach(?:ed|ing)|[Tt]ransmet(?:tre|s)?|ci-joint|[Aa]djunt(?:o|ar|a))
    | (?P<announces>[Aa]nnounc(?:ed?|es|ing)|will\ be\ (?:issued|published|circulated)|
        sera\ (?:publiée?|distribuée?)|se\ (?:publicará|distribuirá))
    | (?P<cites>[Nn]ot(?:es?|ing)|[Ss]ee|[Pp]ursuant\ to|
        (?:[Ww]elcom|[Ss]tress|[Ee]mphasi[sz]|[Rr]eiterat|[Aa]cknowledg|[Rr]ecogni[sz]|[Uu]nderlin|
        [Uu]nderscor|[Ee]ncourag|[Ii]nvit|[Uu]rg|[Bb]ear|[Tt]ak|[Cc]onsider|[Gg]uid)(?:es|s|ed|ing)|
        [Pp]renant|[Nn]otant|[Ss]oulignant|[Cc]onsidérant|[Ss]aluant|[Cc]onstatant|
        [Ss]e\ félicitant|
        [Tt]omando|[Oo]bservando|[Ss]ubrayando|[Dd]estacando|[Tt]eniendo|[Cc]onsiderando|
        [Rr]econociendo|[Aa]cogiendo)
    )(?!\w)""",
    re.VERBOSE,
)


@fact_extractor("Citation")
def citations(reading: Reading) -> Iterator[Fact]:
    """Yield one citation per sentence and thing that is named in it.

    A letter also cites what it is sent with, which it names by its kind only.
    """
    own = own_refs(reading.document)
    for sentence in reading.sentences:
        masked, named = sentence.masked, set[Ref]()
        for begin, _, number in slots(masked, *_CITED):
            link = sentence.link(number)
            # What governs the first naming holds for the sentence.
            if link.entity not in own | named:
                named.add(link.entity)
                kind = _kind(masked[:begin])
                yield _citation(reading.document, link.entity, kind, (link.mention.passage,))
    for cited, kind, passages in enclosures(reading):
        yield _citation(reading.document, cited.ref, kind, passages)


def _citation(document: Document, cited: Ref, kind: str, passages: tuple[int, ...]) -> Fact:
    said = (
        ("citing", document.ref),
        ("cited", cited),
        ("citationKind", concept("citation-kind", kind)),
    )
    return Fact(document.slug, "Citation", said, passages)


def own_refs(document: Document) -> frozenset[Ref]:
    """Return the IRIs a document itself goes by: its own, and the instrument it is the text of."""
    own = {document.ref}
    if document.symbol:
        own.add(of_symbol(document.symbol))
    return frozenset(own)


def _kind(lead: str) -> str:
    """Return how a thing is cited from what stands before its name."""
    kind = "cites"
    for found in _VERBS.finditer(lead):
        # A semicolon ends what a verb governs.
        if ";" not in lead[found.end() :]:
            kind = found.lastgroup or kind
    return kind
