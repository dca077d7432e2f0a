"""The title, date, symbol and version that a document prints as its own."""

import re
from collections.abc import Sequence

from migkg.reading import view
from migkg.structure import dates, signs
from migkg.structure.blocks import Block
from migkg.structure.spans import Head

_PROVISIONAL = re.compile(
    r"\b(?:provisional|draft|tentative|preliminary|provisoire|préliminaire|projet|preliminar|"
    r"borrador|proyecto)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\w+(?:\s+(?:by|of|de|par|por|del|du))?\s*:?", re.IGNORECASE)
# How a letter is cited: what it is, of which date, from whom.
_LETTER_WORDS = {
    "en": ("Letter", "dated", "from"),
    "fr": ("Lettre", "datée du", "–"),
    "es": ("Carta", "de fecha", "–"),
}
_RESOLUTION = re.compile(r"(\d+/\d+)(\s[A-Z])?\.?$")
_COUNCIL_RESOLUTION = re.compile(r"(?:resolution|résolution|resolución)\s+(\d+\s\(\d{4}\))", re.I)
# Organ that adopts, as its name is printed, and what stands before the number in its symbols.
_SERIES = (
    (re.compile(r"General Assembly|Assemblée générale|Asamblea General", re.I), "A/RES/"),
    (re.compile(r"Human Rights Council|droits de l['’]homme|Derechos Humanos", re.I), "A/HRC/RES/"),
    (re.compile(r"Economic and Social|économique et social|Económico y Social", re.I), "E/RES/"),
    (re.compile(r"Security Council|Conseil de sécurité|Consejo de Seguridad", re.I), "S/RES/"),
)


def title(head: Head, own: Sequence[Block], kind: str, language: str) -> str:
    """Return the title as printed, its lines joined; a letter's is made of its date and sender.

    Lines that name the kind of document stand behind what it is about.
    """
    by: dict[str, list[str]] = {}
    for role, text in head.titles:
        by.setdefault(role, [])
        if text not in by[role]:
            by[role].append(text)
    if numbered := by.get("numbered"):
        return numbered[0]
    typed, free = by.get("type", []), by.get("free", [])
    event, panel = by.get("event", []), by.get("panel", [])
    if kind == "VerbatimRecord":
        organ = [t for role, t in head.titles if role in ("organ", "session")]
        named = [t for t in organ if not signs.WORLD_BODY.fullmatch(t)]
        return ", ".join([*named, *event[:1]]) or "".join(typed[:1])
    if kind == "Resolution":
        return " ".join(free[:1] or typed[:1])
    if kind == "Letter":
        return typed[0] if typed else _letter_title(own, language)
    if kind == "Statement":
        if typed and _BARE.fullmatch(typed[0]):
            return _from_cover(head)
        return next(iter([*typed, *free, *(text for _, text in head.titles[:1])]), "")
    if typed:
        about = free[-1:] if kind in ("Report", "Note") else []
        return ": ".join([*(about or event[:1]), typed[0]])
    return " ".join(free[:2] or event[:1] or panel[:1])


def _from_cover(head: Head) -> str:
    """Return a title that a cover sets on several lines: STATEMENT / BY / NAME."""
    lines: list[str] = []
    for role, text in head.titles:
        if lines or role == "type":
            lines.append(text)
        if lines and role in ("name", "event", "panel"):
            break
    return " ".join(lines)


def _letter_title(own: Sequence[Block], language: str) -> str:
    """Return the title by which a letter is cited, from its date and letterhead."""
    printed = next((b.text for b in own[:8] if signs.dated(b.text)), "")
    if found := dates.find(printed):
        printed = printed[found[1] : found[2]]
    sender = next((b.text for b in own[:6] if signs.LETTERHEAD.match(b.text)), "")
    if sender.isupper():
        small = {"of", "the", "for", "and", "to", "de", "la", "le", "des", "del"}
        sender = " ".join(w.lower() if w.lower() in small else w.title() for w in sender.split())
    name, dated, by = _LETTER_WORDS.get(language, _LETTER_WORDS["en"])
    parts = (name, printed and f"{dated} {printed}", sender and f"{by} {sender}")
    return " ".join(part for part in parts if part)


def date(head: Head, own: Sequence[Block], kind: str) -> str:
    """Return the date a document prints as its own: in its head, or at its very end."""
    last = [block.text for block in own if block.form == "text" and block.mark.kind != "note"][-3:]
    if kind == "Resolution":
        for text in reversed(last):
            if signs.MEETING_CLOSE.match(text) and (found := dates.find(text)):
                return found[0]
    if head.date:
        return head.date
    if kind == "Letter":
        first = next((iso for b in own[:6] if (iso := signs.dated(b.text))), "")
        if first:
            return first
    return next((iso for text in reversed(last) if (iso := signs.dated(text))), "")


def symbol(head: Head, text: str, kind: str) -> str:
    """Return the symbol that a document prints as its own.

    The number at the head of a resolution counts with the organ that the head names: 65/170 under
    "Resolution adopted by the General Assembly" is A/RES/65/170.
    """
    if head.symbol:
        return head.symbol.rstrip("*")
    if kind != "Resolution":
        return ""
    organ = " ".join(
        view(text, b, e).text for name, b, e in head.spans if name in ("type", "creator")
    )
    if not organ:
        return ""
    series = next((before for pattern, before in _SERIES if pattern.search(organ)), "")
    numbers = [view(text, b, e).text for name, b, e in head.spans if name == "symbol"]
    if series and numbers and (found := _RESOLUTION.match(numbers[0])):
        return f"{series}{found[1]}{(found[2] or '').strip()}"
    if council := _COUNCIL_RESOLUTION.search(organ):
        return f"S/RES/{council[1]}"
    return ""


def version(head: Head, kind: str) -> str:
    """Return the status of a programme: provisional if it says so, else final."""
    if kind != "Programme":
        return ""
    titles = [text for role, text in head.titles if role == "type"]
    return "provisional" if any(_PROVISIONAL.search(title) for title in titles) else "final"
