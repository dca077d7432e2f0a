"""The record that the reading of a head fills."""

from dataclasses import dataclass, field

from migkg.reading import View
from migkg.structure import signs

Span = tuple[str, int, int]


@dataclass
class Head:
    """What was read of a head so far."""

    spans: list[Span] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)  # how a line counts, its text
    kind: str = ""
    date: str = ""
    issued: str = ""
    symbol: str = ""
    open_position: bool = False
    last_text: str = ""  # of the last span, with the comma behind it

    def has(self, name: str) -> bool:
        """Tell whether a span of that name was found."""
        return any(span[0] == name for span in self.spans)

    def add(
        self, name: str, seen: View, begin: int = 0, end: int = -1, *, joined: bool = False
    ) -> None:
        """Add a stretch of a view, or the whole of it, without white space and commas around it.

        A post goes on in the next line if it breaks off, or if the next line is no other post.
        """
        end = len(seen.text) if end < 0 else end
        self.last_text = seen.text[begin:end]
        while begin < end and seen.text[begin] in " ,;:–-":
            begin += 1
        while end > begin and seen.text[end - 1] in " ,;:–-*":
            end -= 1
        if begin < end:
            span = (name, *seen.span(begin, end))
            before = self.spans[-1][0] if self.spans else ""
            if name == before == "position" and (self.open_position or joined):
                span = (name, self.spans.pop()[1], span[2])
            self.spans.append(span)
        self.open_position = name == "position" and signs.unfinished(self.last_text)
