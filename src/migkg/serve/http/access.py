"""The access log: a line of JSON for each request.

A thread of its own writes: a full disk or a reader of the log that is slow must not hold up
answers. Lines it cannot take in time are dropped, and the next line says how many.
"""

import hashlib
import json
import os
import queue
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO

from migkg.errors import UsageError

_WAITING: Final = 10_000  # lines
_SHOWN: Final = 200  # characters of a query


class AccessLog:
    """Writes lines to a file, or to standard output for ``-``."""

    def __init__(self, where: str) -> None:
        """Open the file; raise UsageError if it cannot be written."""
        self._path = None if where == "-" else Path(where)
        self._lines: queue.Queue[str | None] = queue.Queue(_WAITING)
        self._dropped = 0
        self._file = self._opened()
        self._thread = threading.Thread(target=self._write, name="access log", daemon=True)
        self._thread.start()

    def write(self, **record: Any) -> None:
        """Take the line of a request."""
        if self._dropped:
            record["dropped"] = self._dropped
        try:
            self._lines.put_nowait(line(record))
        except queue.Full:
            self._dropped += 1
        else:
            self._dropped = 0

    def close(self) -> None:
        """Write what is left; do not wait for a reader that has stopped reading."""
        with suppress(queue.Full):
            self._lines.put_nowait(None)
            self._thread.join(2)

    def _opened(self) -> TextIO:
        if self._path is None:
            return sys.stdout
        try:
            return self._path.open("a", encoding="ascii")
        except OSError as error:
            raise UsageError(
                f"{self._path}: cannot write the access log: {error.strerror}"
            ) from error

    def _write(self) -> None:
        while (text := self._lines.get()) is not None:
            several = [text]
            last = False
            with suppress(queue.Empty):
                while not last:
                    more = self._lines.get_nowait()
                    last = more is None
                    several += [more] if more else []
            try:
                self._rotated()
                self._file.write("".join(several))
                self._file.flush()
            except (OSError, UsageError, ValueError):
                self._dropped += len(several)
            if last:
                return

    def _rotated(self) -> None:
        """Open the file anew if somebody has moved it away."""
        if self._path is None:
            return
        mine = os.fstat(self._file.fileno())
        try:
            there = self._path.stat()
        except OSError:
            there = None
        if there is None or (there.st_dev, there.st_ino) != (mine.st_dev, mine.st_ino):
            old, self._file = self._file, self._opened()
            old.close()


def line(record: dict[str, Any]) -> str:
    r"""Return a record as one line of ASCII: nothing a client sends can begin another.

    >>> line({"path": "/\n\u2028"})
    '{"path":"/\\n\\u2028"}\n'
    """
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")) + "\n"


def now() -> str:
    """Return the time in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def told(query: str) -> dict[str, str]:
    """Return a query as the log tells it: its fingerprint and its beginning.

    >>> told("ASK {}")["query"]
    'ASK {}'
    """
    if not query:
        return {}
    mark = hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return {"query_sha256": mark, "query": query[:_SHOWN]}
