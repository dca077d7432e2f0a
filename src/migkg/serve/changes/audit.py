"""The log of all changes, made or refused: a line of JSON each, beside the builds.

A change has two lines, before it is begun and when it has ended, so that one cut off in the middle
is seen. The token itself is never written, only what it is called.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from migkg.serve.faults import NoAnswerError

NAME: Final = "audit.jsonl"
_REFUSED: Final = 60  # lines a minute of attempts without the right token


class Audit:
    """Appends to ``audit.jsonl`` in a store's folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._minute, self._lines, self._left_out = "", 0, 0

    def write(self, event: str, **said: Any) -> None:
        """Append a line, and have the disk hold it.

        Raises NoAnswerError if that fails: what cannot be written down is not done.
        """
        time = now()
        line = json.dumps({"time": time, "event": event, **said}, ensure_ascii=True) + "\n"
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
            try:
                os.write(handle, line.encode("ascii"))
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise NoAnswerError(
                "failed", f"The log of changes cannot be written: {error.strerror}"
            ) from error

    def refused(self, **said: Any) -> None:
        """Append a line for an attempt without the right token, but not so many as to fill a disk.

        The next minute's first line says how many were left out.
        """
        minute = now()[:16]
        if minute != self._minute:
            self._minute, self._lines = minute, 0
        self._lines += 1
        if self._lines > _REFUSED:
            self._left_out += 1
            return
        left_out = {"left_out": self._left_out} if self._left_out else {}
        self._left_out = 0
        self.write("refused", **said, **left_out)


def now() -> str:
    """Return the time, as the log and a build's record have it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
