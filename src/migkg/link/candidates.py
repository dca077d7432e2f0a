"""The mentions of a document with what they may refer to, freed of overlaps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from migkg.extract.registry import Stretch, extractors
from migkg.link.authority import Authority
from migkg.model import Document, Entity, Mention, Ref
from migkg.reading import Paragraph

# Where two extractors claim the same characters, the one that knows more wins.
RANK = {
    name: rank
    for rank, name in enumerate(
        (
            "document-symbol",
            "office-of-session",
            "resolution-number",
            "ilo-number",
            "name",
            "session",
            "event-part",
            "person-name",
            "publication-title",
            "ministry",
            "capitalized-name",
        )
    )
}


@dataclass(slots=True)
class Candidate:
    """A mention on its way to a link: where it stands, and what is known of it so far."""

    mention: Mention
    paragraph: Paragraph
    begin: int  # in the paragraph's clean text
    end: int
    entity: Ref | None = None
    confidence: float = 0.0
    entities: tuple[Entity, ...] = field(default=())  # known ones it may be

    @property
    def text(self) -> str:
        """Return the clean text of the paragraph the mention stands in."""
        return self.paragraph.view.text

    @property
    def kind(self) -> str:
        """Return the kind of thing, of the entity once there is one."""
        return self.entity.kind if self.entity is not None else self.mention.kind

    @property
    def hidden(self) -> bool:
        """Tell whether the form names something only in context ("the Forum")."""
        return bool(self.mention.hint("hidden"))

    def settle(self, entity: Ref, confidence: float) -> None:
        """Fix what the mention refers to."""
        self.entity, self.confidence = entity, confidence


def candidates(
    document: Document, parts: Iterable[Paragraph], authority: Authority
) -> list[Candidate]:
    """Return the candidates of a document in the order of the text, none overlapping another."""
    found: list[Candidate] = []
    for paragraph in parts:
        stretch = Stretch(paragraph, document, authority)
        here = [
            _candidate(mention, paragraph, authority)
            for extract in extractors().values()
            for mention in extract(stretch)
        ]
        found += _without_overlaps(here)
    return sorted(found, key=lambda candidate: candidate.mention.begin)


def _candidate(mention: Mention, paragraph: Paragraph, authority: Authority) -> Candidate:
    view = paragraph.view
    begin, end = view.position(mention.begin), view.position(mention.end - 1) + 1
    refs = mention.hint("candidates").split() or [mention.hint("ref")]
    known = tuple(
        entity for ref in refs if (entity := authority.entities.get(Ref(ref))) is not None
    )
    return Candidate(mention, paragraph, begin, end, entities=known)


def _without_overlaps(found: list[Candidate]) -> Iterator[Candidate]:
    taken: list[Candidate] = []
    for candidate in sorted(found, key=_precedence):
        if all(candidate.end <= other.begin or other.end <= candidate.begin for other in taken):
            taken.append(candidate)
    yield from taken


def _precedence(candidate: Candidate) -> tuple[bool, int, int, int, str]:
    # A form that needs context never displaces a name that stands by itself.
    return (
        candidate.hidden and candidate.mention.form.count(" ") < 3,
        candidate.begin - candidate.end,
        RANK[candidate.mention.extractor],
        candidate.begin,
        candidate.mention.kind,
    )
