"""Where the search index of a build is; made beside, for a build that has none.

A build made by ``migkg build`` holds its own. For another one - older, or put together by hand - a
process of its own makes the index in a folder for what can be made again, and whoever asks is told
to come back, so that nobody waits for it in the way of others.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from migkg.errors import StoreError
from migkg.search.index import make
from migkg.search.schema import NAME, VERSION
from migkg.store import Store

_PATIENCE: Final = 4.0  # seconds in which the index of a small store is made


class NotYetError(StoreError):
    """The search index of a build is being made."""

    def __init__(self, build: str) -> None:
        super().__init__(build)
        self.build = build

    def __str__(self) -> str:
        return f"{self.build}: the search index is being made; ask again in a moment"


@lru_cache(maxsize=4)
def opened(build: Path, patience: float = _PATIENCE) -> sqlite3.Connection:
    """Return the search index of a build, open for reading; have it made if there is none.

    Raises NotYetError if that takes longer than some seconds, StoreError if it cannot be made.
    """
    own = build / NAME
    if _usable(own):
        return _open(own)
    other = _beside(build)
    if not _usable(other):
        # A process of its own outlives a reader that is ended for taking too long.
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "migkg.search", str(build)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=process.wait, daemon=True).start()  # none is left a zombie
        until = time.monotonic() + patience
        while not _usable(other):
            code = process.poll()
            if code:
                raise StoreError(f"{build}: the search index cannot be made")
            if time.monotonic() > until:
                raise NotYetError(str(build))
            time.sleep(0.05)
    return _open(other)


def _open(path: Path) -> sqlite3.Connection:
    # Immutable: nobody writes to it any more, so that no lock is asked for.
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    connection.execute("PRAGMA mmap_size=1073741824")
    connection.execute("PRAGMA query_only=1")
    return connection


def _usable(path: Path) -> bool:
    """Tell whether there is an index, whole and of our version."""
    if not path.is_file():
        return False
    try:
        connection = _open(path)
        try:
            found = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return False
    return bool(found and found[0] == VERSION)


def _beside(build: Path) -> Path:
    """Return where an index is kept for a build that has none itself."""
    try:
        what = (build / "build.json").read_bytes() + str(build.resolve()).encode()
        what += str((build / "build.json").stat().st_mtime_ns).encode()
    except OSError:
        what = str(build.resolve()).encode()
    name = hashlib.sha256(what + VERSION.encode()).hexdigest()[:24]
    folder = Path(tempfile.gettempdir()) / f"migkg-search-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise StoreError(f"{folder}: belongs to somebody else; set TMPDIR to another folder")
    return folder / f"{name}.sqlite"


def make_beside(build: Path) -> None:
    """Make the index of a build that has none; one process at a time, all or nothing."""
    path = _beside(build)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _usable(path):
            return
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with Store(build) as store:
            make(store.data, unfinished)
        unfinished.replace(path)
