"""Publications by their typography: a title in italics or quotation marks, where it is cited."""

import re
from collections.abc import Iterator

from migkg.extract.registry import Stretch, extractor
from migkg.model import Mention

_QUOTED = re.compile(r"\"(?P<title>[A-ZÀ-Þ\d][^\"]{12,200}?)[,.]?\"")
# What says, in running text, that a title follows.
_CUE = re.compile(
    r"(?:\b(?:reports?|study|studies|handbook|book|publications?|paper|brief|guide|manual|entitled|titled|"
    r"published|launched|issues of|survey|rapports?|étude|ouvrage|manuel|intitulée?|publié|informe|"
    r"estudio|libro|manual|titulado|publicó) "
    r"(?:of |on |the |the report |called |de |sobre |sur |le |el |la )*)$",
    re.IGNORECASE,
)
# Behind a body's name only italics make a title: "Development Programme *Human ...*".
_BODY = re.compile(r"(?:Programme|Organization|Bank|Fund|[A-Z]{3,}) $")
# A thing of another kind that has a quoted name.
_OTHER = re.compile(
    r"(?:\b(?:resolutions?|decisions?|résolutions?|resoluci(?:ón|ones))\b[^.;]*(?:entitled|intitulée?s?|"
    r"titulad[ao]s?) $)|\b(?:items?|sub-items?|panels?|sessions?|debates?|meetings?|themes?|"
    r"round tables?|resolutions?|decisions?|documents?|letters?|point|tema)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_INITIATIVE = re.compile(
    r"\b(?:programmes?|programs?|projects?|schemes?|initiatives?|campaigns?|partnership|"
    r"projets?|proyectos?|programas?) "
    r"(?:(?:is |was )?(?:called|entitled|named|titled|known as|intitulée?|titulad[ao]) )?$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^(?:Ibid|Official Records|Treaty Series|Supplement|See|Recueil|Documentos Oficiales)\b", re.I
)


@extractor("publication-title")
def publication_titles(stretch: Stretch) -> Iterator[Mention]:
    """Yield a mention for each title of a work that is cited.

    In a footnote every title in italics or quotation marks is one; in running text it needs a word
    before it that says so ("the report entitled ...").
    """
    text = stretch.text
    footnote = stretch.paragraph.first.kind == "footnote"
    spans = [(found.start("title"), found.end("title")) for found in _QUOTED.finditer(text)]
    for begin, end in [*_italics(stretch), *spans]:
        title = text[begin:end]
        if title.count(" ") < 2 or title[0].islower() or _NO_TITLE.match(title):
            continue
        quoted = text[begin - 1 : begin] == '"'
        before = text[: begin - quoted]
        if _INITIATIVE.search(before):
            yield from stretch.mention(
                begin, end, "initiative", "publication-title", type="Initiative"
            )
        elif not _OTHER.search(before) and (
            footnote or _CUE.search(before) or (not quoted and _BODY.search(before))
        ):
            hints = {"type": "Publication"}
            if known := _known(stretch, title):
                hints["ref"] = known
            yield from stretch.mention(begin, end, "publication", "publication-title", **hints)


def _known(stretch: Stretch, title: str) -> str:
    """Return the IRI of the known publication whose title, without its subtitle, this one is."""
    for match in stretch.authority.labels.find(title):
        found = {e.ref for _, e in match.labels if e.ref.kind == "publication"}
        if match.begin == 0 and len(found) == 1 and re.match(r"\s?[:,—–-]|$", title[match.end :]):
            return found.pop()
    return ""


_MARK_UP = re.compile(r"\*|</?i>|</?em>")


def _italics(stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Yield the stretches that the source sets in italics (``*title*``, ``<i>title</i>``)."""
    source, view = stretch.document.source.text, stretch.view
    first, last = stretch.paragraph.first.begin, stretch.paragraph.passages[-1].end
    if not _MARK_UP.search(source, first, last):
        return
    opened: int | None = None
    for at in range(len(view.text) + 1):
        low = view.offsets[at - 1] + 1 if at else first
        high = view.offsets[at] if at < len(view.text) else last
        if high - low > 40:
            opened = None  # a page break lies between
            continue
        gap = source[low:high]
        if not gap or gap.isspace():
            continue
        marks = len(re.findall(r"(?<!\*)\*(?!\*)|</?i>|</?em>", gap))
        if marks % 2:
            if opened is None:
                opened = at
            else:
                yield _stripped(view.text, opened, at)
                opened = None


def _stripped(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin] in " \t":
        begin += 1
    while end > begin and text[end - 1] in " \t,.;":
        end -= 1
    return begin, end
