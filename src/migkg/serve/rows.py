"""Counts the rows of a result from the bytes that it is written in, stretch by stretch."""

from typing import Final

from migkg.serve.formats import SOLUTIONS

# What stands between two rows, or at the start of each, and in no value: JSON and TSV would escape
# the quote or the line end, XML the angle bracket. A JSON row without any value is not seen.
_MARKS: Final = {"json": b'}},{"', "xml": b"<result>", "tsv": b"\n"}
_BEFORE: Final = {"json": 1, "xml": 0, "tsv": -1}  # the first row has no mark, or the names have


class Rows:
    r"""The rows that a result has shown so far.

    >>> rows = Rows("text/tab-separated-values")
    >>> rows.count(b"?a\n1\n2"), rows.count(b"\n")
    (1, 2)
    """

    def __init__(self, media: str) -> None:
        self._kind = SOLUTIONS.get(media, "")
        self._seen = _BEFORE.get(self._kind, -1)
        self._tail = b""
        self._quoted = False

    def count(self, stretch: bytes | bytearray) -> int:
        """Return how many rows there are with this stretch; none in other formats."""
        if self._kind == "csv":
            self._lines(stretch)
        elif self._kind in _MARKS:
            mark = _MARKS[self._kind]
            text = self._tail + stretch
            self._seen += text.count(mark)
            self._tail = text[len(text) - len(mark) + 1 :]
        return max(0, self._seen)

    def _lines(self, stretch: bytes | bytearray) -> None:
        """Count line ends that stand outside quotes."""
        for number, part in enumerate(stretch.split(b'"')):
            if number:
                self._quoted = not self._quoted  # a doubled quote changes it twice
            if not self._quoted:
                self._seen += part.count(b"\n")
