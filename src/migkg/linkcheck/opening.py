"""Opens a file to be read once, from its beginning to its end, with a bar of how far it is."""

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from tqdm import tqdm


@contextmanager
def opened(path: Path, shown: bool) -> Iterator[IO[bytes]]:
    """Open a file, unpacked, with a bar of the bytes read if standard error is a terminal."""
    hidden = not (shown and sys.stderr.isatty())
    with (
        path.open("rb") as raw,
        tqdm.wrapattr(
            raw, "read", total=path.stat().st_size, desc=path.name, disable=hidden, leave=False
        ) as counted,
    ):
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=_Raw(counted)) as file:
                yield cast("IO[bytes]", file)
        else:
            yield io.BufferedReader(_Raw(counted), 1 << 20)


class _Raw(io.RawIOBase):
    """A counted file as readers of lines and of RDF want it."""

    def __init__(self, counted: Any) -> None:
        super().__init__()
        self._counted = counted

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._counted.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
