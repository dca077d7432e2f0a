"""Citation: every naming of an instrument, document symbol or publication but the document's own."""

import re
from collections.abc import Iterator

from migkg.extract.symbols import of_symbol
from migkg.facts.registry import fact_extractor
from migkg.iris import concept
from migkg.model import Document, Fact, Link, Ref
from migkg.reading import Reading, Sentence

_CITED = frozenset({"instrument", "document", "publication"})

# Verbs of preambles and operative paragraphs that say how a text is cited; the nearest one before
# the name governs it.
_VERBS = re.compile(
    r"(?P<recalls>\b(?:[Rr]ecall(?:ing|s|ed)?|[Rr]appelant|[Rr]appelle|[Rr]ecordando|[Rr]ecuerda)\b)"
    r"|(?P<reaffirms>\b(?:[Rr]eaffirm(?:ing|s|ed)?|[Rr]éaffirm(?:ant|e)|[Rr]eafirm(?:ando|a))\b)"
    r"|(?P<encloses>\b(?:[Tt]ransmit(?:ting|s|ted)?|[Ee]nclos(?:ed?|es|ing)|share with you|attached)\b)"
    r"|(?P<announces>\b(?:[Aa]nnounc(?:ed?|es|ing)|will be issued|forthcoming)\b)"
    r"|(?P<cites>\b(?:[A-Z][a-z]+ing (?!to\b)|[Nn]ot(?:es|ing)|[Ww]elcom(?:es|ing)|[Tt]ak(?:es|ing) note|"
    r"reiterat(?:es|ing)|pursuant to|[Ss]ee)\b)"
)


@fact_extractor("Citation")
def citations(reading: Reading) -> Iterator[Fact]:
    """Yield one citation per sentence, kind and thing that is named in it."""
    own = own_refs(reading.document)
    for sentence in reading.sentences:
        for begin, _, link in sentence.links:
            if link.kind in _CITED and link.entity not in own:
                yield Fact(
                    reading.document.slug,
                    "Citation",
                    (
                        ("citing", reading.document.ref),
                        ("cited", link.entity),
                        ("citationKind", concept("citation-kind", _kind(sentence, begin, link))),
                    ),
                    (link.mention.passage,),
                )


def own_refs(document: Document) -> frozenset[Ref]:
    """Return the IRIs a document itself goes by: its own, and the instrument it is the text of."""
    own = {document.ref}
    if document.symbol:
        own.add(of_symbol(document.symbol))
    return frozenset(own)


def _kind(sentence: Sentence, begin: int, link: Link) -> str:
    del link
    kind = "cites"
    for found in _VERBS.finditer(sentence.text, 0, begin):
        # A semicolon ends what a verb governs.
        if ";" not in sentence.text[found.end() : begin]:
            kind = found.lastgroup or kind
    return kind
