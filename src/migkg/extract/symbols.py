"""Document symbols, the call numbers of UN documents: ``A/RES/73/195``."""

import re
from collections.abc import Iterator

from migkg.extract.registry import Stretch, extractor
from migkg.iris import slug
from migkg.model import Mention, Ref

# The first part of a symbol names the issuing body (UN Editorial Manual, document symbols): the
# principal organs, treaty bodies, programmes and conferences that issue series of their own.
_SERIES = (
    "A|S|E|T|ST|CCPR|CERD|CEDAW|CRC|CMW|CAT|CRPD|CED|HRI|SPT|DP|TD|UNEP|HS|IDB|GC|ICCD|FCCC|"
    "BWC|CD|PBC|LC|L|ECE|CES|TRANS|UNW|UN-WOMEN|HSP|WFP|MEPC|POP|ESA|ICEF|EC|CPD|CTOC|COP|"
    "A-HRC|SG|GA|SC|DPI|DESA|JIU|ACC|CEB|TEM|DC|NPT|CBD|CITES|AC|GB|ILC|MC|C|UNITAR|UNODC|WHA|EB"
)
# A part behind a slash: an organ's sub-series, a session, a year, a number, an addendum. The
# symbol ends in a digit or a Roman numeral; a bracket with a session numeral, year or part may
# follow.
SYMBOL = re.compile(
    rf"""(?<![\w/.@-])
    (?:{_SERIES})
    (?:/(?:[A-Z]{{1,2}}-|[A-Z][A-Za-z]*\.?)?\d+[A-Z]?(?:\.\d+)*(?:-[A-Z]/\d+)?
      |/[A-Z][A-Za-z]{{0,9}}(?:\.\d+)?(?:[A-Z]+\.\d+)*)+
    (?<=[\dA-Z])
    (?:\s?\((?:[IVXL]+|\d{{4}}|Part\s[IVX]+|[A-Z]+-[IVX]+)\))?
    (?![\w/])""",
    re.VERBOSE,
)
_SECOND = re.compile(r"-[A-Z]{1,3}(?:/[A-Z]{1,4}(?:\.\d+)?)*(?:/\d+(?:[A-Z.]+\d+)?)+(?![\w/])")
# Agencies with symbols of another build. World Health Organization: WHA63.16, EB124.R13, EB140(9),
# A72/25 Rev.1; International Labour Organization: GB.323/INS/2.
_AGENCY_SYMBOL = re.compile(
    r"""(?<![\w/.])(?:WHA\d{1,2}(?:\.\d{1,3}|\(\d{1,2}\))|EB\d{2,3}(?:\.R\d{1,3}|\(\d{1,2}\))
    |(?:A\d{2}|EB\d{2,3})/(?:INF\./)?\d{1,3}(?:\s(?:Add|Rev|Corr)\.\d)?
    |GB\.\d{3}(?:/[A-Z]{2,}|/\d+)+(?:\(Rev\.\))?)(?![\w/])""",
    re.VERBOSE,
)
_RESOLUTION = re.compile(r"/(?:RES|DEC)/|^WHA\d|^EB\d+(?:\.R|\()")


# What goes on with the symbol before it: "A/HRC/17/33 and Corr.1", "A/58/204, Add.1 and 2",
# "CMW/C/SR.256 and 257".
_FURTHER = re.compile(
    r"(?:,? (?:and|et|y) |, )(?:(?P<part>(?:Corr|Add|Rev|Amend)\.\d+(?:/(?:Corr|Add|Rev)\.\d+)*)"
    r"|(?P<number>\d{1,4}))(?![\w/.]|\.\d|-\d)"
)
_COUNTED = re.compile(r"(?:/(?:SR|PV|Add|Corr|L|CRP|WP)\.)\d+$")


@extractor("document-symbol")
def document_symbols(stretch: Stretch) -> Iterator[Mention]:
    """Yield one mention per document symbol, in the order of the text.

    What is named by the end of its symbol only, behind the symbol it goes on from, is a mention
    too: "A/HRC/17/33 and Corr.1".
    """
    for begin, end in symbol_spans(stretch.text):
        symbol = stretch.text[begin:end]
        for low, high, full in [(begin, end, symbol), *_further(stretch.text, end, symbol)]:
            ref = of_symbol(full)
            yield from stretch.mention(
                low, high, ref.kind, "document-symbol", ref=ref, symbol=canonical(full)
            )


def _further(text: str, end: int, symbol: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each part of a symbol stands behind the whole one, and the symbol it means."""
    base, last = symbol, symbol
    while found := _FURTHER.match(text, end):
        if found["part"]:
            last = f"{base}/{found['part']}"
        elif _COUNTED.search(last) and not re.match(r" [a-z]+s\b", text[found.end() :]):
            last = re.sub(r"\d+$", found["number"], last)
        else:
            return
        group = "part" if found["part"] else "number"
        yield found.start(group), found.end(), last
        end = found.end()


def symbol_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each document symbol stands in a text.

    >>> text = "Recalling A/RES/73/195, A/CONF.231/3 and ST/ESCAP/2622 (see E/2006/25; UN/DESA)."
    >>> [text[begin:end] for begin, end in symbol_spans(text)]
    ['A/RES/73/195', 'A/CONF.231/3', 'ST/ESCAP/2622', 'E/2006/25']
    """
    for pattern in (SYMBOL, _AGENCY_SYMBOL):
        for found in pattern.finditer(text):
            # Without a figure it is a pair of words, as UN/DESA.
            if any(char.isdigit() for char in found[0]):
                # "E/2013/27-E/CN.6/2013/11" is one document of two series.
                double = _SECOND.match(text, found.end())
                yield found.start(), double.end() if double else found.end()


def canonical(symbol: str) -> str:
    """Return a symbol without the spaces that a text may put into it.

    >>> canonical("S/RES/1325 (2000)")
    'S/RES/1325(2000)'
    """
    return re.sub(r"\s+(?=\()", "", symbol) if "Part" not in symbol else symbol


def of_symbol(symbol: str) -> Ref:
    """Return the IRI a symbol stands for: a resolution is an instrument, all else a document.

    >>> of_symbol("A/RES/63/225"), of_symbol("A/65/203")
    ('id/instrument/a-res-63-225', 'id/document/a-65-203')
    """
    kind = "instrument" if _RESOLUTION.search(symbol) else "document"
    return Ref(f"id/{kind}/{slug(symbol)}")
