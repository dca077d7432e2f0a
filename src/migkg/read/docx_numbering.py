"""The numbers that Word shows before paragraphs but does not write into their text."""

import re
from dataclasses import dataclass, field

from lxml import etree

from migkg.read.html import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_MAX_DEPTH = 20  # styles based on styles; more is a loop


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1
    legal: bool = False  # shows the numbers of the levels above as decimals


@dataclass(slots=True)
class _List:
    """One list of a document: its levels, and the counters it shares with others of its kind."""

    kind: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)  # where this list begins anew


class Numbering:
    """Counts the numbered paragraphs of a document, which are to be asked for in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}  # kind of list: level: number
        self._begun: set[tuple[str, int]] = set()
        self._styles = {
            style.get(f"{W}styleId", ""): style
            for style in (() if styles is None else styles.iter(f"{W}style"))
        }
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: etree._Element) -> None:
        kinds: dict[str, dict[int, _Level]] = {}
        for kind in numbering.iter(f"{W}abstractNum"):
            kinds[kind.get(f"{W}abstractNumId", "")] = {
                _number(level.get(f"{W}ilvl"), 0): _level(level) for level in kind.iter(f"{W}lvl")
            }
        for found in numbering.iter(f"{W}num"):
            kind_id = _value(found, "abstractNumId") or ""
            listed = _List(kind_id, dict(kinds.get(kind_id, {})))
            for override in found.iter(f"{W}lvlOverride"):
                at = _number(override.get(f"{W}ilvl"), 0)
                replaced = override.find(f"{W}lvl")
                if replaced is not None:
                    listed.levels[at] = _level(replaced)
                start = _value(override, "startOverride")
                if start is not None:
                    listed.starts[at] = _number(start, 1)
            self._lists[found.get(f"{W}numId", "")] = listed

    def number(self, paragraph: etree._Element) -> str:
        """Return the number or bullet (``-``) of a paragraph and count it; empty for none."""
        list_id, at = self._place(paragraph)
        found = self._lists.get(list_id)
        level = None if found is None else found.levels.get(at)
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.kind, {})
        if at in found.starts and (list_id, at) not in self._begun:
            self._begun.add((list_id, at))
            counters[at] = found.starts[at]
        else:
            counters[at] = counters.get(at, level.start - 1) + 1
        for deeper in [other for other in counters if other > at]:
            del counters[deeper]
        if level.format == "bullet":
            return "  " * at + "-"
        if level.format == "none":
            return ""
        return re.sub(
            r"%([1-9])", lambda mark: self._shown(found, int(mark[1]) - 1, level), level.text
        ).strip()

    def _shown(self, found: _List, at: int, asking: _Level) -> str:
        level = found.levels.get(at, _Level())
        number = self._counters[found.kind].get(at, level.start)
        style = "1" if asking.legal else _STYLES.get(level.format, "1")
        return "" if level.format in ("none", "bullet") else numeral(number, style)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list and the level of a paragraph, from itself or its styles."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        list_id, at = _list_of(properties)
        style = _value(properties, "pStyle")
        for _ in range(_MAX_DEPTH):
            found = self._styles.get(style or "")
            if list_id is not None or found is None:
                break
            inherited = found.find(f"{W}pPr")
            if inherited is not None:
                list_id, level = _list_of(inherited)
                at = level if at is None else at
            style = _value(found, "basedOn")
        return list_id or "", at or 0


def _list_of(properties: etree._Element) -> tuple[str | None, int | None]:
    numbered = properties.find(f"{W}numPr")
    if numbered is None:
        return None, None
    level = _value(numbered, "ilvl")
    return _value(numbered, "numId"), None if level is None else _number(level, 0)


def _level(element: etree._Element) -> _Level:
    return _Level(
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        start=_number(_value(element, "start"), 1),
        legal=element.find(f"{W}isLgl") is not None,
    )


def _value(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else default
