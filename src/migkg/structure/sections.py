"""The section of a document that each of its blocks stands in."""

import re
from collections.abc import Sequence

from migkg.model import PassageKind, Section
from migkg.structure import headlike, signs
from migkg.structure.blocks import Block
from migkg.structure.kinds import is_annex

_OPERATIVE = re.compile(
    r"(?:Also\s+|Further\s+|Decides|[Ss]trongly\s+)*(?!Conscious\b|Whereas\b|Always\b|Towards\b|This\b)"
    r"[A-Z][a-z]+s\b(?!,)(?:\s|$)|Calls?\b|"
    r"(?:Décide|Prie|Demande|Invite|Note|Engage|Prend|Accueille|Encourage|Exhorte|Réaffirme|Recommande|"
    r"Souligne|Adopte|Appelle|Approuve|Condamne|Exprime|Se félicite|"
    r"Decide|Pide|Solicita|Invita|Toma|Acoge|Alienta|Insta|Exhorta|Reafirma|Recomienda|Subraya|"
    r"Aprueba|Condena|Expresa|Hace|Observa|Reconoce)\b"
)


def sections(own: Sequence[Block], kinds: Sequence[PassageKind], kind: str) -> list[Section]:
    """Return the section of each block: head, preamble and operative part, body, annex, notes."""
    begun = _body(own, kinds, kind)
    organ = _organ(own, begun, kind)
    found: list[Section] = []
    section: Section = "front-matter"
    for at, (block, what) in enumerate(zip(own, kinds, strict=True)):
        if what == "heading" and is_annex(block) and at >= begun:
            section = "annex"
        elif section == "annex":
            pass
        elif at == organ:
            section = "preamble"
        elif organ is not None and at > organ:
            section = _clause(block, what, section, treaty=kind != "Resolution")
        elif at >= begun:
            section = "body"
        found.append("notes" if what == "footnote" else section)
    return found


def _clause(block: Block, what: PassageKind, section: Section, *, treaty: bool) -> Section:
    """Return the section of a block behind a preamble's beginning, given that of the one before."""
    if section == "preamble" and what != "footnote":
        if treaty:
            opening = signs.OPENING_SECTION.fullmatch(block.text)
            ends = what == "heading" or block.mark.kind == "number"
            return "body" if ends and not opening else "preamble"
        if block.mark.kind == "number" or (
            _OPERATIVE.match(block.text) and not block.text.endswith(",")
        ):
            return "operative"
    if section == "operative" and signs.MEETING_CLOSE.fullmatch(block.text) and block.words < 15:
        return "body"
    return section


def _organ(own: Sequence[Block], begun: int, kind: str) -> int | None:
    """Return where a preamble begins: the line that names who adopts or concludes."""
    for at, block in enumerate(own[: begun + 6]):
        if kind == "Resolution" and signs.ORGAN_LINE.fullmatch(block.text) and block.words <= 14:
            return at
        if kind == "Document" and signs.PREAMBLE_OF_TREATY.fullmatch(block.text):
            titled = at > 0 and signs.OPENING_SECTION.fullmatch(own[at - 1].text)
            return at - 1 if titled else at
    return None


def _body(own: Sequence[Block], kinds: Sequence[PassageKind], kind: str) -> int:
    """Return where the front matter ends.

    It ends with the head; in a report with an abstract, with the abstract.
    """
    head = headlike.length(own)
    if kind in ("Report", "Note", "Document", "Summary"):
        abstract = [
            at
            for at in range(head, min(head + 3, len(own)))
            if re.fullmatch(
                r"(?:executive\s+)?summary|résumé|resumen|abstract|contents", own[at].text, re.I
            )
        ]
        if abstract:
            return next(
                (
                    at
                    for at in range(abstract[0] + 1, len(own))
                    if own[at].mark.kind in ("section", "number") and kinds[at] != "list-item"
                ),
                head,
            )
    return head
